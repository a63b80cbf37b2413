//! Who speaks: the actor named beside the word of saying, or the person that "he" and "she" mean. What is said is not asked here.

use crate::lexicon::Class;
use crate::model::{Actor, ActorId, ActorKind, Via};
use crate::tag::context::Context;
use crate::text::Shape;
use std::ops::Range;

/// A speaker: the actor where the lexicon knows it, and the name in any case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) id: Option<ActorId>,
    pub(super) name: Option<String>,
}

impl Who {
    fn of(actor: &Actor) -> Self {
        Self { id: actor.actor.clone(), name: Some(actor.name.clone()) }
    }
}

/// The last person who was named or spoke.
#[derive(Debug, Clone, Default)]
pub(super) struct Last(Option<Who>);

impl Last {
    /// Who is named in these tokens, among the actors of their sentence: a person before a body, the first before others.
    pub(super) fn speaker(&self, cx: &Context<'_>, actors: &[Actor], tokens: Range<usize>) -> Who {
        let area = cx.home(tokens.clone());
        let named: Vec<&Actor> =
            actors.iter().filter(|actor| !actor.place && area.overlaps(actor.span) && speaks(cx, actor)).collect();
        let person = named.iter().find(|actor| actor.kind == Some(ActorKind::Person));
        if let Some(actor) = person.or_else(|| named.first()) {
            return Who::of(actor);
        }
        let pronoun = tokens.clone().any(|i| cx.is(i, "he") || cx.is(i, "she"));
        let before = || actors.iter().rfind(|actor| actor.kind == Some(ActorKind::Person) && actor.span.end <= area.start);
        match pronoun {
            true => before().map(Who::of).or_else(|| self.0.clone()).unwrap_or_default(),
            false => Who::default(),
        }
    }

    /// Remembers whom the next sentence's "he" means: who spoke in this one, else the person named first in it.
    pub(super) fn remember(&mut self, actors: &[Actor], spoke: Option<&Who>) {
        let named = actors.iter().find(|actor| actor.kind == Some(ActorKind::Person));
        let person = |who: &&Who| who.id.as_ref().is_none_or(|id| id.as_str().starts_with("person/")) && who.name.is_some();
        if let Some(who) = spoke.filter(person).cloned().or_else(|| named.map(Who::of)) {
            self.0 = Some(who);
        }
    }
}

/// Whether a mention itself can speak: not the state of "a Russian blogger", nor the owner in "Ukraine's deputy minister".
fn speaks(cx: &Context<'_>, actor: &Actor) -> bool {
    let start = cx.tokens.partition_point(|token| token.span.end <= cx.view.away(actor.span.start));
    let end = cx.tokens.partition_point(|token| token.span.start < cx.view.away(actor.span.end));
    let owner = cx.is(end, "'s") && actor.kind != Some(ActorKind::Person);
    if (owner || actor.via == Via::Demonym) && body(cx, end + usize::from(owner)) {
        return true;
    }
    if owner {
        return false;
    }
    let before = start.checked_sub(1).is_some_and(|i| cx.is_mark(i, b'-') && !cx.token(i).spaced);
    let noun = matches!(cx.token(end).shape, Shape::Lower | Shape::Capital | Shape::Number)
        && !cx.has(end, Class::CLOSED.or(Class::VERB).or(Class::SAYING).or(Class::DETERMINER).or(Class::PRONOUN));
    let compound = cx.is_mark(end, b'-') && !cx.token(end).spaced;
    !(compound || before || (actor.via == Via::Demonym && noun))
}

/// Whether the words behind a state's name are those of a body that speaks for it: "Ukraine's air force".
fn body(cx: &Context<'_>, at: usize) -> bool {
    let noun = |i: &usize| cx.token(*i).shape == Shape::Lower && !cx.has(*i, Class::CLOSED.or(Class::SAYING));
    let last = (at..at + 4).take_while(noun).last();
    last.is_some_and(|i| {
        let named = ["military", "authorities", "officials", "delegation", "leadership", "administration"];
        cx.lexicon.names.class(cx.text(i)).any(Class::BODY) || named.iter().any(|word| cx.is(i, word))
    })
}

/// Whether a speaker can begin here: it tells ", the minister said" from ", including reported losses".
pub(super) fn opens_subject(cx: &Context<'_>, i: usize) -> bool {
    const SUBJECT: Class = Class::DETERMINER.or(Class::PRONOUN).or(Class::POSSESSIVE).or(Class::SAYING);
    cx.has(i, SUBJECT)
        || matches!(cx.token(i).shape, Shape::Capital | Shape::Upper | Shape::Mixed) && !cx.has(i, Class::PREPOSITION)
}
