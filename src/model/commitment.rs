//! Commitments: who is to do what, how firmly, under which condition, by when, and who says so.

use super::{ActorId, Phrase, PillarId, Spans};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// How firm a commitment is; the order is that of the scale, `Refused` in a slot of its own below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Rejected, ruled out, withdrawn.
    Refused,
    /// Only possible or under discussion.
    Hypothetical,
    /// Somebody says it ought to be done.
    Proposed,
    /// The actor has the plan but no promise.
    Intended,
    /// The actor promises it.
    Pledged,
    /// An instrument makes it due.
    Binding,
    /// Decided, under way or done.
    Enacted,
}

/// How far an enacted act has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Decided.
    Decided,
    /// Under way.
    UnderWay,
    /// Done.
    Done,
}

/// What has become of a commitment, where the text says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentStatus {
    /// Not yet kept.
    Unfulfilled,
    /// In doubt.
    Doubted,
    /// Suspended.
    Suspended,
    /// Withdrawn.
    Withdrawn,
    /// Kept.
    Fulfilled,
}

/// What kind of thing a commitment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentKind {
    /// Done or under way.
    Act,
    /// A binding text.
    Instrument,
    /// A promise.
    Promise,
    /// A plan.
    Plan,
    /// Somebody says it ought to be done.
    Call,
    /// Possible.
    Option,
    /// A refusal.
    Refusal,
}

/// Whose level it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// The actor's own.
    Own,
    /// Reported by somebody else.
    Reported,
    /// Recommended by somebody else.
    Recommended,
}

/// How far the text stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Stated.
    Certain,
    /// Reported.
    Reported,
    /// Doubted.
    Doubted,
}

/// How testable it is: amount, date, named system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Specificity {
    /// Nothing to test.
    None,
    /// One of amount, date, named system.
    Some,
    /// Two or more.
    Full,
}

/// What sort of condition it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionKind {
    /// "if", "provided that".
    If,
    /// "unless".
    Unless,
    /// "once", "after".
    Once,
    /// "in return for".
    InReturn,
    /// "in the event of", "upon", "triggered by".
    Trigger,
}

/// A condition with its conjunction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The sort.
    pub kind: ConditionKind,
    /// Where it stands.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// The predicate of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Where it stands.
    pub span: Span,
    /// The words.
    pub text: String,
    /// The verb's lemma.
    pub lemma: String,
}

/// One commitment: one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// `c1`, `c2`, … in text order.
    pub id: String,
    /// Index of its sentence.
    pub sentence: u32,
    /// The clause, with the verb that gives the level, without a bare frame of saying.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// Who is to act; empty where the text does not say.
    pub actors: Vec<ActorId>,
    /// To or for whom.
    pub recipients: Vec<ActorId>,
    /// The predicate.
    pub action: Option<Action>,
    /// What is done.
    pub object: Option<Phrase>,
    /// How firm.
    pub strength: Strength,
    /// Whether the act is not to be done.
    pub negated: bool,
    /// How far an enacted act has come.
    pub stage: Option<Stage>,
    /// What has become of it.
    pub status: Option<CommitmentStatus>,
    /// The kind.
    pub kind: CommitmentKind,
    /// The class of act (`arms/deliver`), where a lexicon knows it.
    pub act: Option<String>,
    /// How far the text stands behind it.
    pub certainty: Certainty,
    /// Who proposes it.
    pub proposer: Option<ActorId>,
    /// Names of the fields that were inferred.
    pub inferred: Vec<String>,
    /// When the act took place.
    pub event_date: Option<jiff::civil::Date>,
    /// How testable.
    pub specificity: Specificity,
    /// The rule that decided the level (R1–R29 of the design).
    pub rule: String,
    /// The condition.
    pub condition: Option<Condition>,
    /// The day or period by which it is due, in the text's words.
    pub deadline: Option<Phrase>,
    /// The last day of the deadline, where it can be told.
    #[serde(default)]
    pub due: Option<jiff::civil::Date>,
    /// Whose level it is.
    pub stance: Stance,
    /// Who says so.
    pub speaker: Option<ActorId>,
    /// Ids of the figures inside.
    pub figures: Vec<String>,
    /// Pillars it contributes to.
    pub pillars: Vec<PillarId>,
    /// The words that decided.
    pub cues: Vec<Span>,
}

impl Strength {
    /// Every level, in order.
    pub const ALL: [Strength; 7] = [
        Strength::Refused,
        Strength::Hypothetical,
        Strength::Proposed,
        Strength::Intended,
        Strength::Pledged,
        Strength::Binding,
        Strength::Enacted,
    ];

    /// Its name in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Strength::Refused => "refused",
            Strength::Hypothetical => "hypothetical",
            Strength::Proposed => "proposed",
            Strength::Intended => "intended",
            Strength::Pledged => "pledged",
            Strength::Binding => "binding",
            Strength::Enacted => "enacted",
        }
    }
}

impl Spans for Condition {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
    }
}

impl Spans for Action {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
    }
}

impl Spans for Commitment {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
        self.action.map_spans(f);
        self.object.map_spans(f);
        self.condition.map_spans(f);
        self.deadline.map_spans(f);
        self.cues.map_spans(f);
    }
}
