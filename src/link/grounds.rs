//! What a finding in a corpus needs beyond numbers: words that show that two figures speak of one thing. Two texts that a reader chose
//! do so; of all figures of many articles hardly any two. It judges nothing: it only says whether there is anything to judge.

use super::days::Days;
use super::dimensions::{Dim, Outcomes};
use super::events::closed;
use super::knowledge::{Knowledge, Reach};
use super::reading::{Reading, Unit};
use super::scopes;
use super::words::{People, Words, stem};
use crate::model::{ActorId, Bound, Outcome, ScopeKind};
use crate::text::{folded, plain_words};

/// How many days two articles may lie apart, whose levels have no date of their own, to be held against each other.
const SEASON: i64 = 180;
/// The same for what is told of a period.
const MONTHS: i64 = 60;
/// The same for what struck one thing in one place, where no text gives the day.
const WEEKS: i64 = 45;
/// The same for what no lexicon knows to be one thing, and only the sentences are alike.
const DAYS: i64 = 3;
/// A name that so many documents have is no common one, however small the corpus.
const FEW: u32 = 8;
/// Nothing that an article tells was counted so many days before.
const LONG: i64 = 3653;
/// In so many days a subject's flows of one sort are told as one sum.
const TWO_YEARS: i64 = 729;
/// A count of so many is a running total of a war or a disaster, and needs no event to be known by.
const LARGE: f64 = 1000.0;
/// A bare count below this is too common to be known again by what it counts.
const SMALL: f64 = 20.0;

/// By what two figures are known to be of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// One event.
    Event,
    /// One sort of event in one place on one day.
    Day,
    /// One deal, known by its parties.
    Deal,
    /// A sum of which a subject has only one at a time.
    Total,
    /// One period that both name.
    Period,
    /// Two sentences that say nearly the same.
    Statement,
    /// One speaker, who speaks of one moment.
    Voice,
    /// One article, which calls one a part of the other.
    Part,
}

/// By what the words tie both figures to one thing, if they do.
pub(crate) fn ground(a: &Reading, b: &Reading, out: &Outcomes, knowledge: &impl Knowledge) -> Option<Ground> {
    let words = knowledge.words();
    // One text sets two figures against each other by telling who says which; else it counts two things.
    let (x, y) = (&a.figure().speaker, &b.figure().speaker);
    // Where only one is said by somebody, the two must at least exclude each other.
    let against = x.is_some() && y.is_some() || a.running && b.running && a.value.possible.apart(b.value.possible);
    let voices = x != y && against;
    let told = a.claim.document.id != b.claim.document.id || voices;
    // "a 6.7 - strength quake killed …": nobody counts the dead in tenths.
    let tenths = |reading: &Reading| reading.running && reading.value.stated.0.fract() != 0.0 && reading.value.stated.0 < LARGE;
    if tenths(a) || tenths(b) {
        return None;
    }
    if one_of_many(a, words) || one_of_many(b, words) || !told || !same_matter(a, b, out) {
        return None;
    }
    let small = |reading: &Reading| reading.unit == Unit::Count && reading.value.stated.1 < SMALL;
    let bare = small(a) && small(b);
    match () {
        () if one_event(a, b, out) => Some(Ground::Event),
        () if one_affair(a, b, out, knowledge) => Some(Ground::Event),
        () if bare && !one_day(a, b, out) && !(one_period(a, b, out) && one_make(a, b)) => None,
        () if one_voice(a, b, out) => Some(Ground::Voice),
        () if one_day(a, b, out) => Some(Ground::Day),
        () if one_deal(a, b, out, words) => Some(Ground::Deal),
        () if one_total(a, b, out, knowledge) => Some(Ground::Total),
        // Of two amounts of which one tells for whom it is, the other may be for more.
        () if matches!(a.unit, Unit::Money(_)) && a.figure().object != b.figure().object => None,
        () if one_period(a, b, out) => Some(Ground::Period),
        () if one_statement(a, b, out) => Some(Ground::Statement),
        () => None,
    }
}

