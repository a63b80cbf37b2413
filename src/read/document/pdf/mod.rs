//! PDF: the text layer in reading order, as lines and blocks. No text recognition: a document without a text layer is told as such.

mod glyphs;
mod guard;
mod layout;
mod mend;
mod notes;
mod weight;

use super::html::Page;
use crate::model::{Diagnostic, Level};
use crate::read::Limits;
use crate::read::broken::caught;
use crate::read::date::date;
use crate::read::meta::Meta;
use glyphs::{Glyphs, Line};
use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, ObjectId, output_doc_page};

/// Reads a document up to its limits; what was left out is told. The error is a reason for people.
pub(in crate::read) fn document(bytes: &[u8], limits: &Limits) -> Result<(Page, Vec<Diagnostic>), String> {
    guard::size(bytes)?;
    weight::objects(bytes)?;
    let mut document = load(bytes)?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err("the PDF is locked with a password".to_owned());
    }
    weight::lighten(&mut document, limits.drawing);
    mend::uncommented(&mut document);
    let pages = guard::pages(&document, limits.pages, limits.drawing)?;
    let mut all: Vec<Vec<Line>> = Vec::new();
    let mut broken = Vec::new();
    let tree = document.add_object(Object::Null);
    let mut letters = 0;
    for (number, id) in pages.sound {
        if letters > limits.article {
            break;
        }
        single(&mut document, tree, id);
        let mut glyphs = Glyphs::default();
        // Its parser panics over what it does not expect; that costs the rest of a page.
        let read = caught(|| output_doc_page(&document, &mut glyphs, 1));
        if !matches!(read, Some(Ok(()))) || !is_whole(&document, id) {
            broken.push(number);
        }
        letters += glyphs.count() as u64;
        all.push(glyphs.lines());
    }
    let read = all.len() + pages.left_out.len();
    broken.extend(pages.left_out);
    broken.sort_unstable();
    let mut page = layout::page(all);
    if page.blocks.is_empty() {
        return Err(match broken.len() {
            0 => "the PDF has no text layer".to_owned(),
            n => format!("{n} of {read} pages of the PDF could not be read, and no text was found in it"),
        });
    }
    // A day in the properties is that of the file; the title there is the document's own word.
    let (said, seen) = (meta(&document).said_by("document properties"), std::mem::take(&mut page.meta));
    let day = Meta { published: seen.published, ..Meta::default() }.said_by("text");
    page.meta = day.or(said).or(seen);
    let mut diagnostics = Vec::new();
    let mut warn = |code, message: String| diagnostics.push(Diagnostic::new(Level::Warn, code, message, None));
    if read < pages.total {
        warn("pages-left-out", format!("{read} of {} pages were read", pages.total));
    }
    if !broken.is_empty() {
        let list: Vec<String> = broken.iter().take(8).map(ToString::to_string).collect();
        warn("pages-broken", format!("{} of {read} pages could not be read to their end: {}", broken.len(), list.join(", ")));
    }
    Ok((page, diagnostics))
}

/// Opens a file, if need be by a table of its objects made anew.
fn load(bytes: &[u8]) -> Result<Document, String> {
    let opened = Document::load_mem(bytes).map_err(|error| format!("not a whole PDF: {error}"));
    let whole = |document: &Document| document.page_iter().next().is_some();
    match opened {
        Ok(document) if document.is_encrypted() || whole(&document) => Ok(document),
        other => {
            let mended = mend::tabled(bytes).and_then(|bytes| Document::load_mem(&bytes).ok());
            mended.filter(whole).map_or(other, Ok)
        }
    }
}

/// Makes a page the only one of its document: the parser walks through all pages for each that it reads.
fn single(document: &mut Document, tree: ObjectId, page: ObjectId) {
    let kids = Object::Array(vec![Object::Reference(page)]);
    let pages = Dictionary::from_iter([("Type", Object::Name(b"Pages".to_vec())), ("Kids", kids), ("Count", Object::Integer(1))]);
    document.set_object(tree, pages);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("Pages", Object::Reference(tree));
    }
}

/// Whether the parser understood all that a page draws; it stops without a word where it does not.
fn is_whole(document: &Document, page: ObjectId) -> bool {
    document.get_page_content(page).is_ok_and(|content| Content::decode_strict(&content).is_ok())
}

/// What the document's properties say, as far as it is more than a file name.
fn meta(document: &Document) -> Meta {
    let info = document.trailer.get(b"Info").ok().and_then(|info| document.dereference(info).ok());
    let Some(info) = info.and_then(|(_, info)| info.as_dict().ok()) else { return Meta::default() };
    let text = |key: &[u8]| string(document, info, key).filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 2);
    let file_name = |title: &str| {
        let lower = title.to_ascii_lowercase();
        !title.contains(' ') || ["microsoft word", "untitled", ".doc", ".indd", ".pdf"].iter().any(|part| lower.contains(part))
    };
    Meta {
        title: text(b"Title").filter(|title| !file_name(title)),
        byline: text(b"Author").filter(|name| name.contains(' ')),
        published: string(document, info, b"CreationDate").and_then(|stamp| {
            let digits = stamp.strip_prefix("D:")?;
            date(&format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?))
        }),
        ..Meta::default()
    }
}

/// A string of a dictionary, in UTF-16 or else in Latin letters.
fn string(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    let (_, object) = document.dereference(dictionary.get(key).ok()?).ok()?;
    let Object::String(bytes, _) = object else { return None };
    let text = match bytes.strip_prefix(b"\xFE\xFF") {
        Some(wide) => encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned(),
        None => std::str::from_utf8(bytes).map_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(), str::to_owned),
    };
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
