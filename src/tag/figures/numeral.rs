//! Numerals: from tokens to a value, without unit or bound. Here is what a numeral is and which reader reads it; digits stand in
//! [`super::digits`], number words in [`super::words`], parts of a whole in [`super::parts`].

use super::{digits, parts, power, words};
use crate::lexicon::{Class, NumeralEntry, NumeralRole};
use crate::tag::context::Context;
use crate::text::Shape;
use rust_decimal::Decimal;
use std::ops::Range;

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A number.
    Cardinal,
    /// A part of one: a half, 3/4, one in five.
    Fraction,
    /// A factor: twice.
    Multiple,
    /// An order of magnitude.
    Vague,
}

/// A number as written.
#[derive(Debug, Clone)]
pub(super) struct Numeral {
    pub(super) tokens: Range<usize>,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    /// The value before its scale word, which a range may share.
    pub(super) mantissa: Decimal,
    /// The product of its scale words; 1 without.
    pub(super) scale: Decimal,
    pub(super) significant: u32,
    pub(super) sort: Sort,
    /// Written in words, not digits.
    pub(super) worded: bool,
    /// A plus sign stands inside: "140+ billion".
    pub(super) plus: bool,
}

impl Numeral {
    /// A cardinal of digits or words.
    pub(super) fn cardinal(tokens: Range<usize>, mantissa: Decimal, scale: Decimal, worded: bool) -> Option<Self> {
        let value = mantissa.checked_mul(scale)?;
        let significant = trimmed(mantissa);
        let sort = Sort::Cardinal;
        Some(Self { tokens, low: value, high: value, mantissa, scale, significant, sort, worded, plus: false })
    }

    /// A part of a whole, or a factor of it.
    pub(super) fn ratio(tokens: Range<usize>, value: Decimal, sort: Sort, worded: bool) -> Self {
        let scale = Decimal::ONE;
        Self { tokens, low: value, high: value, mantissa: value, scale, significant: 2, sort, worded, plus: false }
    }

    /// The same number below zero.
    pub(super) fn negated(self) -> Self {
        Self { low: -self.high, high: -self.low, mantissa: -self.mantissa, ..self }
    }
}

/// The numeral that starts at token `i`, read as far as it goes before `end`. With `money`, one-letter scales count ("$5m").
pub(super) fn numeral(cx: &Context<'_>, i: usize, end: usize, money: bool) -> Option<Numeral> {
    if i >= end {
        return None;
    }
    let found = match cx.token(i).shape {
        Shape::Number => digits::digits(cx, i, end, money),
        Shape::Punct(b'.') => digits::pointed(cx, i, end, money),
        Shape::Punct(_) => digits::vulgar(cx.text(i)).map(|value| Numeral::ratio(i..i + 1, value, Sort::Fraction, false)),
        _ if article(cx, i) => words::after_article(cx, i, end),
        _ if cx.has(i, Class::NUMERAL) => words::words(cx, i, end),
        _ if cx.is(i, "point") => digits::worded_point(cx, i, end, money),
        _ => None,
    }?;
    let found = parts::of_group(cx, &found, end).unwrap_or(found);
    let mut found = parts::fold(cx, &found, end).unwrap_or(found);
    found.tokens.end = power::tolerance(cx, found.tokens.end, end).unwrap_or(found.tokens.end);
    found.tokens.end = restated(cx, &found, end).unwrap_or(found.tokens.end);
    Some(found)
}

/// "thirty (30) days", "45 (forty five)": the end of the same number in brackets.
fn restated(cx: &Context<'_>, found: &Numeral, end: usize) -> Option<usize> {
    let open = found.tokens.end;
    let bracket = cx.is_mark(open, b'(') && open + 2 < end && found.sort == Sort::Cardinal;
    let again = bracket.then(|| match cx.token(open + 1).shape {
        Shape::Number if found.worded => digits::digits(cx, open + 1, end.min(open + 8), false),
        Shape::Number | Shape::Punct(_) => None,
        _ if found.worded => None,
        _ => words::cardinal(cx, open + 1, end),
    })??;
    (again.low == found.low && cx.is_mark(again.tokens.end, b')')).then_some(again.tokens.end + 1)
}

