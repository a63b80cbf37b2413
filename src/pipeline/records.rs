//! From an article and what was found in it to what the index is given: passages, facets, payloads. What stands in the index
//! besides can be found again from the text, for the analysis is a pure function.

use crate::index::{ArticleRecord, CommitmentRecord, Facet, Facets, FigureRecord, PassageRecord, StoredArticle};
use crate::lexicon::Lexicon;
use crate::model::{ActorId, Analysis, Article, Block, BlockKind, Commitment, Diagnostic, Figure, Provenance, Version};
use crate::text::Span;
use crate::wire;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is kept of an article besides its text: all that reading told and analysis needs.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Shelf {
    pub(super) path: Option<String>,
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) provenance: Provenance,
    pub(super) blocks: Vec<Block>,
    pub(super) sentences: Vec<Span>,
    pub(super) diagnostics: Vec<Diagnostic>,
    #[serde(default)]
    pub(super) former: Vec<Version>,
}

/// An article as it was read, out of what was stored.
pub(super) fn shelved(stored: StoredArticle) -> Article {
    let shelf: Shelf = serde_json::from_slice(&stored.payload).unwrap_or_default();
    Article {
        id: stored.id,
        path: shelf.path,
        title: stored.title,
        byline: stored.byline,
        source: stored.source,
        published: stored.published.and_then(|day| day.parse().ok()),
        url: shelf.url,
        lang: stored.lang,
        sha256: stored.sha256,
        text: stored.text,
        blocks: shelf.blocks,
        sentences: shelf.sentences,
        diagnostics: shelf.diagnostics,
        provenance: shelf.provenance,
        former: shelf.former,
    }
}

/// The address of an article that was stored.
pub(super) fn url(stored: &StoredArticle) -> Option<String> {
    #[derive(Deserialize)]
    struct Address {
        url: Option<String>,
    }
    serde_json::from_slice::<Address>(&stored.payload).ok()?.url
}

/// The payloads of one article, which its record borrows.
pub(super) struct Payloads {
    shelf: String,
    figures: Vec<String>,
    commitments: Vec<String>,
}

impl Payloads {
    pub(super) fn new(article: &Article, found: &Analysis) -> Self {
        let shelf = Shelf {
            path: article.path.clone(),
            url: article.url.clone(),
            provenance: article.provenance.clone(),
            blocks: article.blocks.clone(),
            sentences: article.sentences.clone(),
            diagnostics: article.diagnostics.clone(),
            former: article.former.clone(),
        };
        Self {
            shelf: wire::lean(&shelf),
            figures: found.figures.iter().map(wire::lean).collect(),
            commitments: found.commitments.iter().map(wire::lean).collect(),
        }
    }
}

/// The record of an article.
pub(super) fn record<'a>(
    article: &'a Article,
    found: &'a Analysis,
    payloads: &'a Payloads,
    lexicon: &'a Lexicon,
    version: &'a str,
) -> ArticleRecord<'a> {
    let cut = Cut { article, found, lexicon };
    let whole = Span::new(0, article.text.len());
    let mut facets = cut.facets(whole);
    facets.extend(year(article));
    ArticleRecord {
        id: &article.id,
        sha256: &article.sha256,
        version,
        title: article.title.as_deref(),
        source: article.source.as_deref(),
        byline: article.byline.as_deref(),
        published: article.published,
        lang: article.lang.as_deref(),
        text: &article.text,
        payload: payloads.shelf.as_bytes(),
        facets,
        passages: cut.passages(),
        figures: found.figures.iter().zip(&payloads.figures).map(|(figure, payload)| cut.figure(figure, payload)).collect(),
        commitments: found
            .commitments
            .iter()
            .zip(&payloads.commitments)
            .map(|(commitment, payload)| cut.commitment(commitment, payload))
            .collect(),
    }
}

/// The year of publication.
fn year(article: &Article) -> Option<(Facet, Cow<'_, str>)> {
    article.published.map(|day| (Facet::Year, Cow::Owned(day.year().to_string())))
}

/// The year of which a figure is: that of its moment, else that of publication.
fn year_of(figure: &Figure, article: &Article) -> Option<i16> {
    let moment = figure.as_of.as_ref().and_then(|moment| moment.end.or(moment.start));
    moment.or(article.published).map(|day| day.year())
}

struct Cut<'a> {
    article: &'a Article,
    found: &'a Analysis,
    lexicon: &'a Lexicon,
}

/// The items of a list ordered by place that lie inside a span.
fn inside<T>(list: &[T], span: Span, place: impl Fn(&T) -> u32) -> &[T] {
    let first = list.partition_point(|item| place(item) < span.start);
    let last = list.partition_point(|item| place(item) < span.end);
    list.get(first..last).unwrap_or(&[])
}

