//! From TOML files to a lexicon: reads entries, lets a user's folder add and override, checks references, builds the matchers.

use super::classes::Class;
use super::cues::{ActEntry, CueEntry, SayingEntry};
use super::eras::{EraEntry, Eras};
use super::events::Events;
use super::fault::Fault;
use super::format::{
    ActorEntry, BoundEntry, Entry, EventEntry, File, Kind, MeasureEntry, NumeralEntry, PillarEntry, UnitEntry, WordsEntry,
};
use super::hierarchy::Hierarchy;
use super::load::{Lexicon, Sample};
use super::matcher::Matcher;
use super::names::{NameWords, NamesEntry};
use super::offices::Offices;
use super::places::{PlaceFile, Places};
use super::predicates::Predicates;
use super::rates::Rates;
use super::sources::{SourceEntry, Sources};
use super::tables::Tables;
use super::words::Vocabulary;
use crate::model::{ActorKind, Rules};
use crate::text::LineIndex;
use rustc_hash::FxHashSet;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An entry with its place.
#[derive(Debug)]
pub(super) struct Located<T> {
    file: Arc<str>,
    line: usize,
    pub(super) entry: T,
}

impl<T> Located<T> {
    pub(super) fn fault(&self, message: String, hint: &str) -> Fault {
        Fault { file: self.file.to_string(), line: self.line, message, hint: Some(hint.into()) }
    }
}

/// All entries by kind, in order of first appearance; an entry of a later source replaces one of the same id.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) actors: Vec<Located<ActorEntry>>,
    units: Vec<Located<UnitEntry>>,
    pub(super) measures: Vec<Located<MeasureEntry>>,
    pub(super) pillars: Vec<Located<PillarEntry>>,
    numerals: Vec<Located<NumeralEntry>>,
    bounds: Vec<Located<BoundEntry>>,
    cues: Vec<Located<CueEntry>>,
    sayings: Vec<Located<SayingEntry>>,
    acts: Vec<Located<ActEntry>>,
    lists: Vec<Located<WordsEntry>>,
    names: Vec<Located<NamesEntry>>,
    events: Vec<Located<EventEntry>>,
    eras: Vec<Located<EraEntry>>,
    places: Vec<PlaceFile>,
    rates: Option<Rates>,
    pub(super) sources: Vec<Located<SourceEntry>>,
    /// The ids of the sources read so far.
    known: FxHashSet<String>,
}

impl Reader {
    /// Reads the files of one source.
    pub(super) fn read(&mut self, files: &BTreeMap<String, String>, faults: &mut Vec<Fault>) {
        let mut seen = BTreeMap::new();
        // Which kinds a file replaces must be known before any is read, whatever the files are called.
        for kind in files.values().filter_map(|text| toml::from_str::<Kind>(head(text)).ok()).filter(|kind| kind.replace) {
            self.clear(&kind.kind);
        }
        for (name, text) in files {
            let kind = match toml::from_str::<Kind>(head(text)) {
                Ok(kind) => kind.kind,
                Err(error) => {
                    faults.push(toml_fault(name, text, &error));
                    continue;
                }
            };
            let mut file = Reading { name, text, seen: &mut seen, known: &self.known, faults };
            match kind.as_str() {
                "actor" => file.entries(&mut self.actors),
                "unit" => file.entries(&mut self.units),
                "measure" => file.entries(&mut self.measures),
                "pillar" => file.entries(&mut self.pillars),
                "numeral" => file.entries(&mut self.numerals),
                "bound" => file.entries(&mut self.bounds),
                "cue" => file.entries(&mut self.cues),
                "attribution" => file.entries(&mut self.sayings),
                "act" => file.entries(&mut self.acts),
                "words" => file.entries(&mut self.lists),
                "names" => file.entries(&mut self.names),
                "event" => file.entries(&mut self.events),
                "era" => file.entries(&mut self.eras),
                "place" => file.whole(|places| self.places.push(places)),
                // A user's table takes the place of the one that ships with the program.
                "rate" => file.whole(|rates| self.rates = Some(rates)),
                "source" => file.entries(&mut self.sources),
                // Read by the room that links figures, which alone knows what they mean.
                "link" => {}
                other => {
                    let hint = "kinds are actor, unit, measure, pillar, numeral, bound, attribution, cue, act, words, names, event, era, place, rate, source";
                    let fault = Fault {
                        file: name.clone(),
                        line: 1,
                        message: format!("unknown kind `{other}`"),
                        hint: Some(hint.into()),
                    };
                    faults.push(fault);
                }
            }
        }
        self.known.extend(seen.into_keys());
    }

