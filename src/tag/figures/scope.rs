//! What restricts a count: places, programmes, groups and subsets in the words around it. The place of an event is `tag::events`' matter.

use super::counted;
use super::quantity::Quantity;
use crate::lexicon::Class;
use crate::model::{Actor, ActorKind, Dimension, Scope, ScopeKind, Via};
use crate::tag::context::{Context, Sentence};
use crate::tag::periods::Time;
use crate::text::Shape;
use std::ops::Range;

/// What is known of the figure.
pub(super) struct Said<'a> {
    pub(super) quantity: &'a Quantity,
    pub(super) counted: Option<&'a Range<usize>>,
    /// The token of its predicate.
    pub(super) predicate: Option<usize>,
    pub(super) sentence: &'a Sentence,
    /// Where the next quantity begins.
    pub(super) next: usize,
}

/// Restrictions behind the quantity: "in NATO countries", "through NSATU", and "alone"; and the programme that does it ("EUMAM had trained").
pub(super) fn scopes(cx: &Context<'_>, actors: &[&Actor], times: &[Time], said: &Said<'_>) -> Vec<Scope> {
    let Said { quantity, counted, sentence, next, .. } = *said;
    let mut scopes = Vec::new();
    let from = counted.map_or(quantity.tokens.end, |np| np.end.max(quantity.tokens.end));
    let stop = next.min(sentence.tokens.end).min(from + 16);
    let mut i = from;
    while i < stop && scopes.len() < 3 {
        let timed = times.iter().any(|time| time.tokens.contains(&i));
        let found = kind(cx, i).filter(|_| !timed).and_then(|kind| Some((kind, phrase(cx, i + 1, stop, kind)?)));
        // "in Egypt by 80 percent, in India by 65": the place behind a comma and right before a number is that number's.
        let others =
            |np: &Range<usize>| i > from && cx.is_mark(i - 1, b',') && np.end + 1 == next && cx.has(np.end, Class::PREPOSITION);
        // "the ministry in Moscow said": where the speaker is, not what is counted.
        let found = found.filter(|(_, np)| !others(np) && !cx.says(np.end));
        if let Some((kind, np)) = found {
            let phrase = cx.quote(i..np.end);
            let id = actors.iter().find(|actor| phrase.span.contains(actor.span)).and_then(|actor| actor.actor.clone());
            // Without a name, "in aid", "in total" and "through the roof" restrict nothing.
            let named = np.clone().any(|t| matches!(cx.token(t).shape, Shape::Capital));
            let scheme = kind == ScopeKind::Programme && np.clone().any(|t| cx.has(t, Class::PROGRAMME));
            let happening = kind == ScopeKind::Place && cx.has(np.end - 1, Class::EVENT);
            if (id.is_some() || named || scheme || kind == ScopeKind::Group) && !happening {
                scopes.push(Scope { kind, span: phrase.span, text: phrase.text, id });
            }
            i = np.end;
        } else if cx.is_mark(i, b';') || cx.is_mark(i, b':') {
            break;
        } else {
            i += 1;
        }
    }
    let placed = scopes.iter().any(|scope| scope.kind == ScopeKind::Place);
    scopes.extend(opening(cx, actors, said).filter(|_| !placed));
    scopes.extend(programme(cx, actors, said).filter(|own| scopes.iter().all(|scope| scope.id != own.id)));
    let alone = (sentence.tokens.start..next.min(sentence.tokens.end)).find(|i| cx.is(*i, "alone"));
    scopes.extend(alone.map(|i| cx.quote(i..i + 1)).map(|phrase| Scope {
        kind: ScopeKind::Subset,
        span: phrase.span,
        text: phrase.text,
        id: None,
    }));
    scopes
}

fn kind(cx: &Context<'_>, i: usize) -> Option<ScopeKind> {
    match cx.text(i) {
        "in" | "within" | "across" | "inside" | "at" | "near" | "throughout" => Some(ScopeKind::Place),
        "through" | "under" | "via" => Some(ScopeKind::Programme),
        "among" if !cx.is(i + 1, "them") && !cx.is(i + 1, "themselves") => Some(ScopeKind::Group),
        _ => None,
    }
}

/// The phrase behind the preposition; of a place only its name, not what a participle adds ("in Gaza, growing casualties").
fn phrase(cx: &Context<'_>, at: usize, stop: usize, kind: ScopeKind) -> Option<Range<usize>> {
    let np = counted::noun_phrase(cx, at, stop)?;
    // "researchers at Yale estimate": what they do is no part of the name.
    let adds = |i: usize| {
        cx.is_mark(i, b',')
            || i > np.start && cx.says(i)
            || cx.token(i).shape == Shape::Lower && cx.text(i).ends_with("ing") && i > np.start
    };
    let end = np.clone().find(|i| kind == ScopeKind::Place && adds(*i)).unwrap_or(np.end);
    Some(np.start..end).filter(|np| !np.is_empty())
}

/// "In Syria it killed 8,476 people": the place with which a sentence opens holds for all of it. Only a place that is known, so that
/// "In May" is none.
fn opening(cx: &Context<'_>, actors: &[&Actor], said: &Said<'_>) -> Option<Scope> {
    let first = said.sentence.tokens.start;
    let opens = ["in", "across", "throughout"].iter().any(|word| cx.is(first, word));
    let name = first + 1 + usize::from(cx.has(first + 1, Class::DETERMINER));
    // "In the capital 140 schools were closed".
    let part = cx.token(name).shape == Shape::Lower && cx.has(name, Class::LOCALITY) && name > first + 1;
    let number = part && (name + 1..name + 3).any(|i| i >= said.quantity.tokens.start);
    if opens && number && name < said.quantity.tokens.start {
        let words = cx.quote(first..name + 1);
        return Some(Scope { kind: ScopeKind::Place, span: words.span, text: words.text, id: None });
    }
    let actor = actors.iter().filter(|_| opens).find(|actor| cx.tokens_in(actor.span).start == name)?;
    let end = cx.tokens_in(actor.span).end;
    let whole = cx.is_mark(end, b',') || cx.has(end, Class::PRONOUN.or(Class::DETERMINER)) || cx.is(end, "alone");
    let place = actor.place || actor.kind == Some(ActorKind::State) && actor.via != Via::Demonym;
    let words = cx.quote(first..end);
    let before = end <= said.quantity.tokens.start;
    (whole && place && before).then(|| Scope {
        kind: ScopeKind::Place,
        span: words.span,
        text: words.text,
        id: actor.actor.clone(),
    })
}

/// The programme, mission or fund whose doing is counted: the last mention before the predicate.
fn programme(cx: &Context<'_>, actors: &[&Actor], said: &Said<'_>) -> Option<Scope> {
    let verb = said.predicate.filter(|verb| *verb < said.quantity.tokens.start)?;
    let limit = cx.home(verb..verb + 1).start;
    let actor = actors
        .iter()
        .rev()
        .find(|actor| actor.span.end <= limit && actor.kind == Some(ActorKind::Organization) && !actor.place)?;
    let words = &cx.lexicon.words;
    let scheme = actor.name.split(' ').any(|word| words.class(words.id(word)).any(Class::PROGRAMME));
    let near = cx.tokens_in(actor.span).end + 4 >= verb;
    let counts = matches!(said.quantity.dimension(cx), Dimension::Count | Dimension::Money);
    (scheme && near && counts).then(|| Scope {
        kind: ScopeKind::Programme,
        span: actor.span,
        text: actor.text.clone(),
        id: actor.actor.clone(),
    })
}
