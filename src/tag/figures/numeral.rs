//! Numerals: from tokens to a value, without unit or bound. Digits with grouping, number words, scales, fractions, vague words.

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
    /// A part of one: a half, 3/4.
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
}

/// The numeral that starts at token `i`, read as far as it goes before `end`. With `money`, one-letter scales count ("$5m").
pub(super) fn numeral(cx: &Context<'_>, i: usize, end: usize, money: bool) -> Option<Numeral> {
    if i >= end {
        return None;
    }
    match cx.token(i).shape {
        Shape::Number => digits(cx, i, end, money),
        Shape::Punct(_) => vulgar(cx.text(i)).map(|value| fraction(i..i + 1, value, false)),
        _ if cx.has(i, Class::NUMERAL) => words(cx, i, end),
        _ if (cx.is(i, "a") || cx.is(i, "an")) && cx.has(i + 1, Class::NUMERAL) => after_article(cx, i, end),
        _ => None,
    }
}

/// "a million", "a hundred and twenty", "a third", "a dozen": the article counts as one.
fn after_article(cx: &Context<'_>, i: usize, end: usize) -> Option<Numeral> {
    if let Some((len, entry)) = entry_at(cx, i, end) {
        return vague(cx, i, len, entry, end);
    }
    let (len, entry) = entry_at(cx, i + 1, end)?;
    match entry.role {
        NumeralRole::Hundred | NumeralRole::Scale | NumeralRole::Dozen => {
            let mut found = words(cx, i + 1, end).filter(|found| found.sort == Sort::Cardinal)?;
            found.tokens.start = i;
            Some(found)
        }
        NumeralRole::Fraction => {
            let value = ratio(entry)?;
            of_scale(cx, i, i + 1 + len, value, end).or_else(|| Some(fraction(i..i + 1 + len, value, true)))
        }
        NumeralRole::Vague => {
            let mut found = vague(cx, i + 1, len, entry, end)?;
            found.tokens.start = i;
            Some(found)
        }
        _ => None,
    }
}

/// The numeral entry whose form starts at `i`, the longest.
fn entry_at<'a>(cx: &'a Context<'_>, i: usize, end: usize) -> Option<(usize, &'a NumeralEntry)> {
    let (len, &index) = cx.phrase(&cx.lexicon.numeral_words, i, &(i..end))?;
    cx.lexicon.numerals.get(index).map(|entry| (len, entry))
}

/// Digits, with a fraction, a scale word or a scale letter after them.
fn digits(cx: &Context<'_>, i: usize, end: usize, money: bool) -> Option<Numeral> {
    let (mut value, mut significant) = plain(cx.text(i))?;
    let mut at = i + 1;
    // "120 000": groups of three after one to three digits.
    while at < end && cx.token(at).shape == Shape::Number && cx.text(i).len() <= 3 && grouped(cx, at) {
        value = value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(cx.text(at).parse().ok()?)?;
        significant = trimmed(value);
        at += 1;
    }
    if let Some((part, next)) = slash(cx, at, end) {
        // "3/4" alone, "2 1/2" mixed.
        return match (part, next) {
            (Slash::Whole(denominator), next) if denominator > Decimal::ONE && value < denominator && value > Decimal::ZERO => {
                Some(fraction(i..next, value.checked_div(denominator)?, false))
            }
            (Slash::Mixed(part), next) => scaled(cx, i, next, value.checked_add(part)?, significant + 1, end, money),
            _ => None,
        };
    }
    if let Some(part) = vulgar(cx.text(at)).filter(|_| at < end) {
        return scaled(cx, i, at + 1, value.checked_add(part)?, significant + 1, end, money);
    }
    scaled(cx, i, at, value, significant, end, money)
}

/// A value with the scale words after it.
fn scaled(
    cx: &Context<'_>,
    i: usize,
    mut at: usize,
    mantissa: Decimal,
    significant: u32,
    end: usize,
    money: bool,
) -> Option<Numeral> {
    let mut scale = Decimal::ONE;
    while let Some((len, factor)) = scale_at(cx, at, end).or_else(|| letter_at(cx, at, end, money && scale == Decimal::ONE)) {
        scale = scale.checked_mul(factor)?;
        at += len;
    }
    let value = mantissa.checked_mul(scale)?;
    Some(Numeral { tokens: i..at, low: value, high: value, mantissa, scale, significant, sort: Sort::Cardinal, worded: false })
}

