//! What the fuzz targets have in common: bytes to articles, what must hold of these, and wrappings that let the fuzzer reach
//! the parsers inside containers. Finds nothing by itself; run `cargo fuzz run TARGET`.

use countersign::lexicon::{Lexicon, Source};
use countersign::model::Article;
use countersign::read::{self, Format, Limits, Meta, Options, Problem};
use countersign::text::Span;
use countersign::{index, pipeline, wire};
use std::cell::LazyCell;
use std::convert::Infallible;
use std::io::{Cursor, Write};
use std::sync::LazyLock;
use zip::write::SimpleFileOptions;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

type Names = pipeline::Names<'static, Infallible>;

thread_local! {
    static NAMES: LazyCell<Names> = LazyCell::new(|| pipeline::Names::new(|| Ok(Lexicon::built_in())));
}

/// What is done with data.
pub type Target = fn(&[u8]);

/// All targets by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("text", |data| reads("a.txt", Format::Text, data)),
    ("markdown", |data| reads("a.md", Format::Markdown, data)),
    ("html", |data| reads("a.html", Format::Html, data)),
    ("pdf", |data| tolerates("a.pdf", &pdf(data))),
    ("docx", |data| reads("a.docx", Format::Auto, &packed(&["word/document.xml", "word/styles.xml"], data))),
    ("epub", |data| reads("a.epub", Format::Auto, &packed(&["META-INF/container.xml", "a.opf", "a.xhtml"], data))),
    ("mail", |data| reads("a.eml", Format::Mail, data)),
    ("mailbox", |data| reads("a.mbox", Format::Mailbox, data)),
    ("feed", |data| reads("a.xml", Format::Feed, data)),
    ("jsonl", |data| reads("a.jsonl", Format::Line, data)),
    ("json", |data| reads("a.json", Format::Json, data)),
    ("table", |data| reads("a.csv", Format::Row, data)),
    ("warc", |data| reads("a.warc", Format::Auto, &warc(data))),
    ("packed", |data| tolerates("a", data)),
    ("analysis", analyses),
    ("query", asks),
    ("lexicon", loads),
];

/// Runs a target.
pub fn run(name: &str, data: &[u8]) {
    TARGETS.iter().filter(|(known, _)| *known == name).for_each(|(_, target)| target(data));
}

/// Reads bytes as a file of that name; no reader may break, and what comes out must hold together. What bears a PDF's mark is one,
/// whatever its name.
fn reads(name: &str, from: Format, data: &[u8]) {
    if data.windows(4).any(|mark| mark == b"%PDF") {
        return tolerates(name, data);
    }
    for article in articles(name, from, data) {
        match article {
            Ok(article) => check(&article),
            Err(problem) => assert!(!problem.reason.contains("broke"), "{problem}"),
        }
    }
}

/// The same where the parser of others may break, which costs one article and is told.
fn tolerates(name: &str, data: &[u8]) {
    articles(name, Format::Auto, data).iter().flatten().for_each(check);
}

fn articles(name: &str, from: Format, data: &[u8]) -> Vec<Result<Article, Problem>> {
    let limits = Limits { article: 1 << 20, ..Limits::default() };
    read::bytes(name, data, &Options { from, limits, ..Options::default() })
}

/// Lets panics pass that the reader catches, in place of the fuzzer's hook, which ends the process.
pub fn quiet() {
    std::panic::set_hook(Box::new(|_| {}));
}

/// Everything found in any bytes; every place must be one of the text.
fn analyses(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let article = read::article_from_text("a", Meta::default(), text);
    check(&article);
    let found = pipeline::analyse(&article, &LEXICON);
    found.figures.iter().for_each(|figure| within(&article.text, figure.span));
    found.actors.iter().for_each(|actor| within(&article.text, actor.span));
    found.commitments.iter().for_each(|commitment| within(&article.text, commitment.span));
    pipeline::claims(&article, &found);
    wire::line(&found);
}

/// The query language, strict and pasted, a query a line.
fn asks(data: &[u8]) {
    NAMES.with(|names| {
        for query in String::from_utf8_lossy(data).lines() {
            for mode in [index::Mode::Strict, index::Mode::Pasted] {
                let _ = index::parse(query, mode, &**names);
            }
        }
    });
}

/// A lexicon of one file, with its samples.
fn loads(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let (lexicon, _) = Lexicon::load(&[Source::Text("a.toml".to_owned(), text)]);
    pipeline::analyse(&read::article_from_text("a", Meta::default(), "Norway sent 12 tanks.".to_owned()), &lexicon);
}

/// What an article promises of blocks and sentences.
fn check(article: &Article) {
    let blocks = article.blocks.iter().map(|block| block.span);
    for spans in [article.sentences.clone(), blocks.collect()] {
        let mut at = 0;
        for span in spans {
            within(&article.text, span);
            assert!(at <= span.start && span.start < span.end, "{span:?} is empty or out of order");
            at = span.end;
        }
    }
}

fn within(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is no place of the text");
}

/// A ZIP with these parts: the data, cut at `\x1e`, goes into them in turn; data that is a ZIP itself stays as it is.
fn packed(names: &[&str], data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let parts = data.splitn(names.len(), |byte| *byte == 0x1e).chain(std::iter::repeat(&b""[..]));
    for (name, part) in names.iter().zip(parts) {
        let _ = writer.start_file(*name, options).map(|()| writer.write_all(part));
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Data that is no archive as the one page of an archive.
fn warc(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"WARC/") || data.starts_with(b"\x1f\x8b") {
        return data.to_vec();
    }
    let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:a>\r\nWARC-Date: 2025-06-01T00:00:00Z\r\n";
    let rest = format!("WARC-Target-URI: https://a.example/\r\nContent-Length: {}\r\n\r\n", data.len());
    [head.as_bytes(), rest.as_bytes(), data, b"\r\n\r\n"].concat()
}

/// Data that is no PDF as what one page draws.
fn pdf(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"%PDF") {
        return data.to_vec();
    }
    let fonts = "/Resources << /Font << /F 5 0 R >> >>";
    let length = data.len();
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {fonts} >>").into_bytes(),
        [format!("<< /Length {length} >>\nstream\n").as_bytes(), data, b"\nendstream"].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("xref\n0 6\n0000000000 65535 f \n");
    for (n, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend([format!("{} 0 obj\n", n + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = out.len();
    out.extend(format!("{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    out
}
