//! Headlines (R25): "Norway to send tanks" is a plan, "Tanks sent to Moldova" is done.

use super::super::grammar::{Clause, Form, Group, Link, Tense};
use super::judge::{Doer, Finding};
use super::scene::Scene;
use crate::lexicon::{Class, List};
use crate::model::{Stage, Strength};
use crate::text::Shape;

impl Scene<'_> {
    /// Whether the line ends with a mark, as sentences do and headlines do not.
    fn stopped(&self) -> bool {
        let line = &self.line;
        line.end > line.start
            && matches!(line.token(line.end - 1).shape, Shape::Punct(b'.' | b'!' | b':' | b'?' | b',' | b';' | b'"'))
    }

    /// "Ten tanks delivered to Moldova": in a headline a past tense without an object is a passive.
    pub(super) fn headline_done(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let line = &self.line;
        let bare = group.tense == Tense::Past && group.start == group.verb && !group.negated && clause.link == Link::Main;
        let open = line.has(group.end, Class::PREPOSITION.or(Class::TO)) || group.end >= line.end;
        if !bare || !open || self.stopped() || clause.subject.is_empty() || self.names_actor(clause.head..clause.head + 1) {
            return None;
        }
        let thing = line.info(clause.head).objects != 0 && !line.listed(clause.head, List::Agent);
        self.deed(group, clause.head..clause.head + 1).filter(|_| thing)?;
        let doer = Doer::Passive;
        Some(Finding { stage: Some(Stage::Done), doer, ..Finding::new(Strength::Enacted, "R25", group, clause.group) })
    }

    /// The finding of a headline that has no finite verb.
    pub(super) fn headline(&self) -> Option<Finding> {
        let line = &self.line;
        let stopped = self.stopped();
        let finite = self.reading.clauses.iter().any(|c| c.link != Link::Frame);
        if finite || stopped || line.end > line.start + 24 || !line.capital(self.first_word()) {
            return None;
        }
        let agent = |i: usize| self.names_actor(i..i + 1) || line.listed(i, List::Agent);
        let at = |form: Form, test: &dyn Fn(&Group) -> bool| {
            self.reading.groups.iter().position(|g| g.form == form && g.start > line.start && test(g))
        };
        let to = at(Form::To, &|g| agent(g.start - 1) && self.volitional(g));
        if let Some((act, group)) = to.and_then(|act| Some((act, self.inner(act)?))) {
            return Some(Finding { doer: Doer::Subject, ..Finding::new(Strength::Intended, "R25", group, act) });
        }
        let done = at(Form::Participle, &|g| self.deed(g, line.start..g.start).is_some());
        let (act, group) = done.and_then(|act| Some((act, self.inner(act)?)))?;
        Some(Finding { stage: Some(Stage::Done), doer: Doer::Passive, ..Finding::new(Strength::Enacted, "R25", group, act) })
    }
}
