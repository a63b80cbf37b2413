//! A web page to text and blocks: the main text by `dom_smoothie`, its elements to blocks. What the extractor dropped is not in
//! the text.

mod bounds;
mod classify;
mod head;
mod linked;
mod marked;
mod names;
mod writer;

use crate::model::BlockKind;
use crate::read::date::date;
use crate::read::meta::Meta;
use crate::read::unit::Unit;
use dom_query::Document;
use dom_smoothie::{Article, Config, Readability, ReadabilityError};
use writer::Writer;

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
    bounds::check(html)?;
    let config = Config { max_elements_to_parse: elements, ..Config::default() };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|error| error.to_string())?;
    let said = head::head(&reader.doc);
    name_captions(&reader.doc);
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

/// An element that a class calls a caption and that has more parts holds more than a caption.
const CAPTION: usize = 16;

/// Makes captions of the elements that a class calls so: the extractor forgets classes, and takes a caption for a paragraph.
fn name_captions(document: &Document) {
    for node in document.select("[class*=caption i]").nodes() {
        let small = node.descendants_it().take(CAPTION + 1).count() <= CAPTION;
        if small && node.descendants_it().filter(|part| part.has_name("p")).count() <= 1 {
            node.rename("figcaption");
        }
    }
}

/// What the head says, completed by what the extractor makes of the page. Its title counts, for it is without the outlet's name.
fn meta(said: Meta, article: Article) -> Meta {
    let filled = |value: String| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    let same = |title: &String| said.title.as_ref() == Some(title);
    let title = filled(article.title.to_string());
    let shown = Meta { title: title.clone().filter(|title| !same(title)), ..Meta::default() }.said_by("title tag");
    let found = Meta {
        byline: article.byline.and_then(|name| names::person(&name)),
        source: article.site_name.and_then(|name| names::outlet(&name)),
        published: article.published_time.as_deref().and_then(date),
        url: article.url.filter(|url| url.starts_with("http")).map(|url| url.to_string()),
        lang: article.lang.and_then(|lang| filled(lang.to_string())),
        ..Meta::default()
    };
    let meta = shown.or(said).or(found.said_by("page"));
    let address = |url: &str| Meta { source: host(url), published: marked::day_in(url), ..Meta::default() }.said_by("url");
    let host = meta.url.as_deref().and_then(host);
    let title = meta.title.as_deref().map(|title| names::headline(title, meta.source.as_deref(), host.as_deref()));
    let address = meta.url.as_deref().map(address).unwrap_or_default();
    Meta { title, ..meta }.or(address)
}

/// The host of an address.
fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', ':', '?', '#']).next()?;
    Some(host.trim_start_matches("www.").to_owned()).filter(|host| host.contains('.'))
}

/// A piece of HTML that is all article: nothing is dropped but what is not text.
pub(in crate::read) fn fragment(html: &str) -> Page {
    let mut page = Page::default();
    if bounds::check(html).is_ok() {
        Writer::new(&mut page).write(&Document::from(html).root());
    }
    page
}

/// A text as HTML shows it.
pub(in crate::read) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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
