//! Number words: "one hundred and twenty thousand", "two and a half million", "several hundred", "dozens", "doubled".

use super::numeral::{Numeral, Sort, article, entry_at, joint, ratio_of, scale_at, value_of};
use super::{digits, parts, unit};
use crate::lexicon::{Class, NumeralEntry, NumeralRole};
use crate::model::Dimension;
use crate::tag::context::Context;
use crate::text::{Shape, Words};
use rust_decimal::Decimal;

/// Most tokens of one number in words.
const LONGEST: usize = 32;

/// "a million", "a hundred and twenty", "a third", "a dozen", "a couple": the article counts as one; so it does before a unit that a bound
/// or a fraction makes a quantity ("over a decade", "an hour and a half").
pub(super) fn after_article(cx: &Context<'_>, i: usize, end: usize) -> Option<Numeral> {
    let Some((len, entry)) = entry_at(cx, i + 1, end) else { return one_unit(cx, i, end) };
    let mut found = match entry.role {
        NumeralRole::Hundred | NumeralRole::Scale | NumeralRole::Dozen => {
            words(cx, i + 1, end).filter(|found| found.sort == Sort::Cardinal)?
        }
        NumeralRole::Fraction => {
            let value = ratio_of(entry)?;
            let next = i + 1 + len;
            parts::of_scale(cx, i, next, value, end).unwrap_or_else(|| Numeral::ratio(i..next, value, Sort::Fraction, true))
        }
        NumeralRole::Vague => vague(cx, i + 1, len, entry, end)?,
        // "a twenty-fifth of": a fraction where nothing else is counted.
        NumeralRole::Ten => {
            let (next, value) = parts::denominator(cx, i + 1, end)?;
            let alone = cx.is(next, "of") || matches!(cx.token(next).shape, Shape::Punct(_));
            alone.then(|| Numeral::ratio(i..next, value, Sort::Fraction, true))?
        }
        // "a two million bill", "a threefold rise": the article belongs to the noun.
        _ => return None,
    };
    found.tokens.start = i;
    Some(found)
}

/// "a decade" after a bound, "an hour" before "and a half": one of the unit.
fn one_unit(cx: &Context<'_>, i: usize, end: usize) -> Option<Numeral> {
    let noun = matches!(cx.token(i + 1).shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed);
    let unit = unit::after(cx, i + 1, end).filter(|unit| noun && unit.dimension(cx) != Dimension::Ratio)?;
    let bounded = i.checked_sub(1).is_some_and(|b| cx.has(b, Class::BOUND) || cx.is(b, "than") || cx.is(b, "least"));
    let and = unit.tokens.end;
    let number = |i: usize| cx.token(i).shape == Shape::Number || cx.has(i, Class::NUMERAL);
    let part =
        parts::and_part(cx, and, end).is_some() || cx.is(and, "and") && number(and + 1) && unit.dimension(cx) == Dimension::Time;
    (bounded && super::bound::before(cx, i, i.saturating_sub(super::bound::LONGEST)).is_some() || part)
        .then(|| Numeral::cardinal(i..i + 1, Decimal::ONE, Decimal::ONE, true))
        .flatten()
}

/// What the number word at `i` begins.
pub(super) fn words(cx: &Context<'_>, i: usize, end: usize) -> Option<Numeral> {
    let (len, entry) = entry_at(cx, i, end)?;
    match entry.role {
        NumeralRole::Vague if entry.after_article && !recent(cx, i) => None,
        NumeralRole::Vague => vague(cx, i, len, entry, end),
        NumeralRole::Multiple => {
            multiple(cx, i, len).then(|| Numeral::ratio(i..i + len, Decimal::ONE, Sort::Multiple, true)).and_then(|found| {
                let value = value_of(entry)?;
                Some(Numeral { low: value, high: value, mantissa: value, ..found })
            })
        }
        NumeralRole::Fraction => parts::bare(cx, i, len, ratio_of(entry)?, end),
        _ => cardinal(cx, i, end),
    }
}

/// "the last couple of years", "the past few thousand": a word that stands for the article.
fn recent(cx: &Context<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|b| cx.is_any(b, const { &Words::of(["last", "past", "next", "first"]) }))
}

/// Whether a word of multiplying multiplies something: "doubled", "a doubling", "double the", "will double", not "a double standard".
fn multiple(cx: &Context<'_>, i: usize, len: usize) -> bool {
    let text = cx.text(i).to_ascii_lowercase();
    let before = |class| i.checked_sub(1).is_some_and(|b| cx.has(b, class));
    let next = i + len;
    let object = cx.has(next, Class::DETERMINER.or(Class::POSSESSIVE)) || cx.is(next, "last") || cx.is(next, "what");
    match () {
        () if joint(cx, next) => false,
        () if ["ice", "fold", "ed", "ing"].iter().any(|end| text.ends_with(end)) => !cx.is(next, "over") && !cx.is(next, "down"),
        () if text.ends_with('s') => object,
        () => {
            object
                || before(Class::TO.or(Class::MODAL))
                || i.checked_sub(1).is_some_and(|b| cx.is(b, "nearly") || cx.is(b, "almost"))
        }
    }
}

