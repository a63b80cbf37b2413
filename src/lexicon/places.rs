//! The gazetteer: which places lie in which, and by what names they are known. It reads no article; a name that it does not know
//! stays unknown.

use super::format::ActorEntry;
use super::hierarchy::Relation;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A file of places: under each place, or the id of a state, what lies in it; spellings of one place are parted by a bar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceFile {
    #[expect(dead_code, reason = "read beforehand, to choose the type of the file")]
    kind: String,
    within: BTreeMap<String, Vec<String>>,
}

/// Words for a first-level region: a place named with one of them is known with the others too.
const REGIONS: [&str; 6] = ["oblast", "region", "province", "krai", "governorate", "state"];
/// The most words of a name.
const LONGEST: usize = 5;

/// Places with their names and what they lie in.
#[derive(Debug, Clone, Default)]
pub struct Places {
    names: FxHashMap<String, u32>,
    parents: Vec<Option<u32>>,
    /// How many of the places, which come first, are states.
    states: u32,
}

impl Places {
    /// The gazetteer of some files, with the states that are actors as its outermost places.
    pub(super) fn new(files: &[PlaceFile], actors: &[ActorEntry]) -> Self {
        let mut places = Self::default();
        for state in actors.iter().filter(|actor| actor.id.starts_with("state/")) {
            let at = places.place(&state.id);
            for name in state.forms.iter().chain(&state.acronyms).chain(std::iter::once(&state.name)) {
                places.names.entry(normal(name).join(" ")).or_insert(at);
            }
        }
        places.states = u32::try_from(places.parents.len()).unwrap_or(u32::MAX);
        // Parents first, so that a place is not taken for another of the same name that only lies in something.
        for file in files {
            file.within.keys().for_each(|outer| {
                places.place(outer);
            });
        }
        for (outer, inner) in files.iter().flat_map(|file| &file.within) {
            let parent = places.place(outer);
            for spellings in inner {
                let at = places.place(spellings);
                if let Some(slot) = places.parents.get_mut(at as usize).filter(|_| at != parent) {
                    *slot = Some(parent);
                }
            }
        }
        places
    }

    /// The place with one of these spellings, made if it is new.
    fn place(&mut self, spellings: &str) -> u32 {
        let names: Vec<String> = spellings.split('|').flat_map(variants).collect();
        let known = names.iter().find_map(|name| self.names.get(name).copied());
        let at = known.unwrap_or_else(|| {
            self.parents.push(None);
            u32::try_from(self.parents.len() - 1).unwrap_or(u32::MAX)
        });
        for name in names {
            self.names.entry(name).or_insert(at);
        }
        at
    }

    /// The place that some words name: the longest known name in them, of equals the first.
    fn find(&self, text: &str) -> Option<u32> {
        let words = normal(text);
        (1..=LONGEST.min(words.len()))
            .rev()
            .find_map(|length| words.windows(length).find_map(|window| self.names.get(&window.join(" ")).copied()))
    }

    /// A place and all that it lies in, the nearest first.
    fn chain(&self, place: u32) -> impl Iterator<Item = u32> {
        let up = |at: &u32| self.parents.get(*at as usize).copied().flatten();
        std::iter::successors(Some(place), up).take(8)
    }

    /// Whether a place lies in a state; waters lie in none.
    fn is_land(&self, place: u32) -> bool {
        self.chain(place).last().is_some_and(|outermost| outermost < self.states)
    }

    /// Whether some words name a state and nothing inside it.
    pub fn is_state(&self, text: &str) -> bool {
        self.find(text).is_some_and(|place| place < self.states)
    }

    /// How two places lie to each other by the words that name them. What lies in a water and what lies in a state may be one: an island,
    /// a coast.
    pub fn relation(&self, a: &str, b: &str) -> Relation {
        let (Some(a), Some(b)) = (self.find(a), self.find(b)) else { return Relation::Unknown };
        match () {
            () if a == b => Relation::Same,
            () if self.chain(a).any(|outer| outer == b) => Relation::Inside,
            () if self.chain(b).any(|outer| outer == a) => Relation::Around,
            () if self.is_land(a) != self.is_land(b) => Relation::Unknown,
            () => Relation::Apart,
        }
    }

    /// How many places are known, states included.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether no place is known.
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }
}

/// The words of a name in lower case, without marks.
fn normal(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '/')));
    let plain = |word: &str| word.trim_end_matches("'s").trim_end_matches("’s").to_lowercase().replace(['\'', '’'], "");
    words.filter(|word| !word.is_empty()).map(plain).filter(|word| !word.is_empty()).collect()
}

/// A spelling, and where its last word is one for a region, the same with the other words for a region.
fn variants(spelling: &str) -> Vec<String> {
    let words = normal(spelling);
    let region = words.last().is_some_and(|last| words.len() > 1 && REGIONS.contains(&last.as_str()));
    let stem = words.get(..words.len().saturating_sub(1)).unwrap_or_default().join(" ");
    match region {
        true => REGIONS.iter().map(|region| format!("{stem} {region}")).collect(),
        false => vec![words.join(" ")],
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, Relation};

    #[test]
    fn places_lie_in_regions_states_and_waters() {
        let places = Lexicon::built_in().places;
        let cases = [
            ("in Jabaliya", "the Gaza Strip", Relation::Inside),
            ("Kharkiv", "the Kharkiv region", Relation::Inside),
            ("Kharkiv Oblast", "Kharkiv region", Relation::Same),
            ("Ukraine", "Izyum", Relation::Around),
            ("Izium", "Izyum", Relation::Same),
            ("Kharkiv", "Kherson", Relation::Apart),
            ("Strait of Hormuz", "Arabian Gulf", Relation::Inside),
            ("the island of Qeshm", "Persian Gulf", Relation::Unknown),
            ("Zelenohora", "Ukraine", Relation::Unknown),
        ];
        for (a, b, wanted) in cases {
            assert_eq!(places.relation(a, b), wanted, "{a} and {b}");
        }
        assert!(places.len() > 800);
    }
}
