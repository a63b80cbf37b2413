//! What an ingest would do, without doing it: everything is read, nothing is analysed or written.

use super::ingest::version_of;
use super::{Watch, batches, version};
use crate::index::{IndexError, Reader};
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

/// Reads all inputs and compares them with the index in `dir`, if there is one.
pub fn dry_run(
    dir: &Path,
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    lexicon: &Lexicon,
    watch: &mut impl Watch,
) -> Result<Planned, IndexError> {
    let known = match Reader::open(dir) {
        Ok(reader) => reader.known()?,
        Err(IndexError::Missing { .. }) => BTreeMap::new(),
        Err(error) => return Err(error),
    };
    let version = version(lexicon);
    let mut plan = Planned::default();
    let _ = batches(inputs, options, &mut |batch| {
        let (count, cost) = (batch.len(), batch.iter().flatten().map(Record::cost).sum());
        let read: Vec<Result<(Article, u64), Problem>> = batch
            .into_par_iter()
            .map(|record| {
                record.and_then(|record| {
                    let bytes = record.len() as u64;
                    Ok((record.read()?, bytes))
                })
            })
            .collect();
        for article in read {
            match article {
                Ok((article, bytes)) => {
                    match known.get(&article.id) {
                        Some(known) if known.sha256 == article.sha256 && known.version == version_of(&article, &version) => {
                            plan.unchanged += 1
                        }
                        former => {
                            plan.bytes += bytes;
                            *if former.is_some() { &mut plan.replaced } else { &mut plan.added } += 1;
                        }
                    }
                    *plan.languages.entry(article.lang.unwrap_or_else(|| "?".to_owned())).or_default() += 1;
                }
                Err(problem) => {
                    plan.failed += 1;
                    watch.failed(&problem);
                }
            }
        }
        watch.done(cost);
        watch.articles(count);
        if watch.stops() { Flow::Break(()) } else { Flow::Continue(()) }
    });
    Ok(plan)
}
