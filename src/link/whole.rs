//! All claims of a corpus linked at once, in memory: read, filed in blocks, judged cell by cell, told. An index, which articles come
//! to and go from, links by the same cells from its book. It judges no pair itself.

use super::claim::Claim;
use super::corrections::Corrections;
use super::filed::{Silent, readings};
use super::filing::{Entry, cells};
use super::knowledge::Knowledge;
use super::panel::Panel;
use super::place;
use super::reading::Reading;
use super::{grounds, group, identity};
use crate::model::{Coverage, Group, Report, Totals, Verdict};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The claims of a corpus, read.
struct Whole<'a> {
    readings: Vec<Reading<'a>>,
    stamps: Vec<u64>,
    /// Claims that are no readings.
    silent: Silent,
    /// Documents that have readings.
    documents: u32,
    /// Names that so many documents have that sharing them shows nothing.
    common: Arc<FxHashSet<u64>>,
}

/// The report on some claims.
pub(super) fn report(claims: &[&Claim], knowledge: &impl Knowledge, corrections: &Corrections) -> Report {
    let whole = Whole::read(claims, knowledge, corrections);
    let mut entries: Vec<(u64, Entry)> = whole.entries();
    entries.par_sort_unstable();
    let blocks: Vec<(u64, Vec<Entry>)> = entries
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|block| block.len() > 1)
        .filter_map(|block| Some((block.first()?.0, block.iter().map(|(_, entry)| *entry).collect())))
        .collect();
    let laid: Vec<_> =
        blocks.par_iter().flat_map_iter(|(key, block)| cells(*key, block).into_iter().map(|cell| (*key, cell))).collect();
    let panel = Panel { knowledge, corrections, common: whole.common.clone() };
    let judged: Vec<(Vec<Group>, Vec<u32>)> = laid
        .par_iter()
        .map(|(key, cell)| {
            let read = |(at, below): &(u32, u64)| Some((whole.readings.get(*at as usize)?.clone(), *at, *below));
            panel.judge(*key, cell.members.iter().filter_map(read).collect())
        })
        .collect();
    let (groups, compared): (Vec<Vec<Group>>, Vec<Vec<u32>>) = judged.into_iter().unzip();
    let met = blocks.iter().flat_map(|(_, block)| block).map(|entry| entry.at).collect();
    let coverage = whole.coverage(&compared.into_iter().flatten().collect(), &met);
    whole.tell(groups.into_iter().flatten().collect(), coverage)
}

impl<'a> Whole<'a> {
    fn read(claims: &[&'a Claim], knowledge: &'a impl Knowledge, corrections: &Corrections) -> Self {
        let mut order = claims.to_vec();
        order.par_sort_by(|a, b| place(a).cmp(&place(b)));
        let of_document = |a: &&Claim, b: &&Claim| a.document.id == b.document.id;
        let read: Vec<(Vec<Reading<'a>>, Silent)> =
            order.par_chunk_by(of_document).map(|document| readings(document, knowledge, corrections)).collect();
        let (mut all, mut silent, mut documents) = (Vec::with_capacity(claims.len()), Silent::default(), 0);
        let mut names: FxHashMap<u64, u32> = FxHashMap::default();
        for (readings, unread) in read {
            let own: FxHashSet<u64> = readings.iter().flat_map(|reading| reading.claim.names.iter().copied()).collect();
            own.into_iter().for_each(|name| *names.entry(name).or_default() += 1);
            documents += u32::from(!readings.is_empty());
            all.extend(readings);
            silent.add(unread);
        }
        let beyond = grounds::common_beyond(documents);
        let common = Arc::new(names.into_iter().filter(|(_, count)| *count > beyond).map(|(name, _)| name).collect());
        let stamps = all.par_iter().map(|reading| identity::stamp(reading.claim)).collect();
        Self { readings: all, stamps, silent, documents, common }
    }

    /// Every reading under each of its keys.
    fn entries(&self) -> Vec<(u64, Entry)> {
        let all = (0u32..).zip(self.readings.iter().zip(&self.stamps));
        all.flat_map(|(at, (reading, stamp))| {
            let entry = Entry::new(reading, *stamp, at);
            reading.keys.iter().map(move |key| (key.key, entry))
        })
        .collect()
    }

    fn tell(&self, mut groups: Vec<Group>, coverage: Coverage) -> Report {
        group::sort(&mut groups);
        let mut links: BTreeMap<Verdict, u64> =
            Verdict::ALL.iter().filter(|verdict| **verdict != Verdict::Unrelated).map(|v| (*v, 0)).collect();
        for (verdict, count) in groups.iter().flat_map(|group| &group.judged) {
            *links.entry(*verdict).or_default() += count;
        }
        Report {
            schema: "countersign/audit/1".to_owned(),
            snapshot: identity::snapshot(self.stamps.iter().chain(&self.silent.stamps).copied().collect()),
            totals: Totals {
                documents: u64::from(self.documents),
                figures: coverage.claims,
                groups: groups.len() as u64,
                links,
                dismissed: 0,
            },
            coverage,
            groups,
        }
    }

    /// How many claims were compared, and why the others were not, from the numbers of those that were and of those that met another.
    fn coverage(&self, compared: &FxHashSet<u32>, met: &FxHashSet<u32>) -> Coverage {
        let mut not_compared: BTreeMap<String, u64> = BTreeMap::new();
        let mut count = |reason: &str, by: u64| {
            if by > 0 {
                *not_compared.entry(reason.to_owned()).or_default() += by;
            }
        };
        count("no_value", self.silent.no_value);
        count("misread", self.silent.misread);
        let (mut claims, mut alike) = (self.silent.no_value + self.silent.misread, 0);
        for (at, reading) in (0u32..).zip(&self.readings) {
            claims += 1;
            let unknown = reading.figure().subject.is_empty() && reading.figure().event.is_none();
            match () {
                () if compared.contains(&at) => alike += 1,
                () if reading.family == 0 => count("unknown_measure", 1),
                () if unknown => count("unknown_subject", 1),
                () if met.contains(&at) => count("not_comparable", 1),
                () => count("no_counterpart", 1),
            }
        }
        Coverage { claims, compared: alike, not_compared }
    }
}
