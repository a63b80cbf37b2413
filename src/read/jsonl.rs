//! One line of a JSONL input. Not the reading of the lines.

use super::date::date;
use super::meta::Meta;
use serde::Deserialize;
use std::borrow::Cow;

/// The fields of a line; only `text` is required, others are ignored.
#[derive(Debug, Deserialize)]
struct Line<'a> {
    id: Option<Id>,
    title: Option<String>,
    source: Option<String>,
    byline: Option<String>,
    date: Option<String>,
    url: Option<String>,
    lang: Option<String>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// An id, which some tools write as a number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// What a line holds.
pub(super) struct Parsed {
    pub id: Option<String>,
    pub meta: Meta,
    pub text: String,
    /// A date that is none.
    pub odd_date: Option<String>,
}

/// Reads a line; the error is a reason for people.
pub(super) fn parse(line: &str) -> Result<Parsed, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| reason(&error))?;
    let id = line.id.map(|id| match id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    });
    let filled = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
    let stated = filled(line.date);
    let published = stated.as_deref().and_then(date);
    let meta = Meta {
        path: None,
        title: filled(line.title),
        byline: filled(line.byline),
        source: filled(line.source),
        published,
        url: filled(line.url),
        lang: filled(line.lang),
    };
    Ok(Parsed { id: filled(id), meta, text: line.text.into_owned(), odd_date: stated.filter(|_| published.is_none()) })
}

/// The parser's words without its own line number, which is always 1 here.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    match error.classify() {
        serde_json::error::Category::Data => format!("not an article: {what}"),
        _ => format!("not JSON: {what} at column {}", error.column()),
    }
}
