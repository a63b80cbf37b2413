//! Which mentions go back to one origin: shared runs of words, one speaker with one value, a digest and its original. Joined over
//! mentions, never over whole articles.

use super::reading::Reading;
use crate::text::{folded, mix};
use std::collections::BTreeSet;

/// A run of words that more documents share than this is a formula (a press office's line), not an origin.
const MOST_DOCUMENTS: usize = 64;
/// How many days one speaker's one value may lie apart.
const DAYS: i64 = 2;

/// Sets of mentions. The root of a set is its least member, so that numbers do not depend on the order of joining.
pub(crate) struct Sets(Vec<u32>);

impl Sets {
    /// As many sets as mentions.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..u32::try_from(count).unwrap_or(u32::MAX)).collect())
    }

    /// The least member of a mention's set.
    pub(crate) fn root(&mut self, of: u32) -> u32 {
        let mut at = of;
        while let Some(&up) = self.0.get(at as usize).filter(|up| **up != at) {
            let above = self.0.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(at as usize) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    /// Makes two sets one.
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b) as usize) {
            *slot = a.min(b);
        }
    }
}

/// A mention filed under what may make it one with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Filed {
    pub(super) key: u64,
    pub(super) document: u64,
    pub(super) day: Option<i32>,
    pub(super) at: u32,
}

/// Gives each reading the number of its origin: that of its first mention.
pub(crate) fn assign(readings: &mut [Reading]) {
    let mut sets = Sets::new(readings.len());
    copies(readings, &mut sets);
    voices(readings, &mut sets);
    digests(readings, &mut sets);
    reprints(readings, &mut sets);
    for (at, reading) in (0u32..).zip(readings.iter_mut()) {
        reading.origin = sets.root(at);
    }
}

/// Runs of eight tokens with the same value.
fn copies(readings: &[Reading], sets: &mut Sets) {
    let filed =
        file(readings, |reading| reading.claim.windows.iter().map(|window| mix(*window, reading.value_key)).collect::<Vec<_>>());
    for run in filed.chunk_by(|a, b| a.key == b.key) {
        let documents = 1 + run.windows(2).filter(|pair| matches!(pair, [a, b] if a.document != b.document)).count();
        if documents <= MOST_DOCUMENTS {
            join_all(run, sets, |_, _| true);
        }
    }
}

/// One named speaker and one value within two days, or one article in its own voice.
fn voices(readings: &[Reading], sets: &mut Sets) {
    let key = |reading: &Reading| {
        let voice = match &reading.claim.figure.speaker {
            Some(speaker) => folded(speaker.as_str()),
            None => mix(1, folded(&reading.claim.document.id)),
        };
        vec![mix(mix(voice, reading.value_key), mix(reading.family, reading.noun.unwrap_or(0)))]
    };
    let mut filed = file(readings, key);
    filed.sort_unstable_by_key(|mention| (mention.key, mention.day, mention.document, mention.at));
    for run in filed.chunk_by(|a, b| a.key == b.key) {
        join_all(run, sets, |a, b| match (a.day, b.day) {
            (Some(x), Some(y)) => (i64::from(y) - i64::from(x)).abs() <= DAYS,
            (None, None) => true,
            _ => a.document == b.document,
        });
    }
}

/// A document that says it digests another, and the other, where they give one value of one thing.
fn digests(readings: &[Reading], sets: &mut Sets) {
    let digested: BTreeSet<&str> =
        readings.iter().flat_map(|reading| &reading.claim.document.digests).map(String::as_str).collect();
    if digested.is_empty() {
        return;
    }
    let key = |reading: &Reading, of: &str| mix(mix(folded(of), reading.value_key), reading.family);
    let keys = |reading: &Reading| {
        let document = &reading.claim.document;
        let own = [Some(&document.id), document.url.as_ref(), document.title.as_ref()].into_iter().flatten();
        let named = own.filter(|name| digested.contains(name.as_str()));
        named.chain(&document.digests).map(|of| key(reading, of)).collect::<Vec<_>>()
    };
    let mut filed = file(readings, keys);
    filed.dedup();
    for run in filed.chunk_by(|a, b| a.key == b.key) {
        join_all(run, sets, |_, _| true);
    }
}

/// A document and its copies, where they give one value of one thing.
fn reprints(readings: &[Reading], sets: &mut Sets) {
    if readings.iter().all(|reading| reading.claim.document.kin == 0) {
        return;
    }
    let noun = |reading: &Reading| reading.noun.unwrap_or(0);
    let key =
        |reading: &Reading| mix(mix(reading.claim.document.origin(), reading.value_key), mix(reading.family, noun(reading)));
    let filed = file(readings, |reading| vec![key(reading)]);
    for run in filed.chunk_by(|a, b| a.key == b.key) {
        join_all(run, sets, |_, _| true);
    }
}

fn file(readings: &[Reading], keys: impl Fn(&Reading) -> Vec<u64>) -> Vec<Filed> {
    let mut filed: Vec<Filed> = Vec::with_capacity(readings.len());
    for (at, reading) in (0u32..).zip(readings) {
        let document = folded(&reading.claim.document.id);
        filed.extend(keys(reading).into_iter().map(|key| Filed { key, document, day: reading.published, at }));
    }
    filed.sort_unstable();
    filed
}

pub(super) fn join_all(run: &[Filed], sets: &mut Sets, near: impl Fn(&Filed, &Filed) -> bool) {
    for pair in run.windows(2) {
        if let [a, b] = pair
            && near(a, b)
        {
            sets.join(a.at, b.at);
        }
    }
}
