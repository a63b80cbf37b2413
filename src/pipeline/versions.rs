//! The versions of an article: what is kept of one that is replaced, and what changed from each to the next in figures and
//! commitments. The texts themselves are not compared.

use super::analyse;
use super::records::shelved;
use crate::index::{Generation, IndexError};
use crate::lexicon::Lexicon;
use crate::model::{Analysis, Article, Role, Version};
use crate::text::Span;
use crate::wire;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// So many former versions are kept.
const KEPT: usize = 50;

/// What changed with a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The hash of the version.
    pub sha256: String,
    /// Its day of publication.
    pub published: Option<Date>,
    /// Figures that the version before has not.
    pub figures_come: Vec<String>,
    /// Figures of the version before that it has not.
    pub figures_gone: Vec<String>,
    /// The same for commitments.
    pub commitments_come: Vec<String>,
    /// The same for commitments.
    pub commitments_gone: Vec<String>,
}

/// The former versions of an article that is about to take the place of the one in the index.
pub(super) fn former(before: &Generation, id: &str, lexicon: &Lexicon) -> Result<Vec<Version>, IndexError> {
    let Some(stored) = before.article(id)? else { return Ok(Vec::new()) };
    let mut article = shelved(stored);
    let mut versions = std::mem::take(&mut article.former);
    let found = analyse(&article, lexicon);
    versions.push(version(&article, &found));
    versions.drain(..versions.len().saturating_sub(KEPT));
    Ok(versions)
}

/// What is kept of a version.
fn version(article: &Article, found: &Analysis) -> Version {
    let words = |span: Span| span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let claims = found.figures.iter().filter(|figure| figure.role == Role::Claim);
    let figures = claims.map(|figure| match &figure.counted {
        Some(counted) if counted.span.start >= figure.span.end && counted.span.start - figure.span.end < 40 => {
            words(Span { start: figure.span.start, end: counted.span.end })
        }
        _ => words(figure.span),
    });
    let commitments = found.commitments.iter().map(|it| format!("{}: {}", wire::name(&it.strength), words(it.span)));
    Version {
        sha256: article.sha256.clone(),
        published: article.published,
        figures: figures.collect(),
        commitments: commitments.collect(),
    }
}

/// What changed from version to version, the first one first: all of it has come with it.
pub fn versions(article: &Article, found: &Analysis) -> Vec<Changed> {
    let all: Vec<Version> = article.former.iter().cloned().chain([version(article, found)]).collect();
    let none = Version { sha256: String::new(), published: None, figures: Vec::new(), commitments: Vec::new() };
    let before = std::iter::once(&none).chain(&all);
    before.zip(&all).map(|(before, after)| changed(before, after)).collect()
}

fn changed(before: &Version, after: &Version) -> Changed {
    Changed {
        sha256: after.sha256.clone(),
        published: after.published,
        figures_come: without(&after.figures, &before.figures),
        figures_gone: without(&before.figures, &after.figures),
        commitments_come: without(&after.commitments, &before.commitments),
        commitments_gone: without(&before.commitments, &after.commitments),
    }
}

/// What of a list is not in another, each as often as it is there more often.
fn without(list: &[String], other: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    other.iter().for_each(|item| *left.entry(item).or_default() += 1);
    let mut more = Vec::new();
    for item in list {
        match left.get_mut(item.as_str()).filter(|n| **n > 0) {
            Some(n) => *n -= 1,
            None => more.push(item.clone()),
        }
    }
    more
}
