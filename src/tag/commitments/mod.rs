//! Commitments: clause by clause, who is to do what and how firmly. A sentence is read by the shallow grammar, each clause is
//! judged by the rules of the design in their order, and what was found is filled in: actors, condition, deadline, act.

mod acts;
mod dates;
mod fate;
mod fill;
mod headline;
mod judge;
mod lists;
mod nominal;
mod parties;
mod predicate;
mod repeats;
mod scene;

use super::context::{Context, Sentence};
use super::grammar::{Form, Line, Link, Reading};
use crate::lexicon::{Class, Saying};
use crate::model::{Actor, ActorKind, Analysis, Commitment, CommitmentStatus, Rules, Strength};
use judge::{Doer, Finding};
use scene::{Named, Scene};

/// Finds the commitments of all sentences, in order.
pub fn tag(cx: &Context<'_>, found: &mut Analysis) {
    let mut memory = parties::Memory::default();
    let mut pending = lists::Pending::default();
    let mut commitments = Vec::new();
    let (mut at, mut level) = (0, None);
    for (n, sentence) in cx.sentences.iter().enumerate() {
        while found.actors.get(at).is_some_and(|actor| actor.sentence < sentence.index) {
            at += 1;
        }
        let line = Line::new(cx, sentence);
        if question(&line) && !cx.lexicon.off.has("R2") || !(pending.open() || has_verb(&line)) {
            memory.forget();
            continue;
        }
        let Some(reading) = cx.reading(n) else { continue };
        let mentions = (found.actors.iter().skip(at).take_while(|actor| actor.sentence == sentence.index))
            .map(|actor| Named { tokens: cx.tokens_in(actor.span), actor });
        let (named, rest): (Vec<Named<'_>>, Vec<Named<'_>>) = mentions.partition(|n| acts(n.actor, cx.lexicon.off));
        let earlier = level.take();
        let scene = Scene {
            earlier,
            actor_before: memory.anybody(),
            line,
            reading,
            named: &named,
            places: &rest,
            sentence,
            spoken: spoken(&line, reading),
        };
        let before = commitments.len();
        clauses(&scene, &mut memory, found, &mut commitments);
        if commitments.len() == before
            && let Some(finding) = imperative(&scene).or_else(|| scene.headline()).filter(|finding| scene.on(finding.rule))
        {
            commitments.push(fill::whole(&scene, &finding, found));
        }
        level = commitments.get(before..).and_then(<[_]>::last).map(|c: &Commitment| c.strength);
        pending.step(&scene, &mut commitments, before, memory.last(), found);
        memory.turn(&scene);
    }
    if !cx.lexicon.off.has("R29") {
        repeats::merge(&mut commitments, found);
    }
    commitments.sort_by_key(|commitment: &Commitment| (commitment.span.start, commitment.span.end));
    for (i, commitment) in commitments.iter_mut().enumerate() {
        commitment.id = format!("c{}", i + 1);
    }
    found.commitments = commitments;
}

/// Whether any word of a sentence can be a verb or a cue; most captions, names and numbers have none.
fn has_verb(line: &Line<'_>) -> bool {
    const VERBS: Class = Class::VERB.or(Class::MODAL).or(Class::BE).or(Class::CUE).or(Class::HAVE).or(Class::DO);
    (line.start..line.end).any(|i| line.has(i, VERBS))
}

/// Whether a mention can act: no mere place (R11), while a group acts as a group (R12).
fn acts(actor: &Actor, off: Rules) -> bool {
    (!actor.place || off.has("R11")) && !(off.has("R12") && actor.kind == Some(ActorKind::Coalition))
}

/// Whether a sentence asks (R2).
fn question(line: &Line<'_>) -> bool {
    (line.start..line.end).rev().take(3).any(|i| line.mark(i, b'?'))
}

/// Whether somebody is given as the speaker of the sentence.
fn spoken(line: &Line<'_>, reading: &Reading) -> bool {
    let f = line.f();
    let mut quoted = 0;
    reading.clauses.iter().any(|clause| clause.link == Link::Frame)
        || line.mark(line.start, b'"')
        || (line.start..line.end).any(|i| {
            quoted += usize::from(line.mark(i, b'"'));
            quoted > 1 || line.is(i, &[f.according])
        })
}

/// The findings of all clauses of a sentence.
fn clauses(scene: &Scene<'_>, memory: &mut parties::Memory, found: &Analysis, into: &mut Vec<Commitment>) {
    let mut merged = vec![false; scene.reading.clauses.len()];
    let mut silenced = Vec::with_capacity(merged.len());
    let count = if scene.on("R1") { merged.len() } else { 1 };
    for (i, clause) in scene.reading.clauses.iter().enumerate().take(count) {
        let inside = clause.parent.is_some_and(|p| merged.get(p).copied().unwrap_or(false)) && clause.link == Link::Complement;
        let asks = clause.link == Link::Question && scene.on("R2") && !scene.cleft(clause);
        let inherits = clause.link == Link::Coordinated && clause.parent.and_then(|p| silenced.get(p).copied()).unwrap_or(false);
        let silent = inherits
            || asks
            || clause.link == Link::Condition && scene.on("R3")
            || clause.link == Link::Temporal && scene.on("R4")
            || clause.link == Link::Coordinated && clause.subject.is_empty() && !scene.on("R26")
            || matches!(clause.link, Link::Adverbial | Link::Frame | Link::Restrictive);
        silenced.push(silent && clause.link != Link::Frame);
        let denied = scene.governor(clause) == Some(Saying::Denial) && clause.link == Link::Complement && scene.on("R8");
        if silent || inside || denied {
            continue;
        }
        let Some(mut finding) = scene.judge(clause).filter(|finding| scene.on(finding.rule)) else { continue };
        if finding.rule == "R9" && scene.doubted(clause) {
            finding.status = finding.status.or(Some(CommitmentStatus::Doubted));
        }
        let thought = scene.governor(clause) == Some(Saying::Opinion)
            && matches!(finding.strength, Strength::Enacted | Strength::Pledged)
            && finding.rule != "R9";
        if thought && clause.link == Link::Complement {
            continue;
        }
        if let Some(flag) = merged.get_mut(i) {
            *flag = true;
        }
        into.extend(fill::clause(scene, clause, &finding, memory, found));
    }
}

/// A heading or list item that begins with a bare verb: "Make the mission permanent" (R7).
fn imperative(scene: &Scene<'_>) -> Option<Finding> {
    use crate::model::BlockKind;
    let numbered = !scene.line.is_word(scene.line.start) && !scene.line.mark(scene.line.start, b'"');
    let headed = numbered || matches!(scene.sentence.kind, BlockKind::Heading | BlockKind::ListItem);
    let first = scene.first_word();
    let group = scene.reading.groups.first().filter(|g| g.form == Form::Bare && g.start == first)?;
    let ended = !scene.reading.clauses.iter().any(|c| matches!(c.link, Link::Main | Link::Coordinated));
    let line = &scene.line;
    let named = scene.policy(group.end..line.end) || scene.names_actor(group.end..line.end);
    let deed = scene.deed(group, scene.object(group.end, line.end)).is_some() && !line.title_case();
    let noun = line.info(group.verb).noun != 0 || line.has(group.verb + 1, Class::PREPOSITION);
    (headed && ended && named && !noun && (numbered || deed))
        .then(|| Finding { doer: Doer::Unsaid, ..Finding::new(Strength::Proposed, "R7", group, 0) })
}

/// The sentence's index, for those who keep it.
fn index(sentence: &Sentence) -> u32 {
    sentence.index
}
