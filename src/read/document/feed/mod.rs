//! RSS, Atom and JSON Feed: an entry with its content is an article. Entries with a summary or a title only are taken as that.

mod entry;
mod json;
mod markup;

use super::encoding;
use super::html::escaped;
use crate::read::record::Known;

/// One entry: its content as HTML, and what the feed says of it.
pub(in crate::read) struct Item {
    pub(in crate::read) known: Known,
    pub(in crate::read) html: String,
}

impl Item {
    /// An entry; its title is a part of what it says.
    fn new(known: Known, html: &str) -> Self {
        let head = known.meta.title.as_ref().map(|title| format!("<h1>{}</h1>\n", escaped(title))).unwrap_or_default();
        Self { known, html: head + html }
    }
}

/// The entries of a feed, in its order, and what is wrong with the rest of it. The error is a reason for people.
pub(in crate::read) fn entries(bytes: &[u8], charset: Option<&str>) -> Result<(Vec<Item>, Option<String>), String> {
    let decoded = encoding::decode(bytes, charset)?;
    let text = decoded.text.trim_start();
    if text.starts_with('{') { json::entries(text).map(|items| (items, None)) } else { Ok(markup::entries(text)) }
}
