//! One pair of claims to one verdict, by the order of decision in LINKS.md. It keeps the rule that decided; the words come later,
//! for the few pairs that are shown.

use super::caution::{cautious, ground, own_part};
use super::dimensions::{Dim, Outcomes, Setting, compare, voice};
use super::events::closed;
use super::grounds::{Ground, at_war, strangers};
use super::interval::Value;
use super::knowledge::Knowledge;
use super::narrower::{inner_town, one_sided};
use super::parties::other_parties;
use super::parts::{Miss, misstated, part};
use super::reading::{Reading, Unit, stage};
use super::said::said_so;
use super::times::yearly;
use super::words::Words;
use crate::model::{Bound, FigureStatus, Finality, LinkCertainty, Outcome, Severity, Statistic, Verdict};

/// The rule that decided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Reason {
    /// A dimension without which nothing can be compared.
    Incomparable(Dim),
    /// One of the texts says that it replaces an earlier figure.
    SaysUpdate,
    /// One of the texts says that it gives a part.
    SaysPart,
    /// Counted over something else.
    Differs(Dim),
    /// Equal numbers over periods of which one lies in the other.
    EqualOverNested,
    /// One counts a part of the other.
    Nested(Dim),
    /// Figures of one sentence that do not fit each other by what it says: a change and its ends, a share, a sum.
    Misstated(Miss),
    /// A part that is larger than its whole.
    PartAboveWhole(Dim),
    /// Two moments.
    Later,
    /// A count that only grows is lower at a later time.
    Fallen,
    /// Preliminary, then final.
    Finalised,
    /// A running count of unknown moment that is higher on one side.
    Running,
    /// What a market asked at two times.
    Quoted,
    /// No value satisfies both.
    Apart,
    /// One text gives both in its own voice, for moments that it does not tell.
    OneText,
    /// One voice, one moment, two values.
    OneVoice,
    /// A figure that the text denies.
    Denied,
    /// Within wording and rounding.
    Alike,
    /// Both bounds hold, yet no reader takes them for one fact.
    BoundsOnly,
    /// Nothing in a corpus shows that both speak of one thing.
    Ungrounded,
}

/// What a pair was judged to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Judgement {
    pub(crate) verdict: Verdict,
    pub(crate) reason: Reason,
    pub(crate) severity: Option<Severity>,
    pub(crate) certainty: LinkCertainty,
    pub(crate) derived: bool,
    pub(crate) ratio: Option<f64>,
    pub(crate) outcomes: Outcomes,
    /// By what both are known to be of one thing, in a corpus.
    pub(crate) ground: Option<Ground>,
}

/// Dimensions whose difference means that something else is counted.
pub(crate) const SCOPES: &[Dim] = &[
    Dim::Measure,
    Dim::Statistic,
    Dim::Place,
    Dim::Programme,
    Dim::Group,
    Dim::TimeKind,
    Dim::Period,
    Dim::Currency,
    Dim::Basis,
    Dim::Status,
];
/// Dimensions in which one may be a part of the other.
pub(crate) const PARTS: &[Dim] =
    &[Dim::Subject, Dim::Measure, Dim::Place, Dim::Programme, Dim::Group, Dim::TimeKind, Dim::Period];
/// Dimensions whose being unknown leaves a verdict possible.
pub(crate) const UNCERTAIN: &[Dim] = &[
    Dim::Unit,
    Dim::Subject,
    Dim::Event,
    Dim::Measure,
    Dim::Place,
    Dim::Programme,
    Dim::TimeKind,
    Dim::Period,
    Dim::AsOf,
    Dim::Currency,
    Dim::Status,
];
pub(crate) const NARROWER: &[Outcome] = &[Outcome::ANarrower, Outcome::BNarrower];
pub(crate) const APART: &[Outcome] = &[Outcome::Disjoint];
const OPEN: &[Outcome] = &[Outcome::Unknown, Outcome::Overlapping];

/// The values of a pair, the first converted to the unit of the second.
pub(crate) struct Values {
    pub(crate) a: Value,
    pub(crate) b: Value,
    pub(crate) apart: bool,
    pub(crate) alike: bool,
}

