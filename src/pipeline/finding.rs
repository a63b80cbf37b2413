//! A finding: a link with both its figures in their sentences; as it is shown, and as the index keeps it, which is without what stands
//! with the figures already. It judges nothing.

use super::reviews::Reviews;
use super::stored::StoredFigure;
use crate::index::{Facet, FindingRecord, Generation, IndexError};
use crate::model::{Ends, Group, Link, Member, Report};
use crate::text::Span;
use crate::wire;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A finding as it is shown: the link with both figures in their sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The link.
    pub link: Link,
    /// What is counted.
    pub label: String,
    /// One side.
    pub a: Member,
    /// The other.
    pub b: Member,
    #[serde(skip)]
    text: String,
    #[serde(skip)]
    payload: String,
}

/// A finding as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) link: Link,
    label: String,
    pub(super) a: Side,
    pub(super) b: Side,
}

/// What is stored of a figure in a finding: what its article does not say.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Side {
    #[serde(rename = "ref")]
    reference: String,
    id: String,
    pub(super) document: String,
    pub(super) figure: String,
    register: Option<String>,
    party: Option<crate::model::ActorId>,
    speaker: Option<String>,
    mark: Span,
    origin: u32,
    member: bool,
    interval: Ends,
}

/// The links of a report that are wanted, each with both its figures, in the report's order.
pub fn findings(report: &Report, wanted: impl Fn(&Link) -> bool + Sync) -> Vec<Finding> {
    let of_group = |group: &Group| -> Vec<Finding> {
        group.links.iter().filter(|link| wanted(link)).filter_map(|link| finding(group, link)).collect()
    };
    report.groups.par_iter().flat_map_iter(of_group).collect()
}

fn finding(group: &Group, link: &Link) -> Option<Finding> {
    let (a, b) = (group.member(&link.a)?.clone(), group.member(&link.b)?.clone());
    Some(Finding::new(link.clone(), group.label.clone(), a, b))
}

impl Finding {
    /// With what the index searches and stores of it.
    fn new(link: Link, label: String, a: Member, b: Member) -> Self {
        let text = format!("{label}\n{}", link.explanation);
        let kept = Kept { label, a: Side::of(&a), b: Side::of(&b), link };
        let payload = wire::line(&kept);
        Self { link: kept.link, label: kept.label, a, b, text, payload }
    }

    pub(super) fn record(&self) -> FindingRecord<'_> {
        let mut facets =
            vec![(Facet::Verdict, wire::name(&self.link.verdict)), (Facet::Certainty, wire::name(&self.link.certainty))];
        facets.extend(self.link.severity.iter().map(|severity| (Facet::Severity, wire::name(severity))));
        let review = self.link.review.as_ref();
        facets.push((Facet::Review, Cow::Borrowed(review.map_or("open", |review| review.status.as_str()))));
        facets.extend(review.filter(|review| review.changed).map(|_| (Facet::Review, Cow::Borrowed("changed"))));
        for side in [&self.a, &self.b] {
            facets.extend(side.figure.measure.iter().map(|id| (Facet::Measure, Cow::Borrowed(id.as_str()))));
            facets.extend(side.figure.unit.iter().map(|unit| (Facet::Unit, Cow::Borrowed(unit.as_str()))));
            facets.extend(side.source.iter().map(|source| (Facet::Source, Cow::Borrowed(source.as_str()))));
            facets.extend(side.figure.subject.iter().map(|id| (Facet::Actor, Cow::Borrowed(id.as_str()))));
            facets.extend(side.published.iter().map(|day| (Facet::Year, Cow::Owned(day.year().to_string()))));
        }
        facets.sort_unstable();
        facets.dedup();
        let sides = [&self.a, &self.b];
        FindingRecord {
            id: &self.link.id,
            text: &self.text,
            sentences: sides.map(|side| side.sentence_text.as_str()).into(),
            figures: sides.map(|side| (side.document.as_str(), side.figure.id.as_str())).into(),
            published: sides.iter().filter_map(|side| side.published).collect(),
            payload: self.payload.as_bytes(),
            facets,
        }
    }
}

impl Kept {
    /// What is stored, with what is decided on it now.
    pub(super) fn read(payload: &[u8], reviews: &Reviews) -> Option<Self> {
        let mut kept = Self::as_it_was(payload)?;
        kept.link.review = reviews.of(&kept.link.id, &kept.link.evidence);
        Some(kept)
    }

    /// What is stored, as it was.
    pub(super) fn as_it_was(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok()
    }

    /// The finding, with what its articles say; none where they are not there any more.
    pub(super) fn whole(self, generation: &Generation) -> Result<Option<Finding>, IndexError> {
        let (Some(a), Some(b)) = (self.a.whole(generation)?, self.b.whole(generation)?) else { return Ok(None) };
        Ok(Some(Finding::new(self.link, self.label, a, b)))
    }
}

impl Side {
    fn of(member: &Member) -> Self {
        Self {
            reference: member.reference.clone(),
            id: member.id.clone(),
            document: member.document.clone(),
            figure: member.figure.id.clone(),
            register: member.register.clone(),
            party: member.party.clone(),
            speaker: member.speaker.clone(),
            mark: member.mark,
            origin: member.origin,
            member: member.member,
            interval: member.interval,
        }
    }

    fn whole(self, generation: &Generation) -> Result<Option<Member>, IndexError> {
        let Some(StoredFigure { article, url, sentence_text, figure }) =
            StoredFigure::read(generation, &self.document, &self.figure)?
        else {
            return Ok(None);
        };
        Ok(Some(Member {
            reference: self.reference,
            id: self.id,
            document: self.document,
            title: article.title,
            source: article.source,
            register: self.register,
            party: self.party,
            speaker: self.speaker,
            published: article.published.and_then(|day| day.parse().ok()),
            url,
            sentence_text,
            mark: self.mark,
            origin: self.origin,
            member: self.member,
            interval: self.interval,
            figure,
        }))
    }
}
