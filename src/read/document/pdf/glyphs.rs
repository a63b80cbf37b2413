//! The glyphs of a page, put together to pieces of lines as they are drawn. Knows places and sizes, nothing of blocks.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};
use std::io;

/// A page with more glyphs than this is no page.
const MOST: usize = 400_000;
/// So many letters in another direction are a text: a table that lies on its side.
const ASIDE: usize = 200;
/// Letters may be spaced by so much of their size and still be a word.
const WIDEST: f64 = 0.4;

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

/// The glyphs of one page as they come, those of each direction of writing on their own: a page may be set to be turned.
#[derive(Default)]
pub(super) struct Glyphs {
    turned: [Turned; 4],
    media: Option<MediaBox>,
    count: usize,
}

/// The glyphs of one direction.
#[derive(Default)]
struct Turned {
    lines: Vec<Line>,
    letters: usize,
}

impl Glyphs {
    /// How many glyphs there were.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The pieces of lines in the order in which they were drawn: those of the direction that most of the page is written in, then
    /// what is a text of its own in another. A few letters on their side are marks of the margin, and only confuse the lines.
    pub(super) fn lines(self) -> Vec<Line> {
        let mut turned: Vec<Turned> = self.turned.into_iter().filter(|turned| turned.letters > 0).collect();
        turned.sort_by_key(|turned| std::cmp::Reverse(turned.letters));
        let texts = turned.into_iter().enumerate().filter(|(i, turned)| *i == 0 || turned.letters >= ASIDE);
        let mut lines: Vec<Line> = texts.flat_map(|(_, turned)| turned.lines).collect();
        lines.iter_mut().for_each(|line| line.text.truncate(line.text.trim_end().len()));
        lines.retain(|line| !line.text.trim().is_empty());
        lines
    }

    /// Where a glyph stands when its direction is turned to the right: from the left, from the top, and the page's height then.
    fn upright(&self, at: &Transform) -> Option<(usize, f64, f64, f64)> {
        let media = self.media.as_ref()?;
        let (x, y) = (at.m31 - media.llx, at.m32 - media.lly);
        let (width, height) = (media.urx - media.llx, media.ury - media.lly);
        match () {
            () if at.m12.abs() <= at.m11.abs() * 0.2 && at.m11 > 0.0 => Some((0, x, height - y, height)),
            () if at.m12.abs() <= at.m11.abs() * 0.2 => Some((1, width - x, y, height)),
            () if at.m11.abs() <= at.m12.abs() * 0.2 && at.m12 > 0.0 => Some((2, y, x, width)),
            () if at.m11.abs() <= at.m12.abs() * 0.2 => Some((3, height - y, width - x, width)),
            () => None,
        }
    }
}

impl Turned {
    /// Takes a glyph: a line of its own, or one more of the last line. `line.right` is where the next glyph is due.
    fn push(&mut self, glyph: Line) {
        let Line { left: x, y, size, .. } = glyph;
        if let Some(line) = self.lines.last_mut() {
            let height = line.size.max(size);
            // A raised note number is on the line that it stands at.
            let level = (y - line.y).abs() <= height * if size < line.size * 0.8 { 0.6 } else { 0.3 };
            let gap = x - line.right;
            if level && gap > -height * 0.8 && gap < height * 1.6 {
                let open = line.text.ends_with(char::is_whitespace) || glyph.text.starts_with(char::is_whitespace);
                if gap > height * 0.17 && !open {
                    line.text.push(' ');
                }
                line.text.push_str(&glyph.text);
                line.right = line.right.max(glyph.right);
                line.size = height;
                return;
            }
        }
        if !glyph.text.trim().is_empty() {
            self.lines.push(Line { text: glyph.text.trim_start().to_owned(), ..glyph });
        }
    }
}

impl OutputDev for Glyphs {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.media = Some(*media);
        Ok(())
    }

    fn output_character(&mut self, at: &Transform, width: f64, spacing: f64, size: f64, text: &str) -> Result<(), OutputError> {
        self.count += 1;
        if self.count > MOST {
            return Err(OutputError::IoError(io::Error::other("too many glyphs")));
        }
        let along = (at.m11 * at.m11 + at.m12 * at.m12).sqrt();
        let advance = along * (width * size + spacing.clamp(0.0, size.abs() * WIDEST)).abs();
        let size = ((at.m21 * at.m21 + at.m22 * at.m22).sqrt() * size).abs();
        let Some((direction, x, y, page)) = self.upright(at) else { return Ok(()) };
        let whole = [x, y, size, advance].iter().all(|n| n.is_finite()) && size > 0.0;
        if let Some(turned) = self.turned.get_mut(direction).filter(|_| whole) {
            let text: String = text.chars().filter(|c| !c.is_control() && *c != '\u{fffd}').collect();
            turned.letters += text.chars().filter(|c| c.is_alphanumeric()).count();
            turned.push(Line { text, left: x, right: x + advance, y, size, page });
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
