//! `countersign verify`: whether everything that the index holds is as it was written.

use super::Outcome;
use super::common::{Folder, complain, count, print};
use crate::index::{Kind, Reader};
use crate::pipeline;

/// Check that files, spans, hashes and references of the index hold
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  countersign verify\n\nThe exit code is 3 where something does not hold.")]
pub struct Arguments {
    #[command(flatten)]
    index: Folder,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&arguments.index.index)?;
    let faults = pipeline::verify(&reader)?;
    for fault in &faults {
        complain(fault);
    }
    if !faults.is_empty() {
        let faults = count(faults.len(), "fault");
        complain(&format!("{faults}; `countersign reindex` rebuilds the index from its stored articles, or ingest again"));
        return Ok(Outcome::Index);
    }
    let held: Vec<String> = Kind::ALL.iter().map(|kind| super::search::counted(reader.count(*kind), kind.singular())).collect();
    print(&format!("{}: all hold\n", held.join(", ")))?;
    Ok(Outcome::Done)
}
