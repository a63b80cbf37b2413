//! Who is counted or acts, to or for whom, and who says so: the parties of a figure. Whether they are actors is the actors' tagger's matter.

use super::measure::Said;
use super::quantity::Quantity;
use crate::lexicon::Class;
use crate::model::{Actor, ActorId, ActorKind, Analysis, Attribution};
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Span, Words};
use std::ops::Range;

/// The mentions in a stretch of a sentence; mentions stand in the order of the text.
pub(super) fn mentions<'a>(cx: &Context<'_>, found: &'a Analysis, sentence: &Sentence) -> Vec<&'a Actor> {
    let span = cx.home(sentence.tokens.clone());
    let first = found.actors.partition_point(|actor| actor.span.end <= span.start);
    found.actors.iter().skip(first).take_while(|actor| actor.span.start < span.end).collect()
}

/// Who is counted, else who does it: the actors in the counted phrase, else one right before the number that takes the place of the
/// subject before, else the last one before the predicate, else "by …", else whom "it" means.
pub(super) fn subjects(cx: &Context<'_>, found: &Analysis, actors: &[&Actor], said: &Said<'_>) -> Vec<ActorId> {
    let Said { quantity, counted, predicate, .. } = *said;
    let within = |tokens: &Range<usize>| {
        let span = cx.home(tokens.clone());
        actors.iter().filter(|actor| span.contains(actor.span)).filter_map(|actor| actor.actor.clone()).collect::<Vec<_>>()
    };
    let inside = counted.map(within).unwrap_or_default();
    if !inside.is_empty() {
        return unique(inside);
    }
    if let Some(origin) = counted.and_then(|np| origin(cx, actors, np)) {
        return vec![origin];
    }
    let limit = cx.home(quantity.tokens.clone()).start;
    let verb = predicate.filter(|i| *i < quantity.tokens.start).map_or(limit, |i| cx.home(i..i + 1).start);
    let before = actors.iter().rev().find(|actor| !actor.place && actor.span.end <= verb && actor.actor.is_some());
    let by = (quantity.tokens.end..quantity.tokens.end + 10).find(|i| cx.is(*i, "by")).and_then(|by| {
        let from = cx.home(by..by + 1).end;
        actors
            .iter()
            .find(|actor| !actor.place && actor.span.start >= from && actor.span.start <= from + 12 && actor.actor.is_some())
    });
    let told = gapped(cx, actors, said).or_else(|| loser(cx, actors, said)).or(before.or(by).copied());
    told.and_then(|actor| actor.actor.clone()).or_else(|| meant(cx, found, said)).into_iter().collect()
}

/// "4 million people from Moldova": where those counted come from.
fn origin(cx: &Context<'_>, actors: &[&Actor], counted: &Range<usize>) -> Option<ActorId> {
    let people = cx.has(counted.end - 1, Class::COUNTABLE) && cx.is(counted.end, "from");
    let name = counted.end + 1 + usize::from(cx.has(counted.end + 1, Class::DETERMINER));
    let state = |actor: &&&Actor| cx.tokens_in(actor.span).start == name && actor.kind == Some(ActorKind::State);
    actors.iter().filter(|_| people).find(state).and_then(|actor| actor.actor.clone())
}

/// "Estonia spent 3.4 percent and Poland 4.1": who stands right before a later number of a list is its subject.
fn gapped<'a>(cx: &Context<'_>, actors: &[&'a Actor], said: &Said<'_>) -> Option<&'a Actor> {
    let first = said.sentence.tokens.start;
    let start = said.quantity.cues.iter().map(|cue| cue.start).chain([said.quantity.tokens.start]).min()?;
    let actor = actors.iter().rev().find(|actor| cx.tokens_in(actor.span).end == start && actor.actor.is_some())?;
    let at = cx.tokens_in(actor.span).start;
    let joined = at > first
        && (cx.is(at - 1, "and") || cx.is(at - 1, "while") || matches!(cx.token(at - 1).shape, Shape::Punct(b',' | b';')));
    let listed = (first..at).any(|i| cx.token(i).shape == Shape::Number || cx.has(i, Class::NUMERAL));
    (joined && listed).then_some(*actor)
}

/// "The raids cost Moldova 3 GW": who stands between the verb and the number lost it.
fn loser<'a>(cx: &Context<'_>, actors: &[&'a Actor], said: &Said<'_>) -> Option<&'a Actor> {
    let verb = said.predicate.filter(|verb| cx.is(*verb, "cost") || cx.is(*verb, "costs"))?;
    let between = |actor: &&&Actor| {
        let tokens = cx.tokens_in(actor.span);
        actor.actor.is_some() && tokens.start > verb && tokens.end <= said.quantity.tokens.start
    };
    actors.iter().find(between).copied()
}

