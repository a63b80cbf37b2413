//! What one text says of two of its own figures: a part and its whole, a change with the ends that it leads from and to.

use super::dimensions::Dim;
use super::interval::Interval;
use super::judge::{Reason, Values};
use super::reading::Reading;
use crate::model::{Change, Dimension, Verdict};

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

/// Whether one of two figures is a change that does not lead to the other.
pub(crate) fn misstated(a: &Reading, b: &Reading) -> bool {
    let leads = |change: &Reading, end: &Reading| {
        let to = (end.figure().span, end.claim.document.id.as_str());
        change.misses.is_some_and(|span| (span, change.claim.document.id.as_str()) == to)
    };
    leads(a, b) || leads(b, a)
}

/// Checks every "from … to …, by …" of a sentence, and tells each change that does not fit which end it misses. The readings stand in
/// order of document and place; gives the pairs of change and end.
pub(crate) fn check_changes(readings: &mut [Reading]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < readings.len() {
        let one = |reading: &Reading| (reading.claim.document.id.clone(), reading.figure().sentence);
        let end = (start..readings.len()).find(|at| one(&readings[*at]) != one(&readings[start])).unwrap_or(readings.len());
        if let Some((by, to)) = missed(&readings[start..end]) {
            readings[start + by].misses = Some(readings[start + to].figure().span);
            found.push((start + by.min(to), start + by.max(to)));
        }
        start = end;
    }
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    found.into_iter().map(|(a, b)| (narrow(a), narrow(b))).collect()
}

/// Which figure of a sentence is the change, and which the end that it does not lead to.
fn missed(sentence: &[Reading]) -> Option<(usize, usize)> {
    let after = |word: &str| {
        let mut all = sentence.iter().enumerate().filter(|(_, reading)| {
            let before = reading.claim.before().trim_end();
            reading.figure().change.is_some() && before.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case(word))
        });
        all.next().filter(|_| all.next().is_none())
    };
    let ((_, from), (to_at, to), (by_at, by)) = (after("from")?, after("to")?, after("by")?);
    let sign = if by.figure().change == Some(Change::Decrease) { -1.0 } else { 1.0 };
    let percent = |reading: &Reading| reading.figure().unit.as_deref() == Some("percent");
    let (f, b) = (from.value.possible, by.value.possible);
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
