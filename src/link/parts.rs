//! What one text says of two of its own figures: a part and its whole, a change with the ends that it leads from and to.

use super::dimensions::Dim;
use super::interval::Interval;
use super::judge::{Reason, Values};
use super::reading::{Reading, Unit};
use crate::model::{Change, Dimension, Verdict};
use serde::{Deserialize, Serialize};

/// What does not fit, of two figures of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Miss {
    /// A change and the end that it should lead to.
    Change,
    /// A share and the part that it is said of.
    Share,
    /// A whole and the last of the parts that should add up to it.
    Sum,
}

/// A part against its whole.
pub(crate) fn part(a: &Reading, b: &Reading, values: &Values, a_is_part: bool, reason: Reason, dim: Dim) -> (Verdict, Reason) {
    let (part, whole) = if a_is_part { (values.a, values.b) } else { (values.b, values.a) };
    let (part_at, whole_at) = if a_is_part { (a, b) } else { (b, a) };
    // A whole as of an earlier day may be overtaken by a later part.
    let overtaken = part_at.latest_day().zip(whole_at.latest_day()).is_some_and(|(part, whole)| part > whole);
    let open = part_at.is_level() && overtaken && part_at.claim.document.id != whole_at.claim.document.id;
    match () {
        () if part.possible.low > whole.possible.high && !open => (Verdict::Contradicts, Reason::PartAboveWhole(dim)),
        () if part.plausible.low > whole.plausible.high && !open => (Verdict::Tension, Reason::PartAboveWhole(dim)),
        () => (Verdict::PartOf, reason),
    }
}

/// "30 of the 80": two figures of one sentence with nothing but "of the" between them; whether the first is the part.
pub(crate) fn counted_out(a: &Reading, b: &Reading) -> Option<bool> {
    if a.claim.sentence_text != b.claim.sentence_text {
        return None;
    }
    let (x, y) = (a.claim.mark, b.claim.mark);
    let (first, second) = if x.start < y.start { (a, b) } else { (b, a) };
    let between = first.claim.after().strip_suffix(second.claim.figure_and_after())?.trim();
    matches!(between, "of the" | "of" | "out of" | "out of the" | "of its" | "of their").then_some(x.start < y.start)
}

/// Whether one of two figures does not fit the other by what their sentence says, and how.
pub(crate) fn misstated(a: &Reading, b: &Reading) -> Option<Miss> {
    let leads = |change: &Reading, end: &Reading| {
        let to = (end.figure().span, end.claim.document.id.as_str());
        change.misses.is_some_and(|(span, _)| (span, change.claim.document.id.as_str()) == to)
    };
    let miss = if leads(a, b) { a.misses } else { b.misses.filter(|_| leads(b, a)) };
    miss.map(|(_, miss)| miss)
}

/// Checks every "from … to …, by …" of a sentence, and tells each change that does not fit which end it misses. The readings stand in
/// order of document and place; gives the pairs of change and end.
pub(crate) fn check_changes(readings: &mut [Reading]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < readings.len() {
        let one = |reading: &Reading| (reading.claim.document.id.clone(), reading.figure().sentence);
        let end = (start..readings.len()).find(|at| one(&readings[*at]) != one(&readings[start])).unwrap_or(readings.len());
        let sentence = &readings[start..end];
        let found_off = missed(sentence)
            .map(|ends| (ends, Miss::Change))
            .or_else(|| share_off(sentence).map(|ends| (ends, Miss::Share)))
            .or_else(|| sum_off(sentence).map(|ends| (ends, Miss::Sum)));
        if let Some(((by, to), miss)) = found_off {
            readings[start + by].misses = Some((readings[start + to].figure().span, miss));
            found.push((start + by.min(to), start + by.max(to)));
        }
        start = end;
    }
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    found.into_iter().map(|(a, b)| (narrow(a), narrow(b))).collect()
}

