//! From a finding to a commitment: who acts, to or for whom, under which condition, by when, which class of act. It changes no level.

use super::super::grammar::{Clause, Group, Link};
use super::judge::{Doer, Finding};
use super::scene::Scene;
use crate::lexicon::{Class, List};
use crate::model::{Action, ActorId, Analysis, Certainty, Commitment, CommitmentKind, Condition, ConditionKind, Phrase, Specificity, Stance, Strength};
use crate::text::Shape;
use std::ops::Range;

/// Who acted last, for pronouns and empty subjects.
#[derive(Debug, Default)]
pub(super) struct Memory {
    last: Vec<ActorId>,
    current: Vec<ActorId>,
}

impl Memory {
    /// Ends a sentence: its subject is what the next one's pronouns mean.
    pub(super) fn turn(&mut self, scene: &Scene<'_>) {
        let main = scene.reading.clauses.iter().find(|c| matches!(c.link, Link::Main | Link::Coordinated | Link::Complement));
        let subject = main.map(|c| named(scene, c.subject.start..c.head + 1)).unwrap_or_default();
        self.last = if subject.is_empty() { std::mem::take(&mut self.current) } else { subject };
        self.current.clear();
    }
}

/// The commitment of one clause.
pub(super) fn clause(scene: &Scene<'_>, clause: &Clause, finding: &Finding, memory: &mut Memory, found: &Analysis) -> Commitment {
    let group = scene.group(clause).copied();
    let act = scene.inner(finding.act).copied().or(group);
    let end = reach(scene, clause);
    let start = clause_start(scene, clause);
    let (actors, inferred) = actors(scene, clause, finding, act.as_ref(), memory);
    memory.current.clone_from(&actors);
    let recipients = recipients(scene, clause, finding, act.as_ref(), &actors, end);
    build(scene, finding, act, start..end, Parties { actors, recipients, inferred }, found)
}

/// The commitment of a whole sentence: a heading, an item of a list.
pub(super) fn whole(scene: &Scene<'_>, finding: &Finding, found: &Analysis) -> Commitment {
    let end = trimmed(scene, scene.line.end);
    let recipients = named(scene, finding.cue.1..end).into_iter().take(1).collect();
    let parties = Parties { actors: Vec::new(), recipients, inferred: Vec::new() };
    build(scene, finding, scene.inner(finding.act).copied(), scene.first_word()..end, parties, found)
}

/// Who is in it.
struct Parties {
    actors: Vec<ActorId>,
    recipients: Vec<ActorId>,
    inferred: Vec<String>,
}

fn build(scene: &Scene<'_>, finding: &Finding, act: Option<Group>, tokens: Range<usize>, parties: Parties, found: &Analysis) -> Commitment {
    let line = &scene.line;
    let cx = line.cx;
    let Phrase { span, text } = cx.quote(tokens.clone());
    let object = act.map(|g| object(scene, &g, tokens.end)).filter(|range| !range.is_empty());
    let class = act.and_then(|g| {
        let around = if g.passive { tokens.start..g.start } else { g.end..tokens.end };
        scene.deed(&g, around).and_then(|(i, _)| line.known.acts.get(i)).map(|entry| entry.id.clone())
    });
    let speaker = found.attributions.iter().find(|a| a.span.overlaps(span)).and_then(|a| a.speaker.clone());
    let proposed = finding.strength == Strength::Proposed;
    let foreign = speaker.as_ref().is_some_and(|s| !parties.actors.is_empty() && !parties.actors.iter().any(|a| same_side(scene, s, a)));
    let stance = if proposed { Stance::Recommended } else if foreign { Stance::Reported } else { Stance::Own };
    let figures: Vec<String> = found.figures.iter().filter(|f| span.contains(f.span)).map(|f| f.id.clone()).collect();
    let deadline = deadline(scene, tokens.clone());
    let specificity = match usize::from(!figures.is_empty()) + usize::from(deadline.is_some()) {
        0 => Specificity::None,
        1 => Specificity::Some,
        _ => Specificity::Full,
    };
    let sentence = super::index(scene.sentence);
    let mut pillars: Vec<_> = found.pillars.iter().filter(|p| p.sentence == sentence).map(|p| p.pillar.clone()).collect();
    pillars.dedup();
    Commitment {
        id: String::new(),
        sentence,
        span,
        text,
        proposer: speaker.clone().filter(|_| proposed),
        certainty: if foreign { Certainty::Reported } else { Certainty::Certain },
        actors: parties.actors,
        recipients: parties.recipients,
        action: act.map(|g| action(scene, &g)),
        object: object.map(|range| cx.quote(range)),
        strength: finding.strength,
        negated: finding.negated,
        stage: finding.stage,
        status: finding.status,
        kind: kind(finding.strength),
        act: class,
        inferred: parties.inferred,
        event_date: None,
        specificity,
        rule: finding.rule.to_owned(),
        condition: condition(scene),
        deadline: deadline.map(|range| cx.quote(range)),
        stance,
        speaker,
        figures,
        pillars,
        cues: vec![cx.home(finding.cue.0..finding.cue.1)],
    }
}

