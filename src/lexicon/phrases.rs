//! Phrases over word ids: which listed phrase starts at a token, the longest first. One hash look-up for a token that can
//! start one, none for the rest (ask the token's class first).

use super::words::{Vocabulary, WordId};
use rustc_hash::FxHashMap;

/// A token as the phrase matcher sees it.
pub trait Shaped {
    /// Its word.
    fn word(&self) -> WordId;
}

impl Shaped for WordId {
    fn word(&self) -> WordId {
        *self
    }
}

/// Listed phrases, each with a value.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    starts: FxHashMap<WordId, Vec<(Box<[WordId]>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { starts: FxHashMap::default() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase given as words; one without words is left out.
    pub fn add(&mut self, words: &[WordId], value: T) {
        if let [first, rest @ ..] = words {
            self.starts.entry(*first).or_default().push((rest.into(), value));
        }
    }

    /// Puts the longest phrases first; call it once after the last `add`. Phrases of one length keep their order.
    pub fn finish(&mut self) {
        for list in self.starts.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// All phrases that start at the first of `tokens`, longest first, each with its length in tokens.
    pub fn all_at<'a, S: Shaped>(&'a self, tokens: &'a [S]) -> impl Iterator<Item = (usize, &'a T)> {
        let list = match tokens.first() {
            Some(first) if first.word().known() => self.starts.get(&first.word()).map_or(&[][..], Vec::as_slice),
            _ => &[],
        };
        list.iter().filter_map(move |(rest, value)| {
            let following = tokens.get(1..=rest.len())?;
            rest.iter().zip(following).all(|(word, token)| *word == token.word()).then_some((rest.len() + 1, value))
        })
    }

    /// The longest phrase that starts at the first of `tokens`, with its length in tokens.
    pub fn at<'a, S: Shaped>(&'a self, tokens: &'a [S]) -> Option<(usize, &'a T)> {
        self.all_at(tokens).next()
    }

    /// Whether any phrase starts with this word.
    pub fn starts_with(&self, word: WordId) -> bool {
        self.starts.contains_key(&word)
    }

    /// The words that start a phrase, in no order.
    pub fn first_words(&self) -> impl Iterator<Item = WordId> {
        self.starts.keys().copied()
    }
}

/// Cuts a phrase as articles are cut into tokens and adds its words.
pub(super) fn words_of(vocabulary: &mut Vocabulary, phrase: &str) -> Vec<WordId> {
    let folded = crate::text::View::new(phrase);
    crate::text::tokens(folded.text()).map(|raw| vocabulary.add(raw.span.of(folded.text()))).collect()
}
