//! Times in a sentence: years, months, days, quarters, halves and relative words, resolved against the article's date.
//! It tells figures which numbers are dates, and when a figure holds. A length of time ("48 hours") is a figure, not a period.

mod calendar;
mod eras;
mod parts;
mod relative;

use crate::lexicon::Class;
use crate::model::{Period, PeriodKind};
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Words};
use jiff::civil::Date;
use std::ops::Range;

pub(crate) use calendar::counts;

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

    /// Whether it is the day on which somebody spoke ("said on Friday", "told reporters in Rome on Friday", "on Friday announced"): no
    /// period of what was said.
    pub fn of_saying(&self, cx: &Context<'_>) -> bool {
        let (start, end) = (self.tokens.start, self.tokens.end);
        let within = cx.sentence_of(start).map_or(start, |sentence| sentence.tokens.start);
        let short = i64::from((self.days.1 - self.days.0).get_days()) <= 1;
        let opaque = |i: usize| {
            matches!(cx.token(i).shape, Shape::Punct(_) | Shape::Number)
                || cx.has(i, Class::RELATIVE.or(Class::CONJUNCTION).or(Class::VERB).or(Class::PREDICATE).or(Class::NUMERAL))
                || cx.text(i).ends_with("ed")
        };
        let mut before = (within.max(start.saturating_sub(7))..start).rev();
        let verb = before.find(|i| cx.says(*i) || opaque(*i));
        let opens = cx.says(end) && start > within && !cx.is_mark(start - 1, b',');
        short && (opens || verb.is_some_and(|i| cx.says(i)))
    }
}

/// The times of a sentence, in order, not overlapping.
pub fn times(cx: &Context<'_>, sentence: &Sentence) -> Vec<Time> {
    let mut found: Vec<Time> = Vec::new();
    let mut i = sentence.tokens.start;
    while i < sentence.tokens.end {
        let starts = cx.token(i).shape == Shape::Number
            || cx.has(i, STARTS)
            || cx.is(i, "this")
            || relative_word(cx, i)
            || cx.token(i).shape == Shape::Capital && cx.text(i).starts_with('Q');
        let found_here = if cx.is(i, "since") { since_era(cx, i, sentence) } else { None };
        match found_here.or_else(|| starts.then(|| time(cx, i, sentence)).flatten()) {
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
const STARTS: Class = Class::MONTH.or(Class::ORDINAL).or(Class::WEEKDAY).or(Class::NUMERAL);

/// Words that place a time by the day of writing.
const RELATIVE: &Words = &Words::of(["past", "previous", "coming", "following", "recent", "yesterday", "today", "tomorrow"]);

fn relative_word(cx: &Context<'_>, i: usize) -> bool {
    let first = cx.text(i).as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    // Nearly all words fail on their first letter.
    matches!(cx.token(i).shape, Shape::Lower | Shape::Capital | Shape::Upper)
        && b"pcfrytemlbsaw".contains(&first)
        && (cx.is_any(i, RELATIVE) || cx.is_any(i, parts::NAMED))
}

/// "since the start of the war".
fn since_era(cx: &Context<'_>, i: usize, sentence: &Sentence) -> Option<Time> {
    let (tokens, core, first) = eras::since(cx, i, sentence)?;
    Some(Time { tokens, core, kind: PeriodKind::Since, days: (first, first) })
}

/// A time whose date starts at `i`, with the words before that govern it.
fn time(cx: &Context<'_>, i: usize, sentence: &Sentence) -> Option<Time> {
    let end = sentence.tokens.end;
    if let Some((core, days)) = relative::length(cx, i, end) {
        let (first, kind) = governed(cx, i, sentence.tokens.start);
        return Some(Time { tokens: first..core.end, core: core.start..core.start, kind, days });
    }
    let (mut until, mut days) = calendar::day_list(cx, i, end).or_else(|| calendar::date(cx, i, end))?;
    if let Some((next, later)) = joined(cx, i, until, days, sentence) {
        days = (days.0.min(later.0), days.1.max(later.1));
        until = next;
    }
    let (first, kind) = governed(cx, i, sentence.tokens.start);
    Some(Time { tokens: first..until, core: i..until, kind, days })
}

/// The second date of "2023-2024", "from March to May 2025", "between 2014 and 2023", "February 4 and 5", "January 31 to February 1".
fn joined(cx: &Context<'_>, i: usize, until: usize, days: (Date, Date), sentence: &Sentence) -> Option<(usize, (Date, Date))> {
    let bare = cx.is_mark(until, b'-') || cx.is_mark(until, b'/');
    let word = cx.is_any(until, const { &Words::of(["to", "and", "until", "through", "or"]) });
    if !bare && !word {
        return None;
    }
    let end = sentence.tokens.end;
    let opened = i > sentence.tokens.start && (cx.is(i - 1, "from") || cx.is(i - 1, "between"));
    let short = calendar::short_year(cx, until + 1, days.0).filter(|_| bare);
    let day = || calendar::later_day(cx, until, days, end);
    let next = || {
        calendar::date(cx, until + 1, end).filter(|_| bare || opened || cx.is(until, "and") || cx.has(until + 1, Class::MONTH))
    };
    short.or_else(day).or_else(next)
}

/// The prepositions and words before a date, with the relation they make.
fn governed(cx: &Context<'_>, i: usize, start: usize) -> (usize, PeriodKind) {
    let mut at = i;
    let back = |at: usize, word: &str| at.checked_sub(1).is_some_and(|n| n >= start && cx.is(n, word));
    if back(at, "the") || back(at, "late") || back(at, "early") {
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
            let since = |n: &usize| {
                cx.is(*n, "since")
                    && !(*n..at)
                        .any(|i| matches!(cx.token(i).shape, Shape::Punct(_) | Shape::Number) || cx.has(i, Class::NUMERAL))
            };
            let outer = (start.max(at.saturating_sub(9))..at).rev().find(since).filter(|_| kind == PeriodKind::During);
            // "at the end of 2024" is a moment.
            let kind = if word == "at" && cx.is(i, "end") { PeriodKind::AsOf } else { kind };
            return outer.map_or((at - 1, kind), |since| (since, PeriodKind::Since));
        }
    }
    if back(at, "of") && at.checked_sub(2).is_some_and(|n| n >= start && cx.is(n, "as")) {
        return (at - 2, PeriodKind::AsOf);
    }
    if back(at, "from") && at.checked_sub(2).is_some_and(|n| n >= start && cx.is(n, "as")) {
        return (at - 2, PeriodKind::Since);
    }
    // "since the truce was signed last October": nothing but the clause stands between.
    let clause = |n: &usize| {
        !matches!(cx.token(*n).shape, Shape::Punct(_) | Shape::Number) && !cx.has(*n, Class::CONJUNCTION.or(Class::NUMERAL))
    };
    let since = (start.max(at.saturating_sub(9))..at).rev().take_while(clause).find(|n| cx.is(*n, "since"));
    since.map_or((at, PeriodKind::During), |since| (since, PeriodKind::Since))
}

/// The day against which relative times are read.
fn today(cx: &Context<'_>) -> Option<Date> {
    cx.article.published
}
