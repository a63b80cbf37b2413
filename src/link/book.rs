//! All claims of a corpus in their blocks, so that an article that comes or goes changes only the cells that it touches. What it
//! reports is the same whatever the way there. It judges no pair itself.

use super::claim::Claim;
use super::corrections::Corrections;
use super::filed::{Silent, readings};
use super::filing::{Cell, Entry, cells};
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

/// The claims of a corpus, filed and judged.
pub struct Book<'a, K> {
    knowledge: &'a K,
    corrections: Corrections,
    readings: Vec<Option<Reading<'a>>>,
    stamps: Vec<u64>,
    /// The numbers of each document's readings, and how many claims it has that are none.
    documents: FxHashMap<&'a str, (Vec<u32>, Silent)>,
    blocks: FxHashMap<u64, Block>,
    free: Vec<u32>,
    names: Names,
}

/// In how many documents each name stands, and which stand in so many that sharing them shows nothing.
#[derive(Default)]
struct Names {
    documents: u32,
    counts: FxHashMap<u64, u32>,
    changed: FxHashSet<u64>,
    beyond: u32,
    common: Arc<FxHashSet<u64>>,
}

impl Names {
    /// Counts a document that comes (1) or goes (-1).
    fn count<'r>(&mut self, readings: impl Iterator<Item = &'r Reading<'r>>, by: i32) {
        let names: FxHashSet<u64> = readings.flat_map(|reading| reading.claim.names.iter().copied()).collect();
        for name in names {
            let count = self.counts.entry(name).or_default();
            *count = count.saturating_add_signed(by);
            self.changed.insert(name);
        }
        self.documents = self.documents.saturating_add_signed(by);
    }

    /// Finds the common names anew; tells those that have become common or no longer are.
    fn settle(&mut self) -> FxHashSet<u64> {
        let changed = std::mem::take(&mut self.changed);
        let beyond = grounds::common_beyond(self.documents);
        let is_common = |name: &u64| self.counts.get(name).is_some_and(|count| *count > beyond);
        let all = beyond != std::mem::replace(&mut self.beyond, beyond);
        let asked: Vec<u64> = if all { self.counts.keys().copied().collect() } else { changed.into_iter().collect() };
        let other: FxHashSet<u64> = asked.into_iter().filter(|name| is_common(name) != self.common.contains(name)).collect();
        if !other.is_empty() {
            self.common = Arc::new(self.common.symmetric_difference(&other).copied().collect());
        }
        other
    }
}

/// The claims of one key in their order, and its cells as judged.
#[derive(Default)]
struct Block {
    entries: Vec<Entry>,
    cells: FxHashMap<u64, Judged>,
}

/// What a cell came to.
struct Judged {
    groups: Vec<Group>,
    /// The claims that were compared with another, by their stamps: an article that goes and comes again has other numbers.
    compared: Vec<u64>,
}

/// What a change of the book did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    /// How many blocks were touched.
    pub blocks: usize,
    /// How many cells were judged anew.
    pub cells: usize,
}

impl<'a, K: Knowledge> Book<'a, K> {
    /// An empty book.
    pub fn new(knowledge: &'a K, corrections: Corrections) -> Self {
        Self {
            knowledge,
            corrections,
            readings: Vec::new(),
            stamps: Vec::new(),
            documents: FxHashMap::default(),
            blocks: FxHashMap::default(),
            free: Vec::new(),
            names: Names::default(),
        }
    }

