//! The TOML form of every kind of lexicon entry: the only place that knows how a lexicon is written.

use serde::Deserialize;
use toml::Spanned;

/// A file: one kind, any number of entries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File<T> {
    #[expect(dead_code, reason = "read beforehand, to choose the type of the entries")]
    kind: String,
    #[serde(default, rename = "replace")]
    #[expect(dead_code, reason = "read beforehand, like the kind")]
    replace: bool,
    #[serde(default = "Vec::new", rename = "entry")]
    pub(super) entries: Vec<Spanned<T>>,
}

/// What a file says of itself before its entries are read.
#[derive(Debug, Deserialize)]
pub(super) struct Kind {
    pub(super) kind: String,
    /// Whether its entries take the place of all former ones of the kind.
    #[serde(default)]
    pub(super) replace: bool,
}

/// What every entry has.
pub(super) trait Entry {
    fn id(&self) -> &str;
    fn examples(&self) -> &[String];
    fn counterexamples(&self) -> &[String];
}

macro_rules! entry {
    ($name:ident) => {
        impl Entry for $name {
            fn id(&self) -> &str {
                &self.id
            }
            fn examples(&self) -> &[String] {
                &self.examples
            }
            fn counterexamples(&self) -> &[String] {
                &self.counterexamples
            }
        }
    };
}
pub(super) use entry;

/// An office that a person holds or held.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// As used after a demonym: "president".
    pub title: String,
    /// The state or organization.
    pub of: String,
    /// First day.
    pub from: Option<String>,
    /// Last day; none while in office.
    pub until: Option<String>,
}

/// When an ambiguous form is read as this actor: if one of `needs` stands in the sentence, unless one of `unless` does.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextRule {
    /// The form.
    pub form: String,
    /// Words of which one must be there.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Words of which none may be there.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// An actor; the keys are explained in `lexicons/README.md`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented where their users read them, in lexicons/README.md")]
