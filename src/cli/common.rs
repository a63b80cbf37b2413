//! What several commands share: where lexicons and inputs come from, and how problems are told.

use super::Outcome;
use crate::lexicon::{Lexicon, Source};
use crate::model::Article;
use crate::read::{self, Input, Problem};
use crate::report::Style;
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use std::io::Write;
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
        if !faults.is_empty() {
            let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
            bail!("the lexicons have {}\n{}", count(faults.len(), "fault"), list.join("\n"));
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

/// How many threads work.
#[derive(Debug, Args)]
pub struct Threads {
    /// Threads that read and tag; 0 means one a core. The result is the same on any number
    #[arg(long, default_value_t = 0, value_name = "N")]
    threads: usize,
}

impl Threads {
    /// Makes the number count; to be called before any work.
    pub fn set(&self) -> anyhow::Result<()> {
        if self.threads > 0 {
            rayon::ThreadPoolBuilder::new().num_threads(self.threads).build_global()?;
        }
        Ok(())
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

    /// The first article of one path.
    pub fn article(path: &str) -> anyhow::Result<Article> {
        let told = |problem: Problem| anyhow::anyhow!("{problem}");
        let input = read::paths([path]).into_iter().next().context("no text is named")?.map_err(told)?;
        read::file(&input, &read::Options::default()).next().context("the input holds no article")?.map_err(told)
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

/// Prints what a command found, without colours where there is no terminal.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// A number with its noun.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// How wide a line of prose gets in the terminal.
const WIDTH: usize = 100;

/// A text in lines that begin with `indent`, broken between words; colours take no room.
pub fn folded(text: &str, indent: &str) -> String {
    let mut out = String::from(indent);
    let mut column = indent.chars().count();
    for word in text.split_whitespace() {
        let mut escaped = false;
        let seen = word.chars().filter(|&c| {
            let hidden = escaped || c == '\u{1b}';
            escaped = hidden && c != 'm';
            !hidden
        });
        let width = seen.count();
        let first = column == indent.chars().count();
        if !first && column + 1 + width > WIDTH {
            out.push('\n');
            out.push_str(indent);
            column = indent.chars().count();
        } else if !first {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
    out
}

/// The outcome after so many inputs failed.
pub fn outcome(failed: usize) -> Outcome {
    if failed == 0 { Outcome::Done } else { Outcome::SomeFailed }
}
