//! What several commands share: where lexicons and inputs come from, and how problems are told.

use super::Outcome;
use crate::index::{IndexError, Reader};
use crate::lexicon::{Lexicon, Source};
use crate::model::{Article, Rules};
use crate::pipeline::{Reviews, ReviewsError};
use crate::read::{self, Input, Limits, Problem};
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

/// What articles are read and how.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files or folders; `-` reads standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

/// How articles are read.
#[derive(Debug, Args)]
pub struct Reading {
    /// Read the paths that a file lists, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    from_list: Option<PathBuf>,
    /// How the inputs are written
    #[arg(long, value_enum, default_value_t = From::Auto, value_name = "FORMAT")]
    from: From,
    /// What a field of JSON or a column of a table is called here: text, title, source, byline, date, url, lang or id
    #[arg(long = "field", value_name = "OURS=THEIRS", value_parser = field, value_delimiter = ',')]
    fields: Vec<(String, String)>,
    /// The outlet of all articles, whatever they say themselves
    #[arg(long, value_name = "NAME", help_heading = "What is known of the articles")]
    source: Option<String>,
    /// Their day of publication
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "What is known of the articles")]
    published: Option<jiff::civil::Date>,
    /// Their author line
    #[arg(long, value_name = "NAME", help_heading = "What is known of the articles")]
    byline: Option<String>,
    /// Their language, as en
    #[arg(long, value_name = "CODE", help_heading = "What is known of the articles")]
    lang: Option<String>,
    /// The longest article taken, in MiB; a PDF, DOCX, EPUB or mail may be eight times as large
    #[arg(long, default_value_t = 8, value_name = "MIB", help_heading = "Limits")]
    max_size: u64,
    /// How deep archives may be nested
    #[arg(long, default_value_t = 4, value_name = "N", help_heading = "Limits")]
    max_depth: usize,
    /// To how many times its size an archive may unpack
    #[arg(long, default_value_t = 250, value_name = "N", help_heading = "Limits")]
    max_ratio: u64,
    /// How many pages of a PDF are read
    #[arg(long, default_value_t = 2000, value_name = "N", help_heading = "Limits")]
    max_pages: usize,
    /// How much one page of a PDF may draw, in MiB; a page over it is left out, and told
    #[arg(long, default_value_t = 16, value_name = "MIB", help_heading = "Limits")]
    max_drawing: u64,
    /// How many elements a web page may have
    #[arg(long, default_value_t = 100_000, value_name = "N", help_heading = "Limits")]
    max_elements: usize,
}

/// A pair of our name of a field and theirs.
fn field(text: &str) -> Result<(String, String), String> {
    const OURS: [&str; 8] = ["text", "title", "source", "byline", "date", "url", "lang", "id"];
    let (ours, theirs) = text.split_once('=').ok_or("write it as text=body")?;
    if !OURS.contains(&ours) {
        return Err(format!("`{ours}` is none of {}", OURS.join(", ")));
    }
    Ok((ours.to_owned(), theirs.to_owned()))
}

fn day(text: &str) -> Result<jiff::civil::Date, String> {
    read::date(text).ok_or_else(|| "write it as 2025-11-20".to_owned())
}

/// Formats by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum From {
    /// Told from content and name
    #[default]
    Auto,
    /// Plain text
    Text,
    /// Markdown, with front matter
    Markdown,
    /// A web page
    Html,
    /// PDF
    Pdf,
    /// A text document of an office program
    Docx,
    /// An electronic book
    Epub,
    /// One JSON object a line
    Jsonl,
    /// JSON objects over several lines, or a list of them
    Json,
    /// A table: CSV or TSV
    Csv,
    /// RSS, Atom or JSON Feed
    Feed,
    /// A mail
    Mail,
    /// A mailbox
    Mbox,
}

