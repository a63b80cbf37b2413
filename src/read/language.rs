//! The main language of a text, and which passages are surely in another: notices of the page, not of the article. Says nothing
//! of what language those are.

use super::ends::head;
use super::unit::Unit;
use crate::model::{Block, Language};
use std::collections::BTreeMap;
use whatlang::{Info, Lang, detect};

/// How much text is enough to tell its language.
const SAMPLE: usize = 2000;
/// A passage shorter than this does not tell its language.
const PASSAGE: usize = 100;
/// A line shorter than twice this may be a name in Latin letters.
const NAME: usize = 20;

/// A script, as far as telling a page's furniture from its article needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    /// Latin, and whatever has no letters.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Greek.
    Greek,
    /// Arabic and Hebrew.
    Semitic,
    /// Everything from Devanagari on: the scripts of India, China, Japan, Korea.
    Eastern,
}

/// The script of most of a text's letters.
fn script(text: &str) -> Script {
    let wide = text.bytes().filter(|b| *b >= 0x80).count();
    if wide * 3 < text.len() {
        return Script::Latin;
    }
    let mut counts = [0usize; 5];
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = match c {
            '\u{370}'..='\u{3FF}' => Script::Greek,
            '\u{400}'..='\u{52F}' => Script::Cyrillic,
            '\u{590}'..='\u{8FF}' => Script::Semitic,
            '\u{900}'..='\u{1CFF}' | '\u{2E80}'.. => Script::Eastern,
            _ => Script::Latin,
        };
        if let Some(count) = counts.get_mut(script as usize) {
            *count += c.len_utf8();
        }
    }
    largest(&counts)
}

/// The script with the largest count; a tie goes to the first.
fn largest(counts: &[usize; 5]) -> Script {
    let scripts = [Script::Cyrillic, Script::Greek, Script::Semitic, Script::Eastern];
    let larger = |best: (Script, usize), script: Script| match counts.get(script as usize) {
        Some(&count) if count > best.1 => (script, count),
        _ => best,
    };
    scripts.into_iter().fold((Script::Latin, counts[0]), larger).0
}

/// Which passages of an article are in another language than the article.
pub(super) struct Foreign {
    scripts: Vec<Script>,
    main: Script,
    english: bool,
}

impl Foreign {
    /// Looks over all units once.
    pub(super) fn new(units: &[Unit]) -> Self {
        let scripts: Vec<Script> = units.iter().map(|unit| script(unit.text)).collect();
        let mut bytes = [0usize; 5];
        for (unit, script) in units.iter().zip(&scripts) {
            if let Some(count) = bytes.get_mut(*script as usize) {
                *count += unit.text.len();
            }
        }
        let english = language(units.iter().map(|unit| unit.text)).as_deref() == Some("en");
        Self { scripts, main: largest(&bytes), english }
    }

    /// Whether the unit at `i` is in another language. Within one script that is told only in English articles, and only of
    /// passages long enough to tell, with none of the small words of English in them; an article in another script may have
    /// short lines in Latin letters.
    pub(super) fn is_foreign(&self, i: usize, text: &str) -> bool {
        match self.scripts.get(i) {
            Some(&script) if script != self.main => script != Script::Latin || text.len() >= 2 * NAME,
            _ => self.english && text.len() >= PASSAGE && !has_small_word(text) && is_other_than_english(text),
        }
    }
}

/// Whether one of the commonest words of English stands in a text.
fn has_small_word(text: &str) -> bool {
    text.split_ascii_whitespace()
        .any(|word| matches!(word, "the" | "The" | "and" | "of" | "to" | "that" | "with" | "from" | "for" | "are"))
}

/// Whether a text is surely in another language than English.
fn is_other_than_english(text: &str) -> bool {
    text.split_ascii_whitespace().count() >= 12 && detect(text).is_some_and(|info| info.is_reliable() && info.lang() != Lang::Eng)
}

/// The language of a passage, where it is sure.
pub(super) fn language_of(text: &str) -> Option<Language> {
    detect(text).filter(|info| info.is_reliable()).and_then(|info| Language::from_code(code(info.lang())?))
}

