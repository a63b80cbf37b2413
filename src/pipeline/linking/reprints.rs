//! Copies and digests among the articles of a book: who meets under the samples, and who is compared in full. By which rule one is the
//! original the link room knows.

use super::among::roots;
use super::book::{Book, Reach, signed};
use super::sheet::sketch;
use crate::index::{Copy, Generation, IndexError};
use crate::link::copies::{FIRST, FORMULA, Paper, candidates, is_copy, original};
use crate::model::Article;
use crate::pipeline::stored_article;
use crate::text::Sketch;
use rayon::prelude::*;
use rusqlite::params;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;

/// In a bucket of no more texts each of them is looked at again when one comes or goes.
const SMALL: usize = 64;
/// How many pairs that share a sample are counted at once.
const PAIRS: i64 = 4 << 20;
/// How many articles are compared at once.
const CHUNK: usize = 2048;

/// The texts of one sample.
struct Bucket {
    /// The earliest.
    first: Vec<Paper>,
    /// How many there are, or at least more than `FORMULA`.
    size: usize,
}

impl Bucket {
    fn tells(&self, sample: u64) -> bool {
        Sketch::is_whole(sample) || self.size <= FORMULA
    }
}

impl Book {
    /// For each article that is a copy, what stands for its original.
    pub(super) fn kin(&self) -> Result<FxHashMap<u64, u64>, IndexError> {
        let originals = self.run(|book| {
            let mut rows = book.db.prepare("SELECT rank, original FROM copies")?;
            let pair =
                |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get::<_, i64>(1)?.cast_unsigned()));
            rows.query_map([], pair)?.collect::<rusqlite::Result<FxHashMap<u64, u64>>>()
        })?;
        Ok(roots(&originals))
    }

    /// The copies as the index keeps them.
    pub(super) fn copies(&self) -> Result<Vec<Copy>, IndexError> {
        self.run(|book| {
            let mut rows = book.db.prepare("SELECT id, original_id, share FROM copies ORDER BY id")?;
            let copy = |row: &rusqlite::Row<'_>| Ok(Copy { id: row.get(0)?, original: row.get(1)?, share: row.get(2)? });
            rows.query_map([], copy)?.collect()
        })
    }

    /// Looks anew for the originals of the articles that a change concerns.
    pub(super) fn find_copies(&self, reach: Reach, generation: &Generation) -> Result<(), IndexError> {
        match reach {
            Reach::All => {
                self.run(|book| book.db.execute("DELETE FROM copies", []))?;
                let most: i64 =
                    self.run(|book| book.db.query_row("SELECT coalesce(max(number), 0) FROM papers", [], |row| row.get(0)))?;
                let step = (most * PAIRS / self.run(Self::met)?.max(1)).max(1);
                for from in (0..=most).step_by(usize::try_from(step).unwrap_or(usize::MAX)) {
                    let shared = self.run(|book| book.shared(from..from + step))?;
                    self.compare(shared, generation)?;
                }
                Ok(())
            }
            Reach::Touched => {
                let mut buckets = FxHashMap::default();
                let concerned = self.run(|book| book.concerned(&mut buckets))?;
                for chunk in concerned.chunks(CHUNK) {
                    let shared = self.run(|book| {
                        let mut shared = Vec::with_capacity(chunk.len());
                        for number in chunk {
                            shared.extend(book.shared_by(*number, &mut buckets)?);
                        }
                        Ok(shared)
                    })?;
                    self.compare(shared, generation)?;
                }
                Ok(())
            }
        }
    }

    /// About how many pairs of texts share a sample.
    fn met(&self) -> rusqlite::Result<i64> {
        let count = "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) * 4 AS n FROM samples GROUP BY sample HAVING n > 4)";
        self.db.query_row(count, [], |row| row.get(0))
    }

    /// The articles of some numbers that share samples, and with which others.
    fn shared(&self, numbers: std::ops::Range<i64>) -> rusqlite::Result<Vec<(Paper, Vec<Paper>)>> {
        let mut found: FxHashMap<Paper, Vec<Paper>> = FxHashMap::default();
        let mut take = |sample: u64, bucket: &[Paper]| {
            if bucket.len() > 1 && (Sketch::is_whole(sample) || bucket.len() <= FORMULA) {
                for paper in bucket.iter().filter(|paper| numbers.contains(&paper.number)) {
                    let others = bucket.iter().take(FIRST + 1).filter(|other| *other != paper).take(FIRST);
                    found.entry(*paper).or_default().extend(others);
                }
            }
        };
        let mut rows = self.db.prepare("SELECT number, day, rank FROM papers")?;
        let paper = |row: &rusqlite::Row<'_>| {
            let number = row.get(0)?;
            Ok((number, Paper { day: row.get(1)?, rank: row.get::<_, i64>(2)?.cast_unsigned(), number }))
        };
        let papers: FxHashMap<i64, Paper> = rows.query_map([], paper)?.collect::<rusqlite::Result<_>>()?;
        let mut rows = self.db.prepare("SELECT sample, paper FROM samples ORDER BY sample")?;
        let mut rows = rows.query([])?;
        let (mut last, mut bucket) = (0, Vec::new());
        while let Some(row) = rows.next()? {
            let sample = row.get::<_, i64>(0)?.cast_unsigned();
            if sample != last {
                bucket.sort_unstable();
                take(last, &bucket);
                bucket.clear();
                last = sample;
            }
            bucket.extend(papers.get(&row.get(1)?));
        }
        bucket.sort_unstable();
        take(last, &bucket);
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable_by_key(|(paper, _)| *paper);
        Ok(found)
    }

    /// The articles whose originals may be others now: those that came, and those that meet one that came or went under a sample.
    fn concerned(&self, buckets: &mut FxHashMap<u64, Bucket>) -> rusqlite::Result<Vec<i64>> {
        let mut concerned: FxHashSet<i64> = FxHashSet::default();
        let mut came = self.db.prepare("SELECT number FROM came")?;
        let came: FxHashSet<i64> = came.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        concerned.extend(&came);
        let mut rows = self.db.prepare("SELECT sample, gone FROM stirred")?;
        let stirred: Vec<(i64, bool)> =
            rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        for (sample, gone) in stirred {
            let texts = self.bucket(sample.cast_unsigned(), buckets)?;
            let new = texts.iter().filter(|paper| came.contains(&paper.number)).count();
            let ahead = texts.iter().take(FIRST + 1).any(|paper| came.contains(&paper.number));
            let crossed = texts.len() > FORMULA && texts.len() - new <= FORMULA;
            // What went is no longer to be seen: it may have stood ahead, or have made a formula of the sample.
            if texts.len() <= SMALL || ahead || gone || crossed {
                concerned.extend(texts.iter().map(|paper| paper.number));
            }
        }
        let mut concerned: Vec<i64> = concerned.into_iter().collect();
        concerned.sort_unstable();
        Ok(concerned)
    }

    /// The texts of a sample, the earliest first, as many as tell whether it is a formula.
    fn bucket(&self, sample: u64, buckets: &mut FxHashMap<u64, Bucket>) -> rusqlite::Result<Vec<Paper>> {
        let most = if Sketch::is_whole(sample) { i64::MAX } else { 2 * FORMULA as i64 };
        let mut rows =
            self.db.prepare("SELECT day, rank, number FROM samples JOIN papers ON number = paper WHERE sample = ?1 LIMIT ?2")?;
        let paper = |row: &rusqlite::Row<'_>| {
            Ok(Paper { day: row.get(0)?, rank: row.get::<_, i64>(1)?.cast_unsigned(), number: row.get(2)? })
        };
        let mut texts: Vec<Paper> = rows.query_map(params![signed(sample), most], paper)?.collect::<rusqlite::Result<_>>()?;
        texts.sort_unstable();
        let first = texts.iter().take(FIRST + 1).copied().collect();
        buckets.insert(sample, Bucket { first, size: texts.len() });
        Ok(texts)
    }

    /// An article, and with which others it shares samples.
    fn shared_by(&self, number: i64, buckets: &mut FxHashMap<u64, Bucket>) -> rusqlite::Result<Option<(Paper, Vec<Paper>)>> {
        let mut row = self.db.prepare("SELECT day, rank, samples FROM papers WHERE number = ?1")?;
        let mut rows = row.query([number])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let own = Paper { day: row.get(0)?, rank: row.get::<_, i64>(1)?.cast_unsigned(), number };
        let packed: Vec<u8> = row.get(2)?;
        let mut shared = Vec::new();
        for sample in packed.chunks_exact(8).filter_map(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes) {
            if !buckets.contains_key(&sample) {
                self.bucket(sample, buckets)?;
            }
            if let Some(bucket) = buckets.get(&sample).filter(|bucket| bucket.tells(sample)) {
                shared.extend(bucket.first.iter().filter(|other| **other != own).take(FIRST));
            }
        }
        Ok(Some((own, shared)))
    }

    /// Compares articles with those that share most samples with them, and notes their originals.
    fn compare(&self, shared: Vec<(Paper, Vec<Paper>)>, generation: &Generation) -> Result<(), IndexError> {
        for chunk in shared.chunks(CHUNK) {
            let near: Vec<(Paper, Vec<Paper>)> = self.run(|book| {
                let mut samples = book.db.prepare("SELECT length(samples) / 8 FROM papers WHERE number = ?1")?;
                let near = |(paper, others): &(Paper, Vec<Paper>)| {
                    let count: i64 = samples.query_row([paper.number], |row| row.get(0))?;
                    // The sample of the whole stands apart: it says all by itself.
                    Ok((*paper, candidates(others, usize::try_from(count - 1).unwrap_or(0))))
                };
                chunk.iter().map(near).collect::<rusqlite::Result<_>>()
            })?;
            let mut ids: FxHashMap<i64, String> = FxHashMap::default();
            self.run(|book| {
                let mut id = book.db.prepare("SELECT id FROM papers WHERE number = ?1")?;
                let paired = near.iter().filter(|(_, others)| !others.is_empty());
                for paper in paired.flat_map(|(paper, others)| std::iter::once(paper).chain(others)) {
                    if let Entry::Vacant(place) = ids.entry(paper.number) {
                        place.insert(id.query_row([paper.number], |row| row.get(0))?);
                    }
                }
                Ok(())
            })?;
            let ids_in_order: Vec<(&i64, &String)> = ids.iter().collect();
            let sketches: FxHashMap<i64, Sketch> =
                ids_in_order.into_par_iter().filter_map(|(number, id)| Some((*number, sketch(&of(generation, id)?)))).collect();
            let found: Vec<(Paper, Option<(Paper, f64)>)> =
                near.par_iter().map(|(paper, others)| (*paper, found(*paper, others, &sketches))).collect();
            self.run(|book| {
                let mut drop = book.db.prepare("DELETE FROM copies WHERE rank = ?1")?;
                let mut insert = book.db.prepare("INSERT INTO copies VALUES (?1, ?2, ?3, ?4, ?5)")?;
                for (paper, original) in found {
                    drop.execute([signed(paper.rank)])?;
                    if let Some((original, share)) = original {
                        let [own, other] = [paper, original].map(|paper| ids.get(&paper.number));
                        insert.execute(params![signed(paper.rank), own, signed(original.rank), other, share])?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

fn of(generation: &Generation, id: &str) -> Option<Article> {
    stored_article(generation, id).ok()?.map(|(article, _)| article)
}

/// The original of an article among some others, and the share of it that is there.
fn found(paper: Paper, others: &[Paper], sketches: &FxHashMap<i64, Sketch>) -> Option<(Paper, f64)> {
    let own = sketches.get(&paper.number)?;
    original(others.iter().filter_map(|other| {
        let its = sketches.get(&other.number)?;
        let (ours, theirs) = (own.share_in(its), its.share_in(own));
        is_copy(paper, *other, ours, theirs).then_some((*other, ours))
    }))
}
