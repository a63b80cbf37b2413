//! From a finding to a commitment: who acts, to or for whom, under which condition, by when, which class of act. It changes no level.

use super::super::grammar::{Clause, Group, Link};
use super::dates::Dates;
use super::judge::{Doer, Finding};
use super::parties::{Memory, actors, given, named, recipients};
use super::scene::Scene;
use crate::lexicon::{Class, Frame, List};
use crate::model::{
    Action, ActorId, Analysis, Certainty, Commitment, CommitmentKind, Condition, ConditionKind, Phrase, Specificity, Stance,
    Strength,
};
use crate::text::{Shape, Span};
use std::ops::Range;

/// The commitment of one clause; none where somebody foreign only predicts what another will do (R6).
pub(super) fn clause(
    scene: &Scene<'_>,
    clause: &Clause,
    finding: &Finding,
    memory: &mut Memory,
    found: &Analysis,
) -> Option<Commitment> {
    let group = scene.group(clause).copied();
    let act = scene.inner(finding.act).copied().or(group);
    let end = reach(scene, clause);
    let start = clause_start(scene, clause);
    let (mut actors, mut inferred) = actors(scene, clause, finding, act.as_ref(), memory);
    // "I" and "we" are who speaks (R10).
    let first = scene.line.is(clause.subject.start, &[scene.line.f().i, scene.line.f().we]) && clause.subject.len() == 1;
    if actors.is_empty() && first && finding.doer == Doer::Subject && scene.on("R10") {
        actors = speaker(found, scene.line.cx.home(start..end)).into_iter().collect();
        inferred = if actors.is_empty() { Vec::new() } else { vec!["actors".to_owned()] };
    }
    memory.current.clone_from(&actors);
    // "Its refusal to send troops angered Rome": whom the main verb reaches receives nothing.
    let verb = group.map_or(end, |g| g.start);
    let nominal = finding.rule == "R9" && finding.cue.1 <= verb;
    let recipients = recipients(scene, clause, finding, act.as_ref(), &actors, if nominal { verb.min(end) } else { end });
    let commitment = build(scene, finding, act, start..end, Parties { actors, recipients, inferred }, found);
    let modal = matches!(commitment.rule.as_str(), "R14" | "R15")
        && matches!(commitment.strength, Strength::Pledged | Strength::Intended);
    let predicted = commitment.speaker.as_ref().is_some_and(|speaker| {
        !commitment.actors.is_empty() && commitment.actors.iter().all(|actor| rivals(scene, speaker, actor))
    });
    (!(modal && predicted && scene.on("R6"))).then_some(commitment)
}

/// Whether two actors belong to two states.
fn rivals(scene: &Scene<'_>, a: &ActorId, b: &ActorId) -> bool {
    let state = |id: &ActorId| {
        let ancestors = scene.line.cx.lexicon.hierarchy.ancestors(id.as_str());
        std::iter::once(id.as_str()).chain(ancestors).find(|id| id.starts_with("state/")).map(str::to_owned)
    };
    matches!((state(a), state(b)), (Some(a), Some(b)) if a != b)
}

/// The commitment of a whole sentence: a heading, an item of a list.
pub(super) fn whole(scene: &Scene<'_>, finding: &Finding, found: &Analysis) -> Commitment {
    let end = trimmed(scene, scene.line.end);
    let recipients = given(scene, finding.cue.1..end);
    let act = scene.inner(finding.act).copied();
    // A headline names who acts before its verb, and to whom after it.
    let actors =
        act.filter(|_| finding.doer == Doer::Subject).map(|g| named(scene, scene.line.start..g.start)).unwrap_or_default();
    let recipients = if finding.rule == "R25" { given(scene, finding.cue.1..end) } else { recipients };
    let parties = Parties { actors, recipients, inferred: Vec::new() };
    build(scene, finding, act, scene.first_word()..end, parties, found)
}

/// Who is in it.
struct Parties {
    actors: Vec<ActorId>,
    recipients: Vec<ActorId>,
    inferred: Vec<String>,
}