    /// Takes the claims of articles in, each article's all at once, in the place of former ones of the same articles; and judges the
    /// cells that this touches.
    pub fn add(&mut self, claims: &[&'a Claim]) -> Change {
        let mut touched = FxHashSet::default();
        let mut order = claims.to_vec();
        order.par_sort_by(|a, b| place(a).cmp(&place(b)));
        let of_document = |a: &&Claim, b: &&Claim| a.document.id == b.document.id;
        let read = |document: &[&'a Claim]| readings(document, self.knowledge, &self.corrections);
        let read: Vec<(Vec<Reading<'a>>, Silent)> = order.par_chunk_by(of_document).map(read).collect();
        let fresh = self.readings.is_empty();
        for (document, (readings, silent)) in order.chunk_by(of_document).zip(read) {
            let Some(id) = document.first().map(|claim| claim.document.id.as_str()) else { continue };
            self.take_out(id, &mut touched);
            if !readings.is_empty() {
                self.names.count(readings.iter(), 1);
            }
            let numbers = readings.into_iter().map(|reading| self.put(reading, &mut touched, fresh)).collect();
            self.documents.insert(id, (numbers, silent));
        }
        if fresh {
            self.blocks.par_iter_mut().for_each(|(_, block)| block.entries.sort_unstable());
        }
        self.judge(touched)
    }

    /// Takes an article out, and judges the cells that this touches.
    pub fn remove(&mut self, document: &str) -> Change {
        let mut touched = FxHashSet::default();
        self.take_out(document, &mut touched);
        self.judge(touched)
    }

    fn put(&mut self, reading: Reading<'a>, touched: &mut FxHashSet<u64>, fresh: bool) -> u32 {
        let stamp = identity::stamp(reading.claim);
        let at = self.free.pop().unwrap_or_else(|| {
            self.readings.push(None);
            self.stamps.push(0);
            u32::try_from(self.readings.len() - 1).unwrap_or(u32::MAX)
        });
        let entry = Entry::new(&reading, stamp, at);
        for key in &reading.keys {
            let entries = &mut self.blocks.entry(key.key).or_default().entries;
            // A new book is sorted once, at the end.
            let place = if fresh { entries.len() } else { entries.partition_point(|other| *other < entry) };
            entries.insert(place, entry);
            touched.insert(key.key);
        }
        self.stamps[at as usize] = stamp;
        self.readings[at as usize] = Some(reading);
        at
    }

    fn take_out(&mut self, document: &str, touched: &mut FxHashSet<u64>) {
        let Some((numbers, _)) = self.documents.remove(document) else { return };
        let readings: Vec<_> =
            numbers.into_iter().filter_map(|at| Some((at, self.readings.get_mut(at as usize)?.take()?))).collect();
        if !readings.is_empty() {
            self.names.count(readings.iter().map(|(_, reading)| reading), -1);
        }
        for (at, reading) in readings {
            let entry = Entry::new(&reading, self.stamps[at as usize], at);
            for key in &reading.keys {
                touched.insert(key.key);
                if let Some(block) = self.blocks.get_mut(&key.key)
                    && let Ok(place) = block.entries.binary_search(&entry)
                {
                    block.entries.remove(place);
                }
            }
            self.free.push(at);
        }
    }

    /// Judges the cells of some blocks that are not judged yet, and forgets those that are no more.
    fn judge(&mut self, mut touched: FxHashSet<u64>) -> Change {
        let other = self.names.settle();
        // A name that tells less, or more, than it did: whoever bears it is judged anew.
        let bears = |reading: &&Reading| reading.claim.names.iter().any(|name| other.contains(name));
        let again = self.readings.iter().flatten().filter(|_| !other.is_empty()).filter(bears);
        for key in again.flat_map(|reading| &reading.keys) {
            touched.insert(key.key);
            if let Some(block) = self.blocks.get_mut(&key.key) {
                block.cells.clear();
            }
        }
        let laid: Vec<(u64, Vec<Cell>)> =
            touched.par_iter().filter_map(|key| Some((*key, cells(*key, &self.blocks.get(key)?.entries)))).collect();
        let new: Vec<(u64, &Cell)> = laid
            .iter()
            .flat_map(|(key, cells)| cells.iter().map(move |cell| (*key, cell)))
            .filter(|(key, cell)| self.blocks.get(key).is_none_or(|block| !block.cells.contains_key(&cell.print)))
            .collect();
        let judged: Vec<Judged> = new.par_iter().map(|(key, cell)| self.cell(*key, cell)).collect();
        let change = Change { blocks: touched.len(), cells: judged.len() };
        let mut judged: FxHashMap<(u64, u64), Judged> = new.iter().map(|(key, cell)| (*key, cell.print)).zip(judged).collect();
        for (key, cells) in &laid {
            let Some(block) = self.blocks.get_mut(key) else { continue };
            let mut former = std::mem::take(&mut block.cells);
            for cell in cells {
                let of_new = judged.remove(&(*key, cell.print));
                if let Some(found) = of_new.or_else(|| former.remove(&cell.print)) {
                    block.cells.insert(cell.print, found);
                }
            }
            if block.entries.is_empty() {
                self.blocks.remove(key);
            }
        }
        change
    }

    fn cell(&self, key: u64, cell: &Cell) -> Judged {
        let read = |(at, below): &(u32, u64)| Some((self.readings.get(*at as usize)?.clone()?, *at, *below));
        let members = cell.members.iter().filter_map(read);
        let panel = Panel { knowledge: self.knowledge, corrections: &self.corrections, common: self.names.common.clone() };
        let (groups, compared) = panel.judge(key, members.collect());
        let compared = compared.into_iter().filter_map(|at| self.stamps.get(at as usize).copied()).collect();
        Judged { groups, compared }
    }

    /// The report on all that is in the book.
    pub fn report(&self) -> Report {
        self.tell(self.groups().cloned().collect())
    }

    /// The same, and the end of the book.
    pub fn into_report(mut self) -> Report {
        let coverage = self.coverage();
        let groups = self.blocks.drain().flat_map(|(_, block)| block.cells).flat_map(|(_, judged)| judged.groups).collect();
        Report { coverage, ..self.tell(groups) }
    }

    fn groups(&self) -> impl Iterator<Item = &Group> {
        self.blocks.values().flat_map(|block| block.cells.values()).flat_map(|judged| &judged.groups)
    }

    fn tell(&self, mut groups: Vec<Group>) -> Report {
        group::sort(&mut groups);
        let mut links: BTreeMap<Verdict, u64> =
            Verdict::ALL.iter().filter(|verdict| **verdict != Verdict::Unrelated).map(|v| (*v, 0)).collect();
        for (verdict, count) in groups.iter().flat_map(|group| &group.judged) {
            *links.entry(*verdict).or_default() += count;
        }
        let coverage = self.coverage();
        let silent = self.documents.values().flat_map(|(_, silent)| &silent.stamps);
        let live = self.readings.iter().zip(&self.stamps).filter(|(reading, _)| reading.is_some()).map(|(_, stamp)| stamp);
        Report {
            schema: "countersign/audit/1".to_owned(),
            snapshot: identity::snapshot(live.chain(silent).copied().collect()),
            totals: Totals {
                documents: self.documents.values().filter(|(numbers, _)| !numbers.is_empty()).count() as u64,
                figures: coverage.claims,
                groups: groups.len() as u64,
                links,
                dismissed: 0,
            },
            coverage,
            groups,
        }
    }

    /// How many claims were compared, and why the others were not.
    fn coverage(&self) -> Coverage {
        let mut compared: FxHashSet<u64> = FxHashSet::default();
        let mut met = vec![false; self.readings.len()];
        for block in self.blocks.values() {
            compared.extend(block.cells.values().flat_map(|judged| &judged.compared));
            if block.entries.len() > 1 {
                block.entries.iter().for_each(|entry| met[entry.at as usize] = true);
            }
        }
        let mut not_compared: BTreeMap<String, u64> = BTreeMap::new();
        let mut count = |reason: &str, by: u64| {
            if by > 0 {
                *not_compared.entry(reason.to_owned()).or_default() += by;
            }
        };
        let silent = || self.documents.values().map(|(_, silent)| silent);
        let (no_value, misread) = (silent().map(|it| it.no_value).sum::<u64>(), silent().map(|it| it.misread).sum::<u64>());
        count("no_value", no_value);
        count("misread", misread);
        let (mut claims, mut alike) = (no_value + misread, 0);
        for (at, reading) in self.readings.iter().enumerate().filter_map(|(at, reading)| Some((at, reading.as_ref()?))) {
            claims += 1;
            let unknown = reading.figure().subject.is_empty() && reading.figure().event.is_none();
            match () {
                () if compared.contains(&self.stamps[at]) => alike += 1,
                () if reading.family == 0 => count("unknown_measure", 1),
                () if unknown => count("unknown_subject", 1),
                () if met[at] => count("not_comparable", 1),
                () => count("no_counterpart", 1),
            }
        }
        Coverage { claims, compared: alike, not_compared }
    }
}
