//! One article as a JSON object or as a table's row. Not the reading of the lines.

use crate::read::date::date;
use crate::read::meta::Meta;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The fields of a line that is written as we write it; only `text` is required, others are ignored.
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
pub(in crate::read) struct Parsed {
    pub id: Option<String>,
    pub meta: Meta,
    pub text: String,
    /// A date that is none.
    pub odd_date: Option<String>,
}

/// Names under which exports have an article's text, the likeliest first.
pub(in crate::read) const TEXTS: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "article_text",
    "full_text",
    "fulltext",
    "maintext",
    "body_text",
    "articlebody",
    "plain_text",
];
const IDS: &[&str] = &["id", "article_id", "guid", "doc_id", "document_id"];
const TITLES: &[&str] = &["title", "headline", "article_title", "name"];
const SOURCES: &[&str] =
    &["source", "outlet", "publisher", "publication", "source_name", "source_domain", "site_name", "site", "domain", "newspaper"];
const BYLINES: &[&str] = &["byline", "author", "authors", "creator", "by"];
const DATES: &[&str] = &[
    "date",
    "published",
    "published_at",
    "publishedat",
    "published_date",
    "publication_date",
    "date_published",
    "date_publish",
    "datepublished",
    "pub_date",
    "pubdate",
    "publish_date",
];
const URLS: &[&str] = &["url", "link", "canonical_url", "canonical", "article_url", "source_url", "web_url", "permalink"];
const LANGS: &[&str] = &["lang", "language"];

/// Reads a line; `fields` are pairs of our name and theirs. The error is a reason for people.
pub(in crate::read) fn parse(line: &str, fields: &[(String, String)], what: &'static str) -> Result<Parsed, String> {
    if fields.is_empty()
        && let Ok(line) = serde_json::from_str::<Line>(line)
    {
        let id = line.id.map(|id| match id {
            Id::Text(text) => text,
            Id::Number(number) => number.to_string(),
        });
        let meta = Meta {
            title: line.title,
            byline: line.byline,
            source: line.source,
            url: line.url,
            lang: line.lang,
            ..Meta::default()
        };
        return Ok(parsed(id, meta, line.date, line.text.into_owned(), what));
    }
    let object: Map<String, Value> = match serde_json::from_str(line) {
        Ok(object) => object,
        Err(error) => match paired(line) {
            Some(line) => serde_json::from_str(&line),
            None => Err(error),
        }
        .map_err(|error| reason(&error))?,
    };
    mapped(&object, fields, what)
}

/// A line with U+FFFD in the place of each half of a character that stands alone, as some programs cut them; `None` where none does.
fn paired(line: &str) -> Option<String> {
    let half = |at: usize| {
        let code = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(code, 16).ok().filter(|code| (0xD800..0xE000).contains(code))
    };
    let (mut mended, mut from, mut at) = (String::new(), 0, 0);
    while let Some(found) = line.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        match (half(at), half(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..)) => at += 12,
            (Some(_), _) => {
                mended.push_str(line.get(from..at).unwrap_or(""));
                mended.push_str("\\ufffd");
                at += 6;
                from = at;
            }
            // An escaped sign is no escape of what follows it.
            (None, _) => at += 2,
        }
    }
    mended.push_str(line.get(from..).unwrap_or(""));
    (from > 0).then_some(mended)
}

/// Reads an object by the caller's names and the usual ones.
fn mapped(object: &Map<String, Value>, fields: &[(String, String)], what: &'static str) -> Result<Parsed, String> {
    let find =
        |name: &str| object.get(name).or_else(|| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, v)| v));
    let take = |ours: &str, usual: &[&str]| {
        let named = fields.iter().filter(|(name, _)| name == ours).map(|(_, theirs)| theirs.as_str());
        named.chain(usual.iter().copied()).filter_map(find).find_map(string)
    };
    let texts = fields.iter().filter(|(name, _)| name == "text").map(|(_, theirs)| theirs.as_str()).chain(TEXTS.iter().copied());
    let texts: Vec<(&str, &Value)> =
        texts.filter_map(|name| Some((name, find(name)?))).filter(|(_, value)| !value.is_null()).collect();
    let text = match (texts.iter().find_map(|(_, value)| prose(value)), texts.first()) {
        (_, Some(("text", value))) if !value.is_string() => return Err("not an article: `text` is no string".to_owned()),
        (Some(text), _) => text,
        (None, Some((name, value))) if !value.is_string() => return Err(format!("not an article: `{name}` is no text")),
        (None, _) => {
            let names: Vec<&str> = object.keys().take(12).map(String::as_str).collect();
            return Err(format!("not an article: missing field `text`; its fields are {}", names.join(", ")));
        }
    };
    let meta = Meta {
        title: take("title", TITLES),
        byline: take("byline", BYLINES),
        source: take("source", SOURCES),
        url: take("url", URLS),
        lang: take("lang", LANGS),
        ..Meta::default()
    };
    Ok(parsed(take("id", IDS), meta, take("date", DATES).or_else(|| take("published", &[])), text, what))
}

/// An article's text: a string, or a list of them, each a paragraph. A number is none.
fn prose(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?.join("\n\n"),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A value as a string: names in objects and lists included.
fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => string(object.get("name").or_else(|| object.get("title"))?)?,
        Value::Array(list) => list.iter().filter_map(string).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

fn parsed(id: Option<String>, meta: Meta, stated: Option<String>, text: String, what: &'static str) -> Parsed {
    let filled = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
    let stated = filled(stated);
    let published = stated.as_deref().and_then(date);
    let meta = Meta {
        title: filled(meta.title),
        byline: filled(meta.byline),
        source: filled(meta.source),
        published,
        url: filled(meta.url),
        lang: filled(meta.lang),
        ..Meta::default()
    };
    Parsed { id: filled(id), meta: meta.said_by(what), text, odd_date: stated.filter(|_| published.is_none()) }
}

/// The parser's words without its own line number, which is of the object and not of the file.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    match error.classify() {
        serde_json::error::Category::Data => format!("not an article: {what}"),
        _ => format!("not JSON: {what} at column {}", error.column()),
    }
}
