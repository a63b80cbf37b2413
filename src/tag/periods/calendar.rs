//! Dates of the calendar: days, months and years as they are written. Not words like "last year", nor parts of a year.

use super::today;
use crate::lexicon::Class;
use crate::tag::context::Context;
use crate::text::{Shape, Words};
use jiff::civil::Date;

/// A date at token `i`: its end and its first and last day.
pub(super) fn date(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
    if i >= end {
        return None;
    }
    if let Some(found) = super::parts::part_of_year(cx, i, end) {
        return Some(found);
    }
    if let Some(month) = month(cx, i) {
        return month_date(cx, i, end, month);
    }
    if cx.token(i).shape == Shape::Number {
        return day_first(cx, i, end)
            .or_else(|| iso(cx, i, end))
            .or_else(|| year(cx, i).filter(|_| !counts(cx, i, end)).and_then(|year| Some((i + 1, whole_year(year)?))));
    }
    super::relative::relative(cx, i, end)
}

/// Whether a number that could be a year is an amount: a sign or unit stands beside it, a noun in the plural behind, a bound before.
pub(crate) fn counts(cx: &Context<'_>, i: usize, end: usize) -> bool {
    let next = i + 1;
    let word = cx.token(next);
    let plural = next < end
        && word.shape == Shape::Lower
        && word.spaced
        && (cx.has(next, Class::COUNTABLE)
            || !recent(cx.text(i)) && (cx.has(next, Class::HEAD) || cx.text(next).ends_with('s') && cx.text(next).len() > 3))
        && !cx.has(
            next,
            Class::PREPOSITION
                .or(Class::BE)
                .or(Class::HAVE)
                .or(Class::DO)
                .or(Class::MODAL)
                .or(Class::DETERMINER)
                .or(Class::ADVERB)
                .or(Class::CONJUNCTION),
        );
    // "2024 elections" and "2022 sanctions" name a year's; a verb of counting or a bound makes the number a count.
    let Some(before) = i.checked_sub(1) else { return plural };
    let money =
        matches!(cx.token(before).shape, Shape::Punct(b'$' | 0)) && !cx.is_mark(before, b'-') && cx.has(before, Class::UNIT);
    let unit = next < end
        && cx.has(next, Class::UNIT)
        && (cx.text(next).len() > 1 || !word.spaced)
        && (cx.is_mark(next, b'%') || word.shape == Shape::Lower && cx.text(next) != "in" && cx.text(next) != "a")
        || cx.has(next, Class::NUMERAL) && word.shape == Shape::Lower;
    let bounded = cx.is_any(
        before,
        const {
            &Words::of([
                "than",
                "least",
                "nearly",
                "almost",
                "some",
                "exceeded",
                "exceeding",
                "approximately",
                "roughly",
                "only",
                "below",
                "above",
                "exceed",
                "exceeds",
            ])
        },
    ) || cx.is(before, "to") && before > 0 && cx.is(before - 1, "up");
    let dated = cx.has(before, Class::MONTH)
        || cx.is_any(before, const { &Words::of(["in", "since", "the", "of", "by", "during", "until", "from", "for"]) });
    let purposed = cx.is_any(before, const { &Words::of(["for", "of", "from"]) });
    money || bounded || unit && (!dated || purposed) || plural && !dated
}

/// Whether four digits read as a year of our time before any noun that years qualify ("2024 elections").
fn recent(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|year| (1985..2041).contains(&year) && year % 50 != 0)
}

/// "5 and 6 May", "3-5 February 2025", "5, 6 and 7 May": days that share the month behind them.
pub(super) fn day_list(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
    let first = day(cx, i)?;
    let mut at = i + 1;
    for _ in 0..4 {
        let joins = cx.is_mark(at, b'-') || cx.is_mark(at, b',') || cx.is_any(at, const { &Words::of(["and", "to", "or"]) });
        if !joins || day(cx, at + 1).is_none() {
            return None;
        }
        if let Some((next, days)) = day_first(cx, at + 1, end) {
            let from = Date::new(days.0.year(), days.0.month(), first).ok()?;
            return Some((next, (from.min(days.0), days.1)));
        }
        at += 2;
    }
    None
}