fn build(
    scene: &Scene<'_>,
    finding: &Finding,
    act: Option<Group>,
    tokens: Range<usize>,
    parties: Parties,
    found: &Analysis,
) -> Commitment {
    let line = &scene.line;
    let cx = line.cx;
    let Phrase { span, text } = cx.quote(tokens.clone());
    let object = act.map(|g| object(scene, &g, tokens.end)).filter(|range| !range.is_empty());
    let speaker = speaker(found, span).filter(|_| scene.on("R5"));
    let proposed = finding.strength == Strength::Proposed;
    let foreign =
        speaker.as_ref().is_some_and(|s| !parties.actors.is_empty() && !parties.actors.iter().any(|a| same_side(scene, s, a)));
    let stance = if proposed {
        Stance::Recommended
    } else if foreign {
        Stance::Reported
    } else {
        Stance::Own
    };
    let from = found.figures.partition_point(|figure| figure.span.start < span.start);
    let inside = found.figures.get(from..).unwrap_or_default().iter().take_while(|figure| figure.span.start < span.end);
    let figures: Vec<String> = inside.map(|figure| figure.id.clone()).collect();
    let deadline = deadline(scene, tokens.clone()).filter(|_| finding.strength != Strength::Enacted && scene.on("R4"));
    let dates = Dates::new(scene, finding.strength, deadline.as_ref());
    // A system or scheme by its name: a capital that names no actor.
    let named = |i: usize| line.capital(i) && !scene.names_actor(i..i + 1);
    let system = object.as_ref().is_some_and(|range| range.clone().any(named));
    let specificity = match usize::from(!figures.is_empty()) + usize::from(deadline.is_some()) + usize::from(system) {
        0 => Specificity::None,
        1 => Specificity::Some,
        _ => Specificity::Full,
    };
    let sentence = super::index(scene.sentence);
    let from = found.pillars.partition_point(|pillar| pillar.sentence < sentence);
    let here = found.pillars.get(from..).unwrap_or_default().iter().take_while(|pillar| pillar.sentence == sentence);
    let pillars = here.map(|pillar| pillar.pillar.clone()).collect();
    Commitment {
        id: String::new(),
        sentence,
        span,
        text,
        proposer: speaker.clone().filter(|_| proposed),
        certainty: if scene.scared(&(finding.cue.0..finding.cue.1)) {
            Certainty::Doubted
        } else if foreign || tokens.clone().any(|i| line.listed(i, List::Hearsay)) && scene.on("R18") {
            Certainty::Reported
        } else {
            Certainty::Certain
        },
        actors: parties.actors,
        recipients: parties.recipients,
        action: act.map(|g| action(scene, &g)),
        object: object.map(|range| cx.quote(range)),
        strength: finding.strength,
        negated: finding.negated && (scene.on("R21") || finding.strength == Strength::Refused),
        stage: finding.stage.filter(|_| finding.strength == Strength::Enacted),
        status: finding.status,
        kind: kind(finding),
        act: class(scene, finding, act.as_ref(), &tokens),
        inferred: parties.inferred,
        event_date: dates.event,
        specificity,
        rule: finding.rule.to_owned(),
        condition: condition(scene),
        deadline: deadline.map(|range| cx.quote(range)),
        due: dates.due,
        stance,
        speaker,
        figures,
        pillars,
        cues: vec![cx.home(finding.cue.0..finding.cue.1)],
    }
}

/// Who is given as the speaker of a span.
fn speaker(found: &Analysis, span: Span) -> Option<ActorId> {
    let from = found.attributions.partition_point(|attribution| attribution.span.end <= span.start);
    found
        .attributions
        .get(from)
        .filter(|attribution| attribution.span.overlaps(span))
        .and_then(|attribution| attribution.speaker.clone())
}