/// "The fund opened in May. It has raised 40 million": whom an "it" before the predicate means, by the subject of the sentence before.
fn meant(cx: &Context<'_>, found: &Analysis, said: &Said<'_>) -> Option<ActorId> {
    let verb = said.predicate.filter(|verb| *verb < said.quantity.tokens.start)?;
    let passes = |i: &usize| {
        cx.has(*i, Class::BE.or(Class::HAVE).or(Class::MODAL).or(Class::DO).or(Class::ADVERB).or(Class::TO))
            || cx.text(*i).ends_with("ly")
    };
    let pronoun = (said.sentence.tokens.start..verb).rev().find(|i| !passes(i)).filter(|i| cx.is(*i, "it"))?;
    // "…, which it said": what stands before must be the opening of the sentence or of its clause.
    let opens = pronoun == said.sentence.tokens.start || matches!(cx.token(pronoun - 1).shape, Shape::Punct(_) | Shape::Number);
    let at = cx.sentences.partition_point(|sentence| sentence.index < said.sentence.index).checked_sub(1)?;
    let last = cx.sentences.get(at).filter(|last| opens && last.block == said.sentence.block)?;
    let able = mentions(cx, found, last).into_iter().filter(|actor| {
        !actor.place && actor.actor.is_some() && actor.kind != Some(ActorKind::Person) && !spoken(cx, found, actor)
    });
    let able: Vec<&Actor> = able.collect();
    let one = able.windows(2).all(|pair| matches!(pair, [a, b] if a.actor == b.actor));
    let start = |actor: &Actor| cx.tokens_in(actor.span).start;
    // The subject stands before the verb; in a question an auxiliary stands before it.
    let asked = cx.is_mark(last.tokens.end.saturating_sub(1), b'?');
    let verb = |i: usize| super::predicate::verbal(cx, i) || cx.has(i, Class::BE.or(Class::HAVE).or(Class::MODAL).or(Class::DO));
    let subject = |actor: &&&Actor| {
        let at = start(actor);
        (one || at <= last.tokens.start + 2)
            && (asked || !(last.tokens.start..at).any(verb))
            && (at == 0 || !cx.has(at - 1, Class::PREPOSITION))
    };
    able.first().filter(subject).and_then(|actor| actor.actor.clone())
}

/// Whether a mention names who speaks, outside of what is said.
fn spoken(cx: &Context<'_>, found: &Analysis, actor: &Actor) -> bool {
    let tokens = cx.tokens_in(actor.span);
    let beside = |i: usize| cx.says(i);
    innermost(cx, found, actor.span).is_none() && (beside(tokens.end) || tokens.start > 0 && beside(tokens.start - 1))
}

/// To or for whom: the first actor after "to", "for", "at" or "against" behind the quantity.
pub(super) fn objects(cx: &Context<'_>, actors: &[&Actor], quantity: &Quantity, sentence: &Sentence) -> Vec<ActorId> {
    let preposition = |i: &usize| cx.is_any(*i, const { &Words::of(["to", "for", "at", "against"]) });
    let parts = |i: &usize| cx.is_any(*i, const { &Words::of(["with", "including", "while"]) }) || cx.is_mark(*i, b';');
    let last = sentence.tokens.end.min(quantity.tokens.end + 14);
    (quantity.tokens.end..last)
        .take_while(|i| !parts(i))
        .filter(preposition)
        .find_map(|i| {
            let from = cx.home(i..i + 1).end;
            actors
                .iter()
                .find(|actor| actor.span.start >= from && actor.span.start <= from + 6)
                .and_then(|actor| actor.actor.clone())
        })
        .into_iter()
        .collect()
}

/// The mentions of a sentence without who says what holds the quantity, unless what is said goes on with "it" or "we".
pub(super) fn without_speaker<'a>(
    cx: &Context<'_>,
    found: &Analysis,
    actors: &[&'a Actor],
    quantity: &Quantity,
) -> Vec<&'a Actor> {
    let span = cx.home(quantity.tokens.clone());
    let said = innermost(cx, found, span).filter(|said| {
        let first = cx.tokens_in(said.span).start;
        !(first..first + 2).any(|i| cx.has(i, Class::PRONOUN.or(Class::POSSESSIVE)))
    });
    actors.iter().copied().filter(|actor| said.is_none_or(|said| said.span.contains(actor.span))).collect()
}

fn unique(mut ids: Vec<ActorId>) -> Vec<ActorId> {
    ids.sort();
    ids.dedup();
    ids
}

/// Who is quoted around a span.
pub(super) fn speaker(cx: &Context<'_>, found: &Analysis, span: Span) -> Option<ActorId> {
    innermost(cx, found, span).and_then(|said| said.speaker.clone())
}

/// The innermost attribution around a span: one of those that start in its sentence, none of which goes beyond it.
pub(super) fn innermost<'a>(cx: &Context<'_>, found: &'a Analysis, span: Span) -> Option<&'a Attribution> {
    let sentence = cx.article.sentences.partition_point(|sentence| sentence.start <= span.start).checked_sub(1)?;
    let start = cx.article.sentences.get(sentence)?.start;
    let first = found.attributions.partition_point(|said| said.span.start < start);
    let rest = found.attributions.get(first..)?.iter().take_while(|said| said.span.start <= span.start);
    rest.filter(|said| said.span.contains(span)).min_by_key(|said| said.span.len())
}
