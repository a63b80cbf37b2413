//! Text to terms, for documents and queries alike: lower case, without diacritics and possessives, digit groups joined,
//! English words stemmed. It finds no sentences and knows no vocabulary.

use super::stem::push_stem;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Longer runs of letters are no words, and no term.
const LONGEST: usize = 64;

/// What an ASCII byte becomes in a term: itself in lower case, or 0 where it parts words.
const FOLD: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The analysis of running text.
#[derive(Clone, Default)]
pub(super) struct Words {
    token: Token,
    /// Words as they stand, for the beginnings of words in queries.
    whole: bool,
    /// First bytes of words, of which no others are wanted; all are where there is none.
    firsts: Vec<u8>,
}

impl Words {
    /// The words that begin with one of these bytes: stemming changes no first letter.
    pub(super) fn beginning(firsts: Vec<u8>) -> Self {
        Self { firsts, ..Self::default() }
    }
}

/// The words of a text, folded but not stemmed.
pub(super) fn fold(text: &str) -> Vec<String> {
    let (mut words, mut folded) = (Words { whole: true, ..Words::default() }, Vec::new());
    words.token_stream(text).process(&mut |token| folded.push(token.text.clone()));
    folded
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, at: 0, word: [0; LONGEST], token: &mut self.token, whole: self.whole, firsts: &self.firsts }
    }
}

/// The words of one text, one after the other.
pub(super) struct WordStream<'a> {
    text: &'a str,
    at: usize,
    word: [u8; LONGEST],
    token: &'a mut Token,
    whole: bool,
    firsts: &'a [u8],
}

/// What a run of letters and digits turned out to be.
#[derive(Default)]
struct Run {
    len: usize,
    letters: bool,
    digits: bool,
    foreign: bool,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        while self.skip_to_word() {
            self.token.offset_from = self.at;
            let run = self.run();
            self.token.offset_to = self.at;
            self.skip_possessive();
            // A run that is no word still takes its place, so that a phrase does not close over it.
            self.token.position = self.token.position.wrapping_add(1);
            if let Some(word) = self.word.get(..run.len)
                && let Some(first) = word.first()
                && (self.firsts.is_empty() || self.firsts.contains(first))
            {
                self.token.text.clear();
                if run.digits || run.foreign || self.whole {
                    self.token.text.push_str(std::str::from_utf8(word).unwrap_or_default());
                } else {
                    push_stem(word, &mut self.token.text);
                }
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

impl WordStream<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn is_digit(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|byte| byte.is_ascii_digit())
    }

    fn foreign(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// Goes to the next letter or digit.
    fn skip_to_word(&mut self) -> bool {
        while let Some(byte) = self.byte(self.at) {
            match FOLD.get(usize::from(byte)) {
                Some(0) => self.at += 1,
                Some(_) => return true,
                None => match self.foreign() {
                    Some(c) if c.is_alphanumeric() => return true,
                    c => self.at += c.map_or(1, char::len_utf8),
                },
            }
        }
        false
    }

    /// Reads a run of letters and digits into `word`, as far as it fits; its length tells whether it did.
    fn run(&mut self) -> Run {
        let mut run = Run::default();
        while let Some(byte) = self.byte(self.at) {
            match FOLD.get(usize::from(byte)) {
                Some(0) if self.joins_digits(&run, byte) => {
                    if byte == b'.' {
                        self.put(&mut run, byte);
                    }
                    self.at += 1;
                }
                Some(0) => break,
                Some(&folded) => {
                    run.digits |= folded.is_ascii_digit();
                    run.letters |= !folded.is_ascii_digit();
                    self.put(&mut run, folded);
                    self.at += 1;
                }
                None => match self.foreign() {
                    Some(c) if c.is_alphanumeric() || is_combining_mark(c) => {
                        run.letters = true;
                        self.put_foreign(&mut run, c);
                        self.at += c.len_utf8();
                    }
                    _ => break,
                },
            }
        }
        run
    }

    fn put(&mut self, run: &mut Run, byte: u8) {
        if let Some(place) = self.word.get_mut(run.len) {
            *place = byte;
        }
        run.len += 1;
    }

    /// Folds a letter beyond ASCII: "é" to "e"; the few that do not decompose by hand.
    fn put_foreign(&mut self, run: &mut Run, c: char) {
        let plain = match c {
            'ß' | 'ẞ' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'þ' | 'Þ' => "th",
            'ı' => "i",
            _ => "",
        };
        plain.bytes().for_each(|byte| self.put(run, byte));
        if plain.is_empty() {
            for lower in c.to_lowercase() {
                decompose_canonical(lower, |part| {
                    if !is_combining_mark(part) {
                        run.foreign |= !part.is_ascii();
                        part.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.put(run, byte));
                    }
                });
            }
        }
    }

    /// Whether a comma or point stands between digits of one number: "120,000" and "1.8", not "2024, 2025".
    fn joins_digits(&self, run: &Run, byte: u8) -> bool {
        if run.letters || !self.is_digit(self.at + 1) {
            return false;
        }
        byte == b'.' || byte == b',' && (2..4).all(|i| self.is_digit(self.at + i)) && !self.is_digit(self.at + 4)
    }

    /// Drops the "'s" of a possessive.
    fn skip_possessive(&mut self) {
        let mark = match self.byte(self.at) {
            Some(b'\'') => 1,
            Some(0xE2) if self.foreign() == Some('’') => '’'.len_utf8(),
            _ => return,
        };
        let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let mut rest = self.text.get(self.at + mark..).unwrap_or_default().chars();
        if matches!(rest.next(), Some('s' | 'S')) && ends(rest.next()) {
            self.at += mark + 1;
        }
    }
}

/// The analysis of ids and names that stand as a whole: lower case, one term.
#[derive(Clone, Default)]
pub(super) struct Name {
    token: Token,
}

impl Tokenizer for Name {
    type TokenStream<'a> = NameStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NameStream<'a> {
        self.token.reset();
        self.token.position = 0;
        self.token.offset_to = text.len();
        self.token.text.extend(text.chars().flat_map(char::to_lowercase));
        NameStream { token: &mut self.token, fresh: true }
    }
}

/// One name.
pub(super) struct NameStream<'a> {
    token: &'a mut Token,
    fresh: bool,
}

