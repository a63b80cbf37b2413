//! Ranges and changes: two numbers joined by a dash or words, "10,000-15,000", "between X and Y", "from 51 to 43.5 million".

use super::numeral::{Sort, joint};
use super::quantity::{End, Quantity, one_end, single};
use super::{bound, exclude, unit};
use crate::lexicon::Class;
use crate::model::{Bound, Change};
use crate::tag::context::{Context, Sentence};
use crate::text::Shape;
use rust_decimal::Decimal;

/// A quantity at `i`, or the two ends of a range or change that starts there; nothing is read from token `end` on. Where there is none, the
/// token at which the next may start.
pub(super) fn range(cx: &Context<'_>, i: usize, floor: usize, sentence: &Sentence, end: usize) -> Result<Vec<Quantity>, usize> {
    let first = one_end(cx, i, floor, end).ok_or(i + 1)?;
    if exclude::whole(cx, &first.numeral, sentence, first.unit().is_some()) {
        // "two thousand twenty-four" is no year of its own from "thousand" on; "twenty-one of" may still be one.
        return Err(if first.numeral.scale == Decimal::ONE { i + 1 } else { first.numeral.tokens.end });
    }
    joined(cx, first, (i, floor, end), sentence).ok_or(i + 1)
}

/// The end that starts at `i` with what it is joined to.
fn joined(cx: &Context<'_>, first: End, (i, floor, end): (usize, usize, usize), sentence: &Sentence) -> Option<Vec<Quantity>> {
    if falling_pair(cx, i) && first.numeral.tokens.len() == 1 {
        return Some(vec![]);
    }
    let word_before = first.opening.checked_sub(1).filter(|b| *b >= floor);
    let from = word_before.is_some_and(|b| cx.is(b, "from"));
    let between = word_before.is_some_and(|b| cx.is(b, "between"));
    let Some(second) = second_end(cx, &first, between, from, end) else {
        return Some(vec![single(cx, first, floor, sentence)]);
    };
    let (opening, shared) = (first.opening, shared_scale(&first, &second, cx.is_mark(first.next, b'-')));
    let (low, high) = (first.numeral.low.checked_mul(shared)?, second.numeral.high);
    let ranging =
        from && opening >= 2 && matches!(cx.lemma(opening - 2), "range" | "ranged" | "ranging" | "vary" | "varied" | "varying");
    if from && !ranging && (low > high || changes(cx, sentence, opening).is_some()) {
        return Some(change_ends(cx, sentence, first, second, low));
    }
    // "fell by 13,000 to 216,000", "rose by 2% to 15%": the change, and what it comes to.
    let by = word_before.is_some_and(|b| cx.is(b, "by"));
    let far = high > low.abs() * Decimal::from(4) || first.suffix.is_some() && second.suffix.is_some();
    if by && cx.is(first.next, "to") && far {
        return Some(vec![single(cx, first, floor, sentence)]);
    }
    if score(cx, i, second.next, sentence) {
        return Some(vec![]);
    }
    if low > high && !ranging && !between {
        return Some(vec![single(cx, first, floor, sentence)]);
    }
    let start = if from || between { opening - 1 } else { opening };
    let outer = bound::before(cx, start, floor);
    let tokens = outer.as_ref().map_or(opening, |b| b.tokens.start)..second.next;
    let mut quantity = Quantity::exact(tokens, low, "range");
    (quantity.low, quantity.high, quantity.bound) = (Some(low.min(high)), Some(low.max(high)), Bound::Range);
    quantity.significant = first.numeral.significant.max(second.numeral.significant);
    quantity.cues = outer.into_iter().map(|b| b.tokens).collect();
    (quantity.scale, quantity.sort) = (second.numeral.scale, second.numeral.sort);
    quantity.unit = first.prefix.or(first.suffix).or(second.suffix).or(second.prefix);
    Some(vec![quantity])
}

/// "84-70", "118-50": a bare pair that falls is a score or an identifier.
fn falling_pair(cx: &Context<'_>, i: usize) -> bool {
    let pair = joint(cx, i + 1) && [i, i + 2].iter().all(|n| cx.token(*n).shape == Shape::Number);
    let value = |n: usize| super::digits::plain(cx.text(n)).map(|(value, _)| value);
    pair && value(i).zip(value(i + 2)).is_some_and(|(one, other)| one > other)
        && !cx.has(i + 3, Class::NUMERAL)
        && unit::after(cx, i + 3, cx.tokens.len()).is_none()
}

