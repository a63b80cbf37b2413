//! Blocks to sentences: where a sentence ends, by its stop and what stands on either side of it. Whether a full stop belongs
//! to an abbreviation is asked of `abbreviations`. Total: every character that is not white space is in one sentence.

use super::abbreviations::{self, Stop};
use super::ends::{head, tail};
use crate::model::{Block, BlockKind};
use crate::text::Span;

/// How far is looked back and ahead from a stop: no abbreviation is longer, and a text without spaces stays linear.
const NEAR: usize = 48;

/// Longer than this is no sentence but a list or a dump without stops; it is cut, for grammar costs more than its length.
const LONGEST: usize = 4096;

/// The sentences of a text: none crosses a block, and a table's row is one.
pub(super) fn sentences(text: &str, blocks: &[Block]) -> Vec<Span> {
    let mut sentences = Vec::with_capacity(text.len() / 100 + blocks.len());
    for block in blocks {
        let first = sentences.len();
        match block.kind {
            BlockKind::Table => sentences.push(block.span),
            _ => split(block.span, block.span.of(text), &mut sentences),
        }
        if sentences.iter().skip(first).any(|sentence| sentence.len() > LONGEST) {
            let whole = sentences.split_off(first);
            whole.into_iter().for_each(|sentence| cut(sentence, sentence.of(text), &mut sentences));
        }
    }
    sentences
}

/// Cuts what is too long for a sentence: behind the last semicolon that leaves a fair length, else at the last space, else anywhere.
fn cut(span: Span, text: &str, sentences: &mut Vec<Span>) {
    let (mut start, mut rest) = (span.start as usize, text);
    while rest.len() > LONGEST {
        let piece = head(rest, LONGEST);
        let clause = piece.rfind("; ").filter(|at| at * 2 >= LONGEST).map(|at| at + 1);
        let end = clause.or_else(|| piece.rfind(char::is_whitespace).filter(|at| *at > 0)).unwrap_or(piece.len());
        let (sentence, after) = (rest.get(..end).unwrap_or(""), rest.get(end..).unwrap_or(""));
        sentences.push(Span::new(start, start + sentence.trim_end().len()));
        rest = after.trim_start();
        start = span.end as usize - rest.len();
    }
    sentences.push(Span::new(start, span.end as usize));
}

/// Splits one block.
fn split(span: Span, block: &str, sentences: &mut Vec<Span>) {
    let base = span.start as usize;
    let mut stops = Stops::new(block);
    let (mut start, mut from) = (0, 0);
    while let Some(stop) = stops.next(from) {
        let run = stop + run_of_stops(block, stop);
        let closed = run + closers(block, run);
        let end = closed + note(block, start, stop, closed);
        let rest = block.get(end..).unwrap_or("");
        let next = end + (rest.len() - rest.trim_start().len());
        if next >= block.len() {
            break;
        }
        let seam = Seam { block, start, stop, run, end, next };
        if seam.parts() {
            sentences.push(Span::new(base + start, base + end));
            start = next;
        }
        from = next.max(run);
    }
    if start < block.len() {
        sentences.push(Span::new(base + start, base + block.len()));
    }
}

/// Finds the next `.`, `?`, `!` or `…`, three at a time; the last only in text that is not ASCII.
struct Stops<'a> {
    block: &'a str,
    ellipsis: usize,
    wide: bool,
}

impl<'a> Stops<'a> {
    fn new(block: &'a str) -> Self {
        Self { block, ellipsis: 0, wide: !block.is_ascii() }
    }

    fn next(&mut self, from: usize) -> Option<usize> {
        let bytes = self.block.as_bytes();
        let plain = memchr::memchr3(b'.', b'?', b'!', bytes.get(from..)?).map_or(bytes.len(), |at| from + at);
        if self.wide && self.ellipsis <= from {
            self.ellipsis = memchr::memmem::find(bytes.get(from..)?, "…".as_bytes()).map_or(bytes.len(), |at| from + at);
            self.wide = self.ellipsis < bytes.len();
        }
        let first = if self.wide { plain.min(self.ellipsis) } else { plain };
        (first < bytes.len()).then_some(first)
    }
}

/// Bytes of the run of stops at `at`.
fn run_of_stops(block: &str, at: usize) -> usize {
    let rest = block.get(at..).unwrap_or("");
    rest.len() - rest.trim_start_matches(['.', '?', '!', '…']).len()
}

