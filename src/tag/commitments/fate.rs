//! What has become of a commitment: kept, suspended, withdrawn, not yet kept. The level is that of the noun or participle that names
//! it, whatever the verb around it says (R9, R20).

use super::super::grammar::{Clause, Form, Group, Tense};
use super::judge::{Doer, Finding};
use super::scene::Scene;
use crate::lexicon::Class;
use crate::model::{CommitmentStatus, Strength};
use std::ops::Range;

/// Levels that can be kept or broken.
fn due(strength: Strength) -> bool {
    matches!(strength, Strength::Intended | Strength::Pledged | Strength::Binding)
}

impl Scene<'_> {
    /// "kept its promise to send", "suspended its pledge", "the offer was withdrawn".
    pub(super) fn fated(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let fate = self.verb(group)?.fate.filter(|_| group.modal.is_none())?;
        // "Was never kept"; what was not withdrawn says nothing new.
        let status = match (fate, group.negated) {
            (CommitmentStatus::Fulfilled, true) => CommitmentStatus::Unfulfilled,
            (_, true) => return None,
            (fate, false) => fate,
        };
        let line = &self.line;
        // "Its pledge has lapsed": the verb takes nothing, and its subject is what has the fate.
        let alone = !group.passive && (group.end >= clause.end || !line.opens_phrase(group.end));
        let subject = group.passive || alone && self.noun(clause.head).is_some();
        let place = if subject { clause.subject.clone() } else { group.end..clause.end.min(group.end + 5) };
        let at = place
            .clone()
            .take_while(|&i| subject || !line.has(i, Class::PREPOSITION.or(Class::TO)))
            .find(|&i| self.noun(i).and_then(|cue| cue.strength).is_some_and(due))?;
        let strength = self.noun(at)?.strength?;
        let inner = self.reading.groups.iter().position(|g| g.form == Form::To && g.start > at && g.start <= at + 2);
        let owned = subject && self.names_actor(clause.subject.clone());
        let doer = if group.passive && !owned { Doer::Passive } else { Doer::Subject };
        let act = inner.unwrap_or(clause.group);
        let negated = inner.and_then(|i| self.inner(i)).is_some_and(|g| g.negated);
        Some(Finding { status: Some(status), cue: (at, at + 1), doer, negated, ..Finding::new(strength, "R9", group, act) })
    }

    /// "has not yet delivered the promised tanks", "has yet to send the tanks it pledged": the promise stands, unfulfilled.
    pub(super) fn unfulfilled(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let (line, f) = (&self.line, self.line.f());
        let lacking = group.negated && group.tense == Tense::Perfect;
        let yet = line.has(group.start, Class::HAVE)
            && line.is(group.start + 1, &[f.yet, f.still])
            && line.has(group.start + 2, Class::TO);
        if !(lacking || yet) || !self.agentive(clause) {
            return None;
        }
        let promised = (group.end..line.end).find(|&i| self.participle(i).is_some_and(due))?;
        let inner = self.reading.groups.iter().position(|g| g.form == Form::To && g.start == group.start + 2);
        Some(Finding {
            status: Some(CommitmentStatus::Unfulfilled),
            cue: (promised, promised + 1),
            negated: false,
            ..Finding::new(self.participle(promised)?, "R20", group, inner.unwrap_or(clause.group))
        })
    }

    /// The level of "promised", "pledged", "agreed", "planned" beside a noun.
    fn participle(&self, i: usize) -> Option<Strength> {
        let line = &self.line;
        let form = line.forms(i).any(crate::lexicon::Forms::PARTICIPLE);
        let sense = line.verb(i).filter(|_| form)?.senses.iter().find(|sense| sense.particle.is_none())?;
        self.cue(sense.cue)?.strength
    }

    /// Whether the words that decided stand in scare quotes (R24).
    pub(super) fn scared(&self, cue: &Range<usize>) -> bool {
        self.on("R24")
            && self.line.scare(cue.start.wrapping_sub(1))
            && (cue.start..cue.start + 4).any(|i| self.line.mark(i, b'"'))
    }
}
