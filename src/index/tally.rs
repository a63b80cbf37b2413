//! Counts by ordinal, and the most frequent values of a facet over several segments. Values are told by name only where they can be among
//! those that are wanted: a segment knows its own ordinals alone, and to name all of them would cost more than to count.

use super::rows::names_of;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use tantivy::columnar::StrColumn;

/// A name with its count.
pub(super) type Count = (String, u64);

/// How often each ordinal was seen: a list as long as that is shorter than a table of all.
#[derive(Debug, Default)]
pub(super) struct Tally {
    few: Vec<u32>,
    table: Vec<u32>,
}

impl Tally {
    /// Counts some ordinals, of as many as there are.
    pub(super) fn add(&mut self, ords: &[u64], there: usize) {
        if self.table.is_empty() && self.few.len() + ords.len() <= there / 8 {
            self.few.extend(ords.iter().map(|&ord| ord as u32));
            return;
        }
        if self.table.is_empty() {
            self.table = vec![0; there];
            let few = std::mem::take(&mut self.few);
            few.into_iter().for_each(|ord| self.count(ord as usize));
        }
        ords.iter().for_each(|&ord| self.count(usize::try_from(ord).unwrap_or(usize::MAX)));
    }

    fn count(&mut self, ord: usize) {
        if let Some(count) = self.table.get_mut(ord) {
            *count += 1;
        }
    }

    /// The ordinals seen, in order, with their counts.
    pub(super) fn seen(mut self) -> Vec<(u64, u64)> {
        if !self.table.is_empty() {
            let counts = (0u64..).zip(self.table).filter(|&(_, count)| count > 0);
            return counts.map(|(ord, count)| (ord, count.into())).collect();
        }
        self.few.sort_unstable();
        self.few.chunk_by(|a, b| a == b).filter_map(|same| Some((u64::from(*same.first()?), same.len() as u64))).collect()
    }
}

/// The names of a segment's ordinals, in the same order.
pub(super) trait Named {
    /// The names of ordinals that ascend.
    fn names(&self, ords: &[u64]) -> tantivy::Result<Vec<String>>;
    /// The ordinal of a name, if it has one.
    fn ord(&self, name: &str) -> tantivy::Result<Option<u64>>;
}

impl Named for StrColumn {
    fn names(&self, ords: &[u64]) -> tantivy::Result<Vec<String>> {
        names_of(self, ords)
    }

    fn ord(&self, name: &str) -> tantivy::Result<Option<u64>> {
        Ok(self.dictionary().term_ord(name.as_bytes())?)
    }
}

/// The counts of one facet in one segment.
pub(super) struct Part<N = StrColumn> {
    pub(super) column: N,
    pub(super) seen: Vec<(u64, u64)>,
}

/// The `most` frequent values of a facet over all segments, ties by name.
pub(super) fn most(parts: &[Part], most: usize) -> tantivy::Result<Vec<Count>> {
    from_depth(parts, most, most.saturating_mul(4).max(64))
}

/// The same, with so many values of each segment looked at first.
fn from_depth<N: Named>(parts: &[Part<N>], most: usize, mut depth: usize) -> tantivy::Result<Vec<Count>> {
    loop {
        if let Some(mut found) = within(parts, most, depth)? {
            order(&mut found);
            found.truncate(most);
            return Ok(found);
        }
        depth = depth.saturating_mul(8);
    }
}

/// The most frequent first, ties by name.
pub(super) fn order(counts: &mut [Count]) {
    counts.sort_unstable_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
}

/// A value that is frequent in some segments.
#[derive(Default)]
struct Candidate {
    /// What is known of its count.
    least: u64,
    /// What it may be.
    most: u64,
    /// The segments that have told it.
    told: Vec<usize>,
}

