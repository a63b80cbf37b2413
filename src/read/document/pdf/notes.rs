//! Notes at the foot of a page: where they begin and which lines are one note. Says nothing of what a note is about.

use super::glyphs::Line;

/// Notes are set smaller than the text, by this much at least.
const SMALLER: f64 = 0.95;

/// One note.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Note {
    /// Its number or sign; of the rule above the notes, the rule.
    pub(super) mark: String,
    /// Its text, a line of print a line.
    pub(super) text: String,
}

/// The index of the first line of a page's notes; beyond the last line where there are none. A rule leads to them, or a number
/// in small type; `aside` are lines that are none of the page's text, wherever they were drawn.
pub(super) fn begin(lines: &[Line], body: f64, aside: impl Fn(&Line) -> bool) -> usize {
    let low = |line: &Line| line.y > line.page * 0.4;
    let below = |line: &Line| aside(line) || (line.size < body * SMALLER && low(line)) || is_rule(&line.text);
    let small = lines.len() - lines.iter().rev().take_while(|line| below(line)).count();
    let opens = |line: &Line| !aside(line) && (is_rule(&line.text) || mark(&line.text).is_some());
    lines.iter().skip(small).position(opens).map_or(lines.len(), |at| small + at)
}

/// Lines to notes.
pub(super) fn apart(lines: Vec<Line>) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for line in lines {
        match (mark(&line.text), notes.last_mut()) {
            _ if is_rule(&line.text) => notes.push(Note { mark: line.text, text: String::new() }),
            (Some((mark, text)), _) => notes.push(Note { mark: mark.to_owned(), text: text.to_owned() }),
            (None, Some(note)) if !note.text.is_empty() => {
                note.text.push('\n');
                note.text.push_str(&line.text);
            }
            (None, _) => notes.push(Note { mark: String::new(), text: line.text }),
        }
    }
    notes
}

/// Whether a line is a rule drawn with letters.
fn is_rule(text: &str) -> bool {
    text.len() >= 5 && text.bytes().all(|b| matches!(b, b'_' | b' '))
}

/// The number or sign that a note opens with, and what follows it.
fn mark(text: &str) -> Option<(&str, &str)> {
    let (mark, rest) = text.split_once([' ', '\u{a0}'])?;
    let number = mark.len() <= 3 && mark.bytes().all(|b| b.is_ascii_digit());
    let sign = mark.len() <= 4 && mark.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§'));
    let rest = rest.trim_start();
    let opens = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '(' | '['));
    ((number || sign) && !mark.is_empty() && (opens || rest.starts_with("http"))).then_some((mark, rest))
}
