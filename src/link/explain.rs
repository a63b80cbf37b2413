//! A judgement in words: the dimensions with the words that decided them, one sentence that an editor can read, and a hint at the
//! cause. It judges nothing.

use super::dimensions::Dim;
use super::grounds::Ground;
use super::hint::{hint, is_suspect};
use super::identity;
use super::judge::{Judgement, Reason, UNCERTAIN};
use super::knowledge::{Knowledge, Voice};
use super::parts::Miss;
use super::reading::Reading;
use super::scopes;
use crate::model::{AsOfVia, Bound, DimensionOutcome, Link, LinkCertainty, Outcome, ScopeKind, Verdict};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use std::collections::BTreeMap;

/// One side of a link: the claim, its reference in the report, its ordinal among equal phrases of its document.
pub(crate) struct Side<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) reference: String,
    pub(crate) ordinal: u32,
}

/// The link that a judgement amounts to.
pub(crate) fn link(a: &Side, b: &Side, judged: &Judgement, knowledge: &impl Knowledge) -> Link {
    let (x, y) = (a.reading, b.reading);
    Link {
        a: a.reference.clone(),
        b: b.reference.clone(),
        id: identity::id(x.claim, a.ordinal, y.claim, b.ordinal),
        evidence: identity::evidence(x.claim, y.claim),
        verdict: judged.verdict,
        severity: judged.severity,
        certainty: judged.certainty,
        derived: judged.derived,
        ratio: judged
            .ratio
            .and_then(Decimal::from_f64)
            .map(|ratio| ratio.round_dp(if judged.ratio < Some(1.1) { 3 } else { 2 }).normalize()),
        gap: gap(x, y, judged),
        dimensions: dimensions(x, y, judged, knowledge),
        check_reading: judged.verdict.is_disputed() && judged.ratio.is_some_and(is_suspect),
        opposed: opposed(x, y, knowledge),
        hint: hint(x, y, judged),
        explanation: explanation(x, y, judged, knowledge),
        review: None,
    }
}

/// What the source register knows of whoever makes a claim.
pub(crate) fn voice<'k>(reading: &Reading, knowledge: &'k impl Knowledge) -> Option<Voice<'k>> {
    let document = &reading.claim.document;
    knowledge.register(document.source.as_deref(), document.url.as_deref(), reading.figure().speaker.as_ref())
}

/// Whether two parties to a war make the two claims.
fn opposed(a: &Reading, b: &Reading, knowledge: &impl Knowledge) -> bool {
    let party = |reading| voice(reading, knowledge).and_then(|voice| voice.party);
    party(a).zip(party(b)).is_some_and(|(a, b)| knowledge.opposed(a, b))
}

/// The distance between the nearest stated values, in the second's own unit.
fn gap(a: &Reading, b: &Reading, judged: &Judgement) -> Option<Decimal> {
    if matches!(judged.reason, Reason::Misstated(_)) {
        return None;
    }
    let (least, most) = judged.outcomes.factor?;
    let factor = f64::midpoint(least, most);
    let (x, y) = ((a.value.stated.0 * factor, a.value.stated.1 * factor), b.value.stated);
    let apart = (y.0 - x.1).max(x.0 - y.1) / b.factor;
    Decimal::from_f64(apart).filter(|_| apart > 0.0).map(|gap| gap.round_sf(6).unwrap_or(gap).normalize())
}

/// The dimensions that a reader can see: named on one side, or apart.
fn dimensions(a: &Reading, b: &Reading, judged: &Judgement, knowledge: &impl Knowledge) -> BTreeMap<String, DimensionOutcome> {
    let row = |dim: Dim| {
        let outcome = judged.outcomes.of(dim);
        let (a, b) = (words(dim, a, knowledge), words(dim, b, knowledge));
        let silent = a.is_none() && b.is_none() && (outcome == Outcome::Same || dim == Dim::Origin);
        (!silent).then(|| (dim.key().to_owned(), DimensionOutcome { outcome, a, b }))
    };
    Dim::ALL.into_iter().filter_map(row).collect()
}

