//! Records to Tantivy's documents: what each kind bears of its own and what it inherits from its article.
//!
//! | kind | of its own | inherited |
//! |---|---|---|
//! | articles | title, byline, words, all that is stored, facets; measures, units, strengths and speakers of what is in them | – |
//! | passages | heading, words, facets; the same of what is in them | source, language, day of publication |
//! | figures | words of the sentence, interval, period, passage, facets | the same |
//! | commitments | words of the sentence, passage, the figures in it, facets | the same |
//! | findings | words, facets, days of publication, the figures and documents it is about | – |

use super::bundle::{Bundle, pack_finding};
use super::digest::{Digest, digest};
use super::record::{ArticleRecord, Facet, Facets, FindingRecord};
use super::schema::Fields;
use super::{Kind, key};
use crate::text::Span;
use jiff::civil::Date;
use tantivy::TantivyDocument;

/// A day as a number that sorts: 20250131.
pub(super) fn day(date: Date) -> u64 {
    let part = |n: i16| u64::from(n.unsigned_abs());
    part(date.year()) * 10_000 + part(date.month().into()) * 100 + part(date.day().into())
}

/// A day behind all others.
pub(super) const LAST_DAY: u64 = 99_999_999;

/// A span as one number.
fn packed(span: Span) -> u64 {
    u64::from(span.start) << 32 | span.len() as u64
}

/// The span of a number.
pub(super) fn unpacked(packed: u64) -> Span {
    let start = packed >> 32;
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    Span::new(place(start), place(start + (packed & u64::from(u32::MAX))))
}

/// One article's documents of every kind but findings.
pub(super) struct Documents<'a> {
    record: &'a ArticleRecord<'a>,
    key: u64,
    number: u64,
    /// The words of the passages.
    digest: Digest,
    bundle: Vec<u8>,
}

/// What a part of an article has in common with the others.
struct Part<'a> {
    kind: Kind,
    name: &'a [u8],
    span: Span,
    shown: Span,
    heading: Option<&'a str>,
    facets: &'a Facets<'a>,
}

impl<'a> Documents<'a> {
    pub(super) fn new(record: &'a ArticleRecord<'a>) -> Self {
        let digest = Digest::of(record.text, record.passages.iter().map(|passage| passage.span));
        Self { record, key: key::document(record.id), number: 0, digest, bundle: Bundle::pack(record) }
    }

    /// Under this number.
    pub(super) fn numbered(self, number: u64) -> Self {
        Self { number, ..self }
    }

    /// The key of the article.
    pub(super) fn key(&self) -> u64 {
        self.key
    }

    /// About how many bytes all of it takes.
    pub(super) fn bytes(&self) -> usize {
        let record = self.record;
        let parts = record.passages.len() + record.figures.len() + record.commitments.len();
        4 * record.text.len() + self.bundle.len() + 1024 * (parts + 1)
    }

    /// The article itself.
    pub(super) fn article(&self, fields: &Fields) -> TantivyDocument {
        let record = self.record;
        let mut document = TantivyDocument::with_capacity(2 * record.text.len() + 512);
        document.add_u64(fields.key, self.key);
        document.add_u64(fields.number, self.number);
        document.add_text(fields.id, record.id);
        document.add_text(fields.sha256, record.sha256);
        document.add_text(fields.version, record.version);
        record.byline.iter().for_each(|line| document.add_text(fields.byline_words, digest(line).whole()));
        let mut text = self.digest.parted();
        if let Some(title) = record.title.map(digest) {
            document.add_text(fields.title_words, title.whole());
            // A title that is the first paragraph, too, is there already.
            if !self.digest.starts_with(&title) {
                text.push_str(&title.parted());
            }
        }
        document.add_text(fields.text, text);
        document.add_bytes(fields.bundle, &self.bundle);
        self.common(&mut document, fields, Kind::Articles, own(&record.facets).chain(self.risen(|_| true)));
        document
    }

    /// What articles and passages have because a figure or commitment in them has it, so that filtering the whole and
    /// joining with the part find the same.
    fn risen(&self, inside: impl Fn(Span) -> bool) -> impl Iterator<Item = (Facet, &str)> {
        let figures = self.record.figures.iter().map(|figure| (figure.sentence, &figure.facets));
        let commitments = self.record.commitments.iter().map(|commitment| (commitment.sentence, &commitment.facets));
        let parts = figures.chain(commitments).filter(move |(sentence, _)| inside(*sentence));
        parts
            .flat_map(|(_, facets)| own(facets))
            .filter(|(facet, _)| matches!(facet, Facet::Measure | Facet::Unit | Facet::Strength | Facet::Speaker))
    }

    /// The passages, in order.
    pub(super) fn passages(&self, fields: &Fields) -> impl Iterator<Item = TantivyDocument> {
        self.record.passages.iter().enumerate().map(move |(ordinal, passage)| {
            let name = (ordinal as u64).to_le_bytes();
            let (span, heading) = (passage.span, passage.heading);
            let part = Part { kind: Kind::Passages, name: &name, span, shown: span, heading, facets: &passage.facets };
            let mut document = self.part(fields, &part, self.risen(|sentence| passage.span.overlaps(sentence)));
            document.add_u64(fields.own, key::nth(self.number, ordinal));
            document
        })
    }

