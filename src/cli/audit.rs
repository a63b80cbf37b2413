//! `countersign audit`: which figures do not agree, over the index or over files.

use super::Outcome;
use super::common::{Folder, Inputs, Lexicons, Threads, complain};
use crate::index::Reader;
use crate::model::{Report, Verdict};
use crate::report::audit::Extent;
use crate::{pipeline, report, wire};
use clap::ValueEnum;
use std::path::PathBuf;

/// Audit the figures: groups of comparable ones, what is disputed and why, and what was not compared
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  countersign audit\n  countersign audit articles/ --format html > audit.html\n  countersign audit --fail-on contradicts"
)]
pub struct Arguments {
    /// Files or folders to audit without an index; none means the index
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
    #[command(flatten)]
    threads: Threads,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Show every link in full, not only the disputes
    #[arg(long)]
    all: bool,
    /// Exit with 4 if a link with this verdict is found
    #[arg(long, value_enum, value_name = "VERDICT")]
    fail_on: Option<FailOn>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in the terminal
    Text,
    /// For programs
    Json,
    /// One self-contained page
    Html,
    /// For notes and reviews
    Markdown,
    /// One row a finding
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A contradiction
    Contradicts,
    /// A contradiction or a tension
    Disputed,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    arguments.threads.set()?;
    let lexicon = arguments.lexicons.load()?;
    let mut failed = 0;
    let audit = if arguments.paths.is_empty() {
        let reader = Reader::open(&arguments.index.index)?;
        pipeline::audit_index(&reader, &lexicon)?
    } else {
        let inputs = Inputs::of(arguments.paths);
        pipeline::audit_inputs(&inputs.list()?, &inputs.options(), &lexicon, &mut |problem| {
            failed += 1;
            complain(&problem.to_string());
        })
    };
    let extent = if arguments.all { Extent::All } else { Extent::Disputes };
    super::common::print(&match arguments.format {
        Format::Json => wire::line(&audit) + "\n",
        Format::Text => report::audit::text(&audit, super::common::style(), extent),
        Format::Html => report::audit::html(&audit, extent),
        Format::Markdown => report::audit::markdown(&audit, extent),
        Format::Csv => report::audit::csv(&audit),
    })?;
    Ok(match arguments.fail_on {
        Some(verdicts) if found(&audit, verdicts) => Outcome::Found,
        _ => super::common::outcome(failed),
    })
}

fn found(audit: &Report, fail_on: FailOn) -> bool {
    let count = |verdict| audit.totals.links.get(&verdict).copied().unwrap_or(0);
    count(Verdict::Contradicts) > 0 || fail_on == FailOn::Disputed && count(Verdict::Tension) > 0
}