/// The class of act: of the verb with its object or subject; else of a noun ("completed its withdrawal").
fn class(scene: &Scene<'_>, finding: &Finding, act: Option<&Group>, tokens: &Range<usize>) -> Option<String> {
    // "Its pledge of 40 tanks was withdrawn": the verb tells of the pledge, the noun's own words of the act.
    let fate = finding.rule == "R9" && act.is_some_and(|g| scene.verb(g).is_some_and(|verb| verb.fate.is_some()));
    let of = (finding.cue.1, scene.line.is(finding.cue.1, &[scene.line.f().of]));
    let noun_thing = || (finding.rule == "R9" && of.1).then(|| gift(scene, scene.object(of.0 + 1, tokens.end))).flatten();
    let verb = act.filter(|_| !fate).and_then(|g| {
        let subject = tokens.start..g.start.max(tokens.start);
        let object = if g.passive { subject.clone() } else { g.end..tokens.end };
        let told = scene.deed(g, object.clone()).or_else(|| scene.deed(g, subject)).map(|(i, _)| i);
        told.or_else(|| given_thing(scene, g, object)).or_else(|| agreed(scene, g))
    });
    let noun =
        || tokens.clone().map(|i| scene.line.info(i).deeds).find(|bits| *bits != 0).map(|bits| bits.trailing_zeros() as usize);
    verb.or_else(noun_thing).or_else(noun).and_then(|i| scene.line.known.acts.get(i)).map(|entry| entry.id.clone())
}

/// Who pledges or asks for a thing means that it is to be given: "pledged 40 tanks" is to deliver them.
fn given_thing(scene: &Scene<'_>, group: &Group, object: Range<usize>) -> Option<usize> {
    let bare = scene.verb(group).is_some_and(|verb| verb.deeds.is_empty() && !verb.senses.is_empty());
    let complement = scene.complement(group, object.end);
    (bare && complement.frame == Frame::Noun && complement.inner.is_none()).then_some(())?;
    let up_to = scene.line.is(complement.at, &[scene.line.f().up]);
    gift(scene, scene.object(complement.at + usize::from(up_to) * 2, object.end))
}

/// The act of giving a thing, of those that fit it the most special one.
fn gift(scene: &Scene<'_>, thing: Range<usize>) -> Option<usize> {
    let known = scene.line.known;
    let give = known.verb(known.info(scene.line.f().provide).verb)?;
    let fits = give.deeds.iter().filter(|deed| deed.particle.is_none()).fold(0u128, |mask, deed| mask | 1 << deed.act.min(127));
    let comma = thing.clone().find(|&i| scene.line.mark(i, b',')).unwrap_or(thing.end);
    let bits = (thing.start..comma).map(|i| scene.line.info(i).objects & fits).find(|bits| *bits != 0)?;
    let size = |act: &usize| known.acts.get(*act).map_or(usize::MAX, |entry| entry.objects.len());
    (0..known.acts.len()).filter(|act| bits >> (*act).min(127) & 1 == 1).min_by_key(size)
}

/// The act of the clause that is agreed or promised: "agreed that Chad will join the pact".
fn agreed(scene: &Scene<'_>, group: &Group) -> Option<usize> {
    // Without its "that" it may be a sentence of its own: "approved the money, the Netherlands signed".
    let that = |c: &Clause| scene.line.is(c.opens, &[scene.line.f().that]);
    let inside = |c: &&Clause| c.link == Link::Complement && that(c) && c.opens >= group.end && c.opens <= group.end + 12;
    let inner = scene.reading.clauses.iter().find(inside).and_then(|c| scene.group(c))?;
    scene.deed(inner, scene.object(inner.end, scene.line.end)).map(|(act, _)| act)
}

/// Whether one actor is the other, a part of it or acts for it.
fn same_side(scene: &Scene<'_>, a: &ActorId, b: &ActorId) -> bool {
    use crate::lexicon::Relation;
    let hierarchy = &scene.line.cx.lexicon.hierarchy;
    matches!(hierarchy.relation(a.as_str(), b.as_str()), Relation::Same | Relation::Inside | Relation::Around)
}