/// "February 4 and 5", "May 3-5, 2025": a later day of the month before it.
pub(super) fn later_day(cx: &Context<'_>, join: usize, days: (Date, Date), end: usize) -> Option<(usize, (Date, Date))> {
    let named =
        join >= 2 && cx.has(join - 2, Class::MONTH) || join >= 3 && cx.is_mark(join - 2, b'.') && cx.has(join - 3, Class::MONTH);
    let day = day(cx, join + 1).filter(|_| named && days.0 == days.1 && join + 1 < end)?;
    let at = join + 2;
    let noun = cx.token(at).shape == Shape::Lower
        && !cx.has(
            at,
            Class::PREPOSITION
                .or(Class::CONJUNCTION)
                .or(Class::BE)
                .or(Class::MODAL)
                .or(Class::HAVE)
                .or(Class::SUBORDINATOR)
                .or(Class::RELATIVE)
                .or(Class::ADVERB)
                .or(Class::PRONOUN)
                .or(Class::DETERMINER),
        );
    let dash = cx.is_mark(join, b'-');
    let comma = usize::from(cx.is_mark(at, b','));
    let given = year(cx, at + comma).filter(|_| at + comma < end);
    let later = Date::new(given.unwrap_or(days.0.year()), days.0.month(), day).ok()?;
    let first = Date::new(later.year(), later.month(), days.0.day()).ok()?;
    (later > first && (dash || !noun)).then_some((if given.is_some() { at + comma + 1 } else { at }, (first, later)))
}

/// "-24" after a four-digit year.
pub(super) fn short_year(cx: &Context<'_>, i: usize, first: Date) -> Option<(usize, (Date, Date))> {
    let text = cx.text(i);
    let two = text.len() == 2 && cx.token(i).shape == Shape::Number && !cx.token(i).spaced;
    let year = i32::from(first.year()) / 100 * 100 + text.parse::<i32>().ok().filter(|_| two)?;
    let year = i16::try_from(year).ok().filter(|year| *year > first.year())?;
    Some((i + 1, whole_year(year)?))
}

/// "Nov. 20, 2025", "November 2025", "March", "May 5".
pub(super) fn month_date(cx: &Context<'_>, i: usize, end: usize, month: i8) -> Option<(usize, (Date, Date))> {
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

pub(super) fn prepositioned(cx: &Context<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|i| {
        cx.is_any(
            i,
            const {
                &Words::of(["in", "since", "by", "until", "last", "next", "early", "late", "mid", "of", "from", "during", "this"])
            },
        )
    })
}

/// "20 November 2025", "5 May".
pub(super) fn day_first(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
    let day = day(cx, i)?;
    let mut at = i + 1;
    at += usize::from(matches!(cx.text(at), "st" | "nd" | "rd" | "th") && !cx.token(at).spaced);
    at += usize::from(cx.is(at, "of"));
    let month = month(cx, at).filter(|_| at < end && matches!(cx.token(at).shape, Shape::Capital | Shape::Upper))?;
    // "Memorandum 2 of February 4": the day stands behind the month.
    if cx.is(at - 1, "of") && self::day(cx, at + 1).is_some() {
        return None;
    }
    let comma = usize::from(cx.is_mark(at + 1, b',') || cx.is_mark(at + 1, b'.'));
    let given = year(cx, at + 1 + comma).filter(|_| at + 1 + comma < end);
    let date = Date::new(given.unwrap_or_else(|| near_year(cx, month, Some(day))), month, day).ok()?;
    Some((if given.is_some() { at + 2 + comma } else { at + 1 }, (date, date)))
}

/// "2025-11-20", "20.11.2025", "11/20/2025".
pub(super) fn iso(cx: &Context<'_>, i: usize, end: usize) -> Option<(usize, (Date, Date))> {
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

/// The year of a month without one: the latest such month not after the article's date; without a date the article says nothing, and the
/// year is that of no real article, 1.
pub(super) fn near_year(cx: &Context<'_>, month: i8, day: Option<i8>) -> i16 {
    today(cx).map_or(1, |today| today.year() - i16::from((month, day.unwrap_or(1)) > (today.month(), today.day())))
}

pub(super) fn whole_year(year: i16) -> Option<(Date, Date)> {
    months(year, 1, 12)
}

pub(super) fn months(year: i16, first: i8, last: i8) -> Option<(Date, Date)> {
    Some((Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
}

/// A four-digit year between 1500 and 2149 that no letter or unit touches.
pub(super) fn year(cx: &Context<'_>, i: usize) -> Option<i16> {
    let text = cx.text(i);
    let plain = cx.token(i).shape == Shape::Number && text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year: i16 = text.parse().ok().filter(|_| plain)?;
    let touched = matches!(cx.token(i + 1).shape, Shape::Lower | Shape::Upper) && !cx.token(i + 1).spaced && !cx.is(i + 1, "'s");
    ((1500..2150).contains(&year) && !touched).then_some(year)
}

pub(super) fn day(cx: &Context<'_>, i: usize) -> Option<i8> {
    let text = cx.text(i);
    (cx.token(i).shape == Shape::Number && text.len() <= 2)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|day| (1..=31).contains(day))
}

/// The month that a token names.
pub(super) fn month(cx: &Context<'_>, i: usize) -> Option<i8> {
    if !cx.has(i, Class::MONTH) {
        return None;
    }
    let text = cx.text(i).to_ascii_lowercase();
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    names.iter().position(|name| text.starts_with(name)).and_then(|n| i8::try_from(n + 1).ok())
}
