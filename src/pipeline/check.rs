//! Runs every example and counterexample of the lexicons through the taggers: the lexicons' own tests.

use super::analyse;
use crate::lexicon::{CueEntry, Fault, Lexicon, ListClass, Sample};
use crate::model::{Analysis, Bound, Change, Figure, FigureStatus, Role, Via};
use crate::read::{Meta, article_from_text};
use rayon::prelude::*;

/// Every sample that does not come out as its entry says, in order of file and line.
pub fn check(lexicon: &Lexicon) -> Vec<Fault> {
    let mut faults: Vec<Fault> = lexicon.samples.par_iter().filter_map(|sample| fault(lexicon, sample)).collect();
    faults.sort();
    faults
}

/// Whether a sample comes out as its entry says.
pub(super) fn holds_in(lexicon: &Lexicon, sample: &Sample) -> bool {
    holds(lexicon, sample, &read(lexicon, sample)) == sample.expected
}

fn read(lexicon: &Lexicon, sample: &Sample) -> Analysis {
    let meta = Meta { published: Some(jiff::civil::date(2025, 11, 20)), lang: Some("en".into()), ..Meta::default() };
    analyse(&article_from_text("sample", meta, sample.text.clone()), lexicon)
}

fn fault(lexicon: &Lexicon, sample: &Sample) -> Option<Fault> {
    let found = read(lexicon, sample);
    if holds(lexicon, sample, &found) == sample.expected {
        return None;
    }
    let (message, hint) = if sample.expected {
        (
            format!("`{}` is not found in its example \"{}\"", sample.id, sample.text),
            format!("what is found: {}", summary(&found)),
        )
    } else {
        (
            format!("`{}` is found in its counterexample \"{}\"", sample.id, sample.text),
            "give the form a context rule, or leave it out".to_owned(),
        )
    };
    Some(Fault { file: sample.file.to_string(), line: sample.line, message, hint: Some(hint) })
}

/// Whether the entry of a sample is found in its sentence.
fn holds(lexicon: &Lexicon, sample: &Sample, found: &Analysis) -> bool {
    let claims = || found.figures.iter().filter(|figure| figure.role == Role::Claim);
    match sample.kind {
        "actor" => found.actors.iter().any(|actor| {
            let read_as_place = !sample.expected && actor.place && actor.via == Via::Metonym;
            actor.actor.as_ref().is_some_and(|id| id.as_str() == sample.id) && !read_as_place
        }),
        "unit" => {
            // A decade comes out as ten years, a kopiyka as a hundredth of a hryvnia.
            let chain: Vec<&str> =
                std::iter::successors(Some(sample.id.as_str()), |id| lexicon.unit(id)?.base.as_deref()).collect();
            let wanted = if sample.expected { chain.as_slice() } else { chain.get(..1).unwrap_or(&[]) };
            found.figures.iter().any(|figure| figure.unit.as_deref().is_some_and(|unit| wanted.contains(&unit)))
        }
        "measure" => found.figures.iter().any(|figure| figure.measure.as_ref().is_some_and(|id| id.as_str() == sample.id)),
        "pillar" => found.pillars.iter().any(|pillar| pillar.pillar.as_str() == sample.id),
        "numeral" => claims().any(|_| true),
        "bound" => {
            let bound = lexicon.bounds.iter().find(|entry| entry.id == sample.id).map(|entry| entry.bound);
            found.figures.iter().any(|figure| Some(figure.bound) == bound || figure.bound == Bound::Range && sample.expected)
        }
        "words" => {
            let class = lexicon.lists.iter().find(|list| list.id == sample.id).map(|list| list.class);
            class.is_none_or(|class| plays(class, found))
        }
        "cue" => lexicon.predicates.cues.iter().find(|cue| cue.id == sample.id).is_none_or(|cue| gives(cue, sample, found)),
        "act" => found.commitments.iter().any(|commitment| commitment.act.as_deref() == Some(&sample.id)),
        "names" => found.actors.iter().any(|actor| actor.via == Via::Unresolved),
        "event" => {
            let sort = sample.id.strip_prefix("event/");
            found.figures.iter().filter_map(|figure| figure.event.as_ref()).any(|event| Some(event.kind.as_str()) == sort)
        }
        "era" => {
            let first = lexicon.eras.first(&sample.id);
            found.figures.iter().filter_map(|figure| figure.period.as_ref()).any(|period| period.start == first)
        }
        "source" => lexicon.sources.of_outlet(&sample.text).is_some_and(|entry| entry.id == sample.id),
        "attribution" => !found.attributions.is_empty(),
        _ => sample.expected,
    }
}

/// Whether a cue gives a sentence its level or its fate; word lists only help and are taken at their word.
fn gives(cue: &CueEntry, sample: &Sample, found: &Analysis) -> bool {
    let level = |strength| found.commitments.iter().any(|commitment| commitment.strength == strength);
    let fate = |status| found.commitments.iter().any(|commitment| commitment.status == Some(status));
    cue.strength.map(level).or(cue.status.map(fate)).unwrap_or(sample.expected)
}

/// Whether a list's part is played in a sentence.
fn plays(class: ListClass, found: &Analysis) -> bool {
    let any = |test: fn(&Figure) -> bool| found.figures.iter().any(test);
    match class {
        ListClass::Designator | ListClass::Score => !any(|figure| figure.role == Role::Claim),
        ListClass::Structural => any(|figure| figure.role == Role::Structural),
        ListClass::Increase => any(|figure| figure.change == Some(Change::Increase)),
        ListClass::Decrease => any(|figure| figure.change == Some(Change::Decrease)),
        ListClass::Planned => any(|figure| figure.status == FigureStatus::Planned),
        ListClass::Required => any(|figure| figure.status == FigureStatus::Required),
        ListClass::Proposed => any(|figure| figure.status == FigureStatus::Proposed),
        ListClass::Forecast => any(|figure| figure.status == FigureStatus::Forecast),
        ListClass::Rate => any(|figure| figure.rate.is_some()),
        ListClass::Deniable | ListClass::Countable | ListClass::Verb | ListClass::Locality | ListClass::Programme => {
            any(|figure| figure.role == Role::Claim)
        }
        ListClass::Motion => found.actors.iter().any(|actor| actor.place),
    }
}

/// What was found, in few words, for the hint of a fault.
fn summary(found: &Analysis) -> String {
    let actors = found.actors.iter().map(|actor| actor.actor.as_ref().map_or(actor.text.as_str(), |id| id.as_str()).to_owned());
    let figures = found.figures.iter().map(|figure| {
        let measure = figure.measure.as_ref().map_or("", |id| id.as_str());
        format!("{} [{} {} {:?}]", figure.text, figure.unit.as_deref().unwrap_or("-"), measure, figure.status).to_lowercase()
    });
    let pillars = found.pillars.iter().map(|pillar| pillar.pillar.to_string());
    let all: Vec<String> = actors.chain(figures).chain(pillars).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
}
