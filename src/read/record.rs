//! The bytes of one article to the article. Pure: the work that can be shared out over threads.

use super::article::{assemble, plain_article};
use super::problem::Problem;
use super::{Format, Input, Meta, html, jsonl, markdown, meta, plain};
use crate::model::{Article, Diagnostic, Level};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The bytes of one article and where they came from.
#[derive(Debug, Clone)]
pub struct Record {
    input: Arc<Input>,
    format: Format,
    bytes: Vec<u8>,
    line: Option<usize>,
}

impl Record {
    pub(super) fn new(input: &Arc<Input>, format: Format, bytes: Vec<u8>, line: Option<usize>) -> Self {
        Self { input: Arc::clone(input), format, bytes, line }
    }

    /// The input that it came from.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// How many bytes it holds.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Reads the article.
    pub fn read(self) -> Result<Article, Problem> {
        let hash = sha256(&self.bytes);
        let text = self.text()?;
        let mut article = match self.format {
            Format::Jsonl => self.line_article(text, &hash),
            Format::Html => self.page_article(text, &hash),
            Format::Markdown => {
                let (meta, from) = meta::front_matter(text).unwrap_or_default();
                let text = text.get(from..).unwrap_or("").to_owned();
                let meta = self.here(meta);
                let (blocks, found) = plain::marked(markdown::units(&text), &meta);
                Ok(assemble(&self.id(meta.url.as_deref(), &hash), meta.or(found), text, blocks))
            }
            Format::Auto | Format::Text => {
                let mut article = plain_article("", self.here(Meta::default()), text.to_owned());
                article.id = self.id(article.url.as_deref(), &hash);
                Ok(article)
            }
        }?;
        article.sha256 = hash;
        Ok(article)
    }

    fn line_article(&self, text: &str, hash: &str) -> Result<Article, Problem> {
        let line = jsonl::parse(text).map_err(|reason| {
            let hint = "a line is a JSON object with at least a \"text\"";
            self.problem(&reason).hint(hint)
        })?;
        let id = line.id.unwrap_or_else(|| self.id(line.meta.url.as_deref(), hash));
        let mut article = plain_article(&id, self.here(line.meta), line.text);
        if let Some(stated) = line.odd_date {
            let message = format!("date `{stated}` is not a date");
            let diagnostic = Diagnostic::new(Level::Warn, "odd-date", message, Some("write it as 2025-11-20"));
            article.diagnostics.push(Diagnostic { line: self.line, ..diagnostic });
        }
        Ok(article)
    }

    fn page_article(&self, text: &str, hash: &str) -> Result<Article, Problem> {
        // The extractor is other people's code and meets whatever the web has: a panic there costs one page, not the run.
        let page = catch_unwind(AssertUnwindSafe(|| html::page(text)))
            .unwrap_or_else(|_| Err("the page broke the HTML reader".to_owned()))
            .and_then(|page| if page.blocks.is_empty() { Err("no main text found in the page".to_owned()) } else { Ok(page) })
            .map_err(|reason| self.problem(&reason).hint("save the article's text instead, or use --from text"))?;
        let meta = self.here(page.meta.clone());
        let (blocks, found) = plain::marked(page.units(), &meta);
        Ok(assemble(&self.id(meta.url.as_deref(), hash), meta.or(found), page.text, blocks))
    }

    /// The text, without a byte order mark.
    fn text(&self) -> Result<&str, Problem> {
        let bytes = self.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.bytes);
        if memchr::memchr(0, bytes).is_some() {
            return Err(self.problem("binary file").hint("only text, Markdown, HTML and JSONL are read"));
        }
        std::str::from_utf8(bytes).map_err(|error| {
            let offset = self.bytes.len() - bytes.len() + error.valid_up_to();
            let line = 1 + memchr::memchr_iter(b'\n', self.bytes.get(..offset).unwrap_or(&[])).count();
            let problem = self.problem(&format!("not UTF-8 at byte {offset}"));
            problem.at_line(self.line.or(Some(line))).hint("convert it, for example with iconv -f WINDOWS-1252 -t UTF-8")
        })
    }

    /// The article's id where the input gives none of its own: its URL, else its place, else its content.
    fn id(&self, url: Option<&str>, hash: &str) -> String {
        match (url, &self.input.path, self.line) {
            (Some(url), _, _) => url.to_owned(),
            (None, None, _) => hash.to_owned(),
            (None, Some(_), Some(line)) => format!("{}#{line}", self.input.name),
            (None, Some(_), None) => self.input.name.clone(),
        }
    }

    /// What is known of the article, with the file it came from.
    fn here(&self, meta: Meta) -> Meta {
        Meta { path: self.input.path.as_ref().map(|_| self.input.shown()), ..meta }
    }

    fn problem(&self, reason: &str) -> Problem {
        Problem::new(&self.input.shown(), reason).at_line(self.line)
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
