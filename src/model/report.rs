//! What the audit says of a corpus: groups of comparable figures, the links between them, and what was not compared.
//! It is the noun that `link` makes and that `report` and `wire` print; it judges nothing itself.

use super::number::optional_decimal;
use super::{ActorId, Figure, Link, LinkCertainty, MeasureId, Severity, Spans, Verdict};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The audit of a corpus.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// `countersign/audit/1`.
    pub schema: String,
    /// Groups, the gravest first.
    pub groups: Vec<Group>,
    /// What was compared and what was not.
    pub coverage: Coverage,
    /// Hash of everything that was judged.
    pub snapshot: String,
    /// Counts.
    pub totals: Totals,
}

/// Figures of one measure, subject and scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The measure; `null` where no measure is known.
    pub measure: Option<MeasureId>,
    /// What is counted, in words.
    pub label: String,
    /// The unit; `null` for counts.
    pub unit: Option<String>,
    /// Who it is about.
    pub subject: Vec<ActorId>,
    /// What these are called.
    pub subject_names: Vec<String>,
    /// The words that restrict the count in one or more of its figures: places, programmes, groups.
    pub scope: Vec<String>,
    /// The gravest verdict inside.
    pub verdict: Verdict,
    /// The gravest severity of a dispute inside.
    pub severity: Option<Severity>,
    /// `certain` where one dispute (or, without a dispute, one link) of the gravest verdict is.
    pub certainty: LinkCertainty,
    /// How many independent origins its figures have.
    pub origins: u32,
    /// Lowest stated value.
    #[serde(with = "optional_decimal")]
    pub low: Option<Decimal>,
    /// Highest stated value.
    #[serde(with = "optional_decimal")]
    pub high: Option<Decimal>,
    /// Reference of the figure with the latest as-of, where any is known.
    pub latest: Option<String>,
    /// How many figures it has; `figures` holds fewer in a large group.
    pub size: u64,
    /// The figures, by document and place.
    pub figures: Vec<Member>,
    /// The links, the gravest first: those that prove a dispute and one per cluster.
    pub links: Vec<Link>,
    /// How many links were judged, by verdict; more than `links` holds in a large group.
    pub judged: BTreeMap<Verdict, u64>,
}

/// An interval; an open end is `null`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Ends {
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// A figure as it stands in a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Its name within the group: the document's letters and the figure's number.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The figure's own id, stable across runs and re-ingestion: corrections name it.
    pub id: String,
    /// Id of its document.
    pub document: String,
    /// Title of the document.
    pub title: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// The lexicon's class of the speaker, else of the outlet (`official`, `belligerent`, `agency`, `media`, `think_tank`, …).
    pub register: Option<String>,
    /// The party to a war for which a belligerent speaks.
    pub party: Option<ActorId>,
    /// What the speaker is called.
    pub speaker: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Link to the document.
    pub url: Option<String>,
    /// The sentence.
    pub sentence_text: String,
    /// Where the figure stands in `sentence_text`, in code points.
    pub mark: Span,
    /// Number of its origin within the group; equal numbers are one origin.
    pub origin: u32,
    /// Whether it belongs to the group, and is no mere counterpart of one of its links.
    pub member: bool,
    /// What a reader takes the words to say, in `unit`.
    pub interval: Ends,
    /// The figure.
    pub figure: Figure,
}

/// What was compared. Silence is not agreement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Coverage {
    /// Claims in the corpus.
    pub claims: u64,
    /// Claims that at least one other claim was compared with.
    pub compared: u64,
    /// The others, by reason.
    pub not_compared: BTreeMap<String, u64>,
}

/// Counts over the whole report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Documents that bear claims.
    pub documents: u64,
    /// Claims.
    pub figures: u64,
    /// Groups.
    pub groups: u64,
    /// Links by verdict; clusters count once.
    pub links: BTreeMap<Verdict, u64>,
    /// How many findings are left out because a reader dismissed them.
    pub dismissed: u64,
}

impl Report {
    /// Replaces every span that is a place in a document (not the marks, which are places in a sentence).
    pub fn map_spans(&mut self, mut f: impl FnMut(&str, Span) -> Span) {
        for member in self.groups.iter_mut().flat_map(|group| &mut group.figures) {
            let Member { document, figure, .. } = member;
            figure.map_spans(&mut |span| f(document, span));
        }
    }
}

impl Group {
    /// The member with this reference.
    pub fn member(&self, reference: &str) -> Option<&Member> {
        self.figures.iter().find(|member| member.reference == reference)
    }
}