/// The words of one side in one dimension.
fn words(dim: Dim, reading: &Reading, knowledge: &impl Knowledge) -> Option<String> {
    let figure = reading.figure();
    match dim {
        Dim::Unit => figure.unit.clone().or_else(|| word(&figure.dimension)).map(|unit| match &figure.rate {
            Some(per) => format!("{unit} per {per}"),
            None => unit,
        }),
        Dim::Subject => (!figure.subject.is_empty()).then(|| {
            let name = |actor| knowledge.name(actor).unwrap_or_else(|| actor.as_str()).to_owned();
            figure.subject.iter().map(name).collect::<Vec<_>>().join(", ")
        }),
        Dim::Event => figure.event.as_ref().map(|event| {
            let date = event.date.map(|date| date.to_string());
            [Some(event.kind.clone()), event.place.clone(), date].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }),
        Dim::Measure => Some(label(reading, knowledge)),
        Dim::Statistic => match figure.change {
            Some(change) => word(&change),
            None => word(&figure.statistic),
        },
        Dim::Place => scopes::words(reading, &[ScopeKind::Place]),
        Dim::Programme => scopes::words(reading, &[ScopeKind::Programme]),
        Dim::Group => scopes::words(reading, &[ScopeKind::Group, ScopeKind::Subset]).or_else(|| {
            let names: Vec<&str> =
                figure.object.iter().map(|actor| knowledge.name(actor).unwrap_or_else(|| actor.as_str())).collect();
            (!names.is_empty()).then(|| format!("for {}", names.join(", ")))
        }),
        Dim::TimeKind => word(&figure.time_kind),
        Dim::Period => reading.period.and(figure.period.as_ref()).map(|period| period.text.clone()),
        Dim::AsOf => moment(reading),
        Dim::Currency => matches!(reading.unit, super::reading::Unit::Money(_)).then(|| figure.unit.clone()).flatten(),
        Dim::Basis => (!figure.basis.is_empty()).then(|| figure.basis.join(", ")),
        Dim::Origin => figure
            .speaker
            .as_ref()
            .map(|speaker| knowledge.name(speaker).unwrap_or_else(|| speaker.as_str()).to_owned())
            .or_else(|| reading.claim.document.source.clone()),
        Dim::Bound => word(&figure.bound),
        Dim::Status => match figure.finality {
            Some(finality) => word(&finality),
            None => word(&figure.status),
        },
    }
}

/// The moment in words; for one known by publication only, that bound.
fn moment(reading: &Reading) -> Option<String> {
    let figure = reading.figure();
    if reading.as_of.is_some() {
        let stated = figure.period.as_ref().map(|period| period.text.clone());
        return stated.or_else(|| figure.as_of.as_ref().and_then(|as_of| as_of.end.or(as_of.start)).map(|day| day.to_string()));
    }
    let published = figure.as_of.as_ref().filter(|as_of| as_of.via == AsOfVia::Published).and_then(|as_of| as_of.end);
    published.or(reading.claim.document.published).map(|day| format!("published {day}"))
}

/// The contract's word for a value of one of the model's enums.
fn word(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned))
}

/// What is counted, in words.
pub(crate) fn label(reading: &Reading, knowledge: &impl Knowledge) -> String {
    let figure = reading.figure();
    let known = figure.measure.as_ref().and_then(|measure| knowledge.label(measure)).map(str::to_owned);
    let counted = figure.counted.as_ref().map(|counted| counted.text.clone());
    let open = || figure.measure.as_ref().map(|measure| measure.as_str().trim_start_matches('~').replace('/', ", "));
    match (counted, known) {
        (Some(counted), Some(known)) => format!("{counted} ({known})"),
        (Some(counted), None) => match &figure.action {
            Some(action) => format!("{counted} ({action})"),
            None => counted,
        },
        (None, known) => {
            known.or_else(open).or_else(|| figure.action.clone()).or_else(|| word(&figure.dimension)).unwrap_or_default()
        }
    }
}

/// One sentence: what both speak of, what the values are to each other, and what is unknown.
fn explanation(a: &Reading, b: &Reading, judged: &Judgement, knowledge: &impl Knowledge) -> String {
    let mut parts = vec![said(a, b, judged, knowledge)];
    if judged.outcomes.of(Dim::Currency) == Outcome::Overlapping {
        parts.push("the amounts are compared at the year's reference rate".to_owned());
    }
    parts.extend(judged.ground.filter(|_| judged.verdict.is_disputed()).map(|ground| held_by(ground).to_owned()));
    let open = unknown(a, b, judged, knowledge);
    if judged.certainty == LinkCertainty::Possible && !open.is_empty() {
        parts.push(format!("unknown: {}", open.join(", and ")));
    }
    parts.join("; ")
}

