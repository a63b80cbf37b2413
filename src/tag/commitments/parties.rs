//! Who is in a commitment: who acts, and to or for whom. Mentions are the actor tagger's; this only chooses among them.

use super::super::grammar::{Clause, Form, Group, Link};
use super::judge::{Doer, Finding};
use super::scene::{Named, Scene};
use crate::lexicon::{Class, List};
use crate::model::{ActorId, ActorKind, Strength, Via};
use crate::text::Shape;
use std::ops::Range;

/// Who acted last, for pronouns and empty subjects.
#[derive(Debug, Default)]
pub(super) struct Memory {
    last: Vec<ActorId>,
    /// Who acts in the last commitment of the sentence being read.
    pub(super) current: Vec<ActorId>,
}

impl Memory {
    /// Who acted in the sentence before.
    pub(super) fn last(&self) -> &[ActorId] {
        &self.last
    }

    /// Whether the sentence before had somebody.
    pub(super) fn anybody(&self) -> bool {
        !self.last.is_empty()
    }

    /// Passes over a sentence in which nobody does anything.
    pub(super) fn forget(&mut self) {
        self.last.clear();
    }

    /// Ends a sentence: its subject is what the next one's pronouns mean.
    pub(super) fn turn(&mut self, scene: &Scene<'_>) {
        let main = scene.reading.clauses.iter().find(|c| matches!(c.link, Link::Main | Link::Coordinated | Link::Complement));
        let subject = main.map(|c| named(scene, c.subject.start..c.head + 1)).unwrap_or_default();
        self.last = if subject.is_empty() { std::mem::take(&mut self.current) } else { subject };
        self.current.clear();
    }
}

/// The actors that mentions in these tokens name, in order and each once.
pub(super) fn named(scene: &Scene<'_>, tokens: Range<usize>) -> Vec<ActorId> {
    let mut list = Vec::new();
    for mention in scene.named.iter().filter(|n| n.tokens.start >= tokens.start && n.tokens.start < tokens.end) {
        if let Some(id) = mention.actor.actor.as_ref().filter(|id| !list.contains(*id)) {
            list.push(id.clone());
        }
    }
    list
}

/// The mentions of a noun phrase that act: its head's, its adjectives' and those coordinated with it, not those that a preposition governs.
fn heads(scene: &Scene<'_>, clause: &Clause) -> Vec<ActorId> {
    let (line, f) = (&scene.line, scene.line.f());
    let subject = clause.subject.clone();
    let mut list = Vec::new();
    for mention in scene.named.iter().filter(|n| n.tokens.start >= subject.start && n.tokens.start < subject.end) {
        let from = (subject.start..mention.tokens.start).rev().find(|&i| line.has(i, Class::PREPOSITION) || line.mark(i, b','));
        // "More than 300 Danish soldiers": a number's bound governs nothing.
        let bound = |i: usize| line.token(i + 1).shape == Shape::Number;
        let governed = from.is_some_and(|i| {
            line.has(i, Class::PREPOSITION) && !bound(i) && !(line.is(i, &[f.of]) && line.listed(i.wrapping_sub(1), List::Agent))
        });
        let possessive = line.is(mention.tokens.end, &[f.s])
            && !line.listed(clause.head, List::Agent)
            && !line.capital(clause.head)
            && line.info(clause.head).deeds == 0
            && line.info(clause.head).noun == 0;
        // "Japanese Prime Minister Takaichi": the person is who acts.
        let adjective = scene.named.iter().any(|n| {
            let person =
                n.actor.kind == Some(ActorKind::Person) && n.tokens.start >= mention.tokens.end && n.tokens.start < subject.end;
            person
                && !(mention.tokens.end..n.tokens.start)
                    .any(|i| line.has(i, Class::CONJUNCTION.or(Class::PREPOSITION)) || line.mark(i, b','))
        });
        if let Some(id) = mention
            .actor
            .actor
            .as_ref()
            .filter(|id| !governed && !possessive && !adjective && !list.contains(*id))
            .filter(|_| list.is_empty() || !line.mark(mention.tokens.end, b'-'))
        {
            list.push(id.clone());
        }
    }
    list
}

