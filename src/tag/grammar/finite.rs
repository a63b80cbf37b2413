//! Verbs without an auxiliary: finite, participle, gerund or noun? Decided by the words around, left to right.

use super::Line;
use super::groups::{Form, Group, Tense};
use crate::lexicon::{Class, Forms, Grammar, List, Lists, Sense};
use crate::text::Shape;

/// No headline has more tokens.
const HEADLINE: usize = 80;

impl Line<'_> {
    /// A verb without an auxiliary: finite, gerund or participle by its neighbours.
    pub(super) fn simple(&self, i: usize, forms: Forms, scan: Scan) -> Option<Group> {
        let mut before = i.wrapping_sub(1);
        while before >= self.start && before < self.end && (self.adverb(before) || self.is_not(before)) {
            before = before.wrapping_sub(1);
        }
        // "Serb-held", "tech-driven" are adjectives; "re-open", "co-finance" are verbs.
        let compound = self.mark(i.wrapping_sub(1), b'-') && !self.token(i).spaced && !self.prefix(i.wrapping_sub(2));
        if compound {
            return None;
        }
        let finite = |tense| Some(Group { tense, negated: self.is_not(i.wrapping_sub(1)), ..Group::new(i, i, Form::Finite) });
        let f = self.f();
        let pronoun = self.has(before, Class::PRONOUN) || self.is(before, &[f.all, f.many, f.some, f.both]);
        let modifier =
            !pronoun && self.has(before, Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PREPOSITION).or(Class::NUMERAL));
        if forms.any(Forms::ING) {
            let noun = self.has(before, Class::DETERMINER.or(Class::POSSESSIVE)) || self.capital(i) && !self.leads(i);
            return (!noun).then(|| Group::new(i, i, Form::Ing));
        }
        if self.capital(i) && !self.leads(i) && !self.title_case() {
            return None;
        }
        if self.leads(i) {
            return (forms.any(Forms::BASE) && !self.info(i).lists.has(List::Agent)).then(|| Group::new(i, i, Form::Bare));
        }
        let past = forms.any(Forms::PAST);
        if past && !forms.any(Forms::PARTICIPLE | Forms::BASE) {
            return if modifier { None } else { finite(Tense::Past) };
        }
        if past && (forms.any(Forms::PARTICIPLE)) {
            if modifier || self.has(before, Class::TO) {
                return None;
            }
            return match self.past_is_finite(i, before, scan) {
                true => finite(Tense::Past),
                false => Some(Group { passive: true, ..Group::new(i, i, Form::Participle) }),
            };
        }
        if forms.any(Forms::PARTICIPLE) && !forms.any(Forms::BASE | Forms::THIRD) {
            return (!modifier).then(|| Group { passive: true, ..Group::new(i, i, Form::Participle) });
        }
        if modifier {
            return None;
        }
        self.present_is_finite(i, before, forms, scan).then(|| finite(Tense::Present)).flatten()
    }

    /// Whether most words of the line begin with a capital, as in headlines; a line longer than any is none.
    pub fn title_case(&self) -> bool {
        if self.end - self.start > HEADLINE {
            return false;
        }
        let words = (self.start..self.end).filter(|&i| self.is_word(i) && self.token(i).span.len() > 3);
        let (capital, all) = words.fold((0, 0), |(c, n), i| (c + usize::from(self.capital(i)), n + 1));
        all > 2 && capital * 4 >= all * 3
    }

    /// "sent" after its subject, or after its noun ("shells sent by Rome")?
    fn past_is_finite(&self, i: usize, before: usize, scan: Scan) -> bool {
        let f = self.f();
        let next = i + 1;
        let object = self.opens_phrase(next) || self.is(next, &[f.that, f.to]) || self.mark(next, b'"');
        let by = self.is(next, &[f.by])
            && !self.opens_phrase(next + 1) | self.capital(next + 1) | self.has(next + 1, Class::DETERMINER);
        if self.reports(i)
            && !by
            && !self.has(before, Class::BE)
            && self.forms(i).any(Forms::PAST)
            && self.verb(i).is_some_and(|v| v.senses.is_empty())
        {
            return true;
        }
        if self.has(before, Class::CONJUNCTION) {
            let listed = self.is_word(next) && !self.closed(next) && !self.adverb(next) && !self.ends(next, "s");
            return object || (scan.open && !listed && !self.is(next, &[f.by]));
        }
        if by && !self.has(before, Class::PRONOUN) {
            return false;
        }
        if self.has(before, Class::PRONOUN.or(Class::RELATIVE)) {
            return true;
        }
        if scan.open {
            return scan.conjunction && (self.capital(before) || object);
        }
        if self.mark(before, b',') {
            let apposed = (self.start..before).any(|j| self.mark(j, b','));
            return (object || apposed) && !self.later_finite(next);
        }
        // "proposals that Rome made in May were …": the first verb after the relative pronoun and its subject is finite.
        let relative =
            (i.saturating_sub(5).max(self.start)..i).rev().find(|&j| self.has(j, Class::RELATIVE) || self.is(j, &[f.that]));
        if relative.is_some_and(|j| j + 1 < i && j > self.start && (j + 1..i).all(|k| self.forms(k).none())) {
            return true;
        }
        let stranded = self.has(next, Class::PREPOSITION.or(Class::MODAL).or(Class::BE).or(Class::HAVE)) || self.adverb(next);
        !(stranded && self.later_finite(next))
    }

    /// Whether a finite verb that cannot be read otherwise stands between `i` and the end of the clause.
    fn later_finite(&self, i: usize) -> bool {
        for j in i..self.end {
            if self.has(j, Class::RELATIVE) || self.subordinator(j) || self.dash(j) || self.mark(j, b';') || self.mark(j, b'"') {
                return false;
            }
            let f = self.f();
            if self.has(j, Class::MODAL) && !(self.is(j, &[f.may]) && self.capital(j))
                || (self.has(j, Class::BE.or(Class::HAVE)) && !self.is(j, &[f.be, f.been, f.being, f.having]))
            {
                return true;
            }
            let forms = self.info(j).forms;
            let plain = !self.closed(j) && self.token(j).shape == Shape::Lower;
            let third = forms.any(Forms::THIRD)
                && !self.nounlike(j)
                && !self.has(j.wrapping_sub(1), Class::PREPOSITION.or(Class::DETERMINER));
            let saying = forms.any(Forms::PAST) && self.verb(j).is_some_and(|v| v.saying.is_some());
            if plain && (third || saying || (forms.any(Forms::PAST) && !forms.any(Forms::PARTICIPLE | Forms::BASE))) {
                return true;
            }
        }
        false
    }

    /// Whether a lexicon knows the word as a noun too.
    pub fn nounlike(&self, i: usize) -> bool {
        let info = self.info(i);
        info.noun != 0 || info.deeds != 0 || info.objects != 0 || info.lists != Lists::default()
    }

    /// Whether the word is a verb by which a text binds somebody: "mandates", "obliges".
    pub fn orders(&self, i: usize) -> bool {
        let duty = |s: &Sense| self.known.cues.get(s.cue).is_some_and(|cue| cue.grammar == Some(Grammar::Duty));
        self.verb(i).is_some_and(|verb| verb.senses.iter().any(duty))
    }

    /// "plans" after its subject, or a noun?
    fn present_is_finite(&self, i: usize, before: usize, forms: Forms, scan: Scan) -> bool {
        let f = self.f();
        let next = i + 1;
        let third = forms.any(Forms::THIRD);
        let speaker = self.is(before, &[f.i, f.we, f.he, f.she, f.they]);
        if scan.open && !speaker && !self.has(before, Class::CONJUNCTION) && !self.has(before, Class::RELATIVE) {
            return false;
        }
        if self.has(next, Class::MODAL.or(Class::BE).or(Class::HAVE)) || self.mark(before, b'-') || self.mark(next, b'-') {
            return false;
        }
        let object = self.opens_phrase(next)
            || self.is(next, &[f.that, f.to])
            || self.mark(next, b'"')
            || self.has(next, Class::PREPOSITION)
            || self.adverb(next);
        let any_object = object || self.is_word(next);
        if self.has(before, Class::PRONOUN.or(Class::RELATIVE)) {
            let singular = self.is(before, &[f.he, f.she, f.it, f.this, f.that]);
            let over = next >= self.end || self.mark(next, b':') || self.mark(next, b'.');
            return (any_object || over && third) && (third || !singular);
        }
        if self.has(before, Class::CONJUNCTION) {
            return scan.open && object && !self.nounlike(i);
        }
        let comma = self.mark(before, b',');
        if comma && self.is(next, &[f.that]) && (self.start..before).any(|j| self.mark(j, b',')) {
            return true;
        }
        if third {
            let named = self.capital(before) || comma;
            let led = self.opens_phrase(next)
                || self.is(next, &[f.that, f.to, f.for_, f.on])
                || self.mark(next, b'"')
                || self.adverb(next);
            // "The ministry plans to build …", unless a verb of its own follows: "the ministry plans to build … were dropped".
            let infinitive = self.has(next, Class::TO) && self.forms(next + 1).any(Forms::BASE);
            let body = infinitive && self.listed(before, List::Agent) && !self.later_finite(next + 1);
            // "The law mandates annual reports": a text that orders.
            let orders = || self.listed(before, List::Instrument) && any_object && self.orders(i) && !self.later_finite(next);
            // "Moldova requests assistance": a name that opens the sentence, and no verb behind.
            let asks = || {
                self.capital(before) && self.leads(before) && self.is_word(next) && !self.closed(next) && !self.later_finite(next)
            };
            return if self.nounlike(i) {
                named && led || body || orders() || asks()
            } else {
                any_object || self.mark(next, b',') || self.mark(next, b':') || next >= self.end || self.mark(next, b'.')
            };
        }
        if self.has(next, Class::TO) && self.is_word(before) && self.forms(next + 1).any(Forms::BASE) | self.is(next + 1, &[f.be])
        {
            return !self.nounlike(i) || self.is(i, &[f.need]);
        }
        let singular = self.ends(before, "ss") || self.ends(before, "us") || self.ends(before, "is");
        if self.nounlike(i) && self.capital(before) && self.capital(next) {
            return false;
        }
        let plural = (self.ends(before, "s") && !singular || self.ends(before, "people")) && self.is_word(before);
        plural
            && if self.nounlike(i) || self.info(i).forms.any(Forms::PAST) {
                self.opens_phrase(next) || self.is(next, &[f.that, f.to])
            } else {
                any_object || self.mark(next, b',')
            }
    }
}

/// What has been seen of the clause so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scan {
    /// Whether it has its finite verb.
    pub(super) open: bool,
    /// Whether a conjunction stands since that verb.
    pub(super) conjunction: bool,
    /// Whether a relative clause in commas stands before that verb, so that its comma leads back to a clause without one.
    pub(super) aside: bool,
}

impl Scan {
    pub(super) fn step(&mut self, line: &Line<'_>, i: usize) {
        let f = line.f();
        if line.has(i, Class::CONJUNCTION) {
            self.conjunction = true;
        }
        let clause = line.is(i, &[f.why, f.how, f.what])
            || line.has(i, Class::RELATIVE)
            || (line.subordinator(i) && !line.is(i, &[f.before]));
        if clause || line.dash(i) || line.mark(i, b';') || line.mark(i, b':') || line.mark(i, b'"') {
            let aside = line.has(i, Class::RELATIVE) && line.mark(i.wrapping_sub(1), b',') && !self.open;
            *self = Self { open: false, conjunction: false, aside };
        } else if self.aside && self.open && line.mark(i, b',') {
            *self = Self::default();
        }
    }
}
