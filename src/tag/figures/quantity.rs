//! Quantities: a numeral with its unit and bound, two joined to a range, a list that shares a unit. What is counted comes later.

use super::numeral::{Numeral, Sort, numeral};
use super::unit::Unit;
use super::{bound, exclude, unit};
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
    pub(super) sort: Sort,
    pub(super) change: Option<Change>,
    /// Names of the rules that made it.
    pub(super) rules: Vec<&'static str>,
    /// Tokens of bound and unit words.
    pub(super) cues: Vec<Range<usize>>,
}

impl Quantity {
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
    let mut i = sentence.tokens.start;
    while i < sentence.tokens.end {
        if let Some(time) = times.iter().find(|time| time.core.contains(&i)) {
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
        match denied(cx, i, sentence).or_else(|| range(cx, i, floor, sentence, times)) {
            Some(mut list) => {
                i = list.last().map_or(i, |last| last.tokens.end).max(i + 1);
                found.append(&mut list);
            }
            None => i += 1,
        }
    }
    share_units(cx, &mut found);
    found
}

/// Whether a numeral may start here.
fn candidate(cx: &Context<'_>, i: usize) -> bool {
    let token = cx.token(i);
    token.shape == Shape::Number
        || token.class.any(Class::NUMERAL)
        || token.shape == Shape::Punct(0)
        || (cx.is(i, "a") || cx.is(i, "an")) && cx.has(i + 1, Class::NUMERAL)
        || (cx.is(i, "no") && (cx.has(i + 1, Class::DENIABLE) || cx.has(i + 2, Class::DENIABLE)))
}

/// "no casualties", "no reported injuries": zero of them.
fn denied(cx: &Context<'_>, i: usize, sentence: &Sentence) -> Option<Vec<Quantity>> {
    if !cx.is(i, "no") || i + 1 >= sentence.tokens.end || cx.has(i + 1, Class::NUMERAL) {
        return None;
    }
    let zero = Some(Decimal::ZERO);
    let quantity = Quantity {
        low: zero,
        high: zero,
        bound: Bound::Exact,
        unit: None,
        significant: 1,
        sort: Sort::Cardinal,
        change: None,
        rules: vec!["denied-count"],
        cues: vec![],
        tokens: i..i + 1,
    };
    Some(vec![quantity])
}

/// One end of a possible range: a numeral with what touches it.
struct End {
    numeral: Numeral,
    prefix: Option<Unit>,
    suffix: Option<Unit>,
    next: usize,
}

fn one_end(cx: &Context<'_>, i: usize, floor: usize, end: usize) -> Option<End> {
    let prefix = unit::before(cx, i, floor);
    let money = |unit: &Unit| unit.dimension(cx) == Dimension::Money;
    let letter = unit::after(cx, i + 2, end).is_some_and(|unit| money(&unit));
    let numeral = numeral(cx, i, end, prefix.as_ref().is_some_and(money) || letter)?;
    let suffix =
        unit::after(cx, numeral.tokens.end, end).filter(|unit| prefix.is_none() || unit.dimension(cx) == Dimension::Money);
    // "$5 million" keeps the symbol before; a code or noun after only widens the span ("$5 million USD").
    let next = suffix.as_ref().map_or(numeral.tokens.end, |unit| unit.tokens.end);
    Some(End { numeral, prefix, suffix, next })
}

/// A quantity at `i`, or the two ends of a range or change that starts there.
fn range(cx: &Context<'_>, i: usize, floor: usize, sentence: &Sentence, times: &[Time]) -> Option<Vec<Quantity>> {
    let end = times.iter().find(|time| time.core.start > i).map_or(sentence.tokens.end, |time| time.core.start);
    let first = one_end(cx, i, floor, end)?;
    let has_unit = first.prefix.is_some() || first.suffix.is_some();
    if exclude::whole(cx, &first.numeral, sentence, has_unit) {
        return None;
    }
    let opening = first.prefix.as_ref().map_or(first.numeral.tokens.start, |unit| unit.tokens.start);
    let word_before = opening.checked_sub(1).filter(|b| *b >= floor);
    let from = word_before.is_some_and(|b| cx.is(b, "from"));
    let between = word_before.is_some_and(|b| cx.is(b, "between"));
    let Some((second, join)) = second_end(cx, &first, between, from, end) else {
        return Some(vec![single(cx, first, floor, sentence)]);
    };
    let shared = if first.numeral.scale == Decimal::ONE
        && second.numeral.scale > Decimal::ONE
        && first.suffix.is_none()
        && first.numeral.mantissa < second.numeral.mantissa
    {
        second.numeral.scale
    } else {
        Decimal::ONE
    };
    let (low, high) = (first.numeral.low.checked_mul(shared)?, second.numeral.high);
    let moving = from && (low > high || changes(cx, sentence, opening).is_some());
    let unit = first.prefix.or(first.suffix).or_else(|| second.suffix.clone()).or_else(|| second.prefix.clone());
    if moving {
        return Some(change_ends(cx, sentence, opening, &first.numeral, &second, low, unit));
    }
    if low > high {
        let _ = join;
        let alone = End {
            prefix: unit::before(cx, i, floor),
            suffix: unit::after(cx, first.numeral.tokens.end, end),
            next: first.next,
            numeral: first.numeral,
        };
        return Some(vec![single(cx, alone, floor, sentence)]);
    }
    if score(cx, i, second.next, sentence) {
        return Some(vec![]);
    }
    let start = if from || between { opening - 1 } else { opening };
    let outer = bound::before(cx, start, floor);
    let tokens = outer.as_ref().map_or(opening, |b| b.tokens.start)..second.next;
    let cues = outer.iter().map(|b| b.tokens.clone()).collect();
    let significant = first.numeral.significant.max(second.numeral.significant);
    Some(vec![Quantity {
        tokens,
        low: Some(low),
        high: Some(high),
        bound: Bound::Range,
        unit,
        significant,
        sort: second.numeral.sort,
        change: None,
        rules: vec!["range"],
        cues,
    }])
}

/// The second end of a range after the first: "-15,000", "to 5 million", "and Y" after "between", "or three".
fn second_end(cx: &Context<'_>, first: &End, between: bool, from: bool, end: usize) -> Option<(End, &'static str)> {
    if matches!(first.numeral.sort, Sort::Multiple) {
        return None;
    }
    let at = first.next;
    let dash = cx.is_mark(at, b'-') && cx.token(at).spaced == cx.token(at + 1).spaced;
    let join = if dash {
        "-"
    } else if cx.is(at, "to") {
        "to"
    } else if between && cx.is(at, "and") {
        "and"
    } else if cx.is(at, "or") && first.numeral.low < Decimal::ONE_HUNDRED && first.prefix.is_none() && first.suffix.is_none() {
        "or"
    } else {
        return None;
    };
    let symbol = (at + 1..(at + 4).min(end)).find(|i| cx.token(*i).shape == Shape::Number || cx.has(*i, Class::NUMERAL))?;
    let second = one_end(cx, symbol, at + 1, end)?;
    let opening = second.prefix.as_ref().map_or(second.numeral.tokens.start, |unit| unit.tokens.start);
    let adjacent = opening == at + 1;
    let units = |end: &End| end.prefix.as_ref().or(end.suffix.as_ref()).map(|unit| unit.index);
    let same = units(first).is_none() || units(&second).is_none() || units(first) == units(&second);
    let sorts = first.numeral.sort == second.numeral.sort || first.numeral.sort == Sort::Vague;
    let ascending = first.numeral.low < second.numeral.high || from;
    let close = join != "or"
        || second.numeral.low == first.numeral.low + Decimal::ONE
        || second.numeral.low <= first.numeral.low * Decimal::TWO;
    (adjacent && same && sorts && ascending && close).then_some((second, join))
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

/// "from 51 to 43.5 million": two figures, the later one with the change.
fn change_ends(
    cx: &Context<'_>,
    sentence: &Sentence,
    opening: usize,
    first: &Numeral,
    second: &End,
    low: Decimal,
    unit: Option<Unit>,
) -> Vec<Quantity> {
    let high = second.numeral.high;
    let change = changes(cx, sentence, opening).unwrap_or(if low > high { Change::Decrease } else { Change::Increase });
    let part = |tokens: Range<usize>, value: Decimal, significant: u32, change: Option<Change>| Quantity {
        tokens,
        low: Some(value),
        high: Some(value),
        bound: Bound::Exact,
        unit: unit.clone(),
        significant,
        sort: Sort::Cardinal,
        change,
        rules: vec!["from-to"],
        cues: vec![],
    };
    let opened = second.prefix.as_ref().map_or(second.numeral.tokens.start, |unit| unit.tokens.start);
    let closed = if cx.is(opened - 1, "to") { opened - 1 } else { opened };
    let closed = if cx.is_mark(closed.saturating_sub(1), b'-') { closed - 1 } else { closed };
    let _ = first;
    vec![
        part(opening..closed, low, first.significant, Some(change)),
        part(opened..second.next, high, second.numeral.significant, Some(change)),
    ]
}

/// One numeral with its unit and bounds.
fn single(cx: &Context<'_>, end: End, floor: usize, sentence: &Sentence) -> Quantity {
    let End { numeral, prefix, suffix, next } = end;
    let opening = prefix.as_ref().map_or(numeral.tokens.start, |unit| unit.tokens.start);
    let minus = opening.checked_sub(1).filter(|i| {
        *i >= floor && cx.is_mark(*i, b'-') && !cx.token(opening).spaced && (cx.token(*i).spaced || *i == sentence.tokens.start)
    });
    let sign = |value: Decimal| if minus.is_some() { -value } else { value };
    let opening = minus.unwrap_or(opening);
    let before = bound::before(cx, opening, floor);
    let after = bound::after(cx, next, sentence.tokens.end);
    let during = before.as_ref().is_some_and(|b| over_period(cx, b, &suffix, &prefix, next));
    let before = before.filter(|_| !during);
    let unit = prefix.or(suffix);
    let value = (sign(numeral.low), sign(numeral.high));
    let bound = after.as_ref().or(before.as_ref()).map(|b| b.bound);
    let (low, high, bound, rule) = interval(value, bound, numeral.sort);
    let tokens = before.as_ref().map_or(opening, |b| b.tokens.start)..after.as_ref().map_or(next, |b| b.tokens.end);
    let mut rules = vec![if numeral.worded { "number-words" } else { "digits" }];
    rules.extend(rule);
    let cues = before.iter().chain(&after).map(|b| b.tokens.clone()).collect();
    Quantity { tokens, low, high, bound, unit, significant: numeral.significant, sort: numeral.sort, change: None, rules, cues }
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
    time && cx.is(next, "of") || money && (0..2).any(|n| case.iter().any(|word| cx.is(next + n, word)))
}

/// A result: "won 3-2", "voted 52 to 48".
fn score(cx: &Context<'_>, start: usize, end: usize, sentence: &Sentence) -> bool {
    let first = start.saturating_sub(5).max(sentence.tokens.start);
    let near = (first..start).chain(end..(end + 3).min(sentence.tokens.end)).any(|i| cx.has(i, Class::SCORE));
    near && cx.is_mark(start + 1, b'-') && !cx.token(start + 1).spaced
}

/// "24 and 25 percent", "10, 15 and 20 km": a number without a unit takes that of the next one in its list.
fn share_units(cx: &Context<'_>, found: &mut [Quantity]) {
    for i in (1..found.len()).rev() {
        let (Some(next), Some(quantity)) = (found.get(i).cloned(), found.get(i - 1)) else { continue };
        let gap = quantity.tokens.end..next.tokens.start;
        let listed = !gap.is_empty()
            && gap.len() <= 2
            && gap.clone().all(|t| cx.is_mark(t, b',') || cx.is(t, "and") || cx.is(t, "or") || cx.is(t, "to"));
        let after =
            next.unit.as_ref().is_some_and(|unit| unit.tokens.start >= next.tokens.start && unit.tokens.end == next.tokens.end);
        let spread = matches!(next.dimension(cx), Dimension::Ratio | Dimension::Length | Dimension::Mass | Dimension::Time);
        if let Some(quantity) =
            found.get_mut(i - 1).filter(|q| listed && after && spread && q.unit.is_none() && q.sort == Sort::Cardinal)
        {
            quantity.unit = next.unit;
            quantity.rules.push("shared-unit");
        }
    }
}
