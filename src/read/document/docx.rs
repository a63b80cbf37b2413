//! DOCX: the paragraphs, headings, list items and table rows of its main part. Headers, footers, notes, comments and what was
//! struck out are left out.

use super::html::Page;
use super::xml;
use crate::model::BlockKind;
use crate::read::date::date;
use crate::read::meta::Meta;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements nested deeper are no document.
const DEPTH: usize = 500;

/// Reads a document; no part of it may unpack to more than `limit` bytes. The error is a reason for people.
pub(in crate::read) fn document(bytes: &[u8], limit: u64) -> Result<Page, String> {
    let mut archive = xml::open(bytes)?;
    let main = xml::member(&mut archive, "word/document.xml", limit)?.ok_or("the document has no main part")?;
    let mut page = body(&main)?;
    if let Ok(Some(properties)) = xml::member(&mut archive, "docProps/core.xml", limit) {
        page.meta = properties_of(&properties).said_by("document properties");
    }
    Ok(page)
}

/// Where in the document the reader stands.
#[derive(Default)]
struct Writer {
    page: Page,
    /// Where the open block starts.
    start: usize,
    kind: Option<BlockKind>,
    /// How many tables are around, and whether a cell of this row has been closed.
    tables: usize,
    cells: usize,
    /// Elements whose text is not shown are around.
    hidden: usize,
    in_text: bool,
    depth: usize,
}

fn body(main: &str) -> Result<Page, String> {
    let mut reader = Reader::from_str(main);
    let mut writer = Writer::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => writer.open(&element, false),
            Ok(Event::Empty(element)) => writer.open(&element, true),
            Ok(Event::End(element)) => {
                writer.close(xml::after_prefix(element.name().into_inner()));
            }
            Ok(Event::Text(text)) => writer.text(&text.xml10_content()),
            Ok(Event::CData(text)) => writer.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                if let Some(c) = xml::entity(&reference) {
                    writer.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(format!("its main part is damaged: {error}")),
        }
        if writer.depth > DEPTH {
            return Err(format!("elements nested more than {DEPTH} deep"));
        }
    }
    writer.flush();
    Ok(writer.page)
}

impl Writer {
    fn open(&mut self, element: &BytesStart, empty: bool) {
        self.depth += usize::from(!empty);
        let value = || xml::attribute(element, "val").unwrap_or_default();
        match xml::local(element) {
            // The same drawing once more for old programs, and what was struck out.
            "Fallback" | "del" | "moveFrom" if !empty => self.hidden += 1,
            "tbl" => {
                if self.tables == 0 {
                    self.flush();
                }
                self.tables += 1;
            }
            "tr" if self.tables == 1 => self.cells = 0,
            "tc" if self.tables == 1 => {
                if self.cells > 0 {
                    self.page.text.push('\t');
                }
                self.cells += 1;
            }
            "p" if self.tables == 0 => self.flush(),
            "pStyle" => self.style(&value()),
            "outlineLvl" => self.kind = Some(BlockKind::Heading),
            "numPr" => self.kind = self.kind.or(Some(BlockKind::ListItem)),
            "t" => self.in_text = !empty,
            "tab" if !self.in_text => self.space(' '),
            "br" | "cr" => self.space('\n'),
            "noBreakHyphen" => self.page.text.push('\u{2011}'),
            _ => {}
        }
    }

    fn style(&mut self, name: &str) {
        let lower = name.to_ascii_lowercase();
        self.kind = match () {
            () if lower.starts_with("heading") || lower == "title" || lower == "subtitle" => Some(BlockKind::Heading),
            () if lower.contains("list") => Some(BlockKind::ListItem),
            () if lower.contains("quote") => Some(BlockKind::Quote),
            () if lower.contains("caption") => Some(BlockKind::Caption),
            () => self.kind,
        };
    }

    fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        match name {
            "Fallback" | "del" | "moveFrom" => self.hidden = self.hidden.saturating_sub(1),
            "t" => self.in_text = false,
            "p" if self.tables == 0 => self.flush(),
            "p" => self.space(' '),
            "tr" if self.tables == 1 => {
                self.kind = Some(BlockKind::Table);
                self.flush();
            }
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.hidden == 0 {
            self.page.text.push_str(text);
        }
    }

    /// White space between words of the open block.
    fn space(&mut self, space: char) {
        let open = self.page.text.len() > self.start && !self.page.text.ends_with(char::is_whitespace);
        if open && self.hidden == 0 {
            self.page.text.push(space);
        }
    }

    fn flush(&mut self) {
        let kind = self.kind.take().unwrap_or(BlockKind::Paragraph);
        self.page.end_block(self.start, kind);
        self.start = self.page.text.len();
    }
}

/// What the document's properties say.
fn properties_of(properties: &str) -> Meta {
    let mut reader = Reader::from_str(properties);
    let mut meta = Meta::default();
    let mut inside = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => inside = xml::local(&element).to_owned(),
            Ok(Event::Text(text)) => {
                let text = text.xml10_content().trim().to_owned();
                if text.is_empty() {
                    continue;
                }
                match inside.as_str() {
                    "title" => meta.title = Some(text),
                    "creator" => meta.byline = Some(text),
                    "publisher" => meta.source = Some(text),
                    "language" => meta.lang = Some(text),
                    "created" => meta.published = date(&text),
                    _ => {}
                }
            }
            Ok(Event::End(_)) => inside.clear(),
            Ok(Event::Eof) | Err(_) => return meta,
            Ok(_) => {}
        }
    }
}
