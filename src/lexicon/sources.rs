//! The source register: what kind of voice an outlet or a speaker is, and for which party to a war it speaks. It knows no articles.

use super::format::{Entry, entry};
use super::hierarchy::Hierarchy;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A class of voices; the keys are explained in `lexicons/README.md`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented where their users read them, in lexicons/README.md")]
pub struct SourceEntry {
    pub id: String,
    pub class: String,
    pub party: Option<String>,
    #[serde(default)]
    pub opposes: Vec<String>,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub domains: Vec<String>,
    #[serde(default)]
    pub actors: Vec<String>,
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(SourceEntry);

/// All voices that are known, by actor, name and host.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    entries: Vec<SourceEntry>,
    by_actor: BTreeMap<String, usize>,
    by_name: BTreeMap<String, usize>,
    by_domain: BTreeMap<String, usize>,
}

impl Sources {
    pub(super) fn new(entries: Vec<SourceEntry>) -> Self {
        let mut sources = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            sources.by_actor.extend(entry.actors.iter().chain(&entry.party).map(|id| (id.clone(), at)));
            sources.by_name.extend(entry.names.iter().map(|name| (name.to_lowercase(), at)));
            sources.by_domain.extend(entry.domains.iter().map(|host| (host.clone(), at)));
        }
        Self { entries, ..sources }
    }

    /// What is known of a speaker: of itself, else of the party that it belongs to.
    pub fn of_speaker(&self, speaker: &str, hierarchy: &Hierarchy) -> Option<&SourceEntry> {
        let party = || {
            self.by_actor.get(hierarchy.root(speaker)).filter(|at| self.entries.get(**at).is_some_and(|it| it.party.is_some()))
        };
        self.entries.get(*self.by_actor.get(speaker).or_else(party)?)
    }

    /// What is known of an outlet that signs so, or publishes there.
    pub fn of_outlet(&self, name: &str) -> Option<&SourceEntry> {
        let lower = name.trim().to_lowercase();
        let plain = || lower.strip_prefix("the ").and_then(|name| self.by_name.get(name));
        self.entries.get(*self.by_name.get(&lower).or_else(plain).or_else(|| self.host(&lower))?)
    }

    /// The entry of an address or a bare host: that of its longest known ending.
    fn host(&self, address: &str) -> Option<&usize> {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().filter(|host| host.contains('.') && !host.contains(' '))?;
        let endings = std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, rest)| rest));
        endings.filter_map(|ending| self.by_domain.get(ending)).next()
    }

    /// Whether two parties stand against each other.
    pub fn opposed(&self, a: &str, b: &str) -> bool {
        let opposes = |a: &str, b: &str| {
            self.entries.iter().any(|entry| entry.party.as_deref() == Some(a) && entry.opposes.iter().any(|other| other == b))
        };
        opposes(a, b) || opposes(b, a)
    }

    /// Ids that the register names and another lexicon must define.
    pub(super) fn references(entry: &SourceEntry) -> impl Iterator<Item = &String> {
        entry.actors.iter().chain(&entry.party).chain(&entry.opposes)
    }
}
