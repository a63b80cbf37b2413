//! Parts of a whole: "half of", "two-thirds", "half a million", "and a half", "one in five", "three out of four", and "-fold".

use super::numeral::{Numeral, Sort, article, entry_at, joint, numeral, ratio_of, scale_at};
use super::{bound, unit, words};
use crate::lexicon::{Class, NumeralRole};
use crate::model::Dimension;
use crate::tag::context::Context;
use crate::text::{Shape, Words};
use rust_decimal::Decimal;

/// "half" or "quarter" without article or number: read before "of", an article, a possessive, a scale or a unit, and after a bound ("more than
/// half", "by half"); elsewhere it is an adverb, an ordinal or the name of a period.
pub(super) fn bare(cx: &Context<'_>, i: usize, len: usize, value: Decimal, end: usize) -> Option<Numeral> {
    let next = i + len;
    let half = cx.is(i, "half");
    let named = i
        .checked_sub(1)
        .is_some_and(|b| cx.has(b, Class::ORDINAL) || cx.is_any(b, const { &Words::of(["other", "latter", "better", "this"]) }));
    // "tenth of a gallon"
    let of = cx.is(next, "of") && !i.checked_sub(1).is_some_and(|b| cx.has(b, Class::DETERMINER.or(Class::POSSESSIVE)));
    let tenth = || {
        unit::after(cx, next + 1 + usize::from(article(cx, next + 1)), end)
            .is_some_and(|unit| unit.dimension(cx) != Dimension::Time)
    };
    if !half && !cx.is(i, "quarter") && of && !named && tenth() {
        return Some(Numeral::ratio(i..next, value, Sort::Fraction, true));
    }
    if !half && !cx.is(i, "quarter") || named {
        return None;
    }
    if let Some(found) = of_scale(cx, i, next, value, end) {
        return Some(found);
    }
    let measured =
        unit::after(cx, next + usize::from(article(cx, next)), end).is_some_and(|unit| unit.dimension(cx) != Dimension::Money);
    let whole = cx.is(next, "of")
        || cx.has(next, Class::DETERMINER.or(Class::POSSESSIVE)) && !article(cx, next)
        || article(cx, next) && !cx.has(next + 1, Class::NUMERAL);
    let before = i
        .checked_sub(1)
        .is_some_and(|b| cx.is(b, "by") || !cx.is(b, "the") && bound::before(cx, i, i.saturating_sub(bound::LONGEST)).is_some());
    let verb = cx.has(next, Class::BE.or(Class::HAVE))
        && !i.checked_sub(1).is_some_and(|b| cx.has(b, Class::ORDINAL.or(Class::DETERMINER)));
    (half && (whole || before || verb) || measured).then(|| Numeral::ratio(i..next, value, Sort::Fraction, true))
}

/// "half a million", "a quarter of a billion", "half a dozen", "half-trillion", "a quarter million".
pub(super) fn of_scale(cx: &Context<'_>, start: usize, at: usize, value: Decimal, end: usize) -> Option<Numeral> {
    // "half-a-million"
    let of = usize::from(cx.is(at, "of") || joint(cx, at) && article(cx, at + 1));
    let one = usize::from(article(cx, at + of));
    if one == 0 && of == 1 {
        return None;
    }
    let (len, factor) = scale_at(cx, at + of + one, end)?;
    Numeral::cardinal(start..at + of + one + len, value, factor, true)
}

/// A count of fractions: "two thirds", "three-fifths", "two-thirds of a million"; `value` is the count that ends at `at`.
pub(super) fn counted(cx: &Context<'_>, start: usize, at: usize, value: Decimal, end: usize) -> Option<Numeral> {
    let hyphen = usize::from(joint(cx, at));
    // "three halves"
    if cx.is(at + hyphen, "halves") && value > Decimal::ONE {
        return Some(Numeral::ratio(start..at + hyphen + 1, value.checked_div(Decimal::TWO)?, Sort::Fraction, true));
    }
    let (next, part) = denominator(cx, at, end).or_else(|| {
        let (len, entry) = entry_at(cx, at + hyphen, end).filter(|(_, entry)| entry.role == NumeralRole::Fraction)?;
        Some((at + hyphen + len, ratio_of(entry)?))
    })?;
    // "twenty-fifth", "two hundredth": an ordinal; fractions after more than one stand in the plural.
    let plural = cx.text(next - 1).ends_with(['s', 'S']) || cx.is(next - 1, "quarter") || cx.is(next - 1, "half");
    if value > Decimal::ONE && !plural {
        return None;
    }
    let value = value.checked_mul(part)?;
    of_scale(cx, start, next, value, end).or_else(|| Some(Numeral::ratio(start..next, value, Sort::Fraction, true)))
}

/// "twenty-fifth", "twenty firsts": the end and the value of a fraction whose denominator is of two words; without a hyphen in the plural only.
pub(super) fn denominator(cx: &Context<'_>, at: usize, end: usize) -> Option<(usize, Decimal)> {
    let (len, tens) = entry_at(cx, at, end).filter(|(_, entry)| entry.role == NumeralRole::Ten)?;
    let last = at + len + usize::from(joint(cx, at + len));
    let plural = cx.text(last).ends_with(['s', 'S']);
    let ones = match cx.text(last).to_ascii_lowercase().trim_end_matches('s') {
        "first" => Decimal::ONE,
        "second" => Decimal::TWO,
        _ => Decimal::ONE.checked_div(
            entry_at(cx, last, end)
                .filter(|(_, entry)| entry.role == NumeralRole::Fraction)
                .and_then(|(_, entry)| ratio_of(entry))?,
        )?,
    };
    let ones = ones.round();
    let whole = super::numeral::value_of(tens)?.checked_add(ones)?;
    (ones < Decimal::TEN && last < end && (plural || last > at + len))
        .then(|| Some((last + 1, Decimal::ONE.checked_div(whole)?)))?
}

