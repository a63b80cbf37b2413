//! A web page to text and blocks: the main text by `dom_smoothie`, its elements to blocks. What the extractor dropped is not in
//! the text.

mod classify;
mod head;
mod writer;

use crate::model::BlockKind;
use crate::read::date::date;
use crate::read::meta::Meta;
use crate::read::unit::Unit;
use dom_query::Document;
use dom_smoothie::{Article, Config, Readability, ReadabilityError};
use writer::Writer;

/// A page that nests deeper is no page, and the parser's time grows with the square of the depth.
const DEPTH: usize = 2000;

/// The main text of a page.
#[derive(Debug, Default, Clone)]
pub(in crate::read) struct Page {
    /// The text, one line a block.
    pub text: String,
    /// Its blocks as byte ranges with their kinds.
    pub blocks: Vec<(usize, usize, BlockKind)>,
    /// What the page's head says.
    pub meta: Meta,
}

/// Extracts a page of at most so many elements; the error is a reason for people.
pub(in crate::read) fn page(html: &str, elements: usize) -> Result<Page, String> {
    if nesting(html) > DEPTH {
        return Err(format!("elements nested more than {DEPTH} deep"));
    }
    let config = Config { max_elements_to_parse: elements, ..Config::default() };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|error| error.to_string())?;
    let said = head::head(&reader.doc);
    let article = reader.parse().map_err(|error| match error {
        ReadabilityError::GrabFailed => "no main text found in the page".to_owned(),
        ReadabilityError::TooManyElements(..) => format!("the page has more than {elements} elements, see --max-elements"),
        other => other.to_string(),
    })?;
    let content = Document::from(article.content.clone());
    let mut page = Page { meta: meta(said, article), ..Page::default() };
    let mut writer = Writer::new(&mut page);
    writer.write(&content.root());
    let links = writer.links();
    classify::classify(&mut page, &links);
    Ok(page)
}

/// What the head says, completed by what the extractor makes of the page. Its title counts, for it is without the outlet's name.
fn meta(said: Meta, article: Article) -> Meta {
    let filled = |value: String| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    let same = |title: &String| said.title.as_ref() == Some(title);
    let title = filled(article.title.to_string());
    let shown = Meta { title: title.clone().filter(|title| !same(title)), ..Meta::default() }.said_by("title tag");
    let found = Meta {
        byline: article.byline.and_then(|name| head::person(&name)),
        source: article.site_name.and_then(|name| filled(name.to_string())).filter(|name| !name.starts_with('@')),
        published: article.published_time.as_deref().and_then(date),
        url: article.url.filter(|url| url.starts_with("http")).map(|url| url.to_string()),
        lang: article.lang.and_then(|lang| filled(lang.to_string())),
        ..Meta::default()
    };
    let outlet = |meta: &Meta| Meta { source: meta.url.as_deref().and_then(host), ..Meta::default() }.said_by("url");
    let meta = shown.or(said).or(found.said_by("page"));
    let outlet = outlet(&meta);
    meta.or(outlet)
}

/// The host of an address.
fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', ':', '?', '#']).next()?;
    Some(host.trim_start_matches("www.").to_owned()).filter(|host| host.contains('.'))
}

/// A piece of HTML that is all article: nothing is dropped but what is not text.
pub(in crate::read) fn fragment(html: &str) -> Page {
    let mut page = Page::default();
    if nesting(html) <= DEPTH {
        Writer::new(&mut page).write(&Document::from(html).root());
    }
    page
}

/// A text as HTML shows it.
pub(in crate::read) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// How deep a page nests at most, told from its tags alone; elements whose end tag may be left out are not counted.
fn nesting(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut depth, mut deepest) = (0usize, 0);
    for at in memchr::memchr_iter(b'<', bytes) {
        let tag = bytes.get(at + 1..).unwrap_or(&[]);
        let (closes, name) = tag.strip_prefix(b"/").map_or((false, tag), |name| (true, name));
        let open = [
            "div",
            "span",
            "section",
            "article",
            "main",
            "table",
            "ul",
            "ol",
            "b",
            "i",
            "em",
            "strong",
            "a",
            "font",
            "blockquote",
            "center",
        ]
        .into_iter()
        .any(|open| {
            let end = name.get(open.len()).is_none_or(|b| !b.is_ascii_alphanumeric());
            end && name.get(..open.len()).is_some_and(|name| name.eq_ignore_ascii_case(open.as_bytes()))
        });
        match (open, closes) {
            (true, true) => depth = depth.saturating_sub(1),
            (true, false) => depth += 1,
            (false, _) => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

impl Page {
    /// Ends the block that began at `start`, with the line.
    pub(in crate::read) fn end_block(&mut self, start: usize, kind: BlockKind) {
        let end = self.text.len();
        if self.text.get(start..end).is_some_and(|block| !block.trim().is_empty()) {
            self.blocks.push((start, end, kind));
        }
        if end > start {
            self.text.push('\n');
        }
    }

    /// Adds another page's text below this one's.
    pub(in crate::read) fn append(&mut self, other: &Page) {
        let at = self.text.len();
        self.text.push_str(&other.text);
        self.blocks.extend(other.blocks.iter().map(|&(start, end, kind)| (at + start, at + end, kind)));
    }

    /// The blocks as units.
    pub(in crate::read) fn units(&self) -> Vec<Unit<'_>> {
        self.blocks.iter().filter_map(|&(start, end, kind)| Unit::new(&self.text, start, end, Some(kind))).collect()
    }
}
