//! The predicate that makes a quantity a claim, and the tokens that read as verbs. What is counted is in `counted`.

use super::counted::{CLOSED, head_noun, noun_phrase};
use super::quantity::Quantity;
use crate::lexicon::{Class, irregular_past, nominal_verb, singular, verb_lemma};
use crate::model::Dimension;
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Words};
use std::ops::Range;

/// The token of the predicate: after a quantity in subject position, else before it.
pub(super) fn predicate(
    cx: &Context<'_>,
    quantity: &Quantity,
    counted: Option<&Range<usize>>,
    sentence: &Sentence,
) -> Option<usize> {
    let from = counted.map_or(quantity.tokens.end, |np| np.end.max(quantity.tokens.end));
    let end = sentence.tokens.end;
    // "… more wounded", "… who were trained", "…, three of them children, were killed".
    let next = from + usize::from(cx.is(from, "more") || cx.has(from, Class::RELATIVE) && !cx.is(from, "where"));
    verb_after(cx, next, end)
        .or_else(|| verb_after(cx, beyond(cx, from, end)?, end).filter(|i| cx.has(i - 1, AUXILIARY.or(Class::ADVERB))))
        .or_else(|| {
            let first = quantity.tokens.start.saturating_sub(14).max(sentence.tokens.start);
            (first..quantity.tokens.start).rev().take_while(|i| !cx.is_mark(*i, b';')).find(|i| {
                word(cx, *i)
                    && !cx.has(*i, Class::BOUND)
                    && !no_verb(cx, *i)
                    && (verbal(cx, *i)
                        || *i > sentence.tokens.start && cx.has(*i - 1, Class::TO.or(Class::MODAL).or(Class::HAVE)))
            })
        })
}

const AUXILIARY: Class = Class::BE.or(Class::HAVE).or(Class::MODAL).or(Class::DO);

fn word(cx: &Context<'_>, i: usize) -> bool {
    matches!(cx.token(i).shape, Shape::Lower | Shape::Capital)
        && !cx.has(i, CLOSED.or(Class::DETERMINER).or(Class::PRONOUN).or(Class::ORDINAL))
        && !(cx.has(i, Class::MONTH) && cx.token(i).shape == Shape::Capital)
}

/// The verb at `from`, over its auxiliaries and adverbs.
fn verb_after(cx: &Context<'_>, from: usize, end: usize) -> Option<usize> {
    let adverb = |i: usize| {
        cx.has(i, Class::ADVERB.or(Class::NEGATION)) || cx.token(i).shape == Shape::Lower && cx.text(i).ends_with("ly")
    };
    let (mut i, mut opened) = (from, false);
    while i < end && (cx.has(i, AUXILIARY) || adverb(i)) {
        opened |= cx.has(i, AUXILIARY);
        i += 1;
    }
    let tells = || verbal(cx, i) && !adjectival(cx, i) || participle(cx, i) && cx.token(i).shape == Shape::Lower;
    (i < end && word(cx, i) && (opened || tells())).then_some(i)
}

/// Where the clause goes on behind what is added to a noun phrase: "in NATO countries", ", including three children,".
fn beyond(cx: &Context<'_>, from: usize, end: usize) -> Option<usize> {
    const LONG: usize = 10;
    if cx.is_mark(from, b',') {
        let adds =
            cx.is_any(from + 1, const { &Words::of(["including", "among", "of", "most", "some", "many", "mostly", "mainly"]) });
        return (from + 2..(from + LONG).min(end)).find(|i| cx.is_mark(*i, b',')).filter(|_| adds).map(|i| i + 1);
    }
    let mut i = from;
    for _ in 0..3 {
        if i >= end || !cx.has(i, Class::PREPOSITION) || i > from + LONG {
            break;
        }
        i = noun_phrase(cx, i + 1, end)?.end;
    }
    (i > from).then_some(i)
}

/// Whether those counted do what the predicate says to others ("one missile killed 12"): nothing makes it passive, and an object follows.
pub(super) fn acts(cx: &Context<'_>, counted: Option<&Range<usize>>, predicate: Option<usize>) -> bool {
    let (Some(np), Some(verb)) = (counted, predicate) else { return false };
    let passive = (np.end..verb).any(|i| cx.has(i, Class::BE));
    let object = cx.token(verb + 1).shape == Shape::Number
        || cx.has(verb + 1, Class::DETERMINER.or(Class::POSSESSIVE).or(Class::NUMERAL))
        || cx.has(verb + 1, Class::BOUND)
            // "died in 2022", "died on April 8": no bound, but a day.
            && (!cx.has(verb + 1, Class::PREPOSITION) || cx.token(verb + 2).shape == Shape::Lower)
            && (cx.token(verb + 3).shape == Shape::Number || cx.token(verb + 2).shape == Shape::Number);
    verb >= np.end && !passive && object && !cx.has(verb + 1, Class::WEEKDAY)
}

/// Verbs that say nothing without the noun behind them: "undergo training".
const LIGHT: &[&str] = &[
    "undergo",
    "receive",
    "complete",
    "finish",
    "get",
    "conduct",
    "perform",
    "undertake",
    "provide",
    "give",
    "begin",
    "start",
    "carry",
    "await",
];