/// By what both figures are known to be of one thing.
fn held_by(ground: Ground) -> &'static str {
    match ground {
        Ground::Event => "both speak of one event",
        Ground::Day => "both speak of one sort of event on one day",
        Ground::Deal => "both name the parties of one deal",
        Ground::Total => "the subject has only one such total at a time",
        Ground::Period => "both speak of one period",
        Ground::Statement => "both sentences say nearly the same",
        Ground::Voice => "one speaker speaks of one moment",
        Ground::Part => "the text calls one a part of the other",
    }
}

fn quoted(reading: &Reading) -> String {
    format!("“{}”", reading.figure().text)
}

/// What the pair is, by the rule that decided.
fn said(a: &Reading, b: &Reading, judged: &Judgement, knowledge: &impl Knowledge) -> String {
    let (x, y) = (quoted(a), quoted(b));
    let what = format!("both give {}", label(a, knowledge));
    let gap = judged.ratio.filter(|ratio| *ratio > 1.0005).map(|r| format!(", {} apart", times(r))).unwrap_or_default();
    let dim_words = |dim: Dim| {
        let say = |reading| words(dim, reading, knowledge).unwrap_or_else(|| "not said".to_owned());
        format!("{}: {} against {}", dim.key().replace('_', " "), say(a), say(b))
    };
    match judged.reason {
        Reason::Incomparable(dim) => format!("{x} and {y} cannot be compared ({})", dim_words(dim)),
        Reason::SaysUpdate => {
            let cue = a.replaces.or(b.replaces).unwrap_or("from … to …");
            format!("{what}; the text says that a figure replaces an earlier one (“{cue}”): {x} and {y}")
        }
        Reason::SaysPart => format!("the text says that it gives a part: {x} and {y}"),
        Reason::Differs(dim) => {
            let check = rate_check(a, b).or_else(|| rate_check(b, a)).map(|check| format!("; {check}")).unwrap_or_default();
            format!("{x} and {y} count different things ({}){check}", dim_words(dim))
        }
        Reason::Misstated(Miss::Change) => {
            format!("the change does not lead from one end of it to the other, by the text's own numbers: {x} and {y}")
        }
        Reason::Misstated(Miss::Share) => format!("the share is not what the counts beside it give: {x} and {y}"),
        Reason::Misstated(Miss::Sum) => format!("the parts that the sentence lists do not add up to their whole: {x} and {y}"),
        Reason::EqualOverNested => format!("{x} and {y} are equal, but over different periods: equal numbers are not agreement"),
        Reason::Nested(dim) => format!("{x} and {y}: one counts a part of the other ({})", dim_words(dim)),
        Reason::PartAboveWhole(dim) => format!("the part is larger than its whole{gap}: {x} and {y} ({})", dim_words(dim)),
        Reason::Later => format!("{what}, at two times ({}): {x} and {y}", dim_words(Dim::AsOf)),
        Reason::Fallen => {
            format!("{what}, a count that only grows, yet it is lower later, with no word of a revision: {x} and {y}")
        }
        Reason::Finalised => format!("{what}, first preliminary, then final: {x} and {y}"),
        Reason::Running => format!("{what}, a count that is still growing; the higher may be the later: {x} and {y}"),
        Reason::Quoted => format!("{what}, a price that changes every day: {x} and {y}"),
        Reason::Apart => format!("{what}; no value satisfies both {x} and {y}{gap}"),
        Reason::OneText => format!("one text gives both {x} and {y} and does not set them against each other"),
        Reason::OneVoice => format!("{what}, from one source and for one moment, as {x} and as {y}{gap}"),
        Reason::Denied => format!("{what}; one affirms what the other denies: {x} and {y}"),
        Reason::Alike if judged.derived => {
            format!("{what}; {x} and {y} agree, and go back to one origin, so neither confirms the other")
        }
        Reason::Alike => format!("{what}; {x} and {y} agree within wording and rounding"),
        Reason::Ungrounded => format!("nothing shows that {x} and {y} speak of one thing"),
        Reason::BoundsOnly => bounds(a, b, judged.ratio, &what),
    }
}

