//! Bytes to articles: inputs listed, formats told apart, text, blocks, sentences, language. Knows nothing of actors or figures.
//!
//! [`paths`] lists inputs, [`records`] takes them apart into the bytes of one article each (streaming JSONL), and
//! [`Record::read`] reads one; [`file()`] is the two in one. [`article_from_text`] is for a text that is in memory already.

mod abbreviations;
mod article;
mod date;
mod ends;
mod furniture;
mod html;
mod input;
mod jsonl;
mod kinds;
mod language;
mod lines;
mod markdown;
mod meta;
mod plain;
mod problem;
mod record;
mod records;
mod sentences;
mod sniff;
mod unit;
mod words;

pub use article::article_from_text;
pub use date::date;
pub use input::{Input, paths};
pub use meta::Meta;
pub use problem::Problem;
pub use record::Record;
pub use records::{Records, records};

use crate::model::Article;

/// What an input is to be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Told from content and name.
    #[default]
    Auto,
    /// Plain text.
    Text,
    /// Markdown, with front matter.
    Markdown,
    /// A web page.
    Html,
    /// One JSON object a line.
    Jsonl,
}

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The format.
    pub from: Format,
    /// The longest article that is taken, in bytes of input.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { from: Format::Auto, max_bytes: 8 << 20 }
    }
}

/// The articles of one input, read one after the other; a bad line is a [`Problem`] and the rest goes on.
pub fn file(input: &Input, options: &Options) -> impl Iterator<Item = Result<Article, Problem>> + use<> {
    records(input, options).map(|record| record.and_then(Record::read))
}
