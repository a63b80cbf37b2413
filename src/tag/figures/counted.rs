//! What is counted or measured: the noun phrase after the quantity, or the one whose change it gives; and the predicate that makes it a claim.

use super::quantity::Quantity;
use crate::lexicon::{Class, verb_lemma};
use crate::model::Dimension;
use crate::tag::context::{Context, Sentence};
use crate::text::Shape;
use std::ops::{Not, Range};

/// Most tokens of a counted noun phrase.
const LONGEST: usize = 9;

/// Words that end a noun phrase.
pub(super) const CLOSED: Class = Class::CLOSED.or(Class::WEEKDAY);

/// The noun phrase that a quantity counts.
pub(super) fn counted(cx: &Context<'_>, quantity: &Quantity, sentence: &Sentence) -> Option<Range<usize>> {
    let end = sentence.tokens.end;
    let at = quantity.tokens.end;
    let direct = match quantity.dimension(cx) {
        Dimension::Money => after_any(cx, at, end, &["worth of", "in", "of", "for"])
            .or_else(|| directed(cx, at, end))
            .or_else(|| attributive(cx, at, end)),
        Dimension::Ratio => after_any(cx, at, end, &["of"])
            .or_else(|| noun_phrase(cx, at, end).filter(|np| cx.has(np.end - 1, Class::INCREASE.or(Class::DECREASE)).not())),
        Dimension::Count => {
            let hyphen = usize::from(cx.is_mark(at, b'-') && !cx.token(at).spaced);
            after_any(cx, at, end, &["of"]).or_else(|| noun_phrase(cx, at + hyphen, end))
        }
        _ => after_any(cx, at, end, &["of"]),
    };
    direct.or_else(|| numbered(cx, quantity, sentence)).or_else(|| subject_before(cx, quantity, sentence))
}

/// "The number of countries in the group has reached over 30": what the number is of. Nothing but a verb may stand between, and the phrase
/// that the number is of.
fn numbered(cx: &Context<'_>, quantity: &Quantity, sentence: &Sentence) -> Option<Range<usize>> {
    let first = quantity.tokens.start.saturating_sub(16).max(sentence.tokens.start);
    let of = (first..quantity.tokens.start).rev().find(|i| {
        let counts =
            i.checked_sub(1).is_some_and(|noun| ["number", "total", "count", "tally"].iter().any(|word| cx.is(noun, word)));
        cx.is(*i, "of") && counts
    })?;
    let np = noun_phrase(cx, of + 1, quantity.tokens.start)?;
    let verb = (np.end..quantity.tokens.start).any(|i| cx.has(i, Class::BE.or(Class::HAVE)) || verbal(cx, i));
    let clause =
        (of..quantity.tokens.start).all(|i| !matches!(cx.token(i).shape, Shape::Punct(b',' | b';' | b':') | Shape::Number));
    (verb && clause).then_some(np)
}

/// The noun phrase after one of the openings, each a word or two.
fn after_any(cx: &Context<'_>, at: usize, end: usize, openings: &[&str]) -> Option<Range<usize>> {
    openings.iter().find_map(|opening| {
        let mut i = at;
        for word in opening.split(' ') {
            if !cx.is(i, word) {
                return None;
            }
            i += 1;
        }
        pronoun(cx, i).or_else(|| noun_phrase(cx, i, end))
    })
}

/// "a $9 million grant": the noun that the money describes.
fn attributive(cx: &Context<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let hyphen = usize::from(cx.is_mark(at, b'-') && !cx.token(at).spaced);
    let first = at + hyphen;
    let opens = cx.token(first).shape == Shape::Lower
        && !cx.has(first, CLOSED.or(Class::DETERMINER).or(Class::ORDINAL).or(Class::PRONOUN));
    noun_phrase(cx, first, end).filter(|_| opens && !verbal(cx, first) && !cx.has(first, Class::RATE))
}

/// "of them": what is counted is named before.
fn pronoun(cx: &Context<'_>, i: usize) -> Option<Range<usize>> {
    (cx.is(i, "them") || cx.is(i, "those") || cx.is(i, "these")).then_some(i..i + 1)
}

