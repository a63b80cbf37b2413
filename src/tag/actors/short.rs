//! Short forms: a surname after the full name, "the alliance" after NATO, "the country" after a state. The memory of one
//! article holds who was named, and the last one who fits is meant.

use super::{Mention, kind_of};
use crate::lexicon::Class;
use crate::model::{ActorKind, Via};
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, tokens};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Who was named so far in the article.
#[derive(Debug, Default)]
pub(super) struct Memory<'a> {
    /// Surname → person.
    surnames: FxHashMap<&'a str, usize>,
    /// Short noun → the last actor named in full that goes by it.
    nouns: FxHashMap<Cow<'a, str>, usize>,
    /// The state named last.
    state: Option<usize>,
}

impl<'a> Memory<'a> {
    /// A memory that knows the byline: an author may be called by surname alone.
    pub(super) fn new(cx: &Context<'a>) -> Self {
        let mut memory = Self::default();
        for text in [cx.article.byline.as_deref(), cx.article.title.as_deref()].into_iter().flatten() {
            for name in cx.lexicon.matcher.names(text, tokens(text).map(|raw| raw.span.start)) {
                if let Some(form) = name.forms.first() {
                    memory.surname(cx, form.actor);
                }
            }
        }
        memory
    }

    /// Reads a sentence: adds its short forms to `mentions` and remembers the names in it.
    pub(super) fn read(&mut self, cx: &Context<'a>, sentence: &Sentence, mentions: &mut Vec<Mention>) {
        let mut shorts = Vec::new();
        let mut next = 0;
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            if let Some(mention) = mentions.get(next).filter(|mention| mention.tokens.start <= i) {
                i = mention.tokens.end.max(i + 1);
                self.remember(cx, mention);
                next += 1;
                continue;
            }
            if let Some(mention) = self.short(cx, sentence, i) {
                shorts.push(mention);
            }
            i += 1;
        }
        if !shorts.is_empty() {
            mentions.extend(shorts);
            mentions.sort_by_key(|mention| mention.tokens.start);
        }
    }

    fn remember(&mut self, cx: &Context<'a>, mention: &Mention) {
        let Some(actor) = mention.actor else { return };
        let Some(entry) = cx.lexicon.actors.get(actor) else { return };
        if mention.kind == Some(ActorKind::State) && matches!(mention.via, Via::Name | Via::Acronym) {
            self.state = Some(actor);
        }
        if matches!(mention.via, Via::Name | Via::Acronym) {
            self.surname(cx, actor);
            for noun in &entry.short {
                let lower = match noun.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
                    true => Cow::Borrowed(noun.as_str()),
                    false => Cow::Owned(noun.to_lowercase()),
                };
                self.nouns.insert(lower, actor);
            }
        }
    }

    /// Remembers the surname of a person: the last word of the name.
    fn surname(&mut self, cx: &Context<'a>, actor: usize) {
        let Some(entry) = cx.lexicon.actors.get(actor).filter(|entry| kind_of(&entry.id) == Some(ActorKind::Person)) else {
            return;
        };
        for name in entry.forms.iter().filter_map(|form| form.rsplit_once(' ')) {
            self.surnames.insert(name.1, actor);
        }
    }

    fn short(&self, cx: &Context<'_>, sentence: &Sentence, i: usize) -> Option<Mention> {
        let token = cx.token(i);
        let mention = |actor: usize, rule, cue| {
            let kind = cx.lexicon.actors.get(actor).and_then(|entry| kind_of(&entry.id));
            Some(Mention { tokens: i..i + 1, actor: Some(actor), kind, via: Via::Short, place: false, rule, cue })
        };
        if matches!(token.shape, Shape::Capital | Shape::Mixed)
            && !self.surnames.is_empty()
            && let Some(&actor) = self.surnames.get(cx.text(i))
        {
            return mention(actor, "surname", None);
        }
        if token.shape != Shape::Lower || (self.nouns.is_empty() && self.state.is_none()) {
            return None;
        }
        let before = i.checked_sub(1).filter(|i| *i >= sentence.tokens.start)?;
        if !(cx.is(before, "the") || cx.is(before, "this")) {
            return None;
        }
        // "the coalition government", "the fund manager": the noun only qualifies the next one.
        let alone = !matches!(cx.token(i + 1).shape, Shape::Lower | Shape::Number) || cx.is(i + 1, "'s") || cx.has(i + 1, CLOSED);
        if !alone && !cx.has(i + 1, Class::VERB) {
            return None;
        }
        let word = cx.text(i);
        if word == "country" {
            return self.state.and_then(|state| mention(state, "the-country", Some(before)));
        }
        self.nouns.get(word).and_then(|&actor| mention(actor, "short-noun", Some(before)))
    }
}

/// Words that cannot continue a noun phrase after its head.
const CLOSED: Class = Class::CLOSED.or(Class::DETERMINER);
