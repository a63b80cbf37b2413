//! JSON Feed, by a crate that knows its versions.

use super::Item;
use crate::read::date::date;
use crate::read::document::html;
use crate::read::meta::Meta;
use crate::read::record::Known;
use feed_rs::model::{Entry, Feed};

/// The entries of a feed, in its order; the error is a reason for people.
pub(super) fn entries(text: &str) -> Result<Vec<Item>, String> {
    let feed = feed_rs::parser::Builder::new().sanitize_content(false).build().parse(text.as_bytes());
    let feed = feed.map_err(|error| format!("not a feed: {error}"))?;
    Ok(feed.entries.iter().map(|entry| item(&feed, entry)).collect())
}

fn item(feed: &Feed, entry: &Entry) -> Item {
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref()).filter(|body| !body.trim().is_empty());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let mut authors = entry.authors.iter().chain(&feed.authors).filter_map(|person| person.name.as_deref());
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate")).or(entry.links.first());
    let meta = Meta {
        title: entry.title.as_ref().and_then(|title| filled(&html::fragment(&title.content).text)),
        byline: authors.next().and_then(filled),
        source: feed.title.as_ref().and_then(|title| filled(&title.content)),
        published: entry.published.or(entry.updated).and_then(|day| date(&day.to_rfc3339())),
        url: link.map(|link| link.href.clone()).filter(|url| url.starts_with("http")),
        lang: entry.language.clone().or_else(|| feed.language.clone()),
        ..Meta::default()
    };
    Item::new(Known { meta: meta.said_by("feed"), ..Known::default() }, body.or(summary).unwrap_or(""))
}
