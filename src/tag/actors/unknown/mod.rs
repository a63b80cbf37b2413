//! Capitalised names that no lexicon knows but that plainly name an actor. They show a researcher what the lexicon lacks.
//! An acronym in brackets stands for its name from there on, and so does the surname of a person named in full.

mod guess;
mod run;

use super::Mention;
use crate::lexicon::Class;
use crate::model::{ActorKind, BlockKind, Via};
use crate::tag::context::{Context, Sentence};
use crate::text::Shape;
use guess::Guess;
use run::Names;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The unknown names of an article so far, by the word that may stand for each.
#[derive(Debug, Default)]
pub(super) struct Unknown<'c> {
    known: FxHashMap<&'c str, (ActorKind, Range<usize>)>,
}

impl<'c> Unknown<'c> {
    /// Adds the unknown names of a sentence; one that goes beyond a known name inside it takes its place.
    pub(super) fn add(&mut self, cx: &'c Context<'c>, sentence: &Sentence, mentions: &mut Vec<Mention>) {
        if sentence.kind == BlockKind::Heading {
            return;
        }
        let names = Names::new(cx, sentence);
        let (mut found, mut i) = (Vec::new(), names.start);
        let mut places = Places::default();
        while i < names.end {
            if !names.capital(i) {
                i += 1;
                continue;
            }
            let run = names.run(i);
            i = run.end;
            if places.take(&names, &run, mentions) || super::election(cx, run.end, names.end) {
                continue;
            }
            names.guesses(run.clone(), &mut found);
            if found.is_empty() {
                found.extend(self.again(&names, &run));
            }
            for guess in found.drain(..) {
                self.keep(&names, guess, mentions);
            }
        }
        mentions.sort_by_key(|mention| mention.tokens.start);
    }

    /// A single word that stands for a name met before, or for one that its neighbours give away.
    fn again(&self, names: &Names<'c>, run: &Range<usize>) -> Option<Guess> {
        let at = run.start;
        let plain = names.opens(at) && names.is(at, Class::ENGLISH);
        let (kind, _) = self.known.get(names.cx.text(at)).filter(|_| run.len() == 1 && !plain)?;
        Some(Guess { tokens: run.clone(), kind: *kind, rule: "unknown-again" })
    }

    /// Puts a guess among the mentions unless it adds nothing to those that it overlaps.
    fn keep(&mut self, names: &Names<'c>, guess: Guess, mentions: &mut Vec<Mention>) {
        let overlaps = |mention: &Mention| mention.tokens.start < guess.tokens.end && guess.tokens.start < mention.tokens.end;
        let inside = |mention: &Mention| guess.tokens.start <= mention.tokens.start && mention.tokens.end <= guess.tokens.end;
        let yields =
            |mention: &Mention| inside(mention) && mention.tokens.len() < guess.tokens.len() && may_yield(names, mention, &guess);
        if mentions.iter().any(|mention| overlaps(mention) && !yields(mention)) {
            return;
        }
        mentions.retain(|mention| !overlaps(mention));
        let cx = names.cx;
        if let Some(at) = names.acronym(&guess.tokens).filter(|_| guess.rule != "given-name") {
            self.known.insert(cx.text(at), (ActorKind::Organization, guess.tokens.clone()));
            if !mentions.iter().any(|mention| mention.tokens.contains(&at)) {
                let full = Some(guess.tokens.clone());
                mentions.push(unresolved(at..at + 1, ActorKind::Organization, "acronym-of-unknown", full));
            }
        }
        let last = guess.tokens.end - 1;
        if guess.kind == ActorKind::Person && guess.tokens.len() > 1 && cx.token(last).shape != Shape::Lower {
            self.known.insert(cx.text(last), (ActorKind::Person, guess.tokens.clone()));
        }
        let again = self.known.get(cx.text(last)).filter(|(kind, _)| guess.tokens.len() == 1 && *kind == guess.kind);
        let full = again.map(|(_, full)| full.clone());
        mentions.push(unresolved(guess.tokens, guess.kind, guess.rule, full));
    }
}

/// Places in a row: in "near Lyman, Zarichne and Stavky" each is one because the first is.
#[derive(Debug, Default)]
struct Places {
    end: usize,
}

impl Places {
    /// Whether a run names a place, by the word before it or by the place it is listed after.
    fn take(&mut self, names: &Names<'_>, run: &Range<usize>, mentions: &[Mention]) -> bool {
        let cx = names.cx;
        let gap = self.end..run.start;
        let listed =
            self.end > 0 && gap.len() <= 2 && gap.clone().all(|i| cx.is_mark(i, b',') || cx.is(i, "and") || cx.is(i, "or"));
        let named = run.clone().any(|i| names.is(i, Class::GIVEN.or(Class::BODY).or(Class::MEMBER).or(Class::TITLE)));
        let place = !named && (names.located(run.start) || listed && !mentions.iter().any(|m| m.tokens.start == run.start));
        if place {
            self.end = run.end;
        }
        place
    }
}

/// Whether a known name may be a part of an unknown one: a state may, a body only where its words could be another's ("Democratic
/// Party" in "Democratic Party of the Coast"), a person never.
fn may_yield(names: &Names<'_>, mention: &Mention, guess: &Guess) -> bool {
    match mention.kind {
        Some(ActorKind::Person) => false,
        Some(ActorKind::Organization) => {
            let plain = |i: usize| {
                names.is(i, Class::ENGLISH.or(Class::BODY).or(Class::MEMBER)) && names.cx.token(i).shape == Shape::Capital
            };
            let (start, end) = (mention.tokens.start, mention.tokens.end);
            // "Staff of the Coast Agency" is not the agency's name.
            let led = start > guess.tokens.start
                && (names.capital(start - 1) || names.cx.is(start - 1, "and"))
                && end == guess.tokens.end;
            mention.tokens.clone().all(plain) && (led || names.cx.is(end, "of"))
        }
        _ => true,
    }
}

fn unresolved(tokens: Range<usize>, kind: ActorKind, rule: &'static str, full: Option<Range<usize>>) -> Mention {
    Mention { tokens, actor: None, kind: Some(kind), via: Via::Unresolved, place: false, rule, cue: None, full }
}
