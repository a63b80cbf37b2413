//! The ledger of commitments: one row a promise, with everybody who tells of it, and what became of it. It is the noun that `link`
//! makes and that `report` and `wire` print; it judges nothing itself.

use super::{ActorId, Commitment, PillarId, Strength};
use crate::text::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The ledger of a corpus.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// `countersign/commitments/1`.
    pub schema: String,
    /// The day by which deadlines are judged.
    pub as_of: Option<Date>,
    /// How many commitments were read.
    pub commitments: u64,
    /// Rows: open promises first and the strongest first, then promises kept, refused, acts, calls, options.
    pub rows: Vec<Row>,
}

/// One promise, or one act, call, option or refusal without a promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// A hash of who, what and for whom; it survives another order and another run.
    pub id: String,
    /// Where it stands on the day.
    pub standing: Standing,
    /// The highest level that a text gives it, acts left out where it was promised.
    pub strength: Strength,
    /// Who is to act.
    pub actors: Vec<ActorId>,
    /// To or for whom.
    pub recipients: Vec<ActorId>,
    /// The class of act, or `~` and the verb where no lexicon knows one.
    pub act: String,
    /// What is done, in the words of the mention that decided.
    pub what: String,
    /// The condition, in the text's words.
    pub condition: Option<String>,
    /// The deadline, in the text's words.
    pub deadline: Option<String>,
    /// The last day of the deadline.
    pub due: Option<Date>,
    /// Policy areas.
    pub pillars: Vec<PillarId>,
    /// How many independent origins it has; copies count once.
    pub origins: u32,
    /// The mention that decided, as an index into `mentions`.
    pub leading: usize,
    /// Everybody who tells of it, by day and place.
    pub mentions: Vec<Telling>,
    /// How mentions of different articles stand to each other.
    pub ties: Vec<Tie>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Promised or planned, and due.
    Open,
    /// The same, and its deadline has passed.
    Overdue,
    /// Promised or planned, then taken back.
    Withdrawn,
    /// Promised, then done.
    Fulfilled,
    /// Refused, never promised.
    Refused,
    /// Done, never promised.
    Done,
    /// Only called for.
    Called,
    /// Only possible.
    Possible,
}

impl Standing {
    /// Its name in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Overdue => "overdue",
            Standing::Withdrawn => "withdrawn",
            Standing::Fulfilled => "fulfilled",
            Standing::Refused => "refused",
            Standing::Done => "done",
            Standing::Called => "called",
            Standing::Possible => "possible",
        }
    }
}

/// A commitment in its sentence and article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// Id of its document.
    pub document: String,
    /// Title.
    pub title: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Link to it.
    pub url: Option<String>,
    /// The sentence.
    pub sentence_text: String,
    /// Where the commitment stands in the sentence, in code points of it.
    pub mark: Span,
    /// Number of its origin within the ledger.
    pub origin: u32,
    /// The commitment.
    pub commitment: Commitment,
}

/// How two mentions of one row stand to each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The relation.
    pub kind: TieKind,
    /// The earlier mention, as an index into the row's mentions.
    pub a: usize,
    /// The later one.
    pub b: usize,
    /// Why, in words.
    pub explanation: String,
}

/// What a later mention is to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieKind {
    /// Another level for the same time.
    Conflicts,
    /// A lower level, or a refusal, later.
    Retreats,
    /// A higher level later.
    FirmsUp,
    /// The act itself, later.
    Fulfils,
    /// The same level again.
    Restates,
}

impl TieKind {
    /// Its name in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            TieKind::Conflicts => "conflicts",
            TieKind::Retreats => "retreats",
            TieKind::FirmsUp => "firms_up",
            TieKind::Fulfils => "fulfils",
            TieKind::Restates => "restates",
        }
    }
}
