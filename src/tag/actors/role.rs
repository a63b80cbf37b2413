//! Roles: "the Ukrainian government" is the state, "the French president" whoever held the office on the article's date,
//! "President Volodymyr Zelenskyy" stays the person's name.

use super::Mention;
use crate::lexicon::Class;
use crate::model::{ActorKind, Via};
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Words};
use jiff::civil::Date;

/// Nouns after a demonym or a state's name that mean the state itself.
const STATE_NOUNS: &Words = &Words::of(["government", "authorities", "leadership", "administration", "delegation", "officials"]);

/// Extends the name of a state or a body over the title beside it and resolves the role.
pub(super) fn join(cx: &Context<'_>, sentence: &Sentence, mentions: &mut Vec<Mention>) {
    let mut i = 0;
    while i < mentions.len() {
        if let Some(joined) = mentions.get(i).and_then(|mention| role(cx, sentence, mention)) {
            let covered = joined.tokens.clone();
            if let Some(mention) = mentions.get_mut(i) {
                *mention = joined;
            }
            // What the role now covers is no mention of its own, except a person's name after the title.
            while mentions.get(i + 1).is_some_and(|next| next.tokens.start < covered.end) {
                mentions.remove(i + 1);
            }
            while i > 0 && mentions.get(i - 1).is_some_and(|last| last.tokens.end > covered.start) {
                mentions.remove(i - 1);
                i -= 1;
            }
        }
        i += 1;
    }
}

fn role(cx: &Context<'_>, sentence: &Sentence, mention: &Mention) -> Option<Mention> {
    let body = mention.actor?;
    if !matches!(mention.kind, Some(ActorKind::State | ActorKind::Organization)) || mention.via == Via::Short {
        return None;
    }
    behind(cx, sentence, mention, body).or_else(|| before(cx, sentence, mention, body))
}

/// The role behind a name: "Polish government", "French president", "Ukraine's defence minister", "NATO secretary general".
fn behind(cx: &Context<'_>, sentence: &Sentence, mention: &Mention, body: usize) -> Option<Mention> {
    let possessive = cx.is(mention.tokens.end, "'s");
    let noun = mention.tokens.end + usize::from(possessive);
    if noun >= sentence.tokens.end || !cx.token(noun).spaced {
        return None;
    }
    if mention.via == Via::Demonym && cx.is_any(noun, STATE_NOUNS) {
        return Some(Mention {
            tokens: mention.tokens.start..noun + 1,
            via: Via::Role,
            rule: "state-role",
            cue: Some(noun),
            ..mention.clone()
        });
    }
    let short = matches!(mention.via, Via::Demonym | Via::Acronym) || mention.kind == Some(ActorKind::Organization) || possessive;
    let (len, person) = holder(cx, body, noun).filter(|(len, _)| short || *len > 1)?;
    // "French President Emmanuel Macron": the name follows and is found on its own. "the French president-elect" is another office.
    let end = noun + len;
    let named = end < sentence.tokens.end && matches!(cx.token(end).shape, Shape::Capital | Shape::Mixed);
    let compound = cx.is_mark(end, b'-') && !cx.token(end).spaced;
    (!named && !compound && introduced(cx, sentence, mention.tokens.start))
        .then(|| office(cx, mention.tokens.start..end, person, noun))
}

/// The role before a name: "the president of France", "secretary general of NATO".
fn before(cx: &Context<'_>, sentence: &Sentence, mention: &Mention, body: usize) -> Option<Mention> {
    let start = mention.tokens.start;
    let the = start.checked_sub(1).filter(|i| *i > sentence.tokens.start)?;
    let of = if cx.is(the, "the") { the - 1 } else { the };
    if mention.via == Via::Demonym || !cx.is(of, "of") || cx.is(mention.tokens.end, "'s") {
        return None;
    }
    // Titles have four words at most.
    let first = (sentence.tokens.start.max(of.saturating_sub(4))..of).find_map(|at| {
        let (len, person) = holder(cx, body, at)?;
        (at + len == of).then_some((at, person))
    });
    let (at, person) = first?;
    introduced(cx, sentence, at).then(|| office(cx, at..mention.tokens.end, person, at))
}

/// Whether the one holder is meant: "the French president", but not "a former …", "a more compliant …", "the next …".
fn introduced(cx: &Context<'_>, sentence: &Sentence, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|i| *i >= sentence.tokens.start) else { return true };
    const OTHERS: &Words = &Words::of(["a", "an", "any", "every", "no", "another", "each", "then", "never", "once", "not"]);
    match cx.token(before).shape {
        Shape::Lower => {
            cx.has(before, Class::DETERMINER.or(Class::CLOSED).or(Class::VERB).or(Class::SAYING)) && !cx.is_any(before, OTHERS)
        }
        Shape::Punct(b'-') => cx.token(before).spaced,
        Shape::Punct(_) => true,
        _ => cx.has(before, Class::DETERMINER.or(Class::CLOSED)),
    }
}

fn office(cx: &Context<'_>, tokens: std::ops::Range<usize>, person: usize, cue: usize) -> Mention {
    let (actor, kind) = (Some(person), super::kind_at(cx, person));
    Mention { tokens, actor, kind, via: Via::Role, place: false, rule: "office-by-date", cue: Some(cue), full: None }
}

/// Who held the office named at `noun` for `state` on the article's date, with the title's length in tokens.
fn holder(cx: &Context<'_>, state: usize, noun: usize) -> Option<(usize, usize)> {
    if !cx.lexicon.offices.may_open(cx.token(noun).head) && !cx.is_mark(noun, b'-') {
        return None;
    }
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