/// Whether no two names stand before the noun: "12 Patriot launchers", "eight Iris-T launchers".
fn one_make(a: &Reading, b: &Reading) -> bool {
    let names = |reading: &Reading| -> Vec<u64> {
        let counted = reading.figure().counted.as_ref().map_or("", |counted| counted.text.as_str());
        counted.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).map(folded).collect()
    };
    let (x, y) = (names(a), names(b));
    x.is_empty() || y.is_empty() || x == y
}

/// Whether a part that one article tells is told of a whole of the same kind: else the words belong to two things.
pub(crate) fn own_part(a: &Reading, b: &Reading) -> bool {
    let measure = a.figure().measure.is_some() && a.figure().measure == b.figure().measure;
    a.unit == b.unit && (measure || a.noun.is_some() && b.noun.is_some() && same_noun(a, b))
}

/// Whether a figure names no more than an order of magnitude.
pub(crate) fn vague(a: &Reading, b: &Reading) -> bool {
    a.figure().bound == Bound::Vague || b.figure().bound == Bound::Vague
}

/// Whether two figures are near enough for what is no dispute: the same subject, a name that both sentences have, or one event.
pub(crate) fn acquainted(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    one_event(a, b, out) || one_subject(a, b, out) || shared_names(a, b) > 0 || a.claim.document.id == b.claim.document.id
}

/// Both have an event, and it is one.
fn one_event(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    a.figure().event.is_some() && b.figure().event.is_some() && out.of(Dim::Event) == Outcome::Same
}

/// The same measure, or one inside the other, and the same sort of thing counted.
fn same_matter(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    // "killed or wounded" is one measure, whichever of the two is read as the verb.
    let one_measure = a.known_measure().is_some() && a.known_measure() == b.known_measure();
    let act = one_measure
        || a.predicate
            .zip(b.predicate)
            .is_none_or(|(x, y)| x.id == y.id || x.part_of.contains(&y.id) || y.part_of.contains(&x.id));
    matches!(out.of(Dim::Measure), Outcome::Same | Outcome::ANarrower | Outcome::BNarrower) && act && same_noun(a, b)
}

/// One noun, or people on both sides; an amount may go without one.
fn same_noun(a: &Reading, b: &Reading) -> bool {
    let untold = a.unit != Unit::Count && (a.noun.is_none() || b.noun.is_none());
    // "missiles and drones", "drones and missiles".
    let among = |noun: Option<u64>, other: &Reading| {
        let counted = other.figure().counted.as_ref();
        noun.is_some_and(|noun| counted.is_some_and(|counted| plain_words(&counted.text).any(|word| stem(word) == noun)))
    };
    let listed = among(a.noun, b) && among(b.noun, a);
    // "the dead were put at 76": the measure says who.
    let untold = untold
        || (a.noun.is_none() || b.noun.is_none())
            && a.running
            && b.running
            && a.known_measure().is_some()
            && a.known_measure() == b.known_measure();
    // "741 drones and missiles" are not only drones.
    let mixed = |reading: &Reading| {
        reading.people.is_none() && reading.figure().counted.as_ref().is_some_and(|counted| counted.text.contains(" and "))
    };
    mixed(a) == mixed(b) && (a.noun == b.noun || a.people.is_some() && b.people.is_some() || listed || untold)
}

/// One named speaker, who speaks of one moment.
fn one_voice(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    let named = a.figure().speaker.is_some() && a.figure().speaker == b.figure().speaker;
    named && a.as_of.is_some() && b.as_of.is_some() && out.of(Dim::AsOf) == Outcome::Same && one_subject(a, b, out)
}

/// "another 40", "40 more", "40 each": one lot of several.
fn one_of_many(reading: &Reading, words: &Words) -> bool {
    let (before, after) = (reading.claim.before(), reading.claim.after());
    let last = before.trim_end().rsplit(' ').take(2).any(|word| words.another_cue(word).is_some());
    let next = after.split_whitespace().next().is_some_and(|word| words.is_lot(word));
    // "27 of 31 drones": the second is what the first is taken from.
    let whole = before
        .trim_end()
        .trim_end_matches(" the")
        .strip_suffix(" of")
        .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
    last || next || whole || reading.per.is_some()
}

/// Who is counted is named on both sides, and is the same.
fn one_subject(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    out.of(Dim::Subject) == Outcome::Same && !a.figure().subject.is_empty() && !b.figure().subject.is_empty()
}

