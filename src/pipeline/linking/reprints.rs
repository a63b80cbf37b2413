//! Copies and digests among the articles of a book: who meets under the samples, and who is compared in full. By which rule one is the
//! original the link room knows. Memory holds the pairs of one walk over the samples, and no list of all articles.

use super::book::{Book, Reach, signed};
use super::sheet::{hashes, sketch};
use crate::index::{Copy, Generation, IndexError};
use crate::link::copies::{FIRST, Paper, candidates, most, original, root, share, worth};
use crate::model::Article;
use crate::pipeline::stored_article;
use crate::text::Sketch;
use rayon::prelude::*;
use rusqlite::{OptionalExtension, Row, params};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// In a bucket of no more texts each of them is looked at again when one comes or goes.
const SMALL: usize = 64;
/// How many articles are compared at once.
const CHUNK: usize = 256;
/// How many buckets are remembered.
const BUCKETS: usize = 1 << 16;

/// A text, another that shares a sample with it, and what the sample is worth.
type Shared = (Paper, Paper, usize);

/// The texts of one sample.
struct Bucket {
    /// The earliest.
    first: Vec<Paper>,
    /// What sharing it is worth; nothing where too many have it to say something.
    worth: usize,
}

impl Bucket {
    /// The bucket of a sample with these texts, the earliest first.
    fn of(sample: u64, texts: &[Paper]) -> Self {
        let worth = if texts.len() <= most(sample) { worth(sample) } else { 0 };
        Self { first: texts.iter().take(FIRST + 1).copied().collect(), worth }
    }

    /// A text with those against which it is held.
    fn around(&self, paper: Paper) -> impl Iterator<Item = Shared> {
        let others = self.first.iter().filter(move |other| self.worth > 0 && **other != paper);
        others.take(FIRST).map(move |other| (paper, *other, self.worth))
    }
}

/// A text of which a row tells day, rank and number, from column `at` on.
fn paper(row: &Row<'_>, at: usize) -> rusqlite::Result<Paper> {
    Ok(Paper { day: row.get(at)?, rank: row.get::<_, i64>(at + 1)?.cast_unsigned(), number: row.get(at + 2)? })
}

impl Book {
    /// The copies as the index keeps them.
    pub(super) fn copies(&self) -> Result<Vec<Copy>, IndexError> {
        self.run(|book| {
            let mut rows = book.db.prepare("SELECT id, original_id, share FROM copies ORDER BY id")?;
            let copy = |row: &Row<'_>| Ok(Copy { id: row.get(0)?, original: row.get(1)?, share: row.get(2)? });
            rows.query_map([], copy)?.collect()
        })
    }

    /// Remembers which articles go back to which.
    pub(super) fn remember_roots(&self) -> Result<(), IndexError> {
        let remember =
            "DROP TABLE IF EXISTS temp.former; CREATE TEMP TABLE former AS SELECT rank, root FROM copies WHERE root NOT NULL;";
        self.run(|book| book.db.execute_batch(remember))
    }

    /// The articles that go back to others than was remembered.
    pub(super) fn rerooted(&self) -> Result<Vec<u64>, IndexError> {
        self.run(|book| {
            let now = "SELECT rank, root FROM copies WHERE root NOT NULL";
            let former = "SELECT rank, root FROM temp.former";
            let sql = format!("SELECT rank FROM ({now} EXCEPT {former}) UNION SELECT rank FROM ({former} EXCEPT {now})");
            let mut rows = book.db.prepare(&sql)?;
            rows.query_map([], |row| row.get(0).map(i64::cast_unsigned))?.collect()
        })
    }

    /// Looks anew for the originals of the articles that a change concerns.
    pub(super) fn find_copies(&self, reach: Reach, generation: &Generation) -> Result<(), IndexError> {
        match reach {
            Reach::All => {
                self.run(|book| book.db.execute("DELETE FROM copies", []))?;
                let mut from = 0;
                while from < i64::MAX {
                    let (shared, to) = self.run(|book| book.shared(from))?;
                    self.compare(&shared, generation)?;
                    from = to;
                }
            }
            Reach::Touched => {
                self.run(Self::concern)?;
                let (mut buckets, mut last) = (FxHashMap::default(), -1);
                loop {
                    let concerned = self.run(|book| book.concerned(last))?;
                    let Some(&most) = concerned.last() else { break };
                    let shared = self.run(|book| book.shared_by(&concerned, &mut buckets))?;
                    self.compare(&shared, generation)?;
                    last = most;
                }
            }
        }
        self.trace()
    }

