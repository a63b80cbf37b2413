//! What an input is, by its first bytes and its name. Reads nothing and decodes nothing.

use super::Format;

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// To be read as this.
    Known(Format),
    /// A format that is recognised but not read; what it is and what to do.
    Unread(&'static str, &'static str),
    /// Bytes that are no text.
    Binary,
}

/// Magic numbers of formats that people will try.
const UNREAD: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "PDF", "save its text, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as text or HTML"),
    (b"\xD0\xCF\x11\xE0", "an old office document", "save it as text or HTML"),
    (b"\x1F\x8B", "gzip", "unpack it first, for example with gunzip"),
    (b"BZh", "bzip2", "unpack it first, for example with bunzip2"),
    (b"\xFD7zXZ", "xz", "unpack it first, for example with unxz"),
    (b"\x28\xB5\x2F\xFD", "zstd", "unpack it first, for example with unzstd"),
    (b"{\\rtf", "RTF", "save it as text or HTML"),
    (b"WARC/", "WARC", "take the pages out of it first"),
    (b"\xFF\xFE", "UTF-16", "convert it to UTF-8, for example with iconv -f UTF-16 -t UTF-8"),
    (b"\xFE\xFF", "UTF-16", "convert it to UTF-8, for example with iconv -f UTF-16 -t UTF-8"),
];

/// Tells the format from the first bytes and the name; `asked` wins over both, but for bytes that are no text at all.
pub(super) fn sniff(head: &[u8], name: &str, asked: Format) -> Sniffed {
    for &(magic, what, hint) in UNREAD {
        if head.starts_with(magic) {
            return Sniffed::Unread(what, hint);
        }
    }
    if memchr::memchr(0, head).is_some() {
        return Sniffed::Binary;
    }
    Sniffed::Known(if asked == Format::Auto { guess(head, name) } else { asked })
}

/// Content first, for names lie: saved pages called `.txt`, JSON Lines called `.json`.
fn guess(head: &[u8], name: &str) -> Format {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let object = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    if matches!(extension.as_str(), "jsonl" | "ndjson")
        || object.is_some_and(|rest| rest.starts_with(b"\"") || rest.starts_with(b"}"))
    {
        return Format::Jsonl;
    }
    let start: Vec<u8> = head.iter().take(512).map(u8::to_ascii_lowercase).collect();
    let opens = [&b"<!doctype html"[..], b"<html", b"<head", b"<body"].iter().any(|tag| start.starts_with(tag));
    let wrapped = (start.starts_with(b"<?xml") || start.starts_with(b"<!--")) && memchr::memmem::find(&start, b"<html").is_some();
    match extension.as_str() {
        _ if opens || wrapped => Format::Html,
        "html" | "htm" | "xhtml" => Format::Html,
        "md" | "markdown" | "mdown" => Format::Markdown,
        _ if head.starts_with(b"---\n") || head.starts_with(b"---\r\n") => Format::Markdown,
        _ => Format::Text,
    }
}
