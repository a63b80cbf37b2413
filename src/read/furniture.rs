//! Page furniture in the text of a saved article: menus, notices, share lines, other articles' headlines, things printed
//! twice. Marks whole units and leaves everything in the text. No rule knows an outlet; all work on any page.

use super::kinds::{is_list_lead, number, opens_like_a_title};
use super::language::{Foreign, language_of};
use super::meta::author;
use super::unit::{PROSE, Unit};
use super::words::{FURNITURE, lowered, section, set};
use crate::model::BlockKind;
use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Up to this many bytes a line without an end of sentence can be an entry of a menu.
const ENTRY: usize = 40;
/// This many menu entries in a row make a menu.
const MENU: usize = 4;
/// Up to this many bytes a notice is told by its opening words.
const NOTICE: usize = 400;
/// Up to this many bytes a notice is told by words anywhere in it.
const SHORT: usize = 220;
/// Up to this many bytes a line without an end of sentence can be another article's headline.
const HEADLINE: usize = 160;
/// This many headlines in a row are other articles'; behind the last running text fewer will do.
const HEADLINES: usize = 5;
const LAST_HEADLINES: usize = 4;
/// Where markup tells paragraphs, this many bytes with an end of sentence make one.
const SENTENCE: usize = 60;
/// A passage in another language is furniture, a notice for its readers, unless it stands in the midst of running text; from
/// this many bytes on it is an article's own anywhere.
const PASSAGE: usize = 600;
/// So many dots in a row lead somewhere; fewer leave something out.
const LEADER: usize = 6;
/// From this many bytes on a line that stands twice is no heading.
const LONG: usize = 100;

/// The furniture lists, ready for matching.
struct Lists {
    lines: FxHashSet<&'static str>,
    passages: FxHashSet<&'static str>,
    openings: AhoCorasick,
    anywhere: AhoCorasick,
    passage_openings: AhoCorasick,
    asides: AhoCorasick,
}

static LISTS: LazyLock<Option<Lists>> = LazyLock::new(|| {
    let matcher =
        |name, kind| AhoCorasick::builder().ascii_case_insensitive(true).start_kind(kind).build(section(FURNITURE, name)).ok();
    Some(Lists {
        lines: set(FURNITURE, "lines"),
        passages: set(FURNITURE, "passages"),
        openings: matcher("openings", StartKind::Anchored)?,
        anywhere: matcher("anywhere", StartKind::Unanchored)?,
        passage_openings: matcher("passage-openings", StartKind::Anchored)?,
        asides: matcher("asides", StartKind::Unanchored)?,
    })
});

/// Marks furniture. `title`, where it is known, is never taken for a menu's entry.
pub(super) fn mark(units: &mut [Unit], title: Option<&str>) {
    mark_by(units, title, PROSE, repeats);
}

/// The same for units whose kinds markup tells. There what stands twice stands on purpose, but for what is doubled on the spot.
pub(super) fn mark_set(units: &mut [Unit], title: Option<&str>) {
    mark_by(units, title, SENTENCE, |units, _| doubles(units));
}

fn mark_by(units: &mut [Unit], title: Option<&str>, text: usize, repeats: impl Fn(&mut [Unit], Option<&str>)) {
    let Some(lists) = LISTS.as_ref() else { return };
    let foreign = Foreign::new(units);
    let midst = midst(units, &foreign);
    for (i, unit) in units.iter_mut().enumerate() {
        let elsewhere = foreign.is_foreign(i, unit.text);
        if elsewhere && unit.is_closed() && (unit.text.len() >= PASSAGE || midst.get(i) == Some(&true)) {
            unit.lang = language_of(unit.text);
        }
        if (elsewhere && unit.lang.is_none())
            || !unit.text.contains(char::is_alphanumeric)
            || lists.knows(unit.text)
            || is_address(unit.text)
            || is_bar(unit.text)
            || is_contents(unit.text)
        {
            unit.kind = Some(BlockKind::Boilerplate);
        }
    }
    passages(units, lists, text);
    repeats(units, title);
    if units.iter().any(Unit::is_prose) {
        menus(units, title);
        headlines(units);
    }
}

/// Which units are running text between two others, with text in the article's language on either side, be it near or far.
fn midst(units: &[Unit], foreign: &Foreign) -> Vec<bool> {
    let own = |(i, unit): (usize, &Unit)| unit.is_prose() && !foreign.is_foreign(i, unit.text);
    let Some(first) = units.iter().enumerate().position(own) else { return Vec::new() };
    let last = units.iter().enumerate().rev().find(|unit| own(*unit)).map_or(first, |(i, _)| i);
    let prose = |i: usize| units.get(i).is_some_and(Unit::is_prose);
    (0..units.len()).map(|i| first < i && i < last && prose(i - 1) && prose(i) && prose(i + 1)).collect()
}