impl Inputs {
    /// Paths of any format.
    pub fn of(paths: Vec<PathBuf>) -> Self {
        let Limits { article, depth, ratio, pages, drawing, elements } = Limits::default();
        let (fields, source, published, byline, lang) = (Vec::new(), None, None, None, None);
        let (from, from_list, max_size) = (From::Auto, None, article >> 20);
        let reading = Reading {
            from_list,
            from,
            fields,
            source,
            published,
            byline,
            lang,
            max_size,
            max_depth: depth,
            max_ratio: ratio,
            max_pages: pages,
            max_drawing: drawing >> 20,
            max_elements: elements,
        };
        Self { paths, reading }
    }

    /// The first article of one path.
    pub fn article(path: &str) -> anyhow::Result<Article> {
        let told = |problem: Problem| anyhow::anyhow!("{problem}");
        let input = read::paths([path]).into_iter().next().context("no text is named")?.map_err(told)?;
        read::first(&input, &read::Options::default()).context("the input holds no article")?.map_err(told)
    }

    /// The inputs that the paths and the list name, those that cannot be had as problems; standard input where nothing is named.
    pub fn list(&self) -> anyhow::Result<Vec<Result<Input, Problem>>> {
        let mut inputs = match (&self.reading.from_list, self.paths.is_empty()) {
            (None, true) => vec![Ok(Input::stdin())],
            _ => read::paths(&self.paths),
        };
        if let Some(list) = &self.reading.from_list {
            let text = match list.as_os_str() == "-" {
                true => std::io::read_to_string(std::io::stdin()),
                false => std::fs::read_to_string(list),
            };
            inputs.extend(read::list(&text.with_context(|| format!("the list `{}` cannot be read", list.display()))?));
        }
        Ok(inputs)
    }

    /// Whether no path and no list is named.
    pub fn is_unnamed(&self) -> bool {
        self.paths.is_empty() && self.reading.from_list.is_none()
    }

    /// How they are to be read.
    pub fn options(&self) -> read::Options {
        self.reading.options()
    }
}

impl Reading {
    fn options(&self) -> read::Options {
        let from = match self.from {
            From::Auto => read::Format::Auto,
            From::Text => read::Format::Text,
            From::Markdown => read::Format::Markdown,
            From::Html => read::Format::Html,
            From::Pdf => read::Format::Pdf,
            From::Docx => read::Format::Docx,
            From::Epub => read::Format::Epub,
            From::Jsonl => read::Format::Line,
            From::Json => read::Format::Json,
            From::Csv => read::Format::Row,
            From::Feed => read::Format::Feed,
            From::Mail => read::Format::Mail,
            From::Mbox => read::Format::Mailbox,
        };
        let limits = Limits {
            article: self.max_size << 20,
            depth: self.max_depth,
            ratio: self.max_ratio,
            pages: self.max_pages,
            drawing: self.max_drawing << 20,
            elements: self.max_elements,
        };
        let over = read::Meta {
            source: self.source.clone(),
            published: self.published,
            byline: self.byline.clone(),
            lang: self.lang.clone(),
            ..read::Meta::default()
        };
        read::Options { from, limits, fields: self.fields.clone(), over }
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

/// What the files that a call names give, else what the index gives; and how many files failed, each of which is told.
pub fn files_or_index<T>(
    paths: &[PathBuf],
    folder: &Folder,
    files: impl FnOnce(&[Result<Input, Problem>], &read::Options, &mut dyn FnMut(&Problem)) -> T,
    index: impl FnOnce(&Reader) -> Result<T, IndexError>,
) -> anyhow::Result<(T, usize)> {
    if paths.is_empty() {
        return Ok((index(&Reader::open(&folder.index)?)?, 0));
    }
    let inputs = Inputs::of(paths.to_vec());
    let mut failed = 0;
    let found = files(&inputs.list()?, &inputs.options(), &mut |problem| {
        failed += 1;
        complain(&problem.to_string());
    });
    Ok((found, failed))
}

/// The outcome after so many inputs failed.
pub fn outcome(failed: usize) -> Outcome {
    if failed == 0 { Outcome::Done } else { Outcome::SomeFailed }
}