/// Those that can be among the most frequent, if all of them are among the `depth` most frequent of some segment.
fn within<N: Named>(parts: &[Part<N>], most: usize, depth: usize) -> tantivy::Result<Option<Vec<Count>>> {
    let mut candidates: FxHashMap<String, Candidate> = FxHashMap::default();
    let mut rests = Vec::with_capacity(parts.len());
    for (nth, part) in parts.iter().enumerate() {
        let (top, rest) = part.top(if parts.len() == 1 { most } else { depth });
        rests.push(rest);
        let ords: Vec<u64> = top.iter().map(|&(ord, _)| ord).collect();
        for (name, (_, count)) in part.column.names(&ords)?.into_iter().zip(top) {
            let candidate = candidates.entry(name).or_default();
            candidate.least += count;
            candidate.told.push(nth);
        }
    }
    if parts.len() > 1 {
        let all: u64 = rests.iter().sum();
        for candidate in candidates.values_mut() {
            let told: u64 = candidate.told.iter().filter_map(|&nth| rests.get(nth)).sum();
            candidate.most = candidate.least + all - told;
        }
        // The least that the last of those wanted has: who cannot have as much is not among them, nor may be who is no candidate.
        let mut least: Vec<u64> = candidates.values().map(|candidate| candidate.least).collect();
        least.sort_unstable_by_key(|&count| Reverse(count));
        let needed = most.checked_sub(1).and_then(|last| least.get(last)).copied().unwrap_or(0);
        if all > 0 && needed <= all {
            return Ok(None);
        }
        candidates.retain(|_, candidate| candidate.most >= needed);
        for (name, candidate) in &mut candidates {
            for (nth, (part, rest)) in parts.iter().zip(&rests).enumerate() {
                if *rest > 0 && !candidate.told.contains(&nth) {
                    candidate.least += part.count(name)?;
                }
            }
        }
    }
    Ok(Some(candidates.into_iter().map(|(name, candidate)| (name, candidate.least)).collect()))
}

impl<N: Named> Part<N> {
    /// The `depth` most frequent, in order, and the most that any other has.
    fn top(&self, depth: usize) -> (Vec<(u64, u64)>, u64) {
        let mut top = self.seen.clone();
        if top.len() <= depth {
            return (top, 0);
        }
        let (_, next, _) = top.select_nth_unstable_by_key(depth, |&(ord, count)| (Reverse(count), ord));
        let rest = next.1;
        top.truncate(depth);
        top.sort_unstable();
        (top, rest)
    }

    fn count(&self, name: &str) -> tantivy::Result<u64> {
        let ord = self.column.ord(name)?;
        let at = ord.and_then(|ord| self.seen.binary_search_by_key(&ord, |&(ord, _)| ord).ok());
        Ok(at.and_then(|at| self.seen.get(at)).map_or(0, |&(_, count)| count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    impl Named for Vec<String> {
        fn names(&self, ords: &[u64]) -> tantivy::Result<Vec<String>> {
            Ok(ords.iter().filter_map(|&ord| self.get(ord as usize).cloned()).collect())
        }

        fn ord(&self, name: &str) -> tantivy::Result<Option<u64>> {
            Ok(self.iter().position(|it| it == name).map(|at| at as u64))
        }
    }

    fn part(counts: &BTreeMap<String, u64>) -> Part<Vec<String>> {
        Part { column: counts.keys().cloned().collect(), seen: (0..).zip(counts.values().copied()).collect() }
    }

    proptest! {
        #[test]
        fn the_most_frequent_are_those_of_counting_everything(
            segments in prop::collection::vec(prop::collection::btree_map("[a-e][a-f]", 1u64..12, 0..30), 0..6),
            most in 0usize..8,
            depth in 1usize..6,
        ) {
            let mut all: BTreeMap<String, u64> = BTreeMap::new();
            for (name, count) in segments.iter().flatten() {
                *all.entry(name.clone()).or_default() += count;
            }
            let mut expected: Vec<Count> = all.into_iter().collect();
            order(&mut expected);
            expected.truncate(most);
            let parts: Vec<_> = segments.iter().map(part).collect();
            prop_assert_eq!(from_depth(&parts, most, depth).ok(), Some(expected));
        }

        #[test]
        fn ordinals_are_counted_alike_in_a_list_and_in_a_table(ords in prop::collection::vec(0u64..40, 0..60), block in 1usize..9) {
            let count = |there: usize| {
                let mut tally = Tally::default();
                ords.chunks(block).for_each(|some| tally.add(some, there));
                tally.seen()
            };
            prop_assert_eq!(count(40), count(100_000));
        }
    }
}
