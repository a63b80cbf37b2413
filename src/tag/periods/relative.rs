//! Times relative to the article's date: "last year", "yesterday", "on Tuesday", "the past two years", "three days ago".

use super::calendar::{month, whole_year};
use super::today;
use crate::lexicon::Class;
use crate::tag::context::Context;
use crate::text::{Shape, Words};
use jiff::civil::{Date, Weekday};
use jiff::{Span as Length, ToSpan};
use std::ops::Range;

/// Small numbers in words, from one.
pub(super) const COUNTS: &Words =
    &Words::of(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]);

/// "last year", "this month", "next week", "yesterday", "last March", "the past two years" (no period: a length).
pub(super) fn relative(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
    let today = today(cx)?;
    const DAYS: &Words = &Words::of(["yesterday", "today", "tomorrow"]);
    if let Some(n) = cx.which(i, DAYS) {
        let day = today.checked_add((i64::try_from(n).ok()? - 1).days()).ok()?;
        return Some((i + 1, (day, day)));
    }
    if cx.has(i, Class::WEEKDAY) && cx.token(i).shape == Shape::Capital && cx.text(i).len() > 3 {
        return weekday(cx, i, today, 0);
    }
    let shift: i64 = match () {
        () if cx.is(i, "last") || cx.is(i, "previous") => -1,
        () if cx.is(i, "this") => 0,
        () if cx.is(i, "next") => 1,
        () => return None,
    };
    if i + 1 >= end {
        return None;
    }
    let moved = |length: Length| today.checked_add(length).ok();
    let days = match cx.text(i + 1) {
        "year" => whole_year(moved(shift.years())?.year())?,
        "month" => {
            let day = moved(shift.months())?;
            (day.first_of_month(), day.last_of_month())
        }
        "week" => {
            let day = moved((shift * 7).days())?;
            let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
            (monday, monday.checked_add(6.days()).ok()?)
        }
        _ if cx.has(i + 1, Class::WEEKDAY) => return weekday(cx, i + 1, today, shift),
        "decade" => (moved((shift * 10).years())?, today),
        _ => {
            let month = month(cx, i + 1).filter(|_| cx.token(i + 1).shape == Shape::Capital)?;
            let mut year = today.year();
            year += i16::from(shift > 0 && month <= today.month()) - i16::from(shift < 0 && month >= today.month());
            let first = Date::new(year, month, 1).ok()?;
            (first, first.last_of_month())
        }
    };
    Some((i + 2, days))
}

/// A day of the week: the latest one not after the article's date, with "next" the one after it.
fn weekday(cx: &Context<'_>, i: usize, today: Date, shift: i64) -> Option<(usize, (Date, Date))> {
    const NAMES: &[(&str, Weekday)] = &[
        ("mon", Weekday::Monday),
        ("tue", Weekday::Tuesday),
        ("wed", Weekday::Wednesday),
        ("thu", Weekday::Thursday),
        ("fri", Weekday::Friday),
        ("sat", Weekday::Saturday),
        ("sun", Weekday::Sunday),
    ];
    let text = cx.text(i).to_ascii_lowercase();
    let named = NAMES.iter().find(|(name, _)| text.starts_with(name)).map(|(_, day)| *day)?;
    let back = (i64::from(today.weekday().to_monday_zero_offset()) - i64::from(named.to_monday_zero_offset())).rem_euclid(7);
    let day = today.checked_sub((back - if shift > 0 { 7 } else { 0 }).days()).ok()?;
    Some((i + 1, (day, day)))
}

/// "the past two years", "the next five days", "past decade", "three days ago", "in recent weeks": the tokens and the days; the count in it is a
/// figure of its own.
pub(super) fn length(cx: &Context<'_>, i: usize, end: usize) -> Option<(Range<usize>, (Date, Date))> {
    let today = today(cx)?;
    let ahead = cx.is(i, "next") || cx.is(i, "coming") || cx.is(i, "following");
    let behind = cx.is(i, "past") || cx.is(i, "last") || cx.is(i, "previous") || cx.is(i, "recent");
    let first = i + usize::from(ahead || behind);
    let (at, count) = match count(cx, first, end) {
        Some(found) => found,
        None if cx.is(i, "past") || cx.is(i, "recent") => (first, 1),
        None => return None,
    };
    let length = unit(cx, at, count).filter(|_| at < end)?;
    let ago = cx.is(at + 1, "ago") || cx.is(at + 1, "earlier");
    let far = |sign: i64| today.checked_add(length * sign).ok();
    match () {
        () if ahead => Some((i..at + 1, (today, far(1)?))),
        () if behind => Some((i..at + 1, (far(-1)?, today))),
        () if ago => far(-1).map(|day| (i..at + 2, (day, day))),
        () => None,
    }
}

/// A small count in digits or words at `i`, and where it ends.
fn count(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, i64)> {
    if i >= end {
        return None;
    }
    if cx.token(i).shape == Shape::Number {
        return cx.text(i).parse().ok().filter(|n| (1..=200).contains(n)).map(|n| (i + 1, n));
    }
    cx.which(i, COUNTS).and_then(|n| i64::try_from(n + 1).ok()).map(|n| (i + 1, n))
}

/// So many of the unit of time at `i`.
fn unit(cx: &Context<'_>, i: usize, count: i64) -> Option<Length> {
    let text = cx.text(i).to_ascii_lowercase();
    match text.strip_suffix('s').unwrap_or(&text) {
        "day" => Some(count.days()),
        "week" => Some((count * 7).days()),
        "month" => Some(count.months()),
        "year" => Some(count.years()),
        "decade" => Some((count * 10).years()),
        _ => None,
    }
}