impl Lists {
    /// Whether a line is furniture by its words alone.
    fn knows(&self, text: &str) -> bool {
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '×' | '✕' | '©' | '.' | '!' | '?'));
        if lowered::<48, _>(bare, |bare| self.lines.contains(bare)).unwrap_or(false) {
            return true;
        }
        (text.len() <= NOTICE && opens(&self.openings, bare)) || (text.len() <= SHORT && self.anywhere.is_match(text))
    }

    /// Whether a line opens a passage of other articles' headlines.
    fn opens_passage(&self, text: &str) -> bool {
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        lowered::<48, _>(bare, |bare| self.passages.contains(bare)).unwrap_or(false)
            || (text.len() <= 60 && opens(&self.passage_openings, bare))
    }
}

/// Whether a text has words in which an outlet speaks of itself, its writers and its readers. It tells nothing by itself.
pub(super) fn is_aside(text: &str) -> bool {
    LISTS.as_ref().is_some_and(|lists| lists.asides.is_match(text))
}

/// Whether a line opens with a phrase of a list.
fn opens(openings: &AhoCorasick, text: &str) -> bool {
    openings.find(Input::new(text).anchored(Anchored::Yes)).is_some()
}

/// Whether a line is nothing but web addresses, with or without the number of a note.
fn is_address(text: &str) -> bool {
    text.starts_with(['h', '[', '<'])
        && text.contains("://")
        && text.split([' ', ';', '<', '>', '\u{a0}']).filter(|word| !word.is_empty()).all(|word| {
            word.starts_with("http") || (word.starts_with('[') && word.ends_with(']')) || !word.contains(char::is_alphanumeric)
        })
}

/// Whether a line is several short entries side by side ("Mail   Share   Print"); with digits it may be a table.
fn is_bar(text: &str) -> bool {
    let wide = text.len() <= SHORT && text.contains("   ") && !text.bytes().any(|b| b.is_ascii_digit());
    wide && text.split("   ").count() >= 3 && text.split("   ").all(|entry| entry.len() <= ENTRY && !entry.ends_with(['.', ',']))
}

/// Whether a line is one of a table of contents: a row of dots leads to the number of a page.
fn is_contents(text: &str) -> bool {
    let dots = |from: &str| from.chars().filter(|c| !c.is_whitespace()).take_while(|c| matches!(c, '.' | '…' | '_')).count();
    let (first, last) = ([". . ", ".....", "……"], text.trim_end().bytes().next_back());
    let leads = first.iter().filter_map(|lead| text.find(lead)).min().and_then(|at| text.get(at..));
    leads.is_some_and(|rest| dots(rest) >= LEADER) && last.is_some_and(|last| last.is_ascii_digit() || last == b'.')
}

/// What follows "Similar articles" and its kin, up to the next running text: a unit of so many bytes that ends like a sentence.
fn passages(units: &mut [Unit], lists: &Lists, text: usize) {
    let mut inside = false;
    for unit in units.iter_mut() {
        let opens = !unit.is_prose() && lists.opens_passage(unit.text);
        let runs_on = unit.is_closed() && unit.text.len() >= text;
        inside = opens || (inside && (unit.is_furniture() || !runs_on));
        if inside {
            unit.kind = Some(BlockKind::Boilerplate);
        }
    }
}

/// Lines that stand twice in a row (a caption and its alternative text), a long passage's second copy, and short lines that
/// keep coming back. A short line doubled is a headline and stays once.
fn repeats(units: &mut [Unit], title: Option<&str>) {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for unit in units.iter().filter(|unit| !unit.is_furniture()) {
        *seen.entry(unit.text).or_default() += 1;
    }
    let mut first: FxHashSet<&str> = FxHashSet::default();
    let twins: Vec<bool> = units.windows(2).map(|pair| matches!(pair, [a, b] if a.text == b.text)).collect();
    let twin = |i: usize| twins.get(i) == Some(&true) || i.checked_sub(1).and_then(|i| twins.get(i)) == Some(&true);
    for (i, unit) in units.iter_mut().enumerate() {
        let times = seen.get(unit.text).copied().unwrap_or(0);
        if times < 2 || title == Some(unit.text) && first.insert(unit.text) {
            continue;
        }
        let again = !first.insert(unit.text);
        let doubled = twin(i) && (again || unit.text.len() >= LONG && !unit.is_prose());
        if doubled || (again && unit.text.len() >= LONG) || (times >= 3 && unit.text.len() < ENTRY && !unit.is_closed()) {
            unit.kind = Some(BlockKind::Boilerplate);
        }
    }
}

