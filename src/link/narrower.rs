//! Counts of which only the smaller names a place or a programme, or a town inside the other's region: nobody would take it for the whole.
//! Places that both name are compared in `scopes`.

use super::dimensions::{Dim, Outcomes};
use super::grounds::at_home;
use super::judge::Values;
use super::knowledge::{Knowledge, Relation};
use super::reading::Reading;
use crate::model::{Outcome, ScopeKind, Statistic};

/// A place or programme that only the smaller of two counts names: nobody would take it for the whole.
pub(crate) fn one_sided(a: &Reading, b: &Reading, out: &Outcomes, values: &Values) -> Option<Dim> {
    let a_is_less = values.a.stated.1 < values.b.stated.0;
    let (less, more) = if a_is_less { (a, b) } else { (b, a) };
    let counts = matches!(less.figure().statistic, Statistic::Count | Statistic::Total);
    // What the figure's own words restrict: where its event was does not.
    let own = |reading: &Reading, kind| reading.figure().scope.iter().any(|scope| scope.kind == kind);
    let names = |kind| own(less, kind) && !own(more, kind);
    let named = |kind| own(more, kind);
    let open = |dim: Dim| out.of(dim) == Outcome::Unknown;
    // One state is narrower than a programme that several states carry; a group of states may well be wider.
    let in_one_state = less
        .figure()
        .scope
        .iter()
        .any(|scope| scope.kind == ScopeKind::Place && scope.id.as_ref().is_some_and(|id| id.as_str().starts_with("state/")));
    if !counts || at_home(more, less) || named(ScopeKind::Place) || named(ScopeKind::Programme) && !in_one_state {
        return None;
    }
    match () {
        () if open(Dim::Place) && names(ScopeKind::Place) => Some(Dim::Place),
        () if open(Dim::Programme) && names(ScopeKind::Programme) => Some(Dim::Programme),
        () => None,
    }
}

/// Counts of one event in a town and around it, of which that of the town is not half of the other: nobody counted the same.
pub(crate) fn inner_town(a: &Reading, b: &Reading, values: &Values, knowledge: &impl Knowledge) -> Option<Dim> {
    let (less, more) = if values.a.stated.1 < values.b.stated.0 { (a, b) } else { (b, a) };
    let place = |reading: &Reading| reading.figure().event.as_ref().and_then(|event| event.place.clone());
    let inside = knowledge.places(&place(less)?, &place(more)?) == Relation::PartOf;
    (inside && values.a.ratio(values.b)? >= 2.0).then_some(Dim::Place)
}
