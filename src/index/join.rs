//! Joins: a set of numeric ids found in one kind as a filter on another.

use super::IndexError;
use super::read::Opened;
use super::rows::number;
use rustc_hash::FxHashSet;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, TermSetQuery, Weight};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError, Term};

/// Up to so many documents are looked up one by one; beyond that the column is read through.
const FEW: usize = 1024;

/// The ids in a column of all that a query finds.
pub(super) fn keys(opened: &Opened, query: &dyn Query, column: &'static str) -> Result<Arc<FxHashSet<u64>>, IndexError> {
    Ok(Arc::new(opened.searcher.search(query, &Keys(column))?))
}

/// A filter: what has one of these ids in a column.
pub(super) fn among(opened: &Opened, column: &'static str, keys: Arc<FxHashSet<u64>>) -> Box<dyn Query> {
    if column == super::schema::column::DOCUMENT && keys.len() <= FEW {
        return Box::new(TermSetQuery::new(keys.iter().map(|&key| Term::from_field_u64(opened.fields.document, key))));
    }
    Box::new(Among { column, keys })
}

struct Keys(&'static str);

struct SegmentKeys {
    column: Column<u64>,
    keys: FxHashSet<u64>,
}

impl Collector for Keys {
    type Fruit = FxHashSet<u64>;
    type Child = SegmentKeys;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentKeys> {
        Ok(SegmentKeys { column: number(segment, self.0)?, keys: FxHashSet::default() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<FxHashSet<u64>>) -> tantivy::Result<FxHashSet<u64>> {
        Ok(segments
            .into_iter()
            .reduce(|mut all, keys| {
                all.extend(keys);
                all
            })
            .unwrap_or_default())
    }
}

impl SegmentCollector for SegmentKeys {
    type Fruit = FxHashSet<u64>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.keys.extend(self.column.values_for_doc(doc));
    }

    fn harvest(self) -> FxHashSet<u64> {
        self.keys
    }
}

#[derive(Debug, Clone)]
struct Among {
    column: &'static str,
    keys: Arc<FxHashSet<u64>>,
}

impl Query for Among {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Among {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column = number(segment, self.column)?;
        let mut docs = BitSet::with_max_value(segment.max_doc());
        for doc in 0..segment.max_doc() {
            if column.values_for_doc(doc).any(|key| self.keys.contains(&key)) {
                docs.insert(doc);
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(docs), boost)))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        let found = scorer.doc() != TERMINATED && scorer.doc() <= doc && scorer.seek(doc) == doc;
        let missing = || TantivyError::InvalidArgument(format!("document {doc} does not match"));
        found.then(|| Explanation::new("join", 1.0)).ok_or_else(missing)
    }
}