/// "€1.2 billion was directed to military support", "went to …": the purpose of the money.
fn directed(cx: &Context<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let to = (at..(at + 5).min(end)).find(|i| cx.is(*i, "to") || cx.is(*i, "for"))?;
    let verbal = (at..to).any(|i| cx.has(i, Class::BE.or(Class::HAVE)) || matches!(cx.text(i), "went" | "goes" | "directed"));
    verbal.then(|| noun_phrase(cx, to + 1, end)).flatten()
}

/// A noun phrase from token `i`: determiners are left out, compounds and possessives kept; it ends before the first word that cannot belong to it.
pub(super) fn noun_phrase(cx: &Context<'_>, mut i: usize, end: usize) -> Option<Range<usize>> {
    while i < end && cx.has(i, Class::DETERMINER.or(Class::POSSESSIVE)) && !cx.has(i, Class::NEGATION) {
        i += 1;
    }
    let start = i;
    while i < end && i - start < LONGEST && continues(cx, start, i, end) {
        i += 1;
    }
    while i > start && (matches!(cx.token(i - 1).shape, Shape::Punct(_)) || cx.is(i - 1, "'s") || cx.is(i - 1, "and")) {
        i -= 1;
    }
    let word = i > start && matches!(cx.token(i - 1).shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed);
    // "4 killed" counts no thing that is named.
    (word && !(start..i).all(|n| participle(cx, n))).then_some(start..i)
}

fn plural_noun(cx: &Context<'_>, i: usize) -> bool {
    let text = cx.text(i);
    cx.has(i, Class::HEAD) || text.len() > 3 && text.ends_with('s') && !text.ends_with("ss") && !text.ends_with("us")
}

/// Whether token `i` goes on with the noun phrase that began at `start`.
fn continues(cx: &Context<'_>, start: usize, i: usize, end: usize) -> bool {
    let token = cx.token(i);
    match token.shape {
        Shape::Number => false,
        Shape::Punct(b'-') => i > start && !token.spaced && !cx.token(i + 1).spaced,
        // "U.S. troops"
        Shape::Punct(b'.') => i > start && !token.spaced && cx.text(i - 1).len() == 1 && cx.token(i - 1).shape == Shape::Upper,
        Shape::Punct(b',') => {
            i > start
                && !plural_noun(cx, i - 1)
                && !verbal(cx, i - 1)
                && !cx.has(i + 1, Class::DETERMINER.or(Class::NUMERAL))
                && cx.token(i + 1).shape == Shape::Lower
                && !cx.has(i + 1, CLOSED)
                && (i + 1..(i + 5).min(end)).any(|n| plural_noun(cx, n))
        }
        Shape::Punct(b'"') => i == start || cx.token(start).shape == Shape::Punct(b'"'),
        Shape::Punct(_) => false,
        _ if cx.is(i, "'s") => true,
        _ if cx.is(i, "and") => {
            i > start
                && plural_noun(cx, i - 1)
                && (i + 1..(i + 4).min(end))
                    .take_while(|n| !cx.has(*n, CLOSED) && cx.token(*n).shape == Shape::Lower)
                    .any(|n| plural_noun(cx, n) && (cx.has(n + 1, CLOSED) || matches!(cx.token(n + 1).shape, Shape::Punct(_))))
        }
        _ if cx.has(i, CLOSED) && !(i == start && cx.has(i, Class::ADVERB)) => false,
        _ if cx.has(i, Class::NUMERAL) || cx.is(i + 1, "'t") => false,
        _ if i == start => true,
        // After a plural only another noun goes on: "arms deliveries", "arms control treaties", not "people met".
        Shape::Lower if plural_noun(cx, i - 1) && cx.token(i - 1).shape == Shape::Lower => {
            !verbal(cx, i) && (plural_noun(cx, i) || plural_noun(cx, i + 1) && !cx.has(i + 1, CLOSED))
        }
        _ => !verbal(cx, i) || !plural_noun(cx, i - 1),
    }
}