/// What kind of thing it is. A text that has been signed or is in force, and binds to nothing that the clause names, is an act done.
fn kind(finding: &Finding) -> CommitmentKind {
    match finding.strength {
        Strength::Binding if finding.stage.is_some() => CommitmentKind::Act,
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
        let start = clause.subject.start.min(verb);
        let line = &scene.line;
        let currency = start > line.start
            && line.token(start).shape == Shape::Number
            && !line.token(start).spaced
            && matches!(line.token(start - 1).shape, Shape::Punct(0 | b'$'));
        return if currency { start - 1 } else { start };
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
    while end > line.start + 1
        && (matches!(line.token(end - 1).shape, Shape::Punct(mark) if mark != b')' && mark != b'%')
            || line.has(end - 1, Class::CONJUNCTION))
    {
        end -= 1;
    }
    end
}

/// What is done: the words after the verb up to a preposition other than "of" or a mark.
fn object(scene: &Scene<'_>, group: &Group, end: usize) -> Range<usize> {
    let (line, f) = (&scene.line, scene.line.f());
    let start = scene.past_fillers(group.end, end).min(end);
    let stop = (start..end).find(|&i| {
        i > start
            && (line.has(i, Class::PREPOSITION.or(Class::TO).or(Class::RELATIVE).or(Class::SUBORDINATOR)) && !line.is(i, &[f.of])
                || matches!(line.token(i).shape, Shape::Punct(b',' | b';' | b':' | b'('))
                || line.dash(i))
    });
    start..stop.unwrap_or(end)
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
    if let Some(clause) =
        (scene.reading.clauses.iter().find(|c| c.link == Link::Temporal && line.is(c.opens, &[f.once, f.until, f.unless])))
            .filter(|_| scene.on("R4"))
    {
        return make(ConditionKind::Once, clause.opens..clause.end);
    }
    if let Some(at) =
        (line.start..line.end).find(|&i| line.is(i, &[f.if_, f.unless]) && !line.has(i.wrapping_sub(1), Class::CONJUNCTION))
    {
        // The verb of the condition is one that no lexicon knows.
        let opens = if line.is(at.wrapping_sub(1), &[f.only]) { at - 1 } else { at };
        let end = (at..line.end).find(|&i| line.mark(i, b',')).unwrap_or(line.end);
        return make(if line.is(at, &[f.unless]) { ConditionKind::Unless } else { ConditionKind::If }, opens..end);
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
            () if in_case || line.is(i, &[f.triggered]) || line.is(i, &[f.upon]) && line.info(i.wrapping_sub(1)).verb == 0 => {
                Some((i, ConditionKind::Trigger))
            }
            () if proviso(scene, i) => Some((i, ConditionKind::If)),
            () if exchange => Some((i, ConditionKind::InReturn)),
            () if line.is(i, &[f.unless]) => Some((i, ConditionKind::Unless)),
            () => None,
        }
    })?;
    make(kind, at..comma(at))
}

/// "…, subject to approval": a proviso after a comma (R18).
fn proviso(scene: &Scene<'_>, i: usize) -> bool {
    let phrase = scene.line.cx.tokens.get(i..scene.line.end).and_then(|rest| scene.line.known.phrases.at(rest));
    let cue = phrase.and_then(|(_, cue)| scene.cue(*cue));
    scene.on("R18") && cue.is_some_and(|cue| cue.list == Some(List::Proviso)) && scene.line.mark(i.wrapping_sub(1), b',')
}

/// The day or period by which it is due: "by the end of 2027", "within two weeks", "this year"; a date only, no mere word of time.
fn deadline(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let (line, f) = (&scene.line, scene.line.f());
    let year = |i: usize| line.token(i).shape == Shape::Number && line.token(i).span.len() == 4;
    let dated = |i: usize| year(i) || line.has(i, Class::MONTH.or(Class::WEEKDAY)) || scene.length_of_time(i);
    let filler = |i: usize| {
        line.has(i, Class::DETERMINER.or(Class::ORDINAL).or(Class::NUMERAL))
            || line.token(i).shape == Shape::Number
            || line.is(i, &[f.of, f.in_, f.this, f.next, f.coming, f.end, f.early, f.late, f.mid, f.at, f.least, f.latest])
            || line.mark(i, b'-')
            || line.mark(i, b'"')
            || dated(i)
    };
    let past = |i: usize| line.is(i.wrapping_sub(1), &[f.earlier, f.late, f.already]);
    let first = scene.first_word();
    (first..tokens.end).filter(|&i| i >= tokens.start || i == first).find_map(|i| {
        let near = (i + 1..(i + 8).min(line.end)).take_while(|&j| filler(j)).filter(|&j| dated(j)).last();
        let bound = line.is(i, &[f.by, f.within, f.before, f.until]);
        let coming = line.is(i, &[f.this, f.next]) && scene.length_of_time(i + 1) && !past(i);
        match near {
            Some(j) if bound => Some(i..j + 1),
            _ if coming && !line.is(i.wrapping_sub(1), &[f.by, f.within, f.before, f.until]) => Some(i..i + 2),
            _ => None,
        }
    })
}
