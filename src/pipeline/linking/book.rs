//! The book of claims beside an index: what linking needs of every article, on the disk, under the keys of its blocks. A SQLite file
//! that the writer alone reads; it follows from the index and is made anew where it is not of the index's last commit. It judges
//! nothing.
//!
//! While articles come in, rows are only put at the end of the `fresh_` tables. `settle` sorts them in, so that a thousand articles
//! or a million cost the disk one walk and memory stays that of the cache.

use super::sheet::{Sheet, Traces};
use crate::index::IndexError;
use crate::link::Entry;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, Statement, params};
use std::path::{Path, PathBuf};

/// The file's name.
const NAME: &str = "book.sqlite";
/// The tables' version; another one is made anew.
const FORMAT: &str = "4";

const SCHEMA: &str = "
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE papers (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, rank INTEGER, day INTEGER, head BLOB, claims BLOB, samples BLOB, site BLOB, light INTEGER
);
CREATE INDEX unlit ON papers (number) WHERE light IS NULL;
CREATE TABLE dead (number INTEGER PRIMARY KEY);
CREATE TABLE entries (
    key INTEGER, paper INTEGER, nth INTEGER, stratum INTEGER, low INTEGER, stamp INTEGER, PRIMARY KEY (key, paper, nth)
) WITHOUT ROWID;
CREATE TABLE fresh_entries (key INTEGER, paper INTEGER, nth INTEGER, stratum INTEGER, low INTEGER, stamp INTEGER);
CREATE TABLE samples (
    sample INTEGER, day INTEGER, rank INTEGER, paper INTEGER, PRIMARY KEY (sample, day, rank, paper)
) WITHOUT ROWID;
CREATE TABLE fresh_samples (sample INTEGER, day INTEGER, rank INTEGER, paper INTEGER);
CREATE TABLE names (name INTEGER PRIMARY KEY, count INTEGER) WITHOUT ROWID;
CREATE TABLE fresh_names (name INTEGER, change INTEGER);
CREATE TABLE common (name INTEGER PRIMARY KEY);
CREATE TABLE repeats (block INTEGER, paper INTEGER, own INTEGER, PRIMARY KEY (block, paper)) WITHOUT ROWID;
CREATE TABLE fresh_repeats (block INTEGER, paper INTEGER, own INTEGER);
CREATE TABLE shared (block INTEGER PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE cells (key INTEGER, print INTEGER, findings TEXT, PRIMARY KEY (key, print)) WITHOUT ROWID;
CREATE TABLE copies (rank INTEGER PRIMARY KEY, id TEXT, original INTEGER, original_id TEXT, share REAL, root INTEGER);
";

/// Asks for the number of an article.
const NUMBERED: &str = "SELECT number FROM papers WHERE id = ?1";

/// The book, in a transaction that its next commit ends.
pub(in crate::pipeline) struct Book {
    pub(super) db: Connection,
    path: PathBuf,
    /// How many bytes each of its parts may take: the cache, a sort, a list of pairs.
    pub(super) memory: usize,
}

/// What a change of the book touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The blocks in the table `touched`.
    Touched,
    /// Every block.
    All,
}

/// A number without its sign, as SQLite has none that are not.
pub(super) fn signed(number: u64) -> i64 {
    number.cast_signed()
}

impl Book {
    /// The book of the index in `dir` as of the commit that `of` names; `None` where there is none that is of it.
    pub(in crate::pipeline) fn open(dir: &Path, of: &str, memory: usize) -> Option<Self> {
        let path = dir.join(NAME);
        let book = Self { db: path.exists().then(|| Connection::open(&path).ok()).flatten()?, path, memory };
        book.prepare().ok()?;
        let same = book.fact("format").as_deref() == Some(FORMAT) && book.fact("of").as_deref() == Some(of);
        same.then_some(book)
    }

    /// A new book in the place of whatever is there.
    pub(in crate::pipeline) fn create(dir: &Path, memory: usize) -> Result<Self, IndexError> {
        let path = dir.join(NAME);
        for name in [NAME.to_owned(), format!("{NAME}-journal")] {
            let _ = std::fs::remove_file(dir.join(name));
        }
        let db = Connection::open(&path).map_err(|error| fault(&path, error))?;
        let book = Self { db, path, memory };
        book.run(|book| {
            book.db.execute_batch("PRAGMA page_size = 16384;")?;
            book.db.execute_batch(SCHEMA)?;
            book.state("format", FORMAT)
        })?;
        book.run(Self::prepare)?;
        Ok(book)
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        let kib = (self.memory >> 10).max(2048);
        self.db.execute_batch(&format!("PRAGMA cache_size = -{kib}; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE;"))
    }

    /// Does something, and names the file where that fails.
    pub(super) fn run<T>(&self, does: impl FnOnce(&Self) -> rusqlite::Result<T>) -> Result<T, IndexError> {
        self.told(does(self))
    }

    /// What came of something, with the file named where it failed.
    pub(super) fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T, IndexError> {
        result.map_err(|error| fault(&self.path, error))
    }

