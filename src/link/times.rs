//! How two claims lie in time: what kind of count each is (D7), over which period (D8), at which moment (D9).

use super::days::Days;
use super::dimensions::{Setting, same_if, standing};
use super::events::{near, one_event};
use super::reading::{Reading, Unit};
use crate::model::{Outcome, TimeKind};

/// Whether an amount of money is told per year.
pub(crate) fn yearly(reading: &Reading) -> bool {
    reading.per_time && reading.figure().rate.as_deref() == Some("year") && matches!(reading.unit, Unit::Money(_))
}

/// D7.
pub(crate) fn time_kind(a: &Reading, b: &Reading, setting: Setting, one_time: bool) -> Outcome {
    use TimeKind::{Cumulative, Flow, Rate, Stock, Target};
    let (x, y) = (a.figure().time_kind, b.figure().time_kind);
    let rate = |reading: &Reading| reading.per_time || reading.figure().time_kind == Rate;
    // So much a year and so much in a year: side by side they are one.
    if setting == Setting::Named && (yearly(a) && !b.per_time || yearly(b) && !a.per_time) {
        return Outcome::Unknown;
    }
    if rate(a) || rate(b) {
        let told = a.per_time || b.per_time || setting != Setting::Named;
        return if told { same_if(rate(a) && rate(b)) } else { Outcome::Unknown };
    }
    match (x, y) {
        _ if x == y => Outcome::Same,
        // A running count of an event is told as a flow and as a sum alike, and so is what came together over one period.
        _ if a.running && b.running => Outcome::Same,
        (Flow, Cumulative) | (Cumulative, Flow) if one_time => Outcome::Same,
        // What is aimed at and what is there differ in status (D14), and there they are compared.
        (Target, _) | (_, Target) if standing(a) != standing(b) => Outcome::Same,
        (Target, _) | (_, Target) => Outcome::Unknown,
        (Flow, Cumulative) if a.period.is_some() => Outcome::ANarrower,
        (Cumulative, Flow) if b.period.is_some() => Outcome::BNarrower,
        (Flow | Stock, Cumulative) | (Cumulative, Flow | Stock) => Outcome::Unknown,
        // A magnitude or a length does not flow, whether or not a day is named.
        (Stock, Flow) | (Flow, Stock) if matches!(a.unit, Unit::Base(_)) => Outcome::Unknown,
        (Stock, Flow) | (Flow, Stock) if setting == Setting::Named || a.period.is_none() && b.period.is_none() => {
            Outcome::Unknown
        }
        _ => Outcome::Disjoint,
    }
}

/// D8.
pub(crate) fn period(a: &Reading, b: &Reading, same_event: bool) -> Outcome {
    match (a.period, b.period) {
        (Some(x), Some(y)) if x == y || long_alike(a, b, x, y) => Outcome::Same,
        // A day in the month that the other names: the date of one event, told more or less exactly.
        (Some(x), Some(y)) if one_event(a, b) && (x.within(y) && x.to - x.from <= 1 || y.within(x) && y.to - y.from <= 1) => {
            Outcome::Same
        }
        (Some(x), Some(y)) if x.within(y) => Outcome::ANarrower,
        (Some(x), Some(y)) if y.within(x) => Outcome::BNarrower,
        // Reports of one event name its day or their own: days near each other part no running counts.
        (Some(x), Some(y)) if x.apart(y) && a.running && b.running && near(x, y) => Outcome::Unknown,
        (Some(x), Some(y)) if x.apart(y) => Outcome::Disjoint,
        (Some(_), Some(_)) => Outcome::Overlapping,
        (None, None) if a.per_time && b.per_time && a.claim.document.id != b.claim.document.id => Outcome::Unknown,
        _ if same_event || a.is_level() && b.is_level() => Outcome::Same,
        (None, None) if a.claim.document.id == b.claim.document.id => Outcome::Same,
        _ => Outcome::Unknown,
    }
}

/// Two stretches of years that differ by less than a tenth: since a war began, and from its first January to last December. What is
/// open runs up to the day of the article.
fn long_alike(a: &Reading, b: &Reading, x: Days, y: Days) -> bool {
    const YEAR: i64 = 365;
    let end = |reading: &Reading, days: Days| Some(days.to).filter(|to| *to < i32::MAX).or(reading.published).map(i64::from);
    let (Some(x_end), Some(y_end)) = (end(a, x), end(b, y)) else { return false };
    let (x_start, y_start) = (i64::from(x.from), i64::from(y.from));
    let length = (x_end - x_start).min(y_end - y_start);
    length > YEAR && 10 * ((x_start - y_start).abs() + (x_end - y_end).abs()) <= length
}

/// D9: two moments that overlap are one.
pub(crate) fn as_of(a: &Reading, b: &Reading) -> Outcome {
    if !(a.is_level() || b.is_level()) {
        return Outcome::Same;
    }
    match (a.as_of, b.as_of) {
        (Some(x), Some(y)) if x.apart(y) => Outcome::Disjoint,
        (Some(_), Some(_)) => Outcome::Same,
        _ => Outcome::Unknown,
    }
}
