//! Events: what happened, where and when, for figures that count what happens (the dead, the detained, missiles launched). It reads the
//! article once from its first sentence to its last and remembers, so that "the attack" further down is the attack of the headline.
//!
//! `cue` finds the words that name events, `place` the places of a sentence, `memory` decides whether two namings are one event.

mod cue;
mod memory;
mod place;

use super::context::{Context, Sentence};
use super::periods;
use crate::lexicon::{Class, EventWord};
use crate::model::{Analysis, BlockKind, Dimension, Figure, FigureStatus, PeriodKind, Role};
use cue::Cue;
use memory::{Memory, Naming};
use place::Place;
use std::ops::Range;

/// Gives every figure that counts what happens its event.
pub fn tag(cx: &Context<'_>, found: &mut Analysis) {
    if !found.figures.iter().any(|figure| toll(cx, figure).is_some()) {
        return;
    }
    let mut memory = Memory::new(cx);
    let mut given: Vec<Option<usize>> = vec![None; found.figures.len()];
    let mut next = 0;
    let mut last: Option<&Sentence> = None;
    for sentence in &cx.sentences {
        let first = next;
        while found.figures.get(next).is_some_and(|figure| figure.sentence <= sentence.index) {
            next += 1;
        }
        read(cx, found, sentence, first..next, &mut memory, &mut given, last);
        last = Some(sentence);
    }
    for (figure, event) in found.figures.iter_mut().zip(given) {
        figure.event = event.and_then(|event| memory.event(event));
    }
}

/// Reads one sentence: its events go to the memory, its counts to their events.
fn read(
    cx: &Context<'_>,
    found: &Analysis,
    sentence: &Sentence,
    figures: Range<usize>,
    memory: &mut Memory<'_>,
    given: &mut [Option<usize>],
    last: Option<&Sentence>,
) {
    if sentence.kind == BlockKind::Heading {
        memory.forget_current();
    }
    let counts = |i: usize| found.figures.get(i).and_then(|figure| Some((figure, toll(cx, figure)?)));
    let any = figures.clone().any(|i| counts(i).is_some());
    let cues = cue::cues(cx, sentence);
    if cues.is_empty() && !any {
        return;
    }
    let times = periods::times(cx, sentence);
    let places = place::places(cx, found, sentence, &cues);
    let days = memory::days(cx, sentence, &times);
    // "… the station in Dover on Friday. It said that 83 died and that the missile …": the place of the sentence before.
    let known = |cue: &Cue| cue.article == cue::Article::Definite;
    let asked = places.is_empty() && any && (cues.is_empty() || cues.iter().any(known)) && !memory.talks(sentence);
    let before = last.filter(|last| asked && last.block == sentence.block).map(|last| place::places(cx, found, last, &[]));
    let before = before.unwrap_or_default();
    let days = if before.is_empty() { days } else { days.or_else(|| memory::days(cx, last?, &periods::times(cx, last?))) };
    let namings: Vec<(usize, &Cue)> = cues
        .iter()
        .map(|cue| {
            let place = near(cx, &places, cue.tokens.end, cues.len() > 1).or_else(|| before.iter().rev().find(|_| known(cue)));
            let naming = Naming { cue, place, days, actors: cue::doers(cx, found, sentence, cue) };
            (memory.name(cx, sentence, naming), cue)
        })
        .collect();
    for i in figures {
        let (Some((figure, sort)), Some(slot)) = (counts(i), given.get_mut(i)) else { continue };
        let at = cx.tokens_in(figure.span);
        let named = chosen(cx, &namings, &at, long(figure));
        *slot = named.or_else(|| {
            let place = near(cx, &places, at.end, true).or(before.last());
            // So many a month are no count of one event, and a long period holds many.
            let one = figure.rate.is_none() && !long(figure);
            let events = &cx.lexicon.events;
            let by_measure = figure.measure.as_ref().and_then(|measure| events.entry(events.measure(measure.as_str())?));
            let nightly = by_measure.is_some_and(|entry| !entry.generic);
            one.then(|| memory.carried(cx, sentence, sort, place, days, nightly)).flatten()
        });
    }
}

/// The naming that a count belongs to: the nearest one that is not broad, or that is where the count runs for long.
fn chosen(cx: &Context<'_>, namings: &[(usize, &Cue)], at: &Range<usize>, long: bool) -> Option<usize> {
    let broad = |cue: &Cue| cx.lexicon.events.entry(cue.entry).is_some_and(|entry| entry.broad);
    let generic = |cue: &Cue| cx.lexicon.events.entry(cue.entry).is_some_and(|entry| entry.generic);
    let distance = |cue: &Cue| cue.tokens.start.abs_diff(at.end);
    // "In 2019 an explosion killed 17": one event, its day untold; "strikes killed 900 in 2019": many.
    let fits = namings.iter().filter(|(_, cue)| !long || broad(cue) || cue.word == EventWord::Noun);
    fits.min_by_key(|(_, cue)| (broad(cue) != long, generic(cue), distance(cue))).map(|(event, _)| *event)
}

/// Whether a figure's period is longer than any single event.
fn long(figure: &Figure) -> bool {
    const DAYS: i32 = 45;
    figure.period.as_ref().is_some_and(|period| match (period.start, period.end) {
        (Some(start), Some(end)) => (end - start).get_days() > DAYS,
        // "by Wednesday": counted at a moment.
        _ => !matches!(period.kind, PeriodKind::By | PeriodKind::AsOf),
    })
}

/// The place nearest to a token: behind it, else before it; `close` only within the clause.
fn near<'p>(cx: &Context<'_>, places: &'p [Place], at: usize, close: bool) -> Option<&'p Place> {
    let reach = if close { 24 } else { 60 };
    // "an exchange that had been agreed in Rome": the place is another verb's.
    let own = |place: &&Place| !(at..place.tokens.start).any(|i| cx.has(i, Class::RELATIVE));
    let behind = places.iter().find(|place| place.tokens.start + 1 >= at && place.tokens.start <= at + reach).filter(own);
    behind.or_else(|| places.iter().rev().find(|place| place.tokens.end <= at && place.tokens.end + reach >= at))
}

/// The type of event to which a figure's count belongs, by its predicate, its noun or its measure; none where it counts what is.
fn toll(cx: &Context<'_>, figure: &Figure) -> Option<usize> {
    let counts = matches!(figure.dimension, Dimension::Count | Dimension::Other | Dimension::Money);
    let claims = figure.role == Role::Claim && figure.status != FigureStatus::Required;
    if !counts || !claims {
        return None;
    }
    let events = &cx.lexicon.events;
    let by_measure = || {
        let measure = figure.measure.as_ref()?.as_str();
        let sort = events.measure(measure)?;
        // "bought 300 missiles after the attack": where the predicate is another, the measure is too.
        let told = figure.action.as_deref().is_none_or(|action| {
            let predicates = cx.lexicon.measure(measure).map_or(&[][..], |entry| &entry.predicates);
            predicates.iter().any(|predicate| predicate.split(' ').next() == Some(action))
        });
        (told || events.entry(sort).is_some_and(|entry| entry.generic)).then_some(sort)
    };
    let by_noun = || {
        let counted = figure.counted.as_ref()?;
        let last = cx.tokens_in(counted.span).end.checked_sub(1)?;
        events.toll(cx.text(last)).or_else(|| events.toll(&crate::lexicon::singular(&cx.text(last).to_lowercase())))
    };
    if figure.dimension != Dimension::Count {
        return by_measure();
    }
    figure.action.as_deref().and_then(|action| events.toll(action)).or_else(by_noun).or_else(by_measure)
}
