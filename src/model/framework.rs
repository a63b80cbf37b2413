//! Pillars per sentence, authors' own lists of pillars, and who is quoted.

use super::{ActorId, PillarId, Spans};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A policy area to which a sentence contributes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pillar {
    /// Index of the sentence.
    pub sentence: u32,
    /// The pillar.
    pub pillar: PillarId,
    /// How strongly, 0–1.
    pub score: f64,
    /// The words that put it there.
    pub cues: Vec<Span>,
    /// The rule that put it there.
    pub rule: String,
}

/// A heading or phrase that opens an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number or letter as written.
    pub label: Option<String>,
    /// Its heading.
    pub heading: super::Phrase,
    /// Pillars that the heading names.
    pub pillars: Vec<PillarId>,
}

/// An author's own list of pillars, principles or mechanisms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// From the announcement or first item to the last item.
    pub span: Span,
    /// What its announcing number says.
    pub announced: Option<u32>,
    /// What it calls itself ("seven principles").
    pub title: Option<String>,
    /// The items, in order.
    pub items: Vec<Item>,
    /// The rule that found it.
    pub rule: String,
    /// The words that decided.
    pub cues: Vec<Span>,
}

/// How speech is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechKind {
    /// In quotation marks.
    Direct,
    /// "said that …", "according to …".
    Indirect,
}

/// Words that the text gives to a speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// What is said.
    pub span: Span,
    /// Who says it; `null` where no lexicon knows.
    pub speaker: Option<ActorId>,
    /// The speaker's name: the lexicon's where it knows, else the article's; `null` where nobody is named.
    #[serde(default)]
    pub name: Option<String>,
    /// The words said.
    pub text: String,
    /// How it is given.
    pub kind: SpeechKind,
    /// The word of saying.
    pub cue: Option<Span>,
    /// The rule that found it.
    pub rule: String,
    /// The words that decided.
    pub cues: Vec<Span>,
}

impl Spans for Pillar {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.cues.map_spans(f);
    }
}

impl Spans for Item {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.heading.map_spans(f);
    }
}

impl Spans for Framework {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
        self.items.map_spans(f);
        self.cues.map_spans(f);
    }
}

impl Spans for Attribution {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
        self.cue.map_spans(f);
        self.cues.map_spans(f);
    }
}
