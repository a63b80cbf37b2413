//! Times in a sentence: years, months, days, quarters, halves and relative words, resolved against the article's date.
//! It tells figures which numbers are dates, and when a figure holds. A length of time ("48 hours") is a figure, not a period.

use crate::lexicon::Class;
use crate::model::{Period, PeriodKind};
use crate::tag::context::{Context, Sentence};
use crate::text::Shape;
use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};
use std::ops::Range;

/// A time found in a sentence. `tokens` covers its preposition too; `core` only the date.
#[derive(Debug, Clone)]
pub struct Time {
    /// All its tokens.
    pub tokens: Range<usize>,
    /// The tokens of the date itself.
    pub core: Range<usize>,
    /// How it relates to what is said.
    pub kind: PeriodKind,
    /// First and last day.
    pub days: (Date, Date),
}

impl Time {
    /// The period as the model has it.
    pub fn period(&self, cx: &Context<'_>) -> Period {
        let phrase = cx.quote(self.tokens.clone());
        let (first, last) = self.days;
        let (start, end) = match self.kind {
            PeriodKind::Since | PeriodKind::After => (Some(first), None),
            PeriodKind::Until | PeriodKind::Before | PeriodKind::By => (None, Some(last)),
            PeriodKind::During | PeriodKind::AsOf => (Some(first), Some(last)),
        };
        Period { kind: self.kind, start, end, span: phrase.span, text: phrase.text }
    }
}

/// The times of a sentence, in order, not overlapping.
pub fn times(cx: &Context<'_>, sentence: &Sentence) -> Vec<Time> {
    let mut found: Vec<Time> = Vec::new();
    let mut i = sentence.tokens.start;
    while i < sentence.tokens.end {
        let starts = cx.token(i).shape == Shape::Number
            || cx.has(i, STARTS)
            || relative_word(cx, i)
            || cx.token(i).shape == Shape::Capital && cx.text(i).starts_with('Q');
        match starts.then(|| time(cx, i, sentence)).flatten() {
            Some(time) => {
                i = time.tokens.end.max(i + 1);
                found.push(time);
            }
            None => i += 1,
        }
    }
    found
}

/// Word classes at which a date can start.
const STARTS: Class = Class::MONTH.or(Class::ORDINAL).or(Class::DETERMINER);

fn relative_word(cx: &Context<'_>, i: usize) -> bool {
    matches!(cx.token(i).shape, Shape::Lower | Shape::Capital)
        && [
            "yesterday",
            "today",
            "tomorrow",
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
            "fiscal",
        ]
        .iter()
        .any(|word| cx.is(i, word))
}

/// A time whose date starts at `i`, with the words before that govern it.
fn time(cx: &Context<'_>, i: usize, sentence: &Sentence) -> Option<Time> {
    let end = sentence.tokens.end;
    let (mut until, mut days) = date(cx, i, end)?;
    // "2023-2024", "from March to May 2025", "between 2014 and 2023"
    let join = usize::from(
        cx.is_mark(until, b'-') || cx.is(until, "to") || cx.is(until, "and") || cx.is(until, "until") || cx.is(until, "through"),
    );
    if join == 1 {
        let bare = cx.is_mark(until, b'-');
        let opened = i > sentence.tokens.start && (cx.is(i - 1, "from") || cx.is(i - 1, "between"));
        if let Some((next, later)) = short_year(cx, until + 1, days.0)
            .filter(|_| bare)
            .or_else(|| date(cx, until + 1, end))
            .filter(|_| bare || opened || cx.is(until, "and"))
        {
            days = (days.0.min(later.0), days.1.max(later.1));
            until = next;
        }
    }
    let (first, kind) = governed(cx, i, sentence.tokens.start);
    Some(Time { tokens: first..until, core: i..until, kind, days })
}

/// "-24" after a four-digit year.
fn short_year(cx: &Context<'_>, i: usize, first: Date) -> Option<(usize, (Date, Date))> {
    let text = cx.text(i);
    let two = text.len() == 2 && cx.token(i).shape == Shape::Number && !cx.token(i).spaced;
    let year = i32::from(first.year()) / 100 * 100 + text.parse::<i32>().ok().filter(|_| two)?;
    let year = i16::try_from(year).ok().filter(|year| *year > first.year())?;
    Some((i + 1, whole_year(year)?))
}

