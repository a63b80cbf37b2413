//! Capitalised words in a row with what joins them: "Party for the Animals", "Joop den Uyl", "O'Neill", "J. E. Jones".
//! It does not say what the words name.

use crate::lexicon::Class;
use crate::tag::context::{Context, Sentence};
use crate::text::Shape;
use std::ops::Range;

/// The longest run that may be one name, in tokens.
pub(super) const LONGEST: usize = 14;

/// The words of a sentence as parts of names.
#[derive(Clone, Copy)]
pub(super) struct Names<'c> {
    pub(super) cx: &'c Context<'c>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'c> Names<'c> {
    pub(super) fn new(cx: &'c Context<'c>, sentence: &Sentence) -> Self {
        Self { cx, start: sentence.tokens.start, end: sentence.tokens.end }
    }

    /// What a word does in names.
    pub(super) fn class(&self, i: usize) -> Class {
        self.cx.name_class(i)
    }

    pub(super) fn is(&self, i: usize, class: Class) -> bool {
        i < self.end && self.class(i).any(class)
    }

    /// Whether a word is written as names are and is no word of the grammar.
    pub(super) fn capital(&self, i: usize) -> bool {
        const NEVER: Class = Class::DETERMINER
            .or(Class::PRONOUN)
            .or(Class::POSSESSIVE)
            .or(Class::PREPOSITION)
            .or(Class::MONTH)
            .or(Class::WEEKDAY)
            .or(Class::SUBORDINATOR)
            .or(Class::CONJUNCTION)
            .or(Class::BE);
        i < self.end
            && matches!(self.cx.token(i).shape, Shape::Capital | Shape::Mixed | Shape::Upper)
            && (!self.cx.has(i, NEVER) || self.initial(i) || self.month_in_name(i))
    }

    /// "Theresa May", "April Ryan": a month beside a given name.
    fn month_in_name(&self, i: usize) -> bool {
        self.cx.has(i, Class::MONTH) && i > self.start && self.is(i - 1, Class::GIVEN) && !self.is(i, Class::PREPOSITION)
    }

    /// One letter with a point, as in "J. Jones".
    pub(super) fn initial(&self, i: usize) -> bool {
        let token = self.cx.token(i);
        token.shape == Shape::Upper && token.span.len() == 1 && self.cx.is_mark(i + 1, b'.')
    }

    /// Whether nothing but marks stands before a word in its sentence, or a mark that opens speech does.
    pub(super) fn opens(&self, i: usize) -> bool {
        let before = i.checked_sub(1).filter(|b| *b >= self.start);
        before
            .is_none_or(|b| matches!(self.cx.token(b).shape, Shape::Punct(mark) if mark != b',' && mark != b'-' && mark != b'('))
    }

    /// The run that starts at a capitalised word.
    pub(super) fn run(&self, start: usize) -> Range<usize> {
        let mut end = start + 1;
        while end < self.end && end - start < LONGEST {
            match self.joined(start, end) {
                Some(more) => end = more,
                None => break,
            }
        }
        start..end
    }

    /// Where the run goes on to after the next of its words; `None` where it ends.
    fn joined(&self, start: usize, end: usize) -> Option<usize> {
        let (cx, last) = (self.cx, end - 1);
        let glued = !cx.token(end).spaced;
        let capital = |i: usize| self.capital(i).then_some(i + 1);
        if cx.token(end).spaced && self.capital(end) {
            return Some(end + 1);
        }
        if cx.is_mark(end, b'.') && (self.initial(last) || self.abbreviated(last)) {
            return capital(end + 1);
        }
        if glued && cx.is_mark(end, b'-') && !cx.token(end + 1).spaced {
            let syllable =
                cx.token(end + 1).shape == Shape::Lower && !self.is(end + 1, Class::ENGLISH) && !self.is(last, Class::ENGLISH);
            return if syllable && end + 1 < self.end { Some(end + 2) } else { capital(end + 1) };
        }
        if glued && cx.text(end).starts_with('\'') {
            let rest = cx.text(end).chars().nth(1);
            let owner = self.is(last, Class::ENGLISH) && (!self.opens(last) || self.is(end + 1, Class::BODY));
            return match rest {
                Some(c) if c.is_uppercase() => Some(end + 1),
                Some('s') | None if owner => capital(end + 1),
                _ => None,
            };
        }
        if cx.token(end).shape == Shape::Lower || cx.is_mark(end, b'&') {
            return self.bridged(start, end);
        }
        None
    }

    /// Over "of the", "for", "and", "van der" to the next capitalised word.
    fn bridged(&self, start: usize, end: usize) -> Option<usize> {
        let (cx, last) = (self.cx, end - 1);
        let may = cx.lexicon.names.may_be_particle(cx.token(end).head);
        if may
            && self.is(end, Class::PARTICLE)
            && !(self.is(end, Class::ENGLISH) && self.is(last, Class::ENGLISH.or(Class::TITLE)))
        {
            let to = if self.is(end + 1, Class::PARTICLE) && !self.capital(end + 1) { end + 2 } else { end + 1 };
            return self.capital(to).then_some(to + 1);
        }
        let noun = self.is(last, Class::BODY.or(Class::MEMBER).or(Class::ENGLISH)) && !self.is(last, Class::GIVEN);
        let plain = self.opens(last) && !self.is(last, Class::BODY.or(Class::MEMBER));
        let body = (start..end).any(|i| self.is(i, Class::BODY.or(Class::MEMBER)));
        let over = match cx.text(end) {
            "of" => noun,
            "for" | "against" => noun && !plain,
            "on" | "to" => self.is(last, Class::BODY),
            "and" | "&" => {
                let listed = body
                    && (start..end).any(|i| cx.is(i, "of") || cx.is(i, "for") || cx.is(i, "on"))
                    && self.listed(end + 1)
                    && !cx.is(end + 1, "the");
                listed || self.pair(last, end + 1)
            }
            _ => false,
        };
        let to = end + 1 + usize::from(cx.is(end + 1, "the"));
        (over && self.capital(to)).then_some(to + 1)
    }

    /// "Social Democratic and Labour Party": two words of one head.
    fn pair(&self, last: usize, next: usize) -> bool {
        let plain = |i: usize| self.is(i, Class::ENGLISH) && !self.is(i, Class::BODY.or(Class::TITLE).or(Class::MEMBER));
        let after = (next..self.end).find(|&i| !self.capital(i)).unwrap_or(self.end);
        plain(last) && plain(next) && !self.opens(last) && after > next + 1 && self.is(after - 1, Class::BODY)
    }

    /// Whether the word after "and" belongs to the name before it: "Liberals and Democrats", not "… and Prime Minister".
    fn listed(&self, i: usize) -> bool {
        self.is(i, Class::ENGLISH.or(Class::MEMBER)) && !self.is(i, Class::GIVEN.or(Class::TITLE).or(Class::BODY))
    }

    /// "Gen.", "St.", "Jr." inside a name.
    fn abbreviated(&self, i: usize) -> bool {
        self.cx.token(i).span.len() <= 4 && self.is(i, Class::TITLE) || self.cx.is(i, "st")
    }
}
