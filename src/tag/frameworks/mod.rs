//! Frameworks: an author's own list of pillars, principles or mechanisms, in a sentence, as list items or as headings, with the number
//! that announces it.

mod blocks;
mod inline;

use super::context::{Context, Sentence};
use super::pillars;
use crate::lexicon::Class;
use crate::model::{Analysis, Figure, Framework, Item, Phrase, Role};
use crate::text::{Shape, Span, Words};
use std::ops::Range;

/// Finds the frameworks of an article, in text order.
pub fn tag(cx: &Context<'_>, found: &mut Analysis) {
    let mut frameworks: Vec<Framework> = Vec::new();
    for sentence in &cx.sentences {
        frameworks.extend(inline::numbered(cx, sentence, found).or_else(|| inline::listed(cx, sentence, found)));
    }
    frameworks.extend(blocks::bullets(cx, found));
    frameworks.extend(blocks::headings(cx, found));
    frameworks.sort_by_key(|framework| (framework.span.start, framework.span.end));
    found.frameworks = frameworks;
}

/// An item over a range of tokens, with the pillars that its words name.
fn item(cx: &Context<'_>, label: Option<String>, tokens: Range<usize>) -> Item {
    Item { label, pillars: pillars::named(cx, tokens.clone()), heading: cx.quote(tokens) }
}

/// A framework over its items; `lead` is the announcing figure or phrase.
fn framework(lead: Lead, items: Vec<Item>, rule: &str) -> Option<Framework> {
    let first = items.first()?.heading.span;
    let last = items.last()?.heading.span;
    let title = lead.title.as_ref().map(|title| title.text.clone());
    let cues: Vec<Span> = lead.title.iter().map(|title| title.span).collect();
    let near = cues.first().copied().filter(|cue| cue.start <= first.start && first.start - cue.start < 600);
    Some(Framework { span: near.unwrap_or(first).to(last), announced: lead.announced, title, items, rule: rule.into(), cues })
}

/// What announces a framework.
#[derive(Debug, Clone, Default)]
struct Lead {
    announced: Option<u32>,
    title: Option<Phrase>,
}

/// The announcing figure as a lead: "seven principles".
fn lead_of(figure: &Figure, text: &str) -> Lead {
    use rust_decimal::prelude::ToPrimitive;
    let span = figure.counted.as_ref().map_or(figure.span, |counted| figure.span.to(counted.span));
    Lead { announced: figure.low.and_then(|n| n.to_u32()), title: Some(Phrase { span, text: span.of(text).to_owned() }) }
}

/// The last structural figure that starts inside a span of the article.
fn announcing(found: &Analysis, within: Span) -> Option<&Figure> {
    found.figures.iter().rev().find(|figure| figure.role == Role::Structural && within.contains(figure.span))
}

/// The span in the article of a sentence.
fn home(cx: &Context<'_>, sentence: &Sentence) -> Span {
    cx.home(sentence.tokens.clone())
}

/// Where an item's heading ends: at its colon or full stop, else at its end.
fn heading_of(cx: &Context<'_>, tokens: Range<usize>) -> Range<usize> {
    let stop = tokens.clone().find(|i| {
        cx.is_mark(*i, b':')
            || cx.is_mark(*i, b'.') && (cx.token(i + 1).spaced || i + 1 >= tokens.end) && !single_capital(cx, i.saturating_sub(1))
    });
    tokens.start..stop.filter(|stop| *stop > tokens.start).unwrap_or(tokens.end)
}

fn single_capital(cx: &Context<'_>, i: usize) -> bool {
    cx.token(i).shape == Shape::Upper && cx.text(i).len() == 1
}

/// The label that opens a range of tokens ("1.", "(a)", "-"), and where its words begin.
fn label(cx: &Context<'_>, tokens: &Range<usize>) -> (Option<String>, usize) {
    let mut i = tokens.start;
    i += usize::from(cx.is_mark(i, b'('));
    let number = cx.token(i).shape == Shape::Number && cx.text(i).len() <= 2;
    if number && (cx.is_mark(i + 1, b'.') || cx.is_mark(i + 1, b')')) {
        return (Some(cx.text(i).to_owned()), i + 2);
    }
    let mut start = tokens.start;
    while start < tokens.end && matches!(cx.token(start).shape, Shape::Punct(b'-' | b'*' | 0)) {
        start += 1;
    }
    (None, start)
}

/// Whether a token's noun names a part of a framework, or the whole of one.
fn names_framework(cx: &Context<'_>, i: usize) -> bool {
    cx.has(i, Class::STRUCTURAL)
        || cx.is_any(
            i,
            const {
                &Words::of([
                    "combination",
                    "symbiosis",
                    "framework",
                    "model",
                    "architecture",
                    "mix",
                    "blueprint",
                    "guarantees",
                    "package",
                ])
            },
        )
}