    pub(super) fn fact(&self, name: &str) -> Option<String> {
        let found = self.db.query_row("SELECT value FROM facts WHERE name = ?1", [name], |row| row.get(0));
        found.optional().ok().flatten()
    }

    pub(super) fn state(&self, name: &str, value: &str) -> rusqlite::Result<()> {
        self.db.execute("INSERT OR REPLACE INTO facts VALUES (?1, ?2)", [name, value]).map(|_| ())
    }

    /// Makes all since the last commit count, as of the index's commit that `of` names.
    pub(in crate::pipeline) fn commit(&self, of: &str) -> Result<(), IndexError> {
        self.run(|book| {
            book.state("of", of)?;
            book.db.execute_batch("COMMIT; BEGIN IMMEDIATE;")
        })
    }

    /// The greatest number that an article has.
    pub(in crate::pipeline) fn last_number(&self) -> Result<i64, IndexError> {
        self.run(|book| book.db.query_row("SELECT coalesce(max(number), 0) FROM papers", [], |row| row.get(0)))
    }

    /// Whether an article has come under this id with a greater number than `first`.
    pub(in crate::pipeline) fn has_since(&self, id: &str, first: i64) -> Result<bool, IndexError> {
        self.run(|book| book.db.prepare("SELECT 1 FROM papers WHERE id = ?1 AND number > ?2")?.exists(params![id, first]))
    }

    /// Takes articles in, each in the place of a former version.
    pub(in crate::pipeline) fn put(&self, sheets: &[Sheet]) -> Result<(), IndexError> {
        self.run(|book| {
            let insert = |table: &str, values: &str| book.db.prepare(&format!("INSERT INTO {table} VALUES ({values})"));
            let mut paper = insert("papers", "NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8")?;
            let mut entry = insert("fresh_entries", "?1, ?2, ?3, ?4, ?5, ?6")?;
            let mut sample = insert("fresh_samples", "?1, ?2, ?3, ?4")?;
            let mut name = insert("fresh_names", "?1, 1")?;
            let mut repeat = insert("fresh_repeats", "?1, ?2, ?3")?;
            let mut numbered = book.db.prepare(NUMBERED)?;
            let mut papers = book.papers();
            for sheet in sheets {
                book.bury(&mut numbered, &sheet.id)?;
                let rank = signed(sheet.rank);
                let (samples, site, light) = (sheet.packed_samples(), sheet.packed_site(), sheet.light.map(signed));
                paper.execute(params![sheet.id, rank, sheet.day, sheet.head, sheet.claims, samples, site, light])?;
                let number = book.db.last_insert_rowid();
                for (key, it) in &sheet.entries {
                    entry.execute(params![signed(*key), number, it.at, signed(it.stratum), signed(it.low), signed(it.stamp)])?;
                }
                for it in &sheet.samples {
                    sample.execute([signed(*it), sheet.day, rank, number])?;
                }
                for it in &sheet.names {
                    name.execute([signed(*it)])?;
                }
                for it in &sheet.site.blocks {
                    repeat.execute([signed(*it), number, signed(sheet.site.own)])?;
                }
                papers += i64::from(!sheet.claims.is_empty());
            }
            book.state("papers", &papers.to_string())
        })
    }

    /// Takes an article out.
    pub(in crate::pipeline) fn remove(&self, id: &str) -> Result<(), IndexError> {
        self.run(|book| book.bury(&mut book.db.prepare(NUMBERED)?, id))
    }

    /// Lets an article go: what it has in the tables goes when they are settled.
    fn bury(&self, numbered: &mut Statement<'_>, id: &str) -> rusqlite::Result<()> {
        let found = numbered.query_row([id], |row| row.get::<_, i64>(0)).optional()?;
        if let Some(number) = found {
            self.db.execute("INSERT INTO dead VALUES (?1)", [number])?;
            self.db.execute("UPDATE papers SET id = NULL WHERE number = ?1", [number])?;
        }
        Ok(())
    }

    /// How many articles have claims.
    pub(super) fn papers(&self) -> i64 {
        self.fact("papers").and_then(|count| count.parse().ok()).unwrap_or(0)
    }

    /// How many rows a table has.
    pub(super) fn count(&self, table: &str) -> rusqlite::Result<i64> {
        self.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
    }

