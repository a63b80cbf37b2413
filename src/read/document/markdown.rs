//! Markdown to units, its text kept to the letter: marks stay in the text, only the kinds are read from them. Not a Markdown
//! parser: inline markup, references and HTML inside are text like any other.

use crate::model::BlockKind;
use crate::read::lines::mark;
use crate::read::unit::Unit;

/// The units of a Markdown text, front matter taken off.
pub(in crate::read) fn units(text: &str) -> Vec<Unit<'_>> {
    let mut builder = Builder { text, units: Vec::new(), open: None, fenced: false };
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        builder.line(at, raw);
        at += raw.len();
    }
    builder.close();
    builder.units
}

/// The units so far, and the one that the next line may still continue.
struct Builder<'a> {
    text: &'a str,
    units: Vec<Unit<'a>>,
    open: Option<(usize, usize, BlockKind)>,
    fenced: bool,
}

impl Builder<'_> {
    fn line(&mut self, at: usize, raw: &str) {
        let (line, end) = (raw.trim(), at + raw.len());
        let fence = line.starts_with("```") || line.starts_with("~~~");
        if fence || self.fenced {
            self.fenced ^= fence;
            return self.single(at, end, BlockKind::Boilerplate);
        }
        if line.is_empty() {
            return self.close();
        }
        match (block_of(line), self.open) {
            // A line of `=` or `-` under text makes it a heading.
            (Some(Shape::Rule(underline)), Some((start, _, BlockKind::Paragraph))) if underline => {
                self.open = Some((start, end, BlockKind::Heading));
                self.close();
            }
            (Some(Shape::Rule(_)), _) => self.single(at, end, BlockKind::Boilerplate),
            (Some(Shape::Line(kind)), _) => self.single(at, end, kind),
            (Some(Shape::Opens(BlockKind::Quote)), Some((start, _, BlockKind::Quote))) => {
                self.open = Some((start, end, BlockKind::Quote))
            }
            (Some(Shape::Opens(kind)), _) => {
                self.close();
                self.open = Some((at, end, kind));
            }
            (None, Some((start, _, kind))) => self.open = Some((start, end, kind)),
            (None, None) => self.open = Some((at, end, BlockKind::Paragraph)),
        }
    }

    /// A unit that no line continues.
    fn single(&mut self, start: usize, end: usize, kind: BlockKind) {
        self.close();
        self.units.extend(Unit::new(self.text, start, end, Some(kind)));
    }

    fn close(&mut self) {
        if let Some((start, end, kind)) = self.open.take() {
            self.units.extend(Unit::new(self.text, start, end, Some(kind)));
        }
    }
}

/// How a line begins.
enum Shape {
    /// A block of one line.
    Line(BlockKind),
    /// A block that further lines may continue.
    Opens(BlockKind),
    /// A rule; `true` if it can underline a heading.
    Rule(bool),
}

/// The shape of a line, `None` for running text.
fn block_of(line: &str) -> Option<Shape> {
    let solid = line.bytes().filter(|b| *b != b' ');
    let only = |byte: u8| line.len() >= 2 && solid.clone().all(|b| b == byte);
    if only(b'=') || only(b'-') {
        return Some(Shape::Rule(true));
    }
    if only(b'*') || only(b'_') {
        return Some(Shape::Rule(false));
    }
    let bold = line.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    if line.starts_with("![") {
        return Some(Shape::Line(BlockKind::Caption));
    }
    if line.starts_with("<!--") {
        return Some(Shape::Line(BlockKind::Boilerplate));
    }
    if line.starts_with('|') {
        return Some(Shape::Line(BlockKind::Table));
    }
    if bold.is_some_and(|bold| !bold.contains("**") && bold.len() <= 120 && !bold.ends_with('.')) {
        return Some(Shape::Line(BlockKind::Heading));
    }
    match mark(line) {
        Some(kind @ (BlockKind::Heading | BlockKind::Table)) => Some(Shape::Line(kind)),
        Some(kind) => Some(Shape::Opens(kind)),
        None => ordered(line).then_some(Shape::Opens(BlockKind::ListItem)),
    }
}

/// Whether a line opens with "1. ".
fn ordered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && line.get(digits..).is_some_and(|rest| rest.starts_with(". "))
}
