//! The articles that a call names, how they are to be read, and the choice between them and the index.

use super::common::{Folder, Lexicons, Threads, complain};
use crate::index::{IndexError, Reader};
use crate::model::Article;
use crate::read::{self, Input, Limits, Problem};
use anyhow::Context;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// What articles are read and how.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files or folders; `-` reads standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    known: Known,
}

/// How articles are read.
#[derive(Debug, Args)]
struct Reading {
    /// Read the paths that a file lists, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    from_list: Option<PathBuf>,
    /// The folder that named and listed files are called from: the id of `DIR/a.txt` is `a.txt`, as if the folder had been named
    #[arg(long, value_name = "DIR")]
    base: Option<PathBuf>,
    /// How the inputs are written
    #[arg(long, value_enum, default_value_t = From::Auto, value_name = "FORMAT")]
    from: From,
    /// What a field of JSON or a column of a table is called here: text, title, source, byline, date, url, lang or id
    #[arg(long = "field", value_name = "OURS=THEIRS", value_parser = field, value_delimiter = ',')]
    fields: Vec<(String, String)>,
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

/// What the caller knows of all articles, whatever they say themselves.
#[derive(Debug, Default, Args)]
struct Known {
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
        let reading = Reading {
            from_list: None,
            base: None,
            from: From::Auto,
            fields: Vec::new(),
            max_size: article >> 20,
            max_depth: depth,
            max_ratio: ratio,
            max_pages: pages,
            max_drawing: drawing >> 20,
            max_elements: elements,
        };
        Self { paths, reading, known: Known::default() }
    }

    /// The first article of one path.
    pub fn article(path: &str) -> anyhow::Result<Article> {
        let told = |problem: Problem| anyhow::anyhow!("{problem}");
        let input = read::paths([path]).into_iter().next().context("no text is named")?.map_err(told)?;
        read::first(&input, &read::Options::default()).context("the input holds no article")?.map_err(told)
    }

    /// The inputs that the paths and the list name, those that cannot be had as problems; standard input where nothing is named.
    pub fn list(&self) -> anyhow::Result<Vec<Result<Input, Problem>>> {
        if self.is_unnamed() { Ok(vec![Ok(Input::stdin())]) } else { self.reading.list(&self.paths) }
    }

    /// Whether no path and no list is named.
    pub fn is_unnamed(&self) -> bool {
        self.paths.is_empty() && self.reading.from_list.is_none()
    }

    /// How they are to be read.
    pub fn options(&self) -> read::Options {
        self.reading.options(&self.known)
    }
}

impl Reading {
    /// The inputs that the paths and the list name.
    fn list(&self, paths: &[PathBuf]) -> anyhow::Result<Vec<Result<Input, Problem>>> {
        let text = match &self.from_list {
            Some(list) if list.as_os_str() == "-" => std::io::read_to_string(std::io::stdin()),
            Some(list) => std::fs::read_to_string(list),
            None => Ok(String::new()),
        };
        let text = text.with_context(|| {
            format!("the list `{}` cannot be read", self.from_list.as_deref().unwrap_or(Path::new("")).display())
        })?;
        Ok(read::paths_in(self.base.as_deref(), paths.iter().map(PathBuf::as_path).chain(read::list(&text))))
    }

    /// How they are to be read.
    fn options(&self, known: &Known) -> read::Options {
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
        let Known { source, published, byline, lang } = known;
        let (source, byline, lang) = (source.clone(), byline.clone(), lang.clone());
        let over = read::Meta { source, published: *published, byline, lang, ..read::Meta::default() };
        read::Options { from, limits, fields: self.fields.clone(), over }
    }
}

/// What a report is about: the index, or files and folders that are named.
#[derive(Debug, Args)]
pub struct Scope {
    /// Files or folders to report on without an index; none means the index, `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    pub index: Folder,
    #[command(flatten)]
    pub lexicons: Lexicons,
    #[command(flatten)]
    pub threads: Threads,
}

impl Scope {
    /// What the files give, if any are named, else what the index gives; and how many files failed, each of which is told.
    pub fn report<T>(
        &self,
        files: impl FnOnce(&[Result<Input, Problem>], &read::Options, &mut dyn FnMut(&Problem)) -> T,
        index: impl FnOnce(&Reader) -> Result<T, IndexError>,
    ) -> anyhow::Result<(T, usize)> {
        if self.paths.is_empty() && self.reading.from_list.is_none() {
            return Ok((index(&Reader::open(&self.index.index)?)?, 0));
        }
        let mut failed = 0;
        let found = files(&self.reading.list(&self.paths)?, &self.reading.options(&Known::default()), &mut |problem| {
            failed += 1;
            complain(&problem.to_string());
        });
        Ok((found, failed))
    }
}
