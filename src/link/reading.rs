//! A claim made ready for comparing: value in a base unit, stems, classes and days, each worked out once. It decides nothing.

use super::claim::Claim;
use super::days::{self, Days, day};
use super::filing::Key;
use super::interval::{Value, value};
use super::knowledge::Knowledge;
use super::parties::tellers;
use super::parts::Miss;
use super::words::{People, Predicate, Words, head, stem};
use crate::model::{Dimension, Figure, TimeKind};
use crate::text::{Span, folded, mix};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// In what a figure is counted, as far as two can be compared at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Unit<'a> {
    /// Things.
    Count,
    /// Money in a currency.
    Money(&'a str),
    /// Anything else, by the unit to which it converts.
    Base(&'a str),
}

/// One claim, ready to compare.
#[derive(Debug, Clone)]
pub(crate) struct Reading<'a> {
    /// The claim.
    pub(crate) claim: &'a Claim,
    /// Its value in the base unit; money in its own currency.
    pub(crate) value: Value,
    /// Equal for equal statements of a value.
    pub(crate) value_key: u64,
    /// How many of the base unit one of its own unit is.
    pub(crate) factor: f64,
    /// The unit of that value.
    pub(crate) unit: Unit<'a>,
    /// Per what, where it is a rate of anything but time.
    pub(crate) per: Option<u64>,
    /// Whether it is per unit of time.
    pub(crate) per_time: bool,
    /// Stem of the noun counted.
    pub(crate) noun: Option<u64>,
    /// Stems of the words before it that are no names.
    pub(crate) modifiers: Box<[u64]>,
    /// What people the noun names.
    pub(crate) people: Option<(People, u64)>,
    /// Class of the predicate.
    pub(crate) predicate: Option<&'a Predicate>,
    /// The predicate itself.
    pub(crate) action: Option<u64>,
    /// Hash of the family in which it is compared.
    pub(crate) family: u64,
    /// Whether its counts still grow after the event.
    pub(crate) running: bool,
    /// Reference period.
    pub(crate) period: Option<Days>,
    /// Moment, where the text gives it.
    pub(crate) as_of: Option<Days>,
    /// The cue by which its sentence says that a figure replaces an earlier one.
    pub(crate) replaces: Option<&'a str>,
    /// Whether its own words say that it is a part ("15 of them").
    pub(crate) is_part: bool,
    /// Day of publication.
    pub(crate) published: Option<i32>,
    /// Where the figure stands that this change, by its own sentence, should lead to and does not.
    pub(crate) misses: Option<(Span, Miss)>,
    /// Hashes of the other running counts that its text gives of the event, with their values; sorted.
    pub(crate) stage: Arc<[u64]>,
    /// Hashes of the long names that tell in its sentence.
    pub(crate) tellers: Box<[u64]>,
    /// Names that many documents of the corpus have.
    pub(crate) common: Arc<FxHashSet<u64>>,
    /// Number of its origin, among the readings of its cell.
    pub(crate) origin: u32,
    /// How many claims of its document with the same counted phrase stand before it.
    pub(crate) ordinal: u32,
    /// Hash of its figure's id, where a correction speaks of figures; else 0.
    pub(crate) name: u64,
    /// Equal for claims that are alike in all but value.
    pub(crate) stratum: u64,
    /// What it is filed under.
    pub(crate) keys: Box<[Key]>,
}

impl<'a> Reading<'a> {
    /// Reads a claim; `None` where it states no number.
    pub(crate) fn new(claim: &'a Claim, knowledge: &'a impl Knowledge) -> Option<Self> {
        let figure = &claim.figure;
        let words = knowledge.words();
        let (unit, factor) = unit(figure, knowledge);
        let time = figure.rate.as_deref().and_then(|per| knowledge.factor(per)).filter(|(base, _)| *base == "day");
        let factor = time.map_or(factor, |(_, days)| factor / days);
        let counted = figure.counted.as_ref().map(|counted| counted.text.as_str());
        let head = counted.and_then(head);
        let noun = head.map(stem).or_else(|| open_key(figure, 0).map(stem));
        let action = figure.action.as_deref().or_else(|| open_key(figure, 1));
        let predicate = predicate(words, action, head);
        let named = figure.measure.as_ref().and_then(|measure| knowledge.family(measure));
        let family = named.or_else(|| predicate.map(|predicate| predicate.family.as_str())).map(folded);
        let grows =
            predicate.map_or_else(|| family.is_some_and(|family| words.is_running(family)), |predicate| predicate.running);
        let running = grows && unit == Unit::Count;
        // The day on which people died is the day of the event, not the moment at which they were counted.
        let period = days::period(figure);
        let as_of = days::as_of(figure).filter(|as_of| !running || period != Some(*as_of));
        let value = value(figure, words)?;
        let value = if restates_loosely(claim, words) { value.loosened(0.1) } else { value }.scaled((factor, factor));
        Some(Self {
            claim,
            value,
            value_key: value_key(value.stated, unit, time.is_some()),
            factor,
            unit,
            per: figure.rate.as_deref().filter(|_| time.is_none()).map(folded),
            per_time: time.is_some(),
            noun,
            modifiers: modifiers(counted, head),
            people: noun.and_then(|noun| words.people(noun)).or_else(|| {
                // "400 Ukrainians" are people, as "400 people" are.
                head.filter(|head| knowledge.is_people(head)).and_then(|_| words.people(stem("people")))
            }),
            predicate,
            action: action.map(folded),
            family: family.or(noun).unwrap_or(0),
            running,
            period,
            as_of,
            replaces: words.update_cue(&claim.sentence_text),
            is_part: is_part(claim, words),
            published: claim.document.published.map(day),
            misses: None,
            stage: Arc::default(),
            tellers: tellers(&claim.sentence_text),
            common: Arc::default(),
            origin: 0,
            ordinal: 0,
            name: 0,
            stratum: 0,
            keys: Box::default(),
        })
    }