/// Bytes of the closing quotes, brackets, emphasis and note numbers (`[12]`) at `at`.
fn closers(block: &str, at: usize) -> usize {
    let mut rest = block.get(at..).unwrap_or("");
    let whole = rest.len();
    loop {
        let shorter = rest.trim_start_matches(['"', '\'', ')', ']', '”', '’', '»', '*', '_']);
        let note = shorter.strip_prefix('[').and_then(|inner| head(inner, 6).split_once(']')).map(|(label, _)| label);
        rest = match note {
            Some(label) if !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric()) => {
                shorter.get(label.len() + 2..).unwrap_or("")
            }
            _ => return whole - shorter.len(),
        };
    }
}

/// Bytes of the number of a note that print has set close behind a sentence's end ("a healthy diet.3 The"): plain words come
/// before it, a space behind it.
fn note(block: &str, start: usize, stop: usize, at: usize) -> usize {
    let rest = block.get(at..).unwrap_or("");
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let spaced = rest.get(digits..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let plain = || abbreviations::is_plain_word(word(block, start, stop));
    if (1..=3).contains(&digits) && spaced && plain() { digits } else { 0 }
}

/// The word that the stop at `stop` follows, inner full stops included ("U.S").
fn word(block: &str, start: usize, stop: usize) -> &str {
    let before = block.get(start..stop).unwrap_or("");
    let cut = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '«' | '/' | ',' | ';' | ':' | '—' | '–');
    let near = tail(before, NEAR);
    near.rfind(cut).and_then(|at| near.get(at..)).map_or(near, |word| word.trim_start_matches(cut))
}

/// A place where a sentence may end: the sentence from `start`, its stops `stop..run`, closers up to `end`, the next word at `next`.
struct Seam<'a> {
    block: &'a str,
    start: usize,
    stop: usize,
    run: usize,
    end: usize,
    next: usize,
}

impl Seam<'_> {
    /// Whether the sentence ends here.
    fn parts(&self) -> bool {
        let rest = head(self.block.get(self.next..).unwrap_or(""), NEAR);
        let Some(first) = rest.chars().next() else { return true };
        let closing = self.block.get(self.run..self.end).unwrap_or("");
        let quoted = closing.contains(['"', '”', '’', '»', '\'']);
        let stop = self.block.get(self.stop..self.run).unwrap_or("");
        if matches!(first, ',' | ';' | ':' | ')' | ']' | '.' | '?' | '!' | '…' | '/' | '%') || is_dash(first) {
            return false;
        }
        if self.end == self.next {
            return self.parts_glued(rest, closing, quoted);
        }
        let so_far = self.block.get(self.start..self.stop).unwrap_or("");
        if so_far.len() <= NEAR && !so_far.contains(char::is_alphanumeric) {
            return false;
        }
        if self.is_label() {
            return false;
        }
        if first.is_lowercase() {
            return stop == "." && closing.is_empty() && abbreviations::is_plain_word(self.word());
        }
        if stop == "." && !quoted {
            return match abbreviations::stop(self.word(), self.opens_item()) {
                Stop::Sentence => true,
                Stop::Word => false,
                Stop::WordBeforeNumber => !rest.starts_with(|c: char| c.is_ascii_digit() || c == '('),
                Stop::WordUnlessOpener => abbreviations::opens_sentence(rest),
                Stop::TimeOfDay => abbreviations::follows_time_of_day(rest),
            };
        }
        !(quoted && stop != "." && abbreviations::goes_on_saying(rest))
    }

    /// Where no space follows ("weaponry.This"): only between a plain word and one that opens like a sentence.
    fn parts_glued(&self, rest: &str, closing: &str, quoted: bool) -> bool {
        let mut chars = rest.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        let second = chars.next();
        let opens = capital && (second.is_some_and(char::is_lowercase) || (second == Some(' ') && rest.starts_with(['A', 'I'])));
        let token = rest.split_whitespace().next().unwrap_or("");
        let dotted = token.trim_end_matches(['.', ',', ';', ':', '?', '!', '"', '”', '’', ')']).contains(['.', '/', '@']);
        let noted = closing.ends_with(']');
        opens && !dotted && (quoted || noted || abbreviations::is_plain_word(self.word()) || closing == ")")
    }

    fn word(&self) -> &str {
        word(self.block, self.start, self.stop)
    }

    /// Whether all of the sentence so far is a part's number ("Section 2", "Art. 14"), which stays with what it numbers.
    fn is_label(&self) -> bool {
        let so_far = self.block.get(self.start..self.stop).unwrap_or("");
        so_far.len() <= 16
            && so_far.split_once(' ').is_some_and(|(word, number)| {
                let number = !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
                number && word.starts_with(char::is_uppercase)
            })
    }

    /// Whether the word before the stop is the first of the block, so that it may be an item's number.
    fn opens_item(&self) -> bool {
        let before = self.stop - self.word().len();
        self.start == 0 && before <= 16 && !self.block.get(..before).unwrap_or("").contains(char::is_alphanumeric)
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}