/// Whether one actor is the other, a part of it or acts for it.
fn same_side(scene: &Scene<'_>, a: &ActorId, b: &ActorId) -> bool {
    use crate::lexicon::Relation;
    let hierarchy = &scene.line.cx.lexicon.hierarchy;
    matches!(hierarchy.relation(a.as_str(), b.as_str()), Relation::Same | Relation::Inside | Relation::Around)
}

fn kind(strength: Strength) -> CommitmentKind {
    match strength {
        Strength::Refused => CommitmentKind::Refusal,
        Strength::Hypothetical => CommitmentKind::Option,
        Strength::Proposed => CommitmentKind::Call,
        Strength::Intended => CommitmentKind::Plan,
        Strength::Pledged => CommitmentKind::Promise,
        Strength::Binding => CommitmentKind::Instrument,
        Strength::Enacted => CommitmentKind::Act,
    }
}

fn action(scene: &Scene<'_>, group: &Group) -> Action {
    let Phrase { span, text } = scene.line.cx.quote(group.start..group.end);
    let words = &scene.line.cx.lexicon.words;
    let lemma = scene.verb(group).map_or_else(|| scene.line.cx.lemma(group.verb), |verb| words.text(verb.lemma)).to_lowercase();
    Action { span, text, lemma }
}

/// Where a clause begins: at its subject, or at its verb.
fn clause_start(scene: &Scene<'_>, clause: &Clause) -> usize {
    let verb = scene.group(clause).map_or(clause.starts, |g| g.start);
    if !clause.subject.is_empty() {
        return clause.subject.start.min(verb);
    }
    if matches!(clause.link, Link::Relative | Link::Restrictive) { clause.opens } else { verb }
}

/// Where a clause ends, what it governs included, a condition after it left out.
fn reach(scene: &Scene<'_>, clause: &Clause) -> usize {
    let mut end = clause.end;
    for other in &scene.reading.clauses {
        let inside = other.opens == end && matches!(other.link, Link::Complement | Link::Restrictive);
        let comma = other.opens == end + 1 && other.link == Link::Complement;
        if inside || comma {
            end = other.end;
        }
    }
    trimmed(scene, end)
}

/// Leaves out marks at the end.
fn trimmed(scene: &Scene<'_>, mut end: usize) -> usize {
    let line = &scene.line;
    while end > line.start + 1 && (matches!(line.token(end - 1).shape, Shape::Punct(mark) if mark != b')' && mark != b'%') || line.has(end - 1, Class::CONJUNCTION)) {
        end -= 1;
    }
    end
}

/// What is done: the words after the verb up to a preposition other than "of" or a mark.
fn object(scene: &Scene<'_>, group: &Group, end: usize) -> Range<usize> {
    let (line, f) = (&scene.line, scene.line.f());
    let start = scene.past_fillers(group.end, end).min(end);
    let stop = (start..end).find(|&i| i > start && (line.has(i, Class::PREPOSITION.or(Class::TO).or(Class::RELATIVE).or(Class::SUBORDINATOR)) && !line.is(i, &[f.of]) || matches!(line.token(i).shape, Shape::Punct(b',' | b';' | b':' | b'(')) || line.dash(i)));
    start..stop.unwrap_or(end)
}

