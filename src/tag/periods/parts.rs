//! Parts of a year: halves, quarters, seasons, "mid-2025", "the end of 2026".

use super::calendar::{month, month_date, months, year};
use super::relative::COUNTS;
use super::today;
use crate::tag::context::Context;
use crate::text::{Shape, Words};
use jiff::ToSpan;
use jiff::civil::Date;

/// Days at the end of a month.
const DECADE: i8 = 10;
/// Words at which a named part of a year opens; a winter lies in two and is none yet.
pub(super) const NAMED: &Words = &Words::of([
    "early",
    "mid",
    "late",
    "end",
    "beginning",
    "start",
    "middle",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "fy",
    "fiscal",
]);
/// Words at which a numbered one opens.
const NUMBERED: &Words = &Words::of(["q", "first", "second", "third", "fourth", "last"]);

/// "mid-2025", "the first half of 2025", "Q3 2025", "the end of 2026", "early March", "spring 2025", "fiscal year 2026".
pub(super) fn part_of_year(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
    if !cx.is_any(i, NAMED) && !cx.is_any(i, NUMBERED) {
        return None;
    }
    let hyphen = |at: usize| usize::from(cx.is_mark(at, b'-'));
    let (at, part) = match cx.text(i).to_ascii_lowercase().as_str() {
        "early" => (i + 1 + hyphen(i + 1), (1, 4)),
        "mid" => (i + 1 + hyphen(i + 1), (5, 8)),
        "late" => (i + 1 + hyphen(i + 1), (9, 12)),
        "end" => (i + 1 + usize::from(cx.is(i + 1, "of")) + hyphen(i + 1), (12, 12)),
        "beginning" | "start" if cx.is(i + 1, "of") => (i + 2, (1, 1)),
        "middle" if cx.is(i + 1, "of") => (i + 2, (5, 8)),
        "spring" => (i + 1 + usize::from(cx.is(i + 1, "of")), (3, 5)),
        "summer" => (i + 1 + usize::from(cx.is(i + 1, "of")), (6, 8)),
        "autumn" | "fall" => (i + 1 + usize::from(cx.is(i + 1, "of")), (9, 11)),
        "fy" => (i + 1, (1, 12)),
        "fiscal" => (i + 1 + usize::from(cx.is(i + 1, "year")), (1, 12)),
        "q" if cx.token(i + 1).shape == Shape::Number && !cx.token(i + 1).spaced => {
            let quarter: i8 = cx.text(i + 1).parse().ok().filter(|q| (1..=4).contains(q))?;
            (i + 2 + usize::from(cx.is(i + 2, "of")), (quarter * 3 - 2, quarter * 3))
        }
        word @ ("first" | "second" | "third" | "fourth" | "last") => return ordinal_part(cx, i, end, word),
        _ => return None,
    };
    if at >= end {
        return None;
    }
    if let Some(month) = month(cx, at).filter(|_| {
        cx.token(at).shape == Shape::Capital && cx.text(at).len() > 3 || month(cx, at).is_some() && year(cx, at + 1).is_some()
    }) {
        let (next, (first, last)) = month_date(cx, at, end, month)?;
        // "the end of September": its last days.
        let first = if cx.is(i, "end") && last.day() > DECADE { last.saturating_sub(i64::from(DECADE).days()) } else { first };
        return Some((next, (first, last)));
    }
    let the = at + usize::from(cx.is(at, "the"));
    let (year, next) = year(cx, at).map(|year| (year, at + 1)).or_else(|| {
        let this = cx.is(at, "this") || cx.is(the, "year") || cx.is(at, "next") || cx.is(at, "last");
        let shift = i16::from(cx.is(at, "next")) - i16::from(cx.is(at, "last"));
        let close = if cx.is(the, "year") { the + 1 } else { at + 2 };
        (this && cx.is(close - 1, "year")).then(|| today(cx).map(|day| (day.year() + shift, close))).flatten()
    })?;
    months(year, part.0, part.1).map(|days| (next, days))
}

/// "first half of 2025", "third quarter", "first three months of 2025".
pub(super) fn ordinal_part(cx: &Context<'_>, i: usize, end: usize, word: &str) -> Option<(usize, (Date, Date))> {
    let nth: i8 = match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => 0,
    };
    let (first, last, at) = if cx.is(i + 1, "half") && (1..=2).contains(&nth) {
        (nth * 6 - 5, nth * 6, i + 2)
    } else if cx.is(i + 1, "quarter") && nth >= 1 {
        (nth * 3 - 2, nth * 3, i + 2)
    } else if nth == 1 && cx.is(i + 2, "months") {
        let count = cx.which(i + 1, COUNTS)?;
        (1, i8::try_from(count + 1).ok()?, i + 3)
    } else {
        return None;
    };
    let of = usize::from(cx.is(at, "of") || cx.is(at, "in"));
    match year(cx, at + of).filter(|_| at + of < end) {
        Some(year) => Some((at + of + 1, months(year, first, last)?)),
        None => {
            let this = of == 1 && (cx.is(at + 1, "this") || cx.is(at + 1, "the")) && cx.is(at + 2, "year");
            Some((if this { at + 3 } else { at }, months(today(cx)?.year(), first, last)?))
        }
    }
}
