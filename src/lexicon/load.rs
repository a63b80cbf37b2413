//! A lexicon ready for use: what it holds and where its sources are. Files become entries in `reader`; running the examples through the
//! taggers is the pipeline's business.

use super::eras::Eras;
use super::events::Events;
use super::fault::Fault;
use super::files::files_of;
use super::format::{ActorEntry, BoundEntry, MeasureEntry, NumeralEntry, PillarEntry, UnitEntry, WordsEntry};
use super::hierarchy::Hierarchy;
use super::matcher::Matcher;
use super::names::NameWords;
use super::offices::Offices;
use super::phrases::Phrases;
use super::places::Places;
use super::predicates::Predicates;
use super::rates::Rates;
use super::reader::Reader;
use super::sources::Sources;
use super::words::Vocabulary;
use crate::model::{ActorId, ActorKind, MeasureId, PillarId, Rules};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::sync::Arc;

/// Where lexicons come from; later sources add to and override earlier ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The copy in the binary.
    BuiltIn,
    /// A folder of the user's.
    Folder(PathBuf),
    /// A file that is not written yet: its name and what it says.
    Text(String, String),
    /// A file of pillars that takes the place of all others.
    Taxonomy(PathBuf),
}

/// An example or counterexample of an entry, to be run through the taggers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The file.
    pub file: Arc<str>,
    /// One-based line of the entry.
    pub line: usize,
    /// The kind of lexicon.
    pub kind: &'static str,
    /// The entry.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Whether the entry must be found in it, or must not.
    pub expected: bool,
}

/// Everything the lexicons say.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// Hash of everything read, in hex: two lexicons of one version find the same.
    pub version: String,
    /// All words.
    pub words: Vocabulary,
    /// All actors; other tables refer to them by index.
    pub actors: Vec<ActorEntry>,
    /// Their ids.
    pub actor_ids: Vec<ActorId>,
    /// Their sorts.
    pub actor_kinds: Vec<Option<ActorKind>>,
    /// Names of actors.
    pub matcher: Matcher,
    /// Who is part of whom, and measures likewise.
    pub hierarchy: Hierarchy,
    /// Units and currencies.
    pub units: Vec<UnitEntry>,
    /// Nouns of units, in singular and plural.
    pub unit_nouns: Phrases<usize>,
    /// Symbols and codes before a number, as words; the exact spelling is in the entry.
    pub unit_prefixes: Phrases<usize>,
    /// Symbols and codes after a number.
    pub unit_suffixes: Phrases<usize>,
    /// Measures.
    pub measures: Vec<MeasureEntry>,
    /// Their ids.
    pub measure_ids: Vec<MeasureId>,
    /// Those that count peoples by name, by index, in order.
    pub measures_of_people: Vec<usize>,
    /// Head nouns of measures.
    pub measure_heads: Phrases<usize>,
    /// Predicates of measures, verbs in all forms.
    pub measure_predicates: Phrases<usize>,
    /// Pillars.
    pub pillars: Vec<PillarEntry>,
    /// Their ids.
    pub pillar_ids: Vec<PillarId>,
    /// Pillar cues: pillar and weight.
    pub pillar_cues: Phrases<(usize, f64)>,
    /// Number words.
    pub numerals: Vec<NumeralEntry>,
    /// Their forms.
    pub numeral_words: Phrases<usize>,
    /// Their abbreviations, which touch the digits; the exact spelling is in the entry.
    pub numeral_letters: Phrases<usize>,
    /// Bounds.
    pub bounds: Vec<BoundEntry>,
    /// Their forms.
    pub bound_words: Phrases<usize>,
    /// Lists of words that play a part in reading figures.
    pub lists: Vec<WordsEntry>,
    /// Places and what they lie in.
    pub places: Places,
    /// Reference rates between currencies.
    pub rates: Rates,
    /// Words that name events, and counts that belong to one.
    pub events: Events,
    /// Times named by what they open with.
    pub eras: Eras,
    /// Verbs, nouns and adjectives of policy.
    pub predicates: Predicates,
    /// Everything to be run through the taggers.
    pub samples: Vec<Sample>,
    /// Who held which office when.
    pub offices: Offices,
    /// Words by which an unknown name is read.
    pub names: NameWords,
    /// Rules of commitments that are switched off.
    pub off: Rules,
    /// What kind of voices outlets and speakers are.
    pub sources: Sources,
    pub(super) actor_index: FxHashMap<String, usize>,
}

impl Lexicon {
    /// Reads the sources in order and builds the lexicon of all sound entries, with everything that is wrong.
    pub fn load(sources: &[Source]) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut reader = Reader::default();
        let mut hash = Sha256::new();
        for source in sources {
            let files = files_of(source, &mut faults);
            for (name, text) in &files {
                hash.update(name.as_bytes());
                hash.update([0]);
                hash.update(text.as_bytes());
            }
            if let Source::Taxonomy(_) = source {
                reader.clear("pillar");
            }
            reader.read(&files, &mut faults);
        }
        let version: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let lexicon = reader.build(version, &mut faults);
        faults.sort();
        (lexicon, faults)
    }

    /// The lexicon that ships with the program.
    pub fn built_in() -> Self {
        Self::load(&[Source::BuiltIn]).0
    }

    /// The lexicon for a run without some rules of commitments; it finds other things, so it has another version.
    #[must_use]
    pub fn without(mut self, rules: Rules) -> Self {
        if !rules.is_empty() {
            self.version = format!("{} without {rules}", self.version);
            self.off = self.off.and(rules);
        }
        self
    }

    /// How many entries of all kinds there are.
    pub fn entries(&self) -> usize {
        let figures = self.units.len() + self.measures.len() + self.numerals.len() + self.bounds.len() + self.lists.len();
        self.actors.len() + self.pillars.len() + figures
    }

    /// The index of an actor by id.
    pub fn actor(&self, id: &str) -> Option<usize> {
        self.actor_index.get(id).copied()
    }

    /// The entry of an actor by id.
    pub fn actor_entry(&self, id: &str) -> Option<&ActorEntry> {
        self.actors.get(self.actor(id)?)
    }

    /// The unit with an id.
    pub fn unit(&self, id: &str) -> Option<&UnitEntry> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The measure with an id.
    pub fn measure(&self, id: &str) -> Option<&MeasureEntry> {
        self.measures.iter().find(|measure| measure.id == id)
    }
}