/// The scale of the second end that the first shares: "3 to 5 million".
fn shared_scale(first: &End, second: &End, dashed: bool) -> Decimal {
    let bare = first.numeral.scale == Decimal::ONE && first.suffix.is_none() && first.numeral.sort == Sort::Cardinal;
    // "30-40,000": the zeros are shared.
    let (low, high) = (first.numeral.low, second.numeral.high);
    let zeros = !second.numeral.worded
        && second.numeral.scale == Decimal::ONE
        && high < Decimal::from(1_000_000)
        && (high % Decimal::ONE_THOUSAND).is_zero();
    if bare
        && zeros
        && dashed
        && low < Decimal::ONE_THOUSAND
        && low * Decimal::ONE_THOUSAND < high
        && low * Decimal::from(10_000) > high
    {
        return Decimal::ONE_THOUSAND;
    }
    if bare && first.numeral.mantissa.abs() < second.numeral.mantissa.abs() * Decimal::TWO + Decimal::ONE_HUNDRED {
        second.numeral.scale
    } else {
        Decimal::ONE
    }
}

/// The second end of a range after the first: "-15,000", "to 5 million", "and Y" after "between", "or three".
fn second_end(cx: &Context<'_>, first: &End, between: bool, from: bool, end: usize) -> Option<End> {
    if matches!(first.numeral.sort, Sort::Multiple) {
        return None;
    }
    let mut at = first.next;
    // "8- to 16-metre"
    at += usize::from(cx.is_mark(at, b'-') && !cx.token(at).spaced && cx.is(at + 1, "to"));
    let dash = (cx.is_mark(at, b'-') || cx.is_mark(at, b'~')) && cx.token(at).spaced == cx.token(at + 1).spaced;
    // "2 -7 g", of two bare numbers that rise
    let loose = cx.is_mark(at, b'-') && cx.token(at).spaced && !cx.token(at + 1).spaced && first.unit().is_none();
    let dash = dash || loose && cx.token(at + 1).shape == Shape::Number;
    let small = first.numeral.low < Decimal::ONE_HUNDRED && first.unit().is_none();
    let either = cx.is(at, "or") && small;
    let joined = dash
        || either
        || cx.is(at, "to")
        || cx.is(at, "through")
        || (between || from && first.unit().is_some()) && cx.is(at, "and");
    if !joined {
        return None;
    }
    let number = |i: &usize| cx.token(*i).shape == Shape::Number || cx.has(*i, Class::NUMERAL) || super::words::articled(cx, *i);
    let symbol = (at + 1..(at + 5).min(end)).find(number)?;
    let second = one_end(cx, symbol, at + 1, end)?;
    let roughly = bound::before(cx, second.opening, at + 1).filter(|b| b.bound == Bound::Approx);
    let adjacent = roughly.map_or(second.opening, |b| b.tokens.start) == at + 1;
    let units = first.unit().zip(second.unit()).is_none_or(|(one, other)| one.index == other.index);
    let sorts = first.numeral.sort == second.numeral.sort || first.numeral.sort == Sort::Vague;
    let ascending = first.numeral.low < second.numeral.high || from || between;
    let close = !either
        || second.numeral.low == first.numeral.low + Decimal::ONE
        || second.numeral.low <= first.numeral.low * Decimal::TWO
        || second.numeral.scale > Decimal::ONE;
    (adjacent && units && sorts && ascending && close).then_some(second)
}

/// The word of growth or decline that governs a "from X to Y", and which it is.
fn changes(cx: &Context<'_>, sentence: &Sentence, at: usize) -> Option<Change> {
    let first = at.saturating_sub(8).max(sentence.tokens.start);
    (first..at).rev().find_map(|i| match () {
        () if cx.has(i, Class::INCREASE) => Some(Change::Increase),
        () if cx.has(i, Class::DECREASE) => Some(Change::Decrease),
        () => None,
    })
}

/// "from 51 to 43.5 million": two figures, each with the change.
fn change_ends(cx: &Context<'_>, sentence: &Sentence, first: End, second: End, low: Decimal) -> Vec<Quantity> {
    let high = second.numeral.high;
    let change = changes(cx, sentence, first.opening).unwrap_or(if low > high { Change::Decrease } else { Change::Increase });
    let unit = first.prefix.or(first.suffix).or_else(|| second.suffix.clone()).or_else(|| second.prefix.clone());
    let part = |tokens, value, significant, scale| {
        let exact = Quantity::exact(tokens, value, "from-to");
        Quantity { significant, scale, unit: unit.clone(), change: Some(change), ..exact }
    };
    vec![
        part(first.opening..first.next, low, first.numeral.significant, first.numeral.scale),
        part(second.opening..second.next, high, second.numeral.significant, second.numeral.scale),
    ]
}

/// A result: "won 3-2", "voted 52 to 48".
fn score(cx: &Context<'_>, start: usize, end: usize, sentence: &Sentence) -> bool {
    let first = start.saturating_sub(5).max(sentence.tokens.start);
    let near = (first..start).chain(end..(end + 3).min(sentence.tokens.end)).any(|i| cx.has(i, Class::SCORE));
    // "losing 100-150 troops" counts them.
    let counted =
        cx.token(end).shape == Shape::Lower && !cx.has(end, Class::SCORE.or(Class::CLOSED)) && cx.text(end).ends_with('s');
    near && !counted && cx.is_mark(start + 1, b'-') && !cx.token(start + 1).spaced
}
