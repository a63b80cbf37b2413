//! Actors: who can act, promise, count or be counted on. Names come from the automaton, longest first; what a name means is
//! read from its sentence; short forms and roles lead back to an actor named before; unknown names are kept as unresolved.

mod place;
mod role;
mod short;
mod unknown;

use super::context::{Context, Sentence};
use crate::lexicon::{Form, Hint, Name};
use crate::model::{Actor, ActorKind, Analysis, Via};
use crate::text::{Span, Words};
use std::ops::Range;

/// A mention while it is worked on: in tokens, with the actor's index in the lexicon.
#[derive(Debug, Clone)]
struct Mention {
    tokens: Range<usize>,
    actor: Option<usize>,
    kind: Option<ActorKind>,
    via: Via,
    place: bool,
    rule: &'static str,
    cue: Option<usize>,
    /// Where an unknown name stands in full, for its acronym or surname.
    full: Option<Range<usize>>,
}

/// Finds the actors of all sentences, in order.
pub fn tag(cx: &Context<'_>, found: &mut Analysis) {
    let mut memory = short::Memory::new(cx);
    let mut unknown = unknown::Unknown::default();
    for sentence in &cx.sentences {
        let mut mentions = names(cx, sentence);
        role::join(cx, sentence, &mut mentions);
        memory.read(cx, sentence, &mut mentions);
        unknown.add(cx, sentence, &mut mentions);
        memory.unknown(cx, &mentions);
        place::mark(cx, sentence, &mut mentions);
        found.actors.extend(mentions.into_iter().map(|mention| actor(cx, sentence, mention)));
    }
}

/// The mentions that the automaton finds, each with the meaning that its sentence allows.
fn names(cx: &Context<'_>, sentence: &Sentence) -> Vec<Mention> {
    let (Some(first), Some(last)) =
        (cx.tokens.get(sentence.tokens.start), sentence.tokens.end.checked_sub(1).and_then(|i| cx.tokens.get(i)))
    else {
        return Vec::new();
    };
    let span = first.span.to(last.span);
    let text = span.of(cx.view.text());
    let tokens = cx.tokens.get(sentence.tokens.clone()).unwrap_or(&[]).iter();
    let words = tokens.map(|token| (Span { start: token.span.start - span.start, end: token.span.end - span.start }, token.head));
    let mut at = sentence.tokens.start;
    let read = |name: Name<'_>| {
        let (start, end) = (name.span.start + span.start, name.span.end + span.start);
        while at < sentence.tokens.end && cx.token(at).span.end <= start {
            at += 1;
        }
        let mut until = at;
        while until < sentence.tokens.end && cx.token(until).span.start < end {
            until += 1;
        }
        let form = meaning(cx, &name, text, at).filter(|_| !election(cx, until, sentence.tokens.end))?;
        let rule = match form.context {
            Some(_) => "name-in-context",
            None => "name",
        };
        let kind = kind_at(cx, form.actor);
        Some(Mention {
            tokens: at..until,
            actor: Some(form.actor),
            kind,
            via: form.via,
            place: false,
            rule,
            cue: None,
            full: None,
        })
    };
    cx.lexicon.matcher.names(text, words, read).collect()
}

/// "Italian general election": the name of an event, in which nobody acts.
fn election(cx: &Context<'_>, after: usize, end: usize) -> bool {
    const KINDS: &Words = &Words::of([
        "general",
        "federal",
        "presidential",
        "parliamentary",
        "legislative",
        "local",
        "regional",
        "municipal",
        "provincial",
        "mayoral",
        "gubernatorial",
        "senate",
        "assembly",
        "leadership",
        "independence",
        "constitutional",
        "snap",
        "by",
    ]);
    const EVENTS: &Words = &Words::of(["election", "elections", "referendum", "primaries", "primary"]);
    let word = |i: usize, list: &Words| i < end && cx.is_any(i, list);
    let kinds = (after..after + 3).take_while(|&i| word(i, KINDS)).count();
    kinds > 0 && word(after + kinds, EVENTS)
}

/// The first meaning of a name whose context rule holds in its sentence.
fn meaning<'a>(cx: &Context<'_>, name: &Name<'a>, sentence: &str, at: usize) -> Option<&'a Form> {
    // A lower-case role that opens a longer capitalised name is a part of that name, not a role.
    name.forms
        .iter()
        .find(|form| {
            let Some(rule) = &form.context else { return true };
            let holds = |hint: &Hint| mentions_word(sentence, hint, name.span);
            (rule.needs.is_empty() || rule.needs.iter().any(holds)) && !rule.unless.iter().any(holds)
        })
        .filter(|form| form.via != Via::Role || !cx.is_mark(at.wrapping_sub(1), b'-'))
}

/// Whether a sentence holds a word or phrase of a context rule. A phrase around the name itself ("Washington Post" for "Washington")
/// must be the phrase that this name stands in.
fn mentions_word(sentence: &str, hint: &Hint, name: Span) -> bool {
    hint.places(sentence).any(|place| {
        let around = hint.word.contains(name.of(sentence));
        if around { place.contains(name) } else { !place.overlaps(name) }
    })
}

/// The sort of an actor of the lexicon.
fn kind_at(cx: &Context<'_>, actor: usize) -> Option<ActorKind> {
    cx.lexicon.actor_kinds.get(actor).copied().flatten()
}

/// The finished mention.
fn actor(cx: &Context<'_>, sentence: &Sentence, mention: Mention) -> Actor {
    let phrase = cx.quote(mention.tokens);
    let entry = mention.actor.and_then(|i| cx.lexicon.actors.get(i));
    Actor {
        span: phrase.span,
        name: entry.map_or_else(
            || mention.full.map_or_else(|| phrase.text.clone(), |full| cx.quote(full).text),
            |entry| entry.name.clone(),
        ),
        text: phrase.text,
        actor: mention.actor.and_then(|i| cx.lexicon.actor_ids.get(i)).cloned(),
        kind: mention.kind,
        via: mention.via,
        place: mention.place,
        sentence: sentence.index,
        rule: mention.rule.into(),
        cues: mention.cue.map(|cue| cx.home(cue..cue + 1)).into_iter().collect(),
    }
}
