//! `countersign reindex`: the index made anew from the articles it stores, after a new version, new rules or new words.

use super::Outcome;
use super::common::{Folder, Lexicons, ReviewFile, Threads, print};
use crate::index::Kind;
use crate::pipeline;
use indicatif::ProgressBar;
use std::io::IsTerminal;

/// Read every stored article anew, with the present lexicons and rules; needs no source files, and takes an index of an older format
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  countersign reindex\n  countersign reindex --lexicons my-words")]
pub struct Arguments {
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
    #[command(flatten)]
    reviews: ReviewFile,
    #[command(flatten)]
    threads: Threads,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    arguments.threads.set()?;
    let lexicon = arguments.lexicons.load()?;
    let reviews = arguments.reviews.read(&arguments.index)?;
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    let manifest = pipeline::reindex(&arguments.index.index, &lexicon, &reviews, &mut |n| bar.inc(n as u64))?;
    bar.finish_and_clear();
    let held = |kind: &Kind| super::search::counted(manifest.counts.get(kind).copied().unwrap_or(0), kind.singular());
    print(&format!("{} read anew\n", Kind::ALL.iter().map(held).collect::<Vec<_>>().join(", ")))?;
    Ok(Outcome::Done)
}
