//! The standing of a figure: what it does in the text, whether it is so, planned, needed or denied, and whether it is a change.

use super::numeral::Sort;
use super::quantity::Quantity;
use crate::lexicon::Class;
use crate::model::{Change, Dimension, FigureStatus, Role, Statistic};
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Words};
use rust_decimal::Decimal;
use std::ops::Range;

/// What the figure does in the text.
pub(super) fn role(cx: &Context<'_>, quantity: &Quantity, counted: Option<&Range<usize>>) -> Role {
    let next = quantity.tokens.end;
    let unit = quantity.unit.as_ref().and_then(|unit| unit.entry(cx)).map(|unit| unit.id.as_str());
    let dash = cx.is_mark(next, b'-');
    if unit == Some("mm")
        && matches!(cx.token(next + usize::from(dash)).shape, Shape::Lower)
        && !cx.has(next, super::counted::CLOSED)
    {
        return Role::Designation;
    }
    let old = cx.is(next, "old") || dash && cx.is(next + 1, "old");
    let start = quantity.tokens.start;
    let ages = |n: usize| start >= n && cx.is_any(start - n, const { &Words::of(["aged", "age", "ages"]) });
    let aged = quantity.unit.is_none() && (ages(1) || start > 0 && cx.is(start - 1, "of") && ages(2))
        || start > 0 && cx.is(start - 1, "aged");
    if old || aged || apposed_age(cx, quantity) {
        return Role::Age;
    }
    let few = quantity.low == quantity.high && quantity.low.is_some_and(|n| n >= Decimal::TWO && n <= Decimal::from(25));
    let hyphen = dash && !cx.token(next).spaced && cx.has(next + 1, Class::STRUCTURAL);
    let head = hyphen || counted.is_some_and(|np| cx.has(np.end - 1, Class::STRUCTURAL) && np.len() <= 4);
    let these =
        quantity.tokens.start > 0 && cx.is_any(quantity.tokens.start - 1, const { &Words::of(["these", "those", "other"]) });
    if few && head && !these && quantity.dimension(cx) == Dimension::Count { Role::Structural } else { Role::Claim }
}

/// "Iryna Koval, 34, a nurse": a number between commas after a name or a person.
fn apposed_age(cx: &Context<'_>, quantity: &Quantity) -> bool {
    let (start, next) = (quantity.tokens.start, quantity.tokens.end);
    let lone = quantity.tokens.len() == 1 && quantity.unit.is_none() && cx.token(start).shape == Shape::Number;
    let years = quantity.low.is_some_and(|n| n > Decimal::ZERO && n < Decimal::from(115) && n.scale() == 0);
    let person = start >= 2
        && (cx.token(start - 2).shape == Shape::Capital && !cx.has(start - 2, Class::MONTH.or(Class::WEEKDAY))
            || cx.has(start - 2, Class::COUNTABLE));
    lone && years
        && person
        && cx.is_mark(start - 1, b',')
        && (cx.is_mark(next, b',') || cx.is_mark(next, b'.') || cx.token(next).shape == Shape::Punct(b';'))
}

/// Whether it is so, planned, needed, asked for, expected, possible or denied.
pub(super) fn status(
    cx: &Context<'_>,
    quantity: &Quantity,
    counted: Option<&Range<usize>>,
    sentence: &Sentence,
) -> (FigureStatus, Option<usize>) {
    let last = sentence.tokens.end.saturating_sub(1);
    if cx.is_mark(last, b'?') || cx.is_mark(last.saturating_sub(1), b'?') {
        return (FigureStatus::Question, Some(last));
    }
    let start = quantity.tokens.start;
    let first = clause_start(cx, start, sentence);
    if let Some(i) = denied(cx, start, first) {
        return (FigureStatus::Negated, Some(i));
    }
    let from = counted.map_or(quantity.tokens.end, |np| np.end.max(quantity.tokens.end));
    // "invested €500 million in the plant and will hire": the modal of another verb.
    let other = |i: usize| i > from && (cx.is(i - 1, "and") || cx.is(i - 1, "but"));
    let ahead = (from..(from + 4).min(sentence.tokens.end)).find(|i| cx.has(*i, Class::MODAL) && !other(*i)).or_else(|| {
        let relative = (from..(from + 2).min(sentence.tokens.end)).any(|i| cx.has(i, Class::RELATIVE));
        (from..(from + 6).min(sentence.tokens.end)).find(|i| relative && cx.has(*i, Class::MODAL))
    });
    let standing = Class::MODAL.or(Class::PLANNED).or(Class::REQUIRED).or(Class::PROPOSED).or(Class::FORECAST);
    let behind = (first..start).rev().find(|i| cx.has(*i, standing) || cx.is(*i, "if"));
    let behind = behind.filter(|i| cx.has(*i, Class::MODAL) || !done(cx, *i, start));
    // "€500 million is to come from the fund", "the brigade is to receive 40 tanks".
    let noun = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::NUMERAL).or(Class::PRONOUN).or(Class::BE);
    let is_to =
        |i: &usize| cx.has(*i, Class::BE) && cx.is(i + 1, "to") && cx.token(i + 2).shape == Shape::Lower && !cx.has(i + 2, noun);
    let due = (from..(from + 3).min(sentence.tokens.end)).find(is_to).or_else(|| {
        let near = (first.max(start.saturating_sub(6))..start.saturating_sub(2)).rev();
        near.take_while(|i| !cx.is_mark(*i, b',')).find(is_to)
    });
    if let Some(i) = due.filter(|_| ahead.is_none()) {
        return (FigureStatus::Planned, Some(i));
    }
    for i in [ahead, behind].into_iter().flatten() {
        let status = of_word(cx, i, start);
        if status != FigureStatus::Actual {
            return (status, Some(i));
        }
    }
    (FigureStatus::Actual, None)
}

