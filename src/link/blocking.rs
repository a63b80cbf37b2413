//! Who can be compared with whom: claims filed under (dimension, family of the measure, root of the subject or event), and the
//! pairs inside a block. Never all pairs over everything, and in a large block not all pairs either.

use super::dimensions::Setting;
use super::events;
use super::judge::{Judgement, judge};
use super::knowledge::Knowledge;
use super::reading::{Reading, Unit};
use crate::model::{LinkCertainty, Outcome, Severity, Verdict};
use crate::text::{folded, mix};
use rayon::prelude::*;

/// A block up to this size is compared pair by pair; a larger one is sorted and swept.
const SMALL: usize = 24;
/// In a swept block each cluster meets this many of its next.
const SWEEP: usize = 8;
/// How many capitalised names stand in for an unknown subject.
const NAMES: usize = 4;

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

/// All pairs worth keeping, each once, by the order of the readings; and which readings shared a block with any other.
pub(crate) fn pairs(readings: &[Reading], changes: &[(u32, u32)], knowledge: &impl Knowledge) -> (Vec<Pair>, Vec<bool>) {
    let filed = file(readings, knowledge);
    let blocks: Vec<&[(u64, u32)]> = filed.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1).collect();
    let mut met = vec![false; readings.len()];
    for (_, at) in blocks.iter().copied().flatten() {
        if let Some(slot) = met.get_mut(*at as usize) {
            *slot = true;
        }
    }
    let mut pairs: Vec<Pair> = blocks.par_iter().flat_map_iter(|block| inside(readings, block, knowledge)).collect();
    pairs.extend(parts(readings).chain(changes.iter().copied()).filter_map(|(a, b)| kept(readings, a, b, knowledge)));
    pairs.par_sort_unstable();
    pairs.dedup();
    (pairs, met)
}

/// Claims filed under their keys, sorted by key and then by their own order.
fn file(readings: &[Reading], knowledge: &impl Knowledge) -> Vec<(u64, u32)> {
    let keys = |(at, reading): (usize, &Reading)| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        keys(reading, knowledge).into_iter().map(move |key| (key, at)).collect::<Vec<_>>()
    };
    let mut filed: Vec<(u64, u32)> = readings.par_iter().enumerate().flat_map_iter(keys).collect();
    filed.par_sort_unstable();
    filed.dedup();
    filed
}

/// The keys of one claim; none where nobody knows what it counts.
fn keys(reading: &Reading, knowledge: &impl Knowledge) -> Vec<u64> {
    let figure = reading.figure();
    let unit = match reading.unit {
        Unit::Count => 1,
        Unit::Money(_) => 2,
        Unit::Base(base) => folded(base),
    };
    let noun = reading.noun.filter(|noun| reading.people.is_none() && *noun != reading.family);
    let mut anchors: Vec<u64> = figure.subject.iter().map(|actor| folded(knowledge.root(actor).as_str())).collect();
    if let Some(event) = &figure.event {
        anchors.push(folded(&event.key));
        anchors.extend(event.place.as_deref().map(folded));
        anchors.extend(events::day_key(reading));
    }
    if anchors.is_empty() {
        anchors.extend(figure.object.iter().map(|actor| folded(knowledge.root(actor).as_str())));
        anchors.extend(figure.scope.iter().filter_map(|scope| scope.id.as_ref()).map(|id| folded(knowledge.root(id).as_str())));
        anchors.extend(reading.claim.names.iter().take(NAMES));
    }
    anchors.push(folded(&reading.claim.document.id));
    let families = [Some(reading.family).filter(|family| *family != 0), noun].into_iter().flatten();
    families.flat_map(|family| anchors.iter().map(move |anchor| mix(mix(unit, family), *anchor))).collect()
}

/// Parts with their wholes, of whatever measure, inside one article.
fn parts(readings: &[Reading]) -> impl Iterator<Item = (u32, u32)> {
    let document = |reading: &Reading| reading.claim.document.id.clone();
    readings.iter().enumerate().filter_map(move |(at, part)| {
        let whole = part.figure().part_of.as_ref()?;
        // The readings stand in order of document and place, so the whole is near.
        let before = readings.get(..at)?.iter().enumerate().rev();
        let after = readings.get(at + 1..)?.iter().enumerate().map(|(k, reading)| (k + at + 1, reading));
        let here = |(_, reading): &(usize, &Reading)| document(reading) == document(part);
        let found = before.take_while(here).chain(after.take_while(here)).find(|(_, reading)| reading.figure().id == *whole)?;
        Some((u32::try_from(at.min(found.0)).ok()?, u32::try_from(at.max(found.0)).ok()?))
    })
}