/// Whether a token says what was done to those counted, and names none of them: "killed", "missing".
fn participle(cx: &Context<'_>, i: usize) -> bool {
    let text = cx.text(i);
    text.len() > 4 && text.ends_with("ed") && !text.ends_with("eed")
        || ["dead", "shot", "hurt", "lost", "missing", "born", "held"].contains(&text)
}

/// Whether a token reads as a verb after a noun: known as one and no counted noun, or with a verb's ending.
fn verbal(cx: &Context<'_>, i: usize) -> bool {
    let text = cx.text(i);
    let ending = text.len() > 4 && (text.ends_with("ed") || text.ends_with("ing"));
    cx.token(i).shape == Shape::Lower && (ending || cx.has(i, Class::VERB.or(Class::PREDICATE)) && !cx.has(i, Class::HEAD))
}

/// "global grain prices rose by 30–40%": the subject of the change is what is measured.
fn subject_before(cx: &Context<'_>, quantity: &Quantity, sentence: &Sentence) -> Option<Range<usize>> {
    let mut i = quantity.tokens.start;
    let mut verb = false;
    while let Some(before) = i.checked_sub(1).filter(|b| *b >= sentence.tokens.start && quantity.tokens.start - b < 10) {
        let inside = cx.has(before, CLOSED)
            || cx.has(before, Class::BOUND)
            || verbal(cx, before)
            || cx.has(before, Class::INCREASE.or(Class::DECREASE));
        verb |= verbal(cx, before) || cx.has(before, Class::BE.or(Class::INCREASE).or(Class::DECREASE));
        if !inside {
            break;
        }
        i = before;
    }
    if !verb || i <= sentence.tokens.start {
        return None;
    }
    let last = i;
    let mut first = i;
    while let Some(before) = first.checked_sub(1).filter(|b| *b >= sentence.tokens.start && last - b < 6) {
        let word = matches!(cx.token(before).shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed);
        if !word || cx.has(before, CLOSED.or(Class::DETERMINER).or(Class::PRONOUN)) {
            break;
        }
        first = before;
    }
    (first < last).then_some(first..last)
}

/// The token of the predicate: after a quantity in subject position, else before it.
pub(super) fn predicate(
    cx: &Context<'_>,
    quantity: &Quantity,
    counted: Option<&Range<usize>>,
    sentence: &Sentence,
) -> Option<usize> {
    let from = counted.map_or(quantity.tokens.end, |np| np.end.max(quantity.tokens.end));
    let auxiliary = Class::BE.or(Class::HAVE).or(Class::MODAL).or(Class::DO);
    let skipped = auxiliary.or(Class::ADVERB).or(Class::NEGATION);
    let mut i = from;
    let mut opened = false;
    while i < sentence.tokens.end && cx.has(i, skipped) {
        opened |= cx.has(i, auxiliary);
        i += 1;
    }
    let word = |i: usize| {
        matches!(cx.token(i).shape, Shape::Lower | Shape::Capital) && !cx.has(i, CLOSED.or(Class::DETERMINER).or(Class::PRONOUN))
    };
    if i < sentence.tokens.end && word(i) && (opened || verbal(cx, i)) {
        return Some(i);
    }
    let first = quantity.tokens.start.saturating_sub(14).max(sentence.tokens.start);
    (first..quantity.tokens.start).rev().take_while(|i| !cx.is_mark(*i, b';')).find(|i| {
        word(*i)
            && !cx.has(*i, Class::BOUND)
            && (verbal(cx, *i) || *i > sentence.tokens.start && cx.has(*i - 1, Class::TO.or(Class::MODAL).or(Class::HAVE)))
    })
}

/// The lemma of a predicate.
pub(super) fn lemma(cx: &Context<'_>, i: usize) -> String {
    let known = cx.lemma(i).to_lowercase();
    let text = cx.text(i).to_lowercase();
    if known == text { verb_lemma(&text) } else { known }
}