/// "the plan created 300 jobs": a verb in the past right before the figure, of which the word of planning is not the auxiliary.
fn done(cx: &Context<'_>, cue: usize, start: usize) -> bool {
    let Some(verb) = start.checked_sub(1).filter(|verb| *verb > cue) else { return false };
    let past = cx.text(verb).ends_with("ed")
        && !cx.has(verb, Class::PLANNED.or(Class::REQUIRED).or(Class::PROPOSED).or(Class::FORECAST));
    past && !(cue..verb).any(|i| cx.has(i, Class::TO.or(Class::MODAL).or(Class::BE)))
}

/// The status that a modal or a word of planning, need, proposal or expectation gives.
fn of_word(cx: &Context<'_>, i: usize, start: usize) -> FigureStatus {
    let class = |class| cx.has(i, class);
    if class(Class::MODAL) {
        let inner = (i + 1..start.max(i + 4)).find(|n| cx.has(*n, Class::REQUIRED.or(Class::INCREASE).or(Class::DECREASE)));
        return match cx.text(i).to_ascii_lowercase().as_str() {
            "will" | "shall" | "'ll" | "wo" => match inner {
                Some(n) if cx.has(n, Class::REQUIRED) => FigureStatus::Required,
                Some(_) => FigureStatus::Forecast,
                None => FigureStatus::Planned,
            },
            "should" | "must" | "ought" => FigureStatus::Proposed,
            "can" | "cannot" | "ca" => FigureStatus::Actual,
            // "he said he would send": a plan told afterwards; "the fund would hold": a proposal, unless it hangs on an "if".
            "would" | "'d" => match () {
                () if conditional(cx, i) => FigureStatus::Hypothetical,
                () if told(cx, i) => FigureStatus::Planned,
                () => FigureStatus::Proposed,
            },
            _ => FigureStatus::Hypothetical,
        };
    }
    if cx.is(i, "if") {
        FigureStatus::Hypothetical
    } else if class(Class::REQUIRED) {
        FigureStatus::Required
    } else if class(Class::PROPOSED) {
        FigureStatus::Proposed
    } else if class(Class::FORECAST) {
        FigureStatus::Forecast
    } else if class(Class::PLANNED) {
        FigureStatus::Planned
    } else {
        FigureStatus::Actual
    }
}

/// How far from a modal the words stand that govern it.
const NEAR: usize = 24;

/// Whether an "if" or "were" stands in the sentence around a modal.
fn conditional(cx: &Context<'_>, i: usize) -> bool {
    let within = cx.sentence_of(i).map_or(i..i, |sentence| sentence.tokens.clone());
    let near = i.saturating_sub(NEAR).max(within.start)..(i + NEAR).min(within.end);
    near.into_iter().any(|n| cx.is_any(n, const { &Words::of(["if", "unless", "otherwise", "hypothetically"]) }))
}

/// Whether a word of saying in the past stands before a modal.
fn told(cx: &Context<'_>, i: usize) -> bool {
    let start = cx.sentence_of(i).map_or(i, |sentence| sentence.tokens.start);
    let said = ["said", "announced", "added", "stated", "confirmed", "reported", "told", "noted", "declared", "vowed", "pledged"];
    (i.saturating_sub(NEAR).max(start)..i).any(|n| said.iter().any(|word| cx.is(n, word)))
}

