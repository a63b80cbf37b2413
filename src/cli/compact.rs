//! `countersign compact`: the segments of an index brought together, what was deleted given back to the disk.

use super::Outcome;
use super::common::{Folder, print};
use crate::index::Reader;
use crate::pipeline;
use indicatif::DecimalBytes;

/// Bring the index's segments together: it takes less room and answers faster
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  countersign compact")]
pub struct Arguments {
    #[command(flatten)]
    index: Folder,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let folder = &arguments.index.index;
    let measured = || -> anyhow::Result<(usize, u64)> {
        let status = Reader::open(folder)?.status();
        Ok((status.segments.values().sum(), status.bytes.values().sum()))
    };
    let before = measured()?;
    pipeline::compact(folder)?;
    let after = measured()?;
    let told = |(segments, bytes): (usize, u64)| format!("{segments} segments, {}", DecimalBytes(bytes));
    print(&format!("{} before, {} now\n", told(before), told(after)))?;
    Ok(Outcome::Done)
}
