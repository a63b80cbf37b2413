//! What is a body, member or part of what: the closure of `part_of` over all entries.

use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// How two ids stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same id.
    Same,
    /// The first is a part of the second.
    Inside,
    /// The second is a part of the first.
    Around,
    /// Neither is a part of the other, as far as the lexicon knows.
    Apart,
    /// The lexicon does not know one of them.
    Unknown,
}

/// The ancestors of every id, nearest first and each once.
#[derive(Debug, Clone, Default)]
pub struct Hierarchy {
    parents: FxHashMap<String, Vec<String>>,
}

impl Hierarchy {
    /// Records an id with its direct parents.
    pub(super) fn add(&mut self, id: &str, parents: impl IntoIterator<Item = String>) {
        let list = self.parents.entry(id.to_owned()).or_default();
        for parent in parents {
            if !list.contains(&parent) {
                list.push(parent);
            }
        }
    }

    /// Whether an id is known.
    pub fn knows(&self, id: &str) -> bool {
        self.parents.contains_key(id)
    }

    /// All ancestors of an id, breadth first; a circle ends where it closes.
    pub fn ancestors<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        let mut seen = BTreeSet::from([id]);
        let mut found = Vec::new();
        let mut level = vec![id];
        while !level.is_empty() {
            let mut next = Vec::new();
            for child in level {
                for parent in self.parents.get(child).into_iter().flatten() {
                    if seen.insert(parent) {
                        found.push(parent.as_str());
                        next.push(parent.as_str());
                    }
                }
            }
            level = next;
        }
        found
    }

    /// The state under which an id is filed, else the id itself: memberships of states lead no further up, for a state is no part
    /// of what it does in the name of an alliance.
    pub fn root<'a>(&'a self, id: &'a str) -> &'a str {
        if id.starts_with("state/") {
            return id;
        }
        let ancestors = self.ancestors(id);
        ancestors.iter().find(|id| id.starts_with("state/")).or(ancestors.last()).copied().unwrap_or(id)
    }

    /// How `a` stands to `b`.
    pub fn relation(&self, a: &str, b: &str) -> Relation {
        if a == b {
            Relation::Same
        } else if !self.knows(a) || !self.knows(b) {
            Relation::Unknown
        } else if self.ancestors(a).contains(&b) {
            Relation::Inside
        } else if self.ancestors(b).contains(&a) {
            Relation::Around
        } else {
            Relation::Apart
        }
    }
}
