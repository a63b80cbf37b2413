//! `countersign show`: one article in the terminal, with its annotations marked.

use super::Outcome;
use super::common::{Folder, Format, Inputs, Lexicons, complain};
use crate::index::{IndexError, Reader};
use crate::pipeline;
use crate::{report, wire};
use std::path::Path;

/// Show one article with its actors, figures and commitments marked, out of the index or from a file
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  countersign show training-count.txt\n  countersign show corpus/training-count.txt")]
pub struct Arguments {
    /// A document id of the index, or else a file; of a file of many articles the first
    #[arg(value_name = "DOC")]
    document: String,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
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
    match arguments.format {
        Format::Json => super::common::print(&(wire::analysis(&article, found) + "\n"))?,
        Format::Text => super::common::print(&report::article(&article, &found, super::common::style()))?,
    }
    Ok(Outcome::Done)
}
