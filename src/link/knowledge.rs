//! What linking must be told about the world: how actors, measures and places lie in one another. The lexicon answers; here
//! is only the question.

use super::words::Words;
use crate::lexicon::Rates;
use crate::model::{ActorId, MeasureId};

/// How one thing lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same thing.
    Same,
    /// The first is a part of the second.
    PartOf,
    /// The second is a part of the first.
    Contains,
    /// Known to have nothing in common.
    Disjoint,
    /// Not known.
    Unknown,
}

/// How far an event reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One place on one day: another place has another event.
    Local,
    /// One event in many places, as a quake.
    Wide,
    /// It lasts for months, as a war.
    Broad,
}

/// What the source register knows of a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice<'a> {
    /// `official`, `belligerent`, `agency`, `media`, `think_tank`, …
    pub class: &'a str,
    /// For which party to a war it speaks.
    pub party: Option<&'a str>,
}

/// The lexicon's hierarchies, as far as linking asks. Every answer may be "unknown"; the defaults know nothing but the words
/// and rates that ship with the program.
pub trait Knowledge: Sync {
    /// The block in which a measure is compared: `aid`, `casualties`.
    fn family(&self, measure: &MeasureId) -> Option<&str>;

    /// How two actors lie to each other.
    fn related(&self, a: &ActorId, b: &ActorId) -> Relation;

    /// How two measures lie to each other; measures of one family without a hierarchy are siblings, that is disjoint.
    fn measures(&self, a: &MeasureId, b: &MeasureId) -> Relation;

    /// The state or organisation under which an actor is filed: the last of its parents.
    fn root(&self, actor: &ActorId) -> ActorId {
        actor.clone()
    }

    /// Whether two types of event can be names of one: a blast that turns out to be an attack.
    fn akin(&self, a: &str, b: &str) -> bool {
        a == b
    }

    /// Whether a place is a whole state, by its innermost name.
    fn is_state(&self, _place: &str) -> bool {
        false
    }

    /// Whether a noun names a people in the plural: "Ukrainians".
    fn is_people(&self, _noun: &str) -> bool {
        false
    }

    /// How far an event of a type reaches.
    fn reach(&self, _kind: &str) -> Reach {
        Reach::Local
    }

    /// How two places lie to each other by their names, where a gazetteer knows both.
    fn places(&self, _a: &str, _b: &str) -> Relation {
        Relation::Unknown
    }

    /// What a measure is called.
    fn label(&self, _measure: &MeasureId) -> Option<&str> {
        None
    }

    /// What an actor is called.
    fn name(&self, _actor: &ActorId) -> Option<&str> {
        None
    }

    /// What the source register says of whoever speaks, else of the outlet by its name or address.
    fn register(&self, _outlet: Option<&str>, _url: Option<&str>, _speaker: Option<&ActorId>) -> Option<Voice<'_>> {
        None
    }

    /// Whether two parties stand against each other in a war.
    fn opposed(&self, _a: &str, _b: &str) -> bool {
        false
    }

    /// The unit to which a unit converts, and how many of that one of it is.
    fn factor(&self, unit: &str) -> Option<(&str, f64)> {
        super::units::factor(unit)
    }

    /// Synonyms and cue words.
    fn words(&self) -> &Words {
        Words::built_in()
    }

    /// Exchange rates.
    fn rates(&self) -> &Rates {
        Rates::built_in()
    }
}

/// Knowledge of nothing beyond what ships with the program: families and hierarchies are unknown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ignorance;

impl Knowledge for Ignorance {
    fn family(&self, _measure: &MeasureId) -> Option<&str> {
        None
    }

    fn related(&self, a: &ActorId, b: &ActorId) -> Relation {
        if a == b { Relation::Same } else { Relation::Unknown }
    }

    fn measures(&self, a: &MeasureId, b: &MeasureId) -> Relation {
        if a == b { Relation::Same } else { Relation::Unknown }
    }
}
