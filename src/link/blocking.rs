//! Who is compared with whom inside one cell, and what each pair is. Never all pairs over everything, and in a large cell not all
//! pairs either.

use super::corrections::Corrections;
use super::dimensions::Dim::{Event, Measure, Place, Programme, Subject, TimeKind};
use super::dimensions::Setting;
use super::filing::host;
use super::judge::{Judgement, judge};
use super::knowledge::Knowledge;
use super::reading::Reading;
use crate::model::{LinkCertainty, Outcome, Severity, Verdict};

/// A cell up to this size is compared pair by pair; a larger one is sorted and swept.
const SMALL: usize = 24;
/// In a swept cell each cluster meets this many of its next, in two orders.
const SWEEP: usize = 4;

/// A pair that can be compared. The judgement itself is cheap and made again for the few that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pair {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) verdict: Verdict,
    pub(crate) severity: Option<Severity>,
    pub(crate) certainty: LinkCertainty,
    /// Whether subject, event, measure, place and programme are known on both sides.
    pub(crate) solid: bool,
}

/// Who may judge a pair, and by what.
pub(crate) struct Court<'a, K> {
    pub(crate) knowledge: &'a K,
    pub(crate) corrections: &'a Corrections,
}

/// The pairs of one cell that are its to judge: not those of a block that says more about them, and not those of a cell below.
pub(crate) fn chosen(readings: &[Reading], below: &[u64], key: u64) -> Vec<(u32, u32)> {
    let mut chosen = Vec::new();
    if readings.len() <= SMALL {
        let count = u32::try_from(readings.len()).unwrap_or(u32::MAX);
        chosen.extend((0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))));
    } else {
        sweep(readings, &mut chosen);
    }
    chosen.retain_mut(|pair| {
        *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
        let (a, b) = (pair.0 as usize, pair.1 as usize);
        (below[a] != below[b] || below[a] == 0) && host(&readings[a].keys, &readings[b].keys) == Some(key)
    });
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// In a large cell: claims alike in all but value are clustered by interval; each of a cluster meets its first, and that first stands
/// for it and meets its neighbours in two orders: by what it counts, and by value.
fn sweep(readings: &[Reading], chosen: &mut Vec<(u32, u32)>) {
    let low = |at: u32| readings[at as usize].value.plausible.low;
    let mut order: Vec<(u64, u32)> = readings.iter().zip(0u32..).map(|(reading, at)| (reading.stratum, at)).collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| low(a.1).total_cmp(&low(b.1))).then(a.1.cmp(&b.1)));
    let mut heads: Vec<u32> = Vec::new();
    for alike in order.chunk_by(|a, b| a.0 == b.0) {
        clusters(readings, alike, &mut heads, chosen);
        if let (Some((_, first)), Some((_, last))) = (alike.first(), alike.last())
            && first != last
        {
            chosen.push((*first, *last));
        }
    }
    neighbours(&heads, chosen);
    heads.sort_unstable_by(|a, b| low(*a).total_cmp(&low(*b)).then(a.cmp(b)));
    neighbours(&heads, chosen);
    if let (Some(first), Some(last)) = (heads.first(), heads.last())
        && first != last
    {
        chosen.push((*first, *last));
    }
}

/// Cuts claims sorted by lower end into clusters whose intervals all share a value; each puts its first forward.
fn clusters(readings: &[Reading], alike: &[(u64, u32)], heads: &mut Vec<u32>, chosen: &mut Vec<(u32, u32)>) {
    let mut head: Option<(u32, f64)> = None;
    for (_, at) in alike {
        let span = readings[*at as usize].value.plausible;
        head = match head {
            Some((first, high)) if span.low <= high => {
                chosen.push((first, *at));
                Some((first, high.min(span.high)))
            }
            _ => {
                heads.push(*at);
                Some((*at, span.high))
            }
        };
    }
}

fn neighbours(heads: &[u32], chosen: &mut Vec<(u32, u32)>) {
    for (k, a) in heads.iter().enumerate() {
        chosen.extend(heads.iter().skip(k + 1).take(SWEEP).map(|b| (*a, *b)));
    }
}

impl<K: Knowledge> Court<'_, K> {
    /// Judges a pair, and keeps it unless it is unrelated.
    pub(crate) fn kept(&self, readings: &[Reading], (a, b): (u32, u32)) -> Option<Pair> {
        let (x, y) = (readings.get(a as usize)?, readings.get(b as usize)?);
        if self.corrections.forbids(x, y) {
            return None;
        }
        let judged = judge(x, y, self.knowledge, Setting::Corpus);
        let dims = [Subject, Event, Measure, Place, Programme, TimeKind];
        let open = judged.outcomes.first(&dims, &[Outcome::Unknown, Outcome::Overlapping]);
        let Judgement { verdict, severity, certainty, .. } = judged;
        (verdict != Verdict::Unrelated).then_some(Pair { a, b, verdict, severity, certainty, solid: open.is_none() })
    }
}