/// The actors that mentions in these tokens name, in order and each once; places left out.
fn named(scene: &Scene<'_>, tokens: Range<usize>) -> Vec<ActorId> {
    let mut list = Vec::new();
    for mention in scene.named.iter().filter(|n| !n.actor.place && n.tokens.start >= tokens.start && n.tokens.start < tokens.end) {
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
    for mention in scene.named.iter().filter(|n| !n.actor.place && n.tokens.start >= subject.start && n.tokens.start < subject.end) {
        let from = (subject.start..mention.tokens.start).rev().find(|&i| line.has(i, Class::PREPOSITION) || line.mark(i, b','));
        let governed = from.is_some_and(|i| line.has(i, Class::PREPOSITION) && !(line.is(i, &[f.of]) && line.listed(i.wrapping_sub(1), List::Agent)));
        let possessive = line.is(mention.tokens.end, &[f.s]) && !line.listed(clause.head, List::Agent) && !line.capital(clause.head) && line.info(clause.head).deeds == 0 && line.info(clause.head).noun == 0;
        if let Some(id) = mention.actor.actor.as_ref().filter(|id| !governed && !possessive && !list.contains(*id)) {
            list.push(id.clone());
        }
    }
    list
}

fn actors(scene: &Scene<'_>, clause: &Clause, finding: &Finding, act: Option<&Group>, memory: &Memory) -> (Vec<ActorId>, Vec<String>) {
    let plain = |list: Vec<ActorId>| (list, Vec::new());
    match finding.doer {
        Doer::Subject => {
            let own = heads(scene, clause);
            if !own.is_empty() {
                return plain(own);
            }
            let inferred = antecedent(scene, clause, memory);
            let why = if inferred.is_empty() { Vec::new() } else { vec!["actors".to_owned()] };
            (inferred, why)
        }
        Doer::Between => {
            let start = scene.group(clause).map_or(clause.starts, |g| g.end);
            let stop = act.map_or(clause.end, |g| g.start);
            plain(named(scene, start..if stop > start { stop } else { clause.end }))
        }
        Doer::Passive => {
            let by = act.and_then(|g| (g.end..clause.end).find(|&i| scene.line.is(i, &[scene.line.f().by])));
            let agents = by.map(|i| named(scene, i..clause.end)).unwrap_or_default();
            let body = scene.line.listed(clause.head, List::Agent) && finding.strength != Strength::Hypothetical;
            if agents.is_empty() && body { (heads(scene, clause), vec!["actors".to_owned()]) } else { plain(agents) }
        }
        Doer::Unsaid => plain(Vec::new()),
    }
}

/// Whom a pronoun or an empty subject means: the clause on which this one hangs, or the sentence before.
fn antecedent(scene: &Scene<'_>, clause: &Clause, memory: &Memory) -> Vec<ActorId> {
    let f = scene.line.f();
    let pronoun = scene.line.is(clause.subject.start, &[f.it, f.they, f.he, f.she, f.its, f.their]);
    let (mut parent, mut steps) = (clause.parent.and_then(|p| scene.reading.clauses.get(p)), 0);
    if !(pronoun || clause.subject.is_empty()) {
        return Vec::new();
    }
    while let Some(above) = parent.filter(|_| steps < 8) {
        if clause.link == Link::Relative && above.link != Link::Frame {
            let near = named(scene, clause.opens.saturating_sub(12).max(scene.line.start)..clause.opens);
            return near.into_iter().rev().take(1).collect();
        }
        let list = heads(scene, above);
        if !list.is_empty() {
            return list;
        }
        parent = above.parent.and_then(|p| scene.reading.clauses.get(p));
        steps += 1;
    }
    if pronoun { memory.last.clone() } else { Vec::new() }
}

/// To or for whom: the first mention that the act's words lead to.
fn recipients(scene: &Scene<'_>, clause: &Clause, finding: &Finding, act: Option<&Group>, actors: &[ActorId], end: usize) -> Vec<ActorId> {
    if finding.doer == Doer::Unsaid {
        let own = heads(scene, clause);
        if !own.is_empty() {
            return own;
        }
    }
    let from = act.map_or(clause.starts, |g| g.end);
    let (line, f) = (&scene.line, scene.line.f());
    let fits = |n: &&super::scene::Named<'_>| {
        let before = (from..n.tokens.start).rev().find(|&i| line.has(i, Class::PREPOSITION.or(Class::TO)) || line.info(i).verb != 0 && !scene.line.nounlike(i));
        let stray = before.is_some_and(|i| line.is(i, &[f.in_, f.by, f.from, f.under, f.through, f.like, f.at, f.within]));
        !n.actor.place && n.tokens.start >= from && n.tokens.start < end && !stray
    };
    let ids = scene.named.iter().filter(fits).filter_map(|n| n.actor.actor.clone());
    ids.filter(|id| !actors.contains(id)).take(1).collect()
}

