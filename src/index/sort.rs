//! Orders of hits, and the cursor that names a place in one: what a hit is ranked by, as one number that sorts, and its key.

use super::columns::Columns;
use super::query::levels;
use super::record::Facet;
use super::schema::column;
use super::{IndexError, Kind, QueryError};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentReader};

/// What hits are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// How well they fit.
    #[default]
    Relevance,
    /// Day of publication.
    Date,
    /// The value of figures.
    Value,
    /// How firm commitments are.
    Firmness,
    /// How grave findings are.
    Severity,
}

/// An order and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sort {
    /// What counts.
    pub by: Order,
    /// The least first instead of the greatest; what has no value comes last either way.
    pub ascending: bool,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 5] = [Self::Relevance, Self::Date, Self::Value, Self::Firmness, Self::Severity];

    /// Its name in options and cursors.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Date => "date",
            Self::Value => "value",
            Self::Firmness => "firmness",
            Self::Severity => "severity",
        }
    }

    /// Whether things of a kind have what it asks for.
    pub fn suits(self, kind: Kind) -> bool {
        match self {
            Self::Relevance | Self::Date => true,
            Self::Value => kind == Kind::Figures,
            Self::Firmness => matches!(kind, Kind::Articles | Kind::Passages | Kind::Commitments),
            Self::Severity => kind == Kind::Findings,
        }
    }
}

impl Sort {
    /// Refuses an order that a kind does not have.
    pub(super) fn check(self, kind: Kind) -> Result<(), IndexError> {
        if self.by.suits(kind) {
            return Ok(());
        }
        let suited: Vec<&str> = Order::ALL.iter().filter(|order| order.suits(kind)).map(|order| order.name()).collect();
        let reason = format!("{} have no {} to sort by", kind.name(), self.by.name());
        Err(QueryError { at: 0, reason, hint: format!("sort them by {}", suited.join(", ")) }.into())
    }
}

/// A place in a list of hits: behind which hit the page begins. It belongs to one query in one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) rank: u64,
    pub(super) key: u64,
}

impl Cursor {
    /// The cursor as text, with a mark of the question it belongs to.
    pub(super) fn write(self, question: u64) -> String {
        format!("{:x}-{:x}-{:04x}", self.rank, self.key, question & 0xFFFF)
    }

    /// The place that a text names, if it belongs to this question.
    pub(super) fn read(text: &str, question: u64) -> Result<Self, IndexError> {
        let mut parts = text.split('-').map(|part| u64::from_str_radix(part, 16).ok());
        let (rank, key, mark) = (parts.next().flatten(), parts.next().flatten(), parts.next().flatten());
        let refuse = |reason: &str, hint: &str| QueryError { at: 0, reason: reason.to_owned(), hint: hint.to_owned() };
        match (rank, key, mark) {
            (Some(rank), Some(key), Some(mark)) if mark == question & 0xFFFF => Ok(Self { rank, key }),
            (Some(_), Some(_), Some(_)) => {
                Err(refuse("the cursor belongs to another query or order", "repeat the query it was given with, or leave it out")
                    .into())
            }
            _ => Err(refuse(&format!("`{text}` is no cursor"), "take the one that the page before gave").into()),
        }
    }
}

/// The rank of a segment's documents in an order; greater comes first, 0 has no value.
pub(super) enum Ranker {
    Score,
    Day(Column<u64>),
    Value(Column<f64>, Column<f64>),
    /// A facet, and the step of its scale by ordinal.
    Level(StrColumn, Vec<u64>),
    Nothing,
}

impl Ranker {
    pub(super) fn new(order: Order, segment: &SegmentReader, columns: &Columns) -> tantivy::Result<Self> {
        let level = |facet: Facet| -> tantivy::Result<Self> {
            let Some(column) = columns.strings(segment, facet.name())? else { return Ok(Self::Nothing) };
            let mut steps = vec![0; column.num_terms()];
            for (step, level) in (1..).zip(levels(facet)) {
                if let Some(ord) = column.dictionary().term_ord(level.as_bytes())?
                    && let Some(slot) = usize::try_from(ord).ok().and_then(|ord| steps.get_mut(ord))
                {
                    *slot = step;
                }
            }
            Ok(Self::Level(column, steps))
        };
        match order {
            Order::Relevance => Ok(Self::Score),
            Order::Date => Ok(Self::Day(columns.number(segment, column::PUBLISHED)?)),
            Order::Value => Ok(match (columns.value(segment, column::LOW)?, columns.value(segment, column::HIGH)?) {
                (Some(low), Some(high)) => Self::Value(low, high),
                _ => Self::Nothing,
            }),
            Order::Firmness => level(Facet::Strength),
            Order::Severity => level(Facet::Severity),
        }
    }

    /// The rank of a document.
    pub(super) fn rank(&self, doc: DocId, score: Score, ascending: bool) -> u64 {
        let rank = match self {
            // Scores are not negative, so their bits sort.
            Self::Score => u64::from(score.max(0.0).to_bits()),
            Self::Day(column) => column.values_for_doc(doc).max().unwrap_or(0),
            Self::Value(low, high) => {
                let end = |column: &Column<f64>| column.first(doc).filter(|value| value.is_finite());
                end(low).or_else(|| end(high)).map_or(0, ordered)
            }
            Self::Level(column, steps) => {
                let step = |ord| usize::try_from(ord).ok().and_then(|ord| steps.get(ord)).copied().unwrap_or(0);
                column.term_ords(doc).map(step).max().unwrap_or(0)
            }
            Self::Nothing => 0,
        };
        if ascending && (rank > 0 || matches!(self, Self::Score)) { u64::MAX - rank } else { rank }
    }
}

/// A number as one that sorts like it and is never 0.
fn ordered(value: f64) -> u64 {
    let bits = value.to_bits();
    if value.is_sign_negative() { !bits } else { bits | 1 << 63 }
}
