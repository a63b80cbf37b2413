//! The gate: how two claims compare in each dimension that LINKS.md names (D1–D14). It gives outcomes, never a verdict.

use super::events::{bygone, distant};
use super::knowledge::{Knowledge, Reach, Relation};
use super::measure;
use super::reading::{Reading, Unit};
use super::scopes;
use super::subjects::subject;
use super::times::{as_of, period, time_kind};
use crate::model::{Dimension, Event, FigureStatus, Outcome, ScopeKind, Statistic};

/// What two claims are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dim {
    Unit,
    Subject,
    Event,
    Measure,
    Statistic,
    Place,
    Programme,
    Group,
    TimeKind,
    Period,
    AsOf,
    Currency,
    Basis,
    Origin,
    Bound,
    Status,
}

impl Dim {
    /// All, in the order of the gate.
    pub(crate) const ALL: [Dim; 16] = [
        Dim::Unit,
        Dim::Subject,
        Dim::Event,
        Dim::Measure,
        Dim::Statistic,
        Dim::Place,
        Dim::Programme,
        Dim::Group,
        Dim::TimeKind,
        Dim::Period,
        Dim::AsOf,
        Dim::Currency,
        Dim::Basis,
        Dim::Origin,
        Dim::Bound,
        Dim::Status,
    ];

    /// Its key in the report.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Dim::Unit => "unit",
            Dim::Subject => "subject",
            Dim::Event => "event",
            Dim::Measure => "measure",
            Dim::Statistic => "statistic",
            Dim::Place => "place",
            Dim::Programme => "programme",
            Dim::Group => "group",
            Dim::TimeKind => "time_kind",
            Dim::Period => "period",
            Dim::AsOf => "as_of",
            Dim::Currency => "currency",
            Dim::Basis => "basis",
            Dim::Origin => "origin",
            Dim::Bound => "bound",
            Dim::Status => "status",
        }
    }
}

/// Whether the two texts were put side by side by a reader, or met in a corpus. In a corpus two names that no lexicon relates are
/// two things; side by side they may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Setting {
    /// All figures of many articles.
    #[default]
    Corpus,
    /// Two texts chosen for comparison.
    Chosen,
    /// Two figures that a reader put side by side: they speak of one thing, unless their own words part them.
    Named,
}

/// The outcome in each dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Outcomes {
    by_dim: [Outcome; 16],
    /// The measures belong to no common family: not comparable.
    pub(crate) alien: bool,
    /// Factor from the first's unit into the second's, between two ends; `None` where no rate is known.
    pub(crate) factor: Option<(f64, f64)>,
}

impl Outcomes {
    /// The outcome in one dimension.
    pub(crate) fn of(&self, dim: Dim) -> Outcome {
        self.by_dim.get(dim as usize).copied().unwrap_or(Outcome::Unknown)
    }

    fn set(&mut self, dim: Dim, outcome: Outcome) {
        if let Some(slot) = self.by_dim.get_mut(dim as usize) {
            *slot = outcome;
        }
    }

    /// The first of some dimensions that has one of some outcomes.
    pub(crate) fn first(&self, dims: &[Dim], wanted: &[Outcome]) -> Option<Dim> {
        dims.iter().copied().find(|dim| wanted.contains(&self.of(*dim)))
    }
}

