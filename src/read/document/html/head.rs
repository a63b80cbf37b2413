//! What a page says of itself: JSON-LD, meta tags, elements marked up for it; each with where it stood. Not the page's text.

use crate::read::date::date;
use crate::read::meta::Meta;
use dom_query::Document;
use jiff::civil::Date;
use serde_json::{Map, Value};

/// A page with more JSON-LD than this is not looked through to its end.
const SCRIPTS: usize = 20;
/// How deep JSON-LD is looked into.
const DEPTH: usize = 6;

/// Meta tags by which sites tell the day of publication, the surest first.
const DAYS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article.published",
    "datePublished",
    "published_time",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "sailthru.date",
    "parsely-pub-date",
    "cXenseParse:recs:publishtime",
    "dcterms.created",
    "DC.date.issued",
    "DC.date",
    "dcterms.date",
    "date",
    "citation_publication_date",
];
const AUTHORS: &[&str] =
    &["author", "article:author_name", "parsely-author", "sailthru.author", "byl", "dc.creator", "DC.creator"];

/// What is found beside the text, the surest first; `og` and others are named as the places they are.
pub(super) fn head(document: &Document) -> Meta {
    let linked = linked(document).said_by("json-ld");
    let tag = |names: &[&str]| names.iter().find_map(|name| content(document, name));
    let graph = Meta {
        title: content(document, "og:title"),
        source: content(document, "og:site_name").filter(|name| !name.starts_with('@')),
        ..Meta::default()
    };
    let meta = Meta {
        published: DAYS.iter().find_map(|name| date(&content(document, name)?)),
        byline: tag(AUTHORS).and_then(|name| person(&name)),
        ..Meta::default()
    };
    let canonical = Meta { url: canonical(document), ..Meta::default() };
    let marked = Meta { published: marked_day(document), byline: marked_author(document), ..Meta::default() };
    linked
        .or(meta.said_by("meta tag"))
        .or(graph.said_by("opengraph"))
        .or(canonical.said_by("canonical link"))
        .or(marked.said_by("markup"))
}

/// The content of a meta tag by its name or property.
fn content(document: &Document, name: &str) -> Option<String> {
    ["property", "name", "itemprop"].iter().find_map(|attribute| {
        let value = document.select_single(&format!("meta[{attribute}='{name}']")).attr("content")?;
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    })
}

/// The page's own address.
fn canonical(document: &Document) -> Option<String> {
    let attribute = |selector, name| document.select_single(selector).attr(name).map(|value| value.trim().to_owned());
    let whole = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    attribute("link[rel=canonical]", "href").filter(whole).or_else(|| content(document, "og:url").filter(whole))
}

fn marked_day(document: &Document) -> Option<Date> {
    [
        "time[itemprop=datePublished]",
        "[itemprop=datePublished]",
        "time[pubdate]",
        "time.published",
        "article time[datetime]",
        "header time[datetime]",
    ]
    .iter()
    .find_map(|selector| {
        let element = document.select_single(selector);
        let stamp = element.attr("datetime").or_else(|| element.attr("content")).unwrap_or_else(|| element.text());
        date(&stamp)
    })
}

fn marked_author(document: &Document) -> Option<String> {
    ["[itemprop=author] [itemprop=name]", "a[rel=author]", "[itemprop=author]"]
        .iter()
        .find_map(|selector| person(&document.select_single(selector).text()))
}

/// What JSON-LD says of the article.
fn linked(document: &Document) -> Meta {
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
        source: text("publisher"),
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

/// A name as authors have them: without "By", without what follows it; not an address, a handle or a form's field.
pub(super) fn person(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let opening = ["written by ", "posted by ", "analysis by ", "opinion by ", "by "]
        .into_iter()
        .find(|opening| lower.starts_with(opening));
    let bare = text.get(opening.map_or(0, str::len)..)?.trim();
    let end = bare.find(|c: char| c.is_ascii_digit() || matches!(c, '|' | '\n' | '\t' | '(' | '@')).unwrap_or(bare.len());
    let bare = bare.get(..end)?.trim().trim_end_matches(['-', '–', '—', ',', '·', '•', ':']).trim();
    let known = !matches!(lower.as_str(), "admin" | "by" | "staff" | "editor" | "webmaster") && !lower.contains("http");
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    (known && letters >= 3 && bare.len() <= 120 && !bare.eq_ignore_ascii_case("admin")).then(|| bare.to_owned())
}