/// A scale word at `i`: thousand, million, dozen, "-million" included; its length and factor.
fn scale_at(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, Decimal)> {
    let hyphen = usize::from(cx.is_mark(i, b'-') && !cx.token(i).spaced && !cx.token(i + 1).spaced);
    let (len, entry) = entry_at(cx, i + hyphen, end)?;
    match entry.role {
        NumeralRole::Hundred | NumeralRole::Scale | NumeralRole::Dozen => Some((len + hyphen, value_of(entry)?)),
        // "three millions": the plural is listed with its vague sense, and is the scale after a number.
        NumeralRole::Vague if len == 1 && hyphen == 0 => {
            let low: Decimal = entry.low?.into();
            let singular = crate::lexicon::singular(&cx.text(i).to_lowercase());
            let unit = cx.lexicon.numerals.iter().find(|entry| {
                matches!(entry.role, NumeralRole::Scale | NumeralRole::Hundred) && entry.forms.contains(&singular)
            })?;
            (low >= Decimal::ONE_HUNDRED).then_some((1, value_of(unit)?))
        }
        _ => None,
    }
}

/// A scale letter that touches the digits or stands one space off: k, bn, mln; m, b and t only for money.
fn letter_at(cx: &Context<'_>, i: usize, end: usize, money: bool) -> Option<(usize, Decimal)> {
    if i >= end || !matches!(cx.token(i).shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed) {
        return None;
    }
    let (len, &index) = cx.phrase(&cx.lexicon.numeral_letters, i, &(i..end))?;
    let text = cx.text(i);
    let entry = cx.lexicon.numerals.get(index).filter(|entry| entry.letters.iter().any(|letters| letters == text))?;
    let single = text.len() == 1 && !text.eq_ignore_ascii_case("k");
    let spaced_letter = text.len() == 1 && cx.token(i).spaced && !money;
    (!(single && !money) && !spaced_letter).then_some((len, value_of(entry)?))
}

/// Number words: "one hundred and twenty thousand", "two and a half million", "half a billion", "several hundred", "dozens".
fn words(cx: &Context<'_>, i: usize, end: usize) -> Option<Numeral> {
    let (len, entry) = entry_at(cx, i, end)?;
    match entry.role {
        NumeralRole::Vague => return vague(cx, i, len, entry, end),
        NumeralRole::Multiple => {
            let value = value_of(entry)?;
            return Some(Numeral { sort: Sort::Multiple, ..fraction(i..i + len, value, true) });
        }
        NumeralRole::Fraction => {
            let value = ratio(entry)?;
            return half_of(cx, i, len, value, end);
        }
        _ => {}
    }
    cardinal(cx, i, end)
}

/// The additive reading of number words.
fn cardinal(cx: &Context<'_>, i: usize, end: usize) -> Option<Numeral> {
    let (mut total, mut current, mut last) = (Decimal::ZERO, Decimal::ZERO, None::<(NumeralRole, Decimal)>);
    let mut largest = Decimal::ONE;
    let mut at = i;
    let mut stop = i;
    while at < end {
        if last.is_some() {
            let hyphen = cx.is_mark(at, b'-') && !cx.token(at).spaced;
            let and = cx.is(at, "and") && matches!(last, Some((NumeralRole::Hundred | NumeralRole::Scale, _)));
            if let Some((next, part)) = and_half(cx, at, end) {
                current = current.checked_add(part)?;
                (at, stop) = (next, next);
                continue;
            }
            at += usize::from(hyphen || and);
        }
        let Some((len, entry)) = entry_at(cx, at, end) else { break };
        let Some(value) = value_of(entry) else { break };
        let fits = match (entry.role, last) {
            (NumeralRole::Unit, Some((NumeralRole::Ten, _))) => value > Decimal::ZERO,
            (
                NumeralRole::Unit | NumeralRole::Teen | NumeralRole::Ten,
                None | Some((NumeralRole::Hundred | NumeralRole::Scale, _)),
            ) => true,
            (NumeralRole::Hundred | NumeralRole::Scale | NumeralRole::Dozen, _) => true,
            _ => false,
        };
        if !fits {
            break;
        }
        match entry.role {
            NumeralRole::Hundred | NumeralRole::Dozen => {
                current = if current.is_zero() { value } else { current.checked_mul(value)? }
            }
            NumeralRole::Scale => {
                total = total.checked_add(if current.is_zero() { value } else { current.checked_mul(value)? })?;
                largest = largest.max(value);
                current = Decimal::ZERO;
            }
            _ => current = current.checked_add(value)?,
        }
        last = Some((entry.role, value));
        at += len;
        stop = at;
    }
    last?;
    let value = total.checked_add(current)?;
    let mantissa = value.checked_div(largest)?;
    // "two thirds", "three quarters", "three-fifths": a count of fractions.
    if let Some((next, part)) = fraction_after(cx, stop, end).filter(|_| largest == Decimal::ONE) {
        let value = value.checked_mul(part)?;
        return of_scale(cx, i, next, value, end).or_else(|| Some(fraction(i..next, value, true)));
    }
    Some(Numeral {
        tokens: i..stop,
        low: value,
        high: value,
        mantissa,
        scale: largest,
        significant: trimmed(value),
        sort: Sort::Cardinal,
        worded: true,
    })
}