/// The additive reading of number words.
pub(super) fn cardinal(cx: &Context<'_>, i: usize, end: usize) -> Option<Numeral> {
    let end = end.min(i + LONGEST);
    let mut sum = Sum::default();
    let (mut at, mut stop) = (i, i);
    while let Some((len, entry)) = entry_at(cx, at, end).or_else(|| abbreviated(cx, at, end).filter(|_| at > i)) {
        let Some(value) = value_of(entry) else { break };
        // "one hundred thirty-fifths" are a hundred of them.
        let parts = sum.last.is_some()
            && !cx.is(at - 1, "and")
            && entry.role == NumeralRole::Ten
            && parts::denominator(cx, at, end).is_some();
        if parts || !sum.takes(entry.role, value) {
            break;
        }
        sum.add(entry.role, value)?;
        stop = at + len;
        at = stop;
        if cx.is(at, "point") && !matches!(sum.last, Some(NumeralRole::Scale)) {
            let Some((next, tenths)) = digits::point(cx, at, end) else { break };
            sum.current = sum.current.checked_add(tenths)?;
            (at, stop) = (next, next);
        }
        let whole = matches!(sum.last, Some(NumeralRole::Hundred | NumeralRole::Scale));
        if let Some((next, part)) = parts::and_part(cx, at, end) {
            let worth = if sum.last == Some(NumeralRole::Scale) { sum.largest } else { Decimal::ONE };
            sum.current = sum.current.checked_add(part.checked_mul(worth)?)?;
            (at, stop) = (next, next);
        }
        at += usize::from(cx.is_mark(at, b'-') && !cx.token(at).spaced || cx.is(at, "and") && whole);
    }
    sum.last?;
    let value = sum.total.checked_add(sum.current)?;
    let fine = |part: &Numeral| sum.largest == Decimal::ONE || part.low < Decimal::ONE;
    if let Some(part) = parts::counted(cx, i, stop, value, end).filter(fine) {
        return Some(part);
    }
    let (mantissa, mut scale, mut stop) = (value.checked_div(sum.largest)?, sum.largest, stop);
    // "three billions", "two hundred dozens": the plural multiplies after a number.
    if let Some((len, factor)) = scale_at(cx, stop, end) {
        scale = scale.checked_mul(factor)?;
        stop += len;
    }
    Numeral::cardinal(i..stop, mantissa, scale, true)
}

/// A scale written short after number words: "three cr", "two mln".
fn abbreviated<'a>(cx: &'a Context<'_>, at: usize, end: usize) -> Option<(usize, &'a NumeralEntry)> {
    let short = at < end
        && matches!(cx.token(at).shape, Shape::Lower | Shape::Capital | Shape::Upper)
        && (2..=5).contains(&cx.text(at).len());
    let (len, &index) = short.then(|| cx.phrase(&cx.lexicon.numeral_letters, at, &(at..end))).flatten()?;
    let fits = |entry: &&NumeralEntry| entry.letters.iter().any(|letters| letters == cx.text(at));
    cx.lexicon.numerals.get(index).filter(fits).map(|entry| (len, entry))
}

/// A number in words while it is added up.
struct Sum {
    total: Decimal,
    current: Decimal,
    largest: Decimal,
    last: Option<NumeralRole>,
    /// The value of the last word.
    value: Decimal,
}

impl Default for Sum {
    fn default() -> Self {
        Self { total: Decimal::ZERO, current: Decimal::ZERO, largest: Decimal::ONE, last: None, value: Decimal::ZERO }
    }
}

impl Sum {
    /// Whether a word of this role can follow the last one in one number.
    fn takes(&self, role: NumeralRole, value: Decimal) -> bool {
        use NumeralRole::{Dozen, Hundred, Scale, Teen, Ten, Unit};
        match (role, self.last) {
            (Unit, Some(Ten)) => value > Decimal::ZERO,
            (Unit | Teen | Ten, None | Some(Hundred | Scale)) => true,
            (Hundred | Dozen, last) => last != Some(Dozen),
            (Scale, _) => true,
            _ => false,
        }
    }

    fn add(&mut self, role: NumeralRole, value: Decimal) -> Option<()> {
        match role {
            NumeralRole::Hundred | NumeralRole::Dozen => {
                self.current = if self.current.is_zero() { value } else { self.current.checked_mul(value)? };
            }
            // "three lakh crore": a scale right after a scale multiplies.
            NumeralRole::Scale if self.last == Some(NumeralRole::Scale) => {
                self.total = self.total.checked_mul(value)?;
                self.largest = self.largest.checked_mul(value)?;
            }
            NumeralRole::Scale => {
                let part = if self.current.is_zero() { value } else { self.current.checked_mul(value)? };
                self.total = self.total.checked_add(part)?;
                self.largest = self.largest.max(value);
                self.current = Decimal::ZERO;
            }
            _ => self.current = self.current.checked_add(value)?,
        }
        (self.last, self.value) = (Some(role), value);
        Some(())
    }
}

/// A vague word with the scale after it: "several hundred thousand", "tens of thousands".
fn vague(cx: &Context<'_>, i: usize, len: usize, entry: &NumeralEntry, end: usize) -> Option<Numeral> {
    let (low, high) = (Decimal::from(entry.low?), Decimal::from(entry.high?));
    let mut at = i + len;
    let mut scale = Decimal::ONE;
    for _ in 0..3 {
        let Some((len, factor)) = scale_at(cx, at, end).filter(|_| low < Decimal::ONE_HUNDRED) else { break };
        scale = scale.checked_mul(factor)?;
        at += len;
    }
    if entry.only_before_scale && scale == Decimal::ONE {
        return None;
    }
    let sort = if low == high { Sort::Cardinal } else { Sort::Vague };
    let found = Numeral::cardinal(i..at, low, scale, true)?;
    Some(Numeral { high: high.checked_mul(scale)?, significant: 1, sort, ..found })
}

/// Whether the article at `i` opens a number: before a number word, or before a unit that a bound or "and a half" makes a quantity.
pub(super) fn articled(cx: &Context<'_>, i: usize) -> bool {
    article(cx, i) && (cx.has(i + 1, Class::NUMERAL) || cx.has(i + 1, Class::UNIT) && one_unit(cx, i, cx.tokens.len()).is_some())
}
