//! What the index is given: one article with its passages, figures and commitments, and findings. Plain data; payloads are
//! the caller's own and come back as they went in.

use super::Kind;
use crate::text::Span;
use jiff::civil::Date;
use serde::Serialize;
use std::borrow::Cow;

/// A field with a closed or at least short list of values, which can be filtered and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// Actors by id, with all that they are a part of, so that a filter for the whole finds its parts.
    Actor,
    /// Pillars.
    Pillar,
    /// Strengths of commitments.
    Strength,
    /// The outlet.
    Source,
    /// Measures by id.
    Measure,
    /// Units.
    Unit,
    /// Verdicts of findings.
    Verdict,
    /// Years that the thing is about: of publication for articles and passages, of the period for figures.
    Year,
    /// The language.
    Lang,
    /// Who says it, by id.
    Speaker,
    /// To or for whom, by id.
    Recipient,
    /// The class of act of a commitment.
    Act,
    /// The kind of commitment.
    Type,
    /// How far apart the two figures of a finding are.
    Severity,
    /// Whether something about a finding is unknown.
    Certainty,
    /// What a reader decided on a finding, `open` where nobody did; `changed` too where what it rests on has changed since.
    Review,
    /// Month of publication, told from the day. Not stored as a facet.
    Month,
    /// Copy of another article or original, told from all articles. Not stored as a facet.
    Copy,
}

impl Facet {
    /// Every facet that is stored, in the order in which results list them.
    pub const ALL: [Self; 16] = [
        Self::Actor,
        Self::Pillar,
        Self::Strength,
        Self::Source,
        Self::Measure,
        Self::Unit,
        Self::Verdict,
        Self::Year,
        Self::Lang,
        Self::Speaker,
        Self::Recipient,
        Self::Act,
        Self::Type,
        Self::Severity,
        Self::Certainty,
        Self::Review,
    ];

    /// Those that every search counts: the facets of the output contract, and months and copies.
    pub const COUNTED: [Self; 13] = [
        Self::Actor,
        Self::Pillar,
        Self::Strength,
        Self::Source,
        Self::Measure,
        Self::Unit,
        Self::Verdict,
        Self::Year,
        Self::Lang,
        Self::Month,
        Self::Severity,
        Self::Review,
        Self::Copy,
    ];

    /// Its name in queries and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Pillar => "pillar",
            Self::Strength => "strength",
            Self::Source => "source",
            Self::Measure => "measure",
            Self::Unit => "unit",
            Self::Verdict => "verdict",
            Self::Year => "year",
            Self::Lang => "lang",
            Self::Speaker => "speaker",
            Self::Recipient => "recipient",
            Self::Act => "act",
            Self::Type => "type",
            Self::Severity => "severity",
            Self::Certainty => "certainty",
            Self::Review => "review",
            Self::Month => "month",
            Self::Copy => "copy",
        }
    }

    /// Whether its values are ids of actors, which a query may give by name.
    pub fn is_actor(self) -> bool {
        matches!(self, Self::Actor | Self::Speaker | Self::Recipient)
    }

    /// The kind to ask where a document of `kind` does not bear this facet itself; `kind` where it does.
    pub(super) fn home(self, kind: Kind) -> Kind {
        use Kind::{Articles, Commitments, Figures, Findings, Passages};
        let general = matches!(self, Self::Actor | Self::Source | Self::Year | Self::Lang);
        let (bearers, home): (&[Kind], Kind) = match self {
            _ if general => (&Kind::ALL, kind),
            Self::Pillar => (&[Articles, Passages, Commitments], Passages),
            Self::Strength => (&[Articles, Passages, Commitments], Commitments),
            Self::Measure | Self::Unit => (&[Articles, Passages, Figures, Findings], Figures),
            Self::Speaker => (&[Articles, Passages, Figures, Commitments], Articles),
            Self::Recipient | Self::Act | Self::Type => (&[Commitments], Commitments),
            Self::Month | Self::Copy => (&Kind::ALL, kind),
            _ => (&[Findings], Findings),
        };
        if bearers.contains(&kind) { kind } else { home }
    }
}