/// Two counts of what happened to people in one sort of event on one day, in one place or with a name that few other articles have.
fn one_day(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    let (Some(x), Some(y)) = (&a.figure().event, &b.figure().event) else { return false };
    let day = match (x.date, y.date) {
        (Some(x), Some(y)) => x == y,
        _ => a.published.is_some() && a.published == b.published,
    };
    let placed = out.of(Dim::Place) == Outcome::Same && x.place.is_some() && y.place.is_some();
    let open = matches!(out.of(Dim::Event), Outcome::Same | Outcome::Unknown);
    // What one army launched or shot down on one day is one thing too, if both texts give the day.
    // Where one does not say whose it was, the place that was struck must be the same.
    let whose = one_subject(a, b, out) || out.of(Dim::Subject) == Outcome::Unknown && x.place.is_some() && x.place == y.place;
    let done = x.date.is_some() && x.date == y.date && a.unit == Unit::Count && whose;
    let counted = a.running && b.running && (placed || shared_names(a, b) > 0) || done;
    counted && x.kind == y.kind && day && open
}

/// Two counts of what happened in one affair, though no text gives its day: one sort of event, and a town, a name or a thing hit by which
/// both know it, told within a season.
fn one_affair(a: &Reading, b: &Reading, out: &Outcomes, knowledge: &impl Knowledge) -> bool {
    let (Some(x), Some(y)) = (&a.figure().event, &b.figure().event) else { return false };
    let reach = knowledge.reach(&x.kind);
    let open = out.of(Dim::Event) == Outcome::Unknown && knowledge.akin(&x.kind, &y.kind);
    // What an event cost is of the event as much as whom it killed.
    let counts =
        |reading: &Reading| reading.running || matches!(reading.unit, Unit::Money(_)) && reading.family == folded("damage");
    if !(counts(a) && counts(b) && open) || reach == Reach::Broad || knowledge.reach(&y.kind) == Reach::Broad {
        return false;
    }
    let told = a.published.zip(b.published).map(|(x, y)| (i64::from(x) - i64::from(y)).abs());
    let town = |place: &Option<String>| place.as_deref().is_some_and(|place| !knowledge.is_state(place));
    let placed = out.of(Dim::Place) == Outcome::Same && town(&x.place) && town(&y.place);
    let words = knowledge.words();
    let (marks, others) = (words.marks(&a.claim.sentence_text), words.marks(&b.claim.sentence_text));
    let marked = marks.iter().any(|mark| others.contains(mark));
    let names = shared_names(a, b);
    let known = usize::from(placed) + usize::from(marked) + names.min(2);
    match told {
        // What strikes one town on one day is one thing to its reporters.
        Some(0 | 1) => placed || known > 1,
        Some(gap) => gap <= WEEKS && marked && (placed || names > 0),
        None => marked && (placed || names > 0),
    }
}

/// One price of one deal between parties that both sentences name.
fn one_deal(a: &Reading, b: &Reading, out: &Outcomes, words: &Words) -> bool {
    let settled = |reading: &Reading| matches!(reading.unit, Unit::Money(_)) && words.is_settled(reading.family);
    let open = matches!(out.of(Dim::Subject), Outcome::Same | Outcome::Unknown | Outcome::Overlapping);
    settled(a) && settled(b) && open && shared_names(a, b) > 2 && gap(a, b) <= MONTHS
}

