//! D2, as far as subjects go: who or what two counts are about, by the lexicon's hierarchy. Events are elsewhere.

use super::dimensions::{Setting, outcome};
use super::knowledge::{Knowledge, Relation};
use super::reading::{Reading, Unit};
use crate::model::{Dimension, Outcome};

/// D2, who or what the count is about.
pub(crate) fn subject(a: &Reading, b: &Reading, knowledge: &impl Knowledge, setting: Setting, event: Outcome) -> Outcome {
    let (of_a, of_b) = (&a.figure().subject, &b.figure().subject);
    if of_a.is_empty() || of_b.is_empty() {
        if of_a.is_empty() && of_b.is_empty() && event == Outcome::Same {
            return Outcome::Same;
        }
        let shared = a.claim.names.iter().any(|name| b.claim.names.binary_search(name).is_ok());
        let strangers = of_a.is_empty() && of_b.is_empty() && !shared && a.claim.document.id != b.claim.document.id;
        return if strangers && setting == Setting::Corpus { Outcome::Disjoint } else { Outcome::Unknown };
    }
    if of_a.iter().all(|actor| of_b.contains(actor)) && of_b.iter().all(|actor| of_a.contains(actor)) {
        return Outcome::Same;
    }
    if of_a.iter().any(|actor| of_b.contains(actor)) {
        return Outcome::Overlapping;
    }
    // Who measures a length or a magnitude is not what is measured.
    let measured = matches!(a.unit, Unit::Base(_)) || matches!(b.unit, Unit::Base(_));
    if setting == Setting::Named && measured && a.figure().dimension != Dimension::Ratio {
        return Outcome::Unknown;
    }
    let mut found = Relation::Disjoint;
    for (x, y) in of_a.iter().flat_map(|x| of_b.iter().map(move |y| (x, y))) {
        // Put side by side, actors of two sorts (a state and an agency that reports) do not part two figures.
        let states = [x, y].iter().filter(|actor| actor.as_str().starts_with("state/")).count();
        let relation = match knowledge.related(x, y) {
            Relation::Disjoint if setting == Setting::Named && states < 2 => Relation::Unknown,
            Relation::PartOf | Relation::Contains if setting == Setting::Named && states == 0 => Relation::Unknown,
            relation => relation,
        };
        match relation {
            // What a state's body does or suffers, the state does or suffers.
            Relation::PartOf | Relation::Contains if is_own_body(knowledge, x, y) => return Outcome::Same,
            relation @ (Relation::Same | Relation::PartOf | Relation::Contains) => return outcome(relation),
            Relation::Unknown => found = Relation::Unknown,
            Relation::Disjoint => {}
        }
    }
    outcome(found)
}

fn is_own_body(knowledge: &impl Knowledge, a: &crate::model::ActorId, b: &crate::model::ActorId) -> bool {
    let root = knowledge.root(a);
    root.as_str().starts_with("state/") && root == knowledge.root(b)
}