    /// The figure.
    pub(crate) fn figure(&self) -> &'a Figure {
        &self.claim.figure
    }

    /// Its measure, where the lexicon has it: an open key is made of the sentence's own words.
    pub(crate) fn known_measure(&self) -> Option<&'a str> {
        self.figure().measure.as_ref().map(|measure| measure.as_str()).filter(|measure| !measure.starts_with('~'))
    }

    /// Whether the figure names what there is at a moment or so far, and not what happens in a period.
    pub(crate) fn is_level(&self) -> bool {
        self.running || matches!(self.figure().time_kind, TimeKind::Stock | TimeKind::Cumulative | TimeKind::Target)
    }

    /// The moment's last day: as the text gives it, else the day of publication, by which it must lie.
    pub(crate) fn latest_day(&self) -> Option<i32> {
        self.as_of.map(|days| days.to).filter(|to| *to < i32::MAX).or(self.published)
    }
}

/// How many of what, where it is a running count of people: by two such, equal and of different sorts, a stage of the counting is known.
pub(crate) fn stage(reading: &Reading) -> Option<u64> {
    let what = reading.known_measure().or_else(|| reading.predicate.map(|predicate| predicate.id.as_str()))?;
    let exact = reading.figure().bound == crate::model::Bound::Exact;
    (reading.running && exact && reading.value.stated.0 >= 2.0).then(|| mix(folded(what), reading.value_key))
}

/// Whether the words after the figure make it a part of another ("15 of them", "$4 billion in cash").
fn is_part(claim: &Claim, words: &Words) -> bool {
    let after = claim.after().trim_start();
    let of_those = words.part_cue(after).is_some_and(|cue| {
        matches!(cue, "of them" | "of those") && after.get(..cue.len()).is_some_and(|start| start.eq_ignore_ascii_case(cue))
    });
    // "60 of the wounded", "Of the dead, 45 were children".
    let opens = claim.before();
    let first = words.opens_with_whole(opens) && !opens.contains(|c: char| c.is_ascii_digit());
    of_those
        || first
        || words.opens_with_whole(after)
        || claim.figure.dimension == Dimension::Money && words.opens_with_component(after)
}

/// "about 58 km (36 miles)": what stands in the brackets is no more exact than what it restates.
fn restates_loosely(claim: &Claim, words: &Words) -> bool {
    let restated = claim.before().trim_end().strip_suffix('(');
    restated.is_some_and(|before| before.split_whitespace().rev().take(4).any(|word| words.is_loose(word)))
}

/// A number for a stated value: equal for equal statements.
fn value_key((low, high): (f64, f64), unit: Unit, per_time: bool) -> u64 {
    let unit = match unit {
        Unit::Count => 1,
        Unit::Money(code) => folded(code),
        Unit::Base(base) => mix(2, folded(base)),
    };
    mix(mix(mix(unit, low.to_bits()), high.to_bits()), u64::from(per_time))
}

/// The unit in which a figure compares, and the factor to it.
fn unit<'a>(figure: &'a Figure, knowledge: &'a impl Knowledge) -> (Unit<'a>, f64) {
    match (figure.dimension, figure.unit.as_deref()) {
        (Dimension::Money, Some(currency)) => (Unit::Money(currency), 1.0),
        (Dimension::Count, _) => (Unit::Count, 1.0),
        (_, Some(unit)) => knowledge.factor(unit).map_or((Unit::Base(unit), 1.0), |(base, factor)| (Unit::Base(base), factor)),
        (Dimension::Ratio, None) => (Unit::Base("percent"), 100.0),
        (_, None) => (Unit::Base(""), 1.0),
    }
}

/// The noun (0) or predicate (1) of an open measure key, `~noun/predicate`.
fn open_key(figure: &Figure, part: usize) -> Option<&str> {
    let key = figure.measure.as_ref()?.as_str().strip_prefix('~')?;
    key.split('/').nth(part).filter(|word| !word.is_empty())
}

/// The class of the predicate, else of the noun itself: "40 deaths" needs no verb.
fn predicate<'a>(words: &'a Words, action: Option<&str>, head: Option<&str>) -> Option<&'a Predicate> {
    let by_noun = || head.and_then(|head| words.predicate(head.strip_suffix('s').unwrap_or(head)));
    action.and_then(|action| words.predicate(action)).or_else(by_noun)
}

fn modifiers(counted: Option<&str>, head: Option<&str>) -> Box<[u64]> {
    let (Some(counted), Some(head)) = (counted, head) else { return Box::default() };
    let before = counted.split(head).next().unwrap_or("");
    let plain = |word: &&str| word.len() > 2 && word.chars().all(|c| c.is_lowercase() || c == '-') && *word != "the";
    let mut stems: Vec<u64> = before.split_whitespace().filter(plain).map(stem).collect();
    stems.sort_unstable();
    stems.into()
}