/// "and a half", "and half", "and three quarters" at `at`: where it ends and its value.
pub(super) fn and_part(cx: &Context<'_>, at: usize, end: usize) -> Option<(usize, Decimal)> {
    // "three-and-a-half"
    let tied = usize::from(joint(cx, at) && cx.is(at + 1, "and") && joint(cx, at + 2));
    let at = at + tied;
    if !cx.is(at, "and") {
        return None;
    }
    let articled = usize::from(article(cx, at + 1 + tied));
    let first = at + 1 + tied + articled + usize::from(tied == 1 && articled == 1 && joint(cx, at + 3));
    let (next, value) = match entry_at(cx, first, end)? {
        // "two hundred and fiftieth" is an ordinal.
        (len, entry) if entry.role == NumeralRole::Fraction && (first > at + 1 || !cx.has(first, Class::ORDINAL)) => {
            (first + len, ratio_of(entry)?)
        }
        // "and three quarters", "and fifty-four hundredths"
        (_, entry)
            if matches!(entry.role, NumeralRole::Unit | NumeralRole::Teen | NumeralRole::Ten) && first == at + 1 + tied =>
        {
            let found = words::cardinal(cx, first, end.min(first + 6)).filter(|found| found.sort == Sort::Fraction)?;
            (found.tokens.end, found.low)
        }
        _ => return None,
    };
    // "a million and a third of the rest" adds nothing.
    let whole = cx.is(next, "of") && cx.has(next + 1, Class::DETERMINER.or(Class::POSSESSIVE));
    // "two and a half million" is one amount; "140 billion and a half-trillion" are two.
    let another = scale_at(cx, next, end).is_some() && (joint(cx, next) || scale_before(cx, at));
    (!whole && !another && value < Decimal::ONE).then_some((next, value))
}

/// Whether a scale word ends right before `at`.
fn scale_before(cx: &Context<'_>, at: usize) -> bool {
    at.checked_sub(1).and_then(|b| scale_at(cx, b, at)).is_some()
}

/// The groups of which shares are told.
const ROUND: &[Decimal] = &[
    Decimal::from_parts(3, 0, 0, false, 0),
    Decimal::from_parts(4, 0, 0, false, 0),
    Decimal::from_parts(5, 0, 0, false, 0),
    Decimal::TEN,
    Decimal::from_parts(20, 0, 0, false, 0),
    Decimal::ONE_HUNDRED,
    Decimal::ONE_THOUSAND,
];

/// "one in five", "1 in 20", "three out of four", "nine out of every ten": the share.
pub(super) fn of_group(cx: &Context<'_>, found: &Numeral, end: usize) -> Option<Numeral> {
    let at = found.tokens.end;
    let out = cx.is(at, "out") && cx.is(at + 1, "of");
    if found.sort != Sort::Cardinal || found.scale != Decimal::ONE || !(out || cx.is(at, "in")) {
        return None;
    }
    let mut first = at + 1 + usize::from(out);
    first += usize::from(cx.is(first, "every"));
    let whole = match cx.token(first).shape {
        Shape::Number => numeral(cx, first, end.min(first + 8), false),
        _ if article(cx, first) => numeral(cx, first, end.min(first + 8), false),
        _ => words::cardinal(cx, first, end),
    }?;
    let year = cx.text(first).len() == 4 && cx.token(first).shape == Shape::Number;
    // "four in ten" shares out round groups; "two in seven days" does not.
    let round = found.low == Decimal::ONE || ROUND.contains(&whole.low) && unit::after(cx, whole.tokens.end, end).is_none();
    let sound = whole.sort == Sort::Cardinal && whole.low > found.low && whole.low > Decimal::ONE && !year && (out || round);
    // "one in three years" and "two out of five dollars" still are shares; "1 in 10 km" is a scale.
    sound.then(|| {
        Some(Numeral::ratio(
            found.tokens.start..whole.tokens.end,
            found.low.checked_div(whole.low)?,
            Sort::Fraction,
            found.worded,
        ))
    })?
}

/// "2.5-fold", "thirty-fold", "3x": a factor.
pub(super) fn fold(cx: &Context<'_>, found: &Numeral, end: usize) -> Option<Numeral> {
    let at = found.tokens.end;
    if at < end && cx.text(at) == "x" && !cx.token(at).spaced && !found.worded && cx.token(at + 1).shape != Shape::Number {
        return Some(Numeral::ratio(found.tokens.start..at + 1, found.low, Sort::Multiple, false));
    }
    let next = found.tokens.end + usize::from(joint(cx, found.tokens.end));
    (next < end && cx.is(next, "fold") && found.sort == Sort::Cardinal)
        .then(|| Numeral::ratio(found.tokens.start..next + 1, found.low, Sort::Multiple, found.worded))
}