/// A total of which a subject has only one at a time: its population, the members of its coalition, all that it has lost so far.
fn one_total(a: &Reading, b: &Reading, out: &Outcomes, knowledge: &impl Knowledge) -> bool {
    let words = knowledge.words();
    let named = |reading: &Reading| {
        let body = |actor: &ActorId| !actor.as_str().starts_with("state/") && !actor.as_str().starts_with("person/");
        let figure = reading.figure();
        let measure = figure.measure.as_ref().map_or("", |measure| measure.as_str());
        words.is_total(measure) || words.is_membership(measure) && figure.subject.iter().all(body)
    };
    // The whole toll of one side in a war: told of soldiers or civilians, since "people" may be those of both sides.
    let role = |reading: &Reading| reading.people.is_some_and(|(kind, _)| kind == People::Role);
    // "since the invasion" is all of it.
    let whole_time = |reading: &Reading| reading.period.is_none_or(|days| days.to == i32::MAX);
    let large = |reading: &Reading| role(reading) && reading.running && whole_time(reading) && reading.value.stated.0 >= LARGE;
    let whole = named(a) && named(b) || large(a) && large(b);
    let alike = out.of(Dim::Group) == Outcome::Same && a.figure().object == b.figure().object;
    let level = |reading: &Reading| reading.is_level() && whole_time(reading);
    let dated = out.of(Dim::AsOf) == Outcome::Same && a.as_of.is_some() && b.as_of.is_some()
        || out.of(Dim::Period) == Outcome::Same && a.period.is_some() && b.period.is_some();
    let placed = out.of(Dim::Place) == Outcome::Same && scopes::words(a, &[ScopeKind::Place]).is_some();
    let here = placed && matches!(out.of(Dim::Subject), Outcome::Same | Outcome::Unknown) || at_home(a, b) || at_home(b, a);
    let recent = gap(a, b) <= if level(a) && level(b) { SEASON } else { MONTHS };
    whole && alike && (one_subject(a, b, out) || here) && (dated || recent)
}

/// Whether one is told of a state and the other of what happened in it.
pub(crate) fn at_home(a: &Reading, b: &Reading) -> bool {
    let within =
        |actor: &ActorId| b.figure().scope.iter().any(|scope| scope.kind == ScopeKind::Place && scope.id.as_ref() == Some(actor));
    b.figure().subject.is_empty() && a.figure().subject.iter().any(within)
}

/// What happened in one period that both name, to or by one subject, in one place.
fn one_period(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    let known = one_time(a, b, out);
    let named = [a, b].iter().all(|reading| scopes::words(reading, &[ScopeKind::Place]).is_some());
    // The losses of one army over months are of its war, wherever they fell.
    let role = |reading: &Reading| reading.people.is_some_and(|(kind, _)| kind == People::Role);
    let length = |reading: &Reading| {
        let end = |days: Days| if days.to < i32::MAX { days.to } else { reading.published.unwrap_or(days.from) };
        reading.period.map_or(0, |days| i64::from(end(days)) - i64::from(days.from))
    };
    let length = length(a).min(length(b));
    let large = a.value.stated.0.min(b.value.stated.0) >= LARGE;
    let army = role(a) && role(b) && length >= MONTHS && large;
    let placed = out.of(Dim::Place) == Outcome::Same && (named || !(a.running || b.running) || army);
    // Money flows for a thousand purposes in a year, though not in all the years of a war; a count of one sort of thing by one subject
    // has one sum.
    let money = matches!(a.unit, Unit::Money(_));
    let years = length >= TWO_YEARS;
    let counted = !money || shared_names(a, b) > 1 || years;
    let noun = a.noun == b.noun || money && years && (a.noun.is_none() || b.noun.is_none());
    // Cables in one sea are nobody's, and yet known by it.
    let nobodys = a.figure().subject.is_empty()
        && b.figure().subject.is_empty()
        && (!(a.running && b.running) || length >= MONTHS)
        && named
        && placed;
    known
        && a.known_measure().is_some()
        && b.known_measure().is_some()
        && placed
        && counted
        && noun
        && (one_subject(a, b, out) || nobodys)
}

/// Two sentences that say nearly the same of the same names, about the same time.
fn one_statement(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    let measured = a.figure().measure.is_some() && a.figure().measure == b.figure().measure;
    let alike = a.noun.is_some() || a.people.is_some() || measured;
    let dated = one_time(a, b, out);
    let open = matches!(out.of(Dim::Period), Outcome::Same | Outcome::Unknown);
    // What there is stays for some days, what happened is another thing on the next.
    let near = gap(a, b) <= if a.is_level() && b.is_level() && !(a.running || b.running) { DAYS } else { 0 };
    if !alike || shared_names(a, b) == 0 && !dated || !(dated || near && open) {
        return false;
    }
    let (x, y) = (content(a), content(b));
    let shared = x.iter().filter(|word| y.binary_search(word).is_ok()).count();
    // Of one sort of thing that did one thing in one period that both name, four will do.
    let one_deed = dated && a.noun.is_some() && a.noun == b.noun && a.action.is_some() && a.action == b.action;
    shared >= if one_deed { 4 } else { 5 } && 2 * shared >= x.len().min(y.len())
}

