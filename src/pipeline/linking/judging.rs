//! Links made from a book: the blocks that a change touches, cell by cell, and no other. What comes of a cell stands in the index as its
//! findings, and in the book as their ids, so that a cell that is no more takes its findings with it.

use super::book::{Block, Book, Reach, signed};
use super::sheet::Claims;
use crate::index::{IndexError, Writer};
use crate::lexicon::Lexicon;
use crate::link::{Cell, Corrections, Filed, Panel, cells, common_beyond};
use crate::model::Report;
use crate::pipeline::{Finding, Lore, Reviews, findings};
use rayon::prelude::*;
use rusqlite::params;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How many claims are held while their cells are judged.
const CLAIMS: usize = 4 << 10;
/// How many keys of blocks are held.
const KEYS: i64 = 4 << 10;

/// A cell to be judged.
struct Work {
    key: i64,
    print: u64,
    /// Whether it is told of even where it has no findings: a block of many cells is not judged anew as a whole.
    told: bool,
    members: Vec<(i64, u32, u64)>,
}

/// A run of linking.
pub(super) struct Session<'a> {
    pub(super) book: &'a Book,
    pub(super) lexicon: &'a Lexicon,
    pub(super) reviews: &'a Reviews,
    pub(super) corrections: &'a Corrections,
    pub(super) common: Arc<FxHashSet<u64>>,
}

impl Book {
    /// The names that too many articles have to show anything, and whether they are others than before.
    pub(super) fn common(&self) -> Result<(FxHashSet<u64>, bool), IndexError> {
        self.run(|book| {
            let beyond = common_beyond(u32::try_from(book.papers()).unwrap_or(u32::MAX));
            let names = |sql: &str, beyond: &[u32]| {
                let mut rows = book.db.prepare(sql)?;
                let name = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0).map(i64::cast_unsigned);
                rows.query_map(rusqlite::params_from_iter(beyond), name)?.collect::<rusqlite::Result<FxHashSet<u64>>>()
            };
            let former = names("SELECT name FROM common", &[])?;
            let now = names("SELECT name FROM names WHERE count > ?1", &[beyond])?;
            if now == former {
                return Ok((now, false));
            }
            book.db.execute("DELETE FROM common", [])?;
            let mut insert = book.db.prepare("INSERT INTO common VALUES (?1)")?;
            now.iter().try_for_each(|name| insert.execute([signed(*name)]).map(|_| ()))?;
            Ok((now, true))
        })
    }

    /// Adds the blocks of some articles, by the hashes of their ids, to those that are touched; tells their numbers.
    pub(super) fn touch(&self, ranks: &[u64]) -> Result<FxHashSet<i64>, IndexError> {
        self.run(|book| {
            let mut paper = book.db.prepare("SELECT number, head, claims FROM papers WHERE rank = ?1")?;
            let mut touched = book.db.prepare("INSERT OR IGNORE INTO touched VALUES (?1)")?;
            let mut numbers = FxHashSet::default();
            for rank in ranks {
                let mut rows = paper.query([signed(*rank)])?;
                while let Some(row) = rows.next()? {
                    numbers.insert(row.get(0)?);
                    let claims = Claims::unpack(&row.get::<_, Vec<u8>>(1)?, &row.get::<_, Vec<u8>>(2)?, 0);
                    for key in claims.all().flat_map(|filed| filed.keys().collect::<Vec<_>>()) {
                        touched.execute([signed(key)])?;
                    }
                }
            }
            Ok(numbers)
        })
    }

    /// The next blocks that are touched, after a key.
    fn touched(&self, last: i64) -> rusqlite::Result<Vec<i64>> {
        let mut rows = self.db.prepare("SELECT key FROM touched WHERE key > ?1 ORDER BY key LIMIT ?2")?;
        rows.query_map(params![last, KEYS], |row| row.get(0))?.collect()
    }

    /// Does something with each block that is touched, in the order of their keys.
    fn each_touched(&self, mut each: impl FnMut(i64) -> Result<(), IndexError>) -> Result<(), IndexError> {
        let mut last = i64::MIN;
        loop {
            let keys = self.run(|book| book.touched(last))?;
            let Some(&most) = keys.last() else { return Ok(()) };
            keys.into_iter().try_for_each(&mut each)?;
            last = most;
        }
    }
}

