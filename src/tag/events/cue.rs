//! The words of a sentence that name an event, how they do it (the, a, another), and who does it. Whether two are one event is in `memory`.

use crate::lexicon::{Class, EventWord};
use crate::model::{ActorId, ActorKind, Analysis};
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Words};
use std::ops::Range;

/// How a noun is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    /// "the attack", "its raid", "this quake": known already, or about to be told.
    Definite,
    /// "an attack", "attacks", a verb.
    Open,
    /// "another attack", "a separate strike": none of those before.
    Another,
}

/// A word that names an event.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The lexicon's entry.
    pub(super) entry: usize,
    /// Noun or verb.
    pub(super) word: EventWord,
    /// How it is introduced.
    pub(super) article: Article,
}

/// The cues of a sentence, in order, not overlapping.
pub(super) fn cues(cx: &Context<'_>, sentence: &Sentence) -> Vec<Cue> {
    let mut found = Vec::new();
    let mut i = sentence.tokens.start;
    while i < sentence.tokens.end {
        let hit = cx.has(i, Class::EVENT).then(|| cx.phrase(&cx.lexicon.events.words, i, &sentence.tokens)).flatten();
        match hit.filter(|(len, (_, word))| names(cx, i, i + len, *word)) {
            Some((len, &(entry, word))) => {
                let article = if word == EventWord::Verb { Article::Open } else { article(cx, i, sentence.tokens.start) };
                found.push(Cue { tokens: i..i + len, entry, word, article });
                i += len;
            }
            None => i += 1,
        }
    }
    found
}

/// Whether the words name an event here: "attack drones" and "strike groups" name things, "to attack" and "would strike" nothing that happened.
fn names(cx: &Context<'_>, start: usize, end: usize, word: EventWord) -> bool {
    if word == EventWord::Verb {
        let meant = start.checked_sub(1).is_some_and(|b| cx.has(b, Class::TO.or(Class::MODAL).or(Class::DETERMINER)));
        return !meant && (cx.text(start).ends_with("ed") || cx.text(start).ends_with("ing") || cx.text(start).ends_with('k'));
    }
    let next = cx.text(end);
    let dashed = cx.is_mark(end, b'-') && !cx.token(end).spaced;
    let thing = cx.token(end).shape == Shape::Lower
        && next.len() > 3
        && next.ends_with('s')
        && !next.ends_with("ss")
        && !cx.has(end, Class::CLOSED.or(Class::VERB).or(Class::PREDICATE).or(Class::EVENT));
    !dashed && !thing
}

/// How the noun phrase that ends in a cue is introduced.
fn article(cx: &Context<'_>, at: usize, start: usize) -> Article {
    let another = |i: usize| {
        cx.is_any(
            i,
            const {
                &Words::of([
                    "another",
                    "second",
                    "third",
                    "separate",
                    "similar",
                    "new",
                    "previous",
                    "earlier",
                    "other",
                    "further",
                    "subsequent",
                ])
            },
        )
    };
    let mut definite = cx.is(at, "the");
    for i in (start.max(at.saturating_sub(6))..at).rev() {
        if another(i) {
            return Article::Another;
        }
        if cx.is(i, "the") || cx.is(i, "this") || cx.is(i, "that") || cx.is(i, "these") || cx.is(i, "those") {
            definite = true;
            break;
        }
        if cx.has(i, Class::CLOSED.or(Class::DETERMINER)) || matches!(cx.token(i).shape, Shape::Punct(_)) && !cx.is_mark(i, b'-')
        {
            break;
        }
    }
    if definite { Article::Definite } else { Article::Open }
}

/// Who did it: the actors in the noun phrase ("Russian missile attack"), else behind "by", else the subject of the verb.
pub(super) fn doers(cx: &Context<'_>, found: &Analysis, sentence: &Sentence, cue: &Cue) -> Vec<ActorId> {
    let span = cx.home(sentence.tokens.clone());
    let first = found.actors.partition_point(|actor| actor.span.end <= span.start);
    let actors = found.actors.iter().skip(first).take_while(|actor| actor.span.start < span.end);
    let able = actors.filter(|actor| !actor.place && actor.kind != Some(ActorKind::Person));
    let mut before = None;
    for actor in able {
        let (Some(id), tokens) = (&actor.actor, cx.tokens_in(actor.span)) else { continue };
        let gap = tokens.end..cue.tokens.start;
        let joined = tokens.end <= cue.tokens.start && gap.len() <= 5 && !gap.clone().any(|i| cx.has(i, Class::CLOSED));
        let by = tokens.start >= cue.tokens.end
            && tokens.start <= cue.tokens.end + 6
            && (cue.tokens.end..tokens.start).any(|i| cx.is(i, "by"));
        if by {
            return vec![id.clone()];
        }
        if joined || cue.word == EventWord::Verb && tokens.end <= cue.tokens.start && gap.len() <= 8 {
            before = Some(id.clone());
        }
    }
    before.into_iter().collect()
}