    /// Forgets all entries of a kind. What other entries say of pillars that are gone is forgotten too: another taxonomy need not
    /// know the pillars that actors speak for.
    pub(super) fn clear(&mut self, kind: &str) {
        match kind {
            "actor" => self.actors.clear(),
            "unit" => self.units.clear(),
            "measure" => self.measures.clear(),
            "pillar" => {
                self.pillars.clear();
                self.actors.iter_mut().for_each(|actor| actor.entry.pillars.clear());
            }
            "numeral" => self.numerals.clear(),
            "bound" => self.bounds.clear(),
            "cue" => self.cues.clear(),
            "attribution" => self.sayings.clear(),
            "act" => self.acts.clear(),
            "words" => self.lists.clear(),
            _ => {}
        }
    }

    /// The lexicon of all that was read.
    pub(super) fn build(self, version: String, faults: &mut Vec<Fault>) -> Lexicon {
        self.check(faults);
        let mut samples = Vec::new();
        let mut words = Vocabulary::default();
        let actors = unpack(self.actors, "actor", &mut samples);
        let units = unpack(self.units, "unit", &mut samples);
        let measures = unpack(self.measures, "measure", &mut samples);
        let pillars = unpack(self.pillars, "pillar", &mut samples);
        let numerals = unpack(self.numerals, "numeral", &mut samples);
        let bounds = unpack(self.bounds, "bound", &mut samples);
        let cues = unpack(self.cues, "cue", &mut samples);
        let sayings = unpack(self.sayings, "attribution", &mut samples);
        let acts = unpack(self.acts, "act", &mut samples);
        let lists = unpack(self.lists, "words", &mut samples);
        let names = NameWords::new(&unpack(self.names, "names", &mut samples));
        let events = unpack(self.events, "event", &mut samples);
        let eras = unpack(self.eras, "era", &mut samples);
        let sources = unpack(self.sources, "source", &mut samples);
        let mut hierarchy = Hierarchy::default();
        for actor in &actors {
            hierarchy.add(&actor.id, actor.part_of.iter().cloned().chain(actor.state.clone()));
        }
        for measure in &measures {
            hierarchy.add(&measure.id, measure.part_of.iter().cloned());
        }
        let mut tables = Tables { words: &mut words };
        lists.iter().for_each(|list| tables.list(list));
        tables.peoples(&actors);
        let (unit_nouns, unit_prefixes, unit_suffixes) = tables.units(&units);
        let (measure_heads, measure_predicates) = tables.measures(&measures);
        let pillar_cues = tables.pillars(&pillars);
        let numeral_words = tables.phrases(numerals.iter().map(|entry| entry.forms.iter()), Class::NUMERAL);
        let numeral_letters = tables.phrases(numerals.iter().map(|entry| entry.letters.iter()), Class::NONE);
        let bound_words = tables.phrases(bounds.iter().map(|entry| entry.forms.iter()), Class::BOUND);
        let events = Events::new(&mut words, events);
        let predicates = Predicates::new(&mut words, cues, sayings, acts);
        let actor_index = actors.iter().enumerate().map(|(i, entry)| (entry.id.clone(), i)).collect();
        Lexicon {
            version,
            places: Places::new(&self.places, &actors),
            rates: self.rates.unwrap_or_else(|| Rates::built_in().clone()),
            offices: Offices::new(&actors, &actor_index),
            off: Rules::default(),
            sources: Sources::new(sources),
            matcher: Matcher::new(&actors),
            actor_kinds: actors.iter().map(|entry| ActorKind::of(&entry.id)).collect(),
            actor_ids: actors.iter().map(|entry| entry.id.as_str().into()).collect(),
            actor_index,
            measure_ids: measures.iter().map(|entry| entry.id.as_str().into()).collect(),
            pillar_ids: pillars.iter().map(|entry| entry.id.as_str().into()).collect(),
            words,
            actors,
            hierarchy,
            units,
            unit_nouns,
            unit_prefixes,
            unit_suffixes,
            measures_of_people: (0..).zip(&measures).filter(|(_, measure)| measure.peoples).map(|(i, _)| i).collect(),
            measures,
            measure_heads,
            measure_predicates,
            pillars,
            pillar_cues,
            numerals,
            numeral_words,
            numeral_letters,
            bounds,
            bound_words,
            lists,
            names,
            events,
            eras: Eras::new(eras),
            predicates,
            samples,
        }
    }
}

