//! Stems of English words, remembered: Zipf makes a small cache hit nearly always, and a hit costs no allocation.

use std::cell::RefCell;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};

/// The longest word that is remembered; zero bytes fill up, so no length is kept.
const LONGEST: usize = 24;
/// How many words one thread remembers: about 0.8 MB, and more than 95 % of running words of news prose.
const SLOTS: usize = 1 << 14;

/// A word and its stem, padded with zeroes.
#[derive(Clone, Copy)]
struct Slot {
    word: [u8; LONGEST],
    stem: [u8; LONGEST],
}

/// A directly mapped cache in front of the stemmer: a newcomer drops whoever has its place, so memory is bounded.
pub(super) struct Stems {
    slots: Vec<Slot>,
    stemmer: TextAnalyzer,
}

thread_local! {
    /// One cache a thread, whatever the number of fields and kinds.
    static STEMS: RefCell<Stems> = RefCell::new(Stems::new());
}

/// Appends the stem of an ASCII lower-case word to `out`.
pub(super) fn push_stem(word: &[u8], out: &mut String) {
    STEMS.with_borrow_mut(|stems| stems.push(word, out));
}

impl Stems {
    fn new() -> Self {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build();
        Self { slots: vec![Slot { word: [0; LONGEST], stem: [0; LONGEST] }; SLOTS], stemmer }
    }

    fn push(&mut self, word: &[u8], out: &mut String) {
        let mut padded = [0; LONGEST];
        match padded.get_mut(..word.len()) {
            Some(head) => head.copy_from_slice(word),
            None => return self.push_unknown(word, out),
        }
        let place = place(&padded);
        match self.slots.get(place) {
            Some(slot) if slot.word == padded => out.push_str(text(&slot.stem)),
            _ => {
                let before = out.len();
                self.push_unknown(word, out);
                self.keep(place, padded, out.as_bytes().get(before..).unwrap_or_default());
            }
        }
    }

    fn push_unknown(&mut self, word: &[u8], out: &mut String) {
        let Ok(word) = std::str::from_utf8(word) else { return };
        let mut stream = self.stemmer.token_stream(word);
        out.push_str(stream.next().map_or(word, |token| &token.text));
    }

    fn keep(&mut self, place: usize, word: [u8; LONGEST], stem: &[u8]) {
        let mut padded = [0; LONGEST];
        if let (Some(head), Some(slot)) = (padded.get_mut(..stem.len()), self.slots.get_mut(place)) {
            head.copy_from_slice(stem);
            *slot = Slot { word, stem: padded };
        }
    }
}

/// The word without its padding.
fn text(padded: &[u8; LONGEST]) -> &str {
    let len = padded.iter().position(|&byte| byte == 0).unwrap_or(LONGEST);
    padded.get(..len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
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