    /// Sorts in what has come, drops what has gone, and tells which blocks that touches: their keys stand in the table `touched`, the
    /// articles that came in `came`, and the samples of those that came or went in `stirred`.
    pub(super) fn settle(&self) -> Result<(), IndexError> {
        self.run(|book| {
            book.db.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS touched (key INTEGER PRIMARY KEY);
                 CREATE TEMP TABLE IF NOT EXISTS came (number INTEGER PRIMARY KEY);
                 CREATE TEMP TABLE IF NOT EXISTS stirred (sample INTEGER PRIMARY KEY, gone INTEGER);
                 DELETE FROM touched; DELETE FROM came; DELETE FROM stirred;",
            )?;
            book.settle_repeats()?;
            book.drop_dead()?;
            book.db.execute_batch(
                "INSERT OR IGNORE INTO touched SELECT DISTINCT key FROM fresh_entries ORDER BY key;
                 INSERT OR IGNORE INTO stirred SELECT DISTINCT sample, 0 FROM fresh_samples ORDER BY sample;
                 INSERT OR IGNORE INTO came SELECT DISTINCT paper FROM fresh_samples WHERE paper NOT IN (SELECT number FROM dead);
                 INSERT INTO entries SELECT * FROM fresh_entries WHERE paper NOT IN (SELECT number FROM dead)
                     ORDER BY key, paper, nth;
                 INSERT INTO samples SELECT * FROM fresh_samples WHERE paper NOT IN (SELECT number FROM dead)
                     ORDER BY sample, day, rank, paper;
                 INSERT INTO names SELECT name, sum(change) AS count FROM fresh_names WHERE true GROUP BY name ORDER BY name
                     ON CONFLICT (name) DO UPDATE SET count = count + excluded.count;
                 DELETE FROM names WHERE count = 0 AND name IN (SELECT name FROM fresh_names WHERE change < 0);
                 DELETE FROM papers WHERE number IN (SELECT number FROM dead);
                 DELETE FROM fresh_entries; DELETE FROM fresh_samples; DELETE FROM fresh_names; DELETE FROM dead;",
            )
        })
    }

    fn drop_dead(&self) -> rusqlite::Result<()> {
        let mut papers = self.papers();
        let mut dead = self
            .db
            .prepare("SELECT number, rank, head, claims, samples, day FROM papers JOIN dead USING (number) ORDER BY number")?;
        let mut rows = dead.query([])?;
        let mut entry = self.db.prepare("DELETE FROM entries WHERE key = ?1 AND paper = ?2")?;
        let mut touched = self.db.prepare("INSERT OR IGNORE INTO touched VALUES (?1)")?;
        let mut sample = self.db.prepare("DELETE FROM samples WHERE sample = ?1 AND day = ?2 AND rank = ?3 AND paper = ?4")?;
        let mut stirred = self.db.prepare("INSERT OR IGNORE INTO stirred VALUES (?1, 1)")?;
        let mut name = self.db.prepare("INSERT INTO fresh_names VALUES (?1, -1)")?;
        let mut copy = self.db.prepare("DELETE FROM copies WHERE rank = ?1")?;
        while let Some(row) = rows.next()? {
            let (number, rank): (i64, i64) = (row.get(0)?, row.get(1)?);
            let claims: Vec<u8> = row.get(3)?;
            let traces = Traces::unpacked(&row.get::<_, Vec<u8>>(2)?, &claims, &row.get::<_, Vec<u8>>(4)?);
            for key in &traces.keys {
                entry.execute([signed(*key), number])?;
                touched.execute([signed(*key)])?;
            }
            for it in &traces.samples {
                sample.execute([signed(*it), row.get(5)?, rank, number])?;
                stirred.execute([signed(*it)])?;
            }
            for it in &traces.names {
                name.execute([signed(*it)])?;
            }
            copy.execute([rank])?;
            papers -= i64::from(!claims.is_empty());
        }
        self.state("papers", &papers.to_string())
    }

    /// Whether a fourth of all articles has just come.
    pub(super) fn is_stirred(&self) -> Result<bool, IndexError> {
        self.run(|book| Ok(4 * book.count("came")? > book.count("papers")?))
    }

    /// The entries of a block with the article and the number in it of each.
    pub(super) fn block(&self, key: i64) -> rusqlite::Result<Block> {
        let mut rows = self.db.prepare("SELECT paper, nth, stratum, low, stamp FROM entries WHERE key = ?1")?;
        let mut block = Block::default();
        let mut rows = rows.query([key])?;
        while let Some(row) = rows.next()? {
            block.push(row, 0)?;
        }
        Ok(block)
    }
}

/// The entries of one block, and the article and number in it of each.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) entries: Vec<Entry>,
    pub(super) places: Vec<(i64, u32)>,
}

impl Block {
    /// Takes a row in, whose columns from `from` on are article, number, stratum, lower end and stamp.
    pub(super) fn push(&mut self, row: &Row<'_>, from: usize) -> rusqlite::Result<()> {
        let number = |column: usize| row.get::<_, i64>(from + column).map(i64::cast_unsigned);
        let at = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push((row.get(from)?, row.get(from + 1)?));
        self.entries.push(Entry { stratum: number(2)?, low: number(3)?, stamp: number(4)?, at });
        Ok(())
    }
}

/// What failed, with the file named; one that is damaged is put away, since it follows from the index.
fn fault(path: &Path, error: rusqlite::Error) -> IndexError {
    if is_damaged(&error) {
        let _ = std::fs::remove_file(path);
        return IndexError::Torn { path: path.to_owned() };
    }
    IndexError::Io { path: path.to_owned(), source: std::io::Error::other(error) }
}

/// Whether the file is not as it was written.
fn is_damaged(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}