/// The condition of a sentence (R3, R4).
fn condition(scene: &Scene<'_>) -> Option<Condition> {
    let (line, f) = (&scene.line, scene.line.f());
    let make = |kind, tokens: Range<usize>| {
        let Phrase { span, text } = line.cx.quote(tokens.start..trimmed(scene, tokens.end));
        Some(Condition { kind, span, text })
    };
    if let Some(clause) = scene.reading.clauses.iter().find(|c| c.link == Link::Condition) {
        let unless = line.is(clause.opens, &[f.unless]);
        return make(if unless { ConditionKind::Unless } else { ConditionKind::If }, clause.opens..clause.end);
    }
    if let Some(clause) = scene.reading.clauses.iter().find(|c| c.link == Link::Temporal && line.is(c.opens, &[f.once, f.until, f.unless])) {
        return make(ConditionKind::Once, clause.opens..clause.end);
    }
    let comma = |from: usize| (from..line.end).find(|&i| line.mark(i, b',')).unwrap_or(line.end);
    let first = scene.first_word();
    if line.is(first, &[f.were]) {
        return make(ConditionKind::If, first..comma(first));
    }
    let (at, kind) = (line.start..line.end).find_map(|i| {
        let in_case = line.is(i, &[f.in_]) && (line.is(i + 1, &[f.event, f.case]) || line.is(i + 2, &[f.event, f.case]));
        let exchange = line.is(i, &[f.in_]) && line.is(i + 1, &[f.exchange, f.return_]);
        match () {
            () if in_case || line.is(i, &[f.triggered]) || line.is(i, &[f.upon]) && line.info(i.wrapping_sub(1)).verb == 0 => Some((i, ConditionKind::Trigger)),
            () if exchange => Some((i, ConditionKind::InReturn)),
            () if line.is(i, &[f.unless]) => Some((i, ConditionKind::Unless)),
            () => None,
        }
    })?;
    make(kind, at..comma(at))
}

/// The day or period by which it is due.
fn deadline(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let (line, f) = (&scene.line, scene.line.f());
    let year = |i: usize| line.token(i).shape == Shape::Number && line.token(i).span.len() == 4;
    let dated = |i: usize| year(i) || line.has(i, Class::MONTH) || line.listed(i, List::Time) || line.has(i, Class::WEEKDAY);
    let window = scene.line.start..tokens.end;
    window.clone().find_map(|i| {
        let near = (i + 1..(i + 6).min(line.end)).take_while(|&j| !line.mark(j, b',')).filter(|&j| dated(j)).last();
        let bound = line.is(i, &[f.by, f.within, f.before, f.until]);
        let coming = line.is(i, &[f.this]) || line.has(i, Class::ORDINAL);
        match near {
            Some(j) if bound => Some(i..j + 1),
            _ if coming && line.listed(i + 1, List::Time) => Some(i..i + 2),
            _ => None,
        }
    })
}