/// Compares two claims in every dimension. Where unit, subject or event already fail, the rest stays unknown: most pairs end there.
pub(crate) fn compare(a: &Reading, b: &Reading, knowledge: &impl Knowledge, setting: Setting) -> Outcomes {
    let mut out = Outcomes { by_dim: [Outcome::Unknown; 16], alien: false, factor: Some((1.0, 1.0)) };
    currency(a, b, knowledge, &mut out);
    if setting == Setting::Named && out.of(Dim::Unit) == Outcome::Disjoint && (is_bare(a) || is_bare(b)) {
        out.set(Dim::Unit, Outcome::Unknown);
    }
    if out.of(Dim::Unit) == Outcome::Disjoint {
        return out;
    }
    let event = event(a, b, knowledge, setting);
    out.set(Dim::Event, event);
    out.set(Dim::Subject, subject(a, b, knowledge, setting, event));
    if out.first(&[Dim::Event, Dim::Subject], &[Outcome::Disjoint]).is_some() && setting == Setting::Corpus {
        return out;
    }
    let (measure, alien) = measure::compare(a, b, knowledge, setting);
    out.set(Dim::Measure, measure);
    out.alien = alien;
    out.set(Dim::Statistic, same_if(statistic(a) == statistic(b)));
    out.set(Dim::Status, status(a, b, knowledge, setting));
    let same_event = event == Outcome::Same;
    let scope = |kind: &[ScopeKind]| scopes::compare(a, b, kind, knowledge, setting);
    let place = scope(&[ScopeKind::Place]);
    out.set(Dim::Place, place);
    out.set(Dim::Programme, scope(&[ScopeKind::Programme]));
    let group = scope(&[ScopeKind::Group, ScopeKind::Subset]);
    out.set(Dim::Group, if group == Outcome::Same { recipients(a, b, knowledge) } else { group });
    let period = period(a, b, same_event);
    out.set(Dim::Period, period);
    let one_time = period == Outcome::Same && a.period.is_some() && b.period.is_some();
    out.set(Dim::TimeKind, time_kind(a, b, setting, one_time));
    out.set(Dim::AsOf, as_of(a, b));
    out.set(Dim::Basis, basis(a, b));
    out.set(Dim::Origin, origin(a, b));
    out.set(Dim::Bound, same_if(a.figure().bound == b.figure().bound));
    out
}

pub(crate) fn same_if(same: bool) -> Outcome {
    if same { Outcome::Same } else { Outcome::Disjoint }
}

/// A decimal without a unit: nobody counts half a thing, so the unit went without saying ("a quake of 5.9").
fn is_bare(reading: &Reading) -> bool {
    let decimal = reading.value.stated.0.fract() != 0.0 || reading.value.digit < 0.5;
    reading.unit == Unit::Count && decimal && reading.value.stated.0 < 1000.0
}

/// How a relation reads as an outcome.
pub(crate) fn outcome(relation: Relation) -> Outcome {
    match relation {
        Relation::Same => Outcome::Same,
        Relation::PartOf => Outcome::ANarrower,
        Relation::Contains => Outcome::BNarrower,
        Relation::Disjoint => Outcome::Disjoint,
        Relation::Unknown => Outcome::Unknown,
    }
}

/// D1 and D10.
fn currency(a: &Reading, b: &Reading, knowledge: &impl Knowledge, out: &mut Outcomes) {
    let alike = a.figure().dimension == b.figure().dimension && a.per == b.per;
    out.set(Dim::Currency, Outcome::Same);
    let (Unit::Money(from), Unit::Money(to)) = (a.unit, b.unit) else {
        out.set(Dim::Unit, same_if(alike && a.unit == b.unit));
        return;
    };
    out.set(Dim::Unit, same_if(alike));
    let ambiguous = |reading: &Reading| reading.figure().flags.iter().any(|flag| flag.contains("ambiguous"));
    if from == to {
        if ambiguous(a) != ambiguous(b) {
            out.set(Dim::Currency, Outcome::Unknown);
        }
        return;
    }
    let year = |day: i32| i16::try_from(1970 + (f64::from(day) / 365.2425).floor() as i64).unwrap_or(i16::MAX);
    let dated = a.latest_day().max(b.latest_day()).map(year);
    out.factor = knowledge.rates().bracket(from, to, dated).filter(|_| !ambiguous(a) && !ambiguous(b));
    out.set(Dim::Currency, if out.factor.is_some() { Outcome::Overlapping } else { Outcome::Disjoint });
}

