//! D5 and D6: places, programmes and groups that restrict two counts, by the lexicon's hierarchy, else by their names.

use super::dimensions::{Setting, outcome};
use super::knowledge::{Knowledge, Relation};
use super::reading::{Reading, Unit};
use super::words::Words;
use crate::model::{Outcome, Scope, ScopeKind};
use crate::text::folded;

/// One restriction: a scope of the figure, or the place of its event.
#[derive(Clone, Copy)]
struct Within<'a> {
    text: &'a str,
    scope: Option<&'a Scope>,
}

/// "among them", "alone": words that introduce a part or weigh a number, and restrict nothing.
fn restricts(scope: &Scope, words: &Words) -> bool {
    let particle = |cue: &str| scope.text.get(..cue.len()).is_some_and(|start| start.eq_ignore_ascii_case(cue));
    let weighs = matches!(scope.kind, ScopeKind::Group | ScopeKind::Subset) && scope.text.eq_ignore_ascii_case("alone");
    !(weighs || scope.kind == ScopeKind::Group && words.part_cue(&scope.text).is_some_and(particle))
}

fn all<'a>(reading: &'a Reading, kinds: &'a [ScopeKind]) -> impl Iterator<Item = Within<'a>> {
    let figure = reading.figure();
    let place = figure.event.as_ref().and_then(|event| event.place.as_deref());
    // Where the event was is no part of it.
    let whole = move |scope: &Scope| {
        let name = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && Words::built_in().side(word).is_none();
        let mut names = content(&scope.text).filter(name).peekable();
        let held = |word: &str| place.is_some_and(|place| content(place).any(|other| folded(other) == folded(word)));
        scope.kind == ScopeKind::Place && names.peek().is_some() && names.all(held)
    };
    let restricting = move |scope: &&Scope| kinds.contains(&scope.kind) && restricts(scope, Words::built_in()) && !whole(scope);
    let scopes = figure.scope.iter().filter(restricting);
    let named = scopes.clone().next().is_some();
    // A quake has one magnitude, wherever it was felt.
    let measured = matches!(reading.unit, Unit::Base(_));
    let event =
        place.filter(|_| kinds.contains(&ScopeKind::Place) && !named && !measured).map(|text| Within { text, scope: None });
    scopes.map(|scope| Within { text: &scope.text, scope: Some(scope) }).chain(event)
}

/// The words of the restrictions of some kinds, for the report.
pub(crate) fn words(reading: &Reading, kinds: &[ScopeKind]) -> Option<String> {
    let texts: Vec<&str> = all(reading, kinds).map(|within| within.text).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// How the restrictions of some kinds compare.
pub(crate) fn compare(a: &Reading, b: &Reading, kinds: &[ScopeKind], knowledge: &impl Knowledge, setting: Setting) -> Outcome {
    let group = kinds.contains(&ScopeKind::Group);
    match (all(a, kinds).next().is_some(), all(b, kinds).next().is_some()) {
        (false, false) => return Outcome::Same,
        // A group that only one side names is a part of what the other counts; a place or programme may go without saying.
        (true, false) if group => return Outcome::ANarrower,
        (false, true) if group => return Outcome::BNarrower,
        (true, true) => {}
        _ => return Outcome::Unknown,
    }
    let mut found = Outcome::Disjoint;
    for x in all(a, kinds) {
        for y in all(b, kinds) {
            match relation(x, y, knowledge, setting) {
                Relation::Disjoint => {}
                Relation::Unknown => found = Outcome::Unknown,
                relation => return outcome(relation),
            }
        }
    }
    found
}

fn relation(x: Within, y: Within, knowledge: &impl Knowledge, setting: Setting) -> Relation {
    let id = |within: Within<'_>| within.scope.and_then(|scope| scope.id.clone());
    if let (Some(x), Some(y)) = (id(x), id(y)) {
        return if x == y { Relation::Same } else { knowledge.related(&x, &y) };
    }
    let place = |within: Within| within.scope.is_none_or(|scope| scope.kind == ScopeKind::Place);
    let found = by_name(x.text, y.text, knowledge, if place(x) && place(y) { setting } else { Setting::Chosen });
    match found {
        // One event told with its town here and its region there: nobody counted less of it.
        Relation::PartOf | Relation::Contains if x.scope.is_none() && y.scope.is_none() => Relation::Same,
        found => found,
    }
}

/// How two places lie to each other by their names.
pub(crate) fn by_name(x: &str, y: &str, knowledge: &impl Knowledge, setting: Setting) -> Relation {
    let known = knowledge.places(x, y);
    let side = |text: &str| content(text).find_map(|word| knowledge.words().side(word));
    if side(x).zip(side(y)).is_some_and(|(x, y)| x != y) && matches!(known, Relation::Unknown | Relation::Same) {
        return Relation::Disjoint;
    }
    match (known, side(x), side(y)) {
        (Relation::Unknown, ..) => {}
        (Relation::Same, Some(_), None) => return Relation::PartOf,
        (Relation::Same, None, Some(_)) => return Relation::Contains,
        _ => return known,
    }
    let inside = |x: &str, y: &str| content(x).all(|word| content(y).any(|other| folded(word) == folded(other)));
    let name = |text: &str| content(text).any(|word| word.chars().next().is_some_and(char::is_uppercase));
    match (inside(x, y), inside(y, x)) {
        (true, true) => Relation::Same,
        (true, false) => Relation::Contains,
        (false, true) => Relation::PartOf,
        (false, false) if setting == Setting::Corpus && name(x) && name(y) => Relation::Disjoint,
        (false, false) => Relation::Unknown,
    }
}

/// The words of a name without the small ones around it.
fn content(text: &str) -> impl Iterator<Item = &str> {
    const SMALL: &[&str] =
        &["in", "the", "of", "at", "on", "near", "through", "via", "by", "under", "within", "across", "from", "a", "and"];
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL.iter().any(|small| word.eq_ignore_ascii_case(small)))
}
