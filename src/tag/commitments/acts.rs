//! The level of a clause that tells of an act of policy done, under way or begun, in the active or the passive.

use super::super::grammar::{Clause, Form, Group, Link, Tense};
use super::judge::{Doer, Finding};
use super::scene::{Complement, Scene};
use crate::lexicon::{Class, Frame, Grammar, List, Manner};
use crate::model::{Stage, Strength};

impl Scene<'_> {
    /// "by imposing": the act that a clause names as its means.
    pub(super) fn means(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let f = self.line.f();
        let past = group.tense != Tense::Present && !group.negated && self.agentive(clause);
        let by = (group.end..clause.end).find(|&i| past && self.line.is(i, &[f.by]))?;
        let act = self.reading.groups.iter().position(|g| g.form == Form::Ing && g.start > by && g.start <= by + 2)?;
        let inner = self.inner(act)?;
        self.deed(inner, self.object(inner.end, self.line.end))?;
        Some(Finding {
            stage: Some(Stage::Done),
            cue: (inner.start, inner.end),
            ..Finding::new(Strength::Enacted, "R14", group, act)
        })
    }

    /// "began delivering", "continued to fund": the act inside, under way.
    pub(super) fn aspect(&self, clause: &Clause, group: &Group, complement: Complement) -> Option<Finding> {
        let lists = self.lists(group);
        let managed = !lists.has(List::Aspect);
        let completed = self.object(group.end, clause.end).take(5).any(|i| self.line.info(i).deeds != 0);
        if !managed
            && completed
            && complement.frame == Frame::Noun
            && !group.negated
            && self.agentive(clause)
            && group.tense != Tense::Present
        {
            return Some(Finding { stage: Some(Stage::UnderWay), ..Finding::new(Strength::Enacted, "R23", group, clause.group) });
        }
        let inner = complement.inner.and_then(|i| self.inner(i))?;
        if managed || group.negated || !self.agentive(clause) || !matches!(complement.frame, Frame::To | Frame::Ing) {
            return None;
        }
        // A body that begins an act of policy does so whatever the object; a person may begin "making coffee".
        let body = self.names_body(clause) && self.verb(inner).is_some_and(|v| !v.deeds.is_empty()) && !lists.has(List::War);
        let private = (inner.end..clause.end.min(inner.end + 5)).any(|i| self.line.listed(i, List::Private));
        if self.deed(inner, self.object(inner.end, clause.end)).is_none() && (!body || private) {
            return None;
        }
        let ending = lists.has(List::Ending);
        let stage = if ending { Stage::Done } else { Stage::UnderWay };
        Some(Finding { stage: Some(stage), negated: ending, ..Finding::new(Strength::Enacted, "R14", group, complement.inner?) })
    }

    /// An act of policy done or under way (R14).
    pub(super) fn done(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let subject = clause.subject.clone();
        let object = if group.passive { subject.clone() } else { self.object(group.end, clause.end) };
        if group.negated {
            return None;
        }
        let arrived = || {
            if group.passive || self.line.opens_phrase(group.end) {
                None
            } else {
                self.deed(group, subject.clone())
                    .filter(|(act, alone)| self.scheme(clause) && (*alone || self.manner(*act) == Some(Manner::Event)))
            }
        };
        let none =
            self.line.is(object.start, &[self.line.f().no, self.line.f().none, self.line.f().neither]) && !object.is_empty();
        let (act, alone) = self.deed(group, object.clone()).or_else(arrived).filter(|_| !none)?;
        let lists = self.lists(group);
        if lists.has(List::War) && !group.passive && !alone {
            return None;
        }
        if lists.has(List::Consult) && !group.progressive && self.manner(act) == Some(Manner::Talks) {
            return None;
        }
        let private = object.clone().take(5).any(|i| self.line.listed(i, List::Private));
        let happens = self.manner(act) == Some(Manner::Event);
        let who = self.agentive(clause) || group.passive || self.scheme(clause) && (!alone || happens);
        // A verb that tells its act alone still needs a body that acts, or an object of policy: "she founded a choir".
        let body = !clause.subject.is_empty() && !self.line.has(clause.subject.start, Class::PRONOUN) && !group.passive;
        let object_counts = self.policy(object.clone())
            || self.names_actor(object.clone())
            || object.clone().any(|i| self.line.has(i, Class::UNIT) && !self.line.closed(i));
        if !who || private || (alone && !body && !object_counts) {
            return None;
        }
        if clause.link == Link::Adverbial && group.tense == Tense::Present {
            return None;
        }
        let stage = match group.tense {
            _ if group.progressive => Stage::UnderWay,
            Tense::Present if !group.passive => Stage::UnderWay,
            _ => Stage::Done,
        };
        Some(Finding { stage: Some(stage), ..Finding::new(Strength::Enacted, "R14", group, clause.group) })
    }

    /// A passive: who suffers it is the subject, who does it may be unsaid (R22).
    pub(super) fn passive(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        if let Some(found) = self.adjectival(clause, group, group.verb) {
            return Some(found);
        }
        let cue = self.sense(group, Frame::Noun, false).filter(|_| !self.excepted(clause));
        let subject = clause.subject.clone();
        let policy = self.policy(subject.clone());
        // "The minister was dismissed": an act done to its subject, no refusal of a thing.
        let dealt = self.deed(group, clause.head..clause.head + 1).is_some_and(|(_, alone)| !alone);
        let cue = cue.filter(|cue| !(dealt && cue.strength == Some(Strength::Refused)));
        if let Some(cue) = cue.filter(|_| policy && !group.negated && !self.line.is(group.start, &[self.line.f().be])) {
            let strength = cue.strength?;
            let find = |strength, rule| {
                Some(Finding {
                    stage: cue.stage.filter(|_| strength == Strength::Enacted),
                    doer: Doer::Passive,
                    ..Finding::new(strength, rule, group, clause.group)
                })
            };
            return match cue.grammar {
                Some(Grammar::Signature) => self.sign(clause, group, subject),
                Some(Grammar::Duty) => None,
                _ if strength == Strength::Enacted && group.tense == Tense::Present && !group.progressive && !self.heading() => {
                    None
                }
                _ if strength == Strength::Enacted && group.progressive => find(Strength::Hypothetical, "R22"),
                _ => find(strength, "R22"),
            };
        }
        let aspect = self.lists(group).has(List::Aspect) && policy && !group.negated;
        let deed = self.done(clause, group);
        deed.or_else(|| {
            (aspect || group.progressive && policy && self.volitional(group) && !self.lists(group).has(List::War))
                .then(|| Finding { stage: Some(Stage::UnderWay), ..Finding::new(Strength::Enacted, "R22", group, clause.group) })
        })
    }
}
