//! What an input is, by its first bytes and its name. Reads nothing and decodes nothing.

use super::{Format, Options};

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One article.
    Single(Format),
    /// Compressed with gzip.
    Gzip,
    /// Compressed with zstd.
    Zstd,
    /// A ZIP archive: files, or a document.
    Zip,
    /// Fetched pages.
    Warc,
    /// Mails, one after the other.
    Mailbox,
    /// One JSON object a line.
    Jsonl,
    /// JSON objects in any form.
    Json,
    /// Rows of columns, with this byte between them.
    Table(u8),
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A format that is recognised but not read; what it is and what to do.
    Unread(&'static str, &'static str),
    /// Bytes that are no text.
    Binary,
}

/// Magic numbers: they count whatever the name and the caller say.
const MAGIC: &[(&[u8], Shape)] = &[
    (b"%PDF", Shape::Single(Format::Pdf)),
    (b"PK\x03\x04", Shape::Zip),
    (b"\x1F\x8B", Shape::Gzip),
    (b"\x28\xB5\x2F\xFD", Shape::Zstd),
    (b"WARC/", Shape::Warc),
    (b"PK\x05\x06", Shape::Unread("an empty ZIP archive", "nothing to read in it")),
    (b"\xD0\xCF\x11\xE0", Shape::Unread("an old office document", "save it as DOCX, PDF or text")),
    (b"BZh", Shape::Unread("bzip2", "unpack it first, for example with bunzip2")),
    (b"\xFD7zXZ", Shape::Unread("xz", "unpack it first, for example with unxz")),
    (b"7z\xBC\xAF", Shape::Unread("7z", "unpack it first, or pack it as ZIP")),
    (b"Rar!", Shape::Unread("RAR", "unpack it first, or pack it as ZIP")),
    (b"{\\rtf", Shape::Unread("RTF", "save it as DOCX, PDF or text")),
    (b"\x89PNG", Shape::Unread("a picture", "only text is read")),
    (b"\xFF\xD8\xFF", Shape::Unread("a picture", "only text is read")),
    (b"GIF8", Shape::Unread("a picture", "only text is read")),
    (b"SQLite format 3", Shape::Unread("an SQLite database", "export the table as CSV or JSON")),
    (b"PAR1", Shape::Unread("Parquet", "export it as CSV or JSON Lines")),
];

/// Tells what an input is from the first bytes and the name; what the caller asks for wins over both, but for magic numbers and
/// bytes that are no text at all.
pub(super) fn sniff(head: &[u8], name: &str, options: &Options) -> Shape {
    // A PDF may have other bytes before its mark.
    let late = memchr::memmem::find(head.get(..1024).unwrap_or(head), b"%PDF-").is_some()
        && (memchr::memchr(0, head).is_some() || memchr::memmem::find(head, b" 0 obj").is_some());
    if late && !head.starts_with(b"PK") && !head.starts_with(b"WARC") {
        return Shape::Single(Format::Pdf);
    }
    if let Some((_, shape)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return *shape;
    }
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let nulls = memchr::memchr_iter(0, head).count();
    // UTF-16 without a mark has a zero in every other byte; anything else with zeros is no text, nor is what is too short to tell.
    if !wide && nulls > 0 && (nulls * 3 < head.len() || head.len() < 16) {
        return Shape::Binary;
    }
    match options.from {
        Format::Auto => guess(head, name, options),
        Format::Line => Shape::Jsonl,
        Format::Json => Shape::Json,
        Format::Row => Shape::Table(delimiter(first_line(head), extension(name) == "tsv")),
        Format::Feed => Shape::Feed,
        Format::Mailbox => Shape::Mailbox,
        format => Shape::Single(format),
    }
}

/// The extension of a name in lower case, that of a compression aside.
fn extension(name: &str) -> String {
    let mut name = name.to_ascii_lowercase();
    for packed in [".gz", ".zst"] {
        name.truncate(name.strip_suffix(packed).map_or(name.len(), str::len));
    }
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_owned())
}