/// One file while its entries are read.
struct Reading<'a> {
    name: &'a str,
    text: &'a str,
    seen: &'a mut BTreeMap<String, String>,
    known: &'a FxHashSet<String>,
    faults: &'a mut Vec<Fault>,
}

impl Reading<'_> {
    /// Reads a file that is one table and has no entries.
    fn whole<T: DeserializeOwned>(&mut self, into: impl FnOnce(T)) {
        match toml::from_str::<T>(self.text) {
            Ok(table) => into(table),
            Err(error) => self.faults.push(toml_fault(self.name, self.text, &error)),
        }
    }

    /// Reads the entries of one kind: each must have an id of its own in this source, and examples.
    fn entries<T: Entry + DeserializeOwned>(&mut self, into: &mut Vec<Located<T>>) {
        let file = match toml::from_str::<File<T>>(self.text) {
            Ok(file) => file,
            Err(error) => return self.faults.push(toml_fault(self.name, self.text, &error)),
        };
        let lines = LineIndex::new(self.text);
        let name: Arc<str> = self.name.into();
        for spanned in file.entries {
            let line = lines.line(spanned.span().start);
            let found = Located { file: name.clone(), line, entry: spanned.into_inner() };
            let id = found.entry.id().to_owned();
            if found.entry.examples().is_empty() {
                self.faults.push(found.fault(format!("`{id}` has no examples"), "add a sentence in which it must be found"));
            }
            if let Some(first) = self.seen.insert(id.clone(), format!("{name}:{line}")) {
                self.faults.push(found.fault(format!("`{id}` is defined twice, first at {first}"), "rename or remove one"));
                continue;
            }
            let former = self.known.contains(&id).then(|| into.iter_mut().find(|other| other.entry.id() == id)).flatten();
            match former {
                Some(former) => *former = found,
                None => into.push(found),
            }
        }
    }
}

/// What stands before a file's first entry; the entries are read once, by their kind.
fn head(text: &str) -> &str {
    let mut lines = text.split_inclusive('\n');
    let length = lines.by_ref().take_while(|line| !line.starts_with('[')).map(str::len).sum();
    text.get(..length).unwrap_or(text)
}

fn toml_fault(file: &str, text: &str, error: &toml::de::Error) -> Fault {
    let line = error.span().map_or(1, |span| LineIndex::new(text).line(span.start));
    Fault { file: file.into(), line, message: error.message().replace('\n', "; "), hint: None }
}

/// The entries without their places; their examples go to `samples`.
fn unpack<T: Entry>(list: Vec<Located<T>>, kind: &'static str, samples: &mut Vec<Sample>) -> Vec<T> {
    for located in &list {
        let entry = &located.entry;
        let both = [(entry.examples(), true), (entry.counterexamples(), false)];
        for (text, expected) in both.into_iter().flat_map(|(texts, expected)| texts.iter().map(move |text| (text, expected))) {
            let (file, line, id) = (located.file.clone(), located.line, entry.id().to_owned());
            samples.push(Sample { file, line, kind, id, text: text.clone(), expected });
        }
    }
    list.into_iter().map(|located| located.entry).collect()
}
