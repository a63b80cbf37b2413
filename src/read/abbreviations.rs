//! What a full stop after a word may mean, by the word and by the one that follows. Knows words, not places in a text.

use super::words::{SENTENCES, lowered, section, set};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What the full stop after a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The end of a sentence.
    Sentence,
    /// Part of the word.
    Word,
    /// Part of the word if a number follows.
    WordBeforeNumber,
    /// Part of the word, unless the next word opens sentences.
    WordUnlessOpener,
    /// That of "a.m." or "p.m.".
    TimeOfDay,
}

/// The lists, ready for lookup.
struct Lists {
    stops: FxHashMap<&'static str, (Stop, bool)>,
    openers: FxHashSet<&'static str>,
    saying: FxHashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    // The flag: only where the word is written with a capital ("Gen." but not "gen.").
    let sections = [
        ("numbering", Stop::WordBeforeNumber, false),
        ("months", Stop::WordBeforeNumber, true),
        ("after-names", Stop::WordUnlessOpener, false),
        ("states", Stop::WordUnlessOpener, true),
        ("inner", Stop::Word, false),
        ("titles", Stop::Word, true),
    ];
    let entry = |(name, stop, capital)| section(SENTENCES, name).map(move |word| (word, (stop, capital)));
    Lists {
        stops: sections.into_iter().flat_map(entry).collect(),
        openers: set(SENTENCES, "openers"),
        saying: set(SENTENCES, "saying"),
    }
});

/// What the full stop after `word` is; `item`: the word stands first in its block, where it may be an item's number.
pub(super) fn stop(word: &str, item: bool) -> Stop {
    let word = word.trim_matches(['*', '_', '\'', '’']);
    let capital = word.starts_with(char::is_uppercase);
    if item && is_item_number(word) {
        return Stop::Word;
    }
    // An initial: "Daniel P." is no page.
    if capital && word.chars().nth(1).is_none() {
        return Stop::WordUnlessOpener;
    }
    if let Some(&(stop, only_capital)) = lowered::<12, _>(word, |lower| LISTS.stops.get(lower)).flatten()
        && (capital || !only_capital)
    {
        return stop;
    }
    if word.eq_ignore_ascii_case("a.m") || word.eq_ignore_ascii_case("p.m") {
        return Stop::TimeOfDay;
    }
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some('I'), None) => Stop::WordUnlessOpener,
        (Some(only), None) if only.is_alphabetic() => Stop::WordUnlessOpener,
        (Some(first), Some('.')) if first.is_alphabetic() => Stop::WordUnlessOpener,
        (Some(_), Some(_)) if word.eq_ignore_ascii_case("ph.d") => Stop::WordUnlessOpener,
        (Some(first), Some(_)) if first.is_ascii_digit() && word.contains('.') => Stop::WordBeforeNumber,
        _ => Stop::Sentence,
    }
}

/// "1", "12", "1.2", "b", "IV": what numbers an item. Four digits in a row are a year that a line was broken before.
fn is_item_number(word: &str) -> bool {
    let digits =
        word.len() <= 8 && word.bytes().all(|b| b.is_ascii_digit() || b == b'.') && word.split('.').all(|part| part.len() <= 3);
    let roman = word.len() <= 5 && word.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    !word.is_empty() && (digits || roman || (word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic())))
}

/// A word of four letters or more, small but perhaps for the first, that is no abbreviation: after its full stop a sentence ends
/// even where the next one opens in lower case or without a space.
pub(super) fn is_plain_word(word: &str) -> bool {
    let word = word.trim_end_matches(['”', '’', '"', '\'', ')', '%']);
    let small = word.chars().skip(1).all(|c| c.is_lowercase() || c == '-' || c == '’' || c == '\'');
    let letters = word.chars().take(4).filter(|c| c.is_alphabetic()).count();
    small && letters == 4 && !word.starts_with("www") && stop(word, false) == Stop::Sentence
}

/// Whether what follows opens with a word that opens sentences, behind quotes or brackets.
pub(super) fn opens_sentence(rest: &str) -> bool {
    let word = first_word(rest);
    let initial = word.len() == 1 && rest.trim_start_matches(word).starts_with('.');
    !initial
        && word.starts_with(char::is_uppercase)
        && lowered::<16, _>(word, |word| LISTS.openers.contains(word)).unwrap_or(false)
}

/// Whether a sentence opens after "a.m.": not with a day, a zone ("EST", "Eastern") or a city's time ("Kyiv time").
pub(super) fn follows_time_of_day(rest: &str) -> bool {
    let mut words = rest.split_ascii_whitespace();
    let (word, second) = (first_word(rest), words.nth(1).unwrap_or(""));
    let zone = matches!(word, "Eastern" | "Central" | "Mountain" | "Pacific" | "Greenwich")
        || second.starts_with("time")
        || second == "Time";
    word.chars().nth(1).is_some_and(char::is_lowercase) && !word.ends_with("day") && !zone
}

/// Whether one of the next three words is a verb of saying: the quotation before goes on.
pub(super) fn goes_on_saying(rest: &str) -> bool {
    rest.split_ascii_whitespace().take(4).any(|word| {
        let bare = word.trim_end_matches([',', '.', ':', ';']);
        LISTS.saying.contains(bare)
    })
}

/// The letters at the start, behind quotes and brackets.
fn first_word(rest: &str) -> &str {
    let rest = rest.trim_start_matches(['"', '\'', '“', '‘', '(', '[', '«', '*', '_']);
    rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}
