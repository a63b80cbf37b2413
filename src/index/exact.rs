//! Scores that are the same whatever the segments: statistics of what is there and not of what was deleted, and scores of
//! single terms rounded to a grid on which sums are exact, since the order of summation follows the segment.

use super::read::Opened;
use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, Term};

/// Scores are multiples of its inverse; single precision adds such numbers exactly up to 16384.
const GRID: Score = 1024.0;

/// The nearest score on the grid.
pub(super) fn grid(score: Score) -> Score {
    (score * GRID).round() / GRID
}

impl Bm25StatisticsProvider for &Opened {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.length(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut total = 0;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(term.field())?;
            if !segment.has_deletes() {
                total += u64::from(index.doc_freq(term)?);
            } else if let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? {
                while postings.doc() != TERMINATED {
                    total += u64::from(!segment.is_deleted(postings.doc()));
                    postings.advance();
                }
            }
        }
        Ok(total)
    }
}

/// A query whose scores lie on the grid; to be put around terms and phrases.
#[derive(Debug)]
pub(super) struct Exact(pub(super) Box<dyn Query>);

impl Clone for Exact {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for Exact {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let inner = self.0.weight(scoring)?;
        Ok(if scoring.is_scoring_enabled() { Box::new(ExactWeight(inner)) } else { inner })
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.query_terms(visitor);
    }
}

struct ExactWeight(Box<dyn Weight>);

impl Weight for ExactWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ExactScorer(self.0.scorer(reader, boost)?)))
    }

    fn scorer_danger(
        &self,
        reader: &SegmentReader,
        target: DocId,
        boost: Score,
    ) -> tantivy::Result<(SeekDangerResult, Box<dyn Scorer>)> {
        let (result, scorer) = self.0.scorer_danger(reader, target, boost)?;
        Ok((result, Box::new(ExactScorer(scorer))))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, doc)
    }

    fn count(&self, reader: &SegmentReader) -> tantivy::Result<u32> {
        self.0.count(reader)
    }
}

/// A query whose hits score more where another one is met there, too: what is found is the first one's to say.
#[derive(Debug)]
pub(super) struct Lifted(pub(super) Box<dyn Query>, pub(super) Box<dyn Query>);

impl Clone for Lifted {
    fn clone(&self) -> Self {
        Self(self.0.box_clone(), self.1.box_clone())
    }
}

impl Query for Lifted {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let found = self.0.weight(scoring)?;
        Ok(if scoring.is_scoring_enabled() { Box::new(LiftedWeight(found, self.1.weight(scoring)?)) } else { found })
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.query_terms(visitor);
    }
}

struct LiftedWeight(Box<dyn Weight>, Box<dyn Weight>);

impl Weight for LiftedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let (found, more) = (self.0.scorer(reader, boost)?, self.1.scorer(reader, boost)?);
        Ok(if more.doc() == TERMINATED { found } else { Box::new(LiftedScorer(found, more)) })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, doc)
    }

    fn count(&self, reader: &SegmentReader) -> tantivy::Result<u32> {
        self.0.count(reader)
    }
}

struct LiftedScorer(Box<dyn Scorer>, Box<dyn Scorer>);

struct ExactScorer(Box<dyn Scorer>);

/// What a scorer finds is what the one in it finds.
macro_rules! finds_alike {
    ($scorer:ty) => {
        impl DocSet for $scorer {
            fn advance(&mut self) -> DocId {
                self.0.advance()
            }

            fn seek(&mut self, target: DocId) -> DocId {
                self.0.seek(target)
            }

            fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
                self.0.seek_danger(target)
            }

            fn fill_buffer(&mut self, buffer: &mut [DocId; COLLECT_BLOCK_BUFFER_LEN]) -> usize {
                self.0.fill_buffer(buffer)
            }

            fn doc(&self) -> DocId {
                self.0.doc()
            }

            fn size_hint(&self) -> u32 {
                self.0.size_hint()
            }

            fn cost(&self) -> u64 {
                self.0.cost()
            }
        }
    };
}

finds_alike!(ExactScorer);
finds_alike!(LiftedScorer);

impl Scorer for ExactScorer {
    fn score(&mut self) -> Score {
        grid(self.0.score())
    }
}

impl Scorer for LiftedScorer {
    fn score(&mut self) -> Score {
        let Self(found, more) = self;
        let doc = found.doc();
        let met = more.doc() == doc || more.doc() < doc && more.seek(doc) == doc;
        found.score() + if met { more.score() } else { 0.0 }
    }
}