/// Judges a pair.
pub(crate) fn judge(a: &Reading, b: &Reading, knowledge: &impl Knowledge, setting: Setting) -> Judgement {
    let outcomes = compare(a, b, knowledge, setting);
    let va = outcomes.factor.map_or(a.value, |factor| if factor == (1.0, 1.0) { a.value } else { a.value.scaled(factor) });
    let (va, vb) = (whole_year(va, a, b), whole_year(b.value, b, a));
    let converted = a.figure().unit != b.figure().unit;
    let (va, vb) = if converted { (va.blurred(), vb.blurred()) } else { (va, vb) };
    // Nothing rounds both to 2.5 and to 2.6: exact numbers that touch in an end only are apart.
    let exact = a.figure().bound == Bound::Exact && b.figure().bound == Bound::Exact && !converted;
    let touch = exact && va.possible.touches(vb.possible);
    let apart = touch || va.possible.apart(vb.possible);
    let values = Values { a: va, b: vb, apart, alike: !touch && !va.plausible.apart(vb.plausible) };
    let decided = decide(a, b, &outcomes, &values, setting, knowledge);
    let disputed = setting == Setting::Corpus && decided.0.is_disputed();
    let ground = disputed.then(|| ground(a, b, &outcomes, knowledge)).flatten();
    let (verdict, reason) =
        if setting == Setting::Corpus { cautious(a, b, &outcomes, &values, decided, ground, knowledge) } else { decided };
    Judgement { ground, ..finish(a, b, outcomes, &values, verdict, reason) }
}

/// What is told per year, as the sum of a year, where the other is no rate.
fn whole_year(value: Value, of: &Reading, other: &Reading) -> Value {
    const DAYS: f64 = 365.25;
    if yearly(of) && !other.per_time { value.scaled((DAYS, DAYS)) } else { value }
}

fn decide(
    a: &Reading,
    b: &Reading,
    out: &Outcomes,
    values: &Values,
    setting: Setting,
    knowledge: &impl Knowledge,
) -> (Verdict, Reason) {
    if let Some(miss) = misstated(a, b) {
        return (Verdict::Contradicts, Reason::Misstated(miss));
    }
    if out.of(Dim::Unit) == Outcome::Disjoint {
        return (Verdict::Unrelated, Reason::Incomparable(Dim::Unit));
    }
    if let Some(dim) = out.first(&[Dim::Event, Dim::Subject], APART) {
        let clash = setting != Setting::Corpus && dim == Dim::Subject && values.a.stated == values.b.stated && !out.alien;
        return if clash { (Verdict::Scope, Reason::Differs(dim)) } else { (Verdict::Unrelated, Reason::Incomparable(dim)) };
    }
    if out.alien && !own_part(a, b) || a.figure().status == FigureStatus::Question || b.figure().status == FigureStatus::Question
    {
        return (Verdict::Unrelated, Reason::Incomparable(Dim::Measure));
    }
    let deal = |reading: &Reading| matches!(reading.unit, Unit::Money(_)) && knowledge.words().is_deal(reading.family);
    if setting != Setting::Corpus && deal(a) && deal(b) && other_parties(&a.claim.sentence_text, &b.claim.sentence_text) {
        return (Verdict::Unrelated, Reason::Incomparable(Dim::Subject));
    }
    if let Some(said) = said_so(a, b, out, values) {
        return said;
    }
    if let Some(dim) = out.first(SCOPES, APART) {
        return (Verdict::Scope, Reason::Differs(dim));
    }
    if out.of(Dim::Period) == Outcome::Overlapping {
        return (Verdict::Scope, Reason::Differs(Dim::Period));
    }
    if let Some(nested) = nested(a, b, out, values) {
        return nested;
    }
    let judged = by_value(a, b, out, values, knowledge);
    let people = (a.running || b.running) && a.people.is_some() && b.people.is_some();
    let things = a.unit == Unit::Count && b.unit == Unit::Count && a.noun.is_some() && a.noun == b.noun;
    if (setting != Setting::Named || people || things)
        && judged.0.is_disputed()
        && let Some(dim) = one_sided(a, b, out, values).or_else(|| inner_town(a, b, values, knowledge))
    {
        return (Verdict::PartOf, Reason::Nested(dim));
    }
    // Two nouns and not one word in common: whatever was put side by side, it is not one thing.
    if setting == Setting::Named && judged.0.is_disputed() && strangers(a, b) {
        return (Verdict::Unrelated, Reason::Incomparable(Dim::Measure));
    }
    // A basis that only one names, and a difference that it may well explain.
    let near = values.a.ratio(values.b).is_some_and(|ratio| ratio < 1.1);
    if setting == Setting::Named && judged.0.is_disputed() && near && out.of(Dim::Basis) == Outcome::Unknown {
        return (Verdict::Scope, Reason::Differs(Dim::Basis));
    }
    // Whoever writes two values in one text and does not set them against each other counts two things, or at two times.
    let loose = setting == Setting::Corpus && judged.0.is_disputed() && a.claim.document.id == b.claim.document.id;
    if loose && (voice(a, b) == Outcome::Same && !same_moment(a, b, out) || out.of(Dim::Place) == Outcome::Unknown) {
        return (Verdict::Scope, Reason::OneText);
    }
    judged
}