/// Who acts, and which fields were inferred.
pub(super) fn actors(
    scene: &Scene<'_>,
    clause: &Clause,
    finding: &Finding,
    act: Option<&Group>,
    memory: &Memory,
) -> (Vec<ActorId>, Vec<String>) {
    let inferred = |list: Vec<ActorId>| {
        let why = if list.is_empty() { Vec::new() } else { vec!["actors".to_owned()] };
        (list, why)
    };
    let plain = |list: Vec<ActorId>| (list, Vec::new());
    let f = scene.line.f();
    if act.is_some_and(|g| received(scene, g)) {
        return plain(act.map(|g| after(scene, g.end..clause.end, &[f.from, f.by])).unwrap_or_default());
    }
    let doer = if finding.doer == Doer::Passive && !scene.on("R22") { Doer::Subject } else { finding.doer };
    match doer {
        Doer::Subject => match heads(scene, clause) {
            own if own.is_empty() => inferred(antecedent(scene, clause, memory)),
            own => plain(own),
        },
        Doer::Between => {
            let start = scene.group(clause).map_or(clause.starts, |g| g.end);
            let demanded =
                scene.reading.clauses.iter().find(|c| c.link == Link::Complement && c.opens >= start && c.opens <= start + 6);
            if let Some(list) =
                demanded.filter(|_| act.is_none_or(|g| g.start < start)).map(|c| heads(scene, c)).filter(|l| !l.is_empty())
            {
                return plain(list);
            }
            let stop = act.map_or(clause.end, |g| g.start);
            plain(named(scene, start..if stop > start { stop } else { clause.end }))
        }
        Doer::Passive => {
            let agents = act.map(|g| after(scene, g.end..clause.end, &[f.by, f.through])).unwrap_or_default();
            let due = !matches!(finding.strength, Strength::Hypothetical | Strength::Enacted);
            let body = due && scene.line.listed(clause.head, List::Agent);
            if agents.is_empty() && body { inferred(heads(scene, clause)) } else { plain(agents) }
        }
        Doer::Unsaid => {
            let its = scene.line.is(clause.subject.start, &[f.its, f.their]) && named(scene, clause.subject.clone()).is_empty();
            let from = after(scene, finding.cue.1..clause.end, &[f.from]);
            let group = |n: &&Named<'_>| n.tokens.start >= finding.cue.1 && n.tokens.start < clause.end && allied(n);
            let allies: Vec<_> = scene.named.iter().filter(group).filter_map(|n| n.actor.actor.clone()).take(1).collect();
            match () {
                () if its && scene.on("R27") => inferred(memory.last.clone()),
                () if !from.is_empty() => plain(from),
                () => inferred(allies),
            }
        }
    }
}

/// Whether a mention is of allies or partners in general, who are to act where nobody else is named.
fn allied(named: &Named<'_>) -> bool {
    let id = named.actor.actor.as_ref().map_or("", ActorId::as_str);
    id == "coalition/allies" || id == "coalition/partners"
}

/// The actors that one of these prepositions leads to.
fn after(scene: &Scene<'_>, tokens: Range<usize>, prepositions: &[crate::lexicon::WordId]) -> Vec<ActorId> {
    let line = &scene.line;
    let gerund = |i: usize| scene.reading.groups.iter().any(|g| g.form == Form::Ing && g.start == i + 1);
    let Some(at) = tokens.clone().find(|&i| line.is(i, prepositions) && !gerund(i)) else { return Vec::new() };
    let stop = (at + 1..tokens.end).find(|&i| line.has(i, Class::PREPOSITION.or(Class::TO))).unwrap_or(tokens.end);
    named(scene, at..stop)
}

/// The mention right before a place, with those coordinated with it.
fn before(scene: &Scene<'_>, at: usize) -> Vec<ActorId> {
    let mut list = Vec::new();
    let mut next: Option<usize> = None;
    for mention in scene.named.iter().rev().filter(|n| n.tokens.end <= at && n.tokens.end + 12 > at) {
        if next.is_some_and(|next| !coordinated(scene, mention.tokens.end, next)) {
            break;
        }
        list.extend(mention.actor.actor.clone());
        next = Some(mention.tokens.start);
    }
    list.reverse();
    list
}

