//! What stands behind a quantity and belongs to it though its own word is left out: the cents of "15 dollars 50", the minutes of "1 hour
//! thirty", the inches of "5 foot 3", the scale of "75 USD million", the sign of "10 degrees below zero".

use super::numeral::{Numeral, Sort, joint, numeral, scale_at, trimmed};
use super::quantity::End;
use super::unit::{self, Unit};
use crate::lexicon::Class;
use crate::model::Dimension;
use crate::tag::context::Context;
use crate::text::Shape;
use rust_decimal::Decimal;

/// The end with what belongs to it.
pub(super) fn filled(cx: &Context<'_>, end: End, limit: usize) -> Option<End> {
    if end.numeral.sort != Sort::Cardinal {
        return Some(end);
    }
    let end = scaled(cx, end, limit)?;
    let end = smaller(cx, end, limit)?;
    Some(frozen(cx, end, limit))
}

/// "75 USD million": the scale behind the code.
fn scaled(cx: &Context<'_>, mut end: End, limit: usize) -> Option<End> {
    let code = end
        .suffix
        .as_ref()
        .is_some_and(|unit| unit.dimension(cx) == Dimension::Money && cx.token(unit.tokens.start).shape == Shape::Upper);
    if !code || end.numeral.scale != Decimal::ONE {
        return Some(end);
    }
    if let Some((len, factor)) = scale_at(cx, end.next, limit).filter(|(_, factor)| *factor >= Decimal::ONE_THOUSAND) {
        end.numeral = times(end.numeral, factor)?;
        end.next += len;
    }
    Some(end)
}

/// The same number, so many times.
pub(super) fn times(found: Numeral, factor: Decimal) -> Option<Numeral> {
    let (low, high) = (found.low.checked_mul(factor)?, found.high.checked_mul(factor)?);
    Some(Numeral { low, high, scale: found.scale.checked_mul(factor)?, ..found })
}

/// "15 dollars 50", "one hour thirty", "5 foot 3": a bare number that closes its clause counts the next smaller unit.
fn smaller(cx: &Context<'_>, mut end: End, limit: usize) -> Option<End> {
    let found = &end.numeral;
    let whole = found.low == found.low.trunc() && found.scale == Decimal::ONE && found.low < Decimal::from(10_000);
    let Some((unit, ratio)) = end.unit().filter(|_| whole).and_then(|unit| part(cx, unit)) else { return Some(end) };
    // "6-foot-5"
    let tied = joint(cx, end.next) && ratio == Decimal::from(12) && cx.token(end.next + 1).shape == Shape::Number;
    let and = usize::from(cx.is(end.next, "and") || tied);
    let at = end.next + and;
    let paired = end.opening.checked_sub(1).is_some_and(|b| cx.is(b, "between") || cx.is(b, "from"));
    let Some(next) = (at < limit && !paired && (tied || cx.token(at).spaced)).then(|| numeral(cx, at, limit, false)).flatten()
    else {
        return Some(end);
    };
    let two_digits = found.worded || next.worded || end.prefix.is_none() || cx.text(at).len() == 2;
    let sound = next.sort == Sort::Cardinal
        && next.scale == Decimal::ONE
        && next.low == next.low.trunc()
        && next.low > Decimal::ZERO
        && next.low < ratio
        && two_digits
        && (tied || closes(cx, next.tokens.end, and == 0));
    if sound {
        let money = unit.is_none();
        let value = if money {
            found.low.checked_add(next.low.checked_div(ratio)?)?
        } else {
            found.low.checked_mul(ratio)?.checked_add(next.low)?
        };
        end.next = next.tokens.end;
        end.numeral = Numeral { low: value, high: value, mantissa: value, significant: trimmed(value), ..end.numeral };
        end.suffix = unit.map(|index| Unit { index, tokens: next.tokens }).or(end.suffix);
    }
    Some(end)
}

/// The unit of the part, none for money, which keeps its own, and how many of it make one.
fn part(cx: &Context<'_>, unit: &Unit) -> Option<(Option<usize>, Decimal)> {
    let entry = unit.entry(cx)?;
    if entry.dimension == Dimension::Money {
        return entry.base.is_none().then_some((None, Decimal::ONE_HUNDRED));
    }
    let (id, ratio) = match entry.id.as_str() {
        "hour" => ("minute", 60),
        "foot" => ("inch", 12),
        _ => return None,
    };
    Some((Some(cx.lexicon.units.iter().position(|unit| unit.id == id)?), Decimal::from(ratio)))
}

/// Whether nothing that could be counted follows: a mark, the end, and where no "and" stands before also "more" or a word of grammar.
fn closes(cx: &Context<'_>, next: usize, plain: bool) -> bool {
    let token = cx.token(next);
    match token.shape {
        Shape::Punct(mark) => !matches!(mark, b'%' | b'-' | b'/' | b'$' | b'+' | b':'),
        _ => {
            plain
                && (cx.is(next, "more") || token.class.any(Class::CONJUNCTION.or(Class::BE)))
                && !cx.has(next + 1, Class::NUMERAL)
        }
    }
}

/// "10 degrees below zero", "2 below zero".
fn frozen(cx: &Context<'_>, end: End, limit: usize) -> End {
    let at = end.next;
    let cold = at + 1 < limit && cx.is(at, "below") && (cx.is(at + 1, "zero") || cx.is(at + 1, "0"));
    let degrees = end
        .unit()
        .is_none_or(|unit| unit.entry(cx).is_some_and(|entry| entry.id == "deg" || entry.dimension == Dimension::Temperature));
    if !cold || !degrees || end.numeral.low <= Decimal::ZERO {
        return end;
    }
    let unit = end.suffix.clone().or_else(|| unit::named(cx, "deg", at..at + 2));
    End { numeral: end.numeral.negated(), suffix: unit, next: at + 2, ..end }
}
