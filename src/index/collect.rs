//! One pass over all hits: how many, the best of them, and how often each facet value stands among them.

use super::record::Facet;
use super::rows::number;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

/// What to collect.
pub(super) struct Hits {
    /// How many of the best are wanted.
    pub(super) top: usize,
    /// Which facets are counted.
    pub(super) facets: Vec<Facet>,
}

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// How many in all.
    pub(super) total: u64,
    /// The best, in order.
    pub(super) top: Vec<(Score, DocAddress)>,
    /// How many hits have each value.
    pub(super) counts: BTreeMap<Facet, BTreeMap<String, u64>>,
}

/// The order of hits: score, then key, which every thing keeps for life. Scores are not negative, so their bits sort.
type Rank = (u32, Reverse<u64>, DocAddress);

/// Hits that are counted together: columns are read faster in rows.
const BLOCK: usize = 1024;

pub(super) struct SegmentHits {
    ord: SegmentOrdinal,
    wanted: usize,
    total: u64,
    keys: Column<u64>,
    top: BinaryHeap<Reverse<Rank>>,
    block: Vec<DocId>,
    counters: Vec<Counter>,
}

/// The counts of one facet in one segment.
struct Counter {
    facet: Facet,
    column: StrColumn,
    counts: Vec<u64>,
    docs: Vec<DocId>,
    rows: Vec<u32>,
    ords: Vec<u64>,
}

/// What one segment gives.
pub(super) struct SegmentFound {
    total: u64,
    top: Vec<Rank>,
    counts: tantivy::Result<Vec<(Facet, BTreeMap<String, u64>)>>,
}

impl Collector for Hits {
    type Fruit = Found;
    type Child = SegmentHits;

    fn for_segment(&self, ord: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentHits> {
        let mut counters = Vec::new();
        for &facet in &self.facets {
            if let Some(column) = segment.fast_fields().str(facet.name())? {
                let counts = vec![0; column.num_terms()];
                counters.push(Counter { facet, column, counts, docs: Vec::new(), rows: Vec::new(), ords: Vec::new() });
            }
        }
        Ok(SegmentHits {
            ord,
            wanted: self.top,
            total: 0,
            keys: number(segment, super::schema::column::KEY)?,
            top: BinaryHeap::new(),
            block: Vec::with_capacity(BLOCK),
            counters,
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<SegmentFound>) -> tantivy::Result<Found> {
        let (mut found, mut top) = (Found::default(), Vec::new());
        for segment in segments {
            found.total += segment.total;
            top.extend(segment.top);
            for (facet, counts) in segment.counts? {
                let all = found.counts.entry(facet).or_default();
                counts.into_iter().for_each(|(value, count)| *all.entry(value).or_default() += count);
            }
        }
        top.sort_unstable_by(|a, b| b.cmp(a));
        found.top = top.into_iter().take(self.top).map(|(score, _, address)| (Score::from_bits(score), address)).collect();
        Ok(found)
    }
}

impl SegmentCollector for SegmentHits {
    type Fruit = SegmentFound;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        self.rank(doc, score.max(0.0).to_bits());
        self.block.push(doc);
        if self.block.len() == BLOCK {
            self.count();
        }
    }

    fn harvest(mut self) -> SegmentFound {
        self.count();
        SegmentFound {
            total: self.total,
            top: self.top.into_iter().map(|Reverse(rank)| rank).collect(),
            counts: self.counters.iter().map(Counter::values).collect(),
        }
    }
}

impl SegmentHits {
    fn rank(&mut self, doc: DocId, score: u32) {
        let full = self.top.len() >= self.wanted;
        // The key is looked up only where it can matter.
        if full && self.top.peek().is_none_or(|Reverse(worst)| score < worst.0) {
            return;
        }
        let rank = (score, Reverse(self.keys.first(doc).unwrap_or(0)), DocAddress::new(self.ord, doc));
        if !full {
            self.top.push(Reverse(rank));
        } else if let Some(mut worst) = self.top.peek_mut()
            && rank > worst.0
        {
            *worst = Reverse(rank);
        }
    }

    fn count(&mut self) {
        for counter in &mut self.counters {
            counter.add(&self.block);
        }
        self.block.clear();
    }
}

impl Counter {
    fn add(&mut self, block: &[DocId]) {
        self.docs.clear();
        self.rows.clear();
        let column = self.column.ords();
        column.row_ids_for_docs(block, &mut self.docs, &mut self.rows);
        self.ords.clear();
        self.ords.resize(self.rows.len(), 0);
        column.values.get_vals(&self.rows, &mut self.ords);
        for &ord in &self.ords {
            if let Some(count) = usize::try_from(ord).ok().and_then(|ord| self.counts.get_mut(ord)) {
                *count += 1;
            }
        }
    }

    /// The counts by value instead of by ordinal.
    fn values(&self) -> tantivy::Result<(Facet, BTreeMap<String, u64>)> {
        let seen = || (0u64..).zip(&self.counts).filter(|&(_, &count)| count > 0);
        let ords: Vec<u64> = seen().map(|(ord, _)| ord).collect();
        let (mut counts, mut numbers) = (BTreeMap::new(), seen());
        let insert = |value: &[u8]| {
            if let Some((_, &count)) = numbers.next() {
                counts.insert(String::from_utf8_lossy(value).into_owned(), count);
            }
        };
        self.column.dictionary().sorted_ords_to_term_cb(&ords, insert).map_err(TantivyError::from)?;
        Ok((self.facet, counts))
    }
}
