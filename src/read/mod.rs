//! Bytes to articles: inputs listed, formats told apart, containers taken apart, text, blocks, sentences, language. Knows
//! nothing of actors or figures.
//!
//! [`paths`] lists inputs, [`each`] takes them apart into the bytes of one article each, as a stream, and [`Record::read`]
//! reads one, a pure function; [`file()`] is the two in one, [`bytes()`] the same for what is in memory. [`article_from_text`] is for a text that is in memory already.

mod abbreviations;
mod article;
mod broken;
mod date;
mod document;
mod ends;
mod furniture;
mod input;
mod kinds;
mod language;
mod lines;
mod meta;
mod options;
mod plain;
mod problem;
mod record;
mod sentences;
mod sidecar;
mod site;
mod sniff;
mod sources;
mod stream;
mod unit;
mod words;

pub use article::article_from_text;
pub use broken::is_caught;
pub use date::date;
pub use input::{Input, list, paths, paths_in};
pub use meta::Meta;
pub use options::{Format, Limits, Options};
pub use problem::Problem;
pub use record::Record;
pub use sidecar::SIDECAR;
pub use site::{SiteSheet, Tally, mark_site, site_sheet};
pub use sources::sources;
pub use stream::{Flow, each, each_of};

use crate::model::Article;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The articles of one input; a bad one is a [`Problem`] and the rest goes on. All at once: for large inputs there is [`each`].
pub fn file(input: &Input, options: &Options) -> Vec<Result<Article, Problem>> {
    let mut articles = Vec::new();
    let _ = each(input, &Arc::new(options.clone()), &mut |record| {
        articles.push(record.and_then(Record::read));
        ControlFlow::Continue(())
    });
    articles
}

/// The articles of bytes that are in memory; `name` is what a file of them would be called.
pub fn bytes(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Article, Problem>> {
    let mut articles = Vec::new();
    let _ = each_of(name, bytes, &Arc::new(options.clone()), &mut |record| {
        articles.push(record.and_then(Record::read));
        ControlFlow::Continue(())
    });
    articles
}

/// The first article of an input.
pub fn first(input: &Input, options: &Options) -> Option<Result<Article, Problem>> {
    let mut first = None;
    let _ = each(input, &Arc::new(options.clone()), &mut |record| {
        first = Some(record.and_then(Record::read));
        ControlFlow::Break(())
    });
    first
}
