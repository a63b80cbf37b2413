//! What a page says of itself beside its text: JSON-LD, meta tags, elements marked up for it; each with where it stood. Not the text.

use super::linked::linked;
use super::marked;
use super::names::{outlet, person};
use crate::read::date::date;
use crate::read::meta::Meta;
use dom_query::Document;
use rustc_hash::FxHashMap;

/// Meta tags by which sites tell the day of publication, the surest first; in lower case.
const DAYS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article.published",
    "article:published",
    "datepublished",
    "published_time",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "publication_date",
    "originalpublicationdate",
    "article_date_original",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "dcterms.created",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
    "citation_publication_date",
];
const AUTHORS: &[&str] = &["author", "article:author_name", "parsely-author", "sailthru.author", "byl", "dc.creator"];

/// What is found beside the text, the surest first; `og` and others are named as the places they are.
pub(super) fn head(document: &Document) -> Meta {
    let linked = linked(document).said_by("json-ld");
    let tags = tags(document);
    let tag = |name: &str| tags.get(name).cloned();
    let graph = Meta { title: tag("og:title"), source: tag("og:site_name").and_then(|name| outlet(&name)), ..Meta::default() };
    let meta = Meta {
        published: DAYS.iter().find_map(|name| date(&tag(name)?)),
        byline: AUTHORS.iter().find_map(|name| person(&tag(name)?)),
        ..Meta::default()
    };
    let whole = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let link = document.select_single("link[rel=canonical]").attr("href").map(|url| url.trim().to_owned());
    let canonical = Meta { url: link.filter(whole).or_else(|| tag("og:url").filter(whole)), ..Meta::default() };
    let marked = Meta { published: marked::day(document), byline: marked::author(document), ..Meta::default() };
    linked
        .or(meta.said_by("meta tag"))
        .or(graph.said_by("opengraph"))
        .or(canonical.said_by("canonical link"))
        .or(marked.said_by("markup"))
}

/// The contents of all meta tags by name or property in lower case; of two the first counts.
fn tags(document: &Document) -> FxHashMap<String, String> {
    let mut tags = FxHashMap::default();
    for tag in document.select("meta[content]").nodes() {
        let content = tag.attr("content").map(|content| content.trim().to_owned()).filter(|content| !content.is_empty());
        let Some(content) = content else { continue };
        for name in ["property", "name", "itemprop"].iter().filter_map(|attribute| tag.attr(attribute)) {
            tags.entry(name.trim().to_ascii_lowercase()).or_insert_with(|| content.clone());
        }
    }
    tags
}
