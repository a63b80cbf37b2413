//! What is looked at before a PDF is given to its parser: cycles and depths that it would follow to the end of the stack, which
//! no one can catch. Mends nothing.

use super::weight;
use pdf_extract::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;

/// How deep pages may inherit and drawings may hold drawings.
const DEPTH: usize = 32;
/// How many drawings are looked at in one page.
const DRAWINGS: usize = 4000;
/// How many of the heaviest pages a document may come to; what lies behind them is left out.
const HEAVY: u64 = 32;
/// How deep an outline of brackets may nest before the parser is even asked.
const BRACKETS: usize = 2000;

/// The pages of a document.
#[derive(Default)]
pub(super) struct Pages {
    /// How many there are.
    pub(super) total: usize,
    /// Those that can be read without harm, with their numbers.
    pub(super) sound: Vec<(u32, ObjectId)>,
    /// The numbers of those that cannot.
    pub(super) left_out: Vec<u32>,
}

/// Refuses what nests brackets beyond measure.
pub(super) fn size(bytes: &[u8]) -> Result<(), String> {
    let mut run = 0;
    for pair in bytes.windows(2) {
        run = if matches!(pair, [b'[', b'['] | b"<<") { run + 1 } else { 0 };
        if run > BRACKETS {
            return Err("the PDF nests its objects beyond measure".to_owned());
        }
    }
    Ok(())
}

/// The pages of a document, up to `most`, without those that lead in circles or draw more than `drawing` bytes.
pub(super) fn pages(document: &Document, most: usize, drawing: u64) -> Result<Pages, String> {
    let limit = most.saturating_mul(16).max(20_000);
    let (mut total, mut drawn) = (0, 0u64);
    let mut pages = Pages::default();
    for (number, id) in (1..).zip(document.page_iter().take(limit)) {
        total += 1;
        if total > most || drawn > drawing.saturating_mul(HEAVY) {
            continue;
        }
        let weight = is_sound(document, id).then(|| weight::drawn(document, id, resources(document, id), drawing)).flatten();
        // What was measured in vain has cost as much.
        drawn = drawn.saturating_add(weight.unwrap_or(drawing));
        match weight {
            Some(_) => pages.sound.push((number, id)),
            None => pages.left_out.push(number),
        }
    }
    if total == 0 {
        return Err("the PDF has no pages".to_owned());
    }
    Ok(Pages { total, ..pages })
}

/// The resources of a page, its own or those that it inherits.
fn resources(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..DEPTH {
        if let Some(resources) = dictionary_of(document, node, b"Resources") {
            return Some(resources);
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

fn is_sound(document: &Document, page: ObjectId) -> bool {
    let mut node = document.get_dictionary(page).ok();
    let mut depth = 0;
    while let Some(dictionary) = node {
        depth += 1;
        if depth > DEPTH {
            return false;
        }
        let mut seen = BTreeSet::new();
        let mut left = DRAWINGS;
        if let Some(resources) = dictionary_of(document, dictionary, b"Resources")
            && !drawings_end(document, resources, &mut seen, &mut left, 0)
        {
            return false;
        }
        node = dictionary
            .get(b"Parent")
            .ok()
            .and_then(|parent| parent.as_reference().ok())
            .and_then(|id| document.get_dictionary(id).ok());
    }
    depth > 0
}

/// Whether no drawing holds itself, however deep.
fn drawings_end(
    document: &Document,
    resources: &Dictionary,
    around: &mut BTreeSet<ObjectId>,
    left: &mut usize,
    depth: usize,
) -> bool {
    let Some(drawings) = dictionary_of(document, resources, b"XObject") else { return true };
    if depth > DEPTH {
        return false;
    }
    for (_, drawing) in drawings.iter() {
        let Ok(id) = drawing.as_reference() else { continue };
        let Some(left_now) = left.checked_sub(1) else { return false };
        *left = left_now;
        let Ok(Object::Stream(stream)) = document.get_object(id) else { continue };
        let form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form");
        if !form {
            continue;
        }
        if !around.insert(id) {
            return false;
        }
        // A form without resources of its own draws with those around it.
        let own = dictionary_of(document, &stream.dict, b"Resources");
        if let Some(own) = own
            && !drawings_end(document, own, around, left, depth + 1)
        {
            return false;
        }
        around.remove(&id);
    }
    true
}

pub(super) fn dictionary_of<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    let (_, object) = document.dereference(dictionary.get(key).ok()?).ok()?;
    object.as_dict().ok()
}
