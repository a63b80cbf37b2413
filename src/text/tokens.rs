//! Cutting a folded text into tokens: words, numbers, punctuation. What a word means is not known here.
//!
//! A word is a run of letters; an apostrophe and the letters after it are a token of their own ("Ukraine" + "'s",
//! "do" + "n't" is "don" + "'t"). A number is a run of digits with the commas, points and apostrophes that stand between digits.
//! Everything else that is not white space is one token per character.

use super::Span;

/// How a token looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Letters without a capital.
    Lower,
    /// A capital and then none; a single capital is `Upper`.
    Capital,
    /// All capitals.
    Upper,
    /// Capitals inside.
    Mixed,
    /// Digits with their separators.
    Number,
    /// One character that is neither letter, digit nor space; ASCII ones carry their byte, others 0.
    Punct(u8),
}

/// A token before its word is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawToken {
    /// Where it stands in the text that was cut.
    pub span: Span,
    /// How it looks.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// The tokens of `text`, in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, bytes: text.as_bytes(), at: 0 }
}

/// Iterator over the tokens of a text.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Tokens<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The character at a byte offset outside ASCII, with its length.
    fn wide(&self, at: usize) -> (char, usize) {
        let c = self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\0');
        (c, c.len_utf8())
    }

    fn is_letter(&self, at: usize) -> bool {
        let byte = self.byte(at);
        byte.is_ascii_alphabetic() || (byte >= 0x80 && self.wide(at).0.is_alphabetic())
    }

    fn word(&mut self) -> Shape {
        let (mut letters, mut capitals, mut first) = (0usize, 0usize, false);
        loop {
            let from = self.at;
            while let Some(byte) = self.bytes.get(self.at).filter(|byte| byte.is_ascii_alphabetic()) {
                capitals += usize::from(byte.is_ascii_uppercase());
                self.at += 1;
            }
            first |= letters == 0 && self.byte(from).is_ascii_uppercase();
            letters += self.at - from;
            let (upper, len) = match self.byte(self.at) {
                0x80.. => match self.wide(self.at) {
                    (c, len) if c.is_alphabetic() => (c.is_uppercase(), len),
                    _ => break,
                },
                _ => break,
            };
            first |= upper && letters == 0;
            letters += 1;
            capitals += usize::from(upper);
            self.at += len;
        }
        match (capitals, first) {
            (0, _) => Shape::Lower,
            (n, _) if n == letters => Shape::Upper,
            (1, true) => Shape::Capital,
            _ => Shape::Mixed,
        }
    }

    fn number(&mut self) -> Shape {
        loop {
            match self.byte(self.at) {
                b'0'..=b'9' => self.at += 1,
                b',' | b'.' | b'\'' if self.byte(self.at + 1).is_ascii_digit() => self.at += 1,
                _ => return Shape::Number,
            }
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = RawToken;

    fn next(&mut self) -> Option<RawToken> {
        let mut spaced = false;
        loop {
            let byte = *self.bytes.get(self.at)?;
            if byte <= b' ' {
                self.at += 1;
            } else if byte >= 0x80 && self.wide(self.at).0.is_whitespace() {
                self.at += self.wide(self.at).1;
            } else {
                break;
            }
            spaced = true;
        }
        let start = self.at;
        let byte = self.byte(start);
        let shape = match byte {
            b'0'..=b'9' => self.number(),
            b'\'' if !spaced && start > 0 && self.is_letter(start + 1) && self.byte(start - 1).is_ascii_alphanumeric() => {
                self.at += 1;
                self.word();
                Shape::Lower
            }
            _ if self.is_letter(start) => self.word(),
            0x80.. => {
                self.at += self.wide(start).1;
                Shape::Punct(0)
            }
            _ => {
                self.at += 1;
                Shape::Punct(byte)
            }
        };
        Some(RawToken { span: Span::new(start, self.at), shape, spaced })
    }
}
