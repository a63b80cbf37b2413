//! What the sites of an index repeat, in its book: which blocks several articles have, and the articles that read otherwise since that
//! changed. They are read anew out of the index, so that what it holds follows from its articles and not from the order they came in.

use super::book::{Book, signed};
use super::sheet::site;
use crate::index::{Generation, IndexError, Writer};
use crate::lexicon::Lexicon;
use crate::link::Corrections;
use crate::pipeline::{entry, stored_article};
use crate::read::mark_site;
use rayon::prelude::*;
use rusqlite::OptionalExtension;
use rustc_hash::FxHashSet;

/// How many articles are read anew at once.
const CHUNK: usize = 512;

impl Book {
    /// The blocks that are known to belong to their sites.
    pub(in crate::pipeline) fn site_blocks(&self) -> Result<FxHashSet<u64>, IndexError> {
        self.run(|book| {
            let mut all = book.db.prepare("SELECT block FROM shared")?;
            all.query_map([], |row| row.get(0).map(i64::cast_unsigned))?.collect()
        })
    }

    /// Sorts in the blocks that have come and drops those that have gone; they stand in the table `moved`.
    pub(super) fn settle_repeats(&self) -> rusqlite::Result<()> {
        self.db.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS moved (block INTEGER PRIMARY KEY);
             DELETE FROM moved;
             INSERT OR IGNORE INTO moved SELECT DISTINCT block FROM fresh_repeats ORDER BY block;",
        )?;
        self.drop_dead_repeats()?;
        self.db.execute_batch(
            "INSERT INTO repeats SELECT * FROM fresh_repeats WHERE paper NOT IN (SELECT number FROM dead) ORDER BY block, paper;
             DELETE FROM fresh_repeats;",
        )
    }

    /// Settles which blocks are shared by three texts; the articles that have one for which that changed.
    fn settle_shared(&self) -> Result<Vec<i64>, IndexError> {
        self.run(|book| {
            book.settle_repeats()?;
            book.db.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS turned (block INTEGER PRIMARY KEY, shared INTEGER);
                 DELETE FROM turned;
                 INSERT INTO turned SELECT block, is_now FROM (
                     SELECT block, 3 = (
                         SELECT count(*) FROM (SELECT DISTINCT own FROM repeats WHERE repeats.block = moved.block LIMIT 3)
                     ) AS is_now, block IN (SELECT block FROM shared) AS was FROM moved
                 ) WHERE is_now <> was;
                 DELETE FROM shared WHERE block IN (SELECT block FROM turned WHERE NOT shared);
                 INSERT INTO shared SELECT block FROM turned WHERE shared;",
            )?;
            let mut papers = book.db.prepare(
                "SELECT DISTINCT paper FROM repeats WHERE block IN (SELECT block FROM turned)
                 UNION SELECT number FROM papers WHERE light IS NULL AND id IS NOT NULL ORDER BY 1",
            )?;
            papers.query_map([], |row| row.get(0))?.collect()
        })
    }

    fn drop_dead_repeats(&self) -> rusqlite::Result<()> {
        let mut dead = self.db.prepare("SELECT number, site FROM papers JOIN dead USING (number) ORDER BY number")?;
        let mut drop = self.db.prepare("DELETE FROM repeats WHERE block = ?1 AND paper = ?2")?;
        let mut moved = self.db.prepare("INSERT OR IGNORE INTO moved VALUES (?1)")?;
        let mut rows = dead.query([])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            for block in site(&row.get::<_, Vec<u8>>(1)?).blocks {
                drop.execute([signed(block), number])?;
                moved.execute([signed(block)])?;
            }
        }
        Ok(())
    }

    /// Notes of some articles that they are read under these blocks.
    fn note_light(&self, papers: &[i64], shared: &FxHashSet<u64>) -> Result<(), IndexError> {
        self.run(|book| {
            let mut packed = book.db.prepare("SELECT site FROM papers WHERE number = ?1")?;
            let mut note = book.db.prepare("UPDATE papers SET light = ?2 WHERE number = ?1 AND light IS NOT ?2")?;
            for number in papers {
                let sheet: Vec<u8> = packed.query_row([number], |row| row.get(0))?;
                note.execute([*number, signed(site(&sheet).light(|block| shared.contains(&block)))])?;
            }
            Ok(())
        })
    }

    /// Of some articles the ids of those that were read under other blocks than these, or it is not known under which.
    fn misread(&self, papers: &[i64], shared: &FxHashSet<u64>) -> Result<Vec<String>, IndexError> {
        self.run(|book| {
            let mut paper = book.db.prepare("SELECT id, site, light FROM papers WHERE number = ?1 AND id IS NOT NULL")?;
            let mut ids = Vec::new();
            for number in papers {
                let found = paper.query_row([number], |row| {
                    Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Option<i64>>(2)?))
                });
                if let Some((id, packed, light)) = found.optional()?
                    && light != Some(signed(site(&packed).light(|block| shared.contains(&block))))
                {
                    ids.push(id);
                }
            }
            Ok(ids)
        })
    }
}

/// Reads those articles anew for which their sites have shown something else to be furniture; says how many there were.
pub(super) fn reread(
    book: &Book,
    writer: &Writer,
    generation: &Generation,
    lexicon: &Lexicon,
    corrections: &Corrections,
) -> Result<usize, IndexError> {
    let papers = book.settle_shared()?;
    let shared = book.site_blocks()?;
    let is_repeated = |block: u64| shared.contains(&block);
    let mut count = 0;
    for papers in papers.chunks(CHUNK) {
        let ids = book.misread(papers, &shared)?;
        let sheet = |id: &String| {
            let Some((mut article, version)) = stored_article(generation, id)? else { return Ok(None) };
            let before = article.blocks.clone();
            mark_site(&mut article, is_repeated);
            if article.blocks == before {
                return Ok(None);
            }
            entry::entered(writer, &article, lexicon, &version, corrections).map(|sheet| Some(sheet.read_under(is_repeated)))
        };
        let sheets: Vec<_> = ids.par_iter().map(sheet).collect::<Result<_, IndexError>>()?;
        let sheets: Vec<_> = sheets.into_iter().flatten().collect();
        book.put(&sheets)?;
        book.note_light(papers, &shared)?;
        count += sheets.len();
    }
    Ok(count)
}
