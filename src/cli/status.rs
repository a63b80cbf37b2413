//! `countersign status`: what the index holds, and of which lexicon version.

use super::Outcome;
use super::common::{Folder, Format, print};
use crate::index::{Kind, Manifest, Reader};
use crate::wire;
use indicatif::DecimalBytes;
use serde::Serialize;
use std::fmt::Write;

/// Say what the index holds, how large it is, and of which lexicon and rules it is
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  countersign status\n  countersign status --index ukraine --format json")]
pub struct Arguments {
    #[command(flatten)]
    index: Folder,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

#[derive(Serialize)]
struct Line {
    schema: &'static str,
    #[serde(flatten)]
    status: crate::index::Status,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let status = Reader::open(&arguments.index.index)?.status();
    match arguments.format {
        Format::Json => print(&(wire::line(&Line { schema: "countersign/status/1", status }) + "\n"))?,
        Format::Text => {
            let mut out = format!("{}\n", super::common::style().heading(&arguments.index.index.display().to_string()));
            for kind in Kind::ALL {
                let bytes = status.bytes.get(&kind).copied().unwrap_or(0);
                let count = status.manifest.counts.get(&kind).copied().unwrap_or(0);
                let _ = writeln!(out, "  {:<12} {count:>9}  {:>11}", kind.name(), DecimalBytes(bytes).to_string());
            }
            let _ = writeln!(
                out,
                "  {:<12} {:>9}  {:>11}  in {} segments",
                "all",
                "",
                DecimalBytes(status.bytes.values().sum()).to_string(),
                status.segments.values().sum::<usize>()
            );
            let Manifest { lexicon, rules, format, snapshot, .. } = &status.manifest;
            let _ = writeln!(out, "  lexicon {lexicon}, rules {rules}, format {format}, snapshot {snapshot}");
            print(&out)?;
        }
    }
    Ok(Outcome::Done)
}
