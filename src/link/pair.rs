//! Two texts against each other: the figures that are named, else those that carry the main claim of each. It judges by the same code
//! as the audit.

use super::claim::Claim;
use super::dimensions::{Dim, Setting};
use super::explain::{Side, link};
use super::identity;
use super::judge::{Judgement, judge};
use super::knowledge::Knowledge;
use super::origins;
use super::reading::{Reading, stage};
use crate::model::{Link, LinkCertainty, Outcome, Verdict};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What two texts are to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairResult {
    /// The verdict of the pair as a whole.
    pub verdict: Verdict,
    /// The pairs of figures that were matched, the deciding one first.
    pub links: Vec<Link>,
}

/// One matched pair of figures.
struct Match {
    a: usize,
    b: usize,
    judged: Judgement,
    likeness: u32,
}

/// Judges two texts by their claims; `named` are the words of the figures that are meant, where a caller knows them.
pub fn pair(a: &[Claim], b: &[Claim], named: Option<(&str, &str)>, knowledge: &impl Knowledge) -> PairResult {
    let mut readings: Vec<Reading> =
        chosen(a, named.map(|named| named.0)).filter_map(|claim| Reading::new(claim, knowledge)).collect();
    let cut = readings.len();
    readings.extend(chosen(b, named.map(|named| named.1)).filter_map(|claim| Reading::new(claim, knowledge)));
    origins::assign(&mut readings);
    for (side, claims) in [(0..cut, a), (cut..readings.len(), b)] {
        let stages = stages(claims, knowledge);
        readings.iter_mut().take(side.end).skip(side.start).for_each(|reading| reading.stage = stages.clone());
    }
    let all: Vec<&Claim> = readings.iter().map(|reading| reading.claim).collect();
    let ordinals = identity::ordinals(&all);
    let setting = if named.is_some() { Setting::Named } else { Setting::Chosen };
    let matches = matched(&readings, cut, knowledge, setting);
    let side = |at: usize, letter: char| Side {
        reading: &readings[at],
        reference: format!("{letter}{}", readings[at].figure().id.trim_start_matches('f')),
        ordinal: ordinals.get(at).copied().unwrap_or(0),
    };
    let links: Vec<Link> =
        matches.iter().map(|found| link(&side(found.a, 'a'), &side(found.b, 'b'), &found.judged, knowledge)).collect();
    PairResult { verdict: matches.first().map_or(Verdict::Unrelated, |found| found.judged.verdict), links }
}

/// What a text's running counts show of the stage at which it was written.
fn stages(claims: &[Claim], knowledge: &impl Knowledge) -> Arc<[u64]> {
    let mut stages: Vec<u64> =
        claims.iter().filter_map(|claim| Reading::new(claim, knowledge)).filter_map(|reading| stage(&reading)).collect();
    stages.sort_unstable();
    stages.into()
}

/// The claims that the named words mean: those whose words are the same, else those that share the number; all where none is named.
pub fn chosen<'a>(claims: &'a [Claim], named: Option<&str>) -> impl Iterator<Item = &'a Claim> {
    let words = |text: &str| -> Vec<String> {
        let kept = text.to_lowercase().replace(',', "");
        kept.split(|c: char| !(c.is_alphanumeric() || c == '.')).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let digits = |words: &[String]| words.concat().chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<String>();
    let holds = |all: &[String], some: &[String]| some.iter().all(|word| all.contains(word));
    let wanted = named.map(words);
    let ranked = |claim: &Claim| {
        let (Some(wanted), have) = (&wanted, words(&claim.figure.text)) else { return 1 };
        match () {
            () if have == *wanted || have.concat() == wanted.concat() => 4,
            () if holds(&have, wanted) || holds(wanted, &have) => 3,
            () if !digits(wanted).is_empty() && digits(wanted) == digits(&have) => 2,
            () => 0,
        }
    };
    let ranks: Vec<u8> = claims.iter().map(ranked).collect();
    let best = ranks.iter().copied().max().unwrap_or(0);
    // The first that fits as well as any: a figure named twice is meant where it is named first.
    let most = if named.is_some() { 1 } else { usize::MAX };
    claims.iter().zip(ranks).filter(move |(_, rank)| *rank == best && best > 0).map(|(claim, _)| claim).take(most)
}

/// Each figure of one text with its like in the other, the pair that decides first.
fn matched(readings: &[Reading], cut: usize, knowledge: &impl Knowledge, setting: Setting) -> Vec<Match> {
    let mut all = Vec::new();
    for a in 0..cut {
        for b in cut..readings.len() {
            let judged = judge(&readings[a], &readings[b], knowledge, setting);
            if judged.verdict != Verdict::Unrelated {
                // A figure that its own text gives as a part of another is not what that text is about.
                let parts = [a, b].iter().filter(|at| readings[**at].figure().part_of.is_some()).count();
                let likeness = likeness(&judged).saturating_sub(if parts == 1 { 16 } else { 0 });
                all.push(Match { a, b, likeness, judged });
            }
        }
    }
    all.sort_by_key(|found| (std::cmp::Reverse(found.likeness), found.a + found.b - cut, found.a));
    let mut used = vec![false; readings.len()];
    let mut matches: Vec<Match> = Vec::new();
    for found in all {
        if !used[found.a] && !used[found.b] {
            used[found.a] = true;
            used[found.b] = true;
            matches.push(found);
        }
    }
    // What is most alike is what the texts are about; of equals the gravest decides.
    let best = matches.iter().map(|found| found.likeness / 8).max();
    matches.sort_by_key(|found| {
        (Some(found.likeness / 8) != best, found.judged.verdict, found.judged.certainty == LinkCertainty::Possible, found.a)
    });
    matches
}

/// How much two figures have in common, before their values.
fn likeness(judged: &Judgement) -> u32 {
    let weights = [
        (Dim::Measure, 16),
        (Dim::Subject, 8),
        (Dim::Event, 4),
        (Dim::Statistic, 8),
        (Dim::Currency, 2),
        (Dim::TimeKind, 2),
        (Dim::Place, 2),
    ];
    let one = |(dim, weight): (Dim, u32)| match judged.outcomes.of(dim) {
        Outcome::Same => 2 * weight,
        Outcome::ANarrower | Outcome::BNarrower | Outcome::Unknown | Outcome::Overlapping => weight,
        Outcome::Disjoint => 0,
    };
    let equal = u32::from(judged.verdict == Verdict::Agrees);
    weights.into_iter().map(one).sum::<u32>() + equal
}
