//! Items of a list that a sentence with a colon announces: "This requires:", "The fund would work in two modes:". They take its
//! level; an item with a verb of its own speaks for itself.

use super::super::grammar::{Clause, Form, Tense};
use super::fill;
use super::judge::{Doer, Finding};
use super::scene::Scene;
use crate::lexicon::{Grammar, List};
use crate::model::{ActorId, Analysis, BlockKind, Commitment, Strength};

/// What the last announcing sentence left open.
#[derive(Debug, Default)]
pub(super) struct Pending {
    announced: Option<(Strength, Vec<ActorId>)>,
}

impl Pending {
    /// Whether a list is open.
    pub(super) fn open(&self) -> bool {
        self.announced.is_some()
    }

    /// Reads one sentence: opens a list after a colon, fills it from items, closes it at running text.
    pub(super) fn step(
        &mut self,
        scene: &Scene<'_>,
        commitments: &mut Vec<Commitment>,
        before: usize,
        last_actors: &[ActorId],
        found: &Analysis,
    ) {
        let line = &scene.line;
        let colon = scene.on("R26") && line.end > line.start && line.mark(line.end - 1, b':');
        if colon {
            let last = commitments.get(before..).and_then(<[_]>::last);
            let needs = scene.reading.groups.iter().any(|g| scene.verb(g).is_some_and(|v| scene.reads(v, Grammar::Need)));
            let announced =
                last.map(|c| (c.strength, c.actors.clone())).or_else(|| needs.then(|| (Strength::Proposed, Vec::new())));
            let verb = scene.reading.clauses.first().and_then(|c| scene.group(c));
            let habit = verb.filter(|g| g.modal.is_none() && !g.copula && (!last_actors.is_empty() || !scene.named.is_empty()));
            let serves = || {
                let named = scene.named.iter().filter_map(|n| n.actor.actor.clone());
                let actors: Vec<_> = named.take(1).collect();
                habit.map(|_| (Strength::Enacted, if actors.is_empty() { last_actors.to_vec() } else { actors }))
            };
            self.announced = announced.or_else(serves);
            return;
        }
        let item = scene.sentence.kind == BlockKind::ListItem || !line.is_word(line.start) && !line.mark(line.start, b'"');
        let Some((strength, actors)) = self.announced.as_ref().filter(|_| item) else {
            if !item {
                self.announced = None;
            }
            return;
        };
        let plain = |c: &Clause| scene.group(c).is_some_and(|g| g.start == g.verb && g.tense == Tense::Past);
        if commitments.len() > before || !scene.reading.clauses.iter().all(plain) {
            return;
        }
        let start = (line.start..line.end).find(|&i| line.mark(i, b':')).map_or(scene.first_word(), |i| i + 1);
        let gerund = scene.reading.groups.iter().position(|g| g.form == Form::Ing && g.start <= start + 3);
        let deed = (start..line.end).take(6).any(|i| line.info(i).deeds != 0 || line.listed(i, List::Scheme));
        if gerund.is_none() && !deed {
            return;
        }
        let act = gerund.unwrap_or(usize::MAX);
        let cue = (start, start + 1);
        let finding =
            Finding { strength: *strength, rule: "R26", act, cue, stage: None, status: None, negated: false, doer: Doer::Unsaid };
        let mut commitment = fill::whole(scene, &finding, found);
        commitment.actors.clone_from(actors);
        commitments.push(commitment);
    }
}
