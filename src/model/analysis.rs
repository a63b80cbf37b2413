//! Everything found in one article: a pure function of its text, its date and the lexicons.

use super::{Actor, Attribution, Commitment, Diagnostic, Figure, Framework, Pillar, Spans};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What the taggers found, each list in text order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Analysis {
    /// Mentions of actors.
    pub actors: Vec<Actor>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Pillars per sentence.
    pub pillars: Vec<Pillar>,
    /// Authors' own lists.
    pub frameworks: Vec<Framework>,
    /// Commitments.
    pub commitments: Vec<Commitment>,
    /// Who is quoted.
    pub attributions: Vec<Attribution>,
    /// What the stages had to say.
    pub diagnostics: Vec<Diagnostic>,
}

impl Spans for Analysis {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.actors.map_spans(f);
        self.figures.map_spans(f);
        self.pillars.map_spans(f);
        self.frameworks.map_spans(f);
        self.commitments.map_spans(f);
        self.attributions.map_spans(f);
        self.diagnostics.map_spans(f);
    }
}
