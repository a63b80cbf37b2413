//! Articles read in the light of their sites, where no index holds them: all are read once to know what each site repeats, then each
//! is marked by that. An index keeps its knowledge in its book (`linking::repeats`).

use super::batches;
use crate::model::Article;
use crate::read::{self, Flow, Input, Problem, Record, Tally, mark_site, site_sheet};
use rayon::prelude::*;

/// Articles are kept from the first reading up to so many bytes of text; beyond that the inputs are read a second time.
const KEPT: usize = 64 << 20;

type Batch = Vec<Result<Article, Problem>>;

/// Hands the articles of all inputs on in order, batch by batch, each marked by what its site repeats among them. Standard input is
/// a stream and read once: its articles are known by themselves, but for what the files show of their sites.
pub(super) fn articles(inputs: &[Result<Input, Problem>], options: &read::Options, each: &mut impl FnMut(Batch) -> Flow) -> Flow {
    let is_stream = |input: &Result<Input, Problem>| input.as_ref().is_ok_and(|input| input.path.is_none());
    let files: Vec<Result<Input, Problem>> = inputs.iter().filter(|input| !is_stream(input)).cloned().collect();
    let mut tally = Tally::default();
    let mut kept: Option<Vec<Batch>> = (files.len() == inputs.len()).then(Vec::new);
    let mut size = 0;
    let _ = batches(&files, options, &mut |batch| {
        let batch = self::read(batch);
        let sheets: Vec<_> = batch.par_iter().map(|article| article.as_ref().ok().and_then(site_sheet)).collect();
        sheets.iter().flatten().for_each(|sheet| tally.add(sheet));
        size += batch.iter().flatten().map(|article| article.text.len()).sum::<usize>();
        match &mut kept {
            Some(kept) if size <= KEPT => kept.push(batch),
            _ => kept = None,
        }
        Flow::Continue(())
    });
    let mark = |mut batch: Batch| {
        batch.par_iter_mut().flatten().for_each(|article| mark_site(article, |block| tally.is_repeated(block)));
        batch
    };
    match kept {
        Some(kept) => kept.into_iter().try_for_each(|batch| each(mark(batch))),
        None => batches(inputs, options, &mut |batch| each(mark(self::read(batch)))),
    }
}

fn read(batch: Vec<Result<Record, Problem>>) -> Batch {
    batch.into_par_iter().map(|record| record.and_then(Record::read)).collect()
}
