//! Words that name events, and counts that belong to one. Which event a figure belongs to is decided in `tag::events`.

use super::classes::Class;
use super::format::EventEntry;
use super::inflect::{plural, verb_forms};
use super::phrases::Phrases;
use super::tables::Tables;
use super::words::Vocabulary;
use rustc_hash::FxHashMap;

/// How a word names an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventWord {
    /// "the attack".
    Noun,
    /// "attacks": several, or a noun that is the plural of one.
    Nouns,
    /// "attacked".
    Verb,
}

/// The events' words, ready to look up.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// The entries, in the order of the file.
    pub entries: Vec<EventEntry>,
    /// Their words, with the index of the entry.
    pub words: Phrases<(usize, EventWord)>,
    tolls: FxHashMap<String, usize>,
    measures: FxHashMap<String, usize>,
}

impl Events {
    pub(super) fn new(words: &mut Vocabulary, entries: Vec<EventEntry>) -> Self {
        let mut found = Self { entries, ..Self::default() };
        let mut tables = Tables { words };
        for (i, entry) in found.entries.iter().enumerate() {
            for noun in &entry.nouns {
                let many = plural(noun);
                tables.add(&mut found.words, noun, (i, EventWord::Noun), Class::EVENT);
                tables.add(&mut found.words, &many, (i, EventWord::Nouns), Class::EVENT);
            }
            for verb in &entry.verbs {
                tables.add(&mut found.words, verb, (i, EventWord::Verb), Class::EVENT);
                for form in verb_forms(verb) {
                    tables.add(&mut found.words, &form, (i, EventWord::Verb), Class::EVENT);
                }
            }
            entry.forms.iter().for_each(|form| tables.add(&mut found.words, form, (i, EventWord::Noun), Class::EVENT));
            for toll in &entry.tolls {
                found.tolls.entry(toll.clone()).or_insert(i);
            }
            for measure in &entry.measures {
                found.measures.entry(measure.clone()).or_insert(i);
            }
        }
        found.words.finish();
        found
    }

    /// The type to which counts of a predicate or noun (its lemma) belong.
    pub fn toll(&self, lemma: &str) -> Option<usize> {
        self.tolls.get(lemma).copied()
    }

    /// The type to which counts of a measure belong.
    pub fn measure(&self, id: &str) -> Option<usize> {
        let family = || id.split('/').next().unwrap_or(id);
        self.measures.get(id).or_else(|| self.measures.get(family())).copied()
    }

    /// The entry of a type, by index.
    pub fn entry(&self, i: usize) -> Option<&EventEntry> {
        self.entries.get(i)
    }

    /// Whether two types, as the output names them, can be names of one event: the same, akin by the lexicon, or one that fits any.
    pub fn may_be_one(&self, a: &str, b: &str) -> bool {
        let find = |sort: &str| self.entries.iter().find(|entry| entry.sort() == sort);
        let (Some(x), Some(y)) = (find(a), find(b)) else { return true };
        a == b || x.generic || y.generic || x.kin.iter().any(|kin| kin == b) || y.kin.iter().any(|kin| kin == a)
    }
}
