//! What holds a number and is no figure: identifiers, ordinals, list labels, years, times of day, scores, phone numbers, "one" as a pronoun.

use super::designation::{CLOSED, capitalised_designator, designated, identifier, series};
use super::numeral::{Numeral, Sort};
use super::power::power;
use super::{bound, digits, habit};
use crate::lexicon::Class;
use crate::tag::context::{Context, Sentence};
use crate::tag::periods;
use crate::text::{Shape, Words};
use rust_decimal::Decimal;

/// If no figure can start at token `i`, the token after what was skipped.
pub(super) fn at(cx: &Context<'_>, i: usize, sentence: &Sentence) -> Option<usize> {
    let start = sentence.tokens.start;
    let before = i.checked_sub(1).filter(|b| *b >= start);
    let touches = !cx.token(i).spaced && before.is_some();
    let number = cx.token(i).shape == Shape::Number;
    if number && touches && glued_before(cx, before?, start) {
        return Some(i + 1);
    }
    let power = number && digits::plain(cx.text(i)).is_some_and(|(n, _)| power(cx, i + 1, sentence.tokens.end, n).is_some());
    // "30 x 30": neither counts.
    if number && !power && (cx.is(i + 1, "x") || cx.text(i + 1) == "×") && cx.token(i + 2).shape == Shape::Number {
        return Some(i + 3);
    }
    if number && !power && glued_after(cx, i) {
        return Some(i + 2);
    }
    // "4 min read", and a line that is a number and no more: the page's furniture.
    let minutes = ["min", "mins", "minute", "minutes"].iter().any(|word| cx.is(i + 1, word) || cx.is(i + 2, word));
    let alone = before.is_none() && i + 1 == sentence.tokens.end && cx.sentences.len() > 1;
    if number
        && (alone || minutes && ["read", "reads", "listen", "watch"].iter().any(|word| cx.is(i + 2, word) || cx.is(i + 3, word)))
    {
        return Some(i + 1);
    }
    // "3-for-4": a score of chances.
    if number
        && cx.is_mark(i + 1, b'-')
        && cx.is(i + 2, "for")
        && cx.is_mark(i + 3, b'-')
        && cx.token(i + 4).shape == Shape::Number
    {
        return Some(i + 5);
    }
    if number && label(cx, i, before, sentence) {
        return Some(i + 1);
    }
    if number
        && !digits::mixed(cx, i + 1, sentence.tokens.end)
        && let Some(end) = series(cx, i, sentence).or_else(|| identifier(cx, i, sentence.tokens.end))
    {
        return Some(end);
    }
    designated(cx, i, before, start).then_some(i + 1)
}

/// Whether a finished numeral is none of ours after all, seen with what stands around it.
pub(super) fn whole(cx: &Context<'_>, found: &Numeral, sentence: &Sentence, has_unit: bool) -> bool {
    let (first, next) = (found.tokens.start, found.tokens.end);
    let before = first.checked_sub(1).filter(|b| *b >= sentence.tokens.start);
    let hyphen = cx.is_mark(next, b'-') && !cx.token(next).spaced && !cx.token(next + 1).spaced;
    // "twenty-first", "one-sided", "21st"
    if hyphen
        && (cx.has(next + 1, Class::ORDINAL)
            || found.worded
                && found.low <= Decimal::ONE
                && found.low.is_sign_positive()
                && !has_unit
                && found.sort == Sort::Cardinal)
        || cx.has(next, Class::ORDINAL) && !cx.token(next).spaced
    {
        return true;
    }
    // "two-faced", "three-pronged": an adjective.
    if hyphen && found.worded && !has_unit && cx.text(next + 1).len() > 4 && cx.text(next + 1).ends_with("ed") {
        return true;
    }
    // "twenty fifth", "two hundredth"
    if found.worded && cx.has(next, Class::ORDINAL) && !cx.is(next, "last") && !cx.is(next, "next") {
        let tens = found.low >= Decimal::TWO * Decimal::TEN && (found.low % Decimal::TEN).is_zero();
        if tens || cx.has(next, Class::NUMERAL) && !cx.is(next, "second") {
            return true;
        }
    }
    // "two hundred and fiftieth"
    if found.worded
        && cx.is(next, "and")
        && cx.has(next + 1, Class::ORDINAL)
        && found.low >= Decimal::ONE_HUNDRED
        && found.sort == Sort::Cardinal
    {
        return true;
    }
    // 10:30, 5 p.m.
    if cx.is_mark(next, b':') && cx.token(next + 1).shape == Shape::Number && !cx.token(next + 1).spaced || clock(cx, next) {
        return true;
    }
    if found.sort == Sort::Cardinal && !has_unit && year_like(cx, found, before) {
        return true;
    }
    found.worded
        && found.sort == Sort::Cardinal
        && found.low <= Decimal::ONE
        && found.low.is_sign_positive()
        && !has_unit
        && lone_one(cx, found, before)
        || found.sort == Sort::Fraction && found.worded && ordinal_fraction(cx, found)
        || before.is_some_and(|b| titled(cx, found, b))
        || found.worded && before.is_some_and(|b| capitalised_designator(cx, b))
}

