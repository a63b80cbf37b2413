//! Times that a text gives to a figure, resolved against the article's date.

use super::Spans;
use crate::text::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a period relates to what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// Throughout it.
    During,
    /// At its end.
    AsOf,
    /// Not later than its end.
    By,
    /// From its start on.
    Since,
    /// Up to its end.
    Until,
    /// Earlier than its start.
    Before,
    /// Later than its end.
    After,
}

/// A period with the words that give it; `start` and `end` are inclusive days, open ends are `null`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The relation.
    pub kind: PeriodKind,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Where the words stand.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// From where the as-of of a figure is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsOfVia {
    /// The sentence says so.
    Stated,
    /// The paragraph, heading or date line says so.
    Anchored,
    /// Only an upper bound: the day of publication.
    Published,
}

/// The moment that a stock or a running count refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsOf {
    /// First day of the moment; open for `published`.
    pub start: Option<Date>,
    /// Last day of the moment.
    pub end: Option<Date>,
    /// How it is known.
    pub via: AsOfVia,
}

impl Spans for Period {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
    }
}