/// One period that both name.
fn one_time(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    // A year in the name of a law is no period in which anything was counted.
    let late = |reading: &Reading| {
        let told = reading.published.zip(reading.period).map(|(told, days)| i64::from(told) - i64::from(days.to));
        told.is_none_or(|gap| gap < LONG)
    };
    a.period.is_some() && b.period.is_some() && out.of(Dim::Period) == Outcome::Same && late(a) && late(b)
}

/// Days between what both refer to; publication stands in for a moment that no text gives. Two articles without dates may be of one
/// day, an old figure and an article without a date hardly are.
fn gap(a: &Reading, b: &Reading) -> i64 {
    let moment = |reading: &Reading| match (reading.latest_day(), reading.published) {
        (Some(day), Some(published)) if i64::from(published) - i64::from(day) > LONG => Some(published),
        (day, _) => day,
    };
    match (moment(a), moment(b)) {
        (Some(x), Some(y)) => (i64::from(x) - i64::from(y)).abs(),
        _ if a.as_of.is_some() || b.as_of.is_some() => MONTHS + 1,
        _ => 0,
    }
}

/// How many names both sentences have that are not on everybody's lips.
fn shared_names(a: &Reading, b: &Reading) -> usize {
    let rare = |name: &&u64| !a.common.contains(name);
    a.claim.names.iter().filter(rare).filter(|name| b.claim.names.binary_search(name).is_ok()).count()
}

/// In more than how many of so many documents a name must stand for sharing it to show nothing. It moves where the corpus has doubled,
/// and not with every tenth document, since all who bear a name are judged anew where it changes.
pub fn common_beyond(documents: u32) -> u32 {
    ((1 << documents.max(1).ilog2()) / 10).max(FEW)
}

/// Stems of the words of a sentence that carry meaning: no short ones, no numbers.
fn content(reading: &Reading) -> Vec<u64> {
    let plain = |word: &&str| word.chars().count() > 3 && word.chars().all(char::is_alphabetic);
    let mut stems: Vec<u64> = plain_words(&reading.claim.sentence_text).filter(plain).map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Whether two counts of other things stand in sentences that share no word that carries meaning.
pub(crate) fn strangers(a: &Reading, b: &Reading) -> bool {
    let things = |reading: &Reading| reading.noun.is_some() && reading.people.is_none() && reading.unit == Unit::Count;
    let (x, y) = (content(a), content(b));
    things(a) && things(b) && a.noun != b.noun && a.family != b.family && !x.iter().any(|word| y.binary_search(word).is_ok())
}

/// Whether a later article merely has a higher number of the dead, the hurt, the displaced.
pub(crate) fn outgrown(a: &Reading, b: &Reading, higher_is_a: bool, knowledge: &impl Knowledge) -> bool {
    let (low, high) = if higher_is_a { (b, a) } else { (a, b) };
    let later = low.latest_day().zip(high.latest_day()).is_some_and(|(low, high)| high > low);
    let settled = closed(a) && closed(b) || at_war(a, b, knowledge);
    a.running && b.running && later && !settled
}

/// Whether two voices give the toll of one war within a month: it grows by the day, but not from the one number to the other.
pub(crate) fn at_war(a: &Reading, b: &Reading, knowledge: &impl Knowledge) -> bool {
    const MONTH: i64 = 31;
    let broad = |reading: &Reading| {
        let event = reading.figure().event.as_ref();
        event.is_some_and(|event| knowledge.reach(&event.kind) == Reach::Broad)
    };
    let told = a.published.zip(b.published).is_some_and(|(x, y)| (i64::from(x) - i64::from(y)).abs() <= MONTH);
    let (x, y) = (&a.figure().speaker, &b.figure().speaker);
    let ratio = a.value.ratio(b.value).unwrap_or(f64::INFINITY);
    broad(a) && broad(b) && told && x != y && ratio >= 1.1 && a.claim.document.id != b.claim.document.id
}
