//! Quantities: a numeral with its sign, unit and bounds. Two of them joined stand in [`super::range`], several in [`super::list`]; what is
//! counted comes later.

use super::numeral::{Numeral, Sort, article, numeral};
use super::unit::Unit;
use super::{bound, compound, ellipsis, exclude, habit, list, range, unit};
use crate::lexicon::Class;
use crate::model::{Bound, Change, Dimension};
use crate::tag::context::{Context, Sentence};
use crate::tag::periods::Time;
use crate::text::Shape;
use rust_decimal::Decimal;
use std::ops::Range;

/// A quantity expression.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// The whole expression.
    pub(super) tokens: Range<usize>,
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
    pub(super) bound: Bound,
    pub(super) unit: Option<Unit>,
    pub(super) significant: u32,
    /// The product of its scale words.
    pub(super) scale: Decimal,
    pub(super) sort: Sort,
    pub(super) change: Option<Change>,
    /// Names of the rules that made it.
    pub(super) rules: Vec<&'static str>,
    /// Tokens of bound and unit words.
    pub(super) cues: Vec<Range<usize>>,
}

impl Quantity {
    /// An exact number under a rule's name.
    pub(super) fn exact(tokens: Range<usize>, value: Decimal, rule: &'static str) -> Self {
        Self {
            tokens,
            low: Some(value),
            high: Some(value),
            bound: Bound::Exact,
            unit: None,
            significant: 1,
            scale: Decimal::ONE,
            sort: Sort::Cardinal,
            change: None,
            rules: vec![rule],
            cues: vec![],
        }
    }

    pub(super) fn dimension(&self, cx: &Context<'_>) -> Dimension {
        match &self.unit {
            Some(unit) => unit.dimension(cx),
            None if matches!(self.sort, Sort::Fraction | Sort::Multiple) => Dimension::Ratio,
            None => Dimension::Count,
        }
    }
}

/// The quantities of a sentence, in order, not overlapping.
pub(super) fn quantities(cx: &Context<'_>, sentence: &Sentence, times: &[Time]) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut times = times.iter().peekable();
    let mut i = sentence.tokens.start;
    while i < sentence.tokens.end {
        while times.next_if(|time| time.core.end <= i).is_some() {}
        if let Some(time) = times.peek().filter(|time| time.core.contains(&i)) {
            i = time.core.end;
            continue;
        }
        if !candidate(cx, i) {
            i += 1;
            continue;
        }
        if let Some(next) = exclude::at(cx, i, sentence) {
            i = next.max(i + 1);
            continue;
        }
        let floor = found.last().map_or(sentence.tokens.start, |last| last.tokens.end);
        let end = times.peek().map_or(sentence.tokens.end, |time| time.core.start);
        match denied(cx, i, sentence).map_or_else(|| range::range(cx, i, floor, sentence, end), |zero| Ok(vec![zero])) {
            Ok(mut list) => {
                i = list.last().map_or(i, |last| last.tokens.end).max(i + 1);
                found.append(&mut list);
            }
            Err(next) => i = next.max(i + 1),
        }
    }
    list::share(cx, &mut found);
    list::join_bounds(cx, found)
}

/// Whether a numeral may start here.
pub(super) fn candidate(cx: &Context<'_>, i: usize) -> bool {
    let token = cx.token(i);
    match token.shape {
        Shape::Number => true,
        Shape::Punct(0) => super::digits::vulgar(cx.text(i)).is_some(),
        Shape::Punct(b'.') => super::digits::opens_decimal(cx, i),
        Shape::Punct(_) => false,
        _ if token.class.any(Class::NUMERAL) => true,
        _ if article(cx, i) => super::words::articled(cx, i),
        _ if token.class.any(Class::NEGATION) => {
            cx.is(i, "no") && (cx.has(i + 1, Class::DENIABLE) || cx.has(i + 2, Class::DENIABLE))
        }
        _ => cx.is(i, "point") && (cx.token(i + 1).shape == Shape::Number || cx.has(i + 1, Class::NUMERAL)),
    }
}

