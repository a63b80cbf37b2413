//! Which texts are copies or digests of others: who is held against whom, and by which rule one of two is the original. It reads no
//! text and stores nothing; joining mentions by it is the work of `origins`.

use crate::text::Sketch;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A text of which so much is in another is a copy or digest of it.
pub const SHARED: f64 = 0.5;
/// A text that names another as the one that it was made from is its digest with so much of it there. No two texts of different
/// outlets that are no copies were found to share a twentieth, and who quotes a sentence or two of an article that he names stays below.
pub const DECLARED: f64 = 0.15;
/// Of the texts that have a sample each is held against so many, the earliest.
pub const FIRST: usize = 4;
/// A sample that more texts have is a formula, and shows nothing.
const FORMULA: usize = 1024;
/// A title that more texts bear is the heading of a series.
const SERIES: usize = 16;
/// How many runs of words a title is worth.
const NAMED: usize = 1 << 20;
/// With so many texts, those with which it has most samples in common, each is compared in full.
const COMPARED: usize = 4;
/// Which share of its samples a text must have in common with another to be compared with it.
const COMMON: f64 = 0.3;

/// A text among those that may be copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Paper {
    /// The day of publication as a number that sorts; the greatest where nobody knows it.
    pub day: i64,
    /// A hash of its id, the last word on which of two came first.
    pub rank: u64,
    /// Its number among the texts at hand, which decides nothing.
    pub number: i64,
}

/// The day of a text without one.
pub const UNDATED: i64 = i64::MAX;

/// The texts with which one is compared in full: those that share most samples with it. `shared` has each as often as they share
/// one, with what it is worth; `samples` is of how many runs there are samples.
pub fn candidates(shared: &[(Paper, usize)], samples: usize) -> Vec<Paper> {
    let mut counts: FxHashMap<Paper, usize> = FxHashMap::default();
    shared.iter().for_each(|(paper, worth)| *counts.entry(*paper).or_default() += worth);
    let mut found: Vec<(usize, Paper)> = counts
        .into_iter()
        .map(|(paper, count)| (count, paper))
        .filter(|(count, _)| *count as f64 >= COMMON * samples as f64)
        .collect();
    found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().take(COMPARED).map(|(_, paper)| paper).collect()
}

/// How many texts may have a sample that says something.
pub fn most(sample: u64) -> usize {
    match () {
        () if Sketch::is_whole(sample) => usize::MAX,
        () if Sketch::is_title(sample) => SERIES,
        () => FORMULA,
    }
}

/// What a sample is worth when two texts share it.
pub fn worth(sample: u64) -> usize {
    if Sketch::is_title(sample) { NAMED } else { 1 }
}

/// Which share of a text is in another, if that makes it the other's copy or digest.
pub fn share(paper: Paper, other: Paper, own: &Sketch, its: &Sketch) -> Option<f64> {
    let ours = own.share_in(its);
    let declared = ours >= DECLARED && own.names(its);
    (declared || is_copy(paper, other, ours, its.share_in(own))).then_some(ours)
}

/// Whether a text is a copy or digest of another, of which `ours` of it is and which has `theirs` of itself in it. Of two that are
/// one text the later is the copy; a part is a digest of the whole unless the whole came on a later day.
fn is_copy(paper: Paper, other: Paper, ours: f64, theirs: f64) -> bool {
    let expanded = paper.day < other.day && other.day != UNDATED;
    ours >= SHARED && if theirs >= SHARED { other < paper } else { !expanded }
}

/// The first of the originals, each with the share that is in it.
pub fn original(found: impl IntoIterator<Item = (Paper, f64)>) -> Option<(Paper, f64)> {
    found.into_iter().min_by(|a, b| a.0.cmp(&b.0))
}

/// The last original that a chain of copies leads to, each to the `next`.
pub fn root<T: Copy + Eq + Ord>(mut next: impl FnMut(&T) -> Option<T>, paper: T) -> T {
    let mut seen = vec![paper];
    while let Some(next) = seen.last().and_then(&mut next) {
        // Texts that lead round in a circle have the least of them for their root.
        if let Some(from) = seen.iter().position(|other| *other == next) {
            return seen.get(from..).and_then(|circle| circle.iter().min().copied()).unwrap_or(paper);
        }
        seen.push(next);
    }
    seen.last().copied().unwrap_or(paper)
}

#[cfg(test)]
mod tests {
    use super::{Paper, UNDATED, is_copy, root};
    use rustc_hash::FxHashMap;

    fn paper(day: i64, rank: u64) -> Paper {
        Paper { day, rank, number: 0 }
    }

    #[test]
    fn the_later_of_two_equal_texts_is_the_copy() {
        assert!(is_copy(paper(2, 1), paper(1, 2), 0.9, 0.9));
        assert!(!is_copy(paper(1, 2), paper(2, 1), 0.9, 0.9));
        assert!(is_copy(paper(1, 2), paper(1, 1), 0.9, 0.9), "of one day the greater hash is the copy");
    }

    #[test]
    fn a_part_is_a_digest_unless_the_whole_came_later() {
        assert!(is_copy(paper(2, 1), paper(1, 2), 0.9, 0.2));
        assert!(is_copy(paper(UNDATED, 1), paper(UNDATED, 2), 0.9, 0.2));
        assert!(!is_copy(paper(1, 1), paper(2, 2), 0.9, 0.2), "a later article took the note in");
        assert!(!is_copy(paper(2, 1), paper(1, 2), 0.2, 0.9));
    }

    #[test]
    fn chains_end_and_circles_too() {
        let originals: FxHashMap<i64, i64> = FxHashMap::from_iter([(3, 2), (2, 1), (8, 9), (9, 8)]);
        assert_eq!([3, 2, 1, 9, 8].map(|paper| root(|rank| originals.get(rank).copied(), paper)), [1, 1, 1, 8, 8]);
    }
}