/// A letter, or a hyphen after one, touches the number from the left: G7, F-16, Brave-1, v1.2, #5.
fn glued_before(cx: &Context<'_>, before: usize, start: usize) -> bool {
    let word = |i: usize| !matches!(cx.token(i).shape, Shape::Punct(_) | Shape::Number);
    let touched = before > start && !cx.token(before).spaced;
    match cx.token(before).shape {
        // "F-16", and the last part of "a456-42".
        Shape::Punct(b'-') => {
            touched
                && (word(before - 1)
                    || cx.token(before - 1).shape == Shape::Number
                    || before > start + 1 && !cx.token(before - 1).spaced && word(before - 2))
        }
        Shape::Punct(b'#' | b'@' | b'_' | b'=' | b'/' | b'\\' | b'&' | b'%') => true,
        Shape::Punct(b':') if cx.is_mark(before.saturating_sub(1), b':') => true,
        Shape::Punct(b':') => touched && cx.token(before - 1).shape == Shape::Number,
        Shape::Punct(mark @ (b'.' | b',' | b'"' | b')' | b'?' | b'!' | b']')) => touched && footnote(cx, before, mark),
        Shape::Punct(_) => false,
        Shape::Number => true,
        _ if habit::rand(cx, before + 1) => false,
        // A currency code may touch its number: "USD5".
        _ => super::unit::before(cx, before + 1, start).is_none(),
    }
}

/// "the offensive.12 The", "a strike,\"3 he": a number that touches the mark behind a word is a note's; "ca.30" and "Rs.500" are quantities.
fn footnote(cx: &Context<'_>, mark: usize, sign: u8) -> bool {
    if sign == b'.' && cx.token(mark - 1).shape == Shape::Number {
        return true;
    }
    let word = matches!(
        cx.token(mark - 1).shape,
        Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Punct(b'.' | b',' | b'"' | b')' | b'%')
    );
    let short = cx.text(mark + 1).len() <= 3;
    word && short && !cx.has(mark - 1, Class::BOUND) && super::unit::before(cx, mark + 1, mark - 1).is_none()
}

/// Letters touch the number from the right and are no scale or unit: 21st, 1990s, 5G, 4x4; or a slash date: 24/7.
fn glued_after(cx: &Context<'_>, i: usize) -> bool {
    let next = cx.token(i + 1);
    if next.spaced || next.span.start != cx.token(i).span.end {
        return false;
    }
    match next.shape {
        Shape::Number => true,
        Shape::Punct(b'@' | b'_' | b'=' | b'\\') => true,
        Shape::Punct(b':') => cx.is_mark(i + 2, b':'),
        // "a 10-K filing", "3-D"
        Shape::Punct(b'-') => {
            cx.token(i + 2).shape == Shape::Upper
                && cx.text(i + 2).len() == 1
                && !cx.token(i + 2).spaced
                && cx.token(i + 3).spaced
        }
        Shape::Punct(b'/') => cx.is(i, "24") && cx.is(i + 2, "7") || cx.is(i, "9") && cx.is(i + 2, "11"),
        Shape::Punct(_) => false,
        _ => {
            let text = cx.text(i + 1);
            let letters =
                cx.phrase(&cx.lexicon.numeral_letters, i + 1, &(0..i + 2)).and_then(|(_, &n)| cx.lexicon.numerals.get(n));
            let scale = letters.is_some_and(|entry| entry.letters.iter().any(|l| l == text)) || cx.has(i + 1, Class::NUMERAL);
            let scale = scale || cx.is(i + 1, "fold");
            // "24703m2" is an area, "24703m212" a code.
            let unit = super::unit::after(cx, i + 1, cx.tokens.len());
            let stop = unit.as_ref().map_or(i + 2, |unit| unit.tokens.end);
            let runs_on = cx.token(stop).shape == Shape::Number && !cx.token(stop).spaced;
            runs_on || !scale && !habit::touches(cx, i) && unit.is_none()
        }
    }
}

/// A list label: "1." or "1)" that opens a sentence, "(1)" anywhere, a number that is all there is.
fn label(cx: &Context<'_>, i: usize, before: Option<usize>, sentence: &Sentence) -> bool {
    let short = cx.text(i).len() <= 2;
    let opens = before.is_none() || before.is_some_and(|b| b == sentence.tokens.start && cx.is_mark(b, b'('));
    let closed = cx.is_mark(i + 1, b'.') || cx.is_mark(i + 1, b')');
    let more = i + 2 < sentence.tokens.end;
    short
        && closed
        && !cx.token(i + 1).spaced
        && (opens && more && !cx.is_mark(i + 1, b'%')
            || before.is_some_and(|b| cx.is_mark(b, b'(') || cx.is_mark(b, b'[')) && cx.is_mark(i + 1, b')'))
        || before.is_some_and(|b| cx.is_mark(b, b'[')) && cx.is_mark(i + 1, b']')
}

