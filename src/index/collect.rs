//! One pass over all hits: how many, the best of them, and how often each facet value stands among them.

use super::columns::Columns;
use super::count::{Counter, Scratch, counts};
use super::join::Numbers;
use super::record::Facet;
use super::schema::column;
use super::sort::{Cursor, Order, Ranker, Sort};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// What to collect.
pub(super) struct Hits {
    /// How many of the best are wanted.
    pub(super) top: usize,
    /// In which order.
    pub(super) sort: Sort,
    /// Only those behind this place.
    pub(super) after: Option<Cursor>,
    /// Which facets are counted.
    pub(super) facets: Vec<Facet>,
    /// How many values of each are wanted.
    pub(super) most: usize,
    /// The columns of the kind.
    pub(super) columns: Arc<Columns>,
    /// The articles that are copies.
    pub(super) copies: Arc<Numbers>,
}

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// How many in all.
    pub(super) total: u64,
    /// The best, in order.
    pub(super) top: Vec<Ranked>,
    /// How many hits have each value, the most frequent first and ties by name.
    pub(super) counts: BTreeMap<Facet, Vec<(String, u64)>>,
}

/// A hit with what it is ranked by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    pub(super) place: Cursor,
    pub(super) score: Score,
    pub(super) address: DocAddress,
}

/// The order of hits: rank, then key, which every thing keeps for life.
type Rank = (u64, Reverse<u64>, DocAddress, u32);

/// Hits that are counted together.
const BLOCK: usize = 1024;

pub(super) struct SegmentHits {
    ord: SegmentOrdinal,
    wanted: usize,
    sort: Sort,
    after: Option<(u64, Reverse<u64>)>,
    ranker: Ranker,
    total: u64,
    keys: Column<u64>,
    top: BinaryHeap<Reverse<Rank>>,
    block: Vec<DocId>,
    counters: Vec<Counter>,
    scratch: Scratch,
}

/// What one segment gives.
pub(super) struct SegmentFound {
    total: u64,
    top: Vec<Rank>,
    counters: Vec<Counter>,
}

impl Collector for Hits {
    type Fruit = Found;
    type Child = SegmentHits;

    fn for_segment(&self, ord: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentHits> {
        let mut counters = Vec::new();
        for &facet in &self.facets {
            counters.extend(Counter::new(facet, segment, &self.columns, &self.copies)?);
        }
        Ok(SegmentHits {
            ord,
            wanted: self.top,
            sort: self.sort,
            after: self.after.map(|place| (place.rank, Reverse(place.key))),
            ranker: Ranker::new(self.sort.by, segment, &self.columns)?,
            total: 0,
            keys: self.columns.number(segment, column::KEY)?,
            top: BinaryHeap::new(),
            block: Vec::with_capacity(BLOCK),
            counters,
            scratch: Scratch::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort.by == Order::Relevance
    }

    fn merge_fruits(&self, segments: Vec<SegmentFound>) -> tantivy::Result<Found> {
        let (mut found, mut top, mut counters) = (Found::default(), Vec::new(), Vec::new());
        for segment in segments {
            found.total += segment.total;
            top.extend(segment.top);
            counters.extend(segment.counters);
        }
        found.counts = counts(counters, self.most)?;
        top.sort_unstable_by(|a, b| b.cmp(a));
        let ranked = |(rank, Reverse(key), address, score)| Ranked {
            place: Cursor { rank, key },
            score: Score::from_bits(score),
            address,
        };
        found.top = top.into_iter().take(self.top).map(ranked).collect();
        Ok(found)
    }
}

impl SegmentCollector for SegmentHits {
    type Fruit = SegmentFound;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        self.rank(doc, score.max(0.0));
        if !self.counters.is_empty() {
            self.block.push(doc);
            if self.block.len() == BLOCK {
                self.count();
            }
        }
    }

    fn harvest(mut self) -> SegmentFound {
        self.count();
        SegmentFound { total: self.total, top: self.top.into_iter().map(|Reverse(rank)| rank).collect(), counters: self.counters }
    }
}

impl SegmentHits {
    fn rank(&mut self, doc: DocId, score: Score) {
        let full = self.top.len() >= self.wanted;
        let rank = self.ranker.rank(doc, score, self.sort.ascending);
        // The key is looked up only where it can matter.
        if full && self.top.peek().is_none_or(|Reverse(worst)| rank < worst.0) || self.after.is_some_and(|(last, _)| rank > last)
        {
            return;
        }
        let key = Reverse(self.keys.first(doc).unwrap_or(0));
        if self.after.is_some_and(|last| (rank, key) >= last) {
            return;
        }
        let rank = (rank, key, DocAddress::new(self.ord, doc), score.to_bits());
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
            counter.add(&self.block, &mut self.scratch);
        }
        self.block.clear();
    }
}