/// D2, the event within which something is counted.
fn event(a: &Reading, b: &Reading, knowledge: &impl Knowledge, setting: Setting) -> Outcome {
    if distant(a, b) {
        return Outcome::Disjoint;
    }
    // Flows over stated periods are told apart by these.
    let flows = !a.running && !b.running && a.period.is_some() && b.period.is_some();
    let (Some(x), Some(y)) = (&a.figure().event, &b.figure().event) else {
        let none = a.figure().event.is_none() && b.figure().event.is_none();
        return if flows || none && !a.running && !b.running { Outcome::Same } else { Outcome::Unknown };
    };
    if x.key == y.key {
        return Outcome::Same;
    }
    if !knowledge.akin(&x.kind, &y.kind) {
        return Outcome::Disjoint;
    }
    let dates = x.date.zip(y.date).map(|(x, y)| (super::days::day(x) - super::days::day(y)).abs());
    let places = x.place.as_deref().zip(y.place.as_deref()).map(|(x, y)| scopes::by_name(x, y, knowledge, setting));
    match (dates, places) {
        // What happened in one state did not happen in another, unless it reaches over both.
        // What was launched in one night is not what was launched in the next; a toll is dated more loosely.
        (Some(1), _) if !a.running && !b.running && a.value_key != b.value_key => Outcome::Disjoint,
        (None | Some(0 | 1), Some(Relation::Disjoint)) if in_two_states(x, y, knowledge) => Outcome::Disjoint,
        // Side by side, one event may be told by the towns on either side of it.
        (None | Some(0 | 1), Some(Relation::Disjoint)) if setting == Setting::Named => Outcome::Unknown,
        // One quake is felt in two states.
        (Some(0 | 1), Some(Relation::Disjoint)) if wide(x, y, knowledge) => Outcome::Same,
        (Some(2..), _) | (_, Some(Relation::Disjoint)) => Outcome::Disjoint,
        (Some(_), Some(Relation::Same | Relation::PartOf | Relation::Contains)) => Outcome::Same,
        _ if clash(x, y, knowledge) || places.is_none() && bygone(a, b) => Outcome::Disjoint,
        _ if flows => Outcome::Same,
        // Side by side, two storms of one day are one.
        (Some(0), None) if setting != Setting::Corpus && x.kind == y.kind => Outcome::Same,
        _ => Outcome::Unknown,
    }
}

/// Whether both are placed by a state only, and neither is a quake or a war.
fn in_two_states(x: &Event, y: &Event, knowledge: &impl Knowledge) -> bool {
    let state = |event: &Event| event.place.as_deref().is_some_and(|place| !place.contains(", ") && knowledge.is_state(place));
    state(x) && state(y) && x.date.is_none() && y.date.is_none()
}

/// Whether both are of one sort that reaches over many places.
fn wide(x: &Event, y: &Event, knowledge: &impl Knowledge) -> bool {
    x.kind == y.kind && knowledge.reach(&x.kind) == Reach::Wide
}

/// D6 of amounts: to or for whom they are.
fn recipients(a: &Reading, b: &Reading, knowledge: &impl Knowledge) -> Outcome {
    let (x, y) = (&a.figure().object, &b.figure().object);
    let money = matches!(a.unit, Unit::Money(_)) && !x.is_empty() && !y.is_empty();
    let apart = || x.iter().all(|x| y.iter().all(|y| knowledge.related(x, y) == Relation::Disjoint));
    if money && apart() { Outcome::Disjoint } else { Outcome::Same }
}

/// Whether two events have wholly different actors.
fn clash(x: &Event, y: &Event, knowledge: &impl Knowledge) -> bool {
    let apart = |a, b| knowledge.related(a, b) == Relation::Disjoint;
    !x.actors.is_empty() && !y.actors.is_empty() && x.actors.iter().all(|a| y.actors.iter().all(|b| apart(a, b)))
}

/// D4: counts and totals are one statistic; a difference is none of a level.
fn statistic(reading: &Reading) -> (Statistic, Option<crate::model::Change>) {
    let figure = reading.figure();
    let statistic = match figure.statistic {
        Statistic::Total => Statistic::Count,
        // A percentage that is no mean or maximum is a share of something, whether or not the words say of what.
        Statistic::Count if figure.dimension == Dimension::Ratio => Statistic::Share,
        other => other,
    };
    // "rose from 14 to 22": what it rose to is a level, and of counts what it rose from is an earlier one.
    let before = reading.claim.before().trim_end().rsplit(' ').next();
    let end = before == Some("to") || before == Some("from") && reading.unit == Unit::Count;
    (statistic, figure.change.filter(|_| !end))
}

