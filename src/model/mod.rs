//! The nouns: what an article is, what is found in it, and what links say. They do nothing; the stages make them.
//! Their serde form is the JSON of the output contract, field for field; spans are bytes here and code points there.

mod actor;
mod analysis;
mod article;
mod commitment;
mod diagnostic;
mod figure;
mod framework;
mod id;
mod language;
mod ledger;
mod link;
mod matrix;
mod number;
mod period;
mod provenance;
mod report;
mod review;
mod rules;
mod version;

pub use actor::{Actor, ActorKind, Via};
pub use analysis::Analysis;
pub use article::{Article, Block, BlockKind};
pub use commitment::{
    Action, Certainty, Commitment, CommitmentKind, CommitmentStatus, Condition, ConditionKind, Specificity, Stage, Stance,
    Strength,
};
pub use diagnostic::{Diagnostic, Level};
pub use figure::{
    Bound, Change, Dimension, Event, Figure, FigureStatus, Finality, Reason, Role, Scope, ScopeKind, Statistic, TimeKind,
};
pub use framework::{Attribution, Framework, Item, Pillar, SpeechKind};
pub use id::{ActorId, MeasureId, PillarId};
pub use language::Language;
pub use ledger::{Ledger, Row, Standing, Telling, Tie, TieKind};
pub use link::{Certainty as LinkCertainty, DimensionOutcome, Link, Outcome, Severity, Verdict};
pub use matrix::{Cell, Column, Matrix, MatrixRow};
pub use number::{decimal, optional_decimal};
pub use period::{AsOf, AsOfVia, Period, PeriodKind};
pub use provenance::{Origin, Provenance};
pub use report::{Coverage, Ends, Group, Member, Report, Totals};
pub use review::{Review, ReviewStatus};
pub use rules::{RULES, Rules};

pub use version::Version;

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A stretch of the article's text that plays a part in a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Where it stands.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// Spans inside a finding, walked so that an output can turn bytes into code points in one place.
pub trait Spans {
    /// Replaces every span by what `f` makes of it.
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span);
}

impl Spans for Phrase {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
    }
}

impl Spans for Span {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        *self = f(*self);
    }
}

impl<T: Spans> Spans for Vec<T> {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.iter_mut().for_each(|item| item.map_spans(f));
    }
}

impl<T: Spans> Spans for Option<T> {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        if let Some(item) = self {
            item.map_spans(f);
        }
    }
}
