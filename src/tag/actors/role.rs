//! Roles: "the Ukrainian government" is the state, "the French president" whoever held the office on the article's date,
//! "President Volodymyr Zelenskyy" stays the person's name.

use super::{Mention, kind_of};
use crate::model::{ActorKind, Via};
use crate::tag::context::{Context, Sentence};
use jiff::civil::Date;

/// Nouns after a demonym or a state's name that mean the state itself.
const STATE_NOUNS: &[&str] = &["government", "authorities", "leadership", "administration", "delegation", "officials"];

/// Extends a demonym or a possessive of a state over the role noun after it and resolves the role.
pub(super) fn join(cx: &Context<'_>, sentence: &Sentence, mentions: &mut Vec<Mention>) {
    let mut i = 0;
    while i < mentions.len() {
        if let Some(joined) = mentions.get(i).and_then(|mention| role(cx, sentence, mention)) {
            let end = joined.tokens.end;
            if let Some(mention) = mentions.get_mut(i) {
                *mention = joined;
            }
            // What the role now covers is no mention of its own, except a person's name after the title.
            while mentions.get(i + 1).is_some_and(|next| next.tokens.start < end) {
                mentions.remove(i + 1);
            }
        }
        i += 1;
    }
}

fn role(cx: &Context<'_>, sentence: &Sentence, mention: &Mention) -> Option<Mention> {
    let state = mention.actor.filter(|_| mention.kind == Some(ActorKind::State))?;
    let possessive = cx.is(mention.tokens.end, "'s");
    if mention.via != Via::Demonym && !possessive {
        return None;
    }
    let noun = mention.tokens.end + usize::from(possessive);
    if noun >= sentence.tokens.end {
        return None;
    }
    if mention.via == Via::Demonym && STATE_NOUNS.iter().any(|word| cx.is(noun, word)) {
        return Some(Mention {
            tokens: mention.tokens.start..noun + 1,
            via: Via::Role,
            rule: "state-role",
            cue: Some(noun),
            ..mention.clone()
        });
    }
    let (len, person) = holder(cx, state, noun)?;
    // "French President Emmanuel Macron": the name follows and is found on its own.
    if cx.token(noun + len).shape == crate::text::Shape::Capital && cx.token(noun).shape == crate::text::Shape::Capital {
        return None;
    }
    let kind = cx.lexicon.actors.get(person).and_then(|entry| kind_of(&entry.id));
    Some(Mention {
        tokens: mention.tokens.start..noun + len,
        actor: Some(person),
        kind,
        via: Via::Role,
        place: false,
        rule: "office-by-date",
        cue: Some(noun),
    })
}

/// Who held the office named at `noun` for `state` on the article's date, with the title's length in tokens.
fn holder(cx: &Context<'_>, state: usize, noun: usize) -> Option<(usize, usize)> {
    let day = cx.article.published;
    let mut best: Option<(usize, usize, Option<Date>)> = None;
    for tenure in cx.lexicon.offices.of(state) {
        let Some(len) = title_at(cx, noun, &tenure.title) else { continue };
        let held = match day {
            Some(day) => tenure.from.is_none_or(|from| from <= day) && tenure.until.is_none_or(|until| day <= until),
            None => tenure.until.is_none(),
        };
        if held && best.is_none_or(|(length, _, since)| (length, since) < (len, tenure.from)) {
            best = Some((len, tenure.person, tenure.from));
        }
    }
    best.map(|(len, person, _)| (len, person))
}

/// Whether a title stands at a token, in any case, "defence" and "defense" alike; its length in tokens.
fn title_at(cx: &Context<'_>, at: usize, title: &str) -> Option<usize> {
    let mut i = at;
    for word in title.split([' ', '-']) {
        if cx.is_mark(i, b'-') {
            i += 1;
        }
        let same = cx.is(i, word)
            || cx.is(i, "defence") && word.eq_ignore_ascii_case("defense")
            || cx.is(i, "defense") && word.eq_ignore_ascii_case("defence");
        if !same {
            return None;
        }
        i += 1;
    }
    Some(i - at)
}