/// "of the 500 houses 150, or 40 percent, burned": the share and the part of which it is said, where the two do not give the whole.
fn share_off(sentence: &[Reading]) -> Option<(usize, usize)> {
    let share_at = (1..sentence.len()).find(|at| {
        let before = sentence[*at].claim.before().trim_end();
        sentence[*at].figure().unit.as_deref() == Some("percent") && (before.ends_with(", or") || before.ends_with('('))
    })?;
    let (share, part) = (&sentence[share_at], &sentence[share_at - 1]);
    let of = |reading: &&Reading| {
        let before = reading.claim.before().trim_end().trim_end_matches(" the").to_ascii_lowercase();
        reading.unit == part.unit && reading.value.stated.0 > part.value.stated.0 && before.split(' ').next_back() == Some("of")
    };
    let mut wholes = sentence.iter().filter(of);
    let whole = wholes.next().filter(|_| wholes.next().is_none() && part.unit != share.unit)?;
    let (p, w) = (part.value.possible, whole.value.possible);
    let slack = 1.0 + share.value.digit;
    let told = Interval::new(share.value.stated.0 - slack, share.value.stated.1 + slack);
    (w.low > 0.0 && told.apart(Interval::new(100.0 * p.low / w.high, 100.0 * p.high / w.low))).then_some((share_at, share_at - 1))
}

/// "40 people died: 25 in the town and 10 on the road": the whole and its last part, where all that the colon announces does not add up to it.
fn sum_off(sentence: &[Reading]) -> Option<(usize, usize)> {
    let between = |at: usize| {
        let (here, next) = (sentence.get(at)?, sentence.get(at + 1)?);
        here.claim.after().strip_suffix(next.claim.figure_and_after())
    };
    let whole_at = (0..sentence.len()).find(|at| between(*at).is_some_and(|gap| gap.contains(':')))?;
    let (whole, parts) = (&sentence[whole_at], sentence.get(whole_at + 1..)?);
    let open = ["includ", "among", "such as", "for example", "at least", "another"];
    let listed =
        (whole_at..sentence.len() - 1).all(|at| between(at).is_some_and(|gap| !open.iter().any(|word| gap.contains(word))));
    let alike = parts.iter().all(|part| {
        part.unit == whole.unit
            && (part.noun.is_none() || part.noun == whole.noun || part.people.is_some() && whole.people.is_some())
    });
    let sum = parts.iter().fold((0.0, 0.0), |(low, high), part| (low + part.value.possible.low, high + part.value.possible.high));
    let slack = 0.02 * whole.value.stated.0.abs();
    let off = Interval::new(sum.0 - slack, sum.1 + slack).apart(whole.value.possible);
    // "three reasons: one, …; two, …" lists things, and no parts of a sum; the dead and money add up.
    let sums = whole.running || matches!(whole.unit, Unit::Money(_));
    (sums && parts.len() > 1 && listed && alike && off).then_some((whole_at, sentence.len() - 1))
}

/// Which figure of a sentence is the change, and which the end that it does not lead to.
fn missed(sentence: &[Reading]) -> Option<(usize, usize)> {
    let after = |word: &str| {
        let mut all = sentence.iter().enumerate().filter(|(_, reading)| {
            let before = reading.claim.before().trim_end();
            (word == "by" || reading.figure().change.is_some())
                && before.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case(word))
        });
        all.next().filter(|_| all.next().is_none())
    };
    let ((_, from), (to_at, to), (by_at, by)) = (after("from")?, after("to")?, after("by")?);
    let way = by.figure().change.or(from.figure().change);
    let sign = if way == Some(Change::Decrease) { -1.0 } else { 1.0 };
    let percent = |reading: &Reading| reading.figure().unit.as_deref() == Some("percent");
    // Three quarters off may be 73 percent: a percentage in fives is told to the nearest five.
    let fives = percent(by) && by.value.stated.0 % 5.0 == 0.0;
    let loose = if fives { 2.5 } else { 0.0 };
    let (f, b) = (from.value.possible, Interval::new(by.value.possible.low - loose, by.value.possible.high + loose));
    // A change is rounded more than its ends are.
    let slack = 0.02 * to.value.stated.0.abs();
    let misses = |share: bool| {
        let sum = |from: f64, by: f64| if share { from * (1.0 + sign * by / 100.0) } else { from + sign * by };
        let ends = [sum(f.low, b.low), sum(f.low, b.high), sum(f.high, b.low), sum(f.high, b.high)];
        let (low, high) =
            ends.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(*end), high.max(*end)));
        Interval::new(low - slack, high + slack).apart(to.value.possible)
    };
    // A percentage that rises by so many percent rises by a share of itself or, loosely said, by so many points.
    let (share, difference) = (percent(by), !percent(by) || percent(from));
    let alike = from.unit == to.unit && (share || by.unit == to.unit) && by.figure().dimension != Dimension::Time;
    (alike && (!share || misses(true)) && (!difference || misses(false))).then_some((by_at, to_at))
}
