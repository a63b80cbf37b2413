//! What an article has told of events so far, and whether a new naming is one of them. It compares no two articles.

use super::cue::{Article, Cue};
use super::place::Place;
use crate::model::{ActorId, Event, PeriodKind, Phrase};
use crate::tag::context::{Context, Sentence};
use crate::tag::periods::Time;
use jiff::civil::Date;

/// First and last day.
type Days = (Date, Date);

/// One event of the article.
#[derive(Debug, Clone)]
pub(super) struct Known {
    entry: usize,
    names: Vec<String>,
    days: Option<Days>,
    pub(super) actors: Vec<ActorId>,
    pub(super) cue: Option<Phrase>,
    /// The sentence that named it last.
    sentence: u32,
    block: usize,
    /// Whether a heading named it.
    heading: bool,
}

impl Known {
    /// The day, where it is known to be one day or one night.
    pub(super) fn date(&self) -> Option<Date> {
        self.days.filter(|days| length(*days) <= 1).map(|days| days.0)
    }
}

/// A naming of an event by the words of a sentence.
pub(super) struct Naming<'a> {
    pub(super) cue: &'a Cue,
    pub(super) place: Option<&'a Place>,
    pub(super) days: Option<Days>,
    pub(super) actors: Vec<ActorId>,
}

/// The events of an article, in the order of their first naming.
pub(super) struct Memory<'a> {
    cx: &'a Context<'a>,
    known: Vec<Known>,
    current: Option<usize>,
}

/// How many sentences an event is talked of without being named.
const TALK: u32 = 6;

impl<'a> Memory<'a> {
    pub(super) fn new(cx: &'a Context<'a>) -> Self {
        Self { cx, known: Vec::new(), current: None }
    }

    /// A heading opens another subject: nothing is talked of until it is named.
    pub(super) fn forget_current(&mut self) {
        self.current = None;
    }

    /// Whether an event is talked of where a sentence stands.
    pub(super) fn talks(&self, sentence: &Sentence) -> bool {
        let near = |known: &Known| known.block == sentence.block && sentence.index.saturating_sub(known.sentence) <= TALK;
        let current = self.current.and_then(|i| self.known.get(i));
        current.into_iter().chain(&self.known).any(near)
    }

    /// The event that a naming means: one told before, else a new one.
    pub(super) fn name(&mut self, cx: &Context<'_>, sentence: &Sentence, mut naming: Naming<'_>) -> usize {
        // What lasts for months has no day; the day of the sentence is another thing's.
        naming.days = naming.days.filter(|_| !self.cx.lexicon.events.entry(naming.cue.entry).is_some_and(|entry| entry.broad));
        let names = naming.place.map(|place| place.names.clone()).unwrap_or_default();
        let found = (0..self.known.len())
            .rev()
            .find(|i| self.known.get(*i).is_some_and(|known| self.meant(known, sentence, &naming, &names)));
        let i = found.unwrap_or(self.known.len());
        let cue = Some(cx.quote(naming.cue.tokens.clone()));
        match self.known.get_mut(i) {
            Some(known) => {
                if self.cx.lexicon.events.entry(known.entry).is_some_and(|entry| entry.generic) {
                    known.entry = naming.cue.entry;
                }
                if known.names.len() < names.len() && names.ends_with(&known.names) || known.names.is_empty() {
                    known.names = names;
                }
                known.days = finer(known.days, naming.days);
                if known.actors.is_empty() {
                    known.actors = naming.actors;
                }
                (known.sentence, known.block) = (sentence.index, sentence.block);
            }
            None => {
                let heading = sentence.kind == crate::model::BlockKind::Heading;
                let Naming { cue: word, days, actors, .. } = naming;
                let (sentence, block) = (sentence.index, sentence.block);
                self.known.push(Known { entry: word.entry, names, days, actors, cue, sentence, block, heading });
            }
        }
        // "a night of 700 drones, the worst of the war": what lasts for months is the frame of what is talked of, not the matter.
        let broad =
            |i: usize| self.known.get(i).and_then(|known| self.cx.lexicon.events.entry(known.entry)).is_some_and(|x| x.broad);
        let framed = self.current.and_then(|at| self.known.get(at)).is_some_and(|known| known.sentence == sentence.index);
        if !(framed && broad(i) && self.current.is_some_and(|at| !broad(at))) {
            self.current = Some(i);
        }
        i
    }

    /// Whether a naming means an event told before.
    fn meant(&self, known: &Known, sentence: &Sentence, naming: &Naming<'_>, names: &[String]) -> bool {
        let events = &self.cx.lexicon.events;
        let (Some(x), Some(y)) = (events.entry(known.entry), events.entry(naming.cue.entry)) else { return false };
        if naming.cue.article == Article::Another || x.broad != y.broad || !events.may_be_one(x.sort(), y.sort()) {
            return false;
        }
        let far = sentence.index.saturating_sub(known.sentence);
        let shared = meet(names, &known.names);
        let placed = names.is_empty() || known.names.is_empty() || shared;
        let days = together(known.days, naming.days);
        let dated = naming.days.is_some() && known.days.is_some() && days;
        match naming.cue.article {
            Article::Definite => days && (placed || !y.local || far <= 1),
            _ if known.heading && far <= 4 => days && placed,
            _ => days && placed && far <= TALK && (shared || dated || names.is_empty() && naming.days.is_none()),
        }
    }