/// Whom a pronoun or an empty subject means: the clause on which this one hangs, or the sentence before.
fn antecedent(scene: &Scene<'_>, clause: &Clause, memory: &Memory) -> Vec<ActorId> {
    let f = scene.line.f();
    let pronoun = scene.line.is(clause.subject.start, &[f.it, f.they, f.he, f.she, f.its, f.their]);
    let (mut parent, mut steps) = (clause.parent.and_then(|p| scene.reading.clauses.get(p)), 0);
    if !(pronoun || clause.subject.is_empty()) || !scene.on("R27") {
        return Vec::new();
    }
    if parent.is_none() && clause.link == Link::Relative {
        return before(scene, clause.opens);
    }
    while let Some(above) = parent.filter(|_| steps < 8) {
        if clause.link == Link::Relative && above.link != Link::Frame {
            return before(scene, clause.opens);
        }
        let list = heads(scene, above);
        let named_else = !above.subject.is_empty() && !scene.line.has(above.subject.start, Class::PRONOUN);
        if !list.is_empty() || named_else && above.link != Link::Frame {
            return list;
        }
        parent = above.parent.and_then(|p| scene.reading.clauses.get(p));
        steps += 1;
    }
    if pronoun { memory.last.clone() } else { Vec::new() }
}

/// To or for whom: the first mention that the act's words lead to, with those coordinated with it.
pub(super) fn recipients(
    scene: &Scene<'_>,
    clause: &Clause,
    finding: &Finding,
    act: Option<&Group>,
    actors: &[ActorId],
    end: usize,
) -> Vec<ActorId> {
    let needs = finding.doer == Doer::Unsaid && matches!(finding.rule, "R7" | "R15");
    let suffers =
        finding.doer == Doer::Passive && actors.iter().all(|actor| !named(scene, clause.subject.clone()).contains(actor));
    if needs || suffers {
        let own: Vec<ActorId> = heads(scene, clause).into_iter().filter(|id| !id.as_str().starts_with("person/")).collect();
        let body = scene.line.listed(clause.head, List::Agent) || scene.names_actor(clause.head..clause.head + 1);
        if !own.is_empty() && (needs || body) {
            return own;
        }
    }
    let from = act.map_or(clause.starts, |g| g.end);
    // Who undergoes or receives it is the subject.
    if act.is_some_and(|g| received(scene, g)) {
        let own = heads(scene, clause);
        if !own.is_empty() {
            return own;
        }
    }
    let mut list = receivers(scene, from..end, actors);
    if list.is_empty() {
        list = addressed(scene, clause, actors);
    }
    if list.is_empty() && stationed(scene, clause.starts..end) {
        list = hosts(scene, from..end);
        list.retain(|id| !actors.contains(id));
    }
    list
}

/// The first mention in these tokens that can receive, with those coordinated with it.
fn receivers(scene: &Scene<'_>, tokens: Range<usize>, actors: &[ActorId]) -> Vec<ActorId> {
    let fits = |n: &&Named<'_>| n.tokens.start >= tokens.start && n.tokens.start < tokens.end && receives(scene, n, tokens.start);
    let mut list: Vec<ActorId> = Vec::new();
    let mut last = None;
    for mention in scene.named.iter().filter(fits) {
        let joined = last.is_none_or(|last| coordinated(scene, last, mention.tokens.start));
        if let Some(id) = mention.actor.actor.as_ref().filter(|id| joined && !actors.contains(id)) {
            if !list.contains(id) {
                list.push(id.clone());
            }
            last = Some(mention.tokens.end);
        }
    }
    list
}

/// To or for whom a heading or an item of a list is: the mentions that "to", "for" or "with" leads to, and those coordinated with them.
pub(super) fn given(scene: &Scene<'_>, tokens: Range<usize>) -> Vec<ActorId> {
    let (line, f) = (&scene.line, scene.line.f());
    let state = |n: &&Named<'_>| {
        n.tokens.start < tokens.end && n.actor.kind == Some(ActorKind::State) && receives(scene, n, tokens.start)
    };
    if let Some(first) = scene.named.iter().filter(|n| n.tokens.start >= tokens.start).find(state) {
        return receivers_from(scene, first.tokens.start..tokens.end);
    }
    let leads = |i: usize| line.is(i, &[f.to, f.for_, f.with, f.within, f.into]);
    let Some(at) = tokens.clone().find(|&i| leads(i) && scene.names_actor(i + 1..i + 3)) else { return Vec::new() };
    receivers_from(scene, at + 1..tokens.end)
}

