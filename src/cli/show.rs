//! `countersign show`: one article in the terminal, with its annotations marked.

use super::Outcome;
use super::common::{Folder, Format, Lexicons, complain};
use crate::index::Reader;
use crate::pipeline;
use crate::read;
use crate::{report, wire};

/// Show one article with its actors, figures and commitments marked, out of the index or from a file
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  countersign show training-count.txt\n  countersign show corpus/training-count.txt")]
pub struct Arguments {
    /// A document id of the index, or else a file
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
    let stored = match Reader::open(&arguments.index.index) {
        Ok(reader) => pipeline::stored_article(&reader, &arguments.document)?,
        Err(_) => None,
    };
    let article = match stored {
        Some((article, version)) => {
            if version != pipeline::version(&lexicon) {
                complain("the index is of another lexicon version; what is shown is of the present one");
            }
            article
        }
        None => {
            let inputs = read::paths([&arguments.document]);
            let first = inputs.first().map(|input| input.as_ref().map(|input| read::file(input, &read::Options::default()).next()));
            match first {
                Some(Ok(Some(Ok(article)))) => article,
                Some(Ok(Some(Err(problem)))) => anyhow::bail!("{problem}"),
                _ => anyhow::bail!("no document `{}` in index `{}`, and no such file; `countersign search '*' --in articles` lists ids", arguments.document, arguments.index.index.display()),
            }
        }
    };
    let found = pipeline::analyse(&article, &lexicon);
    match arguments.format {
        Format::Json => anstream::println!("{}", wire::analysis(&article, found)),
        Format::Text => anstream::print!("{}", report::article(&article, &found, super::common::style())),
    }
    Ok(Outcome::Done)
}