/// The second of two units that stand one right below the other.
fn doubles(units: &mut [Unit]) {
    let mut last = "";
    for unit in units.iter_mut() {
        let again = unit.text == last && unit.text.len() >= ENTRY;
        last = unit.text;
        if again {
            unit.kind = Some(BlockKind::Boilerplate);
        }
    }
}

/// Runs of short lines without an end of sentence. A list that a colon announces is none, nor the heading right above the text.
fn menus(units: &mut [Unit], title: Option<&str>) {
    let mut at = 0;
    while at < units.len() {
        let rest = units.get(at..).unwrap_or(&[]);
        let run = rest.iter().take_while(|unit| unit.is_furniture() || is_entry(unit, title)).count();
        let known = rest.iter().take(run).filter(|unit| unit.is_furniture()).count();
        let entries = rest.iter().take(run).filter(|unit| unit.kind.is_none()).count();
        let lead = at.checked_sub(1).and_then(|i| units.get(i)).filter(|unit| is_list_lead(unit));
        let announced = lead.is_some_and(|unit| unit.text.split_ascii_whitespace().count() >= 3);
        let next_is_text = units.get(at + run).is_some_and(Unit::is_prose);
        if !announced && (entries >= MENU || (known >= 3 && entries > 0)) {
            let last = run.wrapping_sub(1);
            for (i, unit) in units.iter_mut().skip(at).take(run).enumerate() {
                if !(i == last && next_is_text && unit.text.split_ascii_whitespace().count() >= 2) {
                    unit.kind = Some(BlockKind::Boilerplate);
                }
            }
        }
        at += run.max(1);
    }
}

/// Runs of headlines behind the first running text: no article has so many headings with nothing below them. The last one
/// right above running text is that text's own.
fn headlines(units: &mut [Unit]) {
    let prose = |unit: &Unit| unit.is_prose() && !unit.is_furniture();
    let (Some(first), Some(last)) = (units.iter().position(prose), units.iter().rposition(prose)) else { return };
    let mut at = first;
    while at < units.len() {
        let rest = units.get(at..).unwrap_or(&[]);
        let run = rest.iter().take_while(|unit| unit.is_furniture() || is_headline(unit) || is_entry(unit, None)).count();
        let count = rest.iter().take(run).filter(|unit| !unit.is_furniture() && is_headline(unit)).count();
        let announced = at.checked_sub(1).and_then(|i| units.get(i)).is_some_and(is_list_lead);
        let behind = at > last;
        if !announced && count >= if behind { LAST_HEADLINES } else { HEADLINES } {
            let above_text = units.get(at + run).is_some_and(Unit::is_prose);
            for unit in units.iter_mut().skip(at).take(run - usize::from(above_text)) {
                unit.kind = Some(BlockKind::Boilerplate);
            }
        }
        at += run.max(1);
    }
}

/// Whether a unit can be the headline of another article: some words, but no list of names and offices, no row of numbers, no
/// speech broken off.
fn is_headline(unit: &Unit) -> bool {
    let text = unit.text;
    let cut = text.ends_with('…') || text.ends_with("...");
    unit.kind.is_none()
        && text.len() <= HEADLINE
        && (cut || !unit.is_closed())
        && !text.ends_with([':', ';', ',', '—', '–', '-'])
        && text.split_ascii_whitespace().count() >= 6
        && text.bytes().filter(|b| *b == b',').count() <= 1
        && !is_row(text)
        && number(text).is_none()
        && author(text).is_none()
        && opens_like_a_title(text)
}

/// Whether a line is a row of a table: more than one number, and at least as many as half its words.
fn is_row(text: &str) -> bool {
    let numbers = text.split_ascii_whitespace().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).count();
    numbers >= 2 && text.contains(char::is_alphabetic) && numbers * 2 >= text.split_ascii_whitespace().count()
}

/// Whether a unit can be the entry of a menu.
fn is_entry(unit: &Unit, title: Option<&str>) -> bool {
    let listed = unit.kind == Some(BlockKind::ListItem) && unit.text.len() <= ENTRY / 2;
    unit.text.len() <= ENTRY
        && (unit.kind.is_none() || listed)
        && !unit.text.ends_with([':', ';', ',', '—', '–', '-'])
        && !unit.is_closed()
        && !is_row(unit.text)
        && number(unit.text).is_none()
        && title != Some(unit.text)
}
