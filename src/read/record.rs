//! The bytes of one article to the article. Pure: the work that can be shared out over threads.

use super::article::{assemble, plain_article};
use super::broken::{BROKE, caught};
use super::document::{docx, encoding, epub, html, line, mail, markdown, pdf};
use super::problem::Problem;
use super::{Format, Input, Meta, Options, meta, plain};
use crate::model::{Article, Diagnostic, Level};
use html::Page;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::Arc;

/// The bytes of one article and where they came from.
#[derive(Debug, Clone)]
pub struct Record {
    /// The file that it came from.
    pub(super) input: Arc<Input>,
    /// What the article is called if nothing in it says so; none for standard input.
    pub(super) name: Option<String>,
    /// The path as people read it.
    pub(super) shown: String,
    /// Which line, row, entry or message of the file.
    pub(super) number: Option<usize>,
    pub(super) format: Format,
    pub(super) bytes: Vec<u8>,
    /// Bytes of the input that it took.
    pub(super) cost: u64,
    pub(super) over: Meta,
    pub(super) known: Known,
    pub(super) options: Arc<Options>,
}

/// What a container says of an article; the article's own word counts more.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Title, day and the like.
    pub(super) meta: Meta,
    /// The encoding.
    pub(super) charset: Option<String>,
}

impl Record {
    /// How many bytes it holds.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How many bytes of its input it took, packed as they are there.
    pub fn cost(&self) -> u64 {
        self.cost
    }

    /// Reads the article.
    pub fn read(self) -> Result<Article, Problem> {
        let hash = sha256(&self.bytes);
        // The parsers of other people's formats meet whatever the world has: a panic there costs one article, not the run.
        let read = caught(|| self.article(&hash));
        let mut article = read.unwrap_or_else(|| Err(self.problem(BROKE).hint("it is probably damaged")))?;
        article.sha256 = hash;
        Ok(article)
    }

    fn article(&self, hash: &str) -> Result<Article, Problem> {
        let limit = self.options.limits.article;
        let told = |reason: String| self.problem(&reason);
        match self.format {
            Format::Docx => self.page_article(docx::document(&self.bytes, limit.saturating_mul(8)).map_err(told)?, hash),
            Format::Epub => self.page_article(epub::book(&self.bytes, limit.saturating_mul(8)).map_err(told)?, hash),
            Format::Pdf => {
                let hint = "a scan has to go through text recognition first, for example with ocrmypdf";
                let found = pdf::document(&self.bytes, &self.options.limits);
                let (page, diagnostics) = found.map_err(|reason| match reason.contains("no text layer") {
                    true => self.problem(&reason).hint(hint),
                    false => self.problem(&reason),
                })?;
                let mut article = self.page_article(page, hash)?;
                article.diagnostics.extend(diagnostics);
                Ok(article)
            }
            Format::Mail => match mail::mail(&self.bytes).map_err(told)? {
                (meta, mail::Body::Page(page)) => self.page_article(Page { meta, ..*page }, hash),
                (meta, mail::Body::Text(text)) => Ok(self.plain(meta, text, hash)),
            },
            _ => self.text_article(hash),
        }
    }

    /// Formats that are text, whatever its encoding.
    fn text_article(&self, hash: &str) -> Result<Article, Problem> {
        let decoded = encoding::decode(&self.bytes, self.known.charset.as_deref());
        let decoded = decoded.map_err(|reason| self.problem(reason).hint("it is no text, and no format that is read"))?;
        let text = &*decoded.text;
        if text.len() as u64 > u64::from(u32::MAX) - 1 {
            return Err(self.problem("longer than 4 GiB"));
        }
        let mut article = match self.format {
            Format::Line => self.line_article(text, "json", hash)?,
            Format::Row => self.line_article(text, "column", hash)?,
            Format::Html => {
                let page = html::page(text, self.options.limits.elements).map_err(|reason| self.unread(&reason))?;
                self.page_article(page, hash)?
            }
            Format::Fragment => self.page_article(html::fragment(text), hash)?,
            Format::Markdown => {
                let (meta, from) = meta::front_matter(text).unwrap_or_default();
                let text = text.get(from..).unwrap_or("").to_owned();
                let meta = self.here(meta);
                let (blocks, found) = plain::marked(markdown::units(&text), &meta);
                assemble(&self.id(meta.url.as_deref(), hash), meta.or(found), text, blocks)
            }
            _ => self.plain(Meta::default(), text.to_owned(), hash),
        };
        article.diagnostics.splice(0..0, decoded.diagnostics);
        Ok(article)
    }

    fn plain(&self, meta: Meta, text: String, hash: &str) -> Article {
        let mut article = plain_article("", self.here(meta), text);
        article.id = self.id(article.url.as_deref(), hash);
        article
    }

    fn line_article(&self, text: &str, what: &'static str, hash: &str) -> Result<Article, Problem> {
        let line = line::parse(text, &self.options.fields, what).map_err(|reason| {
            let hint = "an article has at least a \"text\"; --field text=NAME says how it is called here";
            self.problem(&reason).hint(hint)
        })?;
        let id = line.id.unwrap_or_else(|| self.id(line.meta.url.as_deref(), hash));
        let mut article = plain_article(&id, self.here(line.meta), line.text);
        article.diagnostics.extend(encoding::replaced(&article.text));
        if let Some(stated) = line.odd_date {
            let message = format!("date `{stated}` is not a date");
            let diagnostic = Diagnostic::new(Level::Warn, "odd-date", message, Some("write it as 2025-11-20"));
            article.diagnostics.push(Diagnostic { line: self.number, ..diagnostic });
        }
        Ok(article)
    }

    fn page_article(&self, page: Page, hash: &str) -> Result<Article, Problem> {
        if page.blocks.is_empty() {
            return Err(self.unread("no main text found in it"));
        }
        let meta = self.here(page.meta.clone());
        let (blocks, found) = plain::marked(page.units(), &meta);
        Ok(assemble(&self.id(meta.url.as_deref(), hash), meta.or(found), page.text, blocks))
    }

    fn unread(&self, reason: &str) -> Problem {
        self.problem(reason).hint("save the article's text instead, or use --from text")
    }

    /// The article's id where the input gives none of its own: its URL, else its place, else its content.
    fn id(&self, url: Option<&str>, hash: &str) -> String {
        match (url, &self.name, self.number) {
            (Some(url), _, _) => url.to_owned(),
            (None, None, _) => hash.to_owned(),
            (None, Some(name), Some(number)) => format!("{name}#{number}"),
            (None, Some(name), None) => name.clone(),
        }
    }

    /// What is known of the article from all sides but its text, with the file it came from.
    fn here(&self, meta: Meta) -> Meta {
        let path = self.name.as_ref().map(|_| self.shown.clone());
        Meta { path, ..self.over.clone().or(meta).or(self.known.meta.clone()) }
    }

    fn problem(&self, reason: &str) -> Problem {
        Problem::new(&self.shown, reason).at_line(self.number).of(&self.input)
    }
}

/// SHA-256 in hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
