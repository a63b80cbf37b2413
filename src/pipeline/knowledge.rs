//! What the lexicon tells the linking stage of the world: families of measures, how actors and measures lie in one another.

use crate::lexicon::{self, Lexicon};
use crate::link::{Knowledge, Rates, Reach, Relation, Voice};
use crate::model::{ActorId, MeasureId};

/// The lexicon as linking asks it.
#[derive(Debug, Clone, Copy)]
pub struct Lore<'a>(pub &'a Lexicon);

fn relation(found: lexicon::Relation) -> Relation {
    match found {
        lexicon::Relation::Same => Relation::Same,
        lexicon::Relation::Inside => Relation::PartOf,
        lexicon::Relation::Around => Relation::Contains,
        lexicon::Relation::Apart => Relation::Disjoint,
        lexicon::Relation::Unknown => Relation::Unknown,
    }
}

impl Knowledge for Lore<'_> {
    fn family(&self, measure: &MeasureId) -> Option<&str> {
        self.0.measure(measure.as_str()).map(|entry| entry.family.as_str())
    }

    fn related(&self, a: &ActorId, b: &ActorId) -> Relation {
        relation(self.0.hierarchy.relation(a.as_str(), b.as_str()))
    }

    fn measures(&self, a: &MeasureId, b: &MeasureId) -> Relation {
        relation(self.0.hierarchy.relation(a.as_str(), b.as_str()))
    }

    fn root(&self, actor: &ActorId) -> ActorId {
        self.0.hierarchy.root(actor.as_str()).into()
    }

    fn akin(&self, a: &str, b: &str) -> bool {
        self.0.events.may_be_one(a, b)
    }

    fn is_state(&self, place: &str) -> bool {
        self.0.places.is_state(place.split(", ").next().unwrap_or(place))
    }

    fn is_people(&self, noun: &str) -> bool {
        self.0.words.class(self.0.words.id(noun)).any(lexicon::Class::PEOPLE)
    }

    fn reach(&self, kind: &str) -> Reach {
        match self.0.events.entries.iter().find(|entry| entry.sort() == kind) {
            Some(entry) if entry.broad => Reach::Broad,
            Some(entry) if !entry.local && !entry.generic => Reach::Wide,
            _ => Reach::Local,
        }
    }

    fn places(&self, a: &str, b: &str) -> Relation {
        relation(self.0.places.relation(a, b))
    }

    fn rates(&self) -> &Rates {
        &self.0.rates
    }

    fn label(&self, measure: &MeasureId) -> Option<&str> {
        self.0.measure(measure.as_str()).map(|entry| entry.label.as_str())
    }

    fn name(&self, actor: &ActorId) -> Option<&str> {
        self.0.actor_entry(actor.as_str()).map(|entry| entry.name.as_str())
    }

    fn register(&self, outlet: Option<&str>, url: Option<&str>, speaker: Option<&ActorId>) -> Option<Voice<'_>> {
        let sources = &self.0.sources;
        let spoken = speaker.and_then(|speaker| sources.of_speaker(speaker.as_str(), &self.0.hierarchy));
        let found = spoken
            .or_else(|| outlet.and_then(|name| sources.of_outlet(name)))
            .or_else(|| url.and_then(|url| sources.of_outlet(url)));
        found.map(|entry| Voice { class: &entry.class, party: entry.party.as_deref() })
    }

    fn opposed(&self, a: &str, b: &str) -> bool {
        self.0.sources.opposed(a, b)
    }
}

impl crate::report::ledger::Names for Lore<'_> {
    fn actor(&self, id: &ActorId) -> String {
        Knowledge::name(self, id).unwrap_or(id.as_str()).to_owned()
    }

    fn act(&self, id: &str) -> String {
        let entry = self.0.predicates.acts.iter().find(|act| act.id == id);
        entry.map_or_else(|| id.trim_start_matches('~').to_owned(), |act| act.label.clone())
    }
}