/// Notes the passages in English of an article that is in another language.
pub(super) fn mark_english(text: &str, blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| block.span.len() >= PASSAGE) {
        if is_english(block.span.of(text)) {
            block.lang = Some(Language::ENGLISH);
        }
    }
}

/// The language of an article, and whether it is as stated: a statement counts unless the text is plainly English and another is
/// stated, or in another script than any English.
pub(super) fn settled<'a>(stated: Option<String>, texts: impl Iterator<Item = &'a str> + Clone) -> (Option<String>, bool) {
    let Some(stated) = stated else { return (language(texts), false) };
    let sample = sample(texts);
    let english = is_english(&sample);
    match stated.as_str() {
        "en" if !english && sample.len() >= 400 => match detect(&sample) {
            Some(info) if info.is_reliable() && info.lang() != Lang::Eng => (code(info.lang()).map(str::to_owned), false),
            _ => (Some(stated), true),
        },
        other if other != "en" && english => (Some("en".to_owned()), false),
        _ => (Some(stated), true),
    }
}

/// ISO 639-1 code of the main language of an article's blocks that are not furniture; `None` where nothing tells.
pub(super) fn language<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let sample = sample(texts);
    if is_english(&sample) {
        return Some("en".to_owned());
    }
    if let Some(most) = spoken_most(&sample) {
        return Some(most.to_owned());
    }
    detect(&sample).filter(|info| info.is_reliable() || sample.len() > 200).and_then(|info| code(info.lang())).map(str::to_owned)
}

/// The language of most letters, told passage by passage: where several are mixed, all together look like none of them.
fn spoken_most(sample: &str) -> Option<&'static str> {
    let mut letters: BTreeMap<&str, usize> = BTreeMap::new();
    for passage in sample.lines().filter(|line| line.len() >= PASSAGE) {
        let lang = match is_english(passage) {
            true => Some("en"),
            false => detect(passage).filter(Info::is_reliable).and_then(|info| code(info.lang())),
        };
        if let Some(lang) = lang {
            *letters.entry(lang).or_default() += passage.chars().count();
        }
    }
    letters.into_iter().max_by_key(|(_, letters)| *letters).map(|(lang, _)| lang)
}

/// The first bytes of some texts, enough to tell their language.
fn sample<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut sample = String::with_capacity(SAMPLE);
    for text in texts {
        let room = SAMPLE.saturating_sub(sample.len());
        if room < 40 && !sample.is_empty() {
            break;
        }
        sample.push_str(head(text, room));
        sample.push('\n');
    }
    sample
}

/// Whether the small words of English abound: the usual case, told without comparing sixty languages.
fn is_english(sample: &str) -> bool {
    let (mut words, mut small) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        small += usize::from(matches!(
            word,
            "the" | "of" | "and" | "to" | "that" | "is" | "for" | "with" | "has" | "have" | "was" | "by"
        ));
    }
    words >= 12 && small * 7 >= words
}

/// The two-letter code of a language.
fn code(lang: Lang) -> Option<&'static str> {
    const CODES: &str = "eng en rus ru cmn zh spa es por pt ita it ben bn fra fr deu de ukr uk kat ka ara ar hin hi jpn ja heb he yid yi \
        pol pl amh am jav jv kor ko nob no dan da swe sv fin fi tur tr nld nl hun hu ces cs ell el bul bg bel be mar mr kan kn ron ro \
        slv sl hrv hr srp sr mkd mk lit lt lav lv est et tam ta vie vi urd ur tha th guj gu uzb uz pan pa aze az ind id tel te pes fa \
        mal ml ori or mya my nep ne sin si khm km tuk tk aka ak zul zu sna sn afr af lat la slk sk cat ca tgl tl hye hy cym cy";
    let mut codes = CODES.split_ascii_whitespace();
    while let (Some(long), Some(short)) = (codes.next(), codes.next()) {
        if long == lang.code() {
            return Some(short);
        }
    }
    None
}

/// The two-letter code of a language as an input gives it: "en-US" and "EN" are "en".
pub(super) fn primary(lang: &str) -> Option<String> {
    let first = lang.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match first.len() {
        2 => Some(first),
        3 => Lang::from_code(&first).and_then(code).map(str::to_owned),
        _ => None,
    }
}
