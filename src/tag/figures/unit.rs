//! Units around a number: symbols and codes before it, symbols, codes and nouns after it. Which unit an ambiguous symbol means is
//! the lexicon's rank.

use crate::lexicon::{Class, UnitEntry};
use crate::model::Dimension;
use crate::tag::context::Context;
use crate::text::Shape;
use rust_decimal::Decimal;
use std::ops::Range;

/// A unit found, by index in the lexicon, with the tokens that name it.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) index: usize,
    pub(super) tokens: Range<usize>,
}

impl Unit {
    pub(super) fn entry<'a>(&self, cx: &Context<'a>) -> Option<&'a UnitEntry> {
        cx.lexicon.units.get(self.index)
    }

    pub(super) fn dimension(&self, cx: &Context<'_>) -> Dimension {
        self.entry(cx).map_or(Dimension::Count, |entry| entry.dimension)
    }
}

/// The unit of an id, said by some tokens.
pub(super) fn named(cx: &Context<'_>, id: &str, tokens: Range<usize>) -> Option<Unit> {
    cx.lexicon.units.iter().position(|unit| unit.id == id).map(|index| Unit { index, tokens })
}

/// The symbol or code that ends right before token `at`, not before `start`: "$", "US$", "EUR ".
pub(super) fn before(cx: &Context<'_>, at: usize, start: usize) -> Option<Unit> {
    (1..=4).rev().filter_map(|len| at.checked_sub(len).filter(|first| *first >= start)).find_map(|first| {
        let best = lowest(
            cx,
            cx.lexicon.unit_prefixes.all_at(cx.tokens.get(first..at)?).filter(|(n, _)| *n == at - first).map(|(_, i)| *i),
            |entry, text| entry.prefix.iter().any(|prefix| prefix == text),
            first..at,
        )?;
        // A code of letters is no code inside a word or a name: "BRUSD 5".
        let joined = !cx.token(first).spaced
            && first > start
            && !matches!(cx.token(first - 1).shape, Shape::Punct(_))
            && cx.token(first).shape != Shape::Punct(0);
        let letters = matches!(cx.token(first).shape, Shape::Upper | Shape::Lower | Shape::Capital | Shape::Mixed);
        (!(joined && letters)).then_some(Unit { index: best, tokens: first..at })
    })
}

/// The unit that starts at token `at`, before `end`: "%", "km", "percent", "euros", "-mm".
pub(super) fn after(cx: &Context<'_>, at: usize, end: usize) -> Option<Unit> {
    if at >= end {
        return None;
    }
    let hyphen = usize::from(cx.is_mark(at, b'-') && !cx.token(at).spaced && !cx.token(at + 1).spaced);
    let first = at + hyphen;
    if !cx.has(first, Class::UNIT) {
        return None;
    }
    let noun = longest(cx.lexicon.unit_nouns.all_at(cx.tokens.get(first..end)?));
    let suffix = suffix(cx, first, end, hyphen == 0);
    let noun = noun.and_then(|len| {
        let all = cx.lexicon.unit_nouns.all_at(cx.tokens.get(first..end)?).filter(|(n, _)| *n == len).map(|(_, i)| *i);
        lowest(cx, all, |_, _| true, first..first + len).map(|index| Unit { index, tokens: first..first + len })
    });
    match (noun, suffix) {
        (Some(noun), Some(suffix)) if suffix.tokens.len() > noun.tokens.len() => Some(suffix),
        (Some(noun), _) => Some(noun),
        (None, suffix) => suffix,
    }
}

/// A symbol or code after the number; letters must be spelled exactly, and short words of the language must touch the number.
fn suffix(cx: &Context<'_>, first: usize, end: usize, spaced_ok: bool) -> Option<Unit> {
    let tokens = cx.tokens.get(first..end)?;
    cx.lexicon
        .unit_suffixes
        .all_at(tokens)
        .map(|(len, _)| len)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .rev()
        .find_map(|len| {
            let all = cx.lexicon.unit_suffixes.all_at(tokens).filter(|(n, _)| *n == len).map(|(_, i)| *i);
            let index = lowest(cx, all, |entry, text| entry.suffix.iter().any(|suffix| suffix == text), first..first + len)?;
            let closed =
                cx.has(first, Class::PREPOSITION.or(Class::DETERMINER).or(Class::PRONOUN).or(Class::BE).or(Class::CONJUNCTION));
            let single = cx.text(first).len() == 1
                && cx.token(first).shape != Shape::Punct(cx.text(first).as_bytes().first().copied().unwrap_or(0));
            let touching = !cx.token(first).spaced;
            // The unit must end with its word: "5 mA" is no "5 m".
            let ends =
                cx.token(first + len).spaced || first + len >= end || matches!(cx.token(first + len).shape, Shape::Punct(_));
            let sound = ends
                && (touching || spaced_ok && !closed)
                && (!single
                    || touching
                    || cx.token(first).shape == Shape::Upper
                    || matches!(cx.text(first), "m" | "g" | "l" | "t" | "h"));
            sound.then_some(Unit { index, tokens: first..first + len })
        })
}

fn longest<'a>(mut hits: impl Iterator<Item = (usize, &'a usize)>) -> Option<usize> {
    hits.next().map(|(len, _)| len)
}

/// Of several units that share a surface, the one of lowest rank whose spelling fits.
fn lowest(
    cx: &Context<'_>,
    all: impl Iterator<Item = usize>,
    fits: impl Fn(&UnitEntry, &str) -> bool,
    tokens: Range<usize>,
) -> Option<usize> {
    let span = cx.token(tokens.start).span.to(cx.token(tokens.end - 1).span);
    let text = span.of(cx.view.text());
    all.filter_map(|i| cx.lexicon.units.get(i).filter(|entry| fits(entry, text)).map(|entry| (entry.rank, i)))
        .min()
        .map(|(_, i)| i)
}

/// Longest chain of bases: decade, year, month.
const BASES: usize = 6;

/// The units from one to the one that it is measured in at last.
fn bases<'a>(cx: &'a Context<'_>, entry: &'a UnitEntry) -> impl Iterator<Item = &'a UnitEntry> {
    std::iter::successors(Some(entry), |entry| cx.lexicon.unit(entry.base.as_deref()?)).take(BASES)
}

/// The id of the unit that a unit is measured in at last.
pub(super) fn root<'a>(cx: &'a Context<'_>, entry: &'a UnitEntry) -> Option<&'a str> {
    bases(cx, entry).last().map(|base| base.id.as_str())
}

/// How many of its root a unit is.
pub(super) fn factor(cx: &Context<'_>, entry: &UnitEntry) -> Option<Decimal> {
    bases(cx, entry)
        .filter_map(|base| base.base.as_ref().and(base.factor))
        .try_fold(Decimal::ONE, |product, factor| product.checked_mul(Decimal::try_from(factor).ok()?))
}
