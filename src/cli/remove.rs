//! `countersign remove`: articles out of the index, with all that is in them and all findings about them.

use super::Outcome;
use super::common::{Folder, Lexicons, ReviewFile, complain, count, outcome, print};
use crate::index::Kind;
use crate::pipeline;

/// Take articles out of the index, with their figures, commitments and findings
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  countersign remove training-count.txt https://example.org/a\n\n`countersign search --in articles --all --format jsonl` lists ids."
)]
pub struct Arguments {
    /// Ids of documents
    #[arg(value_name = "DOC", required = true)]
    documents: Vec<String>,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
    #[command(flatten)]
    reviews: ReviewFile,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let lexicon = arguments.lexicons.load()?;
    let reviews = arguments.reviews.read(&arguments.index)?;
    let (manifest, missing) = pipeline::remove(&arguments.index.index, &arguments.documents, &lexicon, &reviews)?;
    for id in &missing {
        complain(&format!("no document `{id}` is in the index"));
    }
    let left = manifest.counts.get(&Kind::Articles).copied().unwrap_or(0);
    let removed = count(arguments.documents.len() - missing.len(), "article");
    print(&format!("{removed} removed, {left} left\n"))?;
    Ok(outcome(missing.len()))
}