/// What is done, as a lemma with its token: the verb inside a noun ("the refurbishment of 40 turbines", "40 pilots underwent training"), else the predicate's.
pub(super) fn action(
    cx: &Context<'_>,
    quantity: &Quantity,
    predicate: Option<usize>,
    sentence: &Sentence,
) -> Option<(String, usize)> {
    let verb_in = |i: usize| Some((nominal_verb(&singular(&cx.text(i).to_lowercase()))?, i));
    let start = quantity.tokens.start;
    let of = start.checked_sub(1).filter(|of| *of > sentence.tokens.start && cx.is(*of, "of"));
    let named = of.filter(|_| quantity.dimension(cx) == Dimension::Count).and_then(|of| verb_in(of - 1));
    if named.is_some() {
        return named;
    }
    let verb = predicate?;
    let own = lemma(cx, verb);
    if !LIGHT.contains(&own.as_str()) {
        return Some((own, verb));
    }
    let (first, last) = if verb < start { (verb + 1, start) } else { (verb + 1, (verb + 4).min(sentence.tokens.end)) };
    let noun = (first..last)
        .take_while(|i| !matches!(cx.token(*i).shape, Shape::Number | Shape::Punct(b',' | b'.' | b';')))
        .filter(|i| {
            // The object heads its phrase: no noun follows it.
            cx.token(*i).shape == Shape::Lower && (cx.token(i + 1).shape != Shape::Lower || cx.has(i + 1, CLOSED))
        });
    Some(noun.into_iter().find_map(verb_in).unwrap_or((own, verb)))
}

/// The lemma of a predicate.
pub(super) fn lemma(cx: &Context<'_>, i: usize) -> String {
    let text = cx.text(i).to_lowercase();
    let known = cx.lemma(i).to_lowercase();
    let lemma = if known == text { verb_lemma(&text) } else { known };
    if lemma.ends_with("displac") { format!("{lemma}e") } else { lemma }
}

/// Whether a token says what was done to those counted, and names none of them: "killed", "missing".
pub(super) fn participle(cx: &Context<'_>, i: usize) -> bool {
    let text = cx.text(i);
    text.len() > 4 && text.ends_with("ed") && !text.ends_with("eed")
        || ["dead", "died", "shot", "hurt", "lost", "missing", "born", "held"].contains(&text)
}

/// Whether a token reads as a verb after a noun: known as one and no counted noun, or with a verb's ending.
pub(super) fn verbal(cx: &Context<'_>, i: usize) -> bool {
    let text = cx.text(i);
    let ending = text.len() > 4 && (text.ends_with("ed") || text.ends_with("ing"));
    // The class marks the first words of longer predicates as well ("policy rate").
    let predicate =
        || cx.has(i, Class::PREDICATE) && cx.lexicon.measure_predicates.at(cx.tokens.get(i..i + 1).unwrap_or(&[])).is_some();
    // "took", "gave": a past that no rule makes is no noun.
    let past = || irregular_past(text);
    cx.token(i).shape == Shape::Lower
        && (ending || past() || unmarked(cx, i) || (cx.has(i, Class::VERB) || predicate()) && !head_noun(cx, i))
}

/// "the strikes cost Moldova 12 GW": a verb that has no ending of the past, by the nouns on both sides.
fn unmarked(cx: &Context<'_>, i: usize) -> bool {
    const VERBS: &Words = &Words::of(["cost", "hit", "cut", "put", "set", "shut"]);
    let opens = |at: usize| {
        cx.has(at, Class::DETERMINER.or(Class::POSSESSIVE)) || matches!(cx.token(at).shape, Shape::Capital | Shape::Number)
    };
    let noun = |at: usize| {
        matches!(cx.token(at).shape, Shape::Lower | Shape::Capital)
            && !cx.has(at, CLOSED.or(Class::DETERMINER).or(Class::POSSESSIVE))
    };
    let sign = cx.has(i + 1, Class::UNIT) && matches!(cx.token(i + 1).shape, Shape::Punct(_));
    cx.is_any(i, VERBS) && (opens(i + 1) || sign) && i.checked_sub(1).is_some_and(noun)
}

/// "the opening statement", "a neighbouring state", "five jailed men": a participle that describes the noun after it.
fn adjectival(cx: &Context<'_>, i: usize) -> bool {
    let ending = cx.text(i).ends_with("ed") || cx.text(i).ends_with("ing");
    let noun = cx.token(i + 1).shape == Shape::Lower
        && !cx.has(i + 1, CLOSED.or(Class::DETERMINER).or(Class::PRONOUN).or(Class::POSSESSIVE));
    let opened = i.checked_sub(1).is_some_and(|b| {
        cx.has(b, Class::DETERMINER.or(Class::POSSESSIVE)) || cx.is(b, "'s") || cx.is_mark(b, b'-') && !cx.token(b).spaced
    });
    let after_of = i.checked_sub(1).is_some_and(|b| cx.is(b, "of") || cx.is(b, "and")) && cx.token(i + 1).shape == Shape::Capital;
    ending && (opened && noun || after_of)
}

/// Whether a token only looks like a verb of the clause: an adjective, an adverb, a preposition or a noun after an article.
fn no_verb(cx: &Context<'_>, i: usize) -> bool {
    let text = cx.text(i);
    let nominal = i.checked_sub(1).is_some_and(|b| cx.has(b, Class::DETERMINER.or(Class::POSSESSIVE)) || cx.is(b, "of"));
    adjectival(cx, i)
        || ["according", "including", "following", "regarding", "neighbouring", "neighboring", "vulnerable", "net", "demand"]
            .contains(&text)
        || nominal && !text.ends_with("ed") && !text.ends_with("ing")
}