impl<'a> Cut<'a> {
    /// What is found inside a span, as facets.
    fn facets(&self, span: Span) -> Facets<'a> {
        let mut facets = Vec::new();
        for mention in inside(&self.found.actors, span, |actor| actor.span.start) {
            self.actor(Facet::Actor, mention.actor.iter(), &mut facets);
        }
        for figure in inside(&self.found.figures, span, |figure| figure.span.start) {
            facets.extend(figure.measure.iter().map(|id| (Facet::Measure, Cow::Borrowed(id.as_str()))));
            facets.extend(figure.unit.iter().map(|unit| (Facet::Unit, Cow::Borrowed(unit.as_str()))));
            self.actor(Facet::Speaker, figure.speaker.iter(), &mut facets);
        }
        for commitment in inside(&self.found.commitments, span, |commitment| commitment.span.start) {
            facets.push((Facet::Strength, wire::name(&commitment.strength)));
        }
        let sentence = |index: u32| self.article.sentences.get(index as usize).map_or(0, |sentence| sentence.start);
        for pillar in inside(&self.found.pillars, span, |pillar| sentence(pillar.sentence)) {
            facets.push((Facet::Pillar, Cow::Borrowed(pillar.pillar.as_str())));
        }
        facets.sort_unstable();
        facets.dedup();
        facets
    }

    /// An actor with all that it is a part of.
    fn actor<'i>(&self, facet: Facet, ids: impl Iterator<Item = &'i ActorId>, facets: &mut Facets<'a>)
    where
        'a: 'i,
    {
        for id in ids {
            if facets.iter().any(|(f, known)| *f == facet && known == id.as_str()) {
                continue;
            }
            facets.push((facet, Cow::Owned(id.as_str().to_owned())));
            for ancestor in self.lexicon.hierarchy.ancestors(id.as_str()) {
                facets.push((facet, Cow::Owned(ancestor.to_owned())));
            }
        }
    }

    /// One passage a block; headings stand with the block below them.
    fn passages(&self) -> Vec<PassageRecord<'a>> {
        let mut heading = None;
        let mut passages = Vec::new();
        for block in self.article.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate) {
            passages.push(PassageRecord { span: block.span, heading, facets: self.facets(block.span) });
            if block.kind == BlockKind::Heading {
                heading = Some(block.span.of(&self.article.text));
            }
        }
        passages
    }

    fn figure(&self, figure: &'a Figure, payload: &'a str) -> FigureRecord<'a> {
        let mut facets: Facets<'a> = Vec::new();
        self.actor(Facet::Actor, figure.subject.iter().chain(&figure.object), &mut facets);
        self.actor(Facet::Speaker, figure.speaker.iter(), &mut facets);
        facets.extend(figure.measure.iter().map(|id| (Facet::Measure, Cow::Borrowed(id.as_str()))));
        facets.extend(figure.unit.iter().map(|unit| (Facet::Unit, Cow::Borrowed(unit.as_str()))));
        let period = figure.period.iter().flat_map(|period| [period.start, period.end]).flatten();
        facets.extend(period.map(|day| (Facet::Year, Cow::Owned(day.year().to_string()))));
        facets.sort_unstable();
        facets.dedup();
        FigureRecord {
            id: &figure.id,
            span: figure.span,
            sentence: self.sentence(figure.sentence, figure.span),
            low: figure.low.and_then(|n| n.to_f64()).unwrap_or(f64::NEG_INFINITY),
            high: figure.high.and_then(|n| n.to_f64()).unwrap_or(f64::INFINITY),
            period: figure.period.as_ref().map(|period| [period.start, period.end]),
            year: year_of(figure, self.article),
            payload: payload.as_bytes(),
            facets,
        }
    }

    fn commitment(&self, commitment: &'a Commitment, payload: &'a str) -> CommitmentRecord<'a> {
        let mut facets: Facets<'a> =
            vec![(Facet::Strength, wire::name(&commitment.strength)), (Facet::Type, wire::name(&commitment.kind))];
        self.actor(Facet::Actor, commitment.actors.iter(), &mut facets);
        self.actor(Facet::Recipient, commitment.recipients.iter(), &mut facets);
        self.actor(Facet::Speaker, commitment.speaker.iter(), &mut facets);
        facets.extend(commitment.act.iter().map(|act| (Facet::Act, Cow::Borrowed(act.as_str()))));
        facets.extend(commitment.pillars.iter().map(|id| (Facet::Pillar, Cow::Borrowed(id.as_str()))));
        facets.extend(year(self.article));
        facets.sort_unstable();
        facets.dedup();
        let sentence = self.sentence(commitment.sentence, commitment.span);
        CommitmentRecord {
            id: &commitment.id,
            span: commitment.span,
            sentence,
            figures: &commitment.figures,
            payload: payload.as_bytes(),
            facets,
        }
    }

    fn sentence(&self, index: u32, otherwise: Span) -> Span {
        self.article.sentences.get(index as usize).copied().unwrap_or(otherwise)
    }
}