/// Content first, for names lie: saved pages called `.txt`, JSON Lines called `.json`.
fn guess(head: &[u8], name: &str, options: &Options) -> Shape {
    let whole = head;
    // In UTF-16 and UTF-32 the signs of a format stand among zeros.
    let narrow: Vec<u8> = match memchr::memchr(0, head) {
        Some(_) => head.iter().copied().filter(|b| !matches!(b, 0 | 0xFE | 0xFF)).collect(),
        None => Vec::new(),
    };
    let head = if narrow.is_empty() { head } else { &narrow };
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let extension = extension(name);
    if matches!(extension.as_str(), "jsonl" | "ndjson") {
        return Shape::Jsonl;
    }
    let start: Vec<u8> = head.iter().take(2048).map(u8::to_ascii_lowercase).collect();
    let opens = |tags: &[&[u8]]| tags.iter().any(|tag| start.starts_with(tag));
    let has = |tag: &[u8]| memchr::memmem::find(&start, tag).is_some();
    let markup = opens(&[b"<?xml", b"<!--"]);
    if opens(&[b"<!doctype html", b"<html", b"<head", b"<body"]) || (markup && has(b"<html")) {
        return Shape::Single(Format::Html);
    }
    if opens(&[b"<rss", b"<feed", b"<rdf:rdf"]) || (markup && (has(b"<rss") || has(b"<feed") || has(b"<rdf:rdf"))) {
        return Shape::Feed;
    }
    if let Some(shape) = json(head, &extension) {
        return shape;
    }
    if head.starts_with(b"From ") && memchr::memmem::find(head, b"\nFrom:").is_some() {
        return Shape::Mailbox;
    }
    if extension == "eml" || is_mail(&start) {
        return Shape::Single(Format::Mail);
    }
    let line = first_line(head);
    if matches!(extension.as_str(), "csv" | "tsv") || is_header(line, options) {
        return Shape::Table(delimiter(line, extension == "tsv"));
    }
    Shape::Single(match extension.as_str() {
        "html" | "htm" | "xhtml" | "shtml" => Format::Html,
        "md" | "markdown" | "mdown" => Format::Markdown,
        _ if whole.starts_with(b"---\n") || whole.starts_with(b"---\r\n") => Format::Markdown,
        _ => Format::Text,
    })
}

/// JSON, told by its first signs and by whether its first line is a whole object.
fn json(head: &[u8], extension: &str) -> Option<Shape> {
    let inner = |open: &[u8]| head.strip_prefix(open).map(<[u8]>::trim_ascii_start);
    if inner(b"[").is_some_and(|rest| rest.starts_with(b"{")) {
        return Some(Shape::Json);
    }
    let object = inner(b"{").is_some_and(|rest| rest.starts_with(b"\"") || rest.starts_with(b"}"));
    if !object {
        return (extension == "json").then_some(Shape::Json);
    }
    let feed = memchr::memmem::find(head.get(..256).unwrap_or(head), b"https://jsonfeed.org/version").is_some()
        || memchr::memmem::find(head.get(..256).unwrap_or(head), b"https:\\/\\/jsonfeed.org\\/version").is_some();
    if feed {
        return Some(Shape::Feed);
    }
    let line = first_line(head).trim_ascii_end();
    // A line longer than the head is an article in one line; a pretty-printed object breaks after its first bracket or value.
    let whole = line.len() == head.trim_ascii_end().len() || line.ends_with(b"}");
    Some(if whole { Shape::Jsonl } else { Shape::Json })
}

/// Whether the first lines are a mail's headers: several of those that every mail has.
fn is_mail(start: &[u8]) -> bool {
    const HEADERS: [&[u8]; 9] = [
        b"from:",
        b"subject:",
        b"date:",
        b"message-id:",
        b"mime-version:",
        b"received:",
        b"return-path:",
        b"delivered-to:",
        b"content-type:",
    ];
    let known = |line: &[u8]| HEADERS.iter().any(|header| line.starts_with(header));
    let mut lines = start.split(|b| *b == b'\n');
    let found = lines.by_ref().take_while(|line| !line.trim_ascii().is_empty()).filter(|line| known(line)).count();
    let mail = memchr::memmem::find(start, b"message-id:").is_some() || memchr::memmem::find(start, b"mime-version:").is_some();
    found >= 3 && mail
}

fn first_line(head: &[u8]) -> &[u8] {
    head.split(|b| *b == b'\n').next().unwrap_or(head)
}

/// The byte between the columns of a header: the one of comma, tab and semicolon that it has most of.
fn delimiter(line: &[u8], tabs: bool) -> u8 {
    let count = |byte: u8| memchr::memchr_iter(byte, line).count();
    [b',', b';'].into_iter().fold(b'\t', |best, byte| if !tabs && count(byte) > count(best) { byte } else { best })
}

/// Whether a line is the header of a table of articles: short names, one of which is that of a text.
fn is_header(line: &[u8], options: &Options) -> bool {
    let Ok(line) = std::str::from_utf8(line) else { return false };
    let line = line.trim_end();
    if line.len() > 2000 || line.contains(". ") {
        return false;
    }
    let cut = char::from(delimiter(line.as_bytes(), false));
    let names: Vec<String> = line.split(cut).map(|name| name.trim().trim_matches('"').to_ascii_lowercase()).collect();
    let texts = |name: &String| {
        super::document::line::TEXTS.contains(&name.as_str())
            || options.fields.iter().any(|(_, column)| column.eq_ignore_ascii_case(name))
    };
    names.len() >= 2 && names.iter().all(|name| name.len() <= 40) && names.iter().any(texts)
}