/// The prepositions and words before a date, with the relation they make.
fn governed(cx: &Context<'_>, i: usize, start: usize) -> (usize, PeriodKind) {
    let mut at = i;
    let back = |at: usize, word: &str| at.checked_sub(1).is_some_and(|n| n >= start && cx.is(n, word));
    if back(at, "the") {
        at -= 1;
    }
    for (word, kind) in [
        ("since", PeriodKind::Since),
        ("by", PeriodKind::By),
        ("until", PeriodKind::Until),
        ("till", PeriodKind::Until),
        ("before", PeriodKind::Before),
        ("after", PeriodKind::After),
        ("in", PeriodKind::During),
        ("during", PeriodKind::During),
        ("on", PeriodKind::During),
        ("for", PeriodKind::During),
        ("from", PeriodKind::During),
        ("between", PeriodKind::During),
        ("throughout", PeriodKind::During),
        ("over", PeriodKind::During),
        ("at", PeriodKind::During),
    ] {
        if back(at, word) {
            return (at - 1, kind);
        }
    }
    if back(at, "of") && at.checked_sub(2).is_some_and(|n| n >= start && cx.is(n, "as")) {
        return (at - 2, PeriodKind::AsOf);
    }
    if back(at, "from") && at.checked_sub(2).is_some_and(|n| n >= start && cx.is(n, "as")) {
        return (at - 2, PeriodKind::Since);
    }
    (at, PeriodKind::During)
}

/// A date at token `i`: its end and its first and last day.
fn date(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
    if i >= end {
        return None;
    }
    if let Some(found) = part_of_year(cx, i, end) {
        return Some(found);
    }
    if let Some(month) = month(cx, i) {
        return month_date(cx, i, end, month);
    }
    if cx.token(i).shape == Shape::Number {
        return day_first(cx, i, end)
            .or_else(|| iso(cx, i, end))
            .or_else(|| year(cx, i).and_then(|year| Some((i + 1, whole_year(year)?))));
    }
    relative(cx, i, end)
}

/// "Nov. 20, 2025", "November 2025", "March", "May 5".
fn month_date(cx: &Context<'_>, i: usize, end: usize, month: i8) -> Option<(usize, (Date, Date))> {
    let mut at = i + 1;
    at += usize::from(cx.is_mark(at, b'.') && cx.text(i).len() <= 4);
    let comma = |at: usize| usize::from(cx.is_mark(at, b','));
    if let Some(day) = day(cx, at) {
        let mut after = at + 1;
        after += usize::from(matches!(cx.text(after), "st" | "nd" | "rd" | "th") && !cx.token(after).spaced);
        let given = year(cx, after + comma(after)).filter(|_| after + comma(after) < end);
        let date = Date::new(given.unwrap_or_else(|| near_year(cx, month, Some(day))), month, day).ok()?;
        let close = if given.is_some() { after + comma(after) + 1 } else { after };
        return Some((close, (date, date)));
    }
    let of = usize::from(cx.is(at, "of") || cx.is_mark(at, b','));
    let given = year(cx, at + of).filter(|_| at + of < end);
    // "may", "march" and "sun" in lower case are words; a lone abbreviation needs its year.
    if given.is_none()
        && (cx.token(i).shape != Shape::Capital
            || cx.is(i, "may") && !prepositioned(cx, i)
            || cx.text(i).len() <= 3 && !cx.is(i, "may"))
    {
        return None;
    }
    let first = Date::new(given.unwrap_or_else(|| near_year(cx, month, None)), month, 1).ok()?;
    Some((if given.is_some() { at + of + 1 } else { i + 1 }, (first, first.last_of_month())))
}

fn prepositioned(cx: &Context<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|i| {
        ["in", "since", "by", "until", "last", "next", "early", "late", "mid", "of", "from", "during", "this"]
            .iter()
            .any(|word| cx.is(i, word))
    })
}

/// "20 November 2025", "5 May".
fn day_first(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
    let day = day(cx, i)?;
    let mut at = i + 1;
    at += usize::from(matches!(cx.text(at), "st" | "nd" | "rd" | "th") && !cx.token(at).spaced);
    at += usize::from(cx.is(at, "of"));
    let month = month(cx, at).filter(|_| at < end && matches!(cx.token(at).shape, Shape::Capital | Shape::Upper))?;
    let comma = usize::from(cx.is_mark(at + 1, b',') || cx.is_mark(at + 1, b'.'));
    let given = year(cx, at + 1 + comma).filter(|_| at + 1 + comma < end);
    let date = Date::new(given.unwrap_or_else(|| near_year(cx, month, Some(day))), month, day).ok()?;
    Some((if given.is_some() { at + 2 + comma } else { at + 1 }, (date, date)))
}

