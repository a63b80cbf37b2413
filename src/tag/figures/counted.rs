//! What is counted or measured: the noun phrase after the quantity, or the one whose change it gives. What is done with it is in `predicate`.

use super::predicate::{lemma, participle, verbal};
use super::quantity::Quantity;
use crate::lexicon::{Class, irregular_past};
use crate::model::Dimension;
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Words};
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
        // "€8 million for Moldova", "in March": to whom and when, not what.
        Dimension::Money => after_any(cx, at, end, &["worth of", "in", "of", "for"])
            .filter(|np| !(np.clone().all(|i| cx.token(i).shape != Shape::Lower) || currency(cx, np)))
            .or_else(|| directed(cx, at, end))
            .or_else(|| attributive(cx, at, end)),
        Dimension::Ratio => after_any(cx, at, end, &["of"])
            .or_else(|| noun_phrase(cx, at, end).filter(|np| cx.has(np.end - 1, Class::INCREASE.or(Class::DECREASE)).not())),
        Dimension::Count => {
            let hyphen = usize::from(cx.is_mark(at, b'-') && !cx.token(at).spaced);
            after_any(cx, at, end, &["of"]).or_else(|| of_number(cx, at, end)).or_else(|| noun_phrase(cx, at + hyphen, end))
        }
        // "spent a year", "took two days": nobody is measured.
        Dimension::Time
            if (sentence.tokens.start..quantity.tokens.start)
                .rev()
                .take(2)
                .any(|i| ["spend", "take"].contains(&lemma(cx, i).as_str())) =>
        {
            return after_any(cx, at, end, &["of"]);
        }
        _ => after_any(cx, at, end, &["of"]),
    };
    let before = || {
        subject_before(cx, quantity, sentence)
            .filter(|np| quantity.dimension(cx) != Dimension::Money || !pays(cx, np.end, quantity))
    };
    direct
        .or_else(|| put_at(cx, quantity, sentence))
        .or_else(|| numbered(cx, quantity, sentence))
        .or_else(|| tolled(cx, quantity, sentence))
        .or_else(before)
}

/// "in Russian roubles": what the money is in.
fn currency(cx: &Context<'_>, np: &Range<usize>) -> bool {
    cx.has(np.start, Class::UNIT) && cx.phrase(&cx.lexicon.unit_nouns, np.start, np).is_some()
}

/// Whether the verb between a subject and its money is one of promising or paying: "Norway pledged $1 billion" measures no Norway.
fn pays(cx: &Context<'_>, from: usize, quantity: &Quantity) -> bool {
    let known = &cx.lexicon.predicates;
    let pays = |i: usize| {
        let verb = known.verb(known.info(cx.token(i).word).verb);
        let money = |act: usize| known.acts.get(act).is_some_and(|entry| entry.id.starts_with("finance/"));
        verb.is_some_and(|verb| !verb.senses.is_empty() || verb.deeds.iter().any(|deed| money(deed.act)))
    };
    let passive = (from..quantity.tokens.start).any(|i| cx.has(i, Class::BE));
    !passive && (from..quantity.tokens.start).any(pays)
}

/// "puts the Russian soldiers killed in 2025 at 200,000": whom or what somebody puts at so many.
fn put_at(cx: &Context<'_>, quantity: &Quantity, sentence: &Sentence) -> Option<Range<usize>> {
    const VERBS: &Words = &Words::of(["put", "puts", "putting", "estimate", "estimates", "estimated", "set", "sets"]);
    let open = quantity.cues.iter().map(|cue| cue.start).chain([quantity.tokens.start]).min()?;
    let at = open.checked_sub(1).filter(|at| *at > sentence.tokens.start && cx.is(*at, "at"))?;
    let first = at.saturating_sub(16).max(sentence.tokens.start);
    let opaque = |i: usize| matches!(cx.token(i).shape, Shape::Punct(b';' | b':'));
    let verb = (first..at).rev().take_while(|i| !opaque(*i)).find(|i| cx.is_any(*i, VERBS))?;
    let object = noun_phrase(cx, verb + 1, at)?;
    // "the number of the dead": of what.
    let of = object.end;
    let number = cx
        .is_any(of - 1, const { &Words::of(["number", "total", "toll", "count", "tally", "cost", "damage", "value", "price"]) });
    let counts = quantity.dimension(cx) == Dimension::Count;
    match noun_phrase(cx, of + 1, at).filter(|_| counts && number && cx.is(of, "of")) {
        Some(np) => Some(np),
        None => Some(object),
    }
}