    /// The event of a count whose sentence names none: what the paragraph is about, else what the article was about a few sentences ago;
    /// a place or day of its own makes an event of its own. What is counted by the night has another event on the next day.
    pub(super) fn carried(
        &mut self,
        cx: &Context<'_>,
        sentence: &Sentence,
        sort: usize,
        place: Option<&Place>,
        days: Option<Days>,
        nightly: bool,
    ) -> Option<usize> {
        let events = &cx.lexicon.events;
        let names = place.map(|place| place.names.clone()).unwrap_or_default();
        let fits = |known: &Known| {
            let near = known.block == sentence.block || sentence.index.saturating_sub(known.sentence) <= TALK;
            let pair = events.entry(known.entry).zip(events.entry(sort));
            let kind = pair.is_some_and(|(x, y)| !x.broad && events.may_be_one(x.sort(), y.sort()));
            // What happened within a week or a month is not what happened in one of its nights.
            let stretch = days.is_none_or(|days| length(days) <= 3 || known.days.is_some_and(|own| length(own) > 3));
            // "397 in the night to Thursday" are not those of the night before.
            let another = nightly && known.date().zip(days).is_some_and(|(own, days)| length(days) == 0 && days.0 != own);
            near && kind && stretch && !another && together(known.days, days)
        };
        let current = self.current.and_then(|i| Some((i, self.known.get(i)?))).filter(|(_, known)| fits(known));
        let Some((i, known)) = current else {
            return (place.is_some() || days.is_some()).then(|| self.unnamed(sentence, sort, names, days));
        };
        let elsewhere = !names.is_empty() && !known.names.is_empty() && !meet(&names, &known.names);
        let local = events.entry(known.entry).is_some_and(|entry| entry.local);
        if elsewhere && local {
            let known = Known { names, days: finer(known.days, days), sentence: sentence.index, ..known.clone() };
            self.known.push(known);
            return Some(self.known.len() - 1);
        }
        if let Some(known) = self.known.get_mut(i) {
            (known.sentence, known.block) = (sentence.index, sentence.block);
            known.days = finer(known.days, days);
            if known.names.is_empty() {
                known.names = names;
            }
        }
        Some(i)
    }

    /// An event that only its count, its place and its day tell of.
    fn unnamed(&mut self, sentence: &Sentence, entry: usize, names: Vec<String>, days: Option<Days>) -> usize {
        let (sentence, block) = (sentence.index, sentence.block);
        self.known.push(Known { entry, names, days, actors: vec![], cue: None, sentence, block, heading: false });
        self.known.len() - 1
    }

    /// An event as the model has it. Its key is shared by other articles only where both place and day are known.
    pub(super) fn event(&self, i: usize) -> Option<Event> {
        let known = self.known.get(i)?;
        let kind = self.cx.lexicon.events.entry(known.entry)?.sort();
        let place = known.names.first().map(|name| name.to_lowercase());
        let key = match (&place, known.date()) {
            (Some(place), Some(date)) => format!("{kind}/{place}/{date}"),
            _ => format!("{kind}/{}/{}#{i}", place.as_deref().unwrap_or("?"), self.cx.article.id),
        };
        Some(Event {
            kind: kind.to_owned(),
            place: (!known.names.is_empty()).then(|| known.names.join(", ")),
            date: known.date(),
            actors: known.actors.clone(),
            key,
            cue: known.cue.clone(),
        })
    }
}

fn length(days: Days) -> i64 {
    i64::from((days.1 - days.0).get_days())
}

/// Whether one of the names is, or holds, one of the others: "Dover Harbour" and "Dover".
fn meet(a: &[String], b: &[String]) -> bool {
    let inside = |x: &str, y: &str| x.split(' ').all(|word| y.split(' ').any(|other| other.eq_ignore_ascii_case(word)));
    a.iter().any(|x| b.iter().any(|y| inside(x, y) || inside(y, x)))
}

/// Whether two stretches of days can be of one event: they meet, or lie a day apart (the night between them).
fn together(a: Option<Days>, b: Option<Days>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let gap = (a.0.max(b.0) - a.1.min(b.1)).get_days();
    gap <= 1
}

/// The shorter of two stretches, where it lies in the other.
fn finer(a: Option<Days>, b: Option<Days>) -> Option<Days> {
    match (a, b) {
        (Some(x), Some(y)) if length(y) < length(x) && x.0 <= y.0 && y.1 <= x.1 => Some(y),
        (Some(x), _) => Some(x),
        (None, y) => y,
    }
}

/// The days on which a sentence says that something happened: the first day named that is no day of speaking, else the first longer time.
/// "Overnight" is the night to the day on which it is told.
pub(super) fn days(cx: &Context<'_>, sentence: &Sentence, times: &[Time]) -> Option<Days> {
    let happens = |time: &&Time| time.kind == PeriodKind::During && !time.of_saying(cx);
    let known = times.iter().filter(happens).map(|time| time.days).filter(|days| days.0.year() > 1);
    let overnight = || {
        let told = times.iter().map(|time| time.days).find(|days| days.0 == days.1);
        let night = sentence.tokens.clone().any(|i| cx.is(i, "overnight"));
        told.or_else(|| cx.article.published.map(|day| (day, day))).filter(|_| night)
    };
    known.clone().find(|days| length(*days) <= 1).or_else(|| known.clone().next()).or_else(overnight)
}
