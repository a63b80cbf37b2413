//! What a page's JSON-LD says of its article. Not its meta tags, and not what it says of other things.

use super::names::{outlet, person};
use crate::read::date::date;
use crate::read::meta::Meta;
use dom_query::Document;
use serde_json::{Map, Value};

/// A page with more JSON-LD than this is not looked through to its end.
const SCRIPTS: usize = 20;
/// How deep JSON-LD is looked into.
const DEPTH: usize = 6;

/// What JSON-LD says of the article.
pub(super) fn linked(document: &Document) -> Meta {
    let mut meta = Meta::default();
    for script in document.select("script[type='application/ld+json']").iter().take(SCRIPTS) {
        let text = script.text();
        // Sites write line ends into strings, which JSON forbids.
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if let Ok(value) = serde_json::from_str::<Value>(clean.trim().trim_end_matches(';')) {
            meta = meta.or(found(&value, 0));
        }
    }
    meta
}

fn found(value: &Value, depth: usize) -> Meta {
    match value {
        _ if depth > DEPTH => Meta::default(),
        Value::Array(list) => list.iter().fold(Meta::default(), |meta, value| meta.or(found(value, depth + 1))),
        Value::Object(object) if is_article(object) => article(object),
        Value::Object(object) => object.get("@graph").map_or_else(Meta::default, |graph| found(graph, depth + 1)),
        _ => Meta::default(),
    }
}

/// Whether an object is an article of any kind.
fn is_article(object: &Map<String, Value>) -> bool {
    let kind = |value: &Value| {
        value.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
    };
    match object.get("@type") {
        Some(Value::Array(list)) => list.iter().any(kind),
        Some(value) => kind(value),
        None => false,
    }
}

fn article(object: &Map<String, Value>) -> Meta {
    let text = |key: &str| object.get(key).and_then(name).filter(|text| !text.is_empty());
    let address = text("url").or_else(|| match object.get("mainEntityOfPage") {
        Some(Value::Object(page)) => page.get("@id").and_then(Value::as_str).map(str::to_owned),
        other => other.and_then(Value::as_str).map(str::to_owned),
    });
    Meta {
        title: text("headline"),
        byline: text("author").and_then(|name| person(&name)),
        source: text("publisher").and_then(|name| outlet(&name)),
        published: text("datePublished").and_then(|stamp| date(&stamp)),
        url: address.filter(|url| url.starts_with("http")),
        lang: text("inLanguage"),
        ..Meta::default()
    }
}

/// A text, the name of an object, or the names of a list.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Object(object) => object.get("name").and_then(name),
        Value::Array(list) => Some(list.iter().filter_map(name).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}
