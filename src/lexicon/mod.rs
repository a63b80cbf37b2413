//! The vocabulary: what the TOML files under `lexicons/` say, checked and made ready for matching. It reads no article.

mod classes;
mod cues;
mod eras;
mod events;
mod fault;
mod files;
mod format;
mod function;
mod hierarchy;
mod inflect;
mod load;
mod matcher;
mod names;
mod nominal;
mod offices;
mod phrases;
mod places;
mod predicates;
mod rates;
mod reader;
mod references;
mod sources;
mod tables;
mod words;

pub use classes::Class;
pub use cues::{ActEntry, CueEntry, Frame, Grammar, List, Manner, Saying, SayingEntry};
pub use eras::{EraEntry, Eras};
pub use events::{EventWord, Events};
pub use fault::Fault;
pub use format::{
    ActorEntry, BoundEntry, ContextRule, EventEntry, ListClass, MeasureEntry, NumeralEntry, NumeralRole, Office, PillarCue,
    PillarEntry, Position, UnitEntry, WordsEntry,
};
pub use function::FunctionWords;
pub use hierarchy::{Hierarchy, Relation};
pub use inflect::{irregular_past, plural, singular, verb_forms, verb_lemma};
pub use load::{Lexicon, Sample, Source};
pub use matcher::{Form, Hint, Matcher, Name, Surroundings};
pub use names::NameWords;
pub use nominal::nominal_verb;
pub use offices::{Offices, Tenure};
pub use phrases::{Phrases, Shaped};
pub use places::Places;
pub use predicates::{Acts, Deed, Forms, Lists, Predicates, Sense, Verb, WordInfo};
pub use rates::Rates;
pub use words::{Vocabulary, WordId};
