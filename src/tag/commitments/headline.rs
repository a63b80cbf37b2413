//! Headlines (R25): "Norway to send tanks" is a plan, "Tanks sent to Moldova" is done.

use super::super::grammar::{Form, Group, Link};
use super::judge::{Doer, Finding};
use super::scene::Scene;
use crate::lexicon::List;
use crate::model::{Stage, Strength};
use crate::text::Shape;

impl Scene<'_> {
    /// The finding of a headline that has no finite verb.
    pub(super) fn headline(&self) -> Option<Finding> {
        let line = &self.line;
        let stopped =
            line.end > line.start && matches!(line.token(line.end - 1).shape, Shape::Punct(b'.' | b'!' | b':' | b'?' | b','));
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
