//! Pillars: the policy areas to which a sentence contributes, by cues, by the actors it names and by the heading above it.

use super::context::Context;
use crate::lexicon::Class;
use crate::model::{Analysis, BlockKind, Pillar};
use crate::text::Span;

/// What a heading lends to the sentences of the blocks below it, of its own score.
const LENT: f64 = 0.5;
/// Below this a sentence does not bear the pillar.
const LEAST: f64 = 0.55;

/// What speaks for one pillar in one sentence.
#[derive(Debug, Clone, Default)]
struct Voice {
    /// The chance that none of the cues is right; each cue counts as an independent hint.
    doubt: f64,
    cues: Vec<Span>,
    actor: bool,
}

/// Finds the pillars of all sentences, in order.
pub fn tag(cx: &Context<'_>, found: &mut Analysis) {
    let mut heading: Vec<(usize, f64)> = Vec::new();
    for sentence in &cx.sentences {
        let mut voices: Vec<(usize, Voice)> = Vec::new();
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let hit = cx.has(i, Class::PILLAR).then(|| cx.phrase(&cx.lexicon.pillar_cues, i, &sentence.tokens)).flatten();
            let Some((len, _)) = hit else {
                i += 1;
                continue;
            };
            let all = cx.lexicon.pillar_cues.all_at(cx.tokens.get(i..i + len).unwrap_or(&[]));
            for &(pillar, weight) in all.filter(|(n, _)| *n == len).map(|(_, hit)| hit) {
                speak(&mut voices, pillar, weight, cx.home(i..i + len), false);
            }
            i += len;
        }
        actors(cx, sentence.index, found, &mut voices);
        let mut pillars: Vec<(usize, f64, Voice)> =
            voices.into_iter().map(|(pillar, voice)| (pillar, 1.0 - voice.doubt, voice)).collect();
        if sentence.kind == BlockKind::Heading {
            heading = pillars.iter().map(|(pillar, score, _)| (*pillar, *score)).collect();
        } else {
            lend(&heading, &mut pillars);
        }
        pillars.retain(|(_, score, _)| *score >= LEAST);
        pillars.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (pillar, score, voice) in pillars {
            let rule = match (voice.cues.is_empty(), voice.actor) {
                (true, _) => "heading",
                (false, true) => "cue+actor",
                (false, false) => "cue",
            };
            let Some(id) = cx.lexicon.pillar_ids.get(pillar).cloned() else { continue };
            let score = (score * 100.0).round() / 100.0;
            found.pillars.push(Pillar { sentence: sentence.index, pillar: id, score, cues: voice.cues, rule: rule.into() });
        }
    }
}

/// The pillars that a range of tokens names, strongest cue first.
pub(super) fn named(cx: &Context<'_>, tokens: std::ops::Range<usize>) -> Vec<crate::model::PillarId> {
    let mut best: Vec<(usize, f64)> = Vec::new();
    for i in tokens.clone().filter(|i| cx.has(*i, Class::PILLAR)) {
        if let Some((_, &(pillar, weight))) = cx.phrase(&cx.lexicon.pillar_cues, i, &tokens) {
            match best.iter_mut().find(|(p, _)| *p == pillar) {
                Some((_, known)) => *known = known.max(weight),
                None => best.push((pillar, weight)),
            }
        }
    }
    best.retain(|(_, weight)| *weight >= LEAST);
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    best.iter().filter_map(|(pillar, _)| cx.lexicon.pillar_ids.get(*pillar).cloned()).collect()
}

/// Adds a hint to a pillar's voice.
fn speak(voices: &mut Vec<(usize, Voice)>, pillar: usize, weight: f64, cue: Span, actor: bool) {
    let at = voices.iter().position(|(p, _)| *p == pillar).unwrap_or_else(|| {
        voices.push((pillar, Voice { doubt: 1.0, ..Voice::default() }));
        voices.len() - 1
    });
    if let Some((_, voice)) = voices.get_mut(at) {
        voice.doubt *= 1.0 - weight.clamp(0.0, 0.99);
        voice.cues.push(cue);
        voice.actor |= actor;
    }
}

/// Actors that speak for a pillar when named.
fn actors(cx: &Context<'_>, sentence: u32, found: &Analysis, voices: &mut Vec<(usize, Voice)>) {
    let first = found.actors.partition_point(|actor| actor.sentence < sentence);
    for mention in found.actors.iter().skip(first).take_while(|actor| actor.sentence == sentence) {
        let entry = mention.actor.as_ref().and_then(|id| cx.lexicon.actor_entry(id.as_str()));
        for pillar in entry.into_iter().flat_map(|entry| &entry.pillars) {
            if let Some(index) = cx.lexicon.pillars.iter().position(|entry| entry.id == *pillar) {
                speak(voices, index, 0.4, mention.span, true);
            }
        }
    }
}

/// A heading lends its pillars to what stands below it.
fn lend(heading: &[(usize, f64)], pillars: &mut Vec<(usize, f64, Voice)>) {
    for &(pillar, score) in heading {
        let lent = score * LENT;
        match pillars.iter_mut().find(|(p, _, _)| *p == pillar) {
            Some((_, own, _)) => *own = 1.0 - (1.0 - *own) * (1.0 - lent),
            None => pillars.push((pillar, lent, Voice::default())),
        }
    }
}
