//! Numbers in digits: grouping, decimals, slash fractions, and the scale words and letters behind them. Not what they measure.

use super::habit::among;
use super::numeral::{Numeral, Sort, entry_at, scale_at, trimmed, value_of};
use super::power::power;
use super::{parts, words};
use crate::lexicon::{Class, NumeralRole};
use crate::tag::context::Context;
use crate::text::{Shape, Words};
use rust_decimal::Decimal;

/// Most scale words that one number takes ("three lakh crore").
const SCALES: usize = 3;

/// Digits, with a fraction, a scale word or a scale letter after them.
pub(super) fn digits(cx: &Context<'_>, i: usize, end: usize, money: bool) -> Option<Numeral> {
    let (mut value, mut significant) = plain(cx.text(i))?;
    let mut at = i + 1;
    // "120 000": groups of three after one to three digits.
    while at < end && at < i + 5 && cx.token(at).shape == Shape::Number && cx.text(i).len() <= 3 && grouped(cx, at) {
        let (group, digits) = plain(cx.text(at))?;
        value = value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(group)?;
        significant = if group.scale() > 0 { significant * 3 + digits } else { trimmed(value) };
        at += 1;
    }
    if let Some((next, value)) = power(cx, at, end, value) {
        return scaled(cx, i, next, value, significant, end, money);
    }
    if let Some((part, next)) = slash(cx, at, end) {
        // "3/4" alone, "2 1/2" mixed.
        return match (part, next) {
            (Slash::Whole(denominator), next) if denominator > Decimal::ONE && value < denominator && value > Decimal::ZERO => {
                Some(Numeral::ratio(i..next, value.checked_div(denominator)?, Sort::Fraction, false))
            }
            // "$5.95-3/4": the fraction is of the cent.
            (Slash::Mixed(part), next) => {
                let part = if value.scale() == 2 { part.checked_div(Decimal::ONE_HUNDRED)? } else { part };
                scaled(cx, i, next, value.checked_add(part)?, significant + 1, end, money)
            }
            _ => None,
        };
    }
    if let Some(part) = vulgar(cx.text(at)).filter(|_| at < end) {
        return scaled(cx, i, at + 1, value.checked_add(part)?, significant + 1, end, money);
    }
    if let Some((next, tenths)) = point(cx, at, end) {
        return scaled(cx, i, next, value.checked_add(tenths)?, significant + 1, end, money);
    }
    scaled(cx, i, at, value, significant, end, money)
}

/// ".5": a decimal without its zero, at the point.
pub(super) fn pointed(cx: &Context<'_>, i: usize, end: usize, money: bool) -> Option<Numeral> {
    if !opens_decimal(cx, i) || i + 1 >= end {
        return None;
    }
    let (value, significant) = plain(&format!("0.{}", cx.text(i + 1)))?;
    scaled(cx, i, i + 2, value, significant, end, money)
}

/// Whether a point opens a decimal: digits touch it on the right and nothing on the left.
pub(super) fn opens_decimal(cx: &Context<'_>, i: usize) -> bool {
    let free = cx.token(i).spaced || i == 0 || matches!(cx.token(i - 1).shape, Shape::Punct(b'-' | b'$' | b'(' | 0));
    let next = cx.token(i + 1);
    cx.is_mark(i, b'.')
        && free
        && next.shape == Shape::Number
        && !next.spaced
        && cx.text(i + 1).bytes().all(|b| b.is_ascii_digit())
}

/// "point five": a decimal in words, at the point.
pub(super) fn worded_point(cx: &Context<'_>, i: usize, end: usize, money: bool) -> Option<Numeral> {
    let (next, tenths) = point(cx, i, end)?;
    scaled(cx, i, next, tenths, 1, end, money)
}