/// Whether a token is "a" or "an".
pub(super) fn article(cx: &Context<'_>, i: usize) -> bool {
    cx.is(i, "a") || cx.is(i, "an")
}

/// A hyphen that joins the words on both its sides.
pub(super) fn joint(cx: &Context<'_>, i: usize) -> bool {
    cx.is_mark(i, b'-') && !cx.token(i).spaced && !cx.token(i + 1).spaced
}

/// A hyphen set apart behind a number, as some agencies' texts have it: "$2.6 - million".
fn apart(cx: &Context<'_>, i: usize) -> bool {
    let counted = i.checked_sub(1).is_some_and(|b| cx.token(b).shape == Shape::Number || cx.has(b, Class::NUMERAL));
    cx.is_mark(i, b'-') && cx.token(i).spaced && cx.token(i + 1).spaced && counted && cx.token(i + 1).shape == Shape::Lower
}

/// The numeral entry whose form starts at `i`, the longest.
pub(super) fn entry_at<'a>(cx: &'a Context<'_>, i: usize, end: usize) -> Option<(usize, &'a NumeralEntry)> {
    if !cx.has(i, Class::NUMERAL) {
        return None;
    }
    let (len, &index) = cx.phrase(&cx.lexicon.numeral_words, i, &(i..end))?;
    cx.lexicon.numerals.get(index).map(|entry| (len, entry))
}

/// A scale word at `i`: thousand, million, dozen, "-million" and "millions" included; its length and factor.
pub(super) fn scale_at(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, Decimal)> {
    let hyphen = usize::from(joint(cx, i) || apart(cx, i));
    let (len, entry) = entry_at(cx, i + hyphen, end)?;
    match entry.role {
        NumeralRole::Hundred | NumeralRole::Scale | NumeralRole::Dozen => Some((len + hyphen, value_of(entry)?)),
        // "three millions": the plural is listed with its vague sense, and is the scale after a number.
        NumeralRole::Vague if len == 1 => plural_scale(cx, i + hyphen).map(|factor| (len + hyphen, factor)),
        _ => None,
    }
}

/// The factor of a scale in the plural.
fn plural_scale(cx: &Context<'_>, i: usize) -> Option<Decimal> {
    let singular = cx.lexicon.words.id(cx.text(i).strip_suffix('s')?);
    let (_, &index) = cx.lexicon.numeral_words.at(&[singular])?;
    let entry = cx.lexicon.numerals.get(index)?;
    matches!(entry.role, NumeralRole::Hundred | NumeralRole::Scale | NumeralRole::Dozen).then(|| value_of(entry)).flatten()
}

/// The value of an entry, written as an integer, a float or a string.
pub(super) fn value_of(entry: &NumeralEntry) -> Option<Decimal> {
    match entry.value.as_ref()? {
        toml::Value::Integer(value) => Some(Decimal::from(*value)),
        toml::Value::Float(value) => value.to_string().parse().ok(),
        toml::Value::String(value) => value.parse().ok(),
        _ => None,
    }
}

/// The value of a fraction's entry.
pub(super) fn ratio_of(entry: &NumeralEntry) -> Option<Decimal> {
    let part = |text: &Option<String>| text.as_deref()?.parse::<Decimal>().ok();
    part(&entry.numerator)?.checked_div(part(&entry.denominator)?).or_else(|| value_of(entry))
}

/// Significant digits of an integer: without its trailing zeros.
pub(super) fn trimmed(value: Decimal) -> u32 {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    u32::try_from(digits.trim_end_matches('0').len()).unwrap_or(1).max(1)
}
