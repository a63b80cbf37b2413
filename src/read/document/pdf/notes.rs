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
/// in small type with nothing but small type below it.
pub(super) fn begin(lines: &[Line], body: f64) -> usize {
    let small = |line: &Line| line.size < body * SMALLER;
    let low = |line: &&Line| line.y > line.page * 0.4;
    let ruled = lines.iter().rposition(|line| is_rule(&line.text) && low(&line));
    let below = lines.iter().rev().take_while(|line| small(line) && low(line)).count();
    let small = lines.len() - below;
    let marked = lines.iter().skip(small).position(|line| mark(&line.text).is_some());
    match (ruled, marked) {
        (Some(ruled), _) if ruled + 1 >= small => ruled,
        (_, Some(marked)) => small + marked,
        _ => lines.len(),
    }
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
