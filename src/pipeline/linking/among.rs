//! Copies among articles that no index holds, and what an index says of its own: by the same rule, without a book.

use super::sheet::{day, sketch};
use crate::index::{Generation, IndexError};
use crate::link::copies::{FIRST, Paper, candidates, most, original, root, share, worth};
use crate::model::Article;
use crate::text::{Sketch, folded};
use rustc_hash::FxHashMap;

/// An article as far as copies of it are found.
pub(in crate::pipeline) struct Print {
    paper: Paper,
    sketch: Sketch,
}

impl Print {
    /// The print of an article.
    pub(in crate::pipeline) fn of(article: &Article) -> Self {
        Self { paper: Paper { day: day(article.published), rank: folded(&article.id), number: 0 }, sketch: sketch(article) }
    }
}

/// What stands for the original of each copy among some articles, by the hashes of their ids.
pub(in crate::pipeline) fn kin_among(prints: &[Print]) -> FxHashMap<u64, u64> {
    let by_rank: FxHashMap<u64, &Sketch> = prints.iter().map(|print| (print.paper.rank, &print.sketch)).collect();
    let mut buckets: FxHashMap<u64, Vec<Paper>> = FxHashMap::default();
    for print in prints {
        print.sketch.samples().for_each(|sample| buckets.entry(sample).or_default().push(print.paper));
    }
    buckets.values_mut().for_each(|bucket| bucket.sort_unstable());
    let found = |print: &Print| {
        let told = |sample: &u64| {
            let (bucket, worth) = (buckets.get(sample).filter(|bucket| bucket.len() <= most(*sample))?, worth(*sample));
            Some(bucket.iter().filter(|other| **other != print.paper).take(FIRST).map(move |other| (*other, worth)))
        };
        let samples: Vec<u64> = print.sketch.samples().collect();
        let runs = samples.iter().filter(|sample| Sketch::is_run(**sample)).count();
        let others = candidates(&samples.iter().filter_map(told).flatten().collect::<Vec<_>>(), runs);
        let compared = others.into_iter().filter_map(|other| {
            let its = by_rank.get(&other.rank)?;
            Some((other, share(print.paper, other, &print.sketch, its)?))
        });
        original(compared).map(|(original, _)| (print.paper.rank, original.rank))
    };
    roots(&prints.iter().filter_map(found).collect())
}

/// What stands for the original of each copy in an index.
pub(in crate::pipeline) fn kin_in(generation: &Generation) -> Result<FxHashMap<u64, u64>, IndexError> {
    let originals = generation.all_copies()?.map(|copy| (folded(&copy.id), folded(&copy.original))).collect();
    Ok(roots(&originals))
}

/// Where the chains of copies lead.
fn roots(originals: &FxHashMap<u64, u64>) -> FxHashMap<u64, u64> {
    originals
        .keys()
        .map(|rank| (*rank, root(|rank| originals.get(rank).copied(), *rank)))
        .filter(|(rank, root)| rank != root)
        .collect()
}
