//! Joins: what is found in one kind as a filter on another. Articles are sets of their numbers, and so are the articles of parts; a
//! part itself is looked for only where its article is among them.

use super::columns::Columns;
use super::read::Opened;
use super::schema::column;
use super::{IndexError, key};
use rustc_hash::FxHashSet;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, TermSetQuery, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError, Term};

/// Up to so many articles are looked up one by one; beyond that the column is read where others have found something.
const FEW: usize = 256;

/// A set of the numbers of articles.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(Vec<u64>);

impl Numbers {
    fn add(&mut self, number: u64) {
        let Ok(at) = usize::try_from(number / 64) else { return };
        if at >= self.0.len() {
            self.0.resize(at + 1 + at / 2, 0);
        }
        self.0.iter_mut().skip(at).take(1).for_each(|word| *word |= 1 << (number % 64));
    }

    /// Whether a number is among them.
    pub(super) fn holds(&self, number: u64) -> bool {
        let word = usize::try_from(number / 64).ok().and_then(|at| self.0.get(at));
        word.is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// How many there are.
    fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    fn iter(&self) -> impl Iterator<Item = u64> {
        let bits = |(at, &word): (u64, &u64)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit);
        (0..).zip(&self.0).flat_map(bits)
    }

    fn merge(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(word, more)| *word |= more);
    }
}

impl FromIterator<u64> for Numbers {
    fn from_iter<I: IntoIterator<Item = u64>>(numbers: I) -> Self {
        let mut set = Self::default();
        numbers.into_iter().for_each(|number| set.add(number));
        set
    }
}

/// What a join is made of: articles, and the parts of them where parts are meant.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    articles: Numbers,
    parts: Option<FxHashSet<u64>>,
}

impl Keys {
    /// Those of articles.
    fn of(column: &str) -> Self {
        Self { articles: Numbers::default(), parts: (column != column::NUMBER).then(FxHashSet::default) }
    }

    fn add(&mut self, value: u64) {
        match &mut self.parts {
            None => self.articles.add(value),
            Some(parts) => {
                self.articles.add(key::article(value));
                parts.insert(value);
            }
        }
    }

    fn holds(&self, value: u64) -> bool {
        match &self.parts {
            None => self.articles.holds(value),
            Some(parts) => self.articles.holds(key::article(value)) && parts.contains(&value),
        }
    }

    fn merge(mut self, other: Self) -> Self {
        self.articles.merge(&other.articles);
        if let (Some(parts), Some(more)) = (&mut self.parts, other.parts) {
            parts.extend(more);
        }
        self
    }
}

/// The numbers in a column of all that a query finds.
pub(super) fn keys(opened: &Opened, query: &dyn Query, column: &'static str) -> Result<Keys, IndexError> {
    Ok(opened.searcher.search(query, &Collected(column, opened.columns.clone()))?)
}

/// A filter: what is of one of these articles.
pub(super) fn of_articles(opened: &Opened, articles: Arc<Numbers>) -> Box<dyn Query> {
    among(opened, column::NUMBER, Keys { articles: Numbers::clone(&articles), parts: None })
}

/// A filter: what has one of these numbers in a column.
pub(super) fn among(opened: &Opened, column: &'static str, keys: Keys) -> Box<dyn Query> {
    if keys.parts.is_none() && keys.articles.len() <= FEW {
        return Box::new(TermSetQuery::new(keys.articles.iter().map(|key| Term::from_field_u64(opened.fields.number, key))));
    }
    Box::new(Among { column, keys: Arc::new(keys), columns: opened.columns.clone() })
}

struct Collected(&'static str, Arc<Columns>);

struct SegmentKeys {
    column: Column<u64>,
    keys: Keys,
}

impl Collector for Collected {
    type Fruit = Keys;
    type Child = SegmentKeys;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentKeys> {
        Ok(SegmentKeys { column: self.1.number(segment, self.0)?, keys: Keys::of(self.0) })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Keys>) -> tantivy::Result<Keys> {
        Ok(segments.into_iter().reduce(Keys::merge).unwrap_or_else(|| Keys::of(self.0)))
    }
}

impl SegmentCollector for SegmentKeys {
    type Fruit = Keys;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.column.values_for_doc(doc).for_each(|value| self.keys.add(value));
    }

    fn harvest(self) -> Keys {
        self.keys
    }
}

#[derive(Debug, Clone)]
struct Among {
    column: &'static str,
    keys: Arc<Keys>,
    columns: Arc<Columns>,
}

impl Query for Among {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Among {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column = self.columns.number(segment, self.column)?;
        let mut met = Met { column, keys: self.keys.clone(), doc: 0, end: segment.max_doc() };
        met.go_to(0);
        Ok(Box::new(ConstScorer::new(met, boost)))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        let found = scorer.doc() != TERMINATED && scorer.doc() <= doc && scorer.seek(doc) == doc;
        let missing = || TantivyError::InvalidArgument(format!("document {doc} does not match"));
        found.then(|| Explanation::new("join", 1.0)).ok_or_else(missing)
    }
}

/// The documents of a segment that have one of the numbers. A document is looked at only when it is asked for.
struct Met {
    column: Column<u64>,
    keys: Arc<Keys>,
    doc: DocId,
    end: DocId,
}

impl Met {
    fn holds(&self, doc: DocId) -> bool {
        self.column.values_for_doc(doc).any(|value| self.keys.holds(value))
    }

    fn go_to(&mut self, from: DocId) -> DocId {
        self.doc = (from..self.end).find(|&doc| self.holds(doc)).unwrap_or(TERMINATED);
        self.doc
    }
}

impl DocSet for Met {
    fn advance(&mut self) -> DocId {
        self.go_to(self.doc.saturating_add(1))
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target { self.doc } else { self.go_to(target) }
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= self.end {
            self.doc = TERMINATED;
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        self.doc = target;
        if self.holds(target) { SeekDangerResult::Found } else { SeekDangerResult::SeekLowerBound(target + 1) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    /// As many as there are: whoever finds fewer goes first.
    fn size_hint(&self) -> u32 {
        self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_hold_what_was_added_and_nothing_else() {
        let mut some: Numbers = [3, 64, 1_000].into_iter().collect();
        some.merge(&[5, 70_000].into_iter().collect());
        assert_eq!(some.iter().collect::<Vec<_>>(), [3, 5, 64, 1_000, 70_000]);
        assert!(some.holds(64) && !some.holds(65) && !some.holds(u64::MAX));
        assert_eq!(some.len(), 5);
    }
}