/// A rate over the days of the other's period against the other: whether the two fit.
fn rate_check(rate: &Reading, total: &Reading) -> Option<String> {
    let days = total.period.filter(|_| rate.per_time && !total.per_time && rate.unit == total.unit)?;
    let length = f64::from(days.to.checked_sub(days.from)?.checked_add(1).filter(|length| (1..36_525).contains(length))?);
    let sum = rate.value.scaled((length, length));
    let fit = if sum.plausible.apart(total.value.plausible) { "does not fit" } else { "fits" };
    let told = Decimal::from_f64(sum.stated.0)?.round_sf(3)?.normalize();
    Some(format!("at that rate the {length} days of {} give {told}, which {fit} it", quoted(total)))
}

/// Two figures whose bounds both hold, though no reader would take them for the same fact.
fn bounds(a: &Reading, b: &Reading, ratio: Option<f64>, what: &str) -> String {
    let floor = |reading: &Reading| matches!(reading.figure().bound, Bound::MoreThan | Bound::AtLeast);
    let ceiling = |reading: &Reading| matches!(reading.figure().bound, Bound::LessThan | Bound::AtMost);
    let which = match () {
        () if floor(a) && floor(b) => " and both name a lower bound",
        () if ceiling(a) && ceiling(b) => " and both name an upper bound",
        () => " within the bounds that are named",
    };
    let apart = ratio.map(|r| format!(" ({})", times(r))).unwrap_or_default();
    format!(
        "{what}{which}: {} and {} can both be true to the letter, yet stand too far apart{apart} to be the same fact",
        quoted(a),
        quoted(b)
    )
}

fn times(ratio: f64) -> String {
    match ratio {
        r if r < 1.1 => format!("{:.1} %", (r - 1.0) * 100.0),
        r if r < 10.0 => format!("a factor of {r:.1}"),
        r => format!("a factor of {r:.0}"),
    }
}

/// What is unknown, each in words.
fn unknown(a: &Reading, b: &Reading, judged: &Judgement, knowledge: &impl Knowledge) -> Vec<String> {
    let open = |dim: Dim| {
        matches!(judged.outcomes.of(dim), Outcome::Unknown)
            || dim == Dim::Subject && judged.outcomes.of(dim) == Outcome::Overlapping
    };
    let mut found = Vec::new();
    let restricted =
        [Dim::Place, Dim::Programme, Dim::Group].map(|dim| (open(dim), words(dim, a, knowledge), words(dim, b, knowledge)));
    let of_a: Vec<&str> = restricted.iter().filter(|(open, ..)| *open).filter_map(|(_, a, _)| a.as_deref()).collect();
    let of_b: Vec<&str> = restricted.iter().filter(|(open, ..)| *open).filter_map(|(.., b)| b.as_deref()).collect();
    let [_, others @ ..] = &restricted;
    let placed = others.iter().all(|(open, a, b)| !open || a.is_none() && b.is_none());
    let sort = if placed { "place" } else { "programme" };
    match (of_a.is_empty(), of_b.is_empty()) {
        (false, false) => found.push(format!("whether “{}” and “{}” are the same {sort}", of_a.join(", "), of_b.join(", "))),
        (false, true) => found.push(format!("whether {} too is restricted to “{}”", quoted(b), of_a.join(", "))),
        (true, false) => found.push(format!("whether {} too is restricted to “{}”", quoted(a), of_b.join(", "))),
        (true, true) => {}
    }
    found.extend(UNCERTAIN.iter().copied().filter(|dim| open(*dim)).filter_map(|dim| open_question(dim, a, b, judged.verdict)));
    found
}

/// The question that one unknown dimension leaves.
fn open_question(dim: Dim, a: &Reading, b: &Reading, verdict: Verdict) -> Option<String> {
    let which = |known_a: bool, known_b: bool| match (known_a, known_b) {
        (true, false) => quoted(b),
        (false, true) => quoted(a),
        _ => "either figure".to_owned(),
    };
    match dim {
        Dim::Subject => {
            Some(format!("who is counted by {}", which(!a.figure().subject.is_empty(), !b.figure().subject.is_empty())))
        }
        Dim::Event => Some("whether both speak of one event".to_owned()),
        Dim::Measure => Some("whether both measure the same".to_owned()),
        Dim::TimeKind => Some("whether both are totals so far or counts over a period".to_owned()),
        Dim::Period => Some(format!("the period of {}", which(a.period.is_some(), b.period.is_some()))),
        Dim::AsOf if verdict != Verdict::PartOf => {
            Some(format!("the date to which {} refers", which(a.as_of.is_some(), b.as_of.is_some())))
        }
        Dim::Currency => Some("which currency the sign stands for".to_owned()),
        _ => None,
    }
}
