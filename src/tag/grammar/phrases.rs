//! Noun phrases: the subject among the words before a verb, and the head of a phrase. Only as deep as the taggers ask.

use super::Line;
use crate::lexicon::{Class, Forms, List};
use crate::text::Shape;
use std::ops::Range;

impl Line<'_> {
    /// Whether a noun phrase stands between two places.
    pub(super) fn has_subject(&self, from: usize, to: usize) -> bool {
        !self.subject(from, to).is_empty()
    }

    /// The subject among the words before a verb: the first noun phrase that no preposition governs.
    pub(super) fn subject(&self, from: usize, to: usize) -> Range<usize> {
        let mut i = from;
        let f = self.f();
        // A pronoun right before the verb is its subject, whatever stands before its comma.
        if to > from + 1 && self.is(to - 1, &[f.i, f.we, f.he, f.she, f.they, f.it]) && self.mark(to - 2, b',') {
            return to - 1..to;
        }
        while i < to {
            // "Over 300 plants" opens with a bound, not with an adjunct.
            if self.has(i, Class::PREPOSITION) && self.is(i, &[f.over, f.up, f.under]) && self.token(i + 1).shape == Shape::Number
            {
                return i..to;
            }
            if self.adverb(i)
                || !(self.is_word(i) || self.opens_phrase(i))
                || self.has(i, Class::CONJUNCTION)
                || self.listed(i, List::Filler)
            {
                i += 1;
            } else if self.is(i, &[f.such, f.both]) && !self.has(i + 1, Class::PREPOSITION) && self.is_word(i + 1) {
                return i..to;
            } else if (self.has(i, Class::PREPOSITION.or(Class::TO))
                || (self.has(i, Class::SUBORDINATOR) && !self.is(i, &[f.that]))
                || self.forms(i).any(Forms::ING | Forms::PARTICIPLE)
                    && (!self.capital(i) || self.leads(i))
                    && !self.forms(i).any(Forms::BASE)
                    && self.gerund_adjunct(i, to))
                && !self.is(i, &[f.that])
            {
                i = self.past_adjunct(i, to);
            } else if self.listed(i, List::Time) && !self.mark(i + 1, b',') && self.opens_phrase(i + 1) {
                i += 1;
            } else {
                return i..to;
            }
        }
        to..to
    }

    /// Whether a gerund opens an adjunct ("Citing …, he …"), not the subject ("Ensuring … is vital").
    fn gerund_adjunct(&self, i: usize, to: usize) -> bool {
        (i..to).any(|j| self.mark(j, b','))
    }

    /// One past an adverbial phrase that opens at `i`: its comma, or the start of the next noun phrase.
    fn past_adjunct(&self, i: usize, to: usize) -> usize {
        if let Some(comma) = (i..to).rfind(|&j| self.mark(j, b',') && !self.mark(to - 1, b',')) {
            let first = (i..to).find(|&j| self.mark(j, b',')).unwrap_or(comma);
            // A list in commas belongs to the phrase only if a conjunction closes it.
            return first + 1;
        }
        let mut noun = false;
        for j in i + 1..to {
            let opens = self.has(j, Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PRONOUN))
                || (self.capital(j) && !self.capital(j - 1));
            if noun && opens && !self.has(j - 1, Class::PREPOSITION.or(Class::TO).or(Class::CONJUNCTION)) {
                return j;
            }
            noun |= self.is_word(j) && !self.closed(j) || self.token(j).shape == Shape::Number || self.listed(j, List::Time);
        }
        to
    }

    /// The head noun of a noun phrase: its last word before a preposition, a participle, a comma or a relative pronoun.
    pub fn head(&self, phrase: &Range<usize>) -> usize {
        let mut head = phrase.end;
        let mut aside = false;
        for i in phrase.clone() {
            aside = (aside || self.mark(i, b'(')) && !self.mark(i, b')');
            if aside || self.mark(i, b')') {
                continue;
            }
            let participle = self.forms(i).any(Forms::PARTICIPLE | Forms::ING)
                && !self.capital(i)
                && head < phrase.end
                && !self.has(head, Class::DETERMINER.or(Class::POSSESSIVE))
                && !self.forms(i).any(Forms::BASE | Forms::THIRD);
            let bound = self.token(i + 1).shape == Shape::Number && self.is(i, &[self.f().than, self.f().to]);
            let stop = self.has(i, Class::PREPOSITION.or(Class::RELATIVE).or(Class::TO))
                && !bound
                && !self.is(i, &[self.f().that, self.f().who])
                || self.mark(i, b',')
                || self.dash(i)
                || participle;
            if stop && head < phrase.end {
                break;
            }
            let s = self.is(i, &[self.f().s]);
            let dated = head < phrase.end
                && (self.listed(i, List::Time) || self.has(i, Class::WEEKDAY.or(Class::MONTH).or(Class::ORDINAL)));
            if self.is_word(i) && !s && !dated && !self.has(i, Class::CONJUNCTION) && !self.adverb(i) {
                head = i;
            }
        }
        head
    }
}