/// Whether the texts tie both figures to one event, moment or period.
fn same_moment(a: &Reading, b: &Reading, out: &Outcomes) -> bool {
    let same = |dim: Dim, known: fn(&Reading) -> bool| known(a) && known(b) && out.of(dim) == Outcome::Same;
    same(Dim::Event, |reading| reading.figure().event.is_some())
        || same(Dim::AsOf, |reading| reading.as_of.is_some())
        || same(Dim::Period, |reading| reading.period.is_some())
}

/// Rules 3 (equal values over nested periods) and 4.
fn nested(a: &Reading, b: &Reading, out: &Outcomes, values: &Values) -> Option<(Verdict, Reason)> {
    let dim = out.first(PARTS, NARROWER)?;
    let equal = values.alike && (values.a.stated == values.b.stated);
    if equal
        && out.first(PARTS, NARROWER) == out.first(&[Dim::Measure, Dim::TimeKind], NARROWER)
        && (a.people.is_some() || a.running && b.running)
    {
        return Some((Verdict::Agrees, Reason::Alike));
    }
    // The same amount, once with and once without whom it is for, is one amount.
    if equal && dim == Dim::Group && a.value.stated.0 >= 20.0 && !a.is_part && !b.is_part {
        return Some((Verdict::Agrees, Reason::Alike));
    }
    // One in this dimension and the other in that: neither is a part.
    let ways = |way: Outcome| out.first(PARTS, &[way]);
    if let (Some(_), Some(other)) = (ways(Outcome::ANarrower), ways(Outcome::BNarrower)) {
        return Some((Verdict::Scope, Reason::Differs(other)));
    }
    if out.of(Dim::Period) == out.of(dim) && values.a.stated == values.b.stated {
        return Some((Verdict::Scope, Reason::EqualOverNested));
    }
    // A share of a subgroup is a share of another base, and no mean or maximum adds up to a whole.
    if a.figure().statistic != Statistic::Count && a.figure().statistic != Statistic::Total {
        return Some((Verdict::Scope, Reason::Differs(dim)));
    }
    Some(part(a, b, values, out.of(dim) == Outcome::ANarrower, Reason::Nested(dim), dim))
}

/// Rules 5 to 8.
fn by_value(a: &Reading, b: &Reading, out: &Outcomes, values: &Values, knowledge: &impl Knowledge) -> (Verdict, Reason) {
    let denied = |reading: &Reading| reading.figure().status == FigureStatus::Negated;
    if denied(a) != denied(b) {
        return if values.alike { (Verdict::Contradicts, Reason::Denied) } else { (Verdict::Unrelated, Reason::Denied) };
    }
    let floor = |reading: &Reading| matches!(reading.figure().bound, Bound::MoreThan | Bound::AtLeast);
    if values.alike && (floor(a) && floor(b) || values.a.stated == values.b.stated) {
        return (Verdict::Agrees, Reason::Alike);
    }
    let finality = |reading: &Reading, finality| reading.figure().finality == Some(finality);
    let settled = |x: &Reading, y: &Reading| finality(x, Finality::Preliminary) && finality(y, Finality::Final);
    let words = Words::built_in();
    let ahead = |x: &Reading, y: &Reading| {
        let deal = matches!(x.unit, Unit::Money(_)) && words.is_settled(x.family) && words.is_settled(y.family);
        deal && words.is_rumour(&x.claim.sentence_text) && words.is_announced(&y.claim.sentence_text)
    };
    if settled(a, b) || settled(b, a) || ahead(a, b) || ahead(b, a) {
        return (Verdict::Updates, Reason::Finalised);
    }
    let cumulative = |reading: &Reading| reading.running || reading.figure().time_kind == crate::model::TimeKind::Cumulative;
    let grows = cumulative(a) && cumulative(b);
    let falls = |later: bool| {
        let (first, last) = if later { (values.b, values.a) } else { (values.a, values.b) };
        first.possible.low > last.possible.high
    };
    match out.of(Dim::AsOf) {
        Outcome::Disjoint => {
            let later = a.latest_day() > b.latest_day();
            let fallen = grows && falls(later);
            return if fallen { (Verdict::Contradicts, Reason::Fallen) } else { (Verdict::Updates, Reason::Later) };
        }
        Outcome::Unknown if a.running && b.running && !values.alike && !side_by_side(a, b) => {
            return running(a, b, values, falls, knowledge);
        }
        _ => {}
    }
    // What a market asks is of one day, and of another the next.
    let quoted = |reading: &Reading| words.opens_quote(reading.claim.before());
    if quoted(a) && quoted(b) && !values.alike && !same_moment(a, b, out) {
        return (Verdict::Updates, Reason::Quoted);
    }
    if values.apart {
        return (Verdict::Contradicts, Reason::Apart);
    }
    if values.alike {
        return (Verdict::Agrees, Reason::Alike);
    }
    let known_moment = out.of(Dim::AsOf) == Outcome::Same && a.as_of.is_some() && b.as_of.is_some();
    if known_moment && voice(a, b) == Outcome::Same {
        return (Verdict::Contradicts, Reason::OneVoice);
    }
    (Verdict::Tension, Reason::BoundsOnly)
}

