//! D3: whether two claims measure the same thing, by the lexicon's measure, else by predicate and counted noun. No values.

use super::dimensions::{Setting, outcome};
use super::knowledge::{Knowledge, Relation};
use super::reading::{Reading, Unit};
use super::words::People;
use crate::model::Outcome;
use crate::text::folded;

/// How the measures compare, and whether they are so alien that nothing can be said.
pub(crate) fn compare(a: &Reading, b: &Reading, knowledge: &impl Knowledge, setting: Setting) -> (Outcome, bool) {
    let (found, alien) = told(a, b, knowledge, setting);
    if setting != Setting::Named {
        // Of two texts chosen for comparison, two amounts of money are at least about one matter.
        let money = setting == Setting::Chosen && matches!(a.unit, Unit::Money(_));
        return (found, alien && !money);
    }
    // Whoever puts two figures side by side says that they measure one thing: only siblings (killed, wounded) still differ.
    let siblings = a.predicate.zip(b.predicate).is_some_and(|(x, y)| x.id != y.id && x.family == y.family);
    let groups =
        matches!((a.people, b.people), (Some((x, of_x)), Some((y, of_y))) if people(x, of_x, y, of_y) == Outcome::Disjoint);
    let other = casualties_and_other(a, b, knowledge) || casualties_and_other(b, a, knowledge);
    (if found == Outcome::Disjoint && !siblings && !groups { Outcome::Unknown } else { found }, other)
}

/// Whether the first counts the dead or hurt, and the second things or people of whom its sentence says nothing of the kind.
fn casualties_and_other(a: &Reading, b: &Reading, knowledge: &impl Knowledge) -> bool {
    const CASUALTIES: &str = "casualties";
    let of_a = a.family == folded(CASUALTIES) && a.people.is_some();
    let words = knowledge.words();
    let counted = b.noun.is_some() && b.people.is_none() && b.unit == Unit::Count && b.family != a.family;
    of_a && counted && !words.speaks_of(&b.claim.sentence_text, CASUALTIES)
}

fn told(a: &Reading, b: &Reading, knowledge: &impl Knowledge, setting: Setting) -> (Outcome, bool) {
    let known = |reading: &Reading| reading.known_measure().is_some();
    if let (Some(x), Some(y)) = (&a.figure().measure, &b.figure().measure) {
        let related = if x == y { Relation::Same } else { knowledge.measures(x, y) };
        if known(a) && known(b) && related != Relation::Same {
            let apart = matches!(related, Relation::Unknown | Relation::Disjoint);
            // Two women and fifteen civilians: what the nouns say of the whole weighs as much as the lexicon.
            let nested = joined(outcome(related), narrowed(a, b));
            return if apart { (Outcome::Disjoint, a.family != b.family) } else { (nested, false) };
        }
        if related == Relation::Same {
            return (narrowed(a, b), false);
        }
    }
    let (by_predicate, by_noun) = (predicates(a, b, setting), nouns(a, b, setting));
    let Some(by_noun) = by_noun else { return (Outcome::Disjoint, true) };
    let foreign = by_predicate == Outcome::Disjoint && a.family != b.family && by_noun != Outcome::Same;
    (joined(by_predicate, by_noun), foreign)
}

/// The same measure, unless one side counts children and the other everybody.
fn narrowed(a: &Reading, b: &Reading) -> Outcome {
    match (a.people, b.people) {
        (Some((x, of_x)), Some((y, of_y))) => people(x, of_x, y, of_y),
        _ => Outcome::Same,
    }
}

/// The one that says more against likeness.
fn joined(x: Outcome, y: Outcome) -> Outcome {
    use Outcome::{ANarrower, BNarrower, Disjoint, Same, Unknown};
    match (x, y) {
        (Disjoint, _) | (_, Disjoint) | (ANarrower, BNarrower) | (BNarrower, ANarrower) => Disjoint,
        (Same, other) | (other, Same) => other,
        (Unknown, other) | (other, Unknown) => other,
        (narrower, _) => narrower,
    }
}

fn predicates(a: &Reading, b: &Reading, setting: Setting) -> Outcome {
    if let (Some(x), Some(y)) = (a.predicate, b.predicate) {
        return match () {
            () if x.id == y.id => Outcome::Same,
            () if x.part_of.contains(&y.id) => Outcome::ANarrower,
            () if y.part_of.contains(&x.id) => Outcome::BNarrower,
            () => Outcome::Disjoint,
        };
    }
    match (a.action, b.action) {
        (Some(x), Some(y)) if x == y => Outcome::Same,
        (Some(_), Some(_)) if setting == Setting::Corpus => Outcome::Disjoint,
        (None, None) if a.noun.is_some() && a.noun == b.noun && a.figure().measure == b.figure().measure => Outcome::Same,
        _ => Outcome::Unknown,
    }
}

/// How the nouns compare; `None` where they name different things.
fn nouns(a: &Reading, b: &Reading, setting: Setting) -> Option<Outcome> {
    let (Some(x), Some(y)) = (a.noun, b.noun) else { return Some(Outcome::Unknown) };
    if let (Some((kind_x, of_x)), Some((kind_y, of_y))) = (a.people, b.people) {
        return Some(people(kind_x, of_x, kind_y, of_y));
    }
    if x == y {
        return Some(modifiers(a, b, setting));
    }
    let same_predicate = a.predicate.is_some() && a.predicate.map(|p| &p.id) == b.predicate.map(|p| &p.id);
    match (a.unit, setting) {
        // Money is told with or without what it buys.
        (Unit::Money(_), _) if same_predicate || setting != Setting::Corpus => Some(Outcome::Unknown),
        (Unit::Base(_), Setting::Chosen | Setting::Named) => Some(Outcome::Unknown),
        _ => None,
    }
}

/// "attack drones" and "reconnaissance drones" are two things, "attack drones" and "drones" may be one.
fn modifiers(a: &Reading, b: &Reading, setting: Setting) -> Outcome {
    let shared = a.modifiers.iter().any(|stem| b.modifiers.binary_search(stem).is_ok());
    match (a.modifiers.is_empty(), b.modifiers.is_empty()) {
        _ if a.modifiers == b.modifiers => Outcome::Same,
        (false, false) if !shared && setting == Setting::Corpus => Outcome::Disjoint,
        _ => Outcome::Unknown,
    }
}

fn people(kind_a: People, a: u64, kind_b: People, b: u64) -> Outcome {
    use People::{Any, Role, Subset};
    match (kind_a, kind_b) {
        _ if a == b => Outcome::Same,
        (Any, Any | Role) | (Role, Any) => Outcome::Same,
        (Subset, Any | Role) => Outcome::ANarrower,
        (Any | Role, Subset) => Outcome::BNarrower,
        (Role, Role) | (Subset, Subset) => Outcome::Disjoint,
    }
}
