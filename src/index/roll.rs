//! The roll of a writer: what it has of each article by now, and under which number. What its draft holds is looked up there, so that
//! memory holds what has changed since the last flush and nothing else. It writes nothing.

use super::columns::number;
use super::key::Snapshot;
use super::read::Opened;
use super::schema::column;
use super::{IndexError, Kind};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is known of an article that the index holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The input's hash.
    pub sha256: String,
    /// Of which lexicon and rules its record is.
    pub version: String,
    /// Its number, which it keeps as long as the index holds it: the kinds are joined by it.
    pub number: u64,
}

/// The articles of a writer.
pub(super) struct Roll {
    /// As of the last flush.
    held: Opened,
    changes: Mutex<BTreeMap<String, Change>>,
    /// The number of the next new article.
    next: AtomicU64,
    snapshot: Snapshot,
}

/// An article as it was at the last flush, and as it is now.
struct Change {
    former: Option<Known>,
    now: Option<Known>,
}

impl Roll {
    /// The roll of a draft whose articles the snapshot stands for.
    pub(super) fn open(draft: &Path, snapshot: Snapshot) -> Result<Self, IndexError> {
        let held = held(draft)?;
        let mut next = 0;
        for segment in held.searcher.segment_readers() {
            next = next.max(number(segment, column::NUMBER)?.max_value() + 1);
        }
        Ok(Self { held, changes: Mutex::default(), next: AtomicU64::new(next), snapshot })
    }

    /// What stands for the articles as of the last flush.
    pub(super) fn snapshot(&self) -> Snapshot {
        self.snapshot
    }

    /// The number of a new article.
    pub(super) fn new_number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// An article as of the last flush.
    pub(super) fn held(&self, id: &str) -> Result<Option<Known>, IndexError> {
        self.held.known(id)
    }

    /// An article as it is by now.
    pub(super) fn now(&self, id: &str) -> Result<Option<Known>, IndexError> {
        let changed = self.changes().get(id).map(|change| change.now.clone());
        changed.map_or_else(|| self.held(id), Ok)
    }

    /// The number of an article as it is by now.
    pub(super) fn number_of(&self, id: &str) -> Result<Option<u64>, IndexError> {
        let changed = self.changes().get(id).map(|change| change.now.as_ref().map(|known| known.number));
        changed.map_or_else(|| self.held.number_of(id), Ok)
    }

    /// Notes that an article came, went or became another, from what `now` says of it.
    pub(super) fn change(&self, id: &str, from: Option<Known>, to: Option<Known>) {
        let mut changes = self.changes();
        match changes.get_mut(id) {
            Some(change) => change.now = to,
            None => {
                changes.insert(id.to_owned(), Change { former: from, now: to });
            }
        }
    }

    /// Takes the changes for done, now that the draft holds them; tells how many articles were added, replaced and removed.
    pub(super) fn settle(&mut self, draft: &Path) -> Result<[usize; 3], IndexError> {
        let changes = std::mem::take(&mut *self.changes());
        let mut tally = [0; 3];
        for (id, Change { former, now }) in &changes {
            let [added, replaced, removed] = &mut tally;
            match (former, now) {
                (None, Some(_)) => *added += 1,
                (Some(_), Some(_)) => *replaced += 1,
                (Some(_), None) => *removed += 1,
                (None, None) => {}
            }
            former.iter().for_each(|old| self.snapshot.remove(id, &old.sha256, &old.version));
            now.iter().for_each(|new| self.snapshot.add(id, &new.sha256, &new.version));
        }
        if !changes.is_empty() {
            self.held = held(draft)?;
        }
        Ok(tally)
    }

    /// What a panicking thread leaves behind is still whole: every change is one insertion.
    fn changes(&self) -> MutexGuard<'_, BTreeMap<String, Change>> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The articles that a draft holds.
fn held(draft: &Path) -> Result<Opened, IndexError> {
    Opened::open(&draft.join(Kind::Articles.name()), Kind::Articles)
}
