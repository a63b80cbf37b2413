//! Lines of pages to blocks: pieces on one height to lines, lines to paragraphs, running heads and page numbers told apart. The
//! order is that in which the document draws, which is that of reading in what office programs write.

use super::super::html::Page;
use super::glyphs::Line;
use super::notes;
use crate::model::BlockKind;
use crate::read::date::date;
use crate::read::meta::Meta;
use rustc_hash::FxHashMap;

/// The part of a page's height at either end where running heads stand.
const EDGE: f64 = 0.12;

/// The text of all pages, with the title and the date that the first one bears.
pub(super) fn page(pages: Vec<Vec<Line>>) -> Page {
    let pages: Vec<Vec<Line>> = pages.into_iter().map(joined).collect();
    let running = running(&pages);
    let body = body_size(&pages);
    let mut writer = Writer { page: Page::default(), open: Vec::new(), notes: Vec::new(), body, width: 0.0 };
    writer.page.meta = first_page(pages.first().map_or(&[], Vec::as_slice), body).said_by("text");
    for lines in pages {
        writer.width = usual_width(&lines);
        let is_aside = |line: &Line| {
            let runs = running.get(&pattern(&line.text)).is_some_and(|n| *n >= 2);
            is_edge(line) && (runs || is_page_number(&line.text) || is_code(&line.text))
        };
        let notes = notes::begin(&lines, body, is_aside);
        for (i, line) in lines.into_iter().enumerate() {
            if is_aside(&line) {
                writer.aside(&line);
            } else if i >= notes {
                writer.notes.push(line);
            } else {
                writer.line(line);
            }
        }
        writer.end_page();
    }
    writer.flush();
    writer.end_notes();
    writer.page
}

/// What the first page says by how it looks: the largest type of several words is the title, a line that is a date the day.
fn first_page(lines: &[Line], body: f64) -> Meta {
    let heads = |line: &&Line| line.size > body * 1.12 && line.text.split_whitespace().count() >= 3 && !line.text.contains('\t');
    let largest = lines.iter().filter(heads).fold(0.0, |size: f64, line| size.max(line.size));
    let title = lines.iter().skip_while(|line| !heads(line) || line.size < largest * 0.98);
    let title: Vec<&str> = title.take_while(|line| line.size >= largest * 0.98).take(6).map(|line| line.text.trim()).collect();
    let published = lines.iter().take(16).filter(|line| line.text.len() <= 40).find_map(|line| date(&line.text));
    Meta { title: Some(title.join(" ")).filter(|title| !title.is_empty()), published, ..Meta::default() }
}

/// Pieces that follow each other on one height to one line; far apart they are cells of a row and stand with a tab between them.
fn joined(pieces: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let note =
            |line: &Line| line.text.len() <= 3 && line.size < piece.size * 0.9 && (piece.y - line.y).abs() < piece.size * 0.6;
        match lines.last_mut() {
            Some(line) if note(line) && piece.left >= line.right => {
                line.text.push(' ');
                line.text.push_str(&piece.text);
                (line.right, line.size, line.y) = (piece.right, piece.size, piece.y);
            }
            Some(line) if (piece.y - line.y).abs() < line.size * 0.3 && piece.left >= line.right - line.size * 0.5 => {
                line.text.push(if piece.left - line.right > line.size * 3.0 { '\t' } else { ' ' });
                line.text.push_str(&piece.text);
                line.right = line.right.max(piece.right);
                line.size = line.size.max(piece.size);
            }
            _ => lines.push(piece),
        }
    }
    lines
}

/// On how many pages each line of the edges stands, numbers aside.
fn running(pages: &[Vec<Line>]) -> FxHashMap<String, usize> {
    let mut seen: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for (number, lines) in (1..).zip(pages) {
        for line in lines.iter().filter(|line| is_edge(line)) {
            let (count, last) = seen.entry(pattern(&line.text)).or_default();
            // Heads of columns are alike, too, on their one page.
            *count += usize::from(*last != number);
            *last = number;
        }
    }
    seen.into_iter().map(|(pattern, (count, _))| (pattern, count)).collect()
}

fn is_edge(line: &Line) -> bool {
    line.y < line.page * EDGE || line.y > line.page * (1.0 - EDGE)
}

