//! RSS, Atom and JSON Feed: an entry with its content is an article. Entries with a summary only are taken as that.

use super::html::escaped;
use crate::read::date::date;
use crate::read::meta::Meta;
use crate::read::record::Known;
use feed_rs::model::{Entry, Feed};

/// One entry: its content as HTML, and what the feed says of it.
pub(in crate::read) struct Item {
    pub(in crate::read) known: Known,
    pub(in crate::read) html: String,
}

/// The entries of a feed, in its order; the error is a reason for people.
pub(in crate::read) fn entries(bytes: &[u8]) -> Result<Vec<Item>, String> {
    // A definition of entities is the one thing in XML that grows by itself, and no feed needs it.
    if memchr::memmem::find(bytes, b"<!ENTITY").is_some() {
        return Err("the feed defines entities of its own".to_owned());
    }
    let feed = feed_rs::parser::Builder::new().sanitize_content(false).build().parse(bytes);
    let feed = feed.map_err(|error| format!("not a feed: {error}"))?;
    Ok(feed.entries.iter().map(|entry| item(&feed, entry)).collect())
}

fn item(feed: &Feed, entry: &Entry) -> Item {
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let body = entry.content.as_ref().and_then(|content| content.body.clone());
    let summary = entry.summary.as_ref().map(|summary| summary.content.clone());
    let html = match (body, summary) {
        (Some(body), _) if !body.trim().is_empty() => body,
        (_, Some(summary)) => summary,
        _ => String::new(),
    };
    let title = entry.title.as_ref().and_then(|title| filled(&super::html::fragment(&title.content).text));
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate")).or(entry.links.first());
    let authors: Vec<&str> = entry.authors.iter().chain(&feed.authors).filter_map(|person| person.name.as_deref()).collect();
    let day = entry.published.or(entry.updated).and_then(|day| date(&day.to_rfc3339()));
    let meta = Meta {
        byline: authors.first().and_then(|name| filled(name)),
        source: feed.title.as_ref().and_then(|title| filled(&title.content)),
        published: day,
        url: link.map(|link| link.href.clone()).filter(|url| url.starts_with("http")),
        lang: entry.language.clone().or_else(|| feed.language.clone()),
        title: title.clone(),
        ..Meta::default()
    };
    let head = title.map(|title| format!("<h1>{}</h1>\n", escaped(&title))).unwrap_or_default();
    Item { known: Known { meta: meta.said_by("feed"), ..Known::default() }, html: head + &html }
}