/// "2025-11-20", "20.11.2025", "11/20/2025".
fn iso(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
    if cx.is_mark(i + 1, b'-') && cx.is_mark(i + 3, b'-') && i + 4 < end {
        let (y, m, d) = (cx.text(i), cx.text(i + 2), cx.text(i + 4));
        let date = Date::new(y.parse().ok().filter(|_| y.len() == 4)?, m.parse().ok()?, d.parse().ok()?).ok()?;
        return Some((i + 5, (date, date)));
    }
    if cx.is_mark(i + 1, b'/') && cx.is_mark(i + 3, b'/') && i + 4 < end {
        let (a, b): (i8, i8) = (cx.text(i).parse().ok()?, cx.text(i + 2).parse().ok()?);
        let year: i16 = cx.text(i + 4).parse().ok()?;
        let year = if year < 100 { 2000 + year } else { year };
        let date = Date::new(year, a, b).or_else(|_| Date::new(year, b, a)).ok()?;
        return Some((i + 5, (date, date)));
    }
    let mut parts = cx.text(i).split('.');
    let (Some(d), Some(m), Some(y), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else { return None };
    let date = Date::new(y.parse().ok().filter(|_| y.len() == 4)?, m.parse().ok()?, d.parse().ok()?).ok()?;
    Some((i + 1, (date, date)))
}

/// "mid-2025", "the first half of 2025", "Q3 2025", "the end of 2026", "early March", "spring 2025", "fiscal year 2026".
fn part_of_year(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
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
        "fiscal" => (i + 1 + usize::from(cx.is(i + 1, "year")), (1, 12)),
        "q1" | "q2" | "q3" | "q4" => return None,
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
        return month_date(cx, at, end, month);
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
fn ordinal_part(cx: &Context<'_>, i: usize, end: usize, word: &str) -> Option<(usize, (Date, Date))> {
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
        let count = COUNTS.iter().position(|word| cx.is(i + 1, word))?;
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

/// Small numbers in words, from one.
const COUNTS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];

/// "last year", "this month", "next week", "yesterday", "last March", "the past two years" (no period: a length).
fn relative(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
    let today = today(cx)?;
    for (word, shift) in [("yesterday", -1), ("today", 0), ("tomorrow", 1)] {
        if cx.is(i, word) {
            let day = today.checked_add(shift.days()).ok()?;
            return Some((i + 1, (day, day)));
        }
    }
    let shift: i64 = match cx.text(i).to_ascii_lowercase().as_str() {
        "last" | "previous" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
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

/// The day against which relative times are read.
fn today(cx: &Context<'_>) -> Option<Date> {
    cx.article.published
}

/// The year of a month without one: the latest such month not after the article's date; without a date the article says nothing, and the
/// year is that of no real article, 1.
fn near_year(cx: &Context<'_>, month: i8, day: Option<i8>) -> i16 {
    today(cx).map_or(1, |today| today.year() - i16::from((month, day.unwrap_or(1)) > (today.month(), today.day())))
}

fn whole_year(year: i16) -> Option<(Date, Date)> {
    months(year, 1, 12)
}

fn months(year: i16, first: i8, last: i8) -> Option<(Date, Date)> {
    Some((Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
}

/// A four-digit year between 1500 and 2149 that no letter or unit touches.
fn year(cx: &Context<'_>, i: usize) -> Option<i16> {
    let text = cx.text(i);
    let plain = cx.token(i).shape == Shape::Number && text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year: i16 = text.parse().ok().filter(|_| plain)?;
    let touched = matches!(cx.token(i + 1).shape, Shape::Lower | Shape::Upper) && !cx.token(i + 1).spaced && !cx.is(i + 1, "'s");
    ((1500..2150).contains(&year) && !touched).then_some(year)
}

fn day(cx: &Context<'_>, i: usize) -> Option<i8> {
    let text = cx.text(i);
    (cx.token(i).shape == Shape::Number && text.len() <= 2)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|day| (1..=31).contains(day))
}

/// The month that a token names.
fn month(cx: &Context<'_>, i: usize) -> Option<i8> {
    if !cx.has(i, Class::MONTH) {
        return None;
    }
    let text = cx.text(i).to_ascii_lowercase();
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    names.iter().position(|name| text.starts_with(name)).and_then(|n| i8::try_from(n + 1).ok())
}
