//! What the names in a query mean: actors by any alias, measures and pillars by their labels, currencies by their signs, rates by
//! the linker's table. The lexicon is loaded when the first name asks for it, for most queries have none.

use crate::index::{self, Facet};
use crate::lexicon::{ActorEntry, Lexicon, UnitEntry};
use crate::link::Rates;
use crate::model::Dimension;
use std::cell::OnceCell;
use std::cmp::Reverse;

/// The lexicon as queries ask it.
pub struct Names<'a, E> {
    load: Box<dyn Fn() -> Result<Lexicon, E> + 'a>,
    loaded: OnceCell<Result<Lexicon, E>>,
}

/// How many names a suggestion lists.
const ALIKE: usize = 3;

impl<'a, E> Names<'a, E> {
    /// Names of a lexicon that is loaded when it is needed.
    pub fn new(load: impl Fn() -> Result<Lexicon, E> + 'a) -> Self {
        Self { load: Box::new(load), loaded: OnceCell::new() }
    }

    /// The fault of a lexicon that could not be loaded, if it was asked for.
    pub fn fault(self) -> Option<E> {
        self.loaded.into_inner()?.err()
    }

    /// The lexicon, loaded by now.
    pub fn lexicon(&self) -> Option<&Lexicon> {
        self.loaded.get_or_init(|| (self.load)()).as_ref().ok()
    }

    /// Ids and names of a facet's values.
    fn entries(&self, facet: Facet) -> Vec<(&str, Vec<&str>)> {
        let Some(lexicon) = self.lexicon() else { return Vec::new() };
        match facet {
            Facet::Measure => lexicon.measures.iter().map(|entry| (entry.id.as_str(), vec![entry.label.as_str()])).collect(),
            Facet::Pillar => lexicon.pillars.iter().map(|entry| (entry.id.as_str(), vec![entry.name.as_str()])).collect(),
            Facet::Unit => lexicon.units.iter().map(|entry| (entry.id.as_str(), unit_names(entry).collect())).collect(),
            _ if facet.is_actor() => {
                lexicon.actors.iter().map(|entry| (entry.id.as_str(), actor_names(entry).collect())).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl<E> index::Names for Names<'_, E> {
    fn actors(&self, name: &str) -> Vec<String> {
        let Some(lexicon) = self.lexicon() else { return Vec::new() };
        let meanings = lexicon.matcher.meanings(name);
        meanings.into_iter().filter_map(|i| lexicon.actor_ids.get(i)).map(ToString::to_string).collect()
    }

    fn values(&self, facet: Facet, name: &str) -> Vec<String> {
        if name.contains('/') || facet.is_actor() {
            return Vec::new();
        }
        let named = |(_, names): &(&str, Vec<&str>)| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        let entries = self.entries(facet);
        if entries.iter().any(|(id, _)| id.eq_ignore_ascii_case(name)) {
            return Vec::new();
        }
        // Of several units with one sign the first is meant, as the lexicon orders them.
        let most = if facet == Facet::Unit { 1 } else { usize::MAX };
        entries.into_iter().filter(named).take(most).map(|(id, _)| id.to_owned()).collect()
    }

    fn knows(&self, facet: Facet, id: &str) -> bool {
        let entries = self.entries(facet);
        let under = |known: &str| known.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        entries.is_empty() || entries.iter().any(|(known, _)| known.eq_ignore_ascii_case(id) || under(known))
    }

    fn alike(&self, facet: Facet, name: &str) -> Vec<String> {
        let wanted = name.to_lowercase();
        let far = (wanted.chars().count() / 3).clamp(1, 3);
        let mut found: Vec<(usize, Reverse<bool>, &str, &str)> = Vec::new();
        for (id, names) in self.entries(facet) {
            let forms = names.into_iter().chain([id]);
            let near = forms.filter_map(|form| {
                let lower = form.to_lowercase();
                let distance = index::distance(&lower, &wanted);
                let within = wanted.len() > 3 && lower.split([' ', '/', '-']).any(|word| word == wanted);
                (distance <= far || within).then_some((distance.min(far + 1), Reverse(form != id), form, id))
            });
            found.extend(near.min());
        }
        found.sort_unstable();
        let said = |(_, _, form, id)| if form == id { format!("`{id}`") } else { format!("`{form}` ({id})") };
        found.into_iter().take(ALIKE).map(said).collect()
    }

    fn title(&self, id: &str) -> Option<String> {
        self.lexicon()?.actor_entry(id).map(|entry| entry.name.clone())
    }

    fn currency(&self, written: &str) -> Option<String> {
        let rates = Rates::built_in();
        if rates.currencies().any(|code| code.eq_ignore_ascii_case(written)) {
            return Some(written.to_uppercase());
        }
        let money = self.lexicon()?.units.iter().filter(|unit| unit.dimension == Dimension::Money);
        let meant = money.filter(|unit| unit_names(unit).any(|name| name.eq_ignore_ascii_case(written)));
        meant.min_by_key(|unit| unit.rank).map(|unit| unit.id.clone())
    }

    fn currencies(&self) -> Vec<String> {
        Rates::built_in().currencies().map(str::to_owned).collect()
    }

    fn rate(&self, from: &str, to: &str, year: Option<i16>) -> Option<(f64, f64)> {
        if from == to { Some((1.0, 1.0)) } else { Rates::built_in().bracket(from, to, year) }
    }
}

fn actor_names(entry: &ActorEntry) -> impl Iterator<Item = &str> {
    let lists = [&entry.forms, &entry.acronyms, &entry.demonyms, &entry.metonyms];
    std::iter::once(entry.name.as_str()).chain(lists.into_iter().flatten().map(String::as_str))
}

fn unit_names(entry: &UnitEntry) -> impl Iterator<Item = &str> {
    let lists = [&entry.prefix, &entry.suffix, &entry.forms, &entry.plurals];
    std::iter::once(entry.name.as_str()).chain(lists.into_iter().flatten().map(String::as_str))
}
