//! What an ingest would do, without doing it: everything is read, nothing is analysed or written.

use super::ingest::version_of;
use super::{Watch, batches, version};
use crate::index::{IndexError, Known, Reader};
use crate::lexicon::Lexicon;
use crate::model::Article;
use crate::read::{self, Flow, Input, Problem, Record};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What would happen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Planned {
    /// Articles that would be new.
    pub added: usize,
    /// Articles that would take the place of a former version, or be read anew with other lexicons.
    pub replaced: usize,
    /// Articles that would be skipped.
    pub unchanged: usize,
    /// Inputs that cannot be read.
    pub failed: usize,
    /// Bytes of the articles that would be taken.
    pub bytes: u64,
    /// How many of the articles are in which language; `?` where nothing tells.
    pub languages: BTreeMap<String, usize>,
}

impl Planned {
    /// Counts an article, of which the index knows what `known` says.
    fn count(&mut self, article: &Article, bytes: u64, known: Option<&Known>, version: &str) {
        if known.is_some_and(|known| known.sha256 == article.sha256 && known.version == version_of(article, version)) {
            self.unchanged += 1;
        } else {
            self.bytes += bytes;
            *if known.is_some() { &mut self.replaced } else { &mut self.added } += 1;
        }
        *self.languages.entry(article.lang.clone().unwrap_or_else(|| "?".to_owned())).or_default() += 1;
    }
}

/// Reads all inputs and compares them with the index in `dir`, if there is one.
pub fn dry_run(
    dir: &Path,
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    lexicon: &Lexicon,
    watch: &mut impl Watch,
) -> Result<Planned, IndexError> {
    let reader = match Reader::open(dir) {
        Ok(reader) => Some(reader),
        Err(IndexError::Missing { .. }) => None,
        Err(error) => return Err(error),
    };
    let known = |article: &Article| reader.as_ref().map_or(Ok(None), |reader| reader.known(&article.id));
    let version = version(lexicon);
    let (mut plan, mut error) = (Planned::default(), None);
    let _ = batches(inputs, options, &mut |batch| {
        let (count, cost) = (batch.len(), batch.iter().flatten().map(Record::cost).sum());
        let read = |record: Record| {
            let bytes = record.len() as u64;
            record.read().map(|article| known(&article).map(|known| (article, bytes, known)))
        };
        let read: Vec<_> = batch.into_par_iter().map(|record| record.and_then(read)).collect();
        for article in read {
            match article {
                Ok(Ok((article, bytes, known))) => plan.count(&article, bytes, known.as_ref(), &version),
                Ok(Err(failed)) => error = Some(failed),
                Err(problem) => {
                    plan.failed += 1;
                    watch.failed(&problem);
                }
            }
        }
        watch.done(cost);
        watch.articles(count);
        if error.is_some() || watch.stops() { Flow::Break(()) } else { Flow::Continue(()) }
    });
    error.map_or(Ok(plan), Err)
}
