//! The query language, Lucene-like as its users know it; words are joined by AND.
//!
//! | written | finds |
//! |---|---|
//! | `training NATO` | both words, in any form |
//! | `"air defence"` | the words in this order |
//! | `a OR b`, `a AND b`, `NOT a`, `-a`, `( … )` | AND binds closer than OR |
//! | `trainning~1`, `"air defence"~3` | words one letter off (at most two), words at most three apart |
//! | `drones^2 convoy`, `(a b)^3` | the same hits; what is boosted weighs more |
//! | `train*` | words that begin so; compared with stems, so `commitm*` finds "commits" too |
//! | `title:aid`, `text:…`, `source:…`, `byline:…`, `heading:…` | the words there; `title:(a OR b)` too |
//! | `actor:Kyiv`, `speaker:…`, `recipient:…` | the actor by any name that the lexicon knows, or by id |
//! | `pillar:training`, `measure:troops`, `unit:EUR`, `verdict:…`, `lang:en`, `copy:original`, `act:…`, `type:…`, `certainty:…`, `review:dismissed` | the value; a measure or act with its parts |
//! | `strength:pledged..`, `severity:moderate..` | that level or higher; `refused` stands outside the scale |
//! | `year:2023..2025`, `month:2025-03`, `published:2025-03..2025-09`, `published:2025` | from … to, both included; either end may be open |
//! | `figure:[100000 TO 200000]`, `figure:>1.5bn`, `figure:120000` | figures whose own interval overlaps |
//! | `within:[100000 TO 200000]`, `exactly:120000` | figures that lie there whole; that state this value |
//! | `money:>=1bn USD`, `money:[5m TO 10m] EUR` | amounts in any currency, at the rate of their year |
//! | `period:2025`, `period:2024-07..` | figures of which the text says this time |
//! | `figure{measure:troops/trained value:>100000 period:2025}`, `commitment{…}`, `finding{…}` | all of it of the same figure |
//! | `doc:corpus/a.txt` | what belongs to that document |
//! | `*` | everything |
//!
//! What a kind does not bear itself is looked up in the kind that does: `strength:pledged` among articles finds those
//! that hold such a commitment. Two such conditions may be met by two different figures; in `figure{…}` it is one.

mod field;
mod leaf;
mod lex;
mod names;
mod parse;
pub(super) mod plan;
mod print;
mod value;

pub use field::distance;
pub use names::Names;
pub use parse::{Mode, parse};

pub(super) use value::levels;

use super::Kind;
use super::record::Facet;

/// A query as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    pub(super) root: Node,
    /// What its writer should know of how it was read: names that mean several things, for instance.
    pub notes: Vec<String>,
}

/// A query or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Everything.
    All,
    /// All of these.
    And(Vec<Node>),
    /// At least one of these.
    Or(Vec<Node>),
    /// At least so many of these.
    Most(usize, Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// This, and it weighs so much more.
    Boost(Box<Node>, f32),
    /// What has to do with one thing of this kind for which all of it is true.
    Group(Kind, Box<Node>),
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
    /// Terms one after the other, with at most `slop` words more between them; most often one term.
    Words { place: Place, written: String, terms: Vec<(usize, String)>, slop: u32 },
    /// Words that begin so.
    Prefix { place: Place, start: String },
    /// Words that are this one but for some letters.
    Fuzzy { place: Place, written: String, term: String, letters: u8 },
    /// Any of these values of a facet.
    Value { facet: Facet, values: Vec<String> },
    /// Values of a facet that begin so.
    ValuePrefix { facet: Facet, start: String },
    /// Years, both included.
    Years { from: Option<u32>, to: Option<u32> },
    /// Days as numbers, both included.
    Published { from: u64, to: u64, written: String },
    /// Figures by their interval.
    Figure { how: How, low: End, high: End },
    /// Amounts of money by their interval in a currency.
    Money { low: End, high: End, currency: String },
    /// Figures of which the text says this time: days as numbers, both included.
    Period { from: u64, to: u64, written: String },
    /// Copies of other articles, or what is none.
    Copy(bool),
    /// What belongs to a document.
    Document(String),
}

/// How an interval in a query and that of a figure are to lie to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// They have something in common.
    Overlap,
    /// The figure's lies in the query's.
    Within,
    /// They are the same.
    Exactly,
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum End {
    Open,
    Closed(f64),
    /// The value itself is out.
    Beyond(f64),
}
