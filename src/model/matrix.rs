//! The matrix of articles, or of sources, and pillars: where a policy area is spoken of, and how firmly anybody commits to it there.

use super::{PillarId, Strength};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Rows by pillars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matrix {
    /// `countersign/pillars/1`.
    pub schema: String,
    /// `article` or `source`.
    pub by: String,
    /// The columns: pillars that occur, in the order of the taxonomy.
    pub pillars: Vec<Column>,
    /// The rows, in the order of the articles or of the sources' names.
    pub rows: Vec<MatrixRow>,
}

/// A pillar as a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its id.
    pub id: PillarId,
    /// Its name.
    pub name: String,
}

/// One article, or all articles of one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// The article's id, or the source's name.
    pub id: String,
    /// The article's title.
    pub title: Option<String>,
    /// The article's outlet.
    pub source: Option<String>,
    /// The article's day.
    pub published: Option<Date>,
    /// How many articles it stands for.
    pub articles: u32,
    /// One cell a column; `null` where the pillar does not occur.
    pub cells: Vec<Option<Cell>>,
}

/// What a row says of one pillar.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// How many sentences bear the pillar.
    pub sentences: u32,
    /// The highest score of a sentence.
    pub score: f64,
    /// The firmest level of a commitment in such a sentence.
    pub strength: Option<Strength>,
    /// That commitment's words.
    pub commitment: Option<String>,
    /// Its article.
    pub document: Option<String>,
}

impl Cell {
    /// Takes another cell in; the firmest commitment stays, of equals the first.
    pub fn add(&mut self, other: Cell) {
        self.sentences += other.sentences;
        self.score = self.score.max(other.score);
        if other.strength > self.strength {
            (self.strength, self.commitment, self.document) = (other.strength, other.commitment, other.document);
        }
    }
}