impl TokenStream for NameStream<'_> {
    fn advance(&mut self) -> bool {
        std::mem::take(&mut self.fresh)
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let (mut words, mut terms) = (Words::default(), Vec::new());
        words.token_stream(text).process(&mut |token| terms.push(token.text.clone()));
        terms
    }

    #[test]
    fn words_fold_to_one_term_whatever_their_dress() {
        for (text, expected) in [
            ("Training TRAINED trains", "train train train"),
            ("Ukraine's Ukraine’s ukraine", "ukrain ukrain ukrain"),
            ("Élysée Łódź Zelenskyy", "elyse lodz zelenskyy"),
            ("over 120,000 or 120000", "over 120000 or 120000"),
            ("€1.8 billion, 2024, 2025", "1.8 billion 2024 2025"),
            ("G-7 F-16s", "g 7 f 16s"),
            ("Київ Москва", "киів москва"),
            ("", ""),
            ("… — !", ""),
        ] {
            assert_eq!(terms(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn offsets_point_into_the_text() {
        let text = "the Élysée’s €1.8 billion";
        let (mut words, mut found) = (Words::default(), Vec::new());
        words.token_stream(text).process(&mut |token| found.push(text.get(token.offset_from..token.offset_to)));
        assert_eq!(found, [Some("the"), Some("Élysée"), Some("1.8"), Some("billion")]);
    }

    #[test]
    fn a_run_that_is_no_word_still_takes_its_place() {
        let text = format!("a {} b", "x".repeat(LONGEST + 1));
        let (mut words, mut found) = (Words::default(), Vec::new());
        words.token_stream(&text).process(&mut |token| found.push((token.text.clone(), token.position)));
        assert_eq!(found, [("a".to_owned(), 0), ("b".to_owned(), 2)]);
    }
}