/// "is not a million soldiers": a denial right before the quantity; "not only" and "no more than" deny nothing.
fn denied(cx: &Context<'_>, start: usize, first: usize) -> Option<usize> {
    (start.saturating_sub(3).max(first)..start)
        .rev()
        .find(|i| (cx.is(*i, "not") || cx.is(*i, "'t") || cx.is(*i, "never")) && !cx.is(i + 1, "only") && !cx.is(i + 1, "just"))
}

/// Where the clause of a token begins: after a semicolon, a dash, "but", "while", or the sentence's start.
fn clause_start(cx: &Context<'_>, at: usize, sentence: &Sentence) -> usize {
    let verb = |i: usize| {
        cx.token(i).shape == Shape::Lower
            && !cx.has(i, super::counted::CLOSED.or(Class::DETERMINER).or(Class::PRONOUN).or(Class::POSSESSIVE))
            && !cx.text(i + 1).is_empty()
            && (cx.text(i).ends_with('s') || cx.text(i).ends_with("ed"))
    };
    let noun = |i: usize| {
        matches!(cx.token(i).shape, Shape::Lower | Shape::Capital | Shape::Upper)
            && !cx.has(i, super::counted::CLOSED.or(Class::VERB))
    };
    let cut = |i: usize| {
        cx.is_mark(i, b';')
            || cx.is_mark(i, b':')
            || cx.text(i) == "—"
            || cx.is(i, "but")
            || cx.is(i, "while")
            || cx.is(i, "whereas")
            || cx.is_mark(i, b'-') && cx.token(i).spaced && cx.token(i + 1).spaced
            || (cx.is(i, "that") || cx.is(i, "which")) && i > sentence.tokens.start && verb(i + 1) && noun(i - 1)
            || cx.is_mark(i, b',')
                && (cx.is(i + 1, "of") && cx.is(i + 2, "which") || cx.is(i + 1, "and") && cx.has(i + 2, Class::PRONOUN))
    };
    (sentence.tokens.start..at).rev().find(|i| cut(*i)).map_or(sentence.tokens.start, |i| i + 1)
}

/// Whether the quantity is a growth, a decline or a multiple: the word stands right before it, or right after ("a 9 percent increase").
pub(super) fn change(cx: &Context<'_>, quantity: &Quantity, sentence: &Sentence) -> Option<Change> {
    if quantity.change.is_some() {
        return quantity.change;
    }
    if quantity.sort == Sort::Multiple {
        let text = cx.text(quantity.tokens.start).to_lowercase();
        return (text.ends_with('d') || text.ends_with("fold") || text.ends_with("ing") || cx.is(quantity.tokens.end, "as"))
            .then_some(Change::Multiple);
    }
    let start = quantity.tokens.start;
    let first = start.saturating_sub(3).max(sentence.tokens.start);
    let level = (first..start).any(|i| cx.is(i, "to") || cx.is(i, "at"));
    let of = |i: usize| match () {
        () if cx.has(i, Class::INCREASE) => Some(Change::Increase),
        () if cx.has(i, Class::DECREASE) => Some(Change::Decrease),
        () => None,
    };
    let by = start > first && cx.is(start - 1, "by");
    let measured = matches!(quantity.dimension(cx), Dimension::Ratio) || by;
    let before = (first..start).rev().filter(|_| !level && measured).find_map(of);
    let after = (quantity.tokens.end..(quantity.tokens.end + 2).min(sentence.tokens.end))
        .filter(|_| quantity.dimension(cx) == Dimension::Ratio)
        .find_map(of);
    before.or(after)
}

/// The statistic: a share of something, an average, an extreme, a total or a count.
pub(super) fn statistic(cx: &Context<'_>, quantity: &Quantity, sentence: &Sentence) -> Statistic {
    let first = quantity.tokens.start.saturating_sub(4).max(sentence.tokens.start);
    let near = |words: &[&str]| (first..quantity.tokens.start).any(|i| words.iter().any(|word| cx.is(i, word)));
    if near(&["average", "averaging", "mean", "median", "averaged"]) {
        Statistic::Mean
    } else if near(&["record", "maximum", "peak", "highest"]) {
        Statistic::Maximum
    } else if near(&["minimum", "lowest"]) {
        Statistic::Minimum
    } else if quantity.dimension(cx) == Dimension::Ratio && (cx.is(quantity.tokens.end, "of") || quantity.sort == Sort::Fraction)
    {
        Statistic::Share
    } else if near(&["total", "totalling", "totaling", "altogether", "overall"]) {
        Statistic::Total
    } else {
        Statistic::Count
    }
}
