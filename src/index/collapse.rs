//! Words in articles, answered by the passages: the text is indexed once, and an article has a word as often as its
//! passages have it together. Scores are BM25 over whole articles, as if they had an index of their own.

use super::IndexError;
use super::exact::grid;
use super::read::{Generation, Opened};
use super::rows::number;
use super::schema::column;
use super::{Kind, read::Address};
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::postings::Postings;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The articles whose passages hold a term, with their scores.
pub(super) fn collapsed(generation: &Generation, term: &str) -> Result<Box<dyn Query>, IndexError> {
    let (articles, passages) = (generation.of(Kind::Articles)?, generation.of(Kind::Passages)?);
    let counts = counts(passages, &Term::from_field_text(passages.fields.text, term))?;
    let mut found: Vec<(Address, u32)> = Vec::with_capacity(counts.len());
    articles.addresses(counts.iter().map(|&(key, _)| key), |i, address| {
        found.extend(counts.get(i).map(|&(_, count)| (address, count)));
    })?;
    found.sort_unstable_by_key(|&(address, _)| address);
    // An article of very many passages may have them in two segments.
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    scored(articles, &found).map(|segments| Box::new(Collapsed(Arc::new(segments))) as Box<dyn Query>)
}

/// How often each document has a term; passages of one document stand side by side.
fn counts(passages: &Opened, term: &Term) -> Result<Vec<(u64, u32)>, IndexError> {
    let mut counts: Vec<(u64, u32)> = Vec::new();
    for segment in passages.searcher.segment_readers() {
        let index = segment.inverted_index(term.field())?;
        let postings = index.read_postings(term, IndexRecordOption::WithFreqs).map_err(TantivyError::from)?;
        let Some(mut postings) = postings else { continue };
        let documents = number(segment, column::DOCUMENT)?;
        while postings.doc() != TERMINATED {
            if let Some(document) = documents.first(postings.doc()).filter(|_| !segment.is_deleted(postings.doc())) {
                match counts.last_mut() {
                    Some((last, count)) if *last == document => *count += postings.term_freq(),
                    _ => counts.push((document, postings.term_freq())),
                }
            }
            postings.advance();
        }
    }
    Ok(counts)
}

type Segments = BTreeMap<SegmentId, Vec<(DocId, Score)>>;

/// BM25 of each article found.
fn scored(articles: &Opened, found: &[(Address, u32)]) -> Result<Segments, IndexError> {
    let total = articles.searcher.num_docs() as f64;
    let average = articles.words()? as f64 / total.max(1.0);
    let idf = (1.0 + (total - found.len() as f64 + 0.5) / (found.len() as f64 + 0.5)).ln();
    let mut segments = Segments::new();
    for of_segment in found.chunk_by(|a, b| a.0.0 == b.0.0) {
        let Some(&((ord, _), _)) = of_segment.first() else { continue };
        let segment = articles.searcher.segment_reader(ord);
        let lengths = number(segment, column::LENGTH)?;
        let score = |doc: DocId, count: u32| {
            let (length, count) = (lengths.first(doc).unwrap_or(0) as f64, f64::from(count));
            idf * count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length / average))
        };
        let docs = of_segment.iter().map(|&((_, doc), count)| (doc, grid(score(doc, count) as Score)));
        segments.insert(segment.segment_id(), docs.collect());
    }
    Ok(segments)
}

#[derive(Debug, Clone)]
struct Collapsed(Arc<Segments>);

impl Query for Collapsed {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Collapsed {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(List { segments: self.0.clone(), segment: segment.segment_id(), at: 0, boost }))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let docs = self.0.get(&segment.segment_id()).map_or(&[][..], Vec::as_slice);
        let found = docs.binary_search_by_key(&doc, |&(doc, _)| doc).ok().and_then(|i| docs.get(i));
        let missing = || TantivyError::InvalidArgument(format!("document {doc} does not match"));
        found.map(|&(_, score)| Explanation::new("bm25 over passages", score)).ok_or_else(missing)
    }
}

/// A list of scored articles of one segment.
struct List {
    segments: Arc<Segments>,
    segment: SegmentId,
    at: usize,
    boost: Score,
}

impl List {
    fn docs(&self) -> &[(DocId, Score)] {
        self.segments.get(&self.segment).map_or(&[], Vec::as_slice)
    }
}

impl DocSet for List {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.docs().get(self.at..).unwrap_or_default();
        // Most steps are short: double the stride until it is too long, then halve.
        let mut stride = 1;
        while rest.get(stride).is_some_and(|&(doc, _)| doc < target) {
            stride *= 2;
        }
        let near = rest.get(..(stride + 1).min(rest.len())).unwrap_or_default();
        self.at += near.partition_point(|&(doc, _)| doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs().get(self.at).map_or(TERMINATED, |&(doc, _)| doc)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.docs().len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for List {
    fn score(&mut self) -> Score {
        self.docs().get(self.at).map_or(0.0, |&(_, score)| grid(score * self.boost))
    }
}
