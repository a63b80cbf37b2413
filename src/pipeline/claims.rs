//! From analyses to what linking reads: one claim a figure, with its sentence and its document.

use crate::link::{Claim, DocRef};
use crate::model::{Analysis, Article, Figure, Role, Spans};
use crate::text::{CodePoints, Span, folded, mix};
use std::sync::Arc;

/// The claims of an article: its figures that state something about the world.
pub fn claims(article: &Article, found: &Analysis) -> Vec<Claim> {
    claims_of(document(article), &article.text, &article.sentences, found.figures.iter().cloned())
}

/// All figures of an article, whatever part they play.
pub(super) fn figures(article: &Article, found: &Analysis) -> Vec<Claim> {
    claims_of_figures(article, found.figures.iter().cloned())
}

/// Claims of an article's figures as they stand.
pub(super) fn claims_of_figures(article: &Article, figures: impl IntoIterator<Item = Figure>) -> Vec<Claim> {
    let document = document(article);
    let of = |figure: &Figure| article.sentences.get(figure.sentence as usize).copied();
    let claim = |figure: Figure| Some(Claim::new(document.clone(), &article.text, of(&figure)?, figure));
    figures.into_iter().filter_map(claim).collect()
}

/// The same from parts, for figures that come out of the index.
pub(super) fn claims_of(
    document: Arc<DocRef>,
    text: &str,
    sentences: &[Span],
    figures: impl Iterator<Item = Figure>,
) -> Vec<Claim> {
    let points = CodePoints::new(text);
    let claims = figures.filter(|figure| figure.role == Role::Claim);
    let claim = |figure: Figure| {
        let mut claim = Claim::new(document.clone(), text, *sentences.get(figure.sentence as usize)?, figure);
        // From here on a claim is only compared and printed, and what is printed has code points.
        claim.figure.map_spans(&mut |span| points.span(span));
        Some(claim)
    };
    claims.filter_map(claim).collect()
}

pub(super) fn document(article: &Article) -> Arc<DocRef> {
    Arc::new(DocRef {
        id: article.id.clone(),
        title: article.title.clone(),
        source: article.source.clone(),
        published: article.published,
        url: article.url.clone(),
        digests: digests(&article.text),
        print: [article.byline.as_deref(), article.lang.as_deref()]
            .into_iter()
            .flatten()
            .map(folded)
            .fold(folded(&article.sha256), mix),
        kin: 0,
    })
}

/// What a text says it quotes or digests: "Read the full article by …: TITLE".
fn digests(text: &str) -> Vec<String> {
    const OPENINGS: [&str; 4] = ["Read the full", "Read the original", "Originally published", "First published"];
    let lines = text.lines().filter(|line| OPENINGS.iter().any(|opening| line.trim_start().starts_with(opening)));
    lines
        .filter_map(|line| line.split_once(':'))
        .map(|(_, title)| title.trim().to_owned())
        .filter(|title| !title.is_empty())
        .collect()
}
