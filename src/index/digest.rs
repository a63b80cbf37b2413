//! The words of a text analysed once, in the thread that brings it, for every field and kind that holds them: Tantivy's
//! threads only split what is here. Its analysis of the same words in passages, articles and sentences would cost as
//! much as indexing them.

use super::words::Words;
use crate::text::Span;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Stands between the stretches of a text; no word is like it.
const PARTING: &str = "\u{1d}";
/// How far apart it sets them: a phrase with fewer words between does not reach over it.
pub(super) const APART: usize = 32;

/// The terms of some stretches of a text, each followed by a space; a run that is no word leaves an empty one.
#[derive(Debug, Default)]
pub(super) struct Digest {
    terms: String,
    /// Where each term stands: in the text and in `terms`.
    places: Vec<(u32, u32)>,
    /// Where in `terms` stretches begin.
    starts: Vec<usize>,
}

impl Digest {
    /// Analyses the stretches of `text`, which do not overlap.
    pub(super) fn of(text: &str, stretches: impl IntoIterator<Item = Span>) -> Self {
        let mut stretches: Vec<Span> = stretches.into_iter().collect();
        stretches.sort_unstable();
        let (mut words, mut digest) = (Words::default(), Self::default());
        let length = stretches.iter().map(|span| span.len()).sum::<usize>();
        digest.terms.reserve(length);
        digest.places.reserve(length / 6);
        for stretch in stretches {
            digest.starts.push(digest.terms.len());
            digest.add(stretch, &mut words.token_stream(stretch.of(text)));
        }
        digest
    }

    fn add(&mut self, stretch: Span, stream: &mut impl TokenStream) {
        let mut position = 0;
        while stream.advance() {
            let token = stream.token();
            for _ in position..token.position {
                self.terms.push(' ');
            }
            position = token.position + 1;
            let place = Span::new(stretch.start as usize + token.offset_from, self.terms.len());
            self.places.push((place.start, place.end));
            self.terms.push_str(&token.text);
            self.terms.push(' ');
        }
    }

    /// All of it.
    pub(super) fn whole(&self) -> &str {
        &self.terms
    }

    /// All of it, the stretches held apart.
    pub(super) fn parted(&self) -> String {
        let mut parted = String::with_capacity(self.terms.len() + 2 * self.starts.len());
        let ends = self.starts.iter().skip(1).copied().chain([self.terms.len()]);
        for (&start, end) in self.starts.iter().zip(ends) {
            parted.push_str(self.terms.get(start..end).unwrap_or_default());
            parted.push_str(PARTING);
            parted.push(' ');
        }
        parted
    }

    /// Whether the first stretch has the words of another digest and no others.
    pub(super) fn starts_with(&self, other: &Self) -> bool {
        let end = self.starts.get(1).copied().unwrap_or(self.terms.len());
        self.terms.get(..end) == Some(other.whole())
    }

    /// The terms of a stretch of another digest, and below them, held apart, these.
    pub(super) fn below(&self, terms: &str) -> String {
        format!("{terms}{PARTING} {}", self.terms)
    }

    /// The terms of words that begin in a part of the text.
    pub(super) fn part(&self, span: Span) -> &str {
        let at = |byte: u32| {
            let i = self.places.partition_point(|&(place, _)| place < byte);
            self.places.get(i).map_or(self.terms.len(), |&(_, term)| term as usize)
        };
        self.terms.get(at(span.start)..at(span.end)).unwrap_or_default()
    }
}

/// The terms of a whole short text, or none.
pub(super) fn digest(text: &str) -> Digest {
    Digest::of(text, [Span::new(0, text.len())])
}

/// Splits a digest into its terms.
#[derive(Clone, Default)]
pub(super) struct Terms {
    token: Token,
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream { rest: text, token: &mut self.token }
    }
}

/// The terms of a digest, one after the other.
pub(super) struct TermStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(end) = memchr::memchr(b' ', self.rest.as_bytes())
            && let Some((term, rest)) = self.rest.split_at_checked(end)
        {
            self.rest = rest.get(1..).unwrap_or_default();
            if term == PARTING {
                self.token.position = self.token.position.wrapping_add(APART);
                continue;
            }
            self.token.position = self.token.position.wrapping_add(1);
            if !term.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(term);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(digest: &str) -> Vec<(usize, String)> {
        let (mut split, mut terms) = (Terms::default(), Vec::new());
        split.token_stream(digest).process(&mut |token| terms.push((token.position, token.text.clone())));
        terms
    }

    #[test]
    fn a_digest_has_the_terms_and_places_of_the_analysis() {
        let text = format!("Trained soldiers’ drones. {} Élysée's 1,500 men", "x".repeat(99));
        let (mut words, mut expected) = (Words::default(), Vec::new());
        words.token_stream(&text).process(&mut |token| expected.push((token.position, token.text.clone())));
        assert_eq!(terms(digest(&text).whole()), expected);
    }

    #[test]
    fn a_part_has_the_words_that_begin_in_it() {
        let text = "Menu. Drones came. Shells went. Cookies";
        let digest = Digest::of(text, [Span::new(19, 31), Span::new(6, 18)]);
        assert_eq!(digest.whole(), "drone came shell went ");
        let places: Vec<usize> = terms(&digest.parted()).into_iter().map(|(place, _)| place).collect();
        assert_eq!(places, [0, 1, 2 + APART, 3 + APART]);
        assert_eq!(digest.part(Span::new(6, 18)), "drone came ");
        assert_eq!(digest.part(Span::new(20, 39)), "went ");
        assert_eq!(digest.part(Span::new(0, 5)), "");
    }
}