/// A running count whose moment nobody tells: higher is later, unless publication says that it fell, or the event is long closed.
fn running(
    a: &Reading,
    b: &Reading,
    values: &Values,
    falls: impl Fn(bool) -> bool,
    knowledge: &impl Knowledge,
) -> (Verdict, Reason) {
    let told = if values.apart { (Verdict::Contradicts, Reason::Apart) } else { (Verdict::Tension, Reason::BoundsOnly) };
    // Of two named voices without a date neither is known to be the later.
    let voices = voice(a, b) == Outcome::Disjoint && a.published.is_none() && b.published.is_none();
    if closed(a) && closed(b) || voices || at_war(a, b, knowledge) {
        return told;
    }
    // Both give the same number of the dead, say, and other numbers of the hurt: they were told at one stage of the counting.
    let staged = stage(a) != stage(b) && a.stage.iter().any(|count| b.stage.binary_search(count).is_ok());
    if staged {
        return told;
    }
    // Two voices on one day: neither is known to be the later.
    if a.published.is_some() && a.published == b.published && voice(a, b) != Outcome::Same {
        return told;
    }
    let (Some(day_a), Some(day_b)) = (a.latest_day(), b.latest_day()) else {
        return (Verdict::Updates, Reason::Running);
    };
    let (first, last) = if day_a > day_b { (values.b, values.a) } else { (values.a, values.b) };
    if day_a != day_b && falls(day_a > day_b) {
        (Verdict::Contradicts, Reason::Fallen)
    } else if day_a != day_b && first.plausible.low > last.plausible.high {
        // "at least four" after "seven" is true to the letter, and no reader takes it for the same.
        (Verdict::Tension, Reason::BoundsOnly)
    } else {
        (Verdict::Updates, Reason::Running)
    }
}

/// Whether one text sets the two against each other.
fn side_by_side(a: &Reading, b: &Reading) -> bool {
    a.claim.document.id == b.claim.document.id && a.figure().sentence.abs_diff(b.figure().sentence) <= 1
}

fn finish(a: &Reading, b: &Reading, outcomes: Outcomes, values: &Values, verdict: Verdict, reason: Reason) -> Judgement {
    let asked = |dim: &Dim| *dim != Dim::AsOf || verdict != Verdict::PartOf;
    let unknown = UNCERTAIN.iter().filter(|dim| asked(dim)).any(|dim| outcomes.of(*dim) == Outcome::Unknown)
        || outcomes.first(&[Dim::Subject], OPEN).is_some();
    // What is known to be counted over something else stays so, whatever else is unknown; and what a text says needs no more.
    let told = matches!(reason, Reason::SaysPart | Reason::OneText | Reason::Misstated(_))
        || verdict == Verdict::Scope && matches!(reason, Reason::Differs(_));
    let unknown = unknown && !told;
    let certainty = if unknown { LinkCertainty::Possible } else { LinkCertainty::Certain };
    let ratio = values.a.ratio(values.b).filter(|_| outcomes.factor.is_some() && !matches!(reason, Reason::Misstated(_)));
    let one_voice = outcomes.of(Dim::Origin) == Outcome::Same;
    let vague = a.figure().bound == Bound::Vague || b.figure().bound == Bound::Vague;
    let graver = one_voice || matches!(reason, Reason::PartAboveWhole(_) | Reason::Fallen);
    // By how much a text's own numbers miss each other is in no ratio of two of them.
    let misstated = matches!(reason, Reason::Misstated(_)).then_some(1.3);
    let severity = verdict.is_disputed().then(|| severity(ratio.or(misstated), i32::from(graver) - i32::from(unknown || vague)));
    let derived = verdict == Verdict::Agrees && one_voice;
    Judgement { verdict, reason, severity, certainty, derived, ratio, outcomes, ground: None }
}

/// Severity from the ratio, some steps up or down.
fn severity(ratio: Option<f64>, steps: i32) -> Severity {
    const SCALE: [Severity; 4] = [Severity::Minor, Severity::Moderate, Severity::Major, Severity::Extreme];
    let base = match ratio {
        Some(r) if r < 1.10 => 0,
        Some(r) if r < 1.5 => 1,
        Some(r) if r < 3.0 => 2,
        _ => 3,
    };
    usize::try_from((base + steps).clamp(0, 3)).ok().and_then(|at| SCALE.get(at).copied()).unwrap_or(Severity::Extreme)
}
