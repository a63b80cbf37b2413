//! Mentions of actors: who can act, promise, count or be counted on.

use super::{ActorId, Spans};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What sort of actor an id names; the part of the id before its slash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A state.
    State,
    /// An alliance, body, ministry, armed force, company, programme, think tank or outlet.
    Organization,
    /// A person.
    Person,
    /// A named or described group of actors.
    Coalition,
}

impl ActorKind {
    /// The sort of actor that an id names.
    pub fn of(id: &str) -> Option<Self> {
        match id.split('/').next()? {
            "state" => Some(Self::State),
            "organization" => Some(Self::Organization),
            "person" => Some(Self::Person),
            "coalition" => Some(Self::Coalition),
            _ => None,
        }
    }
}

/// How a mention names its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    /// By name.
    Name,
    /// By acronym.
    Acronym,
    /// By demonym ("Ukrainian").
    Demonym,
    /// By metonym ("Kyiv", "the Kremlin").
    Metonym,
    /// By role ("the French president").
    Role,
    /// By a short form after the full one (a surname, "the alliance").
    Short,
    /// A capitalised name that no lexicon knows.
    Unresolved,
}

/// One mention of an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Where it stands.
    pub span: Span,
    /// The words.
    pub text: String,
    /// The canonical actor; `null` where unresolved.
    pub actor: Option<ActorId>,
    /// The canonical name, or the words where unresolved.
    pub name: String,
    /// The kind; for an unresolved name a guess or `null`.
    pub kind: Option<ActorKind>,
    /// How the mention names the actor.
    pub via: Via,
    /// Whether the words name a place here and nobody acts.
    pub place: bool,
    /// The sentence that holds it.
    pub sentence: u32,
    /// The rule that found it.
    pub rule: String,
    /// The words that decided.
    pub cues: Vec<Span>,
}

impl Spans for Actor {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
        self.cues.map_spans(f);
    }
}