/// "no casualties", "no reported injuries": zero of them.
fn denied(cx: &Context<'_>, i: usize, sentence: &Sentence) -> Option<Quantity> {
    (cx.is(i, "no") && i + 1 < sentence.tokens.end && !cx.has(i + 1, Class::NUMERAL))
        .then(|| Quantity::exact(i..i + 1, Decimal::ZERO, "denied-count"))
}

/// A numeral with its sign and what touches it: alone a quantity, or one end of a range.
#[derive(Debug)]
pub(super) struct End {
    pub(super) numeral: Numeral,
    pub(super) prefix: Option<Unit>,
    pub(super) suffix: Option<Unit>,
    /// Its first token.
    pub(super) opening: usize,
    /// One past its last.
    pub(super) next: usize,
}

impl End {
    pub(super) fn unit(&self) -> Option<&Unit> {
        self.prefix.as_ref().or(self.suffix.as_ref())
    }
}

/// The end whose numeral starts at `i`.
pub(super) fn one_end(cx: &Context<'_>, i: usize, floor: usize, end: usize) -> Option<End> {
    let money = |unit: &Unit| unit.dimension(cx) == Dimension::Money;
    let inner = sign(cx, i, floor);
    let first = inner.unwrap_or(i);
    let coded = first.checked_sub(1).filter(|code| *code >= floor).and_then(|code| habit::coded(cx, code));
    let rand = || habit::rand(cx, i).then(|| unit::named(cx, "ZAR", i - 1..i)).flatten();
    let prefix = unit::before(cx, first, floor).or_else(|| coded.as_ref().map(|(_, unit)| unit.clone())).or_else(rand);
    let letter = prefix.is_none() && unit::after(cx, i + 2, end).is_some_and(|unit| money(&unit));
    let found = numeral(cx, i, end, prefix.as_ref().is_some_and(money) || letter)?;
    let opening = prefix.as_ref().map_or(i, |unit| unit.tokens.start);
    let outer = inner.is_none().then(|| sign(cx, opening, floor)).flatten();
    let negative = inner.or(outer);
    let opening = negative.map_or(opening, |minus| minus.min(opening));
    let found = if negative.is_some() { found.negated() } else { found };
    let behind = habit::coded(cx, found.tokens.end).filter(|_| prefix.is_none() && found.tokens.end < end);
    let factor = coded.or_else(|| behind.clone()).map_or(Decimal::ONE, |(factor, _)| factor);
    let suffix =
        unit_after(cx, &found, end).filter(|unit| prefix.is_none() || money(unit)).map(|unit| habit::weighed(cx, unit, &found));
    let suffix = suffix.or_else(|| habit::after(cx, &found, end)).or(behind.map(|(_, unit)| unit));
    let found = if factor == Decimal::ONE { found } else { ellipsis::times(found, factor)? };
    // "$5 million" keeps the symbol before; a code or noun after only widens the span ("$5 million USD").
    let next = suffix.as_ref().map_or(found.tokens.end, |unit| unit.tokens.end);
    let end_of = compound::whole(cx, End { numeral: found, prefix, suffix, opening, next }, end)?;
    ellipsis::filled(cx, end_of, end).map(|end| compound::plain(cx, end))
}

/// The unit behind a number, across "of" and an article where the number is no plain one.
fn unit_after(cx: &Context<'_>, found: &Numeral, end: usize) -> Option<Unit> {
    let at = found.tokens.end;
    let of = usize::from(cx.is(at, "of"));
    // "half an hour", "a quarter of a mile"; "millions of dollars", "a couple of weeks".
    let across = found.sort == Sort::Fraction && article(cx, at + of);
    let many =
        of == 1 && found.worded && (found.sort == Sort::Vague || found.low == Decimal::TWO && found.sort == Sort::Cardinal);
    match () {
        () if across => unit::after(cx, at + of + 1, end),
        () if many => unit::after(cx, at + 1, end).filter(|_| cx.text(at + 1).len() > 2),
        () => unit::after(cx, at, end),
    }
}

