//! Bound words before and after a quantity: "over", "at least", "or more", "nearly", "exceeded".

use crate::lexicon::{Class, Position};
use crate::model::Bound;
use crate::tag::context::Context;
use crate::text::Shape;
use std::ops::Range;

/// Longest bound phrase, in tokens ("in the region of about").
pub(super) const LONGEST: usize = 7;

/// A bound with the tokens that say it.
#[derive(Debug, Clone)]
pub(super) struct Bounded {
    pub(super) bound: Bound,
    pub(super) tokens: Range<usize>,
}

/// The bound phrase that ends right before token `at`, not before `start`; a determiner may stand between ("over a decade").
pub(super) fn before(cx: &Context<'_>, at: usize, start: usize) -> Option<Bounded> {
    let direct = ending(cx, at, start, &[Position::Before, Position::Verb]);
    let article = || {
        at.checked_sub(1)
            .filter(|i| *i >= start && (cx.is(*i, "the") || cx.is(*i, "a") || cx.is(*i, "an")))
            .and_then(|i| ending(cx, i, start, &[Position::Before]))
    };
    direct.or_else(article)
}

/// The bound phrase that starts right at token `at`: "or more", "+".
pub(super) fn after(cx: &Context<'_>, at: usize, end: usize) -> Option<Bounded> {
    if at >= end || !cx.has(at, Class::BOUND) {
        return None;
    }
    let hits = cx.lexicon.bound_words.all_at(cx.tokens.get(at..end)?);
    hits.filter_map(|(len, &i)| cx.lexicon.bounds.get(i).map(|entry| (len, entry)))
        .find(|(len, entry)| {
            entry.position == Position::After
                && (*len > 1 || !cx.token(at).spaced || entry.bound == Bound::AtLeast && cx.is(at, "plus"))
                && !opens_another(cx, at + len)
        })
        .map(|(len, entry)| Bounded { bound: entry.bound, tokens: at..at + len })
}

/// "and over 300,000 others", "and less than": the words belong to what follows.
fn opens_another(cx: &Context<'_>, next: usize) -> bool {
    let number = |i: usize| cx.token(i).shape == Shape::Number || cx.has(i, Class::NUMERAL);
    cx.is(next, "than")
        || cx.is(next, "or")
        || super::words::articled(cx, next)
        || number(next)
        || matches!(cx.token(next).shape, Shape::Punct(b'$' | 0)) && number(next + 1)
}

/// The longest bound phrase of one of the positions that covers exactly the tokens before `at`.
fn ending(cx: &Context<'_>, at: usize, start: usize, positions: &[Position]) -> Option<Bounded> {
    let first = at.saturating_sub(LONGEST).max(start);
    (first..at).filter(|i| cx.has(*i, Class::BOUND)).find_map(|i| {
        let hits = cx.lexicon.bound_words.all_at(cx.tokens.get(i..at)?);
        let mut whole = hits.filter(|(len, _)| i + len == at).filter_map(|(_, &n)| cx.lexicon.bounds.get(n));
        whole.find(|entry| positions.contains(&entry.position)).map(|entry| Bounded { bound: entry.bound, tokens: i..at })
    })
}
