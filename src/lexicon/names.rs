//! Words that tell what an unknown capitalised name is the name of: given names, titles, heads of organisations, plain English.
//! A vocabulary of its own, for only capitalised words are looked up in it and the words of all texts are not to pay for it.

use super::classes::Class;
use super::format::{Entry, entry};
use super::words::Vocabulary;
use crate::text::Head;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// A list of words of one class.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamesEntry {
    id: String,
    class: NameClass,
    words: String,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    counterexamples: Vec<String>,
}
entry!(NamesEntry);

/// What the words of a list do in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum NameClass {
    Given,
    Title,
    Body,
    Member,
    Thing,
    Place,
    Particle,
    Deed,
    Tie,
    English,
}

impl From<NameClass> for Class {
    fn from(class: NameClass) -> Self {
        match class {
            NameClass::Given => Self::GIVEN,
            NameClass::Title => Self::TITLE,
            NameClass::Body => Self::BODY,
            NameClass::Member => Self::MEMBER,
            NameClass::Thing => Self::THING,
            NameClass::Place => Self::PLACE,
            NameClass::Particle => Self::PARTICLE,
            NameClass::Deed => Self::DEED,
            NameClass::Tie => Self::TIE,
            NameClass::English => Self::ENGLISH,
        }
    }
}

/// Classes whose words have English forms.
const PLAIN: Class = Class::ENGLISH.or(Class::BODY).or(Class::THING).or(Class::TITLE).or(Class::TIE);

/// The words of names, with their classes.
#[derive(Debug, Clone, Default)]
pub struct NameWords {
    words: Vocabulary,
    /// Heads of the particles, of which all lower-case words behind a name are asked.
    particles: FxHashSet<Head>,
}

impl NameWords {
    /// Builds the table.
    pub(super) fn new(entries: &[NamesEntry]) -> Self {
        let mut words = Vocabulary::default();
        let mut particles = FxHashSet::default();
        for entry in entries {
            for word in entry.words.split_whitespace() {
                let id = words.add(word);
                words.mark(id, entry.class.into());
                if entry.class == NameClass::Particle {
                    particles.insert(Head::of(word.to_lowercase().as_bytes()));
                }
                if matches!(entry.class, NameClass::Deed | NameClass::Tie) {
                    words.mark(id, Class::ENGLISH);
                }
            }
        }
        Self { words, particles }
    }

    /// Whether a word with this head can be a particle.
    pub fn may_be_particle(&self, head: Head) -> bool {
        self.particles.contains(&head)
    }

    /// The classes of a word in any case; the plain forms of an English word are English too.
    pub fn class(&self, word: &str) -> Class {
        let id = self.words.id(word);
        if id.known() {
            let class = self.words.class(id);
            // The grammar's own words are listed in no file and are English all the same.
            return if class.any(Class::NAMES) { class } else { class.or(Class::ENGLISH) };
        }
        if self.derives(word) { Class::ENGLISH } else { Class::NONE }
    }

    /// Whether a word is a plural, a verb's form or an adverb of an English word.
    fn derives(&self, word: &str) -> bool {
        let english = |stem: &str, end: &str| {
            let id = match end {
                "" => self.words.id(stem),
                _ => self.words.id(&[stem, end].concat()),
            };
            self.words.class(id).any(PLAIN)
        };
        const ENDS: &[(&str, &str)] =
            &[("s", ""), ("es", ""), ("ies", "y"), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", "")];
        ENDS.iter().any(|(end, base)| {
            word.strip_suffix(end).filter(|stem| stem.len() > 2).is_some_and(|stem| {
                let mut last = stem.bytes().rev();
                let doubled = base.is_empty() && last.next() == last.next();
                english(stem, base) || doubled && stem.get(..stem.len() - 1).is_some_and(|stem| english(stem, ""))
            })
        })
    }
}
