//! Numbers that name something and count nothing: articles of law, models, addresses, phone numbers, accounts. What else is no figure stands in
//! [`super::exclude`].

use super::habit;
use crate::lexicon::Class;
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Words};

/// Words that end what a number could count.
pub(super) const CLOSED: Class = Class::CLOSED.or(Class::PRONOUN).or(Class::DETERMINER);

/// Most tokens of a phone number or address.
const RUN: usize = 24;

/// A run of numbers held together by hyphens, slashes, brackets or blanks: a phone number, an address, an account. Three parts make one, and
/// two where a word or sign says so or no count is written like that.
pub(super) fn series(cx: &Context<'_>, i: usize, sentence: &Sentence) -> Option<usize> {
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
    const WORDS: &Words = &Words::of([
        "phone",
        "telephone",
        "tel",
        "fax",
        "mobile",
        "hotline",
        "dial",
        "whatsapp",
        "call",
        "passport",
        "account",
        "iban",
    ]);
    let plus = i > start && cx.is_mark(i - 1, b'+') && !cx.token(i).spaced && cx.text(i).len() >= 2;
    let first = i.saturating_sub(5).max(start);
    plus || bare(cx, i) && (first..i).any(|b| cx.is_any(b, WORDS)) && cx.text(i).len() > 1
}

/// Digits that name something: a leading zero, seven digits or more without grouping and not round, a web address.
pub(super) fn identifier(cx: &Context<'_>, i: usize, end: usize) -> Option<usize> {
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
pub(super) fn designated(cx: &Context<'_>, i: usize, before: Option<usize>, start: usize) -> bool {
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
    // "sell Poland 96 AH-64 helicopters": the model is what is counted.
    let followed =
        followed || cx.token(i + 1).shape == Shape::Upper && cx.is_mark(i + 2, b'-') && cx.token(i + 3).shape == Shape::Number;
    let listed =
        cx.has(b, Class::DESIGNATOR) && plain && (!followed || matches!(cx.token(b).shape, Shape::Capital | Shape::Upper));
    let listed =
        listed || plain && cx.is_any(b, ADJACENT) && !told(cx, b, start) && !cx.has(i + 1, Class::UNIT.or(Class::NUMERAL));
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
const ADJACENT: &Words = &Words::of([
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
]);

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

/// "10 CFR", "501(c)", "123 Mill Lane", "PA 23456": a code of law, its clause, a house, a district.
fn place(cx: &Context<'_>, i: usize, b: usize) -> bool {
    const STREETS: &Words =
        &Words::of(["street", "road", "avenue", "ave", "drive", "lane", "boulevard", "blvd", "highway", "terrace", "parkway"]);
    let name = |n: usize| matches!(cx.token(n).shape, Shape::Capital);
    let house = (1..=3).take_while(|n| name(i + n)).any(|n| n > 1 && cx.is_any(i + n, STREETS));
    let code = cx.token(i + 1).shape == Shape::Upper && ["CFR", "USC", "FR"].iter().any(|code| cx.text(i + 1) == *code);
    let post = cx.text(i).len() == 5
        && bare(cx, i)
        && cx.token(b).shape == Shape::Upper
        && cx.text(b).len() == 2
        && b > 0
        && cx.is_mark(b - 1, b',');
    let clause = cx.is_mark(i + 1, b'(') && !cx.token(i + 1).spaced && cx.text(i + 2).len() == 1 && cx.is_mark(i + 3, b')');
    code || clause || post || house && bare(cx, i)
}

pub(super) fn capitalised_designator(cx: &Context<'_>, b: usize) -> bool {
    cx.has(b, Class::DESIGNATOR)
        && !cx.is(b, "no")
        && (matches!(cx.token(b).shape, Shape::Capital)
            || cx.is_any(b, const { &Words::of(["phase", "chapter", "number", "part", "article"]) }))
}
