//! The places that a sentence names, each with what it lies in: "in the port city of Odesa, Ukraine". Not whether a name of the lexicon is
//! a place (that is the actors' tagger), and no gazetteer.

use super::cue::Cue;
use crate::lexicon::Class;
use crate::model::{Actor, ActorKind, Analysis, Via};
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Words};
use std::ops::Range;

/// A place: its names from the inside out.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Its tokens, from the preposition on.
    pub(super) tokens: Range<usize>,
    /// "Odesa", "Ukraine".
    pub(super) names: Vec<String>,
}

/// The places of a sentence, in order.
pub(super) fn places(cx: &Context<'_>, found: &Analysis, sentence: &Sentence, cues: &[Cue]) -> Vec<Place> {
    let span = cx.home(sentence.tokens.clone());
    let first = found.actors.partition_point(|actor| actor.span.end <= span.start);
    let actors: Vec<(Range<usize>, &Actor)> = (found.actors.iter().skip(first))
        .take_while(|actor| actor.span.start < span.end)
        .map(|actor| (cx.tokens_in(actor.span), actor))
        .collect();
    let reader = Reader { cx, actors: &actors, end: sentence.tokens.end };
    let mut places: Vec<Place> = Vec::new();
    let mut i = sentence.tokens.start;
    while i < sentence.tokens.end {
        // "the ministry in Moscow said": where the speaker is.
        let told = |place: &Place| cx.says(place.tokens.end);
        match reader.opens(i, cues).then(|| reader.place(i)).flatten().filter(|place| !told(place)) {
            Some(place) => {
                i = place.tokens.end.max(i + 1);
                places.push(place);
            }
            None => i += 1,
        }
    }
    places
}

struct Reader<'a> {
    cx: &'a Context<'a>,
    actors: &'a [(Range<usize>, &'a Actor)],
    end: usize,
}

