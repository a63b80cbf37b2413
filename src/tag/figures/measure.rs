//! The measure of a figure: the lexicon's concept whose head noun is counted and whose predicate is nearest, else an open key of head noun
//! and predicate.

use super::quantity::Quantity;
use crate::lexicon::{Class, MeasureEntry, singular};
use crate::model::{Dimension, MeasureId};
use crate::tag::context::{Context, Sentence};
use crate::text::Shape;
use std::cell::OnceCell;
use std::ops::Range;

/// How far, in tokens, a predicate may stand from its figure.
const REACH: usize = 14;

/// How well a measure fits: its predicate is the figure's own, stands near at all, its head noun is counted, and the nearer the better.
type Fit = (bool, bool, bool, bool, std::cmp::Reverse<usize>);

/// A predicate of a measure in the sentence.
#[derive(Debug, Clone, Copy)]
struct Hit {
    measure: usize,
    distance: usize,
    /// Whether it is the figure's own predicate.
    governs: bool,
    /// Whether another number or a stop stands between.
    crossed: bool,
    /// Its first token.
    at: usize,
    /// Tokens of the phrase.
    len: usize,
}

/// The measure, the lexicon's entry where it has one, and the tokens of the predicate that made it this one.
type Found<'a> = (Option<MeasureId>, Option<&'a MeasureEntry>, Option<Range<usize>>);

/// What is known of the figure.
pub(super) struct Said<'a> {
    pub(super) quantity: &'a Quantity,
    pub(super) counted: Option<&'a Range<usize>>,
    /// The token of its predicate.
    pub(super) predicate: Option<usize>,
    pub(super) sentence: &'a Sentence,
}

/// The measure, with the lexicon's entry where it has one.
pub(super) fn measure<'a>(cx: &Context<'a>, said: &Said<'_>, action: Option<&str>) -> Found<'a> {
    let Said { quantity, counted, sentence, .. } = *said;
    let heads = heads(cx, counted);
    let mut hits = predicates(cx, said);
    hits.sort_by_key(|hit| hit.measure);
    let dimension = quantity.dimension(cx);
    let acts = super::predicate::acts(cx, counted, said.predicate);
    // "12 missiles" are no people; a noun that no measure knows may be ("Palestinians", "nuns").
    let thing = counted.is_some() && (!heads.is_empty() || dimension != Dimension::Count);
    let mut best: Option<(Fit, usize)> = None;
    let lower = OnceCell::new();
    // Only a measure whose head is counted or whose predicate stands near can fit; in the order of the file, so that ties go to the first.
    let mut candidates: Vec<usize> = heads.iter().copied().chain(hits.iter().map(|hit| hit.measure)).collect();
    candidates.sort_unstable();
    candidates.dedup();
    for i in candidates {
        let Some(entry) = cx.lexicon.measures.get(i).filter(|entry| entry.dimension == dimension) else { continue };
        let named = heads.contains(&i);
        let first = hits.partition_point(|hit| hit.measure < i);
        let hits = hits.get(first..).unwrap_or(&[]);
        let hits = hits.get(..hits.partition_point(|hit| hit.measure == i)).unwrap_or(&[]);
        if hits.is_empty() && !(named && entry.predicates.is_empty()) {
            continue;
        }
        let any = entry.heads.iter().any(|head| head == "*");
        let fits = |hit: &&Hit| {
            let own = hit.governs && !(acts && entry.done_to && hit.len == 1);
            let unnamed = counted.is_none_or(|np| np.len() == 1 && cx.has(np.start, Class::PRONOUN));
            // With another noun than it names, a count is the measure's only by its own predicate.
            let wild = any && (own || unnamed && !hit.crossed || dimension != Dimension::Count && !hit.crossed);
            (own || !hit.governs && named && !hit.crossed || wild && !hit.governs)
                && (named || wild && !(thing && dimension == Dimension::Count))
        };
        let governs = hits.iter().filter(fits).any(|hit| hit.governs);
        let nearest = hits.iter().filter(fits).map(|hit| hit.distance).min();
        if (nearest.is_some() || named && entry.predicates.is_empty())
            && near(entry, || lower.get_or_init(|| lowered(cx, sentence)))
        {
            let key = (governs && named, nearest.is_some(), named, governs, std::cmp::Reverse(nearest.unwrap_or(REACH)));
            if best.as_ref().is_none_or(|(other, _)| key > *other) {
                best = Some((key, i));
            }
        }
    }
    match best {
        Some((_, i)) => {
            let nearest = hits.iter().filter(|hit| hit.measure == i).min_by_key(|hit| (!hit.governs, hit.distance));
            let tokens = nearest.map(|hit| hit.at..hit.at + hit.len);
            (cx.lexicon.measure_ids.get(i).cloned(), cx.lexicon.measures.get(i), tokens)
        }
        None => (open_key(cx, counted, action), None, None),
    }
}

