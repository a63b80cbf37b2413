//! Lists inside one sentence: "seven principles: (1) …, (2) …", "a three-pillar model: a, b, and c", "their combination – a, b and c – creates".

use super::{Lead, announcing, framework, home, item, lead_of, names_framework};
use crate::lexicon::Class;
use crate::model::{Analysis, Framework};
use crate::tag::context::{Context, Sentence};
use crate::text::Shape;
use std::ops::Range;

/// Items longer than this, in tokens, are clauses and no list of pillars.
const LONGEST: usize = 16;

/// "(1) …, (2) …, and (3) …".
pub(super) fn numbered(cx: &Context<'_>, sentence: &Sentence, found: &Analysis) -> Option<Framework> {
    let label = |i: usize| cx.is_mark(i, b'(') && cx.token(i + 1).shape == Shape::Number && cx.is_mark(i + 2, b')');
    let starts: Vec<usize> = sentence.tokens.clone().filter(|i| label(*i)).collect();
    // "(2018) … (2022)" are years: labels count from one.
    let counted = starts.iter().zip(1u32..).all(|(start, n)| cx.text(start + 1).parse() == Ok(n));
    if starts.len() < 2 || !counted {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([sentence.tokens.end]);
    let items =
        starts.iter().zip(ends).map(|(start, end)| item(cx, Some(cx.text(start + 1).to_owned()), trimmed(cx, start + 3..end)));
    let lead = announcing(found, home(cx, sentence)).map(|figure| lead_of(figure, &cx.article.text)).unwrap_or_default();
    framework(lead, items.collect(), "numbered-in-sentence")
}

/// A list after a colon or between dashes, announced by a number or a noun of frameworks.
pub(super) fn listed(cx: &Context<'_>, sentence: &Sentence, found: &Analysis) -> Option<Framework> {
    let open = sentence.tokens.clone().find(|i| *i > sentence.tokens.start && opens(cx, *i, sentence))?;
    let dash = !cx.is_mark(open, b':');
    let close = (open + 1..sentence.tokens.end)
        .find(|i| dash && is_dash(cx, *i) || cx.is_mark(*i, b';') || cx.is_mark(*i, b'.') && cx.token(i + 1).spaced);
    let end = close.unwrap_or(sentence.tokens.end);
    let parts = split(cx, open + 1..end)?;
    let figure = announcing(found, home(cx, sentence));
    let noun = (open.saturating_sub(6).max(sentence.tokens.start)..open).rev().find(|i| names_framework(cx, *i));
    let lead = match (figure, noun) {
        (Some(figure), _) => lead_of(figure, &cx.article.text),
        (None, Some(noun)) => Lead { announced: None, title: Some(cx.quote(noun_start(cx, noun, sentence)..noun + 1)) },
        (None, None) => return None,
    };
    let least = if lead.announced.is_some() { 2 } else { 3 };
    // Without a number, parts that open as clauses do ("if every time", "which in turn") are no list of things.
    const CLAUSE: Class = Class::PRONOUN.or(Class::SUBORDINATOR).or(Class::RELATIVE);
    let clauses =
        lead.announced.is_none() && parts.iter().any(|part| cx.has(part.start, CLAUSE) && !cx.has(part.start, Class::DETERMINER));
    (parts.len() >= least && !clauses)
        .then(|| framework(lead, parts.into_iter().map(|part| item(cx, None, part)).collect(), "listed-in-sentence"))
        .flatten()
}

fn is_dash(cx: &Context<'_>, i: usize) -> bool {
    cx.token(i).shape == Shape::Punct(0) && cx.text(i) == "—"
        || cx.is_mark(i, b'-') && cx.token(i).spaced && cx.token(i + 1).spaced
}

/// A colon, or a dash, with a word of frameworks close before it.
fn opens(cx: &Context<'_>, i: usize, sentence: &Sentence) -> bool {
    (cx.is_mark(i, b':') || is_dash(cx, i)) && (i.saturating_sub(6).max(sentence.tokens.start)..i).any(|n| names_framework(cx, n))
}

fn noun_start(cx: &Context<'_>, noun: usize, sentence: &Sentence) -> usize {
    let mut start = noun;
    while start > sentence.tokens.start
        && noun - start < 4
        && matches!(cx.token(start - 1).shape, Shape::Lower)
        && !cx.has(start - 1, Class::PREPOSITION.or(Class::BE).or(Class::CONJUNCTION))
    {
        start -= 1;
    }
    start
}

/// The parts of "a, b, and c"; none if a part is as long as a clause.
fn split(cx: &Context<'_>, tokens: Range<usize>) -> Option<Vec<Range<usize>>> {
    let mut parts = Vec::new();
    let mut start = tokens.start;
    for i in tokens.clone() {
        if cx.is_mark(i, b',') {
            parts.push(start..i);
            start = i + 1;
        }
    }
    parts.push(start..tokens.end);
    // "a, b and c": the last part holds two, unless "and" opens it.
    if let Some(last) = parts.last().cloned() {
        let and = last.clone().find(|i| cx.is(*i, "and"));
        if let Some(and) = and.filter(|and| parts.len() >= 2 && *and > last.start && !cx.is(last.start, "and")) {
            parts.pop();
            parts.push(last.start..and);
            parts.push(and + 1..last.end);
        }
    }
    let parts: Vec<_> = parts.into_iter().map(|part| trimmed(cx, part)).filter(|part| !part.is_empty()).collect();
    parts.iter().all(|part| part.len() <= LONGEST).then_some(parts)
}

/// A part without "and", commas and full stops around it.
fn trimmed(cx: &Context<'_>, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.start < tokens.end && (cx.is(tokens.start, "and") || cx.is_mark(tokens.start, b',')) {
        tokens.start += 1;
    }
    while tokens.end > tokens.start
        && (cx.is(tokens.end - 1, "and") || matches!(cx.token(tokens.end - 1).shape, Shape::Punct(b',' | b'.' | b';')))
    {
        tokens.end -= 1;
    }
    tokens
}