impl Session<'_> {
    /// Judges what is to be judged anew, and puts it in the place of the former findings.
    pub(super) fn judge(&self, reach: Reach, altered: &FxHashSet<i64>, writer: &mut Writer) -> Result<(), IndexError> {
        let mut queue = Queue { session: self, writer, work: Vec::new(), weight: 0 };
        match reach {
            Reach::All => {
                queue.writer.clear_findings()?;
                self.book.run(|book| book.db.execute("DELETE FROM cells", []))?;
                self.every_block(&mut queue)?;
            }
            Reach::Touched => {
                // All that goes before anything comes: a finding may come again in another block.
                self.book.each_touched(|key| {
                    let gone = self.gone(key, altered)?;
                    queue.writer.revise(gone.iter().flat_map(|ids| ids.lines()), std::iter::empty())
                })?;
                self.book.each_touched(|key| {
                    let block = self.book.run(|book| book.block(key))?;
                    let known = self.book.run(|book| book.cells(key))?;
                    queue.take(key, &block, &known)
                })?;
            }
        }
        queue.empty()
    }

    /// Lets the cells of a block go that are no more, or that hold an article that is to be judged anew; tells the ids of their findings.
    fn gone(&self, key: i64, altered: &FxHashSet<i64>) -> Result<Vec<String>, IndexError> {
        self.book.run(|book| {
            let known = book.cells(key)?;
            if known.is_empty() {
                return Ok(Vec::new());
            }
            let mut delete = book.db.prepare("DELETE FROM cells WHERE key = ?1 AND print = ?2")?;
            let mut gone = Vec::new();
            let block = book.block(key)?;
            let fresh = |place: &(i64, u32)| altered.contains(&place.0);
            let stays = |cell: &Cell| !cell.members.iter().any(|(at, _)| block.places.get(*at as usize).is_some_and(fresh));
            let now: FxHashSet<u64> = block.cells(key).iter().filter(|cell| stays(cell)).map(|cell| cell.print).collect();
            for (print, findings) in known.into_iter().filter(|(print, _)| !now.contains(print)) {
                delete.execute([key, signed(print)])?;
                gone.push(findings);
            }
            Ok(gone)
        })
    }

    fn every_block(&self, queue: &mut Queue<'_, '_>) -> Result<(), IndexError> {
        let sql = "SELECT key, paper, nth, stratum, low, stamp FROM entries ORDER BY key";
        let mut rows = self.book.told(self.book.db.prepare(sql))?;
        let mut rows = self.book.told(rows.query([]))?;
        let (mut last, mut block, none) = (0, Block::default(), FxHashMap::default());
        while let Some(row) = self.book.told(rows.next())? {
            let key: i64 = self.book.told(row.get(0))?;
            if key != last {
                queue.take(last, &block, &none)?;
                (last, block) = (key, Block::default());
            }
            self.book.told(block.push(row, 1))?;
        }
        queue.take(last, &block, &none)
    }

    /// The claims of some cells, by article and number.
    fn claims(&self, work: &[Work]) -> Result<FxHashMap<(i64, u32), Filed>, IndexError> {
        let mut wanted: Vec<(i64, u32)> =
            work.iter().flat_map(|work| work.members.iter().map(|member| (member.0, member.1))).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let papers: Vec<&[(i64, u32)]> = wanted.chunk_by(|a, b| a.0 == b.0).collect();
        let packed = self.book.run(|book| {
            let mut rows = book
                .db
                .prepare("SELECT coalesce(root, 0), head, claims FROM papers LEFT JOIN copies USING (rank) WHERE number = ?1")?;
            let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?, row.get(2)?));
            let one = |paper: &&[(i64, u32)]| rows.query_row([paper.first().map_or(0, |it| it.0)], row);
            papers.iter().map(one).collect::<rusqlite::Result<Vec<Packed>>>()
        })?;
        let unpack = |(wanted, (kin, head, claims)): (&&[(i64, u32)], &Packed)| {
            let numbers: Vec<u32> = wanted.iter().map(|it| it.1).collect();
            let paper = wanted.first().map_or(0, |it| it.0);
            let claims = Claims::unpack(head, claims, *kin);
            claims.some(&numbers).into_iter().map(|(nth, filed)| ((paper, nth), filed)).collect::<Vec<_>>()
        };
        let unpacked: Vec<_> = papers.par_iter().zip(&packed).map(unpack).collect();
        Ok(unpacked.into_iter().flatten().collect())
    }
}

