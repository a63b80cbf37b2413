//! Numbers in scientific notation and what stands beside them: "1.3e6", "6.2x10^-4", "5×10⁶", "2^10", and the tolerance of "20 ± 0.5".
//! A lone "x" between numbers is no product here.

use super::digits;
use crate::tag::context::Context;
use crate::text::Shape;
use rust_decimal::Decimal;

/// Largest exponent that is worked out; a decimal holds no more than 28 digits.
const LARGEST: i32 = 28;

/// The power behind a number: where it ends, and the number that it makes of `mantissa`. `at` is the token behind the digits.
pub(super) fn power(cx: &Context<'_>, at: usize, end: usize, mantissa: Decimal) -> Option<(usize, Decimal)> {
    if at + 1 >= end {
        return None;
    }
    let letter = cx.text(at) == "e" || cx.text(at) == "E";
    if letter && !cx.token(at).spaced {
        let (next, exponent) = exponent(cx, at + 1, end)?;
        return Some((next, mantissa.checked_mul(raise(Decimal::TEN, exponent)?)?));
    }
    if cx.is_mark(at, b'^') && !cx.token(at).spaced {
        let (next, exponent) = exponent(cx, at + 1, end)?;
        return Some((next, raise(mantissa, exponent)?));
    }
    if mantissa == Decimal::TEN
        && let Some((next, exponent)) = raised(cx, at, end)
    {
        return Some((next, raise(mantissa, exponent)?));
    }
    let times = cx.is(at, "x") || matches!(cx.text(at), "×" | "*" | "·" | "⋅");
    let base = times.then(|| digits::plain(cx.text(at + 1)).map(|(base, _)| base)).flatten()?;
    let hat = usize::from(cx.is_mark(at + 2, b'^'));
    // "5x10-3": a hyphen that touches is the sign of the exponent, but only of ten.
    let sign = hat == 0 && base == Decimal::TEN && cx.is_mark(at + 2, b'-') && !cx.token(at + 2).spaced;
    let (next, exponent) = match () {
        () if hat == 1 || sign => exponent(cx, at + 2 + hat, end)?,
        () => raised(cx, at + 2, end)?,
    };
    Some((next, mantissa.checked_mul(raise(base, exponent)?)?))
}

/// An exponent in plain digits, with its sign; letters must not touch it.
fn exponent(cx: &Context<'_>, at: usize, end: usize) -> Option<(usize, i32)> {
    let minus = cx.is_mark(at, b'-') && !cx.token(at).spaced;
    let first = at + usize::from(minus || cx.is_mark(at, b'+') && !cx.token(at).spaced);
    let text = cx.text(first);
    let touching = first < end && cx.token(first).shape == Shape::Number && !cx.token(first).spaced;
    let alone = cx.token(first + 1).spaced || first + 1 >= end || matches!(cx.token(first + 1).shape, Shape::Punct(_));
    let power: i32 = text.parse().ok().filter(|n| touching && alone && *n <= LARGEST)?;
    Some((first + 1, if minus { -power } else { power }))
}

/// An exponent in raised digits: "⁶", "⁻⁵".
fn raised(cx: &Context<'_>, at: usize, end: usize) -> Option<(usize, i32)> {
    let (mut next, mut power, mut minus) = (at, 0i32, false);
    while next < end && next < at + 4 && !cx.token(next).spaced {
        match cx.text(next).chars().next().map(|c| (c, superscript(c))) {
            Some(('⁻', _)) if next == at => minus = true,
            Some((_, Some(digit))) => power = power * 10 + digit,
            _ => break,
        }
        next += 1;
    }
    (power > 0 && power <= LARGEST).then_some((next, if minus { -power } else { power }))
}

fn superscript(c: char) -> Option<i32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().zip(0..).find(|(digit, _)| *digit == c).map(|(_, value)| value)
}

/// A whole power of a number, by repeated multiplication.
fn raise(base: Decimal, exponent: i32) -> Option<Decimal> {
    let power = (0..exponent.unsigned_abs()).try_fold(Decimal::ONE, |product, _| product.checked_mul(base))?;
    if exponent < 0 { Decimal::ONE.checked_div(power) } else { Some(power) }
}

/// The end of a tolerance at `at`: "± 0.5", "+/- 2".
pub(super) fn tolerance(cx: &Context<'_>, at: usize, end: usize) -> Option<usize> {
    let signs = match () {
        () if cx.text(at) == "±" => 1,
        () if cx.is_mark(at, b'+') && cx.is_mark(at + 1, b'/') && cx.is_mark(at + 2, b'-') => 3,
        () => return None,
    };
    let first = at + signs;
    let (value, _) = (first < end && cx.token(first).shape == Shape::Number).then(|| digits::plain(cx.text(first))).flatten()?;
    Some(power(cx, first + 1, end, value).map_or(first + 1, |(next, _)| next))
}
