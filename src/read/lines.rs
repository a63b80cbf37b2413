//! Plain text to units: a blank line or a newline separates paragraphs, unless the text was wrapped at a fixed width, when the
//! lines of a paragraph are joined. Says nothing of what a unit is, beyond marks that stand in the text ("- ", "> ", "# ").

use super::unit::Unit;
use crate::model::BlockKind;

/// Lines longer than this, in characters, are never the product of wrapping.
const WIDEST: usize = 100;
/// Text narrower than this is a list of short lines, not wrapped text.
const NARROWEST: usize = 40;

/// One line that is not blank.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    /// Without white space at either end.
    text: &'a str,
    /// Whether a blank line stands before it.
    gap: bool,
}

/// The units of a plain text, in order; together they hold everything that is not white space.
pub(super) fn units(text: &str) -> Vec<Unit<'_>> {
    let lines = lines(text);
    let Some(width) = wrap_width(&lines) else {
        return lines
            .iter()
            .filter_map(|line| Unit::new(text, line.start, line.start + line.text.len(), mark(line.text)))
            .collect();
    };
    let mut units = Vec::new();
    let mut rest = lines.as_slice();
    while let Some(first) = rest.first() {
        let joined = 1 + rest.windows(2).take_while(|pair| matches!(pair, [a, b] if continues(a, b, width))).count();
        let (paragraph, after) = rest.split_at(joined);
        let end = paragraph.last().map_or(first.start, |line| line.start + line.text.len());
        units.extend(Unit::new(text, first.start, end, mark(first.text)));
        rest = after;
    }
    units
}

/// All lines that are not blank.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut gap = true;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    for end in ends {
        let raw = text.get(start..end).unwrap_or("");
        let kept = raw.trim_start();
        let at = start + (raw.len() - kept.len());
        let kept = kept.trim_end();
        if !kept.is_empty() {
            lines.push(Line { start: at, text: kept, gap });
        }
        gap = kept.is_empty();
        start = end + 1;
    }
    lines
}

/// The width at which the text was wrapped, if it was: nearly all lines fit a width, and sentences run on across line ends.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    // Four bytes a character at most: a quick look spares saved articles, one paragraph a line, any counting.
    let long = lines.iter().filter(|line| line.text.len() > 4 * WIDEST).count();
    if lines.len() < 2 || long * 10 > lines.len() {
        return None;
    }
    let lengths: Vec<usize> = lines.iter().map(|line| chars(line.text)).collect();
    let fitting = lengths.iter().copied().filter(|&n| n <= WIDEST);
    let width = fitting.clone().max()?;
    // By letters, not by lines: a menu is many lines, and no wrapped text.
    if fitting.sum::<usize>() * 10 < lengths.iter().sum::<usize>() * 9 || width < NARROWEST {
        return None;
    }
    let breaks = lines.windows(2).filter(|pair| matches!(pair, [a, b] if continues(a, b, width))).count();
    let run_on = lines.windows(2).filter(|pair| matches!(pair, [a, b] if continues(a, b, width) && runs_on(a, b))).count();
    (run_on > 0 && run_on * 4 >= breaks).then_some(width)
}

/// Whether `b` may continue the paragraph of `a`: a wrapped line is broken only where the next word would not have fitted.
fn continues(a: &Line, b: &Line, width: usize) -> bool {
    let length = chars(a.text);
    let next = b.text.split_whitespace().next().map_or(0, chars);
    !b.gap && mark(b.text).is_none() && length <= WIDEST && length * 2 >= width && length + 1 + next + width / 10 > width
}

/// Whether a sentence runs on from `a` to `b`.
fn runs_on(a: &Line, b: &Line) -> bool {
    a.text.ends_with(|c: char| c.is_alphanumeric() || c == ',') && b.text.starts_with(char::is_lowercase)
}

fn chars(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// The kind that a mark at the start of a line gives it.
pub(super) fn mark(line: &str) -> Option<BlockKind> {
    let first = line.chars().next()?;
    match first {
        '-' | '*' | '+' | '•' | '◦' | '▪' | '●' | '‣' | '–' | '·' | '○' => {
            let rest = line.get(first.len_utf8()..)?;
            (rest.starts_with([' ', '\t', '\u{a0}']) && rest.contains(char::is_alphanumeric)).then_some(BlockKind::ListItem)
        }
        '>' => Some(BlockKind::Quote),
        '#' => {
            let text = line.trim_start_matches('#');
            (line.len() - text.len() <= 6 && text.starts_with(' ')).then_some(BlockKind::Heading)
        }
        '|' => (line.len() > 2 && line.ends_with('|')).then_some(BlockKind::Table),
        '(' | '0'..='9' | 'a'..='z' => bracketed(line).then_some(BlockKind::ListItem),
        _ => None,
    }
    .or_else(|| (memchr::memchr_iter(b'\t', line.as_bytes()).count() >= 2).then_some(BlockKind::Table))
}

/// Whether a line opens with "1) ", "a) ", "(1) ", "(iv) ".
fn bracketed(line: &str) -> bool {
    let inner = line.strip_prefix('(').unwrap_or(line);
    inner.get(..inner.len().min(6)).or_else(|| inner.get(..4)).and_then(|head| head.split_once(')')).is_some_and(
        |(label, rest)| {
            let roman = label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
            let labels = label.bytes().all(|b| b.is_ascii_digit()) || roman || (label.len() == 1 && label.is_ascii());
            !label.is_empty() && labels && (rest.is_empty() || rest.starts_with(' '))
        },
    )
}
