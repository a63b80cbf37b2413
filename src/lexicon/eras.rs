//! Times that articles name by what they open with: "since the full-scale invasion". Where they stand in a sentence is `tag::periods`' matter.

use super::format::{Entry, entry};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// A time named by its opening.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented at the head of lexicons/eras.toml")]
pub struct EraEntry {
    pub id: String,
    pub start: toml::value::Datetime,
    #[serde(default)]
    pub forms: Vec<String>,
    #[serde(default)]
    pub shared: Vec<String>,
    #[serde(default)]
    pub near: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(EraEntry);

impl EraEntry {
    /// Its first day.
    pub fn first(&self) -> Option<Date> {
        let date = self.start.date?;
        Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
    }
}

/// All of them, by what they are called.
#[derive(Debug, Clone, Default)]
pub struct Eras {
    entries: Vec<EraEntry>,
    by_name: FxHashMap<String, Vec<(usize, bool)>>,
    near: FxHashMap<String, Vec<usize>>,
}

impl Eras {
    pub(super) fn new(entries: Vec<EraEntry>) -> Self {
        let mut found = Self::default();
        for (i, entry) in entries.iter().enumerate() {
            let own = entry.forms.iter().map(|form| (form, true)).chain(entry.shared.iter().map(|form| (form, false)));
            own.for_each(|(form, clear)| found.by_name.entry(form.to_lowercase()).or_default().push((i, clear)));
            entry.near.iter().for_each(|word| found.near.entry(word.clone()).or_default().push(i));
        }
        Self { entries, ..found }
    }

    /// Those that a name in lower case can mean, each with whether it can mean no other.
    pub fn named(&self, name: &str) -> &[(usize, bool)] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Those near which a word stands.
    pub fn near(&self, word: &str) -> &[usize] {
        self.near.get(word).map_or(&[], Vec::as_slice)
    }

    /// One by its number.
    pub fn entry(&self, i: usize) -> Option<&EraEntry> {
        self.entries.get(i)
    }

    /// The first day of the one with an id.
    pub fn first(&self, id: &str) -> Option<Date> {
        self.entries.iter().find(|entry| entry.id == id)?.first()
    }
}
