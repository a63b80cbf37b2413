//! A claim as it is filed away: with what linking knows of it from the rest of its document, so that a cell can be judged years
//! later without that document. It judges nothing and stores nothing.

use super::claim::{Claim, DocRef};
use super::corrections::Corrections;
use super::filing::{Entry, Key, keys, stratum, whole};
use super::knowledge::Knowledge;
use super::parts::Miss;
use super::reading::Reading;
use super::{identity, parts, place};
use crate::text::{Span, folded};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A claim with the keys of its blocks and its place in them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Filed {
    /// The claim.
    pub claim: Claim,
    keys: Box<[Key]>,
    /// Where it stands in its blocks; what is stored of it may leave that to them.
    #[serde(skip)]
    entry: Option<Entry>,
    #[serde(default, skip_serializing_if = "is_first")]
    ordinal: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    misses: Option<(Span, Miss)>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_first(ordinal: &u32) -> bool {
    *ordinal == 0
}

impl Filed {
    /// The keys of its blocks.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        self.keys.iter().map(|key| key.key)
    }

    /// The keys of its blocks, each with its entry there, numbered `at`.
    pub fn entries(&self, at: u32) -> impl Iterator<Item = (u64, Entry)> {
        let entry = self.entry.map(|entry| Entry { at, ..entry });
        self.keys().filter_map(move |key| Some((key, entry?)))
    }

    /// The claim as it was, of the document that it was left to.
    #[must_use]
    pub fn of(mut self, document: &Arc<DocRef>) -> Self {
        self.claim.restore(document);
        self
    }

    /// The claim made ready for comparing, as it was in its document.
    pub(super) fn reading<'a>(&'a self, knowledge: &'a impl Knowledge, corrections: &Corrections) -> Option<Reading<'a>> {
        let reading = Reading::new(&self.claim, knowledge)?;
        let mut reading = corrected(reading, self.ordinal, knowledge, corrections);
        (reading.keys, reading.misses, reading.stratum) = (self.keys.clone(), self.misses, stratum(&reading));
        Some(reading)
    }
}

/// Files the claims of one document. What states no number, or was misread, is left out.
pub fn file(claims: &[Claim], knowledge: &impl Knowledge, corrections: &Corrections) -> Vec<Filed> {
    let renamed: Vec<_> = claims.iter().map(|claim| corrections.renamed(claim)).collect();
    let mut order: Vec<&Claim> = renamed.iter().map(AsRef::as_ref).collect();
    order.sort_by(|a, b| place(a).cmp(&place(b)));
    let (mut readings, _) = readings(&order, knowledge, corrections);
    leave_lonely(&mut readings);
    let filed = |reading: Reading| {
        let entry = Some(Entry::new(&reading, identity::stamp(reading.claim), 0));
        let Reading { claim, keys, ordinal, misses, .. } = reading;
        Filed { claim: claim.clone(), keys, entry, ordinal, misses }
    };
    readings.into_iter().map(filed).collect()
}

/// Claims of a document that cannot be read: without a number, or misread.
#[derive(Debug, Clone, Default)]
pub(super) struct Silent {
    pub(super) no_value: u64,
    pub(super) misread: u64,
    pub(super) stamps: Vec<u64>,
}

impl Silent {
    /// Takes those of another document in.
    pub(super) fn add(&mut self, other: Self) {
        self.no_value += other.no_value;
        self.misread += other.misread;
        self.stamps.extend(other.stamps);
    }
}

/// The readings of one document's claims, which stand in their order.
pub(super) fn readings<'a>(
    claims: &[&'a Claim],
    knowledge: &'a impl Knowledge,
    corrections: &Corrections,
) -> (Vec<Reading<'a>>, Silent) {
    let ordinals = identity::ordinals(claims);
    let mut silent = Silent::default();
    let mut readings: Vec<Reading<'a>> = Vec::with_capacity(claims.len());
    for (claim, ordinal) in claims.iter().zip(ordinals) {
        let misread = corrections.names_figures() && corrections.is_misread(&identity::figure(claim, ordinal));
        match Reading::new(claim, knowledge).filter(|_| !misread) {
            Some(reading) => {
                let mut reading = corrected(reading, ordinal, knowledge, corrections);
                reading.keys = keys(&reading, knowledge);
                reading.stratum = stratum(&reading);
                readings.push(reading);
            }
            None => {
                silent.stamps.push(identity::stamp(claim));
                *(if misread { &mut silent.misread } else { &mut silent.no_value }) += 1;
            }
        }
    }
    join_parts(&mut readings);
    join_changes(&mut readings);
    (readings, silent)
}

/// A reading with its number in its document, and as corrections have it.
fn corrected<'a>(mut reading: Reading<'a>, ordinal: u32, knowledge: &impl Knowledge, corrections: &Corrections) -> Reading<'a> {
    reading.ordinal = ordinal;
    let id = if corrections.names_figures() { identity::figure(reading.claim, ordinal) } else { String::new() };
    reading.name = folded(&id);
    if let Some(merged) = corrections.merged(reading.figure()) {
        let known = reading.figure().measure.as_ref().and_then(|measure| knowledge.family(measure)).is_some();
        reading.family = if known { reading.family } else { merged };
        (reading.noun, reading.predicate, reading.action) = (Some(merged), None, Some(merged));
        reading.modifiers = Box::default();
    }
    reading
}

/// Takes from each claim the keys of its own document under which it stands alone: nobody else will ever come there.
fn leave_lonely(readings: &mut [Reading]) {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for key in readings.iter().flat_map(|reading| &reading.keys).filter(|key| key.is_of_document()) {
        *counts.entry(key.key).or_default() += 1;
    }
    for reading in readings {
        let kept = reading.keys.iter().filter(|key| counts.get(&key.key) != Some(&1));
        reading.keys = kept.copied().collect();
    }
}

/// Parts and wholes of one document meet under a key of the whole.
fn join_parts(readings: &mut [Reading]) {
    let wholes: FxHashSet<String> = readings.iter().filter_map(|reading| reading.figure().part_of.clone()).collect();
    if wholes.is_empty() {
        return;
    }
    for reading in readings {
        let figure = reading.figure();
        let own = Some(&figure.id).filter(|id| wholes.contains(*id));
        let named: Vec<Key> = own.into_iter().chain(&figure.part_of).map(|id| whole(&reading.claim.document.id, id)).collect();
        file_under(reading, named);
    }
}

/// A change that does not lead to the end that its sentence names meets that end under a key of the end.
fn join_changes(readings: &mut [Reading]) {
    for (a, b) in parts::check_changes(readings) {
        let end = readings.get(a as usize).map(|end| whole(&end.claim.document.id, &end.figure().id));
        for at in [a, b] {
            if let Some(reading) = readings.get_mut(at as usize) {
                file_under(reading, end);
            }
        }
    }
}

/// Files a claim under more keys.
fn file_under(reading: &mut Reading, more: impl IntoIterator<Item = Key>) {
    let mut keys = std::mem::take(&mut reading.keys).into_vec();
    keys.extend(more);
    keys.sort_unstable();
    keys.dedup_by_key(|key| key.key);
    reading.keys = keys.into();
}
