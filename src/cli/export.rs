//! `countersign export`: whole results, or the whole index, in the formats of other tools.

use super::common::{Folder, Lexicons};
use super::{Outcome, search};
use crate::index::Reader;
use crate::pipeline::{self, Form};
use clap::ValueEnum;
use std::path::PathBuf;

/// Write every hit of a query, or the whole index, for other tools
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  countersign export --to sqlite corpus.db
  countersign export --to csv figures.csv 'measure:troops/trained' --in figures
  countersign export --to parquet commitments.parquet 'strength:pledged..' --in commitments
  countersign export --to annotations - 'actor:Denmark' --in commitments
  countersign export --to claimreview - 'verdict:tension' --in findings")]
pub struct Arguments {
    /// The format
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: To,
    /// The file, or for brat the folder; `-` is standard output
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    question: search::Question,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
}

/// Formats by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// One JSON object
    Json,
    /// One JSON object a hit
    Jsonl,
    /// A table; lists joined by semicolons
    Csv,
    /// A Markdown table
    Markdown,
    /// Apache Parquet; lists are repeated fields
    Parquet,
    /// The whole index as a SQLite file with keys and full text, for Datasette; takes no query
    Sqlite,
    /// W3C Web Annotations (JSON-LD)
    Annotations,
    /// brat standoff, a folder
    Brat,
    /// ClaimReview-shaped records of findings, one a line
    Claimreview,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&arguments.index.index)?;
    let names = pipeline::Names::new(|| arguments.lexicons.load());
    let query = arguments.question.query();
    let form = match arguments.to {
        To::Json => Form::Json,
        To::Jsonl => Form::Jsonl,
        To::Csv => Form::Csv,
        To::Markdown => Form::Markdown,
        To::Parquet => Form::Parquet,
        To::Annotations => Form::Annotations,
        To::Brat => Form::Brat,
        To::Claimreview => Form::ClaimReview,
        To::Sqlite => {
            let totals = pipeline::export_sqlite(&reader, &names, &arguments.file)?;
            let list: Vec<String> = totals.into_iter().map(|(kind, n)| search::counted(n, kind.singular())).collect();
            told(&list.join(", "), &arguments.file);
            return Ok(Outcome::Done);
        }
    };
    let done = pipeline::export(&reader, &query, &names, form, &arguments.file);
    if let Some(fault) = names.fault() {
        return Err(fault);
    }
    let total = done.map_err(|error| match error {
        pipeline::ExportError::Index(error) => search::told(error, &query.text),
        // Whoever reads our output has seen enough.
        pipeline::ExportError::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe => source.into(),
        error => error.into(),
    })?;
    told(&search::counted(total, query.kind.singular()), &arguments.file);
    Ok(Outcome::Done)
}

/// Says on standard error what was written, for standard output may be what was written to.
fn told(what: &str, file: &std::path::Path) {
    if file.as_os_str() != "-" {
        anstream::eprintln!("{what} written to {}", file.display());
    }
}
