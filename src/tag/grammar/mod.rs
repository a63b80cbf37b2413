//! A shallow reading of one sentence: its verb groups, its clauses and their subjects. It knows words by class and by what the
//! lexicon says of them, and nothing of commitments or speakers; those are the taggers' business.

mod clauses;
mod finite;
mod groups;
mod phrases;

pub use clauses::{Clause, Link, Reading};
pub use groups::{Form, Group, Modal, Tense};

use super::context::{Context, Sentence, Token};
use crate::lexicon::{Class, Forms, FunctionWords, List, Predicates, Verb, WordId, WordInfo};
use crate::text::Shape;

/// One sentence with what the lexicon knows of its words; outside its range there are only unknown marks.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// The article's context.
    pub cx: &'a Context<'a>,
    /// What the lexicon knows of predicates.
    pub known: &'a Predicates,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Its tokens.
    tokens: &'a [Token],
}

impl<'a> Line<'a> {
    /// The line of a sentence.
    pub fn new(cx: &'a Context<'a>, sentence: &Sentence) -> Self {
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        Self { cx, known: &cx.lexicon.predicates, start, end, tokens: cx.tokens.get(start..end).unwrap_or(&[]) }
    }

    /// The grammar's own words.
    pub fn f(&self) -> &'a FunctionWords {
        &self.known.function
    }

    /// The token at an index.
    #[inline]
    pub fn token(&self, i: usize) -> Token {
        self.tokens.get(i.wrapping_sub(self.start)).copied().unwrap_or(Token::END)
    }

    /// The word at an index.
    #[inline]
    pub fn word(&self, i: usize) -> WordId {
        self.token(i).word
    }

    /// Whether the word there is one of these; an unknown word is none.
    #[inline]
    pub fn is(&self, i: usize, words: &[WordId]) -> bool {
        let word = self.word(i);
        word.known() && words.contains(&word)
    }

    /// Whether the word there is in any of the classes; "US" and "IT" are no pronouns.
    #[inline]
    pub fn has(&self, i: usize, class: Class) -> bool {
        let token = self.token(i);
        token.class.any(class) && !(token.shape == Shape::Upper && token.span.len() > 1 && class == Class::PRONOUN)
    }

    /// What the lexicon knows of the word there.
    #[inline]
    pub fn info(&self, i: usize) -> &'a WordInfo {
        self.known.info(self.word(i))
    }

    /// Whether the word there is on a list, as a noun or adjective.
    #[inline]
    pub fn listed(&self, i: usize, list: List) -> bool {
        self.info(i).lists.has(list)
    }

    /// The verb of the word there.
    #[inline]
    pub fn verb(&self, i: usize) -> Option<&'a Verb> {
        self.known.verb(self.info(i).verb)
    }

    /// Whether the token is this ASCII mark.
    #[inline]
    pub fn mark(&self, i: usize, mark: u8) -> bool {
        self.token(i).shape == Shape::Punct(mark)
    }

    /// Whether the token is a dash that cuts: an em dash, or a hyphen between spaces.
    pub fn dash(&self, i: usize) -> bool {
        match self.token(i).shape {
            Shape::Punct(b'-') => self.token(i).spaced && self.token(i + 1).spaced,
            Shape::Punct(0) => i >= self.start && i < self.end && self.cx.text(i) == "\u{2014}",
            _ => false,
        }
    }

    /// Whether the token is a word, not a mark or number.
    #[inline]
    pub fn is_word(&self, i: usize) -> bool {
        !matches!(self.token(i).shape, Shape::Punct(_) | Shape::Number)
    }

    /// Whether the token begins with a capital.
    #[inline]
    pub fn capital(&self, i: usize) -> bool {
        matches!(self.token(i).shape, Shape::Capital | Shape::Upper | Shape::Mixed)
    }

    /// Whether the word is of a closed class that no noun, verb or adjective belongs to.
    #[inline]
    pub fn closed(&self, i: usize) -> bool {
        const CLOSED: Class = Class::DETERMINER
            .or(Class::PREPOSITION)
            .or(Class::PRONOUN)
            .or(Class::POSSESSIVE)
            .or(Class::BE)
            .or(Class::HAVE)
            .or(Class::MODAL)
            .or(Class::CONJUNCTION)
            .or(Class::RELATIVE)
            .or(Class::SUBORDINATOR)
            .or(Class::TO)
            .or(Class::NEGATION);
        self.has(i, CLOSED)
    }

    /// Whether the token is an adverb, by class or by its ending.
    pub fn adverb(&self, i: usize) -> bool {
        if self.has(i, Class::ADVERB) && !self.has(i, Class::PRONOUN.or(Class::CONJUNCTION)) {
            return true;
        }
        let token = self.token(i);
        let ending = token.shape == Shape::Lower && token.span.len() > 4 && self.ends(i, "ly");
        let noun = |info: &WordInfo| info.noun != 0 || info.objects != 0 || info.deeds != 0 || info.lists.has(List::Agent);
        ending && self.info(i).forms.none() && !noun(self.info(i))
    }

    /// Whether the token ends in these letters.
    pub fn ends(&self, i: usize, end: &str) -> bool {
        i >= self.start && i < self.end && self.cx.text(i).ends_with(end)
    }

    /// The verb forms that a word can be; of a word that no lexicon knows, what its ending says.
    pub fn forms(&self, i: usize) -> Forms {
        let (token, info) = (self.token(i), self.info(i));
        if !info.forms.none() || token.shape != Shape::Lower || token.span.len() < 5 {
            return info.forms;
        }
        let told = match () {
            () if self.ends(i, "ed") => Forms::PAST | Forms::PARTICIPLE,
            () if self.ends(i, "ing") => Forms::ING,
            () => return info.forms,
        };
        if info.adjective != 0 || info.deeds != 0 || self.closed(i) { info.forms } else { told }
    }

    /// Whether a noun phrase can begin here.
    pub fn opens_phrase(&self, i: usize) -> bool {
        self.has(i, Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PRONOUN).or(Class::NUMERAL))
            || self.capital(i)
            || matches!(self.token(i).shape, Shape::Number | Shape::Punct(b'$'))
    }

    /// Whether the word opens a subordinate clause; "provided" does so only before "that".
    pub fn subordinator(&self, i: usize) -> bool {
        self.has(i, Class::SUBORDINATOR) && (!self.is(i, &[self.f().provided]) || self.is(i + 1, &[self.f().that]))
    }

    /// Whether a quotation mark opens or closes words in scare quotes: fewer than four of them, inside a clause.
    pub fn scare(&self, i: usize) -> bool {
        let mark = |j: usize| self.mark(j, b'"');
        if !mark(i) {
            return false;
        }
        let clear = |from: usize, to: usize| (from + 1..to).all(|j| self.is_word(j)) && !self.mark(from.wrapping_sub(1), b',');
        let word = |j: usize| j > self.start && self.is_word(j - 1) && !self.tells(j - 1);
        let opens = (i + 2..i + 5).any(|j| mark(j) && clear(i, j) && word(i));
        let closes = (2..5).any(|n| i > self.start + n && mark(i - n) && clear(i - n, i) && word(i - n));
        opens || closes
    }

    /// Whether nothing but a list mark, a number or a label stands before the word.
    pub fn leads(&self, i: usize) -> bool {
        i == self.start || self.mark(i.wrapping_sub(1), b':') || (self.start..i).all(|j| !self.is_word(j) || self.adverb(j))
    }

    /// Skips adverbs and negations from `i` on, at most six; whether a negation was among them.
    pub fn skip_adverbs(&self, mut i: usize) -> (usize, bool) {
        let mut negated = false;
        for _ in 0..6 {
            let not = self.is_not(i);
            let yet = negated && self.is(i, &[self.f().yet]);
            if !not
                && !yet
                && !self.adverb(i)
                && !self.listed(i, List::Filler)
                && !self.listed(i, List::Guess)
                && !self.mark(i, b'"')
            {
                break;
            }
            negated |= not;
            i += 1;
        }
        (i, negated)
    }

    /// Whether the word denies the verb beside it.
    pub fn is_not(&self, i: usize) -> bool {
        let f = self.f();
        self.is(i, &[f.not, f.never, f.t, f.hardly]) || (self.is(i, &[f.no]) && self.is(i + 1, &[f.longer]))
    }
}
