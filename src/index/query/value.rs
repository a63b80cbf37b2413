//! Values in queries: numbers, days, intervals and levels of a scale. What does not read says what would.

use super::End;
use crate::index::Facet;
use crate::model::Strength;

/// The levels that can be compared, lowest first.
pub(in crate::index) fn levels(facet: Facet) -> Vec<&'static str> {
    match facet {
        // "refused" is a slot of its own and no step of the scale.
        Facet::Strength => Strength::ALL.into_iter().filter(|level| *level != Strength::Refused).map(Strength::as_str).collect(),
        Facet::Severity => vec!["minor", "moderate", "major", "extreme"],
        _ => Vec::new(),
    }
}

/// Values that a facet may have at all, where that is a closed list.
fn closed(facet: Facet) -> Option<Vec<&'static str>> {
    match facet {
        Facet::Verdict => Some(vec!["contradicts", "tension", "updates", "part_of", "scope", "agrees"]),
        Facet::Certainty => Some(vec!["certain", "possible"]),
        Facet::Review => Some(vec!["open", "explained", "accepted", "dismissed", "changed"]),
        Facet::Strength => Some(levels(facet).into_iter().chain([Strength::Refused.as_str()]).collect()),
        _ => Some(levels(facet)).filter(|levels| !levels.is_empty()),
    }
}

/// The values that a written value or range of a scale stands for.
pub(super) fn values(facet: Facet, written: &str) -> Result<Vec<String>, String> {
    let Some(closed) = closed(facet) else { return Ok(vec![written.to_owned()]) };
    let levels = levels(facet);
    let lower = written.to_lowercase();
    let found = match lower.split_once("..") {
        Some((from, to)) if !levels.is_empty() => {
            let place =
                |name: &str, open| if name.is_empty() { Some(open) } else { levels.iter().position(|&level| level == name) };
            place(from, 0).zip(place(to, levels.len() - 1)).and_then(|(from, to)| levels.get(from..=to))
        }
        _ => None,
    };
    match found {
        Some(levels) if !levels.is_empty() => Ok(levels.iter().map(|&level| level.to_owned()).collect()),
        _ if closed.contains(&lower.as_str()) => Ok(vec![lower]),
        _ => Err(format!("one of {}", closed.join(", "))),
    }
}

/// What may stand behind the digits of a number.
const SCALES: [(&str, f64); 6] = [("bn", 1e9), ("b", 1e9), ("tn", 1e12), ("mn", 1e6), ("m", 1e6), ("k", 1e3)];

/// A number as people write it: `120000`, `120,000`, `1.8bn`, `300k`.
fn number(written: &str) -> Option<f64> {
    let lower = written.trim().to_lowercase().replace([',', '_'], "");
    let (digits, factor) =
        SCALES.iter().find_map(|&(suffix, factor)| Some((lower.strip_suffix(suffix)?, factor))).unwrap_or((&lower, 1.0));
    let plain = digits.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.');
    digits.parse::<f64>().ok().filter(|n| plain && n.is_finite()).map(|n| n * factor)
}

/// The interval of `figure:…`: `[1 TO 2]` without its brackets, `1..2`, `>1`, `<=2` or a number.
pub(super) fn interval(written: &str) -> Option<(End, End)> {
    let closed = |text: &str| match text.trim() {
        "" | "*" => Some(End::Open),
        text => number(text).map(End::Closed),
    };
    for (sign, beyond) in [(">=", false), (">", true), ("<=", false), ("<", true)] {
        if let Some(rest) = written.trim().strip_prefix(sign) {
            let end = number(rest).map(if beyond { End::Beyond } else { End::Closed })?;
            return Some(if sign.starts_with('>') { (end, End::Open) } else { (End::Open, end) });
        }
    }
    let (low, high) = match written.split_once(" TO ").or_else(|| written.split_once("..")) {
        Some((low, high)) => (closed(low)?, closed(high)?),
        None => number(written).map(|n| (End::Closed(n), End::Closed(n)))?,
    };
    match (low, high) {
        (End::Closed(low), End::Closed(high)) if low > high => None,
        ends => Some(ends),
    }
}

/// The currency in an amount as written, and the rest of it: `>=1bn USD`, `$1bn`, `EUR 5m..10m`.
pub(super) fn currency(written: &str, known: &dyn Fn(&str) -> Option<String>) -> Option<(String, String)> {
    let (mut rest, mut word, mut found) = (String::new(), String::new(), None);
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '$' | '€' | '£' | '¥' | '₴' | '₽');
    let mut settle = |word: &mut String, rest: &mut String| {
        let after_digit = rest.ends_with(|c: char| c.is_ascii_digit());
        let scale = SCALES.iter().any(|(suffix, _)| suffix.eq_ignore_ascii_case(word)) && after_digit;
        match if word == "TO" || scale { None } else { known(word) } {
            Some(currency) => found = Some(currency),
            None => rest.push_str(word),
        }
        word.clear();
    };
    for c in written.chars() {
        if is_word(c) {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            settle(&mut word, &mut rest);
        }
        rest.push(c);
    }
    if !word.is_empty() {
        settle(&mut word, &mut rest);
    }
    Some((rest.trim().to_owned(), found?))
}

/// The days of `published:…` as numbers like 20250131, both included. A month or year stands for all its days.
pub(super) fn days(written: &str) -> Option<(u64, u64)> {
    let (from, to) = written.split_once("..").unwrap_or((written, written));
    let from = if from.is_empty() { 0 } else { day(from, 0)? };
    let to = if to.is_empty() { 99_999_999 } else { day(to, 99)? };
    (from <= to).then_some((from, to))
}

/// `2025`, `2025-03` or `2025-03-09`, what is missing filled up.
fn day(written: &str, fill: u64) -> Option<u64> {
    let mut parts = written.split('-');
    let mut part = |digits: usize, last: u64| match parts.next() {
        None => Some(fill),
        Some(text) if text.len() == digits => text.parse().ok().filter(|n| (1..=last).contains(n)),
        Some(_) => None,
    };
    let day = part(4, 9999)? * 10_000 + part(2, 12)? * 100 + part(2, 31)?;
    parts.next().is_none().then_some(day)
}

/// The years of `year:…`, both included.
pub(super) fn years(written: &str) -> Option<(Option<u32>, Option<u32>)> {
    let year = |text: &str| match text {
        "" => Some(None),
        text if text.len() == 4 => text.parse().ok().map(Some),
        _ => None,
    };
    let (from, to) = written.split_once("..").unwrap_or((written, written));
    let years = (year(from)?, year(to)?);
    match years {
        (None, None) => None,
        (Some(from), Some(to)) if from > to => None,
        years => Some(years),
    }
}
