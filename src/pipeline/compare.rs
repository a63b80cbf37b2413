//! Two texts against each other: read, analysed and judged as the audit judges.

use super::{Lore, analyse, claims, claims::figures};
use crate::lexicon::Lexicon;
use crate::link::{self, PairResult};
use crate::model::Article;
use crate::read::{self, Meta, article_from_text};
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
    // A figure that the caller names is meant, whatever part it plays in its text.
    let claims = |article: &Article| match named {
        Some(_) => figures(article, &analyse(article, lexicon)),
        None => claims(article, &analyse(article, lexicon)),
    };
    link::pair(&claims(a), &claims(b), named, &Lore(lexicon))
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