/// A line with its numbers and spaces taken out.
fn pattern(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// "7", "7/12", "Page 7 of 12", "– 7 –".
fn is_page_number(text: &str) -> bool {
    let letters = pattern(text).to_ascii_lowercase();
    text.len() <= 24
        && matches!(letters.trim_matches(['-', '–', '—', '/', '.', '|', '(', ')']), "" | "page" | "pageof" | "of" | "p")
}

/// Whether a line of an edge is nothing but a document's symbol or job number: digits, and no word.
fn is_code(text: &str) -> bool {
    let word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    text.len() <= 48 && text.bytes().filter(u8::is_ascii_digit).count() >= 4 && !text.split([' ', '/', '-']).any(word)
}

/// The size of the type that most of the text is set in.
fn body_size(pages: &[Vec<Line>]) -> f64 {
    let mut sizes: FxHashMap<i64, usize> = FxHashMap::default();
    for line in pages.iter().flatten() {
        *sizes.entry(tenths(line.size)).or_default() += line.text.len();
    }
    let most = sizes.into_iter().max_by_key(|&(size, bytes)| (bytes, size));
    most.map_or(10.0, |(size, _)| f64::from(i32::try_from(size).unwrap_or(100)) / 10.0)
}

fn tenths(size: f64) -> i64 {
    // Sizes are finite and small here.
    (size * 10.0).round().clamp(0.0, 10_000.0) as i64
}

/// How wide most full lines of a page are.
fn usual_width(lines: &[Line]) -> f64 {
    let mut widths: Vec<f64> = lines.iter().map(|line| line.right - line.left).filter(|width| *width > 0.0).collect();
    widths.sort_unstable_by(f64::total_cmp);
    widths.get(widths.len() * 4 / 5).copied().unwrap_or(0.0)
}

/// Writes lines and notes the blocks.
struct Writer {
    page: Page,
    /// The lines of the open block.
    open: Vec<Line>,
    /// The notes at the foot of the page, which wait for the end of the paragraph that they interrupt.
    notes: Vec<Line>,
    body: f64,
    width: f64,
}

impl Writer {
    fn line(&mut self, line: Line) {
        let joins = self.open.last().is_some_and(|last| self.continues(last, &line));
        if !joins {
            self.flush();
            self.end_notes();
        }
        self.open.push(line);
    }

    /// After a page's last line: its notes follow, unless a paragraph runs on to the next page.
    fn end_page(&mut self) {
        if !self.notes.is_empty() && self.open.last().is_none_or(|last| is_closed(&last.text)) {
            self.flush();
            self.end_notes();
        }
    }

    /// Writes the notes, one block each; the rule above them and their numbers are no text.
    fn end_notes(&mut self) {
        for note in notes::apart(std::mem::take(&mut self.notes)) {
            let start = self.page.text.len();
            self.page.text.push_str(&note.mark);
            if note.text.is_empty() {
                self.page.end_block(start, BlockKind::Boilerplate);
                continue;
            }
            if !note.mark.is_empty() {
                self.page.blocks.push((start, self.page.text.len(), BlockKind::Boilerplate));
                self.page.text.push(' ');
            }
            let start = self.page.text.len();
            self.page.text.push_str(&note.text);
            self.page.end_block(start, BlockKind::Paragraph);
        }
    }

    /// A running head or a page number: in the text, out of the way of the paragraph that runs on.
    fn aside(&mut self, line: &Line) {
        let runs_on = self.open.last().is_some_and(|last| !is_closed(&last.text));
        if !runs_on {
            self.flush();
            self.end_notes();
            let start = self.page.text.len();
            self.page.text.push_str(&line.text);
            self.page.end_block(start, BlockKind::Boilerplate);
        }
    }

    /// Whether `next` goes on with the paragraph of `last`.
    fn continues(&self, last: &Line, next: &Line) -> bool {
        let first = self.open.first().unwrap_or(last);
        let same_size = (next.size - last.size).abs() < last.size * 0.12;
        let row = |line: &Line| line.text.contains('\t');
        let paused =
            is_closed(&last.text) || last.text.ends_with([',']) || last.text.ends_with(" and") || last.text.ends_with(" or");
        let item = opens_item(&next.text) || crate::read::lines::mark(&next.text).is_some();
        if !same_size || row(last) || row(next) || (item && (paused || self.is_short(last))) {
            return false;
        }
        let step = next.y - last.y;
        // Up or far down: the next column or page. A sentence that is open goes on there.
        if step <= 0.0 || step > last.size * 4.0 {
            return !is_closed(&last.text)
                && next.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
                && !self.is_title(last);
        }
        let short = self.is_short(last) && last.right < first.right.max(next.right) - last.size * 3.0;
        let indented = next.left > first.left + next.size && self.open.len() > 1
            || next.left > last.left + next.size * 1.2 && self.open.len() > 1;
        let ends = is_closed(&last.text) && (short || indented);
        step < last.size * 1.75 && !ends && !(short && self.is_title(last) != self.is_title(next))
    }

    fn is_short(&self, line: &Line) -> bool {
        line.right - line.left < self.width * 0.75
    }

    fn is_title(&self, line: &Line) -> bool {
        line.size > self.body * 1.12
    }

    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.open);
        let Some(first) = lines.first() else { return };
        let start = self.page.text.len();
        for (i, line) in lines.iter().enumerate() {
            if i > 0 {
                self.page.text.push('\n');
            }
            self.page.text.push_str(&line.text);
        }
        let text = self.page.text.get(start..).unwrap_or("");
        let short = text.len() <= 160 && !is_closed(text) && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let kind = match () {
            () if text.contains('\t') && lines.len() == 1 => BlockKind::Table,
            () if self.is_title(first) && text.len() <= 300 => BlockKind::Heading,
            () if opens_item(text) => BlockKind::ListItem,
            () if short && lines.len() <= 3 && !text.ends_with([',', ';', ':']) => BlockKind::Heading,
            () => crate::read::lines::mark(text).unwrap_or(BlockKind::Paragraph),
        };
        self.page.end_block(start, kind);
    }
}

fn is_closed(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', ']', '»']).ends_with(['.', '!', '?', ':', ';', '…'])
}

/// "1. Text", "12. Text": a numbered paragraph.
fn opens_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && text.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(".\t"))
}