    /// Follows each copy to where its chain of originals ends.
    fn trace(&self) -> Result<(), IndexError> {
        self.run(|book| {
            let mut next = book.db.prepare("SELECT original FROM copies WHERE rank = ?1")?;
            let mut failed = None;
            let mut next = |rank: &i64| {
                next.query_row([rank], |row| row.get(0)).optional().unwrap_or_else(|error| {
                    failed = Some(error);
                    None
                })
            };
            let mut more = book.db.prepare("SELECT rank FROM copies WHERE rank > ?1 ORDER BY rank LIMIT ?2")?;
            let mut state = book.db.prepare("UPDATE copies SET root = ?2 WHERE rank = ?1")?;
            let mut last = i64::MIN;
            loop {
                let ranks: Vec<i64> = more.query_map([last, CHUNK as i64], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
                let Some(&most) = ranks.last() else { break };
                for rank in ranks {
                    let root = Some(root(&mut next, rank)).filter(|root| *root != rank);
                    state.execute(params![rank, root])?;
                }
                last = most;
            }
            failed.map_or(Ok(()), Err)
        })
    }

    /// The pairs of texts that share samples, of the articles from a number on and as many as memory has room for; and the number
    /// from which on the others are to be asked for.
    fn shared(&self, from: i64) -> rusqlite::Result<(Vec<Shared>, i64)> {
        let room = (self.memory / size_of::<Shared>() / 2).max(1);
        let (mut pairs, mut to): (Vec<Shared>, i64) = (Vec::new(), i64::MAX);
        let mut take = |sample: u64, texts: &[Paper]| {
            let bucket = Bucket::of(sample, texts);
            let asked = texts.iter().filter(|paper| bucket.worth > 0 && (from..to).contains(&paper.number));
            pairs.extend(asked.flat_map(|paper| bucket.around(*paper)));
            if pairs.len() > 2 * room {
                let (_, (paper, ..), _) = pairs.select_nth_unstable_by_key(room, |(paper, ..)| paper.number);
                to = paper.number.max(from + 1);
                pairs.retain(|(paper, ..)| paper.number < to);
            }
        };
        let mut rows = self.db.prepare("SELECT sample, day, rank, paper FROM samples ORDER BY sample, day, rank")?;
        let mut rows = rows.query([])?;
        let (mut last, mut texts) = (0, Vec::new());
        while let Some(row) = rows.next()? {
            let sample = row.get::<_, i64>(0)?.cast_unsigned();
            if sample != last {
                take(last, &texts);
                texts.clear();
                last = sample;
            }
            if texts.len() <= most(sample) {
                texts.push(paper(row, 1)?);
            }
        }
        take(last, &texts);
        pairs.sort_unstable();
        Ok((pairs, to))
    }

    /// Lists whose originals may be others now: those that came, and those that meet one that came or went under a sample.
    fn concern(&self) -> rusqlite::Result<()> {
        self.db.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS concerned (number INTEGER PRIMARY KEY);
             DELETE FROM concerned; INSERT INTO concerned SELECT number FROM came;",
        )?;
        let mut list = self.db.prepare("INSERT OR IGNORE INTO concerned VALUES (?1)")?;
        let mut came = self.db.prepare("SELECT 1 FROM came WHERE number = ?1")?;
        let mut older =
            self.db.prepare("SELECT paper FROM samples WHERE sample = ?1 AND paper NOT IN (SELECT number FROM came) LIMIT ?2")?;
        let mut stirred = self.db.prepare("SELECT sample, gone FROM stirred")?;
        let mut stirred = stirred.query([])?;
        while let Some(row) = stirred.next()? {
            let (sample, gone): (i64, bool) = (row.get(0)?, row.get(1)?);
            let (texts, most) = (self.texts(sample.cast_unsigned())?, most(sample.cast_unsigned()));
            if texts.len() > most {
                // A formula now: those under it that were there before it was one have lost what they shared.
                let numbers = older.query_map([sample, most as i64 + 1], |row| row.get(0))?;
                let numbers: Vec<i64> = numbers.collect::<rusqlite::Result<_>>()?;
                let crossed = numbers.len() <= most;
                numbers.iter().filter(|_| crossed).try_for_each(|number| list.execute([number]).map(|_| ()))?;
                continue;
            }
            let mut ahead = false;
            for paper in texts.iter().take(FIRST + 1) {
                ahead = ahead || came.exists([paper.number])?;
            }
            // What went is no longer to be seen: it may have stood ahead, or have made a formula of the sample.
            if texts.len() <= SMALL || ahead || gone {
                texts.iter().try_for_each(|paper| list.execute([paper.number]).map(|_| ()))?;
            }
        }
        Ok(())
    }

    /// The next articles that are concerned, after a number.
    fn concerned(&self, last: i64) -> rusqlite::Result<Vec<i64>> {
        let mut rows = self.db.prepare("SELECT number FROM concerned WHERE number > ?1 ORDER BY number LIMIT ?2")?;
        rows.query_map([last, 8 * CHUNK as i64], |row| row.get(0))?.collect()
    }