/// "point two five": where the decimals in words or digits end, and their value.
pub(super) fn point(cx: &Context<'_>, at: usize, end: usize) -> Option<(usize, Decimal)> {
    if !cx.is(at, "point") {
        return None;
    }
    let (mut value, mut unit, mut i) = (Decimal::ZERO, Decimal::ONE, at + 1);
    if i < end && cx.token(i).shape == Shape::Number && cx.text(i).bytes().all(|b| b.is_ascii_digit()) {
        return plain(&format!("0.{}", cx.text(i))).map(|(value, _)| (i + 1, value));
    }
    while i < end && i < at + 9 {
        let Some((len, entry)) = entry_at(cx, i, end) else { break };
        let Some(digit) = value_of(entry).filter(|_| entry.role == NumeralRole::Unit) else { break };
        unit = unit.checked_div(Decimal::TEN)?;
        value = value.checked_add(digit.checked_mul(unit)?)?;
        i += len;
    }
    if i == at + 1 {
        // "point seventy-one", "point eleven"
        let found =
            words::cardinal(cx, i, end).filter(|found| found.low < Decimal::ONE_HUNDRED && found.scale == Decimal::ONE)?;
        return Some((found.tokens.end, found.low.checked_div(Decimal::ONE_HUNDRED)?));
    }
    (i > at + 1).then_some((i, value))
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
    // "$140+ billion": the sign stands before the scale.
    let plus = cx.is_mark(at, b'+') && !cx.token(at).spaced && scale_at(cx, at + 1, end).is_some();
    at += usize::from(plus);
    for _ in 0..SCALES {
        let Some((len, factor)) =
            scale_at(cx, at, end).or_else(|| letter_at(cx, at, end, money).filter(|_| scale == Decimal::ONE))
        else {
            break;
        };
        scale = scale.checked_mul(factor)?;
        at += len;
    }
    let mut found = Numeral { significant, plus, ..Numeral::cardinal(i..at, mantissa, scale, false)? };
    if let Some((next, value)) = rest(cx, at, end, scale) {
        found.low = found.low.checked_add(value)?;
        found.high = found.low;
        (found.mantissa, found.tokens.end) = (found.low.checked_div(scale)?, next);
        found.significant = trimmed(found.mantissa);
    }
    Some(found)
}

/// What is added to a scaled number: "3 hundred and 21", "4 thousand 3 hundred", "5 and a half", "3 million and a half".
fn rest(cx: &Context<'_>, at: usize, end: usize, scale: Decimal) -> Option<(usize, Decimal)> {
    if let Some((next, part)) = parts::and_part(cx, at, end) {
        return Some((next, part.checked_mul(scale)?));
    }
    let and = usize::from(cx.is(at, "and") || cx.is_mark(at, b'-') && !cx.token(at).spaced);
    if scale < Decimal::ONE_HUNDRED || and == 1 && scale > Decimal::ONE_THOUSAND || at + and >= end {
        return None;
    }
    let next = match cx.token(at + and).shape {
        Shape::Number => digits(cx, at + and, end.min(at + 12), false),
        _ if and == 1 || scale > Decimal::ONE_HUNDRED => words::cardinal(cx, at + and, end.min(at + 12)),
        _ => None,
    }?;
    // A lone number after "thousand" needs "and" or a scale of its own; a percentage after it is another figure.
    let fits = next.low < scale && !next.low.is_zero() && next.sort == Sort::Cardinal && (and == 1 || next.scale > Decimal::ONE);
    (fits && !cx.is_mark(next.tokens.end, b'%')).then_some((next.tokens.end, next.low))
}

/// A scale letter that touches the digits or stands one space off: k, bn, mln; m, b and t only for money, M and B touching too.
pub(super) fn letter_at(cx: &Context<'_>, i: usize, end: usize, money: bool) -> Option<(usize, Decimal)> {
    if i >= end || !matches!(cx.token(i).shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed) {
        return None;
    }
    let (len, &index) = cx.phrase(&cx.lexicon.numeral_letters, i, &(i..end))?;
    let text = cx.text(i);
    let entry = cx.lexicon.numerals.get(index).filter(|entry| entry.letters.iter().any(|letters| letters == text))?;
    let touching = !cx.token(i).spaced;
    let apart = !matches!(cx.token(i + 1).shape, Shape::Capital | Shape::Upper | Shape::Mixed) && !cx.is_mark(i + 1, b'-');
    let sure = match text {
        "K" | "B" => touching,
        "k" => touching || apart && !cx.is_any(i + 1, const { &Words::of(["run", "race", "walk"]) }),
        "m" => touching && crowd(cx, i),
        "M" => touching || apart && cx.text(i - 1).contains(['.', ',']),
        "b" => touching && cx.text(i - 1).contains('.'),
        _ => text.len() > 1 && (touching || !cx.has(i, Class::UNIT)),
    };
    (sure || money).then_some((len, value_of(entry)?))
}

