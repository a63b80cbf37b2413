//! What holds a number and is no figure: identifiers, ordinals, list labels, years, times of day, scores, phone numbers, "one" as a pronoun.

use super::numeral::{Numeral, Sort};
use super::power::power;
use super::{digits, habit};
use crate::lexicon::Class;
use crate::tag::context::{Context, Sentence};
use crate::tag::periods;
use crate::text::Shape;
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
    if number && let Some(end) = series(cx, i, sentence).or_else(|| identifier(cx, i, sentence.tokens.end)) {
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

/// Most tokens of a phone number or address.
const RUN: usize = 24;

/// A run of numbers held together by hyphens, slashes, brackets or blanks: a phone number, an address, an account. Three parts make one, and
/// two where a word or sign says so or no count is written like that.
fn series(cx: &Context<'_>, i: usize, sentence: &Sentence) -> Option<usize> {
    let limit = sentence.tokens.end.min(i + RUN);
    let (mut at, mut numbers, mut tidy, mut long) = (i, 1, cx.text(i).len() <= 3, cx.text(i).len() >= 7);
    loop {
        let mut next = at + 1;
        while next < limit && next < at + 3 && joins(cx, next) {
            next += 1;
        }
        if next >= limit || cx.token(next).shape != Shape::Number || !bare(cx, next) || !bare(cx, at) {
            break;
        }
        tidy &= next == at + 1 && cx.text(next).len() == 3;
        long |= cx.text(next).len() >= 7;
        numbers += 1;
        at = next;
    }
    let dots = cx.text(i).bytes().filter(|b| *b == b'.').count() >= 2
        && (cx.text(i).split('.').any(|group| group.len() != 3) || address(cx.text(i)));
    let told = contact(cx, i, sentence.tokens.start)
        || numbers >= 2 && i >= sentence.tokens.start + 3 && cx.is_mark(i - 1, b')') && cx.is_mark(i - 3, b'(');
    let sure = numbers >= 3 && !tidy
        || numbers >= 2 && (told || long || cx.text(i).len() > 1 && cx.text(i).starts_with('0'))
        || told && (numbers > 1 || cx.text(i).len() > 2);
    (sure || dots).then_some(at + 1)
}

/// Whether a mark joins the parts of a phone number; a slash only between long ones, for "2 1/4" is a number.
fn joins(cx: &Context<'_>, i: usize) -> bool {
    let slash = cx.text(i - 1).len() > 2 || cx.text(i + 1).len() > 2;
    matches!(cx.token(i).shape, Shape::Punct(b'-' | b')' | b'(')) || cx.is_mark(i, b'/') && slash
}

/// "255.255.255.0": four bytes.
fn address(text: &str) -> bool {
    text.split('.').count() == 4 && text.split('.').all(|part| part.parse::<u8>().is_ok())
}

/// Whether a number is digits alone.
fn bare(cx: &Context<'_>, i: usize) -> bool {
    cx.text(i).bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word or a plus sign says that what follows is a number to call.
fn contact(cx: &Context<'_>, i: usize, start: usize) -> bool {
    const WORDS: &[&str] =
        &["phone", "telephone", "tel", "fax", "mobile", "hotline", "dial", "whatsapp", "call", "passport", "account", "iban"];
    let plus = i > start && cx.is_mark(i - 1, b'+') && !cx.token(i).spaced && cx.text(i).len() >= 2;
    let first = i.saturating_sub(5).max(start);
    plus || bare(cx, i) && (first..i).any(|b| WORDS.iter().any(|word| cx.is(b, word))) && cx.text(i).len() > 1
}

/// Digits that name something: a leading zero, seven digits or more without grouping and not round, a web address.
fn identifier(cx: &Context<'_>, i: usize, end: usize) -> Option<usize> {
    let text = cx.text(i);
    if !bare(cx, i) {
        return None;
    }
    let padded = text.len() > 1 && text.starts_with('0');
    let mut at = i + 1;
    let joined = cx.is_mark(at, b'-') && !cx.token(at).spaced && cx.token(at + 1).shape == Shape::Number;
    let round = text.ends_with("000");
    let measured = at < end && (cx.has(at, Class::UNIT) || i > 0 && matches!(cx.token(i - 1).shape, Shape::Punct(b'$' | 0)));
    let long = text.len() >= 7
        && !round
        && !measured
        && (text.len() > 9 || !matches!(cx.token(at).shape, Shape::Lower) || cx.has(at, CLOSED));
    if padded && joined {
        at += 2;
    }
    (padded || long).then_some(at)
}

/// "Article 5", "Resolution 1325", "No. 7", "Falcon 9": the word before gives the number to a thing.
fn designated(cx: &Context<'_>, i: usize, before: Option<usize>, start: usize) -> bool {
    let Some(mut b) = before else { return false };
    if cx.token(i).shape != Shape::Number {
        return false;
    }
    let index = b > start + 1 && cx.is_mark(b - 1, b'&') && !cx.token(b).spaced && cx.token(b).shape == Shape::Upper;
    if legal(cx, i, b, start) || index || place(cx, i, b) {
        return true;
    }
    if !cx.token(i).spaced {
        return false;
    }
    if cx.is_mark(b, b'.') && b > start && cx.has(b - 1, Class::DESIGNATOR) && cx.text(b - 1).len() <= 4 {
        b -= 1;
    }
    let plain = !cx.text(i).contains(',') && cx.text(i).len() <= 5;
    let followed =
        matches!(cx.token(i + 1).shape, Shape::Lower) && !cx.has(i + 1, CLOSED) || cx.has(i + 1, Class::UNIT.or(Class::NUMERAL));
    let listed =
        cx.has(b, Class::DESIGNATOR) && plain && (!followed || matches!(cx.token(b).shape, Shape::Capital | Shape::Upper));
    let listed = listed
        || plain
            && ADJACENT.iter().any(|word| cx.is(b, word))
            && !told(cx, b, start)
            && !cx.has(i + 1, Class::UNIT.or(Class::NUMERAL));
    // "no" denies: "there were no 5 ways".
    let number_sign = !cx.is(b, "no") || cx.is_mark(b + 1, b'.') || cx.token(b).shape == Shape::Capital;
    let named = b > start
        && matches!(cx.token(b).shape, Shape::Capital | Shape::Upper | Shape::Mixed)
        && !cx.has(b, CLOSED.or(Class::MONTH).or(Class::WEEKDAY).or(Class::BOUND).or(Class::UNIT))
        && habit::coded(cx, b).is_none();
    listed && number_sign
        || named && plain && cx.text(i).len() <= 3 && !followed && !cx.is_mark(i + 1, b'%') && !cx.is_mark(i + 1, b'-')
}

/// Nouns whose number names one of them even before another noun: "section 8 tenants", "highway 35 traffic", "year 5 of the war".
const ADJACENT: &[&str] = &[
    "section",
    "subsection",
    "article",
    "paragraph",
    "clause",
    "chapter",
    "rule",
    "annex",
    "highway",
    "route",
    "interstate",
    "exit",
    "flight",
    "year",
    "grade",
    "gtx",
    "rtx",
    "boeing",
    "airbus",
];

/// Whether a determiner counts by the noun at `b`: "this year 5 people", "a section 8 metres long".
fn told(cx: &Context<'_>, b: usize, start: usize) -> bool {
    b > start && cx.has(b - 1, Class::DETERMINER.or(Class::ORDINAL).or(Class::POSSESSIVE).or(Class::NUMERAL).or(Class::RATE))
        || b > start && (cx.is(b - 1, "per") || cx.is(b, "year") && cx.token(b - 1).shape == Shape::Number)
}

/// Whether a counted noun may stand at `i`.
fn lower(cx: &Context<'_>, i: usize) -> bool {
    cx.token(i).shape == Shape::Lower && !cx.has(i, CLOSED)
}

/// "H.R. 521", "S. 3369", "50 U.S.C.": a bill, or a title of a code.
fn legal(cx: &Context<'_>, i: usize, b: usize, start: usize) -> bool {
    let letter = |at: usize| {
        cx.token(at).shape == Shape::Upper && cx.text(at).len() == 1 && cx.is_mark(at + 1, b'.') && !cx.token(at + 1).spaced
    };
    let us = b >= start + 3 && cx.is(b - 1, "S") && cx.is(b - 3, "U");
    let counts = lower(cx, i + 1) && cx.text(i + 1).ends_with('s') || cx.is_mark(i + 1, b'%');
    let bill = cx.is_mark(b, b'.') && b > start && letter(b - 1) && cx.token(i).spaced && !us && !counts;
    cx.text(i).len() <= 5 && !cx.text(i).contains(',') && (bill || [1, 3, 5].iter().all(|n| letter(i + n)))
}

/// "10 CFR", "123 Mill Lane", "PA 23456": a code of law, a house, a district.
fn place(cx: &Context<'_>, i: usize, b: usize) -> bool {
    const STREETS: &[&str] =
        &["street", "road", "avenue", "ave", "drive", "lane", "boulevard", "blvd", "highway", "terrace", "parkway"];
    let name = |n: usize| matches!(cx.token(n).shape, Shape::Capital);
    let house = (1..=3).take_while(|n| name(i + n)).any(|n| n > 1 && STREETS.iter().any(|street| cx.is(i + n, street)));
    let code = cx.token(i + 1).shape == Shape::Upper && ["CFR", "USC", "FR"].iter().any(|code| cx.text(i + 1) == *code);
    let post = cx.text(i).len() == 5
        && bare(cx, i)
        && cx.token(b).shape == Shape::Upper
        && cx.text(b).len() == 2
        && b > 0
        && cx.is_mark(b - 1, b',');
    code || post || house && bare(cx, i)
}

fn capitalised_designator(cx: &Context<'_>, b: usize) -> bool {
    cx.has(b, Class::DESIGNATOR)
        && !cx.is(b, "no")
        && (matches!(cx.token(b).shape, Shape::Capital)
            || ["phase", "chapter", "number", "part", "article"].iter().any(|word| cx.is(b, word)))
}

/// Words that end what a number could count.
const CLOSED: Class = Class::CLOSED.or(Class::PRONOUN).or(Class::DETERMINER);

/// "am", "p.m.", "o'clock", "GMT".
fn clock(cx: &Context<'_>, next: usize) -> bool {
    let half = (cx.is(next, "a") || cx.is(next, "p")) && cx.is_mark(next + 1, b'.') && cx.is(next + 2, "m");
    half || ["am", "pm", "gmt", "utc"].iter().any(|word| cx.is(next, word))
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
    let dated = |b: usize| {
        cx.has(b, Class::MONTH.or(Class::PREPOSITION)) && !cx.has(b, Class::BOUND)
            || ["early", "late", "mid", "since"].iter().any(|word| cx.is(b, word))
    };
    if noted
        && !cx.has(found.tokens.end, Class::UNIT)
        && matches!(cx.token(found.tokens.end).shape, Shape::Capital | Shape::Upper | Shape::Punct(0))
        && before.is_some_and(dated)
    {
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
    let bounded = before.is_some_and(|b| ["least", "than", "only", "just", "exactly"].iter().any(|word| cx.is(b, word)));
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
