//! What several commands share: where lexicons and inputs come from, and how problems are told.

use super::Outcome;
use crate::lexicon::{Lexicon, Source};
use crate::read::{self, Input, Problem};
use crate::report::Style;
use anyhow::bail;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Where the vocabulary comes from.
#[derive(Debug, Args)]
pub struct Lexicons {
    /// A folder of lexicons that adds to the built-in ones; an entry with an id that exists replaces it
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
}

impl Lexicons {
    /// The lexicon, or all its faults.
    pub fn load(&self) -> anyhow::Result<Lexicon> {
        let (lexicon, faults) = Lexicon::load(&self.sources());
        if !faults.is_empty() && std::env::var_os("CS_DEV").is_none() {
            let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
            bail!("the lexicons have {} faults\n{}", faults.len(), list.join("\n"));
        }
        Ok(lexicon)
    }

    /// The built-in lexicons and the user's.
    pub fn sources(&self) -> Vec<Source> {
        std::iter::once(Source::BuiltIn).chain(self.lexicons.clone().map(Source::Folder)).collect()
    }
}

/// Where the index is.
#[derive(Debug, Args)]
pub struct Folder {
    /// The folder of the index
    #[arg(long, env = "COUNTERSIGN_INDEX", default_value = "index", value_name = "DIR")]
    pub index: PathBuf,
}

impl Folder {
    /// The option to repeat in a command that is to use the same index; empty for the default.
    pub fn option(&self) -> String {
        if self.index.as_os_str() == "index" { String::new() } else { format!(" --index {}", self.index.display()) }
    }
}

/// How a command without a table of its own prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// What articles are read and how.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files or folders; `-` reads standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub paths: Vec<PathBuf>,
    /// How the inputs are written
    #[arg(long, value_enum, default_value_t = From::Auto, value_name = "FORMAT")]
    pub from: From,
    /// The longest article taken, in MiB
    #[arg(long, default_value_t = 8, value_name = "MIB")]
    pub max_size: u64,
}

/// Formats by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum From {
    /// Told from content and name
    Auto,
    /// Plain text
    Text,
    /// Markdown, with front matter
    Markdown,
    /// A web page
    Html,
    /// One JSON object a line
    Jsonl,
}

impl Inputs {
    /// Paths of any format.
    pub fn of(paths: Vec<PathBuf>) -> Self {
        Self { paths, from: From::Auto, max_size: 8 }
    }

    /// The inputs that the paths name, those that cannot be had as problems.
    pub fn list(&self) -> Vec<Result<Input, Problem>> {
        read::paths(&self.paths)
    }

    /// How they are to be read.
    pub fn options(&self) -> read::Options {
        let from = match self.from {
            From::Auto => read::Format::Auto,
            From::Text => read::Format::Text,
            From::Markdown => read::Format::Markdown,
            From::Html => read::Format::Html,
            From::Jsonl => read::Format::Jsonl,
        };
        read::Options { from, max_bytes: self.max_size << 20 }
    }
}

/// Whether standard output takes colours: a terminal, and NO_COLOR unset.
pub fn style() -> Style {
    match anstream::AutoStream::choice(&std::io::stdout()) {
        anstream::ColorChoice::Never => Style::Plain,
        _ => Style::Colour,
    }
}

/// Tells a problem on standard error.
pub fn complain(message: &str) {
    let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
    anstream::eprintln!("{style}countersign:{style:#} {message}");
}

/// The outcome after so many inputs failed.
pub fn outcome(failed: usize) -> Outcome {
    if failed == 0 { Outcome::Done } else { Outcome::SomeFailed }
}
