//! Quantities of several units: "2 years and 3 months", "10 dollars 30 cents", "an hour and a half". One figure, in the smallest unit that is
//! named; money in its main unit.

use super::numeral::{Numeral, Sort, numeral};
use super::quantity::End;
use super::unit::{self, Unit};
use super::{habit, parts};
use crate::model::Dimension;
use crate::tag::context::Context;
use rust_decimal::Decimal;

/// Most units of one quantity: years, days, hours, seconds.
const UNITS: usize = 4;

/// The end with every smaller unit that follows it.
pub(super) fn whole(cx: &Context<'_>, mut end: End, limit: usize) -> Option<End> {
    if end.numeral.sort != Sort::Cardinal || end.unit().is_none() {
        return Some(end);
    }
    if let Some((next, part)) = parts::and_part(cx, end.next, limit) {
        let value = end.numeral.low.checked_add(part)?;
        end.numeral = Numeral { low: value, high: value, mantissa: value, significant: 2, ..end.numeral };
        end.next = next;
        return Some(end);
    }
    for _ in 1..UNITS {
        let Some((next, value, unit)) = end.unit().and_then(|unit| smaller(cx, &end, unit, limit)) else { break };
        end.numeral =
            Numeral { low: value, high: value, mantissa: value, significant: super::numeral::trimmed(value), ..end.numeral };
        end.next = next;
        if end.prefix.is_none() {
            end.suffix = Some(unit);
        }
    }
    Some(end)
}

/// The units of time in which lengths are given; others ("decade", "fortnight") are read as so many of their base.
const TIMES: &[&str] = &["second", "minute", "hour", "day", "week", "month", "year"];

/// The end in a unit of time that lengths are given in: "over a decade" is more than ten years.
pub(super) fn plain(cx: &Context<'_>, end: End) -> End {
    let unit = end.suffix.as_ref().and_then(|unit| unit.entry(cx)).filter(|unit| unit.dimension == Dimension::Time);
    let based = unit.filter(|unit| !TIMES.contains(&unit.id.as_str())).and_then(|unit| {
        let base = unit.base.as_deref().filter(|base| TIMES.contains(base))?;
        Some((cx.lexicon.units.iter().position(|unit| unit.id == base)?, Decimal::try_from(unit.factor?).ok()?))
    });
    let Some((index, factor)) = based.filter(|(_, factor)| *factor > Decimal::ONE) else { return end };
    let times = |value: Decimal| value.checked_mul(factor).unwrap_or(value);
    let (low, high, mantissa) = (times(end.numeral.low), times(end.numeral.high), times(end.numeral.mantissa));
    let suffix = end.suffix.map(|unit| Unit { index, ..unit });
    End { numeral: Numeral { low, high, mantissa, ..end.numeral }, suffix, ..end }
}

/// The next, smaller part: where it ends, the new value and its unit.
fn smaller(cx: &Context<'_>, end: &End, unit: &Unit, limit: usize) -> Option<(usize, Decimal, Unit)> {
    let mut at = end.next;
    at += usize::from(cx.is_mark(at, b','));
    at += usize::from(cx.is(at, "and"));
    let part: Numeral = numeral(cx, at, limit, false).filter(|part| part.sort == Sort::Cardinal)?;
    let other = unit::after(cx, part.tokens.end, limit).or_else(|| habit::after(cx, &part, limit))?;
    let (large, small) = (unit.entry(cx)?, other.entry(cx)?);
    let main = small.base.as_deref() == Some(large.id.as_str());
    // Many currencies have cents, and the word names the smallest part of any.
    let cents = small.id == "cent" && large.dimension == Dimension::Money && large.base.is_none();
    let ratio = if cents { Decimal::ONE_HUNDRED } else { unit::factor(cx, large)?.checked_div(unit::factor(cx, small)?)? };
    // "2 yards and 7 feet": feet run past the yard.
    let room = if large.id == "yard" { ratio * Decimal::TEN } else { ratio };
    if large.dimension != small.dimension
        || !(cents || main || unit::root(cx, large) == unit::root(cx, small))
        || ratio <= Decimal::ONE
        || part.low >= room
    {
        return None;
    }
    if large.dimension == Dimension::Money {
        return Some((other.tokens.end, end.numeral.low.checked_add(part.low.checked_div(ratio)?)?, unit.clone()));
    }
    // A ratio that is no whole number ("a mile and 100 metres") makes no round figure.
    let ratio = ratio.round_dp(6).normalize();
    (ratio.scale() == 0).then_some(())?;
    Some((other.tokens.end, end.numeral.low.checked_mul(ratio)?.checked_add(part.low)?, other))
}
