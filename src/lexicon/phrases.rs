//! Phrases over word ids: which listed phrase starts at a token, the longest first. One look-up in a table over
//! the vocabulary for a token that can start one, none for the rest (ask the token's class first).

use super::words::{Vocabulary, WordId};

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
    /// By the index of the first word: one more than where its list stands, 0 for a word that starts none.
    starts: Vec<u32>,
    lists: Vec<List<T>>,
}

/// Phrases that start alike: the words that follow the first, and the value.
type List<T> = Vec<(Box<[WordId]>, T)>;

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { starts: Vec::new(), lists: Vec::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase given as words; one without words is left out.
    pub fn add(&mut self, words: &[WordId], value: T) {
        if let [first, rest @ ..] = words {
            if self.starts.len() <= first.index() {
                self.starts.resize(first.index() + 1, 0);
            }
            let Some(start) = self.starts.get_mut(first.index()) else { return };
            if *start == 0 {
                self.lists.push(List::new());
                *start = u32::try_from(self.lists.len()).unwrap_or(0);
            }
            if let Some(list) = (*start as usize).checked_sub(1).and_then(|at| self.lists.get_mut(at)) {
                list.push((rest.into(), value));
            }
        }
    }

    /// The phrases that start with a word.
    #[inline]
    fn list(&self, first: WordId) -> &[(Box<[WordId]>, T)] {
        let start = self.starts.get(first.index()).copied().unwrap_or(0) as usize;
        start.checked_sub(1).and_then(|at| self.lists.get(at)).map_or(&[], Vec::as_slice)
    }

    /// Puts the longest phrases first; call it once after the last `add`. Phrases of one length keep their order.
    pub fn finish(&mut self) {
        for list in &mut self.lists {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// All phrases that start at the first of `tokens`, longest first, each with its length in tokens.
    #[inline]
    pub fn all_at<'a, S: Shaped>(&'a self, tokens: &'a [S]) -> impl Iterator<Item = (usize, &'a T)> {
        let list = tokens.first().map(Shaped::word).filter(|first| first.known()).map_or(&[][..], |first| self.list(first));
        list.iter().filter_map(move |(rest, value)| {
            let following = tokens.get(1..=rest.len())?;
            rest.iter().zip(following).all(|(word, token)| *word == token.word()).then_some((rest.len() + 1, value))
        })
    }

    /// The longest phrase that starts at the first of `tokens`, with its length in tokens.
    #[inline]
    pub fn at<'a, S: Shaped>(&'a self, tokens: &'a [S]) -> Option<(usize, &'a T)> {
        self.all_at(tokens).next()
    }
}

/// Cuts a phrase as articles are cut into tokens and adds its words.
pub(super) fn words_of(vocabulary: &mut Vocabulary, phrase: &str) -> Vec<WordId> {
    let folded = crate::text::View::new(phrase);
    crate::text::tokens(folded.text()).map(|raw| vocabulary.add(raw.span.of(folded.text()))).collect()
}
