//! What can go wrong with an index or a query: each message names the thing and the value, then says what to do.

use super::FORMAT;
use std::path::PathBuf;
use thiserror::Error;

/// An index that cannot be read or written.
#[derive(Debug, Error)]
pub enum IndexError {
    /// Another writer is at work.
    #[error("index `{}` is locked by {}; wait until it has ended, or write to another folder", .dir.display(), holder(*.process))]
    Locked {
        /// The index.
        dir: PathBuf,
        /// The process that holds the lock, if it could be read.
        process: Option<u32>,
    },
    /// There is no index.
    #[error("no index in `{}`; make one with `countersign ingest`, or name its folder", .dir.display())]
    Missing {
        /// Where it was looked for.
        dir: PathBuf,
    },
    /// Another version of the program wrote it.
    #[error("index `{}` has format {found}, this program reads format {FORMAT}; `countersign reindex` rebuilds it from what is stored", .dir.display())]
    Format {
        /// The index.
        dir: PathBuf,
        /// The format found.
        found: u32,
    },
    /// Something in it is not as it was written.
    #[error("index is damaged at `{}`: {what}; remove the index folder and ingest again", .path.display())]
    Damaged {
        /// The file or folder.
        path: PathBuf,
        /// What is the matter.
        what: String,
    },
    /// What follows from the rest of it is damaged, and was put away.
    #[error("`{}` is damaged and was put away; make the same call again, which makes it anew from the index", .path.display())]
    Torn {
        /// The file.
        path: PathBuf,
    },
    /// The file system refused.
    #[error("cannot use `{}`: {source}; check that it exists, its rights and the free space", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The search engine refused.
    #[error("the search engine failed: {0}; if it happens again, remove the index folder and ingest again")]
    Engine(#[from] tantivy::TantivyError),
    /// The query does not parse.
    #[error(transparent)]
    Query(#[from] QueryError),
}

/// A query that does not parse.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("query, character {}: {reason}; {hint}", .at + 1)]
pub struct QueryError {
    /// Where, in code points of the query, from 0.
    pub at: usize,
    /// Why.
    pub reason: String,
    /// What would parse.
    pub hint: String,
}

fn holder(process: Option<u32>) -> String {
    process.map_or_else(|| "another process".to_owned(), |id| format!("process {id}"))
}
