//! An HTTP response as a WARC keeps it: the page in it, transfer and content encodings undone. Not a client.

use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use std::io::Read;

/// A page and the charset that its headers name.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) body: Vec<u8>,
    pub(super) charset: Option<String>,
}

/// The page of a response with status 200 whose content type can be an article.
pub(super) fn page(response: &[u8], limit: u64) -> Option<Page> {
    let (head, body) = split(response)?;
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    if lines.next()?.split_ascii_whitespace().nth(1)? != "200" {
        return None;
    }
    let (mut kind, mut coding, mut chunked) = (String::new(), String::new(), false);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => kind = value,
            "content-encoding" => coding = value,
            "transfer-encoding" => chunked = value.contains("chunked"),
            _ => {}
        }
    }
    let reads = ["html", "xml", "text/plain", "text/markdown", "pdf", "msword", "officedocument.wordprocessing", "epub", "json"];
    if !kind.is_empty() && !reads.iter().any(|read| kind.contains(read)) {
        return None;
    }
    // Archives often keep the page as it reads and the headers as they were.
    let body = if chunked { dechunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let body = match coding.as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => inflated(MultiGzDecoder::new(body.as_slice()), limit)?,
        "deflate" => inflated(DeflateDecoder::new(body.as_slice()), limit).unwrap_or(body),
        _ => body,
    };
    let charset = kind.split_once("charset=").map(|(_, charset)| charset.trim_matches(['"', '\'', ' ', ';']).to_owned());
    Some(Page { body, charset })
}

/// Headers and body.
fn split(response: &[u8]) -> Option<(&[u8], &[u8])> {
    let cut = |end: &[u8]| {
        let at = memchr::memmem::find(response, end)?;
        Some((response.get(..at)?, response.get(at + end.len()..)?))
    };
    if !response.starts_with(b"HTTP/") {
        return None;
    }
    cut(b"\r\n\r\n").or_else(|| cut(b"\n\n"))
}

/// The chunks of a body, put together; `None` where it is none of chunks.
fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memmem::find(body, b"\r\n")?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        let from = end + 2;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(body.get(from..from.checked_add(size)?)?);
        body = body.get(from + size..)?.strip_prefix(b"\r\n")?;
    }
}

/// What a decoder unpacks, if it is within the limit.
fn inflated(decoder: impl Read, limit: u64) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    decoder.take(limit + 1).read_to_end(&mut whole).ok()?;
    (whole.len() as u64 <= limit).then_some(whole)
}