/// "am", "p.m.", "o'clock", "GMT".
fn clock(cx: &Context<'_>, next: usize) -> bool {
    let half = (cx.is(next, "a") || cx.is(next, "p")) && cx.is_mark(next + 1, b'.') && cx.is(next + 2, "m");
    half || cx.is_any(next, const { &Words::of(["am", "pm", "gmt", "utc"]) })
        && cx.token(next).shape != Shape::Capital
        && !cx.is(next + 1, "I")
        || cx.is(next, "o") && cx.is(next + 1, "'clock")
}

/// A bare four-digit number that reads as a year; a plural noun right after it makes it a count.
fn year_like(cx: &Context<'_>, found: &Numeral, before: Option<usize>) -> bool {
    let text = cx.text(found.tokens.start);
    let range = Decimal::from(1500)..Decimal::from(2150);
    // "in the year of our Lord two thousand twenty-four"
    if found.worded && range.contains(&found.low) && before.is_some_and(|b| cx.is(b, "lord") || cx.is(b, "year")) {
        return true;
    }
    // "by the end of 2025.19": a year with the number of a note.
    let noted = text
        .split_once('.')
        .is_some_and(|(year, note)| year.len() == 4 && (1..=3).contains(&note.len()) && range.contains(&found.low));
    let first = found.tokens.start;
    let free = || bound::before(cx, first, first.saturating_sub(bound::LONGEST)).is_none();
    let dated = |b: usize| {
        cx.has(b, Class::MONTH.or(Class::PREPOSITION))
            || cx.is_any(b, const { &Words::of(["early", "late", "mid", "since", "fall"]) })
    };
    let next = found.tokens.end;
    let closes = matches!(cx.token(next).shape, Shape::Capital | Shape::Upper | Shape::Punct(0)) && !cx.has(next, Class::UNIT);
    if noted && closes && before.is_some_and(dated) && free() {
        return true;
    }
    let plain = found.tokens.len() == 1 && !found.worded && text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    if !plain || !range.contains(&found.low) {
        return false;
    }
    !periods::counts(cx, found.tokens.start, cx.tokens.len())
        || before.is_some_and(|b| cx.has(b, Class::MONTH) || cx.is(b, "since") || cx.is(b, "the"))
}

/// "World War Two": a number word in capitals that ends a name.
fn titled(cx: &Context<'_>, found: &Numeral, before: usize) -> bool {
    let name = |i: usize| cx.token(i).shape == Shape::Capital && !cx.has(i, CLOSED.or(Class::BOUND));
    // In a headline the counted noun has a capital too.
    let ends = !matches!(cx.token(found.tokens.end).shape, Shape::Capital | Shape::Upper);
    found.worded && found.tokens.len() == 1 && found.scale == Decimal::ONE && name(found.tokens.start) && name(before) && ends
}

/// "one" counts only before a countable noun, "in five" or a fraction; "zero" before a noun.
fn lone_one(cx: &Context<'_>, found: &Numeral, before: Option<usize>) -> bool {
    let next = found.tokens.end;
    if found.low.is_zero() {
        return cx.is(next, "sum") || cx.is_mark(next, b'-');
    }
    let bounded = before.is_some_and(|b| cx.is_any(b, const { &Words::of(["least", "than", "only", "just", "exactly"]) }));
    let noun = if cx.has(next, Class::COUNTABLE) {
        true
    } else {
        cx.has(next + 1, Class::COUNTABLE) && cx.token(next).shape != Shape::Punct(b',') && !cx.has(next, CLOSED)
    };
    let share = cx.is(next, "in") && (cx.token(next + 1).shape == Shape::Number || cx.has(next + 1, Class::NUMERAL));
    let of = cx.is(next, "of");
    of || !(noun || share || bounded && !cx.has(next, CLOSED))
}

/// "a third party", "a third time": an ordinal, unless "of" or the end of the phrase follows.
fn ordinal_fraction(cx: &Context<'_>, found: &Numeral) -> bool {
    let last = found.tokens.end - 1;
    let next = found.tokens.end;
    let joined = cx.is_mark(next, b'-') && !cx.token(next).spaced && !cx.token(next + 1).spaced;
    cx.has(last, Class::ORDINAL) && joined
        || cx.has(last, Class::ORDINAL)
            && !cx.is(next, "of")
            && matches!(cx.token(next).shape, Shape::Lower | Shape::Capital)
            && !cx.has(next, CLOSED)
}