    /// The texts of a sample, the earliest first, as many as tell whether it is a formula.
    fn texts(&self, sample: u64) -> rusqlite::Result<Vec<Paper>> {
        let most = i64::try_from(most(sample)).map_or(i64::MAX, |most| most + 1);
        let sql = "SELECT day, rank, paper FROM samples WHERE sample = ?1 ORDER BY day, rank LIMIT ?2";
        self.db.prepare(sql)?.query_map(params![signed(sample), most], |row| paper(row, 0))?.collect()
    }

    /// The pairs of texts that share samples, of some articles.
    fn shared_by(&self, numbers: &[i64], buckets: &mut FxHashMap<u64, Bucket>) -> rusqlite::Result<Vec<Shared>> {
        let mut texts = self.db.prepare("SELECT day, rank, number, samples FROM papers WHERE number = ?1")?;
        let mut shared = Vec::new();
        for number in numbers {
            let mut rows = texts.query([number])?;
            let Some(row) = rows.next()? else { continue };
            let (own, packed) = (paper(row, 0)?, row.get::<_, Vec<u8>>(3)?);
            if buckets.len() > BUCKETS {
                buckets.clear();
            }
            for sample in hashes(&packed) {
                let bucket = match buckets.entry(sample) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(place) => place.insert(Bucket::of(sample, &self.texts(sample)?)),
                };
                shared.extend(bucket.around(own));
            }
        }
        shared.sort_unstable();
        // Who shares nothing is nobody's copy, and may have been one.
        let mut drop = self.db.prepare("DELETE FROM copies WHERE rank = (SELECT rank FROM papers WHERE number = ?1)")?;
        numbers.iter().try_for_each(|number| drop.execute([number]).map(|_| ()))?;
        Ok(shared)
    }

    /// Compares articles with those that share most samples with them, and notes their originals. The pairs stand in their order.
    fn compare(&self, shared: &[Shared], generation: &Generation) -> Result<(), IndexError> {
        let runs: Vec<&[Shared]> = shared.chunk_by(|a, b| a.0 == b.0).collect();
        for runs in runs.chunks(8 * CHUNK) {
            let near: Vec<(Paper, Vec<Paper>)> = self.run(|book| {
                let mut samples = book.db.prepare("SELECT samples FROM papers WHERE number = ?1")?;
                let mut near = Vec::new();
                for run in runs {
                    let Some((paper, ..)) = run.first() else { continue };
                    let others: Vec<(Paper, usize)> = run.iter().map(|(_, other, worth)| (*other, *worth)).collect();
                    let packed: Vec<u8> = samples.query_row([paper.number], |row| row.get(0))?;
                    let runs = hashes(&packed).into_iter().filter(|sample| Sketch::is_run(*sample)).count();
                    near.push((*paper, candidates(&others, runs)));
                }
                Ok(near)
            })?;
            let near: Vec<_> = near.into_iter().filter(|(_, others)| !others.is_empty()).collect();
            near.chunks(CHUNK).try_for_each(|near| self.hold(near, generation))?;
        }
        Ok(())
    }

    /// Compares some articles in full.
    fn hold(&self, near: &[(Paper, Vec<Paper>)], generation: &Generation) -> Result<(), IndexError> {
        let mut ids: FxHashMap<i64, String> = FxHashMap::default();
        self.run(|book| {
            let mut id = book.db.prepare("SELECT id FROM papers WHERE number = ?1")?;
            for paper in near.iter().flat_map(|(paper, others)| std::iter::once(paper).chain(others)) {
                if let Entry::Vacant(place) = ids.entry(paper.number) {
                    place.insert(id.query_row([paper.number], |row| row.get(0))?);
                }
            }
            Ok(())
        })?;
        let listed: Vec<(&i64, &String)> = ids.iter().collect();
        let sketches: FxHashMap<i64, Sketch> =
            listed.into_par_iter().filter_map(|(number, id)| Some((*number, sketch(&of(generation, id)?)))).collect();
        let found: Vec<(Paper, Option<(Paper, f64)>)> =
            near.par_iter().map(|(paper, others)| (*paper, found(*paper, others, &sketches))).collect();
        self.run(|book| {
            let mut insert = book.db.prepare("INSERT OR REPLACE INTO copies VALUES (?1, ?2, ?3, ?4, ?5, NULL)")?;
            for (paper, original) in found {
                if let Some((original, share)) = original {
                    let [own, other] = [paper, original].map(|paper| ids.get(&paper.number));
                    insert.execute(params![signed(paper.rank), own, signed(original.rank), other, share])?;
                }
            }
            Ok(())
        })
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
        Some((*other, share(paper, *other, own, its)?))
    }))
}
