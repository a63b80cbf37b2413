//! Verb groups: auxiliaries, negation and verb as one thing. Which words are verbs is decided by their neighbours, left to right.

use super::Line;
use super::finite::Scan;
use crate::lexicon::{Class, Forms, Frame, Saying};
use crate::text::Shape;

/// How a group stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// "will send", "sent", "is sending".
    Finite,
    /// "to send".
    To,
    /// "sending".
    Ing,
    /// "sent" of "shells sent by Rome".
    Participle,
    /// "Send shells": only where a sentence begins with it.
    Bare,
}

/// The modal verb of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the modal of its name")]
pub enum Modal {
    Will,
    Would,
    Shall,
    Should,
    Must,
    /// has to, have to, had to.
    HaveTo,
    /// is to.
    IsTo,
    May,
    Might,
    Could,
    Can,
}

/// The time of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the tense of its name")]
pub enum Tense {
    Present,
    Past,
    Perfect,
}

/// One verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// First token.
    pub start: usize,
    /// The verb that carries the meaning.
    pub verb: usize,
    /// One past the verb, or past its particle.
    pub end: usize,
    /// How it stands.
    pub form: Form,
    /// Its modal.
    pub modal: Option<Modal>,
    /// Its time.
    pub tense: Tense,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether it is passive.
    pub passive: bool,
    /// Whether it is progressive.
    pub progressive: bool,
    /// Whether the verb is a form of "be" with a noun or adjective after it.
    pub copula: bool,
}

impl Group {
    pub(super) fn new(start: usize, verb: usize, form: Form) -> Self {
        let tense = Tense::Present;
        Self {
            start,
            verb,
            end: verb + 1,
            form,
            modal: None,
            tense,
            negated: false,
            passive: false,
            progressive: false,
            copula: false,
        }
    }
}

