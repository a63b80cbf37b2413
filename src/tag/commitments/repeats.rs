//! One act told twice in an article (R29): the firmest mention stays and takes over the places of the others. Only what is the same to
//! the letter is one: the same actors, act, recipients, object and amounts, told by the same voice.

use crate::model::{Analysis, Commitment};
use rustc_hash::FxHashMap;

/// Merges repeated commitments; the firmest stays, of equals the first.
pub(super) fn merge(commitments: &mut Vec<Commitment>, found: &Analysis) {
    let amounts = |commitment: &Commitment| -> Vec<&str> {
        let of = |id: &String| found.figures.iter().find(|figure| figure.id == *id).map(|figure| figure.text.as_str());
        commitment.figures.iter().filter_map(of).collect()
    };
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    let mut kept: Vec<Commitment> = Vec::with_capacity(commitments.len());
    for commitment in commitments.drain(..) {
        let object = commitment.object.as_ref().map(|object| object.text.to_lowercase());
        let known = !commitment.actors.is_empty() && commitment.act.is_some() && object.as_ref().is_some_and(|o| o.len() > 8);
        let Commitment { actors, recipients, act, negated, speaker, stance, .. } = &commitment;
        let key = known.then(|| {
            let amounts = amounts(&commitment);
            format!("{actors:?} {recipients:?} {act:?} {negated} {speaker:?} {stance:?} {object:?} {amounts:?}")
        });
        match key.as_ref().and_then(|key| first.get(key)).and_then(|at| kept.get_mut(*at)) {
            Some(other) if commitment.strength > other.strength => {
                let told = std::mem::replace(other, commitment);
                other.cues.push(told.span);
            }
            Some(other) => other.cues.push(commitment.span),
            None => {
                first.extend(key.map(|key| (key, kept.len())));
                kept.push(commitment);
            }
        }
    }
    *commitments = kept;
}