/// An article as the book keeps it: what stands for its original, its head and its claims.
type Packed = (u64, Vec<u8>, Vec<u8>);

impl Block {
    fn cells(&self, key: i64) -> Vec<Cell> {
        let mut entries = self.entries.clone();
        entries.sort_unstable();
        cells(key.cast_unsigned(), &entries)
    }
}

impl Book {
    /// The cells of a block that are judged, with the ids of their findings.
    fn cells(&self, key: i64) -> rusqlite::Result<FxHashMap<u64, String>> {
        let mut rows = self.db.prepare("SELECT print, findings FROM cells WHERE key = ?1")?;
        rows.query_map([key], |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?)))?.collect()
    }
}

/// Cells that wait until they are worth a walk to the disk.
struct Queue<'a, 'w> {
    session: &'a Session<'a>,
    writer: &'w mut Writer,
    work: Vec<Work>,
    weight: usize,
}

impl Queue<'_, '_> {
    /// Takes the cells of a block in that are not judged yet.
    fn take(&mut self, key: i64, block: &Block, known: &FxHashMap<u64, String>) -> Result<(), IndexError> {
        if block.entries.len() < 2 {
            return Ok(());
        }
        let cells = block.cells(key);
        let told = cells.len() > 1;
        for cell in cells.into_iter().filter(|cell| !known.contains_key(&cell.print)) {
            let place = |(at, below): (u32, u64)| block.places.get(at as usize).map(|(paper, nth)| (*paper, *nth, below));
            let members: Vec<_> = cell.members.into_iter().filter_map(place).collect();
            self.weight += members.len();
            self.work.push(Work { key, print: cell.print, told, members });
        }
        if self.weight >= CLAIMS { self.empty() } else { Ok(()) }
    }

    /// Judges all that waits.
    fn empty(&mut self) -> Result<(), IndexError> {
        let work = std::mem::take(&mut self.work);
        self.weight = 0;
        let session = self.session;
        let claims = session.claims(&work)?;
        let lore = Lore(session.lexicon);
        let panel = Panel { knowledge: &lore, corrections: session.corrections, common: session.common.clone() };
        let judge = |work: &Work| {
            let member = |(paper, nth, below): &(i64, u32, u64)| Some((claims.get(&(*paper, *nth))?, *below));
            let members: Vec<(&Filed, u64)> = work.members.iter().filter_map(member).collect();
            let mut report = Report { groups: panel.groups(work.key.cast_unsigned(), &members), ..Report::default() };
            session.reviews.mark(&mut report);
            findings(&report, |_| true)
        };
        let found: Vec<Vec<Finding>> = work.par_iter().map(judge).collect();
        self.writer.revise(std::iter::empty(), found.iter().flatten().map(Finding::record))?;
        session.book.run(|book| {
            let mut insert = book.db.prepare("INSERT INTO cells VALUES (?1, ?2, ?3)")?;
            for (work, found) in work.iter().zip(&found).filter(|(work, found)| work.told || !found.is_empty()) {
                let ids: Vec<&str> = found.iter().map(|finding| finding.link.id.as_str()).collect();
                insert.execute(params![work.key, signed(work.print), ids.join("\n")])?;
            }
            Ok(())
        })
    }
}
