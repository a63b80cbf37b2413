//! The main language and script of a text. Not a language tagger for passages: what is written in another script than the
//! article is only told apart as such.

use super::unit::Unit;
use whatlang::{Lang, detect};

/// How much text is enough to tell its language.
const SAMPLE: usize = 2000;

/// A script, as far as telling a page's furniture from its article needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
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
pub(super) fn script(text: &str) -> Script {
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
    [Script::Cyrillic, Script::Greek, Script::Semitic, Script::Eastern]
        .into_iter()
        .fold((Script::Latin, counts[0]), |best, script| match counts.get(script as usize) {
            Some(&count) if count > best.1 => (script, count),
            _ => best,
        })
        .0
}

/// The script in which most of an article is written; a tie goes to the first in the order of [`Script`].
pub(super) fn main_script(units: &[Unit]) -> Script {
    let mut bytes = [0usize; 5];
    for unit in units {
        if let Some(count) = bytes.get_mut(script(unit.text) as usize) {
            *count += unit.text.len();
        }
    }
    let rest = [Script::Cyrillic, Script::Greek, Script::Semitic, Script::Eastern];
    let best = |best: (Script, usize), script: Script| match bytes.get(script as usize) {
        Some(&count) if count > best.1 => (script, count),
        _ => best,
    };
    rest.into_iter().fold((Script::Latin, bytes[0]), best).0
}

/// ISO 639-1 code of the main language of an article's blocks that are not furniture; `None` where nothing tells.
pub(super) fn language<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut sample = String::with_capacity(SAMPLE);
    for text in texts {
        let room = SAMPLE.saturating_sub(sample.len());
        if room < 40 && !sample.is_empty() {
            break;
        }
        sample.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or(text));
        sample.push('\n');
    }
    if is_english(&sample) {
        return Some("en".to_owned());
    }
    detect(&sample).filter(|info| info.is_reliable() || sample.len() > 200).and_then(|info| code(info.lang())).map(str::to_owned)
}

/// Whether the small words of English abound: the usual case, told without comparing sixty languages.
fn is_english(sample: &str) -> bool {
    let (mut words, mut small) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        small += usize::from(matches!(word, "the" | "of" | "and" | "to" | "that" | "is" | "for" | "with" | "has" | "have" | "was" | "by"));
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
