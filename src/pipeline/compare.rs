//! Two texts against each other: read, analysed and judged as the audit judges.

use super::{Lore, analyse, claims, claims::claims_of_figures, claims::figures};
use crate::lexicon::Lexicon;
use crate::link::{self, Claim, PairResult};
use crate::model::{Analysis, Article, Figure};
use crate::read::{self, Meta, article_from_text};
use crate::text::Span;
use crate::wire;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// One line of a file of pairs.
#[derive(Debug, Deserialize)]
struct Pair {
    id: serde_json::Value,
    a: String,
    b: String,
    a_date: Option<String>,
    b_date: Option<String>,
    a_source: Option<String>,
    b_source: Option<String>,
    a_figure: Option<String>,
    b_figure: Option<String>,
}

#[derive(Serialize)]
struct Judged<'a> {
    id: &'a serde_json::Value,
    #[serde(flatten)]
    result: PairResult,
}

/// What two articles are to each other.
pub fn compare(a: &Article, b: &Article, lexicon: &Lexicon) -> PairResult {
    judge(a, b, None, lexicon)
}

fn judge(a: &Article, b: &Article, named: Option<(&str, &str)>, lexicon: &Lexicon) -> PairResult {
    // A figure that the caller names is meant, whatever part it plays in its text; the others show when its text was written.
    let claims = |article: &Article, named: Option<&str>| {
        let analysis = analyse(article, lexicon);
        let first = named.and_then(|named| meant(article, &analysis, named, lexicon));
        let own = |claim: &Claim| first.as_ref().is_none_or(|first| first.figure.span != claim.figure.span);
        let others: Vec<Claim> = claims(article, &analysis).into_iter().filter(own).collect();
        first.iter().cloned().chain(others).collect::<Vec<_>>()
    };
    let (of_a, of_b) = (named.map(|named| named.0), named.map(|named| named.1));
    link::pair(&claims(a, of_a), &claims(b, of_b), named, &Lore(lexicon))
}

/// The claim that the caller's words name. Where no figure was found there, or one with another number, the words are read by
/// themselves: whoever names a figure knows that it is one.
fn meant(article: &Article, analysis: &Analysis, named: &str, lexicon: &Lexicon) -> Option<Claim> {
    let found = link::chosen(&figures(article, analysis), Some(named)).next().cloned();
    let alone = analyse(&article_from_text("named", Meta::default(), spelled(named)), lexicon).figures.into_iter().next();
    let Some(alone) = alone else { return found };
    let number = |figure: &Figure| figure.low.or(figure.high);
    // Whoever writes down "$2.6" of "$2.6 million" means all of it.
    let within = |found: &Figure| found.text.starts_with(named) && found.unit == alone.unit;
    if let Some(found) = found.as_ref().filter(|found| number(&found.figure) == number(&alone) || within(&found.figure)) {
        return Some(found.clone());
    }
    let start = article.text.find(named).or(found.as_ref().map(|found| found.figure.span.start as usize)).unwrap_or(0);
    let span = Span::new(start, (start + named.len()).min(article.text.len()));
    let sentence = article.sentences.iter().position(|sentence| sentence.contains(span)).unwrap_or(0);
    let base = found.map_or_else(|| Figure { counted: None, action: None, ..alone.clone() }, |found| found.figure);
    let Figure { low, high, bound, unit, dimension, statistic, .. } = alone;
    let id = "named".to_owned();
    let sentence = u32::try_from(sentence).unwrap_or(0);
    let figure = Figure {
        id,
        sentence,
        span,
        text: named.to_owned(),
        low,
        high,
        bound,
        unit,
        dimension,
        statistic,
        measure: None,
        ..base
    };
    claims_of_figures(article, [figure]).into_iter().next()
}

/// Words as a keyboard without the signs for euro and pound would write them, with the signs.
fn spelled(named: &str) -> String {
    // "three out of four" of a thing are three of them.
    let named = named.split_once(" out of ").map_or(named, |(part, _)| part);
    let signed = |word: &str| match (word.get(..1), word.get(1..)) {
        (Some("e" | "E"), Some(rest)) if rest.starts_with(|c: char| c.is_ascii_digit()) => format!("€{rest}"),
        (Some("p" | "P"), Some(rest)) if rest.starts_with(|c: char| c.is_ascii_digit()) => format!("£{rest}"),
        _ => word.to_owned(),
    };
    named.replace(" - ", "-").split(' ').map(signed).collect::<Vec<_>>().join(" ")
}

/// Judges the pairs of a JSONL text in parallel; each line's number with its JSON or what is wrong with it, in order.
pub fn compare_pairs(text: &str, lexicon: &Lexicon) -> Vec<(usize, Result<String, String>)> {
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(n, line)| (n + 1, line)).collect();
    lines.into_par_iter().map(|(n, line)| (n, pair(line, lexicon))).collect()
}

fn pair(line: &str, lexicon: &Lexicon) -> Result<String, String> {
    let pair: Pair = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let side = |text: String, name: &str, date: Option<String>, source: Option<String>| {
        let meta = Meta { published: date.as_deref().and_then(read::date), source, ..Meta::default() };
        article_from_text(name, meta, text)
    };
    let a = side(pair.a, "a", pair.a_date, pair.a_source);
    let b = side(pair.b, "b", pair.b_date, pair.b_source);
    let named = pair.a_figure.as_deref().zip(pair.b_figure.as_deref());
    Ok(wire::line(&Judged { id: &pair.id, result: judge(&a, &b, named, lexicon) }))
}