impl Reader<'_> {
    /// Whether a place may follow the word: a preposition of place, "on" after a naming of an event, a verb that hits.
    fn opens(&self, i: usize, cues: &[Cue]) -> bool {
        let cx = self.cx;
        let after_cue = || cues.iter().any(|cue| cue.tokens.end + usize::from(cx.is_mark(cue.tokens.end, b',')) == i);
        let aims = (cx.is(i, "on") || cx.is(i, "against") || cx.is(i, "of") || cx.is(i, "to")) && after_cue();
        const HITS: &Words = &Words::of([
            "hit",
            "struck",
            "rocked",
            "shook",
            "hits",
            "pounded",
            "targeted",
            "hitting",
            "striking",
            "targeting",
            "devastated",
            "jolted",
        ]);
        cx.has(i, Class::LOCATIVE)
            || cx.has(i, Class::LOCALITY) && cx.is(i + 1, "of")
            || cx.is(i, "off") && self.capital(i + 1)
            || cx.is_any(i, const { &Words::of(["off", "on", "from", "over"]) }) && self.locality(i)
            || aims
            || cx.is_any(i, HITS)
            || cues.iter().any(|cue| cue.tokens.end == i + 1 && cue.word == crate::lexicon::EventWord::Verb)
    }

    /// "off the coast of", "on the island of": a noun for a place follows.
    fn locality(&self, i: usize) -> bool {
        (i + 1..(i + 5).min(self.end)).take_while(|n| !self.capital(*n)).any(|n| self.cx.has(n, Class::LOCALITY))
    }

    /// "the ancient, mostly Kurdish city of Hasaka": where the name begins behind the last noun for a place and "of".
    fn named_locality(&self, at: usize) -> Option<usize> {
        let cx = self.cx;
        let opaque = Class::CLOSED.or(Class::VERB).or(Class::PREDICATE);
        let inside = |n: &usize| {
            (!cx.has(*n, opaque) || cx.is(*n, "of") || cx.has(*n, Class::ADVERB))
                && !matches!(cx.token(*n).shape, Shape::Punct(b) if b != b'-')
        };
        let ofs =
            (at + 1..(at + 12).min(self.end)).take_while(inside).filter(|n| cx.is(*n, "of") && cx.has(n - 1, Class::LOCALITY));
        let of = ofs.last()?;
        (of + 1..of + 4).find(|n| !cx.has(*n, Class::LOCALITY.or(Class::DETERMINER))).filter(|n| self.capital(*n))
    }

    /// "in Utopia, Dover officials said": behind a comma stand those who tell it.
    fn speaks(&self, close: usize) -> bool {
        let cx = self.cx;
        let noun = cx.token(close).shape == Shape::Lower && !cx.has(close, Class::CLOSED) && !cx.has(close, Class::LOCALITY);
        noun && cx.has(close, Class::COUNTABLE.or(Class::HEAD))
            || ["officials", "authorities", "police", "said"].iter().any(|word| cx.is(close, word))
    }

    fn within_actor(&self, at: usize, via: Via) -> bool {
        self.actors.iter().any(|(tokens, actor)| tokens.contains(&at) && actor.via == via)
    }

    fn capital(&self, i: usize) -> bool {
        let cx = self.cx;
        i < self.end
            && matches!(cx.token(i).shape, Shape::Capital | Shape::Upper | Shape::Mixed)
            && !cx.has(i, Class::MONTH.or(Class::WEEKDAY).or(Class::DETERMINER).or(Class::PRONOUN).or(Class::CONJUNCTION))
    }

    /// The place behind the word at `i`.
    fn place(&self, i: usize) -> Option<Place> {
        let cx = self.cx;
        let mut at = i + 1;
        let passes = |at: usize| {
            cx.has(at, Class::DETERMINER.or(Class::LOCALITY).or(Class::POSSESSIVE))
                || cx.is(at, "of") && cx.has(at - 1, Class::LOCALITY)
                || cx.is_mark(at, b'-') && !cx.token(at).spaced
        };
        while at < self.end && at < i + 9 && passes(at) {
            at += 1;
        }
        let compound = cx.is_mark(at + 1, b'-') && !cx.token(at + 1).spaced && !self.capital(at + 2);
        if !self.capital(at) || compound || self.within_actor(at, Via::Demonym) {
            at = self.named_locality(at)?;
        }
        let (mut end, name) = self.name(at)?;
        let mut names = vec![name];
        loop {
            // "Turkey's Adana province": what follows the possessive lies inside; ", Ukraine" and "in Ukraine" around.
            let owned = usize::from(cx.is(end, "'s"));
            let mut next = end + owned;
            while cx.has(next, Class::LOCALITY) && next < self.end {
                next += 1;
            }
            let locality = next;
            next += usize::from(cx.is(next, "of") && owned == 1 && locality > end + 1);
            let around = owned == 0 && (cx.is_mark(next, b',') || cx.is(next, "in") || cx.is(next, "of") && next > end);
            let mut from = next + usize::from(around);
            while around
                && from < self.end
                && from < next + 5
                && (cx.has(from, Class::LOCALITY.or(Class::DETERMINER)) || cx.is(from, "of"))
            {
                from += 1;
            }
            match self.name(from).filter(|_| owned == 1 || around) {
                Some((close, name)) if names.len() < 4 && !(around && self.speaks(close)) => {
                    let at = names.len() - owned;
                    names.insert(at, name);
                    end = close;
                }
                _ => return Some(Place { tokens: i..locality.max(end), names }),
            }
        }
    }

    /// The name of a place that starts at `at`, and where it ends; none where the name is a person's or an organisation's.
    fn name(&self, at: usize) -> Option<(usize, String)> {
        let cx = self.cx;
        if let Some((tokens, actor)) = self.actors.iter().find(|(tokens, _)| tokens.contains(&at)) {
            let placed =
                actor.place || actor.via == Via::Metonym || matches!(actor.kind, Some(ActorKind::State | ActorKind::Coalition));
            let whole = tokens.start == at && placed && actor.via != Via::Demonym && actor.via != Via::Role;
            let name = if actor.via == Via::Metonym { &actor.text } else { &actor.name };
            // "the Damascus suburbs" lie around it.
            let around = ["suburb", "suburbs", "outskirts", "countryside"].iter().any(|word| cx.is(tokens.end, word));
            let name = if around { format!("{name} {}", cx.text(tokens.end)) } else { name.clone() };
            return whole.then(|| (tokens.end + usize::from(around), name));
        }
        let mut end = at;
        let joins = |end: usize| {
            cx.is_mark(end, b'-') && !cx.token(end).spaced && !cx.token(end + 1).spaced && self.capital(end + 1)
                || ["of", "de", "al", "el", "the"].contains(&cx.text(end)) && self.capital(end + 1) && self.capital(end - 1)
        };
        while self.capital(end) && !self.actors.iter().any(|(tokens, _)| tokens.contains(&end)) || end > at && joins(end) {
            end += 1;
        }
        let bare = (at..end).all(|i| cx.has(i, Class::LOCALITY));
        let plain = !bare && end > at && end - at <= 4 && cx.token(at).shape != Shape::Upper || !bare && end > at + 1;
        plain.then(|| (end, cx.quote(at..end).text))
    }
}
