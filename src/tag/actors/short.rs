//! Short forms: a surname after the full name, "the alliance" after NATO, "the country" after a state. The memory of one
//! article holds who was named, and the last one who fits is meant.

use super::{Mention, kind_at};
use crate::lexicon::Class;
use crate::model::{ActorKind, Via};
use crate::tag::context::{Context, Sentence};
use crate::text::{Head, Shape, tokens};
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
            for name in
                cx.lexicon.matcher.names(text, tokens(text).map(|raw| (raw.span, Head::of(raw.span.of(text).as_bytes()))), Some)
            {
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

    /// Forgets the short nouns that an unknown name now goes by: "the party" is the one named last.
    pub(super) fn unknown(&mut self, cx: &Context<'a>, mentions: &[Mention]) {
        if self.nouns.is_empty() {
            return;
        }
        for mention in mentions.iter().filter(|m| m.actor.is_none() && m.kind == Some(ActorKind::Organization)) {
            for i in mention.tokens.clone() {
                let word = cx.text(i).to_ascii_lowercase();
                self.nouns.remove(word.as_str());
            }
        }
    }

    /// Remembers the surname of a person: the last word of the name.
    fn surname(&mut self, cx: &Context<'a>, actor: usize) {
        let Some(entry) = cx.lexicon.actors.get(actor).filter(|_| kind_at(cx, actor) == Some(ActorKind::Person)) else { return };
        // "Sir Keir" ends in no surname.
        for (first, last) in entry.forms.iter().filter_map(|form| form.rsplit_once(' ')) {
            if !matches!(first, "Sir" | "Dame" | "Lord" | "Lady") {
                self.surnames.insert(last, actor);
            }
        }
    }

    fn short(&self, cx: &Context<'_>, sentence: &Sentence, i: usize) -> Option<Mention> {
        let token = cx.token(i);
        let mention = |actor: usize, rule, cue| {
            let kind = kind_at(cx, actor);
            Some(Mention { tokens: i..i + 1, actor: Some(actor), kind, via: Via::Short, place: false, rule, cue, full: None })
        };
        if matches!(token.shape, Shape::Capital | Shape::Mixed)
            && !self.surnames.is_empty()
            && let Some(&actor) = self.surnames.get(cx.text(i))
            && !other_first_name(cx, sentence, i)
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
        // "the alliance of bakers" and "the state whose army" are others; "the alliance operates" is this one.
        let word = cx.text(i);
        let state = word == "country" || word == "state" && cx.is(before, "the");
        if !state && !self.nouns.contains_key(word) {
            return None;
        }
        let next = |class| cx.has(i + 1, class);
        let alone = !matches!(cx.token(i + 1).shape, Shape::Lower | Shape::Number) || cx.is(i + 1, "'s") || next(CLOSED);
        let acts = || next(Class::VERB) || cx.name_class(i + 1).any(Class::DEED);
        if !alone && !acts() || cx.is(i + 1, "of") || next(Class::RELATIVE) {
            return None;
        }
        if state && (word == "country" || alone) {
            return self.state.and_then(|state| mention(state, "the-country", Some(before)));
        }
        self.nouns.get(word).and_then(|&actor| mention(actor, "short-noun", Some(before)))
    }
}

/// Whether the word before a surname is another person's given name: "Igor Popov" after Bohdan Popov.
fn other_first_name(cx: &Context<'_>, sentence: &Sentence, i: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|b| *b >= sentence.tokens.start) else { return false };
    let class = cx.name_class(before);
    let name = matches!(cx.token(before).shape, Shape::Capital | Shape::Mixed) && cx.token(i).spaced;
    name && (class.any(Class::GIVEN)
        || before > sentence.tokens.start && !class.any(Class::TITLE.or(Class::ENGLISH).or(Class::PLACE)))
}

/// Words that cannot continue a noun phrase after its head.
const CLOSED: Class = Class::CLOSED.or(Class::DETERMINER);
