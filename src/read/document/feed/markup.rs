//! RSS and Atom of all versions, as the world writes them: a damaged or an odd entry costs itself, and what came before damage
//! is kept. What an element of an entry means is the work of `entry`.

use super::Item;
use super::entry::{Element, Entry, said};
use crate::read::document::xml;
use crate::read::meta::Meta;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What a feed says of itself, and its entries so far.
#[derive(Default)]
struct Feed {
    meta: Meta,
    items: Vec<Item>,
    /// The entry that is open.
    open: Option<Entry>,
}

/// The entries of a feed, in its order, and what is wrong with the rest of it.
pub(super) fn entries(text: &str) -> (Vec<Item>, Option<String>) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut feed = Feed::default();
    let damage = loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => break Some(error.to_string()),
        };
        match event {
            Event::Start(element) if !feed.opens(&element) => match reader.read_to_end(element.name()) {
                Ok(span) => feed.take(&element, within(text, span)),
                Err(error) => break Some(error.to_string()),
            },
            Event::Empty(element) => feed.take(&element, ""),
            Event::End(element) if is_entry(element.name().into_inner()) => feed.close(),
            Event::Eof => break None,
            _ => {}
        }
    };
    feed.close();
    (feed.items, damage.map(|reason| format!("the feed is damaged: {reason}")))
}

fn within(text: &str, span: std::ops::Range<u64>) -> &str {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    text.get(place(span.start)..place(span.end)).unwrap_or("")
}

fn is_entry(name: &str) -> bool {
    matches!(xml::after_prefix(name), "item" | "entry")
}

impl Feed {
    /// Whether an element is one whose children are looked at in turn: an entry, or what is around entries.
    fn opens(&mut self, element: &BytesStart) -> bool {
        let name = xml::local(element);
        if self.open.is_some() {
            return false;
        }
        if is_entry(name) {
            self.open = Some(Entry::default());
        }
        if let Some(lang) = xml::attribute(element, "lang") {
            match &mut self.open {
                Some(entry) => entry.meta.lang = Some(lang),
                None => self.meta.lang = Some(lang),
            }
        }
        is_entry(name) || matches!(name.to_ascii_lowercase().as_str(), "rss" | "rdf" | "feed" | "channel")
    }

    /// Takes an element of an entry or of the feed, with what stands in it.
    fn take(&mut self, element: &BytesStart, inner: &str) {
        let element = Element { element, inner };
        match &mut self.open {
            Some(entry) => entry.take(&element),
            None => match xml::local(element.element) {
                "title" => self.meta.source = self.meta.source.take().or_else(|| said(&element.html())),
                "language" => self.meta.lang = self.meta.lang.take().or_else(|| said(&element.html())),
                "author" | "creator" => self.meta.byline = self.meta.byline.take().or_else(|| element.person()),
                _ => {}
            },
        }
    }

    fn close(&mut self) {
        if let Some(entry) = self.open.take() {
            self.items.push(entry.item(&self.meta));
        }
    }
}
