//! The glyphs of a page, put together to pieces of lines as they are drawn. Knows places and sizes, nothing of blocks.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};
use std::io;

/// A page with more glyphs than this is no page.
const MOST: usize = 400_000;

/// A piece of a line: words on one height with no gap wide enough for a column between them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Left and right.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Height of the base line, counted from the top of the page.
    pub(super) y: f64,
    /// Size of its largest type.
    pub(super) size: f64,
    /// Height of the page.
    pub(super) page: f64,
}

/// The glyphs of one page as they come.
#[derive(Default)]
pub(super) struct Glyphs {
    lines: Vec<Line>,
    top: f64,
    height: f64,
    count: usize,
}

impl Glyphs {
    /// The pieces of lines in the order in which they were drawn.
    pub(super) fn lines(self) -> Vec<Line> {
        let mut lines = self.lines;
        lines.iter_mut().for_each(|line| line.text.truncate(line.text.trim_end().len()));
        lines.retain(|line| !line.text.trim().is_empty());
        lines
    }

    fn push(&mut self, text: &str, x: f64, y: f64, width: f64, size: f64) {
        if let Some(line) = self.lines.last_mut() {
            let height = line.size.max(size);
            // A raised note number is on the line that it stands at.
            let level = (y - line.y).abs() <= height * if size < line.size * 0.8 { 0.6 } else { 0.3 };
            let gap = x - line.right;
            if level && gap > -height * 0.8 && gap < height * 1.6 {
                let open = line.text.ends_with(char::is_whitespace) || text.starts_with(char::is_whitespace);
                if gap > height * 0.17 && !open {
                    line.text.push(' ');
                }
                line.text.push_str(text);
                line.right = line.right.max(x + width);
                line.size = height;
                return;
            }
        }
        if !text.trim().is_empty() {
            let line = Line { text: text.trim_start().to_owned(), left: x, right: x + width, y, size, page: self.height };
            self.lines.push(line);
        }
    }
}

impl OutputDev for Glyphs {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        (self.top, self.height) = (media.ury, media.ury - media.lly);
        Ok(())
    }

    fn output_character(&mut self, at: &Transform, width: f64, _: f64, size: f64, text: &str) -> Result<(), OutputError> {
        self.count += 1;
        if self.count > MOST {
            return Err(OutputError::IoError(io::Error::other("too many glyphs")));
        }
        let size = ((at.m11 * at.m11 + at.m12 * at.m12).sqrt() * size).abs();
        // Letters that stand on their side are marks of the margin, and only confuse the lines.
        let upright = at.m12.abs() <= at.m11.abs() * 0.2;
        let (x, y) = (at.m31, self.top - at.m32);
        if upright && x.is_finite() && y.is_finite() && size.is_finite() && size > 0.0 {
            let clean: String = text.chars().filter(|c| !c.is_control() && *c != '\u{fffd}').collect();
            self.push(&clean, x, y, width * size, size);
        }
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
