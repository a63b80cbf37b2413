//! What a PDF would unpack to and draw, measured before its parser is asked, which keeps all of it in memory and follows every
//! drawing as often as it is drawn. Measures bytes, never a clock: what is too much is so on every machine.

use super::guard::dictionary_of;
use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use rustc_hash::FxHashMap;
use std::io::Read;

/// What the objects that are packed into streams may come to, in bytes; the parser takes many times as much for them.
const OBJECTS: u64 = 64 << 20;
/// LZW unpacks to more than a thousand times its size; nobody packs a long text with it.
const LZW: usize = 256 << 10;
/// What a piece of a page costs beside what it draws.
const PIECE: u64 = 64;
/// How deep drawings may hold drawings.
const DEPTH: usize = 32;

/// Refuses a file whose packed objects, which are unpacked while it is opened, come to more than any document needs.
pub(super) fn objects(bytes: &[u8]) -> Result<(), String> {
    let mut left = OBJECTS;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let before = bytes.get(at.saturating_sub(1024)..at).unwrap_or(&[]);
        let dictionary = memchr::memmem::rfind(before, b"obj").and_then(|from| before.get(from..)).unwrap_or(before);
        // A name may be spelt with escapes, "/Obj#53tm".
        let packs = [b"ObjStm".as_slice(), b"XRef", b"#"].iter().any(|name| memchr::memmem::find(dictionary, name).is_some());
        if before.ends_with(b"end") || !packs {
            continue;
        }
        let data = bytes.get(at + b"stream".len()..).unwrap_or(&[]);
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let unpacked = std::io::copy(&mut ZlibDecoder::new(data).take(left + 1), &mut std::io::sink()).unwrap_or(0);
        left =
            left.checked_sub(unpacked).ok_or_else(|| format!("the PDF's objects unpack to more than {} MiB", OBJECTS >> 20))?;
    }
    Ok(())
}

/// Empties the streams that hold no text, which the parser would read as if they did, and those that unpack to more than `most`
/// bytes; says how many of the latter there were.
pub(super) fn lighten(document: &mut Document, most: u64) -> usize {
    let mut heavy = 0;
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let image = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
        let over = !image && unpacked(stream, most).is_none();
        heavy += usize::from(over);
        if image || over {
            stream.set_plain_content(Vec::new());
        }
    }
    heavy
}

/// What a stream unpacks to; `None` where that is more than `most` bytes.
fn unpacked(stream: &Stream, most: u64) -> Option<Vec<u8>> {
    let mut data = stream.content.clone();
    for filter in stream.filters().unwrap_or_default() {
        data = match filter {
            b"FlateDecode" => inflated(&data, most)?,
            b"LZWDecode" if data.len() > LZW => return None,
            other => {
                let filter = Dictionary::from_iter([("Filter", Object::Name(other.to_vec()))]);
                // What cannot be unpacked is taken as it is, here and by the parser.
                Stream::new(filter, data).decompressed_content().unwrap_or_else(|_| stream.content.clone())
            }
        };
    }
    (data.len() as u64 <= most).then_some(data)
}

/// Inflates as the parser does: without the checksum where that is wrong.
fn inflated(data: &[u8], most: u64) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    // An error ends the data; what came before it counts.
    let _ = ZlibDecoder::new(data).take(most + 1).read_to_end(&mut out);
    if out.is_empty() {
        let _ = DeflateDecoder::new(data.get(2..).unwrap_or(&[])).take(most + 1).read_to_end(&mut out);
    }
    (out.len() as u64 <= most).then_some(out)
}

/// What a page draws in bytes, every drawing as often as it is drawn; `None` where that is more than `most`.
pub(super) fn drawn(document: &Document, page: ObjectId, resources: Option<&Dictionary>, most: u64) -> Option<u64> {
    let mut weights = FxHashMap::default();
    let mut sum = 0u64;
    for id in document.get_page_contents(page) {
        let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else { continue };
        // An empty one costs, too, where there are hundreds of thousands.
        sum = sum.saturating_add(PIECE).saturating_add(weight(document, stream, resources, most, &mut weights, 0));
        if sum > most {
            return None;
        }
    }
    Some(sum)
}

/// What one stream draws.
fn weight<'a>(
    document: &'a Document,
    stream: &Stream,
    resources: Option<&'a Dictionary>,
    most: u64,
    weights: &mut FxHashMap<ObjectId, u64>,
    depth: usize,
) -> u64 {
    let Some(content) = unpacked(stream, most).filter(|_| depth < DEPTH) else { return u64::MAX };
    let drawings = resources.and_then(|resources| dictionary_of(document, resources, b"XObject"));
    let mut sum = content.len() as u64;
    let Some(drawings) = drawings else { return sum };
    for at in memchr::memmem::find_iter(&content, b"Do") {
        let before = content.get(at.saturating_sub(128)..at).unwrap_or(&[]).trim_ascii_end();
        let name = memchr::memrchr(b'/', before).and_then(|slash| before.get(slash + 1..)).unwrap_or(&[]);
        let Ok(id) = drawings.get(name).and_then(Object::as_reference) else {
            // An escaped name could be any of them.
            sum = if name.contains(&b'#') { u64::MAX } else { sum };
            continue;
        };
        let known = weights.get(&id).copied();
        let drawn = known.unwrap_or_else(|| {
            let Ok(form) = document.get_object(id).and_then(Object::as_stream) else { return 0 };
            let own = dictionary_of(document, &form.dict, b"Resources").or(resources);
            weight(document, form, own, most, weights, depth + 1)
        });
        weights.insert(id, drawn);
        sum = sum.saturating_add(drawn);
    }
    sum
}