/// The first mention in these tokens with those coordinated with it.
fn receivers_from(scene: &Scene<'_>, tokens: Range<usize>) -> Vec<ActorId> {
    let mut list = Vec::new();
    let mut last: Option<usize> = None;
    for n in scene.named.iter().filter(|n| n.tokens.start >= tokens.start && n.tokens.start < tokens.end) {
        if last.is_some_and(|last| !coordinated(scene, last, n.tokens.start)) {
            break;
        }
        list.extend(n.actor.actor.clone());
        last = Some(n.tokens.end);
    }
    list
}

/// "For Ukraine, this could take the form of …": the one whom the sentence is for.
fn addressed(scene: &Scene<'_>, clause: &Clause, actors: &[ActorId]) -> Vec<ActorId> {
    let line = &scene.line;
    let first = scene.first_word();
    let Some(comma) = (first..clause.subject.start).find(|&i| line.mark(i, b',')).filter(|_| line.is(first, &[line.f().for_]))
    else {
        return Vec::new();
    };
    let mut list = named(scene, first..comma);
    list.retain(|id| !actors.contains(id));
    list
}

/// Whether the subject of a verb is who receives: "has undergone training".
fn received(scene: &Scene<'_>, act: &Group) -> bool {
    !act.passive && scene.verb(act).is_some_and(|v| v.lists.has(List::Receive))
}

/// Whether forces are stationed or deployed somewhere.
fn stationed(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    let line = &scene.line;
    let named =
        |act: usize| line.known.acts.get(act).is_some_and(|entry| entry.id == "troops/station" || entry.id == "troops/deploy");
    tokens.into_iter().any(|i| {
        let noun = line.info(i).deeds;
        let verb = line.verb(i).is_some_and(|v| v.deeds.iter().any(|deed| named(deed.act)));
        verb || noun != 0 && (0..line.known.acts.len()).any(|act| noun >> act.min(127) & 1 == 1 && named(act))
    })
}

/// The states in which something stands: "in Moldova", "on Polish soil".
fn hosts(scene: &Scene<'_>, tokens: Range<usize>) -> Vec<ActorId> {
    let (line, f) = (&scene.line, scene.line.f());
    let inside = |n: &&Named<'_>| {
        let governor = (tokens.start..n.tokens.start).rev().find(|&i| line.has(i, Class::PREPOSITION));
        let state = n.actor.actor.as_ref().is_some_and(|id| id.as_str().starts_with("state/"));
        n.tokens.start >= tokens.start
            && n.tokens.start < tokens.end
            && state
            && governor.is_some_and(|i| line.is(i, &[f.in_, f.on]))
    };
    let all = scene.places.iter().chain(scene.named).filter(inside);
    all.filter_map(|n| n.actor.actor.clone()).take(1).collect()
}

/// Whether only commas and conjunctions stand between two places.
fn coordinated(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let joins = |i: usize| scene.line.has(i, Class::CONJUNCTION.or(Class::DETERMINER)) || scene.line.mark(i, b',');
    from < to && (from..to).all(joins)
}

/// Whether a mention after the verb can receive: no place, no adjective of a thing, behind no preposition that leads elsewhere.
fn receives(scene: &Scene<'_>, named: &Named<'_>, from: usize) -> bool {
    let (line, f) = (&scene.line, scene.line.f());
    let governor = (from..named.tokens.start)
        .rev()
        .find(|&i| line.has(i, Class::PREPOSITION.or(Class::TO)) || line.info(i).verb != 0 && !line.nounlike(i));
    let stray = governor.is_some_and(|i| line.is(i, &[f.in_, f.by, f.from, f.under, f.through, f.like, f.at, f.within]));
    let next = named.tokens.end;
    let word =
        |i: usize| line.is_word(i) && !line.closed(i) && !line.capital(i) && !line.adverb(i) && !line.has(i, Class::NUMERAL);
    // A demonym before a noun belongs to it, a name only before what is surely one.
    let demonym = named.actor.via == Via::Demonym && !line.ends(next - 1, "s");
    let noun = word(next) && (line.forms(next).none() || demonym);
    let last = (next..line.end).take_while(|&i| word(i) && (line.forms(i).none() || line.nounlike(i))).last().unwrap_or(next);
    let attributive = noun && !line.listed(last, List::Agent) && !line.is(next, &[f.s]);
    !stray && !attributive && !line.mark(next, b'-')
}
