//! What an index holds, read back into articles, claims and the things of each document. It analyses nothing.

use super::claims::{claims_of, document};
use super::linking::kin_in;
use super::records::{shelved, url};
use crate::index::{Generation, IndexError, Kind, StoredArticle, StoredPart};
use crate::link::{Claim, DocRef};
use crate::model::{Article, Figure, Spans};
use crate::text::{CodePoints, folded};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An article as it was read, out of the index, with the version of lexicon and rules that its findings there are of.
pub fn stored_article(generation: &Generation, id: &str) -> Result<Option<(Article, String)>, IndexError> {
    let Some(stored) = generation.article(id)? else { return Ok(None) };
    let version = stored.version.clone();
    Ok(Some((shelved(stored), version)))
}

/// The claims of the articles in a generation that `wanted` names.
pub(super) fn stored_claims(generation: &Generation, wanted: impl Fn(&str) -> bool) -> Result<Vec<Claim>, IndexError> {
    let kin = kin_in(generation)?;
    let mut claims = Vec::new();
    for (id, figures) in by_document::<Figure>(generation.figures()?, wanted)? {
        let Some((article, _)) = stored_article(generation, &id)? else { continue };
        let kin = kin.get(&folded(&id)).copied().unwrap_or(0);
        let document = Arc::new(DocRef { kin, ..DocRef::clone(&document(&article)) });
        claims.extend(claims_of(document, &article.text, &article.sentences, figures.into_iter()));
    }
    Ok(claims)
}

/// A figure of an index with what its article says of it.
pub(super) struct StoredFigure {
    pub(super) article: StoredArticle,
    pub(super) url: Option<String>,
    pub(super) sentence_text: String,
    /// Its places are code points.
    pub(super) figure: Figure,
}

impl StoredFigure {
    /// The figure of a document with this id.
    pub(super) fn read(generation: &Generation, document: &str, id: &str) -> Result<Option<Self>, IndexError> {
        let Some(article) = generation.article(document)? else { return Ok(None) };
        let Some(part) = article.parts(Kind::Figures).into_iter().find(|part| part.id == id) else { return Ok(None) };
        let Ok(mut figure) = serde_json::from_slice::<Figure>(&part.payload) else { return Ok(None) };
        let points = CodePoints::new(&article.text);
        figure.map_spans(&mut |span| points.span(span));
        let sentence_text = part.sentence.of(&article.text).to_owned();
        let url = url(&article);
        Ok(Some(Self { article, url, sentence_text, figure }))
    }
}

/// The figures of a stored article, in order.
pub(super) fn figures_in(stored: &StoredArticle) -> Vec<Figure> {
    stored.parts(Kind::Figures).iter().filter_map(|part| serde_json::from_slice(&part.payload).ok()).collect()
}

/// Stored things of the documents that `wanted` names, by the id of their document.
pub(super) fn by_document<T: DeserializeOwned>(
    parts: impl Iterator<Item = Result<StoredPart, IndexError>>,
    wanted: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, Vec<T>>, IndexError> {
    let mut found: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for part in parts {
        let part = part?;
        if wanted(&part.document) {
            found.entry(part.document).or_default().extend(serde_json::from_slice::<T>(&part.payload));
        }
    }
    Ok(found)
}
