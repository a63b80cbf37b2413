//! What an element of an entry says: title, text, day, address, author. Where entries begin and end `markup` knows.

use super::Item;
use crate::read::date::date;
use crate::read::document::html::{self, escaped};
use crate::read::document::xml;
use crate::read::meta::Meta;
use crate::read::record::Known;
use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element and what stands in it, as it is written.
pub(super) struct Element<'a> {
    pub(super) element: &'a BytesStart<'a>,
    pub(super) inner: &'a str,
}

impl Element<'_> {
    /// What it says, as HTML.
    pub(super) fn html(&self) -> String {
        let attribute = |name| xml::attribute(self.element, name).unwrap_or_default().to_ascii_lowercase();
        let (kind, mode) = (attribute("type"), attribute("mode"));
        let (unpacked, nested) = unpacked(self.inner);
        match () {
            () if mode == "base64" || is_data(&kind) => String::new(),
            // Elements that are written as such are the text's own.
            () if nested || kind == "xhtml" => self.inner.to_owned(),
            () if kind == "text" || kind == "text/plain" => escaped(&unpacked),
            () => unpacked,
        }
    }

    /// The name of a person: an element of its own, or the text, where an address may stand beside it.
    pub(super) fn person(&self) -> Option<String> {
        let name = self.inner.split_once("name>").and_then(|(_, rest)| rest.split_once("</")).map(|(name, _)| name);
        let text = said(name.unwrap_or(&self.html()))?;
        let beside = text.split_once('(').and_then(|(mail, rest)| mail.contains('@').then(|| rest.trim_end_matches(')')));
        let name = beside.unwrap_or(&text).split('<').next().unwrap_or("").trim();
        Some(name.to_owned()).filter(|name| !name.is_empty() && !name.contains('@'))
    }
}

/// Whether a media type is that of something that is no text.
fn is_data(kind: &str) -> bool {
    kind.contains('/') && !["text/", "html", "xml"].iter().any(|text| kind.contains(text))
}

/// The text of a piece of HTML, if there is any.
pub(super) fn said(piece: &str) -> Option<String> {
    let text = html::fragment(piece).text;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}

/// An element's text with its entities resolved once, and whether there are elements in it.
fn unpacked(inner: &str) -> (String, bool) {
    let mut reader = Reader::from_str(inner);
    reader.config_mut().allow_dangling_amp = true;
    let (mut text, mut nested) = (String::with_capacity(inner.len()), false);
    loop {
        match reader.read_event() {
            Ok(Event::Text(part)) => text.push_str(&part.xml10_content()),
            Ok(Event::CData(part)) => text.push_str(&part.xml10_content()),
            // What HTML alone knows is left to the reader of HTML.
            Ok(Event::GeneralRef(reference)) => match xml::entity(&reference).filter(|c| !matches!(c, '\u{80}'..='\u{a0}')) {
                Some(c) => text.push(c),
                None => text.extend(["&", &*reference, ";"]),
            },
            Ok(Event::Start(_) | Event::Empty(_)) => nested = true,
            Ok(Event::Eof) => return (text, nested),
            Ok(_) => {}
            Err(_) => return (inner.to_owned(), true),
        }
    }
}

/// One entry on its way.
#[derive(Default)]
pub(super) struct Entry {
    pub(super) meta: Meta,
    /// Texts, by how whole they are: content, summary, what else there is.
    texts: [String; 3],
    /// A title of something in the entry, where it has none of its own.
    other_title: Option<String>,
    /// A day of change, where that of publication is missing.
    changed: Option<Date>,
    /// An id that is an address.
    id: Option<String>,
}

impl Entry {
    /// Takes one of its elements.
    pub(super) fn take(&mut self, element: &Element) {
        let name = element.element.name().into_inner();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let meta = &mut self.meta;
        match local {
            "title" if prefix == "media" => self.other_title = said(&element.html()),
            "title" => meta.title = meta.title.take().or_else(|| said(&element.html())),
            "link" => self.link(element),
            "id" | "guid" if xml::attribute(element.element, "isPermaLink").as_deref() != Some("false") => {
                self.id = said(&element.html()).filter(|id| id.starts_with("http"));
            }
            "encoded" | "body" | "content" if prefix != "media" => self.text(0, element),
            "description" | "summary" | "abstract" if prefix.is_empty() || prefix == "atom" => self.text(1, element),
            "description" | "summary" | "subtitle" => self.text(2, element),
            "published" | "pubDate" | "pubdate" | "issued" | "date" | "created" => {
                meta.published = meta.published.or_else(|| date(&said(&element.html())?));
            }
            "updated" | "modified" | "lastmod" => self.changed = self.changed.or_else(|| date(&said(&element.html())?)),
            "author" | "creator" => meta.byline = meta.byline.take().or_else(|| element.person()),
            "language" => meta.lang = meta.lang.take().or_else(|| said(&element.html())),
            _ => {}
        }
    }

    /// The longest text of its kind counts: an entry may have one for each language or form.
    fn text(&mut self, rank: usize, element: &Element) {
        let html = element.html();
        if let Some(text) = self.texts.get_mut(rank).filter(|text| text.len() < html.len()) {
            *text = html;
        }
    }

    fn link(&mut self, element: &Element) {
        let attribute = |name| xml::attribute(element.element, name);
        let page = attribute("rel").is_none_or(|rel| rel == "alternate");
        let address = attribute("href").or_else(|| said(&element.html())).filter(|url| page && url.starts_with("http"));
        self.meta.url = self.meta.url.take().or(address);
    }

    /// The entry as a whole, completed by what the feed says of itself.
    pub(super) fn item(self, feed: &Meta) -> Item {
        let url = self.meta.url.clone().or(self.id);
        let title = self.meta.title.clone().or(self.other_title);
        let published = self.meta.published.or(self.changed);
        let meta = Meta { url, title, published, ..self.meta }.or(feed.clone());
        let html = self.texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
        Item::new(Known { meta: meta.said_by("feed"), ..Known::default() }, &html)
    }
}
