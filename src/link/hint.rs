//! Guesses at why two figures differ: a slip of magnitude, of unit or of digits. Hints only, no verdicts.

use super::judge::Judgement;
use super::reading::{Reading, Unit};

/// Factors that betray a slip, how near the ratio must be, and what to say.
const FACTORS: &[(f64, f64, &str)] = &[
    (10.0, 0.02, "the ratio is near 10: a digit may have slipped"),
    (100.0, 0.02, "the ratio is near 100: a unit or magnitude may have slipped"),
    (1e3, 0.02, "the ratio is near 1,000: thousands and millions, or millions and billions, may be confused"),
    (1e6, 0.02, "the ratio is near 1,000,000: magnitudes may be confused"),
    (1.609_344, 0.008, "the ratio is that of miles to kilometres"),
    (12.0, 0.01, "the ratio is 12: a month and a year may be confused"),
    (52.0, 0.01, "the ratio is 52: a week and a year may be confused"),
    (365.0, 0.005, "the ratio is 365: a day and a year may be confused"),
];
/// Ratios that only a physical unit or a time can explain, and a count cannot.
const OF_UNITS: usize = 4;

/// A guess at the cause of a dispute.
pub(crate) fn hint(a: &Reading, b: &Reading, judged: &Judgement) -> Option<String> {
    let ratio = judged.ratio.filter(|_| judged.verdict.is_disputed())?;
    let near = |(at, (factor, slack, _)): &(usize, &(f64, f64, &str))| {
        let has_unit = matches!(a.unit, Unit::Base(_)) || a.per_time || *at != OF_UNITS;
        (ratio / factor - 1.0).abs() <= *slack && has_unit
    };
    let factor = FACTORS.iter().enumerate().find(near).map(|(_, (.., words))| (*words).to_owned());
    factor.or_else(|| transposed(a, b)).or_else(|| magnitude(a, b, ratio))
}

/// Amounts in two currencies whose numerals are a power of ten apart: conversion hides the slip.
fn magnitude(a: &Reading, b: &Reading, ratio: f64) -> Option<String> {
    let (Unit::Money(x), Unit::Money(y)) = (a.unit, b.unit) else { return None };
    let power = (a.value.stated.0 / b.value.stated.0).abs().log10();
    let slip = x != y && ratio > 5.0 && (power - power.round()).abs() < 0.01 && power.round() != 0.0;
    slip.then(|| "the numerals are a power of ten apart: a unit or magnitude slip".to_owned())
}

/// Two digits exchanged.
fn transposed(a: &Reading, b: &Reading) -> Option<String> {
    let digits = |reading: &Reading| format!("{}", reading.value.stated.0).trim_end_matches('0').to_owned();
    let (x, y) = (digits(a), digits(b));
    let apart: Vec<(char, char)> = x.chars().zip(y.chars()).filter(|(x, y)| x != y).collect();
    let swapped = x.len() == y.len() && matches!(apart.as_slice(), [(a, b), (c, d)] if a == d && b == c);
    swapped.then(|| "two digits are exchanged".to_owned())
}

/// Whether a hint tells of a slip that may be our own: such findings go to a list of their own.
pub(crate) fn is_suspect(ratio: f64) -> bool {
    FACTORS.iter().enumerate().any(|(at, (factor, slack, _))| at != OF_UNITS && (ratio / factor - 1.0).abs() <= *slack)
}