/// "and a half" at `at`: where it ends and its value.
fn and_half(cx: &Context<'_>, at: usize, end: usize) -> Option<(usize, Decimal)> {
    if !(cx.is(at, "and") && cx.is(at + 1, "a")) {
        return None;
    }
    let part = at + 2;
    let (len, entry) = entry_at(cx, part, end).filter(|(_, entry)| entry.role == NumeralRole::Fraction)?;
    Some((part + len, ratio(entry)?))
}

/// A fraction noun after a cardinal: "thirds", "-quarters".
fn fraction_after(cx: &Context<'_>, at: usize, end: usize) -> Option<(usize, Decimal)> {
    let hyphen = usize::from(cx.is_mark(at, b'-') && !cx.token(at).spaced);
    let (len, entry) = entry_at(cx, at + hyphen, end).filter(|(_, entry)| entry.role == NumeralRole::Fraction)?;
    Some((at + hyphen + len, ratio(entry)?))
}

/// "half", bare: read before "of", "a", "the", a possessive or a scale; elsewhere it is an adverb.
fn half_of(cx: &Context<'_>, i: usize, len: usize, value: Decimal, end: usize) -> Option<Numeral> {
    if !cx.is(i, "half") {
        // "third", "quarter" without an article or a number are ordinals and names of periods.
        return None;
    }
    let next = i + len;
    if let Some(found) = of_scale(cx, i, next, value, end) {
        return Some(found);
    }
    let opens = cx.is(next, "of")
        || cx.is(next, "the")
        || cx.has(next, Class::POSSESSIVE)
        || cx.is(next, "a") && !cx.has(next + 1, Class::NUMERAL);
    opens.then(|| fraction(i..next, value, true))
}

/// "half a million", "a quarter of a billion", "half a dozen", "two-thirds of a million".
fn of_scale(cx: &Context<'_>, start: usize, at: usize, value: Decimal, end: usize) -> Option<Numeral> {
    let of = usize::from(cx.is(at, "of"));
    let article = usize::from(cx.is(at + of, "a") || cx.is(at + of, "an"));
    if article == 0 && of == 1 || article == 0 && !cx.has(at, Class::NUMERAL) {
        return None;
    }
    let (len, factor) = scale_at(cx, at + of + article, end)?;
    let whole = value.checked_mul(factor)?;
    let tokens = start..at + of + article + len;
    Some(Numeral {
        tokens,
        low: whole,
        high: whole,
        mantissa: value,
        scale: factor,
        significant: 1,
        sort: Sort::Cardinal,
        worded: true,
    })
}

/// A vague word with the scale after it: "several hundred thousand", "tens of thousands".
fn vague(cx: &Context<'_>, i: usize, len: usize, entry: &NumeralEntry, end: usize) -> Option<Numeral> {
    let (low, high) = (Decimal::from(entry.low?), Decimal::from(entry.high?));
    let mut at = i + len;
    let mut scale = Decimal::ONE;
    while let Some((len, factor)) = scale_at(cx, at, end).filter(|_| low < Decimal::ONE_HUNDRED) {
        scale = scale.checked_mul(factor)?;
        at += len;
    }
    if entry.only_before_scale && scale == Decimal::ONE {
        return None;
    }
    let (low, high) = (low.checked_mul(scale)?, high.checked_mul(scale)?);
    let sort = if low == high { Sort::Cardinal } else { Sort::Vague };
    Some(Numeral { tokens: i..at, low, high, mantissa: low, scale, significant: 1, sort, worded: true })
}

