//! The few things that the readers of XML in archives share: a member's bytes within limits, an event's name, an entity's text.

use quick_xml::events::{BytesRef, BytesStart};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The archive of a document held in memory.
pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Opens a document; the error is a reason for people.
pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, String> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("not a whole ZIP archive: {error}"))
}

/// A member's text, if it is there and not larger than `limit`.
pub(super) fn member(archive: &mut Archive, name: &str, limit: u64) -> Result<Option<String>, String> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| format!("`{name}` cannot be unpacked: {error}"))?;
    if bytes.len() as u64 > limit {
        return Err(format!("`{name}` unpacks to more than {limit} bytes"));
    }
    let decoded = super::encoding::decode(&bytes, None).map_err(str::to_owned)?;
    Ok(Some(decoded.text.into_owned()))
}

/// An element's name without its prefix.
pub(super) fn local<'a>(element: &'a BytesStart) -> &'a str {
    after_prefix(element.name().into_inner())
}

/// A name without its prefix.
pub(super) fn after_prefix(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart, wanted: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find_map(|attribute| (after_prefix(attribute.key.into_inner()) == wanted).then(|| unescaped(&attribute.value)))
}

/// A value with its entities resolved; unknown ones stand as they are.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |value| value.into_owned())
}

/// What an entity in running text stands for; nothing for one that the document defines itself, which is never expanded.
pub(super) fn entity(reference: &BytesRef) -> Option<char> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(c),
        _ => match &**reference {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            _ => None,
        },
    }
}
