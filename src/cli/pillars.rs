//! `countersign pillars`: which article, or which source, speaks of which policy area, and how firmly anybody commits to it there.

use super::Outcome;
use super::common::outcome;
use super::inputs::Scope;
use crate::lexicon::Source;
use crate::pipeline;
use crate::{report, wire};
use clap::ValueEnum;
use std::path::PathBuf;

/// The matrix of articles and policy areas, with the firmest commitment in each cell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A taxonomy of your own is a TOML file of `kind = \"pillar\"` as lexicons/README.md describes; with --taxonomy it takes the
place of the built-in one for this run.

Examples:
  countersign pillars
  countersign pillars articles/ --by source --format markdown
  countersign pillars --taxonomy my-pillars.toml --format html > pillars.html"
)]
pub struct Arguments {
    #[command(flatten)]
    scope: Scope,
    /// What a row is
    #[arg(long, value_enum, default_value_t = By::Article, value_name = "ROWS")]
    by: By,
    /// A file of pillars that takes the place of the built-in ones
    #[arg(long, value_name = "FILE")]
    taxonomy: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// An article
    Article,
    /// All articles of an outlet
    Source,
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
    /// One row a cell
    Csv,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    arguments.scope.threads.set()?;
    let lexicon = arguments.scope.lexicons.with(arguments.taxonomy.map(Source::Taxonomy))?;
    let by = match arguments.by {
        By::Article => pipeline::By::Article,
        By::Source => pipeline::By::Source,
    };
    let (matrix, failed) = arguments.scope.report(
        |inputs, options, mut failed| pipeline::matrix_inputs(inputs, options, &lexicon, by, &mut failed),
        |reader| pipeline::matrix_index(reader, &lexicon, by),
    )?;
    super::common::print(&match arguments.format {
        Format::Json => wire::line(&matrix) + "\n",
        Format::Text => report::pillars::text(&matrix, super::common::style()),
        Format::Html => report::pillars::html(&matrix),
        Format::Markdown => report::pillars::markdown(&matrix),
        Format::Csv => report::pillars::csv(&matrix),
    })?;
    Ok(outcome(failed))
}