fn fraction(tokens: Range<usize>, value: Decimal, worded: bool) -> Numeral {
    Numeral {
        tokens,
        low: value,
        high: value,
        mantissa: value,
        scale: Decimal::ONE,
        significant: 2,
        sort: Sort::Fraction,
        worded,
    }
}

/// The value of an entry, written as an integer, a float or a string.
fn value_of(entry: &NumeralEntry) -> Option<Decimal> {
    match entry.value.as_ref()? {
        toml::Value::Integer(value) => Some(Decimal::from(*value)),
        toml::Value::Float(value) => value.to_string().parse().ok(),
        toml::Value::String(value) => value.parse().ok(),
        _ => None,
    }
}

fn ratio(entry: &NumeralEntry) -> Option<Decimal> {
    let part = |text: &Option<String>| text.as_deref()?.parse::<Decimal>().ok();
    part(&entry.numerator)?.checked_div(part(&entry.denominator)?).or_else(|| value_of(entry))
}

/// Whether a number token is a group of three digits one narrow gap after the token before it.
fn grouped(cx: &Context<'_>, at: usize) -> bool {
    let (token, before) = (cx.token(at), cx.token(at - 1));
    token.span.len() == 3
        && token.spaced
        && token.span.start == before.span.end + 1
        && cx.text(at).bytes().all(|b| b.is_ascii_digit())
}

enum Slash {
    /// "/4": the denominator of what stands before.
    Whole(Decimal),
    /// " 1/2": a fraction to add.
    Mixed(Decimal),
}

/// A slash fraction at `at`, with its end.
fn slash(cx: &Context<'_>, at: usize, end: usize) -> Option<(Slash, usize)> {
    let number = |i: usize| (i < end && cx.token(i).shape == Shape::Number).then(|| cx.text(i).parse::<Decimal>().ok()).flatten();
    let bar = |i: usize| cx.is_mark(i, b'/') && !cx.token(i).spaced && !cx.token(i + 1).spaced;
    if bar(at) {
        return number(at + 1).filter(|d| *d <= Decimal::ONE_HUNDRED).map(|denominator| (Slash::Whole(denominator), at + 2));
    }
    let (top, bottom) = (number(at)?, number(at + 2)?);
    (bar(at + 1) && cx.token(at).spaced && top < bottom && bottom <= Decimal::from(64))
        .then(|| (Slash::Mixed(top / bottom), at + 3))
}

/// The value of a fraction character.
fn vulgar(text: &str) -> Option<Decimal> {
    let (top, bottom) = match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Some(Decimal::from(top) / Decimal::from(bottom))
}

/// The value of digits with grouping, and how many digits are significant. Commas and apostrophes group by threes (or, after the last
/// three, by twos as in India); one point is decimal, several group; anything else is no number.
fn plain(text: &str) -> Option<(Decimal, u32)> {
    if text.len() > 24 {
        return None;
    }
    let mut clean = String::with_capacity(text.len());
    let points = text.matches('.').count();
    let (whole, decimals) = match (points, text.rsplit_once('.')) {
        (1, Some((whole, decimals))) => (whole, Some(decimals)),
        (0, _) => (text, None),
        _ => (text, None),
    };
    let groups: Vec<&str> = whole.split([',', '\'', '.']).collect();
    let grouped = match groups.as_slice() {
        [_] => true,
        [first, rest @ .., last] => {
            (1..=3).contains(&first.len())
                && last.len() == 3
                && (rest.iter().all(|g| g.len() == 3) || points == 0 && rest.iter().all(|g| g.len() == 2) && first.len() <= 2)
        }
        [] => false,
    };
    if !grouped {
        return None;
    }
    groups.iter().for_each(|group| clean.push_str(group));
    if let Some(decimals) = decimals {
        if decimals.contains([',', '\'']) {
            return None;
        }
        clean.push('.');
        clean.push_str(decimals);
    }
    let value: Decimal = clean.parse().ok()?;
    let significant = match decimals {
        Some(_) => {
            u32::try_from(clean.trim_start_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count()).unwrap_or(1).max(1)
        }
        None => trimmed(value),
    };
    Some((value, significant))
}

/// Significant digits of an integer: without its trailing zeros.
pub(super) fn trimmed(value: Decimal) -> u32 {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    u32::try_from(digits.trim_end_matches('0').len()).unwrap_or(1).max(1)
}
