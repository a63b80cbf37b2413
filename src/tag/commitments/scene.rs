//! One sentence as the rules of commitment see it: its reading, who is named where, and small questions about its phrases.
//! It decides no level.

use super::super::context::Sentence;
use super::super::grammar::{Clause, Form, Group, Line, Link, Reading};
use crate::lexicon::{Class, CueEntry, Frame, Grammar, List, Lists, Manner, Verb};
use crate::model::{Actor, ActorKind, BlockKind, Strength};
use crate::text::Shape;
use std::ops::Range;

/// A mention of an actor by its tokens.
#[derive(Debug, Clone)]
pub(super) struct Named<'a> {
    pub(super) tokens: Range<usize>,
    pub(super) actor: &'a Actor,
}

/// What a verb takes in its clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Complement {
    /// The frame.
    pub(super) frame: Frame,
    /// The verb group inside, if any.
    pub(super) inner: Option<usize>,
    /// Where it begins.
    pub(super) at: usize,
}

/// One sentence with everything that the rules ask of it.
pub(super) struct Scene<'a> {
    pub(super) line: Line<'a>,
    pub(super) reading: &'a Reading,
    /// Who is named and can act: no mere place.
    pub(super) named: &'a [Named<'a>],
    /// Who is named as a mere place.
    pub(super) places: &'a [Named<'a>],
    pub(super) sentence: &'a Sentence,
    /// Whether somebody is given as the speaker of the whole sentence: a frame, "according to", quotation marks.
    pub(super) spoken: bool,
    /// Whether the sentence before was about an actor, whom "it" can mean.
    pub(super) actor_before: bool,
    /// The level of the sentence before.
    pub(super) earlier: Option<Strength>,
}

impl<'a> Scene<'a> {
    /// Whether a rule of the design is in force; each can be switched off alone.
    pub(super) fn on(&self, rule: &str) -> bool {
        !self.line.cx.lexicon.off.has(rule)
    }