/// D11.
fn basis(a: &Reading, b: &Reading) -> Outcome {
    let (x, y) = (&a.figure().basis, &b.figure().basis);
    match (x.is_empty(), y.is_empty()) {
        (true, true) => Outcome::Same,
        (false, false) => same_if(x.iter().any(|word| y.contains(word))),
        _ => Outcome::Unknown,
    }
}

/// D12, as far as it is known without the hashes of copies: `Reading::origin` holds the rest.
fn origin(a: &Reading, b: &Reading) -> Outcome {
    let same = a.origin == b.origin || voice(a, b) == Outcome::Same;
    if same { Outcome::Same } else { voice(a, b) }
}

/// Whether one voice speaks in both: the same named speaker, one article in its own voice, or a copied frame of words.
pub(crate) fn voice(a: &Reading, b: &Reading) -> Outcome {
    let same_document = a.claim.document.id == b.claim.document.id;
    let copied = || a.claim.windows.iter().any(|window| b.claim.windows.binary_search(window).is_ok());
    match (&a.figure().speaker, &b.figure().speaker) {
        (Some(x), Some(y)) => same_if(x == y),
        (None, None) if same_document => Outcome::Same,
        (None, None) if a.tellers.iter().any(|name| b.tellers.contains(name)) => Outcome::Same,
        _ if !same_document && copied() => Outcome::Same,
        _ => Outcome::Unknown,
    }
}

/// D14.
fn status(a: &Reading, b: &Reading, knowledge: &impl Knowledge, setting: Setting) -> Outcome {
    let (x, y) = (standing(a), standing(b));
    let price = |reading: &Reading| matches!(reading.unit, Unit::Money(_)) && knowledge.words().is_settled(reading.family);
    // What might be is the weakest reading of a verb: side by side it leaves the question open, as does what is planned and needed.
    let open = x == FigureStatus::Hypothetical
        || y == FigureStatus::Hypothetical
        || x != FigureStatus::Actual && y != FigureStatus::Actual;
    // In March, what a state spends in the year and what it will spend in it are one.
    let runs = |reading: &Reading| {
        reading.published.zip(reading.period).is_some_and(|(told, days)| days.from <= told && told <= days.to)
    };
    let ahead = |status| matches!(status, FigureStatus::Planned | FigureStatus::Forecast);
    let running_year = a.period == b.period
        && runs(a)
        && runs(b)
        && matches!((x, y), (FigureStatus::Actual, other) | (other, FigureStatus::Actual) if ahead(other));
    match () {
        () if x == y || running_year => Outcome::Same,
        () if setting != Setting::Corpus
            && (price(a) || price(b))
            && x != FigureStatus::Required
            && y != FigureStatus::Required =>
        {
            Outcome::Same
        }
        () if setting == Setting::Named && open => Outcome::Unknown,
        // A share that is foreseen may be the share that there is; one that is asked for is not.
        () if setting == Setting::Named
            && a.figure().dimension == Dimension::Ratio
            && x != FigureStatus::Required
            && y != FigureStatus::Required =>
        {
            Outcome::Unknown
        }
        () => Outcome::Disjoint,
    }
}

/// What is so, what somebody means, needs or asks for, what might be. Nobody plans or asks for a running count: its words are another verb's.
pub(crate) fn standing(reading: &Reading) -> FigureStatus {
    match reading.figure().status {
        FigureStatus::Negated => FigureStatus::Actual,
        FigureStatus::Planned | FigureStatus::Required | FigureStatus::Proposed if reading.running => FigureStatus::Actual,
        FigureStatus::Proposed => FigureStatus::Required,
        other => other,
    }
}