pub struct ActorEntry {
    pub id: String,
    pub name: String,
    pub wikidata: Option<String>,
    pub iso: Option<String>,
    #[serde(default)]
    pub forms: Vec<String>,
    #[serde(default)]
    pub acronyms: Vec<String>,
    #[serde(default)]
    pub demonyms: Vec<String>,
    #[serde(default)]
    pub metonyms: Vec<String>,
    #[serde(default)]
    pub roles: Vec<String>,
    #[serde(default)]
    pub short: Vec<String>,
    #[serde(default)]
    pub part_of: Vec<String>,
    pub state: Option<String>,
    #[serde(default)]
    pub offices: Vec<Office>,
    #[serde(default)]
    pub context: Vec<ContextRule>,
    #[serde(default)]
    pub pillars: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(ActorEntry);

/// A unit or currency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented where their users read them, in lexicons/README.md")]
pub struct UnitEntry {
    pub id: String,
    pub name: String,
    pub dimension: crate::model::Dimension,
    #[serde(default)]
    pub prefix: Vec<String>,
    #[serde(default)]
    pub suffix: Vec<String>,
    #[serde(default)]
    pub forms: Vec<String>,
    #[serde(default)]
    pub plurals: Vec<String>,
    #[serde(default)]
    pub rank: u32,
    pub base: Option<String>,
    pub factor: Option<f64>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(UnitEntry);

/// A measure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented where their users read them, in lexicons/README.md")]
pub struct MeasureEntry {
    pub id: String,
    pub label: String,
    pub family: String,
    pub dimension: crate::model::Dimension,
    pub heads: Vec<String>,
    #[serde(default)]
    pub predicates: Vec<String>,
    #[serde(default)]
    pub near: Vec<String>,
    #[serde(default)]
    pub done_to: bool,
    #[serde(default)]
    pub peoples: bool,
    pub time_kind: Option<crate::model::TimeKind>,
    #[serde(default)]
    pub part_of: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(MeasureEntry);

/// A pillar.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented where their users read them, in lexicons/README.md")]
pub struct PillarEntry {
    pub id: String,
    pub name: String,
    pub cues: Vec<PillarCue>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(PillarEntry);

/// A phrase that speaks for a pillar.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented where their users read them, in lexicons/README.md")]
pub struct PillarCue {
    pub form: String,
    pub weight: f64,
}

/// What a number word does in a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumeralRole {
    /// zero … nine.
    Unit,
    /// ten … nineteen.
    Teen,
    /// twenty … ninety.
    Ten,
    /// hundred.
    Hundred,
    /// thousand, million, lakh, …
    Scale,
    /// dozen, score, gross.
    Dozen,
    /// half, third, quarter, …
    Fraction,
    /// double, twice, threefold.
    Multiple,
    /// dozens, several, tens of thousands.
    Vague,
}

/// A number word.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented at the head of lexicons/numerals.toml")]
pub struct NumeralEntry {
    pub id: String,
    pub role: NumeralRole,
    pub value: Option<toml::Value>,
    pub numerator: Option<String>,
    pub denominator: Option<String>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    #[serde(default)]
    pub only_before_scale: bool,
    #[serde(default)]
    pub after_article: bool,
    #[serde(default)]
    pub forms: Vec<String>,
    #[serde(default)]
    pub letters: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(NumeralEntry);

/// Where a bound word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// Before the number.
    Before,
    /// After it.
    After,
    /// Before it, as the verb.
    Verb,
}

/// A word that opens or closes an interval.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented at the head of lexicons/bounds.toml")]
pub struct BoundEntry {
    pub id: String,
    pub bound: crate::model::Bound,
    pub position: Position,
    pub forms: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(BoundEntry);

/// A sort of event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented at the head of lexicons/events.toml")]
pub struct EventEntry {
    pub id: String,
    #[serde(default)]
    pub nouns: Vec<String>,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub forms: Vec<String>,
    #[serde(default)]
    pub tolls: Vec<String>,
    #[serde(default)]
    pub measures: Vec<String>,
    #[serde(default)]
    pub kin: Vec<String>,
    #[serde(default)]
    pub generic: bool,
    #[serde(default)]
    pub broad: bool,
    #[serde(default)]
    pub local: bool,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(EventEntry);

impl EventEntry {
    /// The type as the output has it: the id without its kind.
    pub fn sort(&self) -> &str {
        self.id.strip_prefix("event/").unwrap_or(&self.id)
    }
}

/// A list of single words that share a part in reading figures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented at the head of lexicons/words.toml")]
pub struct WordsEntry {
    pub id: String,
    pub class: ListClass,
    #[serde(default)]
    pub forms: Vec<String>,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(WordsEntry);

/// The part that the words of a list play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListClass {
    /// A number after it names a thing and counts nothing: "Article 5".
    Designator,
    /// Counted, it is a part of the text's own framework: "three pillars".
    Structural,
    /// The quantity is a growth: "rose by".
    Increase,
    /// The quantity is a decline: "fell by".
    Decrease,
    /// The quantity is meant to be: "plans to buy".
    Planned,
    /// The quantity is needed: "requires".
    Required,
    /// The quantity is asked for: "urged".
    Proposed,
    /// The quantity is expected: "projected".
    Forecast,
    /// A pair of numbers beside it is a result: "won 3-2".
    Score,
    /// "no" before it denies a count of it: "no casualties".
    Deniable,
    /// A person or thing of which even "one" is counted: "one soldier".
    Countable,
    /// An adverb that makes a rate: "monthly".
    Rate,
    /// A verb with a subject that acts; marks it as a verb.
    Verb,
    /// May stand between "in" and the name of a place: "in the northern city of".
    Locality,
    /// "to" and "from" after it lead to places: "flight".
    Motion,
    /// In an organisation's name, it is a scheme whose doings are counted apart: "mission", "fund".
    Programme,
}

impl From<ListClass> for super::classes::Class {
    fn from(class: ListClass) -> Self {
        match class {
            ListClass::Designator => Self::DESIGNATOR,
            ListClass::Structural => Self::STRUCTURAL,
            ListClass::Increase => Self::INCREASE,
            ListClass::Decrease => Self::DECREASE,
            ListClass::Planned => Self::PLANNED,
            ListClass::Required => Self::REQUIRED,
            ListClass::Proposed => Self::PROPOSED,
            ListClass::Forecast => Self::FORECAST,
            ListClass::Score => Self::SCORE,
            ListClass::Deniable => Self::DENIABLE,
            ListClass::Countable => Self::COUNTABLE,
            ListClass::Rate => Self::RATE,
            ListClass::Verb => Self::VERB,
            ListClass::Locality => Self::LOCALITY,
            ListClass::Motion => Self::MOTION,
            ListClass::Programme => Self::PROGRAMME,
        }
    }
}
