//! What other programs forgive in a PDF and its parser does not: a table of objects that is wrong or cut off, and comments in what a
//! page draws. Reads no text.

use pdf_extract::{Document, Object};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How far from an object's number its type is looked for.
const NEAR: usize = 400;
/// So many pieces of pages are looked at.
const PIECES: usize = 100_000;

/// The file with a new table of its objects at the end, found by their heads; `None` where nothing says which is
/// the first, and where its strings are locked.
pub(super) fn tabled(bytes: &[u8]) -> Option<Vec<u8>> {
    if memchr::memmem::find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let mut places: BTreeMap<u32, usize> = BTreeMap::new();
    let mut root = None;
    for at in memchr::memmem::find_iter(bytes, b" obj") {
        let Some((number, start)) = head(bytes, at) else { continue };
        places.insert(number, start);
        let near = bytes.get(at..(at + NEAR).min(bytes.len())).unwrap_or(&[]);
        let own = near.get(..memchr::memmem::find(near, b"endobj").unwrap_or(near.len())).unwrap_or(near);
        if memchr::memmem::find(own, b"/Catalog").is_some() {
            root = Some(number);
        }
    }
    let root = root.or_else(|| {
        let named = bytes.get(memchr::memmem::rfind(bytes, b"/Root")? + 5..)?;
        let digits: Vec<u8> = named.trim_ascii_start().iter().copied().take_while(u8::is_ascii_digit).take(9).collect();
        std::str::from_utf8(&digits).ok()?.parse().ok()
    })?;
    let mut table = String::from("\nxref\n");
    for (number, place) in &places {
        // Writing to a string cannot fail.
        let _ = write!(table, "{number} 1\n{place:010} 00000 n \n");
    }
    let size = places.keys().next_back()?.checked_add(1)?;
    let _ = write!(table, "trailer\n<< /Size {size} /Root {root} 0 R >>\nstartxref\n{}\n%%EOF\n", bytes.len() + 1);
    Some([bytes, table.as_bytes()].concat())
}

/// The number of the object whose " obj" is at a place, and where its head begins.
fn head(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let before = bytes.get(at.saturating_sub(20)..at)?;
    let generation = before.len() - before.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let spaced = before.get(..generation)?.strip_suffix(b" ")?;
    let start = spaced.len() - spaced.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let number = std::str::from_utf8(spaced.get(start..)?).ok()?.parse().ok()?;
    (generation < before.len()).then_some((number, at - (before.len() - start)))
}

/// Takes the comments out of what the pages draw: the parser reads no further than the first of them.
pub(super) fn uncommented(document: &mut Document) {
    let drawn = document.page_iter().flat_map(|page| document.get_page_contents(page)).take(PIECES);
    for id in drawn.collect::<BTreeSet<_>>() {
        let Ok(Object::Stream(stream)) = document.get_object_mut(id) else { continue };
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        if memchr::memchr(b'%', &content).is_some()
            && let Some(plain) = without_comments(&content)
        {
            stream.set_plain_content(plain);
        }
    }
}

/// What is drawn, without comments; `None` where there are none, or where bytes of a picture could be taken for some.
fn without_comments(content: &[u8]) -> Option<Vec<u8>> {
    if content.split(u8::is_ascii_whitespace).any(|word| word == b"BI") {
        return None;
    }
    let (mut depth, mut escaped, mut comment) = (0usize, false, false);
    let mut plain = content.to_vec();
    plain.retain(|byte| {
        comment = (comment || (*byte == b'%' && depth == 0)) && !matches!(byte, b'\n' | b'\r');
        match byte {
            _ if escaped || comment => escaped = false,
            b'\\' if depth > 0 => escaped = true,
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        !comment
    });
    (plain.len() < content.len()).then_some(plain)
}
