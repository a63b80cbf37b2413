//! What readers decided on findings and put right in the reading: the noun of `reviews.jsonl`. It reads and writes no file.

use super::Link;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What was decided on a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewStatus {
    /// Nothing yet, or nothing any more.
    #[default]
    Open,
    /// Both figures stand; the note says why they differ.
    Explained,
    /// The finding is right: the figures do disagree.
    Accepted,
    /// The finding is none, and is no longer shown.
    Dismissed,
}

impl ReviewStatus {
    /// The word of the output contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Explained => "explained",
            Self::Accepted => "accepted",
            Self::Dismissed => "dismissed",
        }
    }
}

/// What a finding's review says, as a report shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The decision.
    pub status: ReviewStatus,
    /// Why.
    pub note: Option<String>,
    /// Who decided.
    pub by: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Whether what the finding rests on has changed since: the decision is then to be made again.
    pub changed: bool,
}

impl Link {
    /// Whether a reader dismissed it, on what it still rests on.
    pub fn is_dismissed(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.status == ReviewStatus::Dismissed && !review.changed)
    }

    /// Whether nobody has decided on it, or what it rests on has changed since.
    pub fn is_open(&self) -> bool {
        self.review.as_ref().is_none_or(|review| review.status == ReviewStatus::Open || review.changed)
    }
}
