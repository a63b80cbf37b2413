//! Links: which figures of a corpus are comparable, and what each pair is to the other. It reads claims and gives a report; it knows
//! neither articles nor files.

mod blocking;
mod caution;
mod claim;
mod days;
mod dimensions;
mod events;
mod explain;
mod grounds;
mod group;
mod hint;
mod identity;
mod interval;
mod judge;
mod knowledge;
mod ledger;
mod measure;
mod origins;
mod pair;
mod parties;
mod parts;
mod reading;
mod scopes;
mod subjects;
mod units;
mod words;

pub use crate::lexicon::Rates;
pub use crate::model::Report;
pub use claim::{Claim, DocRef};
pub use dimensions::Setting;
pub use interval::{Interval, Value, value};
pub use knowledge::{Ignorance, Knowledge, Relation};
pub use ledger::{Pledge, ledger};
pub use pair::{PairResult, chosen, pair};
pub use words::{People, Predicate, Words};

use crate::model::{Coverage, Totals, Verdict};
use crate::text::Span;
use blocking::Pair;
use rayon::prelude::*;
use reading::Reading;
use std::collections::BTreeMap;

/// Links all claims of a corpus. The result does not depend on their order or on the number of threads.
pub fn link(claims: &[Claim], knowledge: &impl Knowledge) -> Report {
    let mut order: Vec<&Claim> = claims.iter().collect();
    order.par_sort_by(|a, b| place(a).cmp(&place(b)));
    let read: Vec<Option<Reading>> = order.par_iter().map(|claim| Reading::new(claim, knowledge)).collect();
    let silent = read.iter().filter(|reading| reading.is_none()).count();
    let mut readings: Vec<Reading> = read.into_iter().flatten().collect();
    origins::assign(&mut readings);
    grounds::find_common(&mut readings);
    let changes = parts::check_changes(&mut readings);
    let (pairs, met) = blocking::pairs(&readings, &changes, knowledge);
    let names = group::Names::new(&readings);
    let groups = group::groups(&readings, &pairs, &names, knowledge);
    let mut links: BTreeMap<Verdict, u64> =
        Verdict::ALL.iter().filter(|verdict| **verdict != Verdict::Unrelated).map(|v| (*v, 0)).collect();
    for (verdict, count) in groups.iter().flat_map(|group| &group.judged) {
        *links.entry(*verdict).or_default() += count;
    }
    Report {
        schema: "countersign/audit/1".to_owned(),
        coverage: coverage(&readings, &pairs, &met, silent),
        snapshot: identity::snapshot(claims),
        totals: Totals { documents: names.documents, figures: claims.len() as u64, groups: groups.len() as u64, links },
        groups,
    }
}

fn place(claim: &Claim) -> (&str, u32, u32) {
    place_of(&claim.document.id, claim.figure.span)
}

fn place_of(document: &str, span: Span) -> (&str, u32, u32) {
    (document, span.start, span.end)
}

/// How many claims were compared, and why the others were not.
fn coverage(readings: &[Reading], pairs: &[Pair], met: &[bool], silent: usize) -> Coverage {
    let mut compared = vec![false; readings.len()];
    for pair in pairs {
        compared[pair.a as usize] = true;
        compared[pair.b as usize] = true;
    }
    let mut not_compared: BTreeMap<String, u64> = BTreeMap::new();
    let mut count = |reason: &str, by: usize| {
        if by > 0 {
            *not_compared.entry(reason.to_owned()).or_default() += by as u64;
        }
    };
    count("no_value", silent);
    for ((reading, met), _) in readings.iter().zip(met).zip(&compared).filter(|(_, compared)| !**compared) {
        let unknown = reading.figure().subject.is_empty() && reading.figure().event.is_none();
        let reason = match () {
            () if reading.family == 0 => "unknown_measure",
            () if unknown => "unknown_subject",
            () if *met => "not_comparable",
            () => "no_counterpart",
        };
        count(reason, 1);
    }
    let claims = (readings.len() + silent) as u64;
    Coverage { claims, compared: compared.iter().filter(|compared| **compared).count() as u64, not_compared }
}