/// Measures one of whose head nouns heads the counted phrase.
fn heads(cx: &Context<'_>, counted: Option<&Range<usize>>) -> Vec<usize> {
    let Some(counted) = counted else { return Vec::new() };
    let heads = |at: usize, len: usize| {
        let close = at + len;
        // A plural inside the phrase heads it, whatever was read after it.
        close == counted.end || cx.is(close, "and") || singular(&cx.text(close - 1).to_lowercase()) != cx.text(close - 1)
    };
    if cx.has(counted.end - 1, Class::PEOPLE) {
        return cx.lexicon.measures_of_people.clone();
    }
    let starts = counted.clone().filter(|i| cx.has(*i, Class::HEAD));
    starts
        .flat_map(|i| {
            let all = cx.lexicon.measure_heads.all_at(cx.tokens.get(i..counted.end).unwrap_or(&[]));
            all.filter(move |(len, _)| heads(i, *len)).map(|(_, m)| *m)
        })
        .collect()
}

/// The predicates of measures that stand near, with their distances; words after the figure count as nearer than words before it.
fn predicates(cx: &Context<'_>, said: &Said<'_>) -> Vec<Hit> {
    let tokens = &said.quantity.tokens;
    let first = tokens.start.saturating_sub(REACH).max(said.sentence.tokens.start);
    let last = (tokens.end + REACH).min(said.sentence.tokens.end);
    let mut found = Vec::new();
    for i in (first..last).filter(|i| cx.has(*i, Class::PREDICATE)) {
        let (distance, between) =
            if i < tokens.start { (tokens.start - i, i..tokens.start) } else { (i.saturating_sub(tokens.end), tokens.end..i) };
        let behind = i >= tokens.end;
        let crossed = between.into_iter().any(|n| {
            behind && (cx.token(n).shape == Shape::Number || cx.has(n, Class::NUMERAL))
                || matches!(cx.token(n).shape, Shape::Punct(b';' | b':'))
        });
        for (len, &measure) in cx.lexicon.measure_predicates.all_at(cx.tokens.get(i..last).unwrap_or(&[])) {
            let within = said.counted.is_some_and(|np| np.contains(&i));
            let verb = said.predicate.is_some_and(|verb| (i..i + len).contains(&verb));
            let governs = within || verb;
            // "cost Moldova 12 GW": to whom is no distance between a verb and its object.
            let distance = if verb { distance.min(1) } else { distance };
            found.push(Hit { measure, distance, governs, crossed, at: i, len });
        }
    }
    // "killed and wounded" is neither of the two.
    let both = |hit: &Hit| (hit.at..hit.at + hit.len).any(|i| cx.is(i, "and") || cx.is(i, "or"));
    let longer = |hit: &Hit| {
        found
            .iter()
            .any(|other| both(other) && other.len > hit.len && other.at <= hit.at && hit.at + hit.len <= other.at + other.len)
    };
    found.iter().copied().filter(|hit| !longer(hit)).collect()
}

/// A sentence in lower case.
fn lowered(cx: &Context<'_>, sentence: &Sentence) -> String {
    let span = cx.token(sentence.tokens.start).span.to(cx.token(sentence.tokens.end.saturating_sub(1)).span);
    span.of(cx.view.text()).to_lowercase()
}

/// Whether one of the entry's further words stands in the sentence, which is given in lower case.
fn near<'a>(entry: &MeasureEntry, sentence: impl FnOnce() -> &'a String) -> bool {
    if entry.near.is_empty() {
        return true;
    }
    let text = sentence();
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