    /// The group of a clause.
    pub(super) fn group(&self, clause: &Clause) -> Option<&'a Group> {
        self.reading.groups.get(clause.group)
    }

    /// The group at an index.
    pub(super) fn inner(&self, index: usize) -> Option<&'a Group> {
        self.reading.groups.get(index)
    }

    /// The verb of a group.
    pub(super) fn verb(&self, group: &Group) -> Option<&'a Verb> {
        self.line.verb(group.verb)
    }

    /// The lists that a group's verb is on.
    pub(super) fn lists(&self, group: &Group) -> Lists {
        self.verb(group).map(|verb| verb.lists_with(self.line.word(group.verb + 1))).unwrap_or_default()
    }

    /// The cue of an index.
    pub(super) fn cue(&self, index: usize) -> Option<&'a CueEntry> {
        self.line.known.cues.get(index)
    }

    /// The cue that a word is as an adjective or participle.
    pub(super) fn adjective(&self, i: usize) -> Option<&'a CueEntry> {
        usize::from(self.line.info(i).adjective).checked_sub(1).and_then(|index| self.cue(index))
    }

    /// The cue that a word is as a noun.
    pub(super) fn noun(&self, i: usize) -> Option<&'a CueEntry> {
        usize::from(self.line.info(i).noun).checked_sub(1).and_then(|index| self.cue(index))
    }

    /// Whether the sentence stands as a heading.
    pub(super) fn heading(&self) -> bool {
        self.sentence.kind == BlockKind::Heading
    }

    /// Whether a question clause states a need: "What the port needs is …", or stands as a heading.
    pub(super) fn cleft(&self, clause: &Clause) -> bool {
        let Some(verb) = self.group(clause).and_then(|g| self.verb(g)) else { return false };
        let needs = self.reads(verb, Grammar::Need) && self.reading.clauses.len() > 1;
        clause.opens == self.first_word() && (needs || self.heading() && !verb.senses.is_empty())
    }

    /// Whether a verb has a reading with this grammar.
    pub(super) fn reads(&self, verb: &Verb, grammar: Grammar) -> bool {
        verb.senses.iter().any(|sense| self.cue(sense.cue).is_some_and(|cue| cue.grammar == Some(grammar)))
    }

    /// How an act comes about.
    pub(super) fn manner(&self, act: usize) -> Option<Manner> {
        self.line.known.acts.get(act).and_then(|entry| entry.manner)
    }

    /// The first word, past list marks, numbers and adverbs.
    pub(super) fn first_word(&self) -> usize {
        (self.line.start..self.line.end).find(|&i| self.line.is_word(i) && !self.line.adverb(i)).unwrap_or(self.line.end)
    }

    /// Whether a mention touches these tokens.
    pub(super) fn names_actor(&self, tokens: Range<usize>) -> bool {
        self.named.iter().any(|n| n.tokens.start < tokens.end && tokens.start < n.tokens.end)
    }

    /// Whether the head of a clause's subject is a state, body or group that the lexicon or the text names, no person.
    pub(super) fn names_body(&self, clause: &Clause) -> bool {
        let at = |n: &Named<'_>| n.tokens.start <= clause.head && clause.head < n.tokens.end;
        self.named.iter().any(|n| at(n) && n.actor.kind != Some(ActorKind::Person))
    }

    /// Whether the subject of a clause is somebody who can act.
    pub(super) fn agentive(&self, clause: &Clause) -> bool {
        let (line, f) = (&self.line, self.line.f());
        let subject = clause.subject.clone();
        if subject.is_empty() {
            if matches!(clause.link, Link::Relative | Link::Restrictive) {
                let antecedent = (line.start..clause.opens).rev().find(|&i| line.is_word(i)).unwrap_or(clause.opens);
                return line.is(clause.opens, &[f.who])
                    || self.names_actor(antecedent..antecedent + 1)
                    || line.listed(antecedent, List::Agent);
            }
            let inherits = clause.link == Link::Coordinated;
            let above = clause.parent.and_then(|p| self.reading.clauses.get(p));
            // "declared that a disaster exists and ordered aid": the one who declares orders.
            let matrix = |c: &Clause| {
                c.link == Link::Complement && c.parent.and_then(|p| self.reading.clauses.get(p)).is_some_and(|c| self.agentive(c))
            };
            return inherits && above.is_none_or(|c| self.agentive(c) || matrix(c));
        }
        if line.is(subject.start, &[f.it]) && subject.len() == 1 {
            return matches!(clause.link, Link::Complement | Link::Coordinated | Link::Adverbial | Link::Concessive)
                || self.actor_before;
        }
        let head = clause.head;
        if self.gerund_subject(clause) || line.listed(head, List::Instrument) && !self.names_actor(head..head + 1) {
            return false;
        }
        let person = line.is(subject.start, &[f.he, f.she, f.they, f.we, f.i, f.you, f.who]) && subject.len() <= 3
            || line.is(head, &[f.we, f.they, f.i, f.he, f.she, f.both, f.all, f.some, f.each, f.many])
            || line.is(subject.start, &[f.both, f.each, f.neither]);
        if person || self.names_actor(head..head + 1) {
            return true;
        }
        if line.listed(head, List::Agent) {
            return true;
        }
        // "The president of Chad, Idriss Deby": a later part of the subject names the one who acts.
        let apposed =
            (head + 1..subject.end).any(|i| line.mark(i, b',') && (line.capital(i + 1) || line.listed(i + 2, List::Agent)));
        let lone = head == line.start && (subject.len() > 1 || line.word(head).known() || line.ends(head, "s"));
        line.capital(head) && !lone && !line.listed(head, List::Scheme) || apposed && self.names_actor(subject)
    }

    /// Whether the subject is a scheme that the text describes: "the fund", "this mission".
    pub(super) fn scheme(&self, clause: &Clause) -> bool {
        !self.gerund_subject(clause) && (self.line.listed(clause.head, List::Scheme) || self.line.info(clause.head).deeds != 0)
    }

    /// Whether the subject is denied as a whole: "no ally", "neither side".
    pub(super) fn none_subject(&self, clause: &Clause) -> bool {
        let f = self.line.f();
        self.line.is(clause.subject.start, &[f.no, f.none, f.neither, f.nobody, f.hardly]) && !clause.subject.is_empty()
    }

    /// Whether a phrase holds a noun of policy: an object of some act, an act, a scheme or a cue.
    pub(super) fn policy(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|i| {
            let info = self.line.info(i);
            info.objects != 0
                || info.deeds != 0
                || info.noun != 0
                || info.lists.has(List::Scheme)
                || info.lists.has(List::Instrument)
        })
    }

    /// Whether a noun of binding texts stands among these tokens.
    pub(super) fn instrument(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|i| self.line.listed(i, List::Instrument))
    }

    /// Whether "under", "pursuant to" and an instrument frame the sentence (R16).
    pub(super) fn under_instrument(&self) -> bool {
        let f = self.line.f();
        (self.line.start..self.line.end)
            .any(|i| self.line.is(i, &[f.under]) && self.instrument(i + 1..(i + 8).min(self.line.end)))
    }

    /// Past words of time and manner between a verb and what it takes.
    pub(super) fn past_fillers(&self, mut i: usize, end: usize) -> usize {
        let (line, f) = (&self.line, self.line.f());
        while i < end {
            let filler = line.is(i, &[f.itself, f.himself, f.herself, f.themselves])
                || line.listed(i, List::Filler) && !line.is_not(i)
                || line.adverb(i) && !line.has(i, Class::TO);
            let dated = line.is(i, &[f.on, f.in_, f.at, f.this, f.during, f.over, f.for_])
                && (line.has(i + 1, Class::WEEKDAY.or(Class::MONTH)) || line.listed(i + 1, List::Time));
            if dated {
                i += 2;
                while matches!(line.token(i).shape, Shape::Number) {
                    i += 1;
                }
            } else if filler || line.has(i, Class::WEEKDAY) {
                i += 1;
            } else if line.mark(i, b',') && self.past_comma(i) > i {
                i = self.past_comma(i);
            } else {
                break;
            }
        }
        i
    }

    /// One past a short parenthesis in commas; `i` where there is none.
    fn past_comma(&self, i: usize) -> usize {
        (i + 2..i + 7)
            .find(|&j| self.line.mark(j, b','))
            .filter(|&j| self.line.has(j + 1, Class::TO) || self.line.is(j + 1, &[self.line.f().that]))
            .map_or(i, |j| j + 1)
    }

    /// What the verb of a group takes.
    pub(super) fn complement(&self, group: &Group, end: usize) -> Complement {
        let (line, f) = (&self.line, self.line.f());
        let at = self.past_fillers(group.end, end.max(group.end));
        let group_at = |i: usize, form: Form| self.reading.groups.iter().position(|g| g.start == i && g.form == form);
        let to_at = |i: usize| group_at(i, Form::To).or_else(|| line.is_not(i).then(|| group_at(i + 1, Form::To)).flatten());
        let make = |frame, inner| Complement { frame, inner, at };
        if let Some(inner) = to_at(at) {
            return make(Frame::To, Some(inner));
        }
        if line.has(at, Class::TO) {
            return make(Frame::ToNoun, group_at(at + 1, Form::Ing));
        }
        if line.is(at, &[f.that]) {
            let relative = self.reading.clauses.iter().any(|c| c.opens == at && c.link == Link::Restrictive);
            return make(if relative { Frame::Nothing } else { Frame::That }, None);
        }
        if let Some(inner) = group_at(at, Form::Ing) {
            return make(Frame::Ing, Some(inner));
        }
        let prepositions = [
            (f.for_, Frame::For),
            (f.on, Frame::On),
            (f.upon, Frame::On),
            (f.with, Frame::With),
            (f.from, Frame::From),
            (f.at, Frame::At),
            (f.into, Frame::Into),
            (f.against, Frame::Against),
        ];
        if let Some((_, frame)) = prepositions.iter().find(|(word, _)| line.is(at, &[*word])) {
            let inner = group_at(at + 1, Form::Ing).or_else(|| self.object_infinitive(at + 1, end));
            return make(*frame, inner);
        }
        // "promised all along that": words of time stand between a verb and its clause.
        let near = |c: &&Clause| c.opens <= at + 1 || c.opens <= at + 3 && line.is(c.opens, &[f.that]) && !line.opens_phrase(at);
        let clause = self.reading.clauses.iter().find(|c| c.link == Link::Complement && c.opens >= group.end && near(c));
        if clause.is_some() {
            return make(Frame::That, None);
        }
        if self.bound(at) && at < end {
            return make(Frame::Noun, None);
        }
        if line.has(at, Class::PREPOSITION) || !(line.is_word(at) || line.opens_phrase(at) || line.mark(at, b'"')) || at >= end {
            return make(Frame::Nothing, None);
        }
        make(Frame::Noun, self.object_infinitive(at, end))
    }

    /// Whether a preposition only bounds the number after it: "over $1 billion", "up to 40 vehicles".
    fn bound(&self, i: usize) -> bool {
        let (line, f) = (&self.line, self.line.f());
        let quantity =
            |j: usize| line.token(j).shape == Shape::Number || line.has(j, Class::NUMERAL) && !line.has(j, Class::DETERMINER);
        let number = |j: usize| quantity(j) || !line.is_word(j) && !line.mark(j, b',') && !line.mark(j, b'"') && quantity(j + 1);
        line.is(i, &[f.over, f.under]) && number(i + 1) && !self.length_of_time(i + 2)
            || line.is(i, &[f.up]) && line.has(i + 1, Class::TO) && number(i + 2)
    }

    /// The infinitive after an object that opens at `at`: "urged Rome to send".
    fn object_infinitive(&self, at: usize, end: usize) -> Option<usize> {
        let line = &self.line;
        self.reading.groups.iter().position(|g| {
            g.form == Form::To
                && g.start > at
                && g.start < end
                && g.start <= at + 24
                && !(at..g.start).any(|i| line.mark(i, b';') || line.has(i, Class::MODAL.or(Class::BE)))
        })
    }

    /// The words in which a verb's object may stand: up to a preposition that leads away, a relative clause or a new verb.
    pub(super) fn object(&self, at: usize, end: usize) -> Range<usize> {
        let (line, f) = (&self.line, self.line.f());
        let leads_away = |i: usize| {
            let preposition = line.has(i, Class::PREPOSITION) && !line.is(i, &[f.of, f.in_, f.for_, f.over]) && i > at;
            preposition && line.is_word(i.wrapping_sub(1)) && !line.adverb(i - 1)
                || line.has(i, Class::RELATIVE) && i > at
                || line.subordinator(i) && i > at + 1
        };
        at.min(end)..(at..end.min(at + 16)).find(|&i| leads_away(i)).unwrap_or(end.min(at + 16)).max(at.min(end))
    }

    /// The complement past a phrase of place or manner: "promised at the summit that", "agreed in principle to".
    pub(super) fn late_complement(&self, group: &Group, end: usize) -> Option<Complement> {
        let (line, f) = (&self.line, self.line.f());
        let at = self.past_fillers(group.end, end);
        if !line.is(at, &[f.at, f.in_, f.on, f.during, f.after, f.before]) {
            return None;
        }
        let stop = (at..(at + 12).min(line.end))
            .find(|&i| line.is(i, &[f.that]) || line.has(i, Class::TO) || line.has(i, Class::MODAL.or(Class::BE)))?;
        let inner = self.reading.groups.iter().position(|g| g.start == stop && g.form == Form::To);
        let frame = if inner.is_some() { Frame::To } else { Frame::That };
        (inner.is_some() || line.is(stop, &[f.that])).then_some(Complement { frame, inner, at: stop })
    }

    /// Whether a token is a length of time or a season: "week", "spring", not "now" or "response".
    pub(super) fn length_of_time(&self, i: usize) -> bool {
        let f = self.line.f();
        let vague = [f.time, f.part, f.fact, f.addition, f.response, f.turn, f.past, f.future, f.now, f.while_];
        self.line.listed(i, List::Time) && !self.line.is(i, &vague)
    }

    /// The class of act of a group with its object, and whether the verb tells it alone.
    pub(super) fn deed(&self, group: &Group, object: Range<usize>) -> Option<(usize, bool)> {
        let verb = self.verb(group)?;
        let next = self.line.word(group.verb + 1);
        let fits = |deed: &&crate::lexicon::Deed| deed.particle.is_none_or(|particle| particle == next);
        let mask = verb.deeds.iter().filter(fits).fold(0u128, |mask, deed| mask | 1 << deed.act.min(127));
        let bits = object.map(|i| self.line.info(i).objects & mask).find(|bits| *bits != 0);
        let size = |act: usize| self.line.known.acts.get(act).map_or(usize::MAX, |entry| entry.objects.len());
        // Of the acts that fit the object, the most special one: the one with the fewest objects.
        let named = bits.and_then(|bits| {
            verb.deeds.iter().filter(fits).filter(|deed| bits >> deed.act.min(127) & 1 == 1).min_by_key(|deed| size(deed.act))
        });
        named.or_else(|| verb.deeds.iter().filter(fits).find(|deed| deed.alone)).map(|deed| (deed.act, deed.alone))
    }
}

/// The weaker of two levels (R13); a refusal inside stays what the outer verb makes of it.
pub(super) fn weaker(outer: Strength, inner: Strength) -> Strength {
    if inner == Strength::Refused { outer } else { outer.min(inner) }
}
