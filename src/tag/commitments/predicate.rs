//! The level of a clause whose verb has no modal: attitudes ("pledged to"), decisions, acts of policy.

use super::super::grammar::{Clause, Form, Group, Link, Modal, Tense};
use super::judge::{Doer, Finding};
use super::scene::{Complement, Scene, weaker};
use crate::lexicon::{Class, CueEntry, Frame, Grammar, List, Manner, Saying};
use crate::model::{Stage, Strength};
use crate::text::Shape;

impl<'a> Scene<'a> {
    /// The reading of a group's verb as a cue in a frame.
    pub(super) fn sense(&self, group: &Group, frame: Frame, inner: bool) -> Option<&'a CueEntry> {
        let verb = self.verb(group)?;
        let (after, _) = self.line.skip_adverbs(group.verb + 1);
        let next = self.line.word(after);
        let phrasal = verb.senses.iter().find(|s| s.particle.is_some_and(|particle| particle == next));
        let find = |frame| verb.senses.iter().find(|s| s.particle.is_none() && s.takes(frame));
        let sense = phrasal.or_else(|| match frame {
            Frame::Noun if inner => find(Frame::NounTo).or_else(|| find(Frame::Noun)),
            Frame::That => find(Frame::That).or_else(|| find(Frame::Mandative)),
            other => find(other),
        })?;
        self.cue(sense.cue)
    }

    pub(super) fn predicate(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        if self.none_subject(clause) {
            return None;
        }
        if let Some(found) = self.fated(clause, group).or_else(|| self.unfulfilled(clause, group)) {
            return Some(found);
        }
        if group.passive {
            return self.passive(clause, group);
        }
        if let Some(found) = self.headline_done(clause, group) {
            return Some(found);
        }
        if clause.link == Link::Question && self.cleft(clause) {
            return self.necessity(clause, group, "R7");
        }
        let (complement, cue) = self.governed(group, clause.end);
        let excepted = self.excepted(clause);
        let at = self.past_fillers(group.end, clause.end);
        let carries = self.lists(group).has(List::Light)
            && cue.is_none()
            && (at..clause.end.min(at + 4)).any(|i| self.line.info(i).noun != 0);
        if carries && let Some(found) = self.carried(clause, group) {
            return Some(found);
        }
        let attitude = cue.filter(|_| !excepted).and_then(|cue| self.attitude(clause, group, cue, complement));
        let told = attitude.or_else(|| self.aspect(clause, group, complement)).or_else(|| self.done(clause, group));
        told.or_else(|| self.means(clause, group)).or_else(|| self.content(clause, group)).or_else(|| self.carried(clause, group))
    }

    /// What a verb takes, and what it means with that.
    fn governed(&self, group: &Group, end: usize) -> (Complement, Option<&'a CueEntry>) {
        let complement = self.complement(group, end);
        let inner = complement.inner.is_some();
        if let Some(cue) = self.sense(group, complement.frame, inner) {
            return (complement, Some(cue));
        }
        if complement.frame == Frame::Ing
            && let Some(cue) = self.sense(group, Frame::Noun, false)
        {
            return (Complement { frame: Frame::Noun, inner: None, ..complement }, Some(cue));
        }
        let late = self.late_complement(group, end);
        let cue = late.and_then(|late| self.sense(group, late.frame, late.inner.is_some()));
        (late.filter(|_| cue.is_some()).unwrap_or(complement), cue)
    }

    /// "The guarantees include joint patrols", "the proposal stresses logistics": what a scheme consists of has its level.
    fn content(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        if !self.lists(group).has(List::Content) || group.negated || clause.subject.is_empty() {
            return None;
        }
        let object = group.end..clause.end;
        let noun = clause.subject.clone().rev().find_map(|i| self.noun(i)).and_then(|cue| cue.strength);
        let elaborated = self
            .earlier
            .filter(|_| self.pronoun_subject(clause))
            .map(|level| if level == Strength::Enacted { Strength::Intended } else { level });
        if let Some(level) = elaborated.filter(|_| {
            self.deeds(object.clone().start..(object.start + 5).min(object.end))
                || self.reading.groups.iter().any(|g| g.start == group.end)
        }) {
            return Some(Finding { doer: Doer::Unsaid, ..Finding::new(level, "R27", group, clause.group) });
        }
        let signed = self.instrument(clause.subject.clone()) && group.tense == Tense::Perfect;
        let strength = match noun {
            _ if !self.policy(object.clone()) => return None,
            Some(level @ (Strength::Proposed | Strength::Intended | Strength::Pledged)) => level,
            Some(_) => return None,
            None if signed => Strength::Binding,
            None if self.line.listed(clause.head, List::Possible) => Strength::Hypothetical,
            None if self.scheme(clause) && self.names_actor(object.clone()) && self.deeds(object) => Strength::Intended,
            None => return None,
        };
        Some(Finding { doer: Doer::Unsaid, ..Finding::new(strength, "R23", group, clause.group) })
    }

    /// Whether a phrase of the clause makes its cue none ("shows promise").
    pub(super) fn excepted(&self, clause: &Clause) -> bool {
        if !self.on("R28") {
            return false;
        }
        let tokens = &self.line.cx.tokens;
        (clause.starts..clause.end)
            .filter(|&i| self.line.has(i, Class::CUE))
            .any(|i| tokens.get(i..clause.end).is_some_and(|rest| self.line.known.exceptions.at(rest).is_some()))
    }

    /// The level of a verb read as a cue: promised, planned, demanded, refused, decided (R13).
    fn attitude(&self, clause: &Clause, group: &Group, cue: &CueEntry, complement: Complement) -> Option<Finding> {
        let strength = cue.strength?;
        let object = complement.at..clause.end;
        // "The agreement commits the two states to": a text that commits is an instrument that binds.
        if strength == Strength::Pledged && self.instrument(clause.subject.clone()) && self.line.orders(group.verb) {
            return self.oblige(clause, group, complement, object);
        }
        match cue.grammar {
            Some(Grammar::Need) => return self.necessity(clause, group, "R7"),
            Some(Grammar::Signature) => return self.sign(clause, group, object),
            Some(Grammar::Duty) => return self.oblige(clause, group, complement, object),
            Some(Grammar::Announcement) => return self.announce(clause, group, object),
            Some(Grammar::Aim) | None => {}
        }
        // "They agree that the road is bad" only concurs (R28).
        let concurs = strength == Strength::Pledged && complement.frame == Frame::That && self.on("R28") && self.concurs(group);
        if concurs || !self.held(clause, group, cue, complement) || !self.concrete(clause, group, cue, complement) {
            return None;
        }
        // "dismissed the minister": an act with its object, no refusal of a thing.
        let deed = strength == Strength::Refused && complement.frame == Frame::Noun && complement.inner.is_none();
        if deed && self.object_deed(group, clause.end) {
            return None;
        }
        let inner = complement.inner.and_then(|i| self.inner(i));
        let find = |strength, rule| Finding {
            stage: cue.stage.filter(|_| strength == Strength::Enacted),
            negated: inner.is_some_and(|g| g.negated) || cue.negative,
            ..Finding::new(strength, rule, group, complement.inner.unwrap_or(clause.group))
        };
        if group.negated {
            // Whom one has not looked at so far one has not refused.
            let now = group.tense == Tense::Present || group.tense == Tense::Past && strength != Strength::Hypothetical;
            let turned = now && matches!(strength, Strength::Intended | Strength::Pledged | Strength::Hypothetical);
            return turned.then(|| Finding { negated: true, ..find(Strength::Refused, "R20") });
        }
        let mut level = match inner.filter(|_| strength > Strength::Proposed) {
            Some(g) => weaker(strength, self.inner_level(g, clause.end)),
            None => strength,
        };
        if level == Strength::Pledged && self.downgraded(clause) {
            level = Strength::Intended;
        } else if level == Strength::Pledged && self.on("R18") && self.upgraded(group.start..complement.at) {
            level = Strength::Binding;
        }
        match strength {
            Strength::Enacted if inner.is_some_and(|g| g.negated) => Some(find(Strength::Refused, "R20")),
            Strength::Enacted if group.progressive || self.line.is(complement.at, &[self.line.f().whether]) => {
                Some(find(Strength::Hypothetical, "R13"))
            }
            Strength::Enacted if group.tense == Tense::Present && !self.heading() => None,
            Strength::Proposed => Some(Finding { doer: asked(complement), ..find(level, "R6") }),
            Strength::Refused => Some(Finding { doer: Doer::Subject, ..find(level, "R20") }),
            _ => Some(Finding { doer: Doer::Subject, ..find(level, "R13") }),
        }
    }

    /// Whether the object's head is what an act of the verb is done to.
    fn object_deed(&self, group: &Group, end: usize) -> bool {
        let head = self.object_head(self.object(group.end, end));
        self.deed(group, head..head + 1).is_some_and(|(_, alone)| !alone)
    }

    /// Whether somebody is there who can hold the attitude.
    fn held(&self, clause: &Clause, group: &Group, cue: &CueEntry, complement: Complement) -> bool {
        let proposed = cue.strength == Some(Strength::Proposed);
        let demanded = proposed && (complement.inner.is_some() || complement.frame == Frame::That);
        let told = proposed && complement.frame == Frame::That && self.indicative(group);
        !told && (demanded || self.agentive(clause) || self.scheme_speaks(clause, cue))
    }

    /// Whether what the attitude is about is an act or a thing of policy.
    fn concrete(&self, clause: &Clause, group: &Group, cue: &CueEntry, complement: Complement) -> bool {
        let object = complement.at..clause.end;
        let inner = complement.inner.and_then(|i| self.inner(i));
        let private = (complement.at..clause.end.min(complement.at + 4)).any(|i| self.line.listed(i, List::Private));
        let named = || {
            let particle = group.end > group.verb + 1;
            let number = || object.clone().take(4).any(|i| matches!(self.line.token(i).shape, Shape::Number));
            particle || inner.is_some() || number() || self.policy(object.clone()) || self.names_actor(object.clone())
        };
        if complement.frame == Frame::Noun && (!named() || private && cue.strength != Some(Strength::Proposed)) {
            return false;
        }
        let Some(inner) = inner else { return true };
        let lists = self.lists(inner);
        // "wants to be Russian", "considers it to be a task".
        let state = inner.copula && self.adjective(inner.verb + 1).is_none();
        match cue.strength {
            Some(Strength::Intended) => {
                !(state || lists.has(List::Mind) || lists.has(List::War) && cue.grammar == Some(Grammar::Aim))
            }
            Some(Strength::Hypothetical) => !state,
            _ => true,
        }
    }

    /// Whether the clause that a verb governs tells what is so, not what ought to be ("insisted that the road was closed").
    fn indicative(&self, group: &Group) -> bool {
        let inside = self.reading.clauses.iter().find(|c| c.link == Link::Complement && c.opens >= group.end);
        inside.and_then(|c| self.group(c)).is_some_and(|g| {
            let plural =
                g.tense == Tense::Present && g.start == g.verb && !self.line.forms(g.verb).any(crate::lexicon::Forms::THIRD);
            !matches!(g.modal, Some(Modal::Should | Modal::Must | Modal::HaveTo))
                && !plural
                && !self.line.is(g.start, &[self.line.f().be])
        })
    }

    /// Whether the clause that a verb governs tells what is so now: no modal, no act to come.
    fn concurs(&self, group: &Group) -> bool {
        let inside = self.reading.clauses.iter().find(|c| c.link == Link::Complement && c.opens >= group.end);
        let agrees = self.verb(group).is_some_and(|v| v.lemma == self.line.f().agree);
        agrees && inside.and_then(|c| self.group(c)).is_some_and(|g| g.modal.is_none() && (g.copula || g.tense != Tense::Present))
    }

    /// Whether a subject that is nobody may still carry the cue: "the plan calls for", "his vision proposes".
    fn scheme_speaks(&self, clause: &Clause, cue: &CueEntry) -> bool {
        matches!(cue.strength, Some(Strength::Proposed | Strength::Binding))
            && (self.scheme(clause) || self.line.info(clause.head).noun != 0)
    }

    /// Whether a word makes it legal: "has legally pledged".
    pub(super) fn upgraded(&self, mut tokens: std::ops::Range<usize>) -> bool {
        tokens.any(|i| self.line.listed(i, List::Upgrade))
    }

    fn downgraded(&self, clause: &Clause) -> bool {
        if !self.on("R18") {
            return false;
        }
        let tokens = &self.line.cx.tokens;
        (clause.starts..clause.end).any(|i| {
            let phrase =
                tokens.get(i..clause.end).and_then(|rest| self.line.known.phrases.at(rest)).and_then(|(_, cue)| self.cue(*cue));
            // "The firms, subject to tariffs, …" is something else: a proviso stands after a comma, and not after "be".
            let proviso = |cue: &CueEntry| cue.list == Some(List::Proviso) && self.line.mark(i.wrapping_sub(1), b',');
            self.line.listed(i, List::Downgrade) || phrase.is_some_and(|cue| cue.list == Some(List::Downgrade) || proviso(cue))
        })
    }

    /// "needs", "requires" with an act or a noun of policy (R7, R15).
    pub(super) fn necessity(&self, clause: &Clause, group: &Group, rule: &'static str) -> Option<Finding> {
        let complement = self.complement(group, clause.end);
        let inner = complement.inner.and_then(|i| self.inner(i));
        let acts = matches!(complement.frame, Frame::To | Frame::Ing) && inner.is_some();
        let object = complement.at..clause.end;
        let cleft = clause.link == Link::Question && self.cleft(clause);
        let needs = cleft
            || matches!(complement.frame, Frame::Noun)
                && (self.policy(object.clone()) || self.names_actor(object.clone()) || object.take(3).any(|i| self.counted(i)));
        let past = group.tense == Tense::Past;
        let doer = if acts { Doer::Subject } else { Doer::Unsaid };
        let who = self.agentive(clause)
            || self.scheme(clause)
            || self.gerund_subject(clause)
            || self.pronoun_subject(clause)
            || self.instrument(clause.subject.clone())
            || acts;
        if group.negated
            || past
            || !(acts || needs)
            || !who
            || inner.is_some_and(|g| {
                complement.frame == Frame::To && self.verb(g).is_some_and(|v| v.saying.is_some() && v.senses.is_empty())
            })
        {
            return None;
        }
        Some(Finding {
            doer,
            ..Finding::new(Strength::Proposed, rule, group, complement.inner.filter(|_| acts).unwrap_or(clause.group))
        })
    }

    /// Signed texts: an instrument between parties binds, a unilateral act with legal force is enacted.
    pub(super) fn sign(&self, clause: &Clause, group: &Group, object: std::ops::Range<usize>) -> Option<Finding> {
        let first = object.clone().find(|&i| self.line.listed(i, List::Instrument))?;
        if group.negated || !(self.agentive(clause) || group.passive) || (group.tense == Tense::Present && !self.heading()) {
            return None;
        }
        let named = self.line.info(first).objects;
        let decree = |i: usize| self.manner(i) == Some(Manner::Decree) && named >> i.min(127) & 1 == 1;
        let law = (0..self.line.known.acts.len()).any(decree);
        let unilateral = law && !self.several(clause);
        let strength = if unilateral { Strength::Enacted } else { Strength::Binding };
        // "Signed a treaty" is over; "signed a contract to supply drones" leaves that to be done.
        let due = self.reading.groups.iter().any(|g| g.form == Form::To && g.start > group.start && g.start < clause.end);
        let stage = if unilateral { Some(Stage::Decided) } else { (!due).then_some(Stage::Done) };
        Some(Finding { stage, ..Finding::new(strength, "R13", group, clause.group) })
    }

    /// Whether the subject names several.
    fn several(&self, clause: &Clause) -> bool {
        let f = self.line.f();
        clause.subject.clone().any(|i| self.line.is(i, &[f.and])) || self.line.is(clause.subject.start, &[f.both])
    }

    fn oblige(&self, clause: &Clause, group: &Group, complement: Complement, object: std::ops::Range<usize>) -> Option<Finding> {
        let instrument = self.instrument(clause.subject.clone());
        if instrument && !group.negated && (group.tense != Tense::Past || !self.agentive(clause)) {
            let found = Finding::new(Strength::Binding, "R13", group, complement.inner.unwrap_or(clause.group));
            return Some(Finding { doer: Doer::Between, ..found });
        }
        let verb = self.verb(group)?;
        let committed = verb.senses.iter().filter_map(|s| self.cue(s.cue)).any(|cue| cue.strength == Some(Strength::Pledged));
        if committed && self.agentive(clause) && !group.negated {
            return self
                .policy(object)
                .then(|| Finding::new(Strength::Pledged, "R13", group, complement.inner.unwrap_or(clause.group)));
        }
        self.line.is(group.verb, &[]).then(|| Finding::new(Strength::Proposed, "R7", group, clause.group)).or_else(|| {
            let requires = self.verb(group).is_some_and(|v| v.lemma == self.line.f().require);
            if requires { self.necessity(clause, group, "R7") } else { None }
        })
    }

    /// "announced" with a noun (R19): plans are intended, an act done is enacted, a package is pledged.
    fn announce(&self, clause: &Clause, group: &Group, object: std::ops::Range<usize>) -> Option<Finding> {
        if group.negated || !self.agentive(clause) {
            return None;
        }
        let plan =
            object.clone().take(6).find_map(|i| self.noun(i)).filter(|cue| cue.strength.is_some_and(|s| s < Strength::Pledged));
        let head = self.object_head(object.clone());
        let happened = self.line.info(head).deeds != 0 && self.line.is(head + 1, &[self.line.f().of]);
        let strength = match plan {
            Some(cue) => cue.strength?,
            None if happened => Strength::Enacted,
            None if self.policy(object.clone()) || object.clone().any(|i| self.line.has(i, Class::UNIT)) => Strength::Pledged,
            None => return None,
        };
        Some(Finding::new(strength, "R19", group, clause.group))
    }

    /// Whether a token is a number, in digits or words.
    pub(super) fn counted(&self, i: usize) -> bool {
        self.line.token(i).shape == Shape::Number || self.line.has(i, Class::NUMERAL) && !self.line.has(i, Class::DETERMINER)
    }

    /// Whether a clause only carries what another says: "said", "noted".
    pub(super) fn only_says(&self, group: &Group) -> bool {
        let verb = self.verb(group);
        verb.is_some_and(|v| matches!(v.saying, Some(Saying::Report | Saying::Announcement | Saying::Opinion)))
    }
}

/// Where the one stands who is asked to act.
fn asked(complement: Complement) -> Doer {
    match complement.frame {
        Frame::Noun if complement.inner.is_some() => Doer::Between,
        Frame::On | Frame::That => Doer::Between,
        _ => Doer::Unsaid,
    }
}
