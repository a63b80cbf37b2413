//! What two figures are to each other: a verdict, its reasons and its weight.

use super::Review;
use super::number::optional_decimal;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What two figures are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No reading lets both be true.
    Contradicts,
    /// Both could be true to the letter, yet no reader would take them for the same fact.
    Tension,
    /// The same running measure at another time.
    Updates,
    /// One is a part of the other.
    PartOf,
    /// Alike, but counted over something else.
    Scope,
    /// The same within wording and rounding.
    Agrees,
    /// Not comparable.
    Unrelated,
}

/// How far apart two disputed figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A ratio under 1.10.
    Minor,
    /// Under 1.5.
    Moderate,
    /// Under 3.
    Major,
    /// 3 and more.
    Extreme,
}

/// Whether a dimension is unknown on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// All that matters is known.
    Certain,
    /// Something is unknown on one side.
    Possible,
}

/// How one dimension compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Equal.
    Same,
    /// The first lies inside the second.
    ANarrower,
    /// The second lies inside the first.
    BNarrower,
    /// Nothing in common.
    Disjoint,
    /// Partly in common.
    Overlapping,
    /// Not known on at least one side.
    Unknown,
}

impl Verdict {
    /// All verdicts, the gravest first: the order in which a report shows them.
    pub const ALL: [Verdict; 7] = [
        Verdict::Contradicts,
        Verdict::Tension,
        Verdict::Updates,
        Verdict::PartOf,
        Verdict::Scope,
        Verdict::Agrees,
        Verdict::Unrelated,
    ];

    /// Whether it is a dispute: `contradicts` or `tension`.
    pub fn is_disputed(self) -> bool {
        matches!(self, Verdict::Contradicts | Verdict::Tension)
    }

    /// The word of the output contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Contradicts => "contradicts",
            Verdict::Tension => "tension",
            Verdict::Updates => "updates",
            Verdict::PartOf => "part_of",
            Verdict::Scope => "scope",
            Verdict::Agrees => "agrees",
            Verdict::Unrelated => "unrelated",
        }
    }
}

impl Severity {
    /// The word of the output contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Minor => "minor",
            Severity::Moderate => "moderate",
            Severity::Major => "major",
            Severity::Extreme => "extreme",
        }
    }
}

impl Certainty {
    /// The word of the output contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Possible => "possible",
        }
    }
}

impl Outcome {
    /// The word of the output contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Same => "same",
            Outcome::ANarrower => "a_narrower",
            Outcome::BNarrower => "b_narrower",
            Outcome::Disjoint => "disjoint",
            Outcome::Overlapping => "overlapping",
            Outcome::Unknown => "unknown",
        }
    }
}

/// One dimension's outcome with the words that decided it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionOutcome {
    /// How it compares.
    pub outcome: Outcome,
    /// The words of the first.
    pub a: Option<String>,
    /// The words of the second.
    pub b: Option<String>,
}

/// A judged pair of figures. `a` and `b` are references within the report that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The first figure.
    pub a: String,
    /// The second figure.
    pub b: String,
    /// Stable across runs, orders and better extraction.
    pub id: String,
    /// Hash of both values and both quotes: a changed one flags a review.
    pub evidence: String,
    /// The verdict.
    pub verdict: Verdict,
    /// How far apart, for disputes.
    pub severity: Option<Severity>,
    /// Whether something is unknown.
    pub certainty: Certainty,
    /// Whether both go back to one origin.
    pub derived: bool,
    /// Larger over smaller of the nearest stated values.
    #[serde(with = "optional_decimal", default)]
    pub ratio: Option<Decimal>,
    /// How far the nearest stated values lie apart, in the unit of the second; `null` where they overlap or do not convert.
    #[serde(with = "optional_decimal", default)]
    pub gap: Option<Decimal>,
    /// The dimensions one by one.
    pub dimensions: BTreeMap<String, DimensionOutcome>,
    /// Whether the ratio is one that slips of reading make (a power of ten, a unit's factor): such findings are listed apart.
    pub check_reading: bool,
    /// Whether the two are claims of opposed parties to a war, which differ as a matter of routine: such findings fold.
    pub opposed: bool,
    /// A guess at the cause.
    pub hint: Option<String>,
    /// One sentence that an editor can read.
    pub explanation: String,
    /// What a reader decided on it; `null` where nobody did.
    pub review: Option<Review>,
}
