//! Who held which office when, by the state or organization whose office it is. Which title stands in a text is the taggers' business.

use super::format::ActorEntry;
use crate::text::Head;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// A person's time in an office; other tables refer to persons by index too.
#[derive(Debug, Clone)]
pub struct Tenure {
    /// Index of the person among the actors.
    pub person: usize,
    /// The title in lower case, as after a demonym.
    pub title: String,
    /// First day, if it is known.
    pub from: Option<Date>,
    /// Last day; left out while in office.
    pub until: Option<Date>,
}

/// All tenures.
#[derive(Debug, Clone, Default)]
pub struct Offices {
    by_actor: FxHashMap<usize, Vec<Tenure>>,
    /// Heads of the first words of all titles.
    openings: FxHashSet<Head>,
}

impl Offices {
    /// Collects the offices of all persons; `index` says where an id stands among the actors.
    pub(super) fn new(actors: &[ActorEntry], index: &FxHashMap<String, usize>) -> Self {
        let mut by_actor: FxHashMap<usize, Vec<Tenure>> = FxHashMap::default();
        let mut openings = FxHashSet::default();
        let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse().ok());
        for (person, entry) in actors.iter().enumerate() {
            for office in &entry.offices {
                let Some(&of) = index.get(&office.of) else { continue };
                let first = office.title.split([' ', '-']).next().unwrap_or("");
                openings.insert(Head::of(first.as_bytes()));
                let tenure = Tenure { person, title: office.title.clone(), from: day(&office.from), until: day(&office.until) };
                by_actor.entry(of).or_default().push(tenure);
            }
        }
        // Spelt in two ways, and the taggers take either for the other.
        let spellings = ["defence", "defense"].map(Head::constant);
        if spellings.iter().any(|head| openings.contains(head)) {
            openings.extend(spellings);
        }
        Self { by_actor, openings }
    }

    /// Whether a word with this head may open a title.
    pub fn may_open(&self, head: Head) -> bool {
        self.openings.contains(&head)
    }

    /// The tenures of an actor's offices, in the order of the lexicon.
    pub fn of(&self, actor: usize) -> &[Tenure] {
        self.by_actor.get(&actor).map_or(&[], Vec::as_slice)
    }
}