/// "The number of countries in the group has reached over 30": what the number is of. Nothing but a verb may stand between, and the phrase
/// that the number is of.
fn numbered(cx: &Context<'_>, quantity: &Quantity, sentence: &Sentence) -> Option<Range<usize>> {
    let first = quantity.tokens.start.saturating_sub(16).max(sentence.tokens.start);
    let of = (first..quantity.tokens.start).rev().find(|i| {
        let counts =
            i.checked_sub(1).is_some_and(|noun| cx.is_any(noun, const { &Words::of(["number", "total", "count", "tally"]) }));
        cx.is(*i, "of") && counts
    })?;
    let np = noun_phrase(cx, of + 1, quantity.tokens.start)?;
    let verb = (np.end..quantity.tokens.start).any(|i| cx.has(i, Class::BE.or(Class::HAVE)) || verbal(cx, i));
    let clause =
        (of..quantity.tokens.start).all(|i| !matches!(cx.token(i).shape, Shape::Punct(b',' | b';' | b':') | Shape::Number));
    (verb && clause).then_some(np)
}

/// "27 of 31 drones", "27 of the 31 drones": what both count.
fn of_number(cx: &Context<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let number = at + 1 + usize::from(cx.is(at + 1, "the"));
    let whole = cx.is(at, "of") && (cx.token(number).shape == Shape::Number || cx.has(number, Class::NUMERAL));
    noun_phrase(cx, number + 1, end).filter(|_| whole)
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
    // "4 killed" and "€40 million ahead of" count no thing that is named, "40,000 a month" no months.
    let named = !(start..i).all(|n| {
        participle(cx, n)
            || cx.has(n, Class::ADVERB)
            || ["ahead", "more", "others"].contains(&cx.text(n)) && i - start == 1 && cx.text(n) != "others"
    });
    (word && named && !per(cx, start, i)).then_some(start..i)
}

/// "a month", "each day": the noun phrase is a rate.
fn per(cx: &Context<'_>, start: usize, end: usize) -> bool {
    let unit = cx.is_any(start, const { &Words::of(["second", "minute", "hour", "day", "week", "month", "quarter", "year"]) });
    let article = start.checked_sub(1).is_some_and(|b| cx.is(b, "a") || cx.is(b, "an") || cx.is(b, "each") || cx.is(b, "every"));
    end == start + 1 && unit && article
}

/// Whether a token alone is a noun that a measure counts; the class marks the first words of longer nouns as well.
pub(super) fn head_noun(cx: &Context<'_>, i: usize) -> bool {
    cx.has(i, Class::HEAD) && cx.lexicon.measure_heads.at(cx.tokens.get(i..i + 1).unwrap_or(&[])).is_some()
}

