//! The index: keeps what was read and found, and finds it again. It reads no article, judges no figure and is the only
//! module that knows Tantivy.
//!
//! There is one Tantivy index per kind, so that kinds do not spoil each other's statistics, under one [`Manifest`] that is
//! swapped last: a reader sees all of a generation or nothing of it, and a killed writer leaves what its last commit made.
//! [`Writer`] makes generations, [`Reader`] opens the one that counts, [`Query`] asks it.

mod barren;
mod bundle;
mod collect;
mod columns;
mod copies;
mod count;
mod digest;
mod document;
mod error;
mod exact;
mod flow;
mod folder;
mod former;
mod hit;
mod join;
mod key;
mod like;
mod manifest;
mod money;
mod query;
mod read;
mod record;
mod roll;
mod rows;
mod schema;
mod search;
mod segments;
mod snippet;
mod sort;
mod stem;
mod store;
mod tally;
mod verify;
mod words;
mod write;

pub use copies::Copy;
pub use error::{IndexError, QueryError};
pub use former::Former;
pub use hit::{Hit, Neighbours, Why};
pub use manifest::{FORMAT, Manifest};
pub use query::{Mode, Names, Parsed, distance, parse};
pub use read::{Generation, Reader, Status};
pub use record::{ArticleRecord, CommitmentRecord, Facet, Facets, FigureRecord, FindingRecord, PassageRecord};
pub use roll::Known;
pub use rows::{StoredArticle, StoredPart};
pub use search::{FacetCounts, Query, SearchResult};
pub use snippet::Snippet;
pub use sort::{Order, Sort};
pub use write::{CommitMeta, Options, Summary, Writer};

use serde::{Deserialize, Serialize};

/// A kind of thing that can be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Whole articles.
    Articles,
    /// Paragraphs.
    Passages,
    /// Figures with their sentences.
    Figures,
    /// Commitments with their sentences.
    Commitments,
    /// Findings: what figures of different articles are to each other.
    Findings,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Articles, Self::Passages, Self::Figures, Self::Commitments, Self::Findings];

    /// Its name on the command line and on the disk.
    pub fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Passages => "passages",
            Self::Figures => "figures",
            Self::Commitments => "commitments",
            Self::Findings => "findings",
        }
    }

    /// What one of them is called.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Articles => "article",
            Self::Passages => "passage",
            Self::Figures => "figure",
            Self::Commitments => "commitment",
            Self::Findings => "finding",
        }
    }
}
