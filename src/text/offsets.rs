//! From byte offsets to code points, which is what leaves the program (Python's `text[start:end]`).

use super::Span;

/// Every how many bytes the running count of code points is kept.
const STEP: usize = 256;

/// The byte → code point map of one text: O(1) where the text is ASCII, else a short count from the nearest mark.
#[derive(Debug, Clone)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `i * STEP`; empty for ASCII text.
    marks: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Indexes `text`.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0u32;
            for chunk in text.as_bytes().chunks(STEP) {
                marks.push(count);
                count += starts_in(chunk);
            }
            marks.push(count);
        }
        Self { text, marks }
    }

    /// Code points before byte `offset`.
    pub fn at(&self, offset: u32) -> u32 {
        if self.marks.is_empty() {
            return offset;
        }
        let offset = (offset as usize).min(self.text.len());
        let mark = offset / STEP;
        let rest = self.text.as_bytes().get(mark * STEP..offset).unwrap_or(&[]);
        self.marks.get(mark).copied().unwrap_or(0) + starts_in(rest)
    }

    /// The span in code points.
    pub fn span(&self, span: Span) -> Span {
        Span { start: self.at(span.start), end: self.at(span.end) }
    }
}

/// How many bytes are the first of a code point.
fn starts_in(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()).unwrap_or(u32::MAX)
}
