//! What several commands share: where lexicons, index and reviews are, and how things are told. Inputs have a file of their own.

use super::Outcome;
use crate::lexicon::{Lexicon, Source};
use crate::model::Rules;
use crate::pipeline::{Reviews, ReviewsError};
use crate::report::Style;
use anyhow::bail;
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
        self.with(None)
    }

    /// The lexicon with another source on top, or all its faults.
    pub fn with(&self, top: Option<Source>) -> anyhow::Result<Lexicon> {
        let sources: Vec<Source> = self.sources().into_iter().chain(top).collect();
        let (lexicon, faults) = Lexicon::load(&sources);
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

/// Rules that a run does without.
#[derive(Debug, Args)]
pub struct Without {
    /// Switch a rule of commitments off, `R1` to `R29`; may be repeated
    #[arg(long, value_name = "RULE")]
    without_rule: Vec<Rules>,
}

impl Without {
    /// The lexicon for such a run.
    pub fn apply(&self, lexicon: Lexicon) -> Lexicon {
        lexicon.without(self.without_rule.iter().fold(Rules::default(), |all, rule| all.and(*rule)))
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

/// Where decisions on findings are kept.
#[derive(Debug, Args)]
pub struct ReviewFile {
    /// The file of reviews [default: reviews.jsonl beside the index]
    #[arg(long, value_name = "FILE")]
    reviews: Option<PathBuf>,
}

impl ReviewFile {
    /// The file: the one named, else that beside the index, where it outlives the index.
    pub fn path(&self, index: &Folder) -> PathBuf {
        self.reviews.clone().unwrap_or_else(|| index.index.with_file_name("reviews.jsonl"))
    }

    /// What it says.
    pub fn read(&self, index: &Folder) -> Result<Reviews, ReviewsError> {
        Reviews::read(&self.path(index))
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

/// How wide a line of prose gets in the terminal at most.
const WIDTH: usize = 100;

/// How wide a line of prose gets: as the terminal is, or as COLUMNS says, within reason.
fn width() -> usize {
    let told = || std::env::var("COLUMNS").ok()?.parse().ok();
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    seen().or_else(told).unwrap_or(WIDTH).clamp(40, WIDTH)
}

/// A text in lines that begin with `indent`, broken between words; colours take no room.
pub fn folded(text: &str, indent: &str) -> String {
    let width_of_line = width();
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
        if !first && column + 1 + width > width_of_line {
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