/// "2.5m people", "spent 3.5m on": millions, for a plural is counted or money is spoken of; "a 200m race", "3.5m tall" are metres.
fn crowd(cx: &Context<'_>, letter: usize) -> bool {
    const SPENT: &str = "spend spends spent spending cost costs worth raised pay paid earned earns budget profit revenue sold";
    const SIZES: &str =
        "across sprints heats races metres times hurdles waves seas swells is was has towards downwards upwards always";
    let (next, text) = (letter + 1, cx.text(letter + 1));
    let plural = |text: &str| text.len() > 3 && text.ends_with('s') && !text.ends_with("ss") || text == "people";
    let counted =
        cx.token(next).shape == Shape::Lower && !SIZES.split(' ').any(|word| word == text) && !cx.has(next, Class::CLOSED);
    if text == "fewer" {
        return true;
    }
    let second = counted
        && cx.token(next + 1).shape == Shape::Lower
        && !cx.has(next + 1, Class::CLOSED)
        && plural(cx.text(next + 1))
        && cx.text(next).len() > 4;
    let spent = (letter.saturating_sub(4)..letter).any(|i| among(cx, i, SPENT));
    counted && plural(text)
        || second && !["long", "wide", "tall", "high", "deep", "away", "below", "above"].contains(&text)
        || spent
}

/// Whether a number token is a group of three digits one narrow gap after the token before it.
fn grouped(cx: &Context<'_>, at: usize) -> bool {
    let (token, before) = (cx.token(at), cx.token(at - 1));
    let text = cx.text(at);
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    whole.len() == 3
        && token.spaced
        && token.span.start == before.span.end + 1
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

enum Slash {
    /// "/4": the denominator of what stands before.
    Whole(Decimal),
    /// " 1/2": a fraction to add.
    Mixed(Decimal),
}

/// Whether a hyphen and a slash fraction follow the number before `at`: "6-1/4".
pub(super) fn mixed(cx: &Context<'_>, at: usize, end: usize) -> bool {
    super::numeral::joint(cx, at) && slash(cx, at, end).is_some() && !cx.is_mark(at + 4, b'-') && !cx.is_mark(at + 4, b'/')
}

/// A slash fraction at `at`, with its end.
fn slash(cx: &Context<'_>, at: usize, end: usize) -> Option<(Slash, usize)> {
    let number = |i: usize| (i < end && cx.token(i).shape == Shape::Number).then(|| cx.text(i).parse::<Decimal>().ok()).flatten();
    let bar = |i: usize| cx.is_mark(i, b'/') && !cx.token(i).spaced && !cx.token(i + 1).spaced;
    // "6-1/4 cents": traders hyphenate.
    let joint = super::numeral::joint(cx, at);
    if joint
        && bar(at + 2)
        && let (Some(top), Some(bottom)) = (number(at + 1), number(at + 3))
    {
        let fraction = top < bottom && [2, 4, 8, 16, 32].iter().any(|n| bottom == Decimal::from(*n));
        return fraction.then(|| (Slash::Mixed(top / bottom), at + 4));
    }
    if bar(at) {
        return number(at + 1).filter(|d| *d <= Decimal::ONE_HUNDRED).map(|denominator| (Slash::Whole(denominator), at + 2));
    }
    let (top, bottom) = (number(at)?, number(at + 2)?);
    (bar(at + 1) && cx.token(at).spaced && top < bottom && bottom <= Decimal::from(64))
        .then(|| (Slash::Mixed(top / bottom), at + 3))
}

/// The value of a fraction character.
pub(super) fn vulgar(text: &str) -> Option<Decimal> {
    let (top, bottom) = match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅐" => (1, 7),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    };
    Some(Decimal::from(top) / Decimal::from(bottom))
}

/// The value of digits with grouping, and how many digits are significant. Commas and apostrophes group by threes (or, after the last
/// three, by twos as in India); one point is decimal, several group; anything else is no number.
pub(super) fn plain(text: &str) -> Option<(Decimal, u32)> {
    if text.len() > 24 {
        return None;
    }
    let mut clean = String::with_capacity(text.len());
    // "1.111,11": points before a comma group by threes, and the comma is decimal.
    if let Some((whole, decimals)) = text.rsplit_once(',')
        && whole.contains('.')
        && !decimals.contains('.')
    {
        let grouped = !whole.contains(',') && whole.split('.').skip(1).all(|group| group.len() == 3);
        return plain(&format!("{}.{decimals}", whole.replace('.', ""))).filter(|_| grouped);
    }
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
                && (rest.iter().all(|g| g.len() == 3) || points <= 1 && rest.iter().all(|g| g.len() == 2) && first.len() <= 2)
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
