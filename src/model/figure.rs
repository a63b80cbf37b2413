//! Figures: quantities that a text states, with everything that makes two of them comparable.

use super::number::optional_decimal;
use super::{ActorId, AsOf, MeasureId, Period, Phrase, Spans};
use crate::text::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How the words bound the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number itself.
    Exact,
    /// "over", "more than".
    MoreThan,
    /// "at least".
    AtLeast,
    /// "under", "fewer than".
    LessThan,
    /// "up to", "at most".
    AtMost,
    /// "from X to Y".
    Range,
    /// "about", "nearly"; `low` = `high` = the number named.
    Approx,
    /// "dozens": an order of magnitude.
    Vague,
}

/// What kind of quantity a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Things counted.
    Count,
    /// Money in one currency.
    Money,
    /// A share, a percentage, a multiple.
    Ratio,
    /// Length or distance.
    Length,
    /// Area.
    Area,
    /// Volume.
    Volume,
    /// Mass.
    Mass,
    /// Duration.
    Time,
    /// Speed.
    Speed,
    /// Temperature.
    Temperature,
    /// Energy.
    Energy,
    /// Power.
    Power,
    /// Data volume.
    Data,
    /// Anything else that has a unit.
    Other,
}

/// Where a quantity is a difference rather than a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It grew by so much.
    Increase,
    /// It shrank by so much.
    Decrease,
    /// It is so many times another.
    Multiple,
}

/// The standing of what the figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureStatus {
    /// It is or was so.
    Actual,
    /// Somebody means it to be so.
    Planned,
    /// Somebody needs it to be so.
    Required,
    /// Somebody asks for it to be so.
    Proposed,
    /// It will be so, says the text.
    Forecast,
    /// It might be so.
    Hypothetical,
    /// It is not so.
    Negated,
    /// The text asks.
    Question,
}

/// What the figure does in the text; only claims are audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// States something about the world.
    Claim,
    /// Counts parts of the text or of its own framework.
    Structural,
    /// A calibre or a model.
    Designation,
    /// The score of a game or vote tally by sides.
    Score,
    /// A person's age.
    Age,
    /// A time of day.
    TimeOfDay,
}

/// What kind of statistic is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// A number of things.
    Count,
    /// A sum.
    Total,
    /// A part in a whole.
    Share,
    /// An average.
    Mean,
    /// A greatest value.
    Maximum,
    /// A smallest value.
    Minimum,
}

/// How the quantity stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeKind {
    /// What there is at one moment.
    Stock,
    /// What happens in a period.
    Flow,
    /// What has happened so far.
    Cumulative,
    /// So much per unit of time.
    Rate,
    /// What is aimed at.
    Target,
}

/// Whether a count is still expected to be revised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finality {
    /// Called preliminary.
    Preliminary,
    /// Called final.
    Final,
}

/// What sort of restriction a scope is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeKind {
    /// "in NATO countries".
    Place,
    /// "through NSATU".
    Programme,
    /// "of women".
    Group,
    /// "alone", "of which military".
    Subset,
}

/// A restriction on what is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The sort.
    pub kind: ScopeKind,
    /// Where the words stand.
    pub span: Span,
    /// The words.
    pub text: String,
    /// The actor or place named in them.
    pub id: Option<ActorId>,
}

/// The event within which something is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What happened, as a kebab-case class.
    #[serde(rename = "type")]
    pub kind: String,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub date: Option<jiff::civil::Date>,
    /// Who took part.
    pub actors: Vec<ActorId>,
    /// What two mentions of one event share.
    pub key: String,
    /// The words that name it, in this sentence or an earlier one; none where only the count tells.
    pub cue: Option<Phrase>,
}

/// Why a figure says what it says: the field, the rule that filled it and the words that did. Printed by `analyze --explain`, stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The field of the figure.
    pub field: &'static str,
    /// The rule.
    pub rule: &'static str,
    /// The words.
    pub span: Span,
}

/// One figure. `low` and `high` are the interval that the words assert, in `unit`; `null` where it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// `f1`, `f2`, … in text order.
    pub id: String,
    /// Index of its sentence.
    pub sentence: u32,
    /// The whole expression: bound word, number, scale, currency or unit.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// Lower end.
    #[serde(with = "optional_decimal", default)]
    pub low: Option<Decimal>,
    /// Upper end.
    #[serde(with = "optional_decimal", default)]
    pub high: Option<Decimal>,
    /// How the words bound it.
    pub bound: Bound,
    /// Significant digits as written.
    pub significant: u32,
    /// ISO 4217 code, `percent`, UCUM symbol or time word; `null` for counts.
    pub unit: Option<String>,
    /// What the unit measures.
    pub dimension: Dimension,
    /// `day`, `week`, `month`, `year` or another unit, where it is per that.
    pub rate: Option<String>,
    /// Where it is a difference.
    pub change: Option<Change>,
    /// What is counted or measured.
    pub counted: Option<Phrase>,
    /// Lemma of the predicate that makes it a claim.
    pub action: Option<String>,
    /// What makes it comparable.
    pub measure: Option<MeasureId>,
    /// Who does or is counted.
    pub subject: Vec<ActorId>,
    /// To or for whom.
    pub object: Vec<ActorId>,
    /// What restricts it.
    pub scope: Vec<Scope>,
    /// The event it belongs to.
    pub event: Option<Event>,
    /// The statistic.
    pub statistic: Statistic,
    /// How it stands in time.
    pub time_kind: TimeKind,
    /// `gross`, `net`, `nominal`, … where said.
    pub basis: Vec<String>,
    /// The time that the text gives.
    pub period: Option<Period>,
    /// The moment it refers to.
    pub as_of: Option<AsOf>,
    /// The standing of the statement.
    pub status: FigureStatus,
    /// Whether it is called preliminary or final.
    pub finality: Option<Finality>,
    /// What it does in the text.
    pub role: Role,
    /// Who says so.
    pub speaker: Option<ActorId>,
    /// Id of the figure of which this is a part.
    pub part_of: Option<String>,
    /// The rules that made it, joined by `+`.
    pub rule: String,
    /// The words that decided.
    pub cues: Vec<Span>,
    /// Oddities worth a reader's eye.
    pub flags: Vec<String>,
    /// Field by field, what the sentence around it gave.
    #[serde(skip)]
    pub reasons: Vec<Reason>,
}

impl Spans for Figure {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
        self.counted.map_spans(f);
        self.scope.map_spans(f);
        self.period.map_spans(f);
        if let Some(event) = &mut self.event {
            event.cue.map_spans(f);
        }
        self.cues.map_spans(f);
        self.reasons.iter_mut().for_each(|reason| reason.span = f(reason.span));
    }
}

impl Spans for Scope {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span = f(self.span);
    }
}