/// Facet values of one thing; order and repetition do not matter.
pub type Facets<'a> = Vec<(Facet, Cow<'a, str>)>;

/// One article with all that is found by searching for it. Spans are bytes of `text`.
#[derive(Debug, Clone, Default)]
pub struct ArticleRecord<'a> {
    /// The document's id; a record replaces an earlier one with the same id, in all kinds.
    pub id: &'a str,
    /// The input's hash, to know it again.
    pub sha256: &'a str,
    /// Of which lexicon and rules the record is, to know whether it is still good.
    pub version: &'a str,
    /// Title.
    pub title: Option<&'a str>,
    /// Outlet; becomes a facet of the article and of everything in it.
    pub source: Option<&'a str>,
    /// Author line.
    pub byline: Option<&'a str>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Language; becomes a facet of the article and of everything in it.
    pub lang: Option<&'a str>,
    /// The whole text, boilerplate included, as the spans need it. It is stored once, here; only passages are indexed.
    pub text: &'a str,
    /// What the caller wants back, without the text. The larger, the slower the ingest: it is compressed and written.
    pub payload: &'a [u8],
    /// Facets of the article as a whole.
    pub facets: Facets<'a>,
    /// The paragraphs, boilerplate left out, not overlapping.
    pub passages: Vec<PassageRecord<'a>>,
    /// The figures.
    pub figures: Vec<FigureRecord<'a>>,
    /// The commitments.
    pub commitments: Vec<CommitmentRecord<'a>>,
}

/// One passage.
#[derive(Debug, Clone, Default)]
pub struct PassageRecord<'a> {
    /// Where it stands.
    pub span: Span,
    /// The heading above it.
    pub heading: Option<&'a str>,
    /// Facets of what is found in it.
    pub facets: Facets<'a>,
}

/// One figure.
#[derive(Debug, Clone)]
pub struct FigureRecord<'a> {
    /// Its id within the document.
    pub id: &'a str,
    /// Where it stands.
    pub span: Span,
    /// The sentence around it, which is what words are looked for in, as far as passages hold it, and what is shown.
    pub sentence: Span,
    /// The least it can be; `-inf` where that is open.
    pub low: f64,
    /// The most it can be; `inf` where that is open.
    pub high: f64,
    /// First and last day of the time that the text gives; none where it gives none.
    pub period: Option<[Option<Date>; 2]>,
    /// The year of which it is, for conversions of money.
    pub year: Option<i16>,
    /// What the caller wants back.
    pub payload: &'a [u8],
    /// Measure, unit, actors, speaker, years.
    pub facets: Facets<'a>,
}

/// One commitment.
#[derive(Debug, Clone)]
pub struct CommitmentRecord<'a> {
    /// Its id within the document.
    pub id: &'a str,
    /// Where it stands.
    pub span: Span,
    /// The sentence around it, which is what words are looked for in, as far as passages hold it, and what is shown.
    pub sentence: Span,
    /// Ids of the figures in it.
    pub figures: &'a [String],
    /// What the caller wants back.
    pub payload: &'a [u8],
    /// Strength, actors, recipients, pillars, act, type.
    pub facets: Facets<'a>,
}

/// One finding: what two or more figures of the corpus are to each other.
#[derive(Debug, Clone)]
pub struct FindingRecord<'a> {
    /// Its id, stable across runs.
    pub id: &'a str,
    /// What is shown of it and searched: the explanation.
    pub text: &'a str,
    /// The sentences of its figures, which are searched and shown, too. They are not stored again.
    pub sentences: Vec<&'a str>,
    /// The figures it is about, as id of the document and id of the figure there.
    pub figures: Vec<(&'a str, &'a str)>,
    /// Days of publication of both sides.
    pub published: Vec<Date>,
    /// What the caller wants back.
    pub payload: &'a [u8],
    /// Verdict, severity, certainty, measure, unit, actors, sources, years.
    pub facets: Facets<'a>,
}