    /// The figures, in order.
    pub(super) fn figures(&self, fields: &Fields) -> impl Iterator<Item = TantivyDocument> {
        self.record.figures.iter().map(move |figure| {
            let part = Part {
                kind: Kind::Figures,
                name: figure.id.as_bytes(),
                span: figure.span,
                shown: figure.sentence,
                heading: None,
                facets: &figure.facets,
            };
            let mut document = self.part(fields, &part, std::iter::empty());
            document.add_u64(fields.own, key::named(self.number, figure.id));
            document.add_f64(fields.low, figure.low);
            document.add_f64(fields.high, figure.high);
            if let Some([from, to]) = figure.period {
                document.add_u64(fields.from, from.map_or(0, day));
                document.add_u64(fields.to, to.map_or(LAST_DAY, day));
            }
            figure.year.iter().for_each(|year| document.add_u64(fields.at, year.unsigned_abs().into()));
            self.inside(&mut document, fields, figure.span);
            document
        })
    }

    /// The commitments, in order.
    pub(super) fn commitments(&self, fields: &Fields) -> impl Iterator<Item = TantivyDocument> {
        self.record.commitments.iter().map(move |commitment| {
            let part = Part {
                kind: Kind::Commitments,
                name: commitment.id.as_bytes(),
                span: commitment.span,
                shown: commitment.sentence,
                heading: None,
                facets: &commitment.facets,
            };
            let mut document = self.part(fields, &part, std::iter::empty());
            document.add_u64(fields.own, key::named(self.number, commitment.id));
            for figure in commitment.figures {
                document.add_u64(fields.member, key::named(self.number, figure));
            }
            self.inside(&mut document, fields, commitment.span);
            document
        })
    }

    /// Names the passage that a span begins in.
    fn inside(&self, document: &mut TantivyDocument, fields: &Fields, span: Span) {
        let after = self.record.passages.partition_point(|passage| passage.span.start <= span.start);
        let passage =
            after.checked_sub(1).filter(|&at| self.record.passages.get(at).is_some_and(|passage| passage.span.overlaps(span)));
        if let Some(ordinal) = passage {
            document.add_u64(fields.inside, key::nth(self.number, ordinal));
        }
    }

    fn part<'b>(&'b self, fields: &Fields, part: &Part<'b>, risen: impl Iterator<Item = (Facet, &'b str)>) -> TantivyDocument {
        let mut document = TantivyDocument::with_capacity(part.shown.len() + 384);
        document.add_u64(fields.key, key::part(self.key, part.kind, part.name));
        document.add_u64(fields.number, self.number);
        document.add_u64(fields.place, packed(part.span));
        if part.shown != part.span {
            document.add_u64(fields.shown, packed(part.shown));
        }
        match part.heading.map(digest) {
            None => document.add_text(fields.text, self.digest.part(part.shown)),
            Some(heading) => {
                document.add_text(fields.text, heading.below(self.digest.part(part.shown)));
                document.add_text(fields.heading, heading.whole());
            }
        }
        self.common(&mut document, fields, part.kind, own(part.facets).chain(risen));
        document
    }

    /// What every kind has of its article, and its facets.
    fn common<'b>(
        &'b self,
        document: &mut TantivyDocument,
        fields: &Fields,
        kind: Kind,
        own: impl Iterator<Item = (Facet, &'b str)>,
    ) {
        if let Some(published) = self.record.published {
            document.add_u64(fields.published, day(published));
        }
        let inherited = [(Facet::Source, self.record.source), (Facet::Lang, self.record.lang)];
        let inherited = inherited.into_iter().filter_map(|(facet, value)| Some((facet, value?)));
        facets(document, fields, kind, own.chain(inherited));
    }
}

/// A finding's document; the number of an article is `number`'s to say.
pub(super) fn finding(fields: &Fields, record: &FindingRecord<'_>, number: impl Fn(&str) -> Option<u64>) -> TantivyDocument {
    let mut document = TantivyDocument::with_capacity(2 * record.text.len() + record.payload.len() + 512);
    document.add_u64(fields.key, key::part(0, Kind::Findings, record.id.as_bytes()));
    let mut articles = Vec::new();
    for (article, figure) in &record.figures {
        let Some(article) = number(article) else { continue };
        document.add_u64(fields.member, key::named(article, figure));
        if !articles.contains(&article) {
            document.add_u64(fields.number, article);
            articles.push(article);
        }
    }
    let words = record.sentences.iter().fold(digest(record.text).parted(), |words, it| words + &digest(it).parted());
    document.add_text(fields.text, words);
    document.add_bytes(fields.bundle, &pack_finding(record));
    let days: std::collections::BTreeSet<u64> = record.published.iter().map(|&date| day(date)).collect();
    days.into_iter().for_each(|day| document.add_u64(fields.published, day));
    facets(&mut document, fields, Kind::Findings, own(&record.facets));
    document
}

fn own<'a>(facets: &'a Facets<'_>) -> impl Iterator<Item = (Facet, &'a str)> {
    facets.iter().map(|(facet, value)| (*facet, value.as_ref()))
}

/// Each value once, so that counts count things and not mentions.
fn facets<'a>(document: &mut TantivyDocument, fields: &Fields, kind: Kind, values: impl Iterator<Item = (Facet, &'a str)>) {
    let mut values: Vec<_> = values.filter(|(facet, value)| facet.home(kind) == kind && !value.is_empty()).collect();
    values.sort_unstable();
    values.dedup();
    for (facet, value) in values {
        document.add_text(fields.facet(facet), value);
    }
}