/// The minus before a number or symbol: a hyphen that touches it and nothing before, or a word.
fn sign(cx: &Context<'_>, at: usize, floor: usize) -> Option<usize> {
    let minus = at.checked_sub(1).filter(|i| *i >= floor)?;
    if cx.is(minus, "minus") || cx.is(minus, "negative") {
        // "plus or minus 3 points" is a margin.
        return (minus < 2 || !cx.is(minus - 1, "or") || !cx.is(minus - 2, "plus")).then_some(minus);
    }
    let apart = cx.token(minus).spaced || minus == 0 || cx.token(minus - 1).span.end < cx.token(minus).span.start;
    let open = apart || matches!(cx.token(minus - 1).shape, Shape::Punct(b) if b != b')' && b != b'%');
    (cx.is_mark(minus, b'-') && !cx.token(at).spaced && open).then_some(minus)
}

/// One numeral with its unit and bounds.
pub(super) fn single(cx: &Context<'_>, end: End, floor: usize, sentence: &Sentence) -> Quantity {
    let End { numeral, prefix, suffix, opening, next } = end;
    let after = bound::after(cx, next, sentence.tokens.end);
    let before = bound::before(cx, opening, floor).filter(|b| !over_period(cx, b, &suffix, &prefix, next));
    let unit = prefix.or(suffix);
    let plus = numeral.plus.then_some(Bound::AtLeast);
    let bound = plus.or(after.as_ref().or(before.as_ref()).map(|b| b.bound));
    let (low, high, bound, rule) = interval((numeral.low, numeral.high), bound, numeral.sort);
    let tokens = before.as_ref().map_or(opening, |b| b.tokens.start)..after.as_ref().map_or(next, |b| b.tokens.end);
    let mut rules = vec![if numeral.worded { "number-words" } else { "digits" }];
    rules.extend(rule);
    let cues = before.iter().chain(&after).map(|b| b.tokens.clone()).collect();
    let Numeral { significant, scale, sort, .. } = numeral;
    Quantity { tokens, low, high, bound, unit, significant, scale, sort, change: None, rules, cues }
}

/// The interval that a bound makes of a value.
fn interval(
    (low, high): (Decimal, Decimal),
    bound: Option<Bound>,
    sort: Sort,
) -> (Option<Decimal>, Option<Decimal>, Bound, Option<&'static str>) {
    match (bound, sort) {
        (Some(bound @ (Bound::MoreThan | Bound::AtLeast)), _) => (Some(low), None, bound, Some("lower-bound")),
        (Some(bound @ (Bound::LessThan | Bound::AtMost)), _) => (None, Some(high), bound, Some("upper-bound")),
        (_, Sort::Vague) => (Some(low), Some(high), Bound::Vague, Some("magnitude")),
        (Some(bound), _) => (Some(low), Some(high), bound, Some("approximation")),
        (None, _) => (Some(low), Some(high), Bound::Exact, None),
    }
}

/// "over two years of trying", "over the past two years": during, not more than; and "over $13M fraud case".
fn over_period(cx: &Context<'_>, bound: &bound::Bounded, suffix: &Option<Unit>, prefix: &Option<Unit>, next: usize) -> bool {
    if !(bound.tokens.len() == 1 && cx.is(bound.tokens.start, "over")) {
        return false;
    }
    let time = suffix.as_ref().is_some_and(|unit| unit.dimension(cx) == Dimension::Time);
    let money = prefix.as_ref().is_some_and(|unit| unit.dimension(cx) == Dimension::Money);
    let case = ["case", "fraud", "deal", "scandal", "dispute", "row", "bill", "plan", "claim"];
    let earned = bound.tokens.start.checked_sub(1).is_some_and(|b| matches!(cx.token(b).shape, Shape::Number));
    time && (cx.is(next, "of") || earned) || money && (0..2).any(|n| case.iter().any(|word| cx.is(next + n, word)))
}
