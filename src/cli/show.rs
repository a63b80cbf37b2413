//! `countersign show`: one article in the terminal, with its annotations marked.

use super::Outcome;
use super::common::{Folder, Format, Lexicons, complain, count};
use super::inputs::Inputs;
use crate::index::{IndexError, Reader};
use crate::pipeline::{self, Changed};
use crate::{report, wire};
use std::fmt::Write;
use std::path::Path;

/// Show one article with its actors, figures and commitments marked, out of the index or from a file
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  countersign show training-count.txt\n  countersign show corpus/training-count.txt\n  countersign show training-count.txt --versions"
)]
pub struct Arguments {
    /// A document id of the index, or else a file; of a file of many articles the first
    #[arg(value_name = "DOC")]
    document: String,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
    /// Show what changed from version to version of the article in figures and commitments
    #[arg(long)]
    versions: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let lexicon = arguments.lexicons.load()?;
    let index = &arguments.index.index;
    let stored = match Reader::open(index) {
        Ok(reader) => pipeline::stored_article(&reader, &arguments.document)?,
        Err(IndexError::Missing { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let article = match stored {
        Some((article, version)) => {
            if !version.starts_with(&pipeline::version(&lexicon)) {
                complain("the article was ingested with other lexicons or rules; shown is what the present ones find");
            }
            article
        }
        None if arguments.document == "-" || Path::new(&arguments.document).exists() => Inputs::article(&arguments.document)?,
        None => anyhow::bail!(
            "no document `{}` in index `{}`, and no such file; `countersign search '*' --in articles{}` lists ids",
            arguments.document,
            index.display(),
            arguments.index.option()
        ),
    };
    let found = pipeline::analyse(&article, &lexicon);
    if arguments.versions {
        let versions = pipeline::versions(&article, &found);
        return print(arguments.format, &versions).map(|()| Outcome::Done);
    }
    match arguments.format {
        Format::Json => super::common::print(&(wire::analysis(&article, found) + "\n"))?,
        Format::Text => super::common::print(&report::article(&article, &found, super::common::style()))?,
    }
    Ok(Outcome::Done)
}

/// The versions of an article, the first one first.
fn print(format: Format, versions: &[Changed]) -> anyhow::Result<()> {
    if format == Format::Json {
        return super::common::print(&(wire::line(&versions) + "\n"));
    }
    let mut out = String::new();
    for (n, version) in versions.iter().enumerate() {
        let day = version.published.map_or_else(|| "no date".to_owned(), |day| day.to_string());
        let hash = version.sha256.get(..12).unwrap_or(&version.sha256);
        let _ = writeln!(out, "version {} of {}, {day}, {hash}", n + 1, versions.len());
        if n == 0 {
            let (figures, commitments) = (version.figures_come.len(), version.commitments_come.len());
            let _ = writeln!(out, "  {}, {}", count(figures, "figure"), count(commitments, "commitment"));
            continue;
        }
        let lists = [
            ("-", &version.figures_gone),
            ("+", &version.figures_come),
            ("-", &version.commitments_gone),
            ("+", &version.commitments_come),
        ];
        lists.iter().flat_map(|(sign, list)| list.iter().map(move |item| (sign, item))).for_each(|(sign, item)| {
            let _ = writeln!(out, "  {sign} {item}");
        });
        if lists.iter().all(|(_, list)| list.is_empty()) {
            out.push_str("  no figure and no commitment changed\n");
        }
    }
    super::common::print(&out)
}
