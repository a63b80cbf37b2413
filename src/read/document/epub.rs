//! EPUB: the chapters of its spine, in order, each read as a page that is all article.

use super::html::{self, Page};
use super::xml;
use crate::read::date::date;
use crate::read::meta::Meta;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// A spine with more chapters is no book.
const CHAPTERS: usize = 5000;

/// Reads a book; its chapters together may have `limit` bytes. The error is a reason for people.
pub(in crate::read) fn book(bytes: &[u8], limit: u64) -> Result<Page, String> {
    let mut archive = xml::open(bytes)?;
    let container = xml::member(&mut archive, "META-INF/container.xml", limit)?.ok_or("the book has no container.xml")?;
    let path = root(&container).ok_or("the book's container names no package")?;
    let package = xml::member(&mut archive, &path, limit)?.ok_or_else(|| format!("the book has no `{path}`"))?;
    let package = Package::read(&package)?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut book = Page { meta: package.meta.said_by("package"), ..Page::default() };
    let mut left = limit;
    for id in package.spine.iter().take(CHAPTERS) {
        let Some(href) = package.items.get(id) else { continue };
        let Some(chapter) = xml::member(&mut archive, &join(folder, href), left)? else { continue };
        left = left.saturating_sub(chapter.len() as u64);
        book.append(&html::fragment(&chapter));
    }
    Ok(book)
}

/// The package that the container names.
fn root(container: &str) -> Option<String> {
    let mut reader = Reader::from_str(container);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) if xml::local(&element) == "rootfile" => {
                return xml::attribute(&element, "full-path");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// A path in the archive, from the folder of the package.
fn join(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href).replace("%20", " ");
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What a package says: what the book is, its files by id, which of them are read in which order.
#[derive(Default)]
struct Package {
    meta: Meta,
    items: BTreeMap<String, String>,
    spine: Vec<String>,
}

impl Package {
    fn read(text: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text);
        let mut package = Self::default();
        let mut inside = String::new();
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    package.element(&element);
                    inside = xml::local(&element).to_owned();
                }
                Ok(Event::Empty(element)) => package.element(&element),
                Ok(Event::Text(text)) => package.say(&inside, text.xml10_content().trim()),
                Ok(Event::End(_)) => inside.clear(),
                Ok(Event::Eof) => return Ok(package),
                Ok(_) => {}
                Err(error) => return Err(format!("the book's package is damaged: {error}")),
            }
        }
    }

    fn element(&mut self, element: &BytesStart) {
        let attribute = |name| xml::attribute(element, name);
        match xml::local(element) {
            "item" => {
                let page = attribute("media-type").is_some_and(|kind| kind.contains("html"));
                let contents = attribute("properties").is_some_and(|properties| properties.split(' ').any(|word| word == "nav"));
                if let (Some(id), Some(href), true) = (attribute("id"), attribute("href"), page && !contents) {
                    self.items.insert(id, href);
                }
            }
            "itemref" if attribute("linear").as_deref() != Some("no") => self.spine.extend(attribute("idref")),
            _ => {}
        }
    }

    fn say(&mut self, name: &str, value: &str) {
        let value = || Some(value.to_owned()).filter(|value| !value.is_empty());
        let meta = &mut self.meta;
        match name {
            "title" => meta.title = meta.title.take().or_else(value),
            "creator" => meta.byline = meta.byline.take().or_else(value),
            "publisher" => meta.source = meta.source.take().or_else(value),
            "language" => meta.lang = meta.lang.take().or_else(value),
            "date" => meta.published = meta.published.or_else(|| date(&value()?)),
            _ => {}
        }
    }
}
