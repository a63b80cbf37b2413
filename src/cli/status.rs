//! `countersign status`: what the index holds, and of which lexicon version.

use super::Outcome;
use super::common::{Folder, Format};
use crate::index::{Kind, Reader};
use crate::wire;
use serde::Serialize;

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
        Format::Json => anstream::println!("{}", wire::line(&Line { schema: "countersign/status/1", status })),
        Format::Text => {
            let bold = anstyle::Style::new().bold();
            anstream::println!("{bold}{}{bold:#}", arguments.index.index.display());
            for kind in Kind::ALL {
                let bytes = status.bytes.get(&kind).copied().unwrap_or(0);
                let count = status.manifest.counts.get(&kind).copied().unwrap_or(0);
                anstream::println!("  {:<12} {count:>9}  {:>9.1} kB", kind.name(), bytes as f64 / 1000.0);
            }
            anstream::println!("  lexicon {}, rules {}, format {}", status.manifest.lexicon, status.manifest.rules, status.manifest.format);
        }
    }
    Ok(Outcome::Done)
}