fn plural_noun(cx: &Context<'_>, i: usize) -> bool {
    let text = cx.text(i);
    head_noun(cx, i) || text.len() > 2 && text.ends_with('s') && !["ss", "us", "as", "is"].iter().any(|end| text.ends_with(end))
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
                && !cx.text(i + 1).ends_with("ing")
                && (i + 1..(i + 4).min(end))
                    .take_while(|n| !cx.has(*n, CLOSED) && cx.token(*n).shape == Shape::Lower)
                    .any(|n| plural_noun(cx, n) && (cx.has(n + 1, CLOSED) || matches!(cx.token(n + 1).shape, Shape::Punct(_))))
        }
        _ if i > start && (cx.has(i, Class::ORDINAL) || irregular_past(cx.text(i)) && !participle(cx, i)) => false,
        _ if cx.has(i, CLOSED) && !(i == start && cx.has(i, Class::ADVERB)) => false,
        _ if cx.has(i, Class::NUMERAL) || cx.is(i + 1, "'t") => false,
        _ if i == start => true,
        // After a plural only another noun goes on: "arms deliveries", "arms control treaties", not "people met".
        Shape::Lower if plural_noun(cx, i - 1) && cx.token(i - 1).shape == Shape::Lower => {
            // "officials support reforms": people do, things are compounded ("arms control treaties").
            let compound = plural_noun(cx, i + 1) && !cx.has(i + 1, CLOSED) && !cx.has(i - 1, Class::COUNTABLE);
            !verbal(cx, i) && (plural_noun(cx, i) || compound)
        }
        _ => !verbal(cx, i) || !plural_noun(cx, i - 1),
    }
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
    // "left 48 dead": they themselves are counted.
    let told = quantity.dimension(cx) == Dimension::Count && participle(cx, quantity.tokens.end);
    if !verb || told || i <= sentence.tokens.start || i < quantity.tokens.start && does(cx, i..quantity.tokens.start) {
        return None;
    }
    let last = i;
    let mut first = i;
    while let Some(before) = first.checked_sub(1).filter(|b| *b >= sentence.tokens.start && last - b < 6) {
        let word = matches!(cx.token(before).shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed);
        if cx.has(before, Class::MONTH) || cx.token(before).shape == Shape::Number {
            return None;
        }
        if !word || cx.has(before, CLOSED.or(Class::DETERMINER).or(Class::PRONOUN)) {
            break;
        }
        first = before;
    }
    // "assets of the state bank worth €180 billion": the assets are measured.
    let of = first - usize::from(first > sentence.tokens.start && cx.has(first - 1, Class::DETERMINER));
    let whole = of.checked_sub(2).filter(|noun| *noun >= sentence.tokens.start && cx.is(of - 1, "of") && plural_noun(cx, *noun));
    match whole {
        Some(noun) if cx.token(noun).shape == Shape::Lower || noun == sentence.tokens.start => Some(noun..noun + 1),
        _ => (first < last).then_some(first..last),
    }
}

/// "the blast kills 10": whoever does such a thing is not whom the number counts, unless a passive says so.
fn does(cx: &Context<'_>, between: Range<usize>) -> bool {
    let passive = between.clone().any(|i| cx.has(i, Class::BE));
    let last = between.rev().find(|i| !cx.has(*i, Class::BOUND.or(Class::ADVERB).or(Class::DETERMINER).or(Class::PREPOSITION)));
    let of = |m: usize| cx.lexicon.measures.get(m).is_some_and(|measure| measure.done_to);
    last.is_some_and(|verb| {
        !passive
            && verbal(cx, verb)
            && cx.lexicon.measure_predicates.all_at(cx.tokens.get(verb..verb + 1).unwrap_or(&[])).any(|(_, m)| of(*m))
    })
}

/// "the death toll, as collated from the wards around the town, was 213": what the toll is of, over all that stands between.
fn tolled(cx: &Context<'_>, quantity: &Quantity, sentence: &Sentence) -> Option<Range<usize>> {
    let start = quantity.tokens.start;
    let verb = start.checked_sub(1).filter(|verb| *verb > sentence.tokens.start && cx.has(*verb, Class::BE))?;
    let first = start.saturating_sub(24).max(sentence.tokens.start);
    let opaque = |i: usize| matches!(cx.token(i).shape, Shape::Punct(b';' | b':') | Shape::Number) || cx.has(i, Class::NUMERAL);
    let toll = (first..verb).rev().take_while(|i| !opaque(*i)).find(|i| cx.is(*i, "toll"))?;
    Some(toll - usize::from(toll > first && cx.is(toll - 1, "death"))..toll + 1)
}
