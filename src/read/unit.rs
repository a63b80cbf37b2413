//! A stretch of text on its way to becoming a block: lines joined, its kind perhaps not yet known. Not a block: blocks have a kind.

use crate::model::{Block, BlockKind, Language};
use crate::text::Span;

/// How many bytes make a unit running text, if it also ends like a sentence.
pub(super) const PROSE: usize = 120;

/// Whether a text ends as a sentence does, closing quotes and brackets aside.
pub(super) fn is_closed(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']).ends_with(['.', '!', '?', '…'])
}

/// One unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit<'a> {
    /// Where it stands, without white space at either end.
    pub span: Span,
    /// Its text.
    pub text: &'a str,
    /// What it is, once known.
    pub kind: Option<BlockKind>,
    /// Its language, where it is another than the article's and the unit is no furniture.
    pub lang: Option<Language>,
}

impl<'a> Unit<'a> {
    /// The unit of a byte range of `text`, trimmed; `None` where only white space stands.
    pub(super) fn new(text: &'a str, start: usize, end: usize, kind: Option<BlockKind>) -> Option<Self> {
        let raw = text.get(start..end)?;
        let trimmed = raw.trim_start();
        let start = start + (raw.len() - trimmed.len());
        let trimmed = trimmed.trim_end();
        (!trimmed.is_empty()).then(|| Self { span: Span::new(start, start + trimmed.len()), text: trimmed, kind, lang: None })
    }

    /// Whether it is page furniture.
    pub(super) fn is_furniture(&self) -> bool {
        self.kind == Some(BlockKind::Boilerplate)
    }

    /// Whether it ends as a sentence does, closing quotes and brackets aside.
    pub(super) fn is_closed(&self) -> bool {
        is_closed(self.text)
    }

    /// Whether it is long enough, and ends so, that it must be running text.
    pub(super) fn is_prose(&self) -> bool {
        self.text.len() >= PROSE && self.is_closed()
    }

    /// The block that it makes; what has no kind yet is a paragraph.
    pub(super) fn block(&self) -> Block {
        Block { span: self.span, kind: self.kind.unwrap_or(BlockKind::Paragraph), lang: self.lang, alone: None }
    }
}
