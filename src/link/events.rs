//! Whether two counts of what happens can be of one event, as far as their days tell. No names of events: those are in D2.

use super::claim::is_month;
use super::days::{Days, day};
use super::reading::Reading;
use crate::model::TimeKind;
use crate::text::{folded, mix};

/// Counts of what happens that are months apart, or on two nights: they are of two events, though neither is named.
pub(crate) fn distant(a: &Reading, b: &Reading) -> bool {
    const MONTH: i64 = 31;
    let happens = |reading: &Reading| reading.running || reading.figure().time_kind == TimeKind::Flow;
    let (Some(x), true, true) = (a.period.or(b.period), happens(a), happens(b)) else { return false };
    let length = |days: Days| i64::from(days.to) - i64::from(days.from);
    let gap = |x: Days, y: Days| i64::from(x.from.max(y.from)) - i64::from(x.to.min(y.to));
    match (a.period, b.period) {
        (Some(x), Some(y)) if a.running && b.running => gap(x, y) > MONTH && length(x) <= MONTH && length(y) <= MONTH,
        (Some(x), Some(y)) => gap(x, y) > 0 && length(x) <= 1 && length(y) <= 1,
        // Nobody reports what is yet to happen.
        _ => {
            let told = if a.period.is_some() { b.published } else { a.published };
            a.running && b.running && length(x) <= 1 && told.is_some_and(|told| i64::from(x.from) - i64::from(told) > MONTH)
        }
    }
}

/// Where counts of one sort of event on one day meet, whatever the articles call its place: by the day that the text gives, else by that
/// of publication.
pub(crate) fn day_key(reading: &Reading) -> Option<u64> {
    let event = reading.figure().event.as_ref()?;
    let day = event.date.map(day).or(reading.published)?;
    Some(mix(folded(&event.kind), u64::from(day.cast_unsigned())))
}

/// A running count of more than a year before the other's article, which names no time: news is not of that.
pub(crate) fn bygone(a: &Reading, b: &Reading) -> bool {
    const YEAR: i64 = 365;
    let past = |x: &Reading, y: &Reading| {
        let told = x.period.filter(|_| y.period.is_none() && x.running && y.running).zip(y.published);
        told.is_some_and(|(days, told)| i64::from(told) - i64::from(days.to) > YEAR)
    };
    past(a, b) || past(b, a)
}

/// Two stretches of at most two days within a week.
pub(crate) fn near(x: Days, y: Days) -> bool {
    let short = |days: Days| days.to.saturating_sub(days.from) <= 1;
    short(x) && short(y) && x.from.max(y.from).saturating_sub(x.to.min(y.to)) <= 7
}

/// Equal counts of the dead, the wounded, …: as far as numbers can tell, of one event.
pub(crate) fn one_event(a: &Reading, b: &Reading) -> bool {
    a.running && b.running && a.value_key == b.value_key
}

/// Whether the event was over for a month when the text appeared: its count no longer grows.
pub(crate) fn closed(reading: &Reading) -> bool {
    let event = reading.figure().event.as_ref().and_then(|event| event.date).map(day);
    let over = event.zip(reading.published).is_some_and(|(event, published)| published - event > 30);
    // "in December 2003": who dates an event by its month looks back on it.
    let long =
        reading.period.is_some_and(|days| days.from > i32::MIN && (27..i32::MAX).contains(&days.to.saturating_sub(days.from)));
    over || long || reading.period.is_none() && reading.published.is_none() && looks_back(&reading.claim.sentence_text)
}

/// Whether a sentence of unknown year tells of a month ("in September"): news of the day names the day.
fn looks_back(sentence: &str) -> bool {
    let mut words = sentence.split_whitespace();
    let mut before = words.next().unwrap_or("");
    words.any(|word| {
        let month = before.eq_ignore_ascii_case("in") && is_month(word.trim_end_matches([',', '.', ';']));
        before = word;
        month
    })
}