/// The pairs of one block.
fn inside(readings: &[Reading], block: &[(u64, u32)], knowledge: &impl Knowledge) -> Vec<Pair> {
    let mut chosen = Vec::new();
    if block.len() <= SMALL {
        for (k, (_, a)) in block.iter().enumerate() {
            chosen.extend(block.iter().skip(k + 1).map(|(_, b)| (*a, *b)));
        }
    } else {
        sweep(readings, block, &mut chosen);
    }
    chosen.into_iter().filter_map(|(a, b)| kept(readings, a.min(b), a.max(b), knowledge)).collect()
}

/// In a large block: claims alike in all but value are clustered by interval, each cluster gives one pair of its own (of two
/// origins, where there are two), and one claim that stands for it and meets its neighbours in two orders: by what it counts, and by value.
fn sweep(readings: &[Reading], block: &[(u64, u32)], chosen: &mut Vec<(u32, u32)>) {
    let get = |at: u32| readings.get(at as usize);
    let low = |at: u32| get(at).map_or(0.0, |reading| reading.value.plausible.low);
    let mut order: Vec<(u64, u32)> = block.iter().filter_map(|(_, at)| get(*at).map(|reading| (stratum(reading), *at))).collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| low(a.1).total_cmp(&low(b.1))).then(a.1.cmp(&b.1)));
    let mut heads: Vec<u32> = Vec::new();
    for alike in order.chunk_by(|a, b| a.0 == b.0) {
        clusters(readings, alike, &mut heads, chosen);
        if let (Some((_, first)), Some((_, last))) = (alike.first(), alike.last()) {
            chosen.push((*first, *last));
        }
    }
    neighbours(&heads, chosen);
    heads.sort_unstable_by(|a, b| low(*a).total_cmp(&low(*b)).then(a.cmp(b)));
    neighbours(&heads, chosen);
    if let (Some(first), Some(last)) = (heads.first(), heads.last()) {
        chosen.push((*first, *last));
    }
}

/// Cuts claims sorted by lower end into clusters whose intervals all share a value; each puts its first forward.
fn clusters(readings: &[Reading], alike: &[(u64, u32)], heads: &mut Vec<u32>, chosen: &mut Vec<(u32, u32)>) {
    let mut head: Option<(u32, f64, bool)> = None;
    for (_, at) in alike {
        let Some(reading) = readings.get(*at as usize) else { continue };
        let span = reading.value.plausible;
        head = match head {
            Some((first, high, paired)) if span.low <= high => {
                let independent = readings.get(first as usize).is_some_and(|first| first.origin != reading.origin);
                if independent && !paired {
                    chosen.push((first, *at));
                }
                Some((first, high.min(span.high), paired || independent))
            }
            _ => {
                heads.push(*at);
                Some((*at, span.high, false))
            }
        };
    }
}

fn neighbours(heads: &[u32], chosen: &mut Vec<(u32, u32)>) {
    for (k, a) in heads.iter().enumerate() {
        chosen.extend(heads.iter().skip(k + 1).take(SWEEP).map(|b| (*a, *b)));
    }
}

/// A number for all that two claims must share to differ in value only.
fn stratum(reading: &Reading) -> u64 {
    let figure = reading.figure();
    let predicate = reading.predicate.map_or(reading.action.unwrap_or(0), |predicate| folded(&predicate.id));
    let measure = figure.measure.as_ref().map_or(0, |measure| folded(measure.as_str()));
    let event = figure.event.as_ref().map_or(0, |event| folded(&event.key));
    let days = |days: Option<super::days::Days>| {
        days.map_or(0, |days| mix(u64::from(days.from.cast_unsigned()), u64::from(days.to.cast_unsigned())))
    };
    let kinds = [
        figure.statistic as u64,
        figure.time_kind as u64,
        figure.status as u64,
        figure.change.map_or(0, |change| 1 + change as u64),
    ];
    let scopes = figure.scope.iter().map(|scope| scope.id.as_ref().map_or_else(|| folded(&scope.text), |id| folded(id.as_str())));
    let subject = figure.subject.iter().map(|actor| folded(actor.as_str()));
    let rest = [predicate, measure, reading.noun.unwrap_or(0), event, days(reading.as_of), days(reading.period)];
    rest.into_iter().chain(kinds).chain(scopes).chain(subject).fold(0, mix)
}

/// Judges a pair, and keeps it unless it is unrelated.
fn kept(readings: &[Reading], a: u32, b: u32, knowledge: &impl Knowledge) -> Option<Pair> {
    let judged = judge(readings.get(a as usize)?, readings.get(b as usize)?, knowledge, Setting::Corpus);
    use super::dimensions::Dim::{Event, Measure, Place, Programme, Subject, TimeKind};
    let open =
        judged.outcomes.first(&[Subject, Event, Measure, Place, Programme, TimeKind], &[Outcome::Unknown, Outcome::Overlapping]);
    let Judgement { verdict, severity, certainty, .. } = judged;
    (verdict != Verdict::Unrelated).then_some(Pair { a, b, verdict, severity, certainty, solid: open.is_none() })
}
