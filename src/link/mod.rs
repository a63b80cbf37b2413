//! Links: which figures of a corpus are comparable, and what each pair is to the other. It reads claims and gives a report; it knows
//! neither articles nor files.

mod blocking;
mod caution;
mod claim;
pub mod copies;
mod corrections;
mod days;
mod dimensions;
mod events;
mod explain;
mod filed;
mod filing;
mod grounds;
mod group;
mod hint;
mod identity;
mod interval;
mod judge;
mod knowledge;
mod ledger;
mod measure;
mod narrower;
mod origins;
mod pair;
mod panel;
mod parties;
mod parts;
mod reading;
mod said;
mod scopes;
mod subjects;
mod times;
mod units;
mod whole;
mod words;

pub use crate::lexicon::Rates;
pub use crate::model::Report;
pub use claim::{Claim, DocRef};
pub use corrections::Corrections;
pub use dimensions::Setting;
pub use filed::{Filed, file};
pub use filing::{Cell, Entry, cells};
pub use grounds::common_beyond;
pub use interval::{Interval, Value, value};
pub use knowledge::{Ignorance, Knowledge, Reach, Relation, Voice};
pub use ledger::{Pledge, ledger};
pub use pair::{PairResult, chosen, pair};
pub use panel::Panel;
pub use words::{People, Predicate, Words};

use crate::text::Span;
use std::borrow::Cow;

/// Links all claims of a corpus. The result does not depend on their order or on the number of threads.
pub fn link(claims: &[Claim], knowledge: &impl Knowledge) -> Report {
    link_heeding(claims, knowledge, &Corrections::default())
}

/// The same, with what readers have put right by hand.
pub fn link_heeding(claims: &[Claim], knowledge: &impl Knowledge, corrections: &Corrections) -> Report {
    let renamed: Vec<Cow<Claim>> = claims.iter().map(|claim| corrections.renamed(claim)).collect();
    let claims: Vec<&Claim> = renamed.iter().map(AsRef::as_ref).collect();
    whole::report(&claims, knowledge, corrections)
}

/// The ids of the figures of one document's claims, stable across runs and better extraction: corrections name figures by them.
pub fn figure_ids(claims: &[Claim]) -> Vec<String> {
    let all: Vec<&Claim> = claims.iter().collect();
    let ordinals = identity::ordinals(&all);
    all.iter().zip(ordinals).map(|(claim, ordinal)| identity::figure(claim, ordinal)).collect()
}

/// The order of claims: by document and place.
fn place(claim: &Claim) -> (&str, u32, u32) {
    place_of(&claim.document.id, claim.figure.span)
}

fn place_of(document: &str, span: Span) -> (&str, u32, u32) {
    (document, span.start, span.end)
}
