//! Whether a mention names a place here and nobody acts: "a meeting in Paris", "forces in Germany, Poland and the UK".

use super::Mention;
use crate::lexicon::Class;
use crate::model::{ActorKind, Via};
use crate::tag::context::{Context, Sentence};

/// Openings of the verbs of motion whose bare object is the place: "left Niger", but not "drove Niger into debt".
const REACHED: &[&str] = &["visit", "enter", "invad", "cross", "leav", "left", "flee", "fled", "evacuat", "tour", "exit"];

/// Sets `place` on every mention of the sentence.
pub(super) fn mark(cx: &Context<'_>, sentence: &Sentence, mentions: &mut [Mention]) {
    for i in 0..mentions.len() {
        let Some(mention) = mentions.get(i) else { continue };
        let named = matches!(mention.via, Via::Name | Via::Acronym | Via::Metonym | Via::Role)
            && matches!(mention.kind, Some(ActorKind::State | ActorKind::Coalition))
            || mention.via == Via::Metonym;
        let start = mention.tokens.start;
        let verdict =
            named && !owns(cx, mention) && (after_place_word(cx, sentence, start) || i > 0 && coordinated(cx, mentions, i));
        if let Some(mention) = mentions.get_mut(i) {
            mention.place = verdict;
        }
    }
}

/// "Ukraine's", "Germany-based": the actor stands as an owner, not as a place.
fn owns(cx: &Context<'_>, mention: &Mention) -> bool {
    cx.is(mention.tokens.end, "'s") && mention.via != Via::Metonym
}

/// Whether a word of place or motion governs the name that starts at `start`.
fn after_place_word(cx: &Context<'_>, sentence: &Sentence, start: usize) -> bool {
    let back = |n: usize| start.checked_sub(n).filter(|i| *i >= sentence.tokens.start);
    let skip = usize::from(back(1).is_some_and(|i| cx.has(i, Class::DETERMINER))) + 1;
    let Some(before) = back(skip) else { return false };
    if cx.has(before, Class::LOCATIVE) {
        // "in Kyiv" is a place; "in NATO's view" was ruled out above, "at Ukraine" aims at it.
        return !cx.is(before, "at") && !cx.is(before, "around");
    }
    let motion = |i: usize| cx.has(i, Class::MOTION);
    if cx.is(before, "from") || cx.is(before, "to") || cx.is(before, "into") {
        let ranged = cx.is(before, "from") && (start..start + 5).any(|i| cx.is(i, "to"))
            || cx.is(before, "to") && (2..6).any(|n| back(skip + n).is_some_and(|i| cx.is(i, "from")));
        return ranged || cx.is(before, "into") || (1..=4).filter_map(|n| back(skip + n)).any(motion);
    }
    motion(before)
        && REACHED.iter().any(|stem| cx.text(before).get(..stem.len()).is_some_and(|opening| opening.eq_ignore_ascii_case(stem)))
}

/// "in Lithuania, Latvia, and Estonia": the one before is a place and only a comma or "and" stands between.
fn coordinated(cx: &Context<'_>, mentions: &[Mention], i: usize) -> bool {
    let (Some(before), Some(mention)) = (i.checked_sub(1).and_then(|i| mentions.get(i)), mentions.get(i)) else { return false };
    let gap = before.tokens.end..mention.tokens.start;
    before.place
        && gap.len() <= 3
        && !gap.is_empty()
        && gap.clone().all(|i| cx.is_mark(i, b',') || cx.is(i, "and") || cx.is(i, "or") || cx.is(i, "the"))
}
