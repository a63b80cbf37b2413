//! One act told twice in an article (R29): the firmest mention stays and takes over the places of the others. Only what is the same to
//! the letter is one: the same actors, act, recipients, object and amounts, told by the same voice.

use crate::model::{Analysis, Commitment};
use rustc_hash::FxHashMap;

/// Merges repeated commitments; the firmest stays, of equals the first.
pub(super) fn merge(commitments: &mut Vec<Commitment>, found: &Analysis) {
    let texts: FxHashMap<&str, &str> = found.figures.iter().map(|figure| (figure.id.as_str(), figure.text.as_str())).collect();
    let amounts = |commitment: &Commitment| -> Vec<&str> {
        commitment.figures.iter().filter_map(|id| texts.get(id.as_str()).copied()).collect()
    };
    let same = |a: &Commitment, b: &Commitment| {
        (&a.actors, &a.recipients, &a.act, a.negated) == (&b.actors, &b.recipients, &b.act, b.negated)
            && (&a.speaker, &a.stance) == (&b.speaker, &b.stance)
            && amounts(a) == amounts(b)
    };
    // By object, those kept.
    let mut told: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut kept: Vec<Commitment> = Vec::with_capacity(commitments.len());
    for commitment in commitments.drain(..) {
        let object = commitment.object.as_ref().map(|object| object.text.to_lowercase());
        let known = !commitment.actors.is_empty() && commitment.act.is_some();
        let object = object.filter(|object| known && object.len() > 8);
        let before = object.as_ref().and_then(|object| told.get(object)).map_or(&[][..], Vec::as_slice);
        let twin = before.iter().copied().find(|at| kept.get(*at).is_some_and(|other| same(other, &commitment)));
        match twin.and_then(|at| kept.get_mut(at)) {
            Some(other) if commitment.strength > other.strength => {
                let weaker = std::mem::replace(other, commitment);
                other.cues.push(weaker.span);
            }
            Some(other) => other.cues.push(commitment.span),
            None => {
                object.into_iter().for_each(|object| told.entry(object).or_default().push(kept.len()));
                kept.push(commitment);
            }
        }
    }
    *commitments = kept;
}
