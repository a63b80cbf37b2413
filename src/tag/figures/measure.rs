//! The measure of a figure: the lexicon's concept whose head noun is counted and whose predicate is nearest, else an open key of head noun
//! and predicate.

use super::quantity::Quantity;
use crate::lexicon::{Class, MeasureEntry, singular};
use crate::model::MeasureId;
use crate::tag::context::{Context, Sentence};
use std::ops::Range;

/// How far, in tokens, a predicate may stand from its figure.
const REACH: usize = 14;

/// How well a measure fits: a predicate stands near, its head noun is counted, and the nearer the better.
type Fit = (bool, bool, std::cmp::Reverse<usize>);

/// The measure, with the lexicon's entry where it has one.
pub(super) fn measure<'a>(
    cx: &Context<'a>,
    quantity: &Quantity,
    counted: Option<&Range<usize>>,
    action: Option<&str>,
    sentence: &Sentence,
) -> (Option<MeasureId>, Option<&'a MeasureEntry>) {
    let heads = heads(cx, counted);
    let predicates = predicates(cx, quantity, sentence);
    let dimension = quantity.dimension(cx);
    let mut best: Option<(Fit, usize)> = None;
    // Only a measure whose head is counted or whose predicate stands near can fit; in the order of the file, so that ties go to the first.
    let mut candidates: Vec<usize> = heads.iter().copied().chain(predicates.iter().map(|(i, _)| *i)).collect();
    candidates.sort_unstable();
    candidates.dedup();
    for i in candidates {
        let Some(entry) = cx.lexicon.measures.get(i).filter(|entry| entry.dimension == dimension) else { continue };
        let named = heads.contains(&i);
        let wild = entry.heads.iter().any(|head| head == "*");
        let distance = predicates.iter().filter(|(m, _)| *m == i).map(|(_, distance)| *distance).min();
        let fits = (named || wild)
            && (entry.predicates.is_empty() || distance.is_some())
            && near(cx, entry, sentence)
            && (named || distance.is_some());
        if fits {
            let key = (distance.is_some(), named, std::cmp::Reverse(distance.unwrap_or(REACH)));
            if best.as_ref().is_none_or(|(other, _)| key > *other) {
                best = Some((key, i));
            }
        }
    }
    match best {
        Some((_, i)) => (cx.lexicon.measure_ids.get(i).cloned(), cx.lexicon.measures.get(i)),
        None => (open_key(cx, counted, action), None),
    }
}

/// Measures one of whose head nouns stands in the counted phrase.
fn heads(cx: &Context<'_>, counted: Option<&Range<usize>>) -> Vec<usize> {
    let Some(counted) = counted else { return Vec::new() };
    let starts = counted.clone().filter(|i| cx.has(*i, Class::HEAD));
    starts.flat_map(|i| cx.lexicon.measure_heads.all_at(cx.tokens.get(i..counted.end).unwrap_or(&[])).map(|(_, m)| *m)).collect()
}

/// Measures one of whose predicates stands near, with its distance; words after the figure count as nearer than words before it.
fn predicates(cx: &Context<'_>, quantity: &Quantity, sentence: &Sentence) -> Vec<(usize, usize)> {
    let first = quantity.tokens.start.saturating_sub(REACH).max(sentence.tokens.start);
    let last = (quantity.tokens.end + REACH).min(sentence.tokens.end);
    let mut found = Vec::new();
    for i in (first..last).filter(|i| cx.has(*i, Class::PREDICATE)) {
        let distance = if i < quantity.tokens.start { quantity.tokens.start - i } else { i.saturating_sub(quantity.tokens.end) };
        for (_, &m) in cx.lexicon.measure_predicates.all_at(cx.tokens.get(i..last).unwrap_or(&[])) {
            found.push((m, distance));
        }
    }
    found
}

/// Whether one of the entry's further words stands in the sentence.
fn near(cx: &Context<'_>, entry: &MeasureEntry, sentence: &Sentence) -> bool {
    if entry.near.is_empty() {
        return true;
    }
    let span = cx.token(sentence.tokens.start).span.to(cx.token(sentence.tokens.end.saturating_sub(1)).span);
    let text = span.of(cx.view.text()).to_lowercase();
    entry.near.iter().any(|word| {
        text.match_indices(&word.to_lowercase()).any(|(at, hit)| {
            let boundary = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let after = text.get(at + hit.len()..).unwrap_or("");
            boundary(text.get(..at).and_then(|t| t.chars().next_back()))
                && (boundary(after.chars().next()) || after.starts_with('s'))
        })
    })
}

/// `~head/predicate`, both as lemmas; stable under number, tense and voice.
fn open_key(cx: &Context<'_>, counted: Option<&Range<usize>>, action: Option<&str>) -> Option<MeasureId> {
    let head = counted.map(|np| cx.text(np.end - 1).to_lowercase()).map(|head| singular(&head))?;
    Some(format!("~{head}/{}", action.unwrap_or("be")).into())
}
