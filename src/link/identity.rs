//! Names of findings that survive another run, another order and a better extractor, and hashes of what they rest on.

use super::claim::Claim;
use crate::text::{folded, mix};
use sha2::{Digest, Sha256};

/// How many hex digits an id has: 48 bits tell a million findings apart.
const ID: usize = 12;
/// How many hex digits a hash of evidence has.
const EVIDENCE: usize = 16;

/// The counted phrase without case, articles and spaces; the figure's own words where nothing is counted.
pub(crate) fn phrase(claim: &Claim) -> String {
    let figure = &claim.figure;
    let words = figure.counted.as_ref().map_or(figure.text.as_str(), |counted| counted.text.as_str());
    let plain = |word: &&str| !matches!(*word, "the" | "a" | "an" | "some" | "their" | "its");
    let lower = words.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).filter(plain).collect::<Vec<_>>().join(" ")
}

/// For each claim, how many claims of its document with the same counted phrase stand before it.
pub(crate) fn ordinals(claims: &[&Claim]) -> Vec<u32> {
    let mut order: Vec<(u64, u64, u32, usize)> = claims
        .iter()
        .enumerate()
        .map(|(at, claim)| (folded(&claim.document.id), folded(&phrase(claim)), claim.figure.span.start, at))
        .collect();
    order.sort_unstable();
    let mut ordinals = vec![0; claims.len()];
    let mut last = (0, 0);
    let mut next = 0;
    for (document, phrase, _, at) in order {
        next = if (document, phrase) == last { next + 1 } else { 0 };
        last = (document, phrase);
        if let Some(slot) = ordinals.get_mut(at) {
            *slot = next;
        }
    }
    ordinals
}

/// The id of a figure: its document, the counted phrase and its ordinal among equals.
pub(crate) fn figure(claim: &Claim, ordinal: u32) -> String {
    hex(&[&claim.document.id, &phrase(claim), &ordinal.to_string()], ID)
}

/// The id of a finding: both documents and, on each side, the counted phrase with its ordinal among equals; whichever comes first.
pub(crate) fn id(a: &Claim, ordinal_a: u32, b: &Claim, ordinal_b: u32) -> String {
    let side = |claim: &Claim, ordinal: u32| format!("{}\u{1f}{}\u{1f}{ordinal}", claim.document.id, phrase(claim));
    let mut sides = [side(a, ordinal_a), side(b, ordinal_b)];
    sides.sort();
    hex(&[&sides[0], &sides[1]], ID)
}

/// The hash of what a finding rests on: both values and both quotes.
pub(crate) fn evidence(a: &Claim, b: &Claim) -> String {
    let side = |claim: &Claim| {
        let figure = &claim.figure;
        let end =
            |value: Option<rust_decimal::Decimal>| value.map_or_else(|| "open".to_owned(), |value| value.normalize().to_string());
        let unit = figure.unit.as_deref().unwrap_or("");
        format!("{}\u{1f}{}\u{1f}{:?}\u{1f}{unit}\u{1f}{}", end(figure.low), end(figure.high), figure.bound, claim.quote)
    };
    let mut sides = [side(a), side(b)];
    sides.sort();
    hex(&[&sides[0], &sides[1]], EVIDENCE)
}

/// The hash of all claims by their stamps, whatever their order.
pub(crate) fn snapshot(mut hashes: Vec<u64>) -> String {
    hashes.sort_unstable();
    let mut digest = Sha256::new();
    hashes.iter().for_each(|hash| digest.update(hash.to_le_bytes()));
    finish(digest, EVIDENCE)
}

/// A hash of all of a claim that its judgement rests on.
pub(crate) fn stamp(claim: &Claim) -> u64 {
    let figure = &claim.figure;
    let measure = figure.measure.as_ref().map_or("", |measure| measure.as_str());
    let unit = figure.unit.as_deref().unwrap_or("");
    let words = [claim.document.id.as_str(), &figure.text, measure, unit, &claim.sentence_text];
    let hash = words.iter().fold(0, |hash, word| mix(hash, folded(word)));
    let hash = figure.subject.iter().fold(hash, |hash, actor| mix(hash, folded(actor.as_str())));
    let hash = figure.scope.iter().fold(hash, |hash, scope| mix(hash, folded(&scope.text)));
    let document = &claim.document;
    let about = [
        document.source.as_deref().map_or(0, folded),
        document.published.map_or(0, |day| u64::from(super::days::day(day).cast_unsigned())),
        document.title.as_deref().map_or(0, folded),
        document.url.as_deref().map_or(0, folded),
        document.print,
    ];
    about.into_iter().fold(mix(hash, u64::from(figure.span.start)), mix)
}

fn hex(parts: &[&str], digits: usize) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    finish(digest, digits)
}

fn finish(digest: Sha256, digits: usize) -> String {
    let mut hex: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    hex.truncate(digits);
    hex
}
