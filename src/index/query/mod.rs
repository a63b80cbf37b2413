//! The query language, Lucene-like as its users know it; words are joined by AND.
//!
//! | written | finds |
//! |---|---|
//! | `training NATO` | both words, in any form |
//! | `"air defence"` | the words in this order |
//! | `a OR b`, `a AND b`, `NOT a`, `-a`, `( … )` | AND binds closer than OR |
//! | `train*` | words that begin so; compared with stems, so `commitm*` finds "commits" too |
//! | `title:aid`, `text:…`, `source:…`, `byline:…`, `heading:…` | the words there; `title:(a OR b)` too |
//! | `actor:Kyiv`, `speaker:…`, `recipient:…` | the actor by any name that the lexicon knows, or by id |
//! | `pillar:training`, `measure:troops`, `unit:EUR`, `verdict:…`, `lang:en`, `act:…`, `type:…`, `certainty:…`, `review:dismissed` | the value; a measure or act with its parts |
//! | `strength:pledged..`, `severity:moderate..` | that level or higher; `refused` stands outside the scale |
//! | `year:2023..2025`, `published:2025-03..2025-09`, `published:2025` | from … to, both included; either end may be open |
//! | `figure:[100000 TO 200000]`, `figure:>1.5bn`, `figure:120000` | figures that may lie there |
//! | `doc:corpus/a.txt` | what belongs to that document |
//! | `*` | everything |
//!
//! What a kind does not bear itself is looked up in the kind that does: `strength:pledged` among articles finds those
//! that hold such a commitment.

mod lex;
mod parse;
pub(super) mod plan;
mod print;
mod value;

pub use parse::{Resolver, parse};

use super::record::Facet;

/// A query as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed(pub(super) Node);

/// A query or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Everything.
    All,
    /// All of these.
    And(Vec<Node>),
    /// At least one of these.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// One condition.
    Leaf(Leaf),
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the text, and the title or heading where there is one.
    Any,
    Text,
    Title,
    Heading,
    Byline,
    Source,
}

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Leaf {
    /// Terms one after the other; most often one.
    Words { place: Place, written: String, terms: Vec<(usize, String)> },
    /// Words that begin so.
    Prefix { place: Place, start: String },
    /// Any of these values of a facet.
    Value { facet: Facet, values: Vec<String> },
    /// Values of a facet that begin so.
    ValuePrefix { facet: Facet, start: String },
    /// Years, both included.
    Years { from: Option<u32>, to: Option<u32> },
    /// Days as numbers, both included.
    Published { from: u64, to: u64, written: String },
    /// Figures that may lie between.
    Figure { low: End, high: End },
    /// What belongs to a document.
    Document(String),
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum End {
    Open,
    Closed(f64),
    /// The value itself is out.
    Beyond(f64),
}
