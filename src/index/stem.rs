//! Stems of English words, remembered: Zipf makes a small cache hit nearly always, and a hit costs no allocation.

use std::cell::RefCell;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};

/// The longest word that is remembered; zero bytes fill up, so no length is kept.
const LONGEST: usize = 24;
/// The most that a stem may have instead of what the word has: "happi" for "happy" has one letter.
const TAIL: usize = 6;
/// How many words one thread remembers: 2 MB, which is nearly every running word of news prose.
const SLOTS: usize = 1 << 16;

/// A word, and how its stem is made of it.
#[derive(Clone, Copy)]
struct Slot {
    word: [u8; LONGEST],
    /// How much of the word the stem keeps.
    keep: u8,
    /// How much of `tail` follows.
    more: u8,
    tail: [u8; TAIL],
}

/// A directly mapped cache in front of the stemmer: a newcomer drops whoever has its place, so memory is bounded.
struct Stems {
    slots: Vec<Slot>,
    stemmer: TextAnalyzer,
}

thread_local! {
    /// One cache a thread, whatever it analyses.
    static STEMS: RefCell<Stems> = RefCell::new(Stems::new());
}

/// Appends the stem of an ASCII lower-case word to `out`.
pub(super) fn push_stem(word: &[u8], out: &mut String) {
    STEMS.with_borrow_mut(|stems| stems.push(word, out));
}

impl Stems {
    fn new() -> Self {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build();
        Self { slots: vec![Slot { word: [0; LONGEST], keep: 0, more: 0, tail: [0; TAIL] }; SLOTS], stemmer }
    }

    fn push(&mut self, word: &[u8], out: &mut String) {
        let mut padded = [0; LONGEST];
        match padded.get_mut(..word.len()) {
            Some(head) => head.copy_from_slice(word),
            None => return self.push_unknown(word, out),
        }
        let place = place(&padded);
        match self.slots.get(place) {
            Some(slot) if slot.word == padded => {
                out.push_str(ascii(word.get(..usize::from(slot.keep))));
                if slot.more > 0 {
                    out.push_str(ascii(slot.tail.get(..usize::from(slot.more))));
                }
            }
            _ => {
                let before = out.len();
                self.push_unknown(word, out);
                self.keep(place, padded, out.as_bytes().get(before..).unwrap_or_default());
            }
        }
    }

    fn push_unknown(&mut self, word: &[u8], out: &mut String) {
        let word = ascii(Some(word));
        let mut stream = self.stemmer.token_stream(word);
        out.push_str(stream.next().map_or(word, |token| &token.text));
    }

    fn keep(&mut self, place: usize, word: [u8; LONGEST], stem: &[u8]) {
        let keep = word.iter().zip(stem).take_while(|(a, b)| a == b).count();
        let rest = stem.get(keep..).unwrap_or_default();
        let mut tail = [0; TAIL];
        if let (Some(head), Some(slot)) = (tail.get_mut(..rest.len()), self.slots.get_mut(place)) {
            head.copy_from_slice(rest);
            let byte = |n: usize| u8::try_from(n).unwrap_or(0);
            *slot = Slot { word, keep: byte(keep), more: byte(rest.len()), tail };
        }
    }
}

fn ascii(bytes: Option<&[u8]>) -> &str {
    bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Where a word's slot is.
fn place(word: &[u8; LONGEST]) -> usize {
    let mut hash = 0u64;
    for chunk in word.chunks_exact(8) {
        let part = chunk.try_into().map_or(0, u64::from_le_bytes);
        hash = (hash.rotate_left(5) ^ part).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
    (hash >> (64 - SLOTS.trailing_zeros())) as usize
}