impl Line<'_> {
    /// Whether a word before a hyphen only changes the verb after it: "re-open", "co-finance", "pre-position".
    pub(super) fn prefix(&self, i: usize) -> bool {
        self.token(i).span.len() == 2 && !self.is(i, &[self.f().so]) || self.ends(i, "pre")
    }

    /// All verb groups of the line, in order.
    pub(super) fn groups(&self, into: &mut Vec<Group>) {
        into.clear();
        let mut scan = Scan::default();
        let mut i = self.start;
        while i < self.end {
            let group = self.group_at(i, scan);
            let shared = |g: &Group| {
                let base = g.form == Form::Finite
                    && g.start == g.verb
                    && g.tense == Tense::Present
                    && !self.forms(g.verb).any(Forms::THIRD);
                let joined = self.has(g.start.wrapping_sub(1), Class::CONJUNCTION) || self.adverb(g.start.wrapping_sub(1));
                base && joined && self.forms(g.verb).any(Forms::BASE) && into.last().is_some_and(|last| self.takes_base(last))
            };
            match group.filter(|g| !shared(g)) {
                Some(group) => {
                    i = group.end;
                    if group.form == Form::Finite {
                        let clausal = self.clausal(&group);
                        scan = Scan { open: !clausal, conjunction: false, ..scan };
                    }
                    into.push(group);
                }
                None => {
                    scan.step(self, i);
                    i += 1;
                }
            }
        }
        let wanted = |group: &mut Group| {
            let particle = self.verb(group.verb).is_some_and(|verb| verb.has_particle(self.word(group.end)));
            group.end += usize::from(particle);
        };
        into.iter_mut().for_each(wanted);
    }

    fn group_at(&self, i: usize, scan: Scan) -> Option<Group> {
        if !self.is_word(i) {
            return None;
        }
        const AUXILIARY: Class = Class::TO.or(Class::MODAL).or(Class::BE).or(Class::HAVE).or(Class::DO);
        if !self.has(i, AUXILIARY) && !self.is(i, &[self.f().won, self.f().s]) {
            return self.full_verb(i, scan);
        }
        if self.has(i, Class::TO) {
            return self.infinitive(i);
        }
        // "won't" is "won" and "'t".
        if self.has(i, Class::MODAL) || self.is(i, &[self.f().won]) && self.is(i + 1, &[self.f().t]) {
            return self.modal(i);
        }
        if self.has(i, Class::BE) || (self.is(i, &[self.f().s]) && self.is_pronoun(i.wrapping_sub(1))) {
            return self.be(i);
        }
        if self.has(i, Class::HAVE) {
            return self.have(i);
        }
        if self.has(i, Class::DO) {
            return self.do_support(i);
        }
        self.full_verb(i, scan)
    }

    /// A group without an auxiliary.
    fn full_verb(&self, i: usize, scan: Scan) -> Option<Group> {
        let forms = self.forms(i);
        let provided = self.is(i, &[self.f().provided]) && !self.subordinator(i);
        if forms.none() || (self.closed(i) && !provided) {
            return None;
        }
        self.simple(i, forms, scan)
    }

    /// Whether a clause may follow the group without a conjunction: "said (that) …".
    fn clausal(&self, group: &Group) -> bool {
        let Some(verb) = self.verb(group.verb) else { return false };
        let (next, _) = self.skip_adverbs(group.end);
        let pronoun = self.has(next, Class::PRONOUN) || self.is(next, &[self.f().that]);
        !group.passive
            && (self.tells(group.verb) || pronoun && (verb.saying.is_some() || verb.senses.iter().any(|s| s.takes(Frame::That))))
    }

    /// Whether the word is a verb after which a clause needs no "that": "say", "think".
    pub(super) fn tells(&self, i: usize) -> bool {
        self.verb(i).and_then(|verb| verb.saying).is_some_and(|saying| matches!(saying, Saying::Report | Saying::Opinion))
    }

    /// Whether the word is a verb that reports, announces or judges.
    pub(super) fn reports(&self, i: usize) -> bool {
        self.verb(i).and_then(|verb| verb.saying).is_some_and(|saying| saying != Saying::Denial)
    }

    /// Whether a group takes its verb in the base form, so that a base after "and" goes on with it ("to send and pay").
    fn takes_base(&self, group: &Group) -> bool {
        group.form == Form::To || group.form == Form::Bare || (group.modal.is_some() && !group.passive && !group.copula)
    }

    fn is_pronoun(&self, i: usize) -> bool {
        let f = self.f();
        self.is(i, &[f.it, f.he, f.she, f.that, f.there, f.what, f.who, f.this])
    }

    /// The end of a parenthesis in commas that opens at `i`, if it closes soon; else `i`.
    fn past_parenthesis(&self, i: usize) -> usize {
        if !self.mark(i, b',') {
            return i;
        }
        (i + 2..i + 12).find(|&j| self.mark(j, b',')).map_or(i, |j| j + 1)
    }

    /// to (not) send, to be sent, to have sent.
    fn infinitive(&self, i: usize) -> Option<Group> {
        let (at, negated) = self.skip_adverbs(i + 1);
        let f = self.f();
        let before = self.is_not(i.wrapping_sub(1));
        let mut group = Group { negated: negated || before, ..Group::new(i, at, Form::To) };
        if self.is(at, &[f.be, f.have]) {
            self.finish_aux(&mut group, at);
            return Some(group);
        }
        let known = self.forms(at).any(Forms::BASE);
        let noun = self.capital(at) || self.closed(at);
        // An unknown word after "to" is a verb only if an object follows.
        if self.mark(at + 1, b'-') && self.forms(at + 2).any(Forms::BASE) && self.token(at).span.len() < 5 {
            return Some(Group { verb: at + 2, end: at + 3, ..group });
        }
        let likely = self.token(at).shape == Shape::Lower
            && self.info(at).forms.none()
            && !self.ends(at, "s")
            && self.has(at + 1, Class::DETERMINER.or(Class::POSSESSIVE));
        (!noun && (known || likely)).then_some(group)
    }

    /// Completes a group whose auxiliary "be" or "have" in base or participle form stands at `at`.
    fn finish_aux(&self, group: &mut Group, at: usize) {
        let f = self.f();
        let (next, negated) = self.skip_adverbs(at + 1);
        group.negated |= negated;
        (group.verb, group.end) = (at, at + 1);
        if self.is(at, &[f.have]) {
            if self.is(next, &[f.been]) {
                self.finish_aux(group, next);
                group.tense = Tense::Perfect;
            } else if self.forms(next).any(Forms::PARTICIPLE) {
                (group.verb, group.end, group.tense) = (next, next + 1, Tense::Perfect);
            } else if self.has(next, Class::TO) && self.forms(next + 1).any(Forms::BASE) {
                (group.verb, group.end, group.modal) = (next + 1, next + 2, Some(Modal::HaveTo));
            }
            return;
        }
        let (after, _) = self.skip_adverbs(next + 1);
        if self.is(next, &[f.being]) && self.forms(after).any(Forms::PARTICIPLE) {
            (group.verb, group.end, group.passive, group.progressive) = (after, after + 1, true, true);
        } else if self.forms(next).any(Forms::ING) && !self.has(next, Class::PREPOSITION) {
            (group.verb, group.end, group.progressive) = (next, next + 1, true);
        } else if self.forms(next).any(Forms::PARTICIPLE) && !self.closed(next) {
            (group.verb, group.end, group.passive) = (next, next + 1, true);
        } else {
            group.copula = true;
        }
    }

    fn modal(&self, i: usize) -> Option<Group> {
        let f = self.f();
        let before = i.wrapping_sub(1);
        let word = self.word(i);
        let article = self.is(before, &[f.the, f.a, f.an, f.no, f.any, f.of, f.s, f.its, f.his, f.her, f.our, f.their, f.my]);
        let monthlike = word == f.may && self.capital(i) && (i != self.start || self.token(i + 1).shape == Shape::Number);
        if monthlike || (article && !self.has(i, Class::NEGATION) && word != f.wo) {
            return None;
        }
        let modal = match word {
            w if w == f.will || w == f.ll || w == f.wo || w == f.won => Modal::Will,
            w if w == f.would || w == f.wouldn => Modal::Would,
            w if w == f.d => match self.is(i + 1, &[f.better]) {
                true => Modal::Should,
                false => Modal::Would,
            },
            w if w == f.shall => Modal::Shall,
            w if w == f.should || w == f.shouldn || w == f.ought => Modal::Should,
            w if w == f.must || w == f.mustn => Modal::Must,
            w if w == f.may => Modal::May,
            w if w == f.might => Modal::Might,
            w if w == f.could || w == f.couldn => Modal::Could,
            _ => Modal::Can,
        };
        let mut negated = word == f.cannot;
        let mut at = self.past_parenthesis(i + 1);
        if self.is(at, &[f.better]) || (word == f.ought && self.has(at, Class::TO)) {
            at += 1;
        }
        let (mut at, not) = self.skip_adverbs(at);
        negated |= not;
        at = self.past_parenthesis(at);
        let mut group = Group { modal: Some(modal), negated, ..Group::new(i, at, Form::Finite) };
        if self.is(at, &[f.be, f.have]) {
            self.finish_aux(&mut group, at);
            group.modal = if group.modal == Some(Modal::HaveTo) && modal != Modal::Will { Some(modal) } else { group.modal };
            return Some(group);
        }
        let verb =
            self.is_word(at) && self.token(at).shape == Shape::Lower && (!self.closed(at) || self.forms(at).any(Forms::BASE));
        if verb && !(word == f.will && self.has(at, Class::TO)) {
            return Some(group);
        }
        // "Will Berlin send": the verb comes after the subject.
        let late = (at..at + 8).find(|&j| self.forms(j).any(Forms::BASE) && !self.closed(j) && !self.capital(j));
        late.filter(|_| self.opens_phrase(at)).map(|verb| Group { verb, end: verb + 1, ..group })
    }

    fn be(&self, i: usize) -> Option<Group> {
        let f = self.f();
        if self.is(i, &[f.been, f.being]) || self.is(i, &[f.am]) && !self.is(i.wrapping_sub(1), &[f.i]) {
            return None;
        }
        // A bare "be" that no modal has taken is the subjunctive of a demand.
        let mut group = Group::new(i, i, Form::Finite);
        self.finish_aux(&mut group, i);
        if group.copula {
            let (next, _) = self.skip_adverbs(i + 1);
            if self.has(next, Class::TO) && self.forms(next + 1).any(Forms::BASE) {
                group = Group { verb: next + 1, end: next + 2, modal: Some(Modal::IsTo), copula: false, ..group };
            }
        } else if self.is(group.verb, &[f.going]) && self.has(group.end, Class::TO) {
            let (verb, _) = self.skip_adverbs(group.end + 1);
            if self.forms(verb).any(Forms::BASE) || (self.token(verb).shape == Shape::Lower && !self.closed(verb)) {
                group = Group { verb, end: verb + 1, modal: Some(Modal::Will), progressive: false, ..group };
            }
        }
        let past = self.is(i, &[f.was, f.were, f.wasn, f.weren]);
        Some(Group { tense: if past { Tense::Past } else { group.tense }, ..group })
    }

    fn have(&self, i: usize) -> Option<Group> {
        let f = self.f();
        let (next, negated) = self.skip_adverbs(i + 1);
        let mut group = Group { negated, ..Group::new(i, i, if self.is(i, &[f.having]) { Form::Ing } else { Form::Finite }) };
        if self.is(next, &[f.been]) {
            self.finish_aux(&mut group, next);
            group.tense = Tense::Perfect;
        } else if self.is(next, &[f.better]) {
            (group.verb, group.end, group.modal) = (next + 1, next + 2, Some(Modal::Should));
        } else if self.forms(next).any(Forms::PARTICIPLE) && !self.closed(next) {
            (group.verb, group.end, group.tense) = (next, next + 1, Tense::Perfect);
        } else if self.has(next, Class::TO) && (self.forms(next + 1).any(Forms::BASE) || self.is(next + 1, &[f.be])) {
            group.modal = Some(Modal::HaveTo);
            let (verb, _) = self.skip_adverbs(next + 1);
            (group.verb, group.end) = (verb, verb + 1);
            if self.is(verb, &[f.be]) {
                self.finish_aux(&mut group, verb);
            }
        } else if self.is(i, &[f.had]) {
            group.tense = Tense::Past;
        }
        Some(group)
    }

    fn do_support(&self, i: usize) -> Option<Group> {
        let (next, negated) = self.skip_adverbs(i + 1);
        let tense = if self.is(i, &[self.f().did, self.f().didn]) { Tense::Past } else { Tense::Present };
        let verb =
            if negated && (self.forms(next).any(Forms::BASE) || self.token(next).shape == Shape::Lower) { next } else { i };
        Some(Group { negated, tense, ..Group::new(i, verb, Form::Finite) })
    }
}
