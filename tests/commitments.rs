//! Commitments and who is quoted: cases as data, and what holds of any text.

use countersign::lexicon::Lexicon;
use countersign::model::{Analysis, Commitment, RULES, Stance, Strength};
use countersign::{pipeline, read};
use proptest::prelude::*;
use serde::Deserialize;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

/// A text and every commitment and speaker that must be found in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    found: Vec<Expected>,
    speakers: Option<Vec<String>>,
}

/// One commitment; what is left out is not compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    strength: Strength,
    text: Option<String>,
    actors: Option<Vec<String>>,
    recipients: Option<Vec<String>>,
    stance: Option<Stance>,
    condition: Option<String>,
    deadline: Option<String>,
    act: Option<String>,
    rule: Option<String>,
    negated: Option<bool>,
    status: Option<String>,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

fn analysis(text: &str) -> Analysis {
    let article = read::article_from_text("case", read::Meta::default(), text.to_owned());
    pipeline::analyse(&article, &LEXICON)
}

impl Expected {
    /// What differs, in words.
    fn against(&self, got: &Commitment) -> Vec<String> {
        let ids = |list: &[countersign::model::ActorId]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let status = got.status.map(|status| format!("{status:?}").to_lowercase());
        let mut faults = Vec::new();
        let mut differ = |what: &str, want: Option<String>, have: String| {
            if let Some(want) = want.filter(|want| *want != have) {
                faults.push(format!("{what}: wanted {want}, got {have}"));
            }
        };
        differ("strength", Some(format!("{:?}", self.strength)), format!("{:?}", got.strength));
        differ("text", self.text.clone(), got.text.clone());
        differ("actors", self.actors.as_ref().map(|a| format!("{a:?}")), format!("{:?}", ids(&got.actors)));
        differ("recipients", self.recipients.as_ref().map(|a| format!("{a:?}")), format!("{:?}", ids(&got.recipients)));
        differ("stance", self.stance.map(|s| format!("{s:?}")), format!("{:?}", got.stance));
        differ("condition", self.condition.clone(), got.condition.as_ref().map_or(String::new(), |c| c.text.clone()));
        differ("deadline", self.deadline.clone(), got.deadline.as_ref().map_or(String::new(), |d| d.text.clone()));
        differ("act", self.act.clone(), got.act.clone().unwrap_or_default());
        differ("rule", self.rule.clone(), got.rule.clone());
        differ("negated", self.negated.map(|n| n.to_string()), got.negated.to_string());
        differ("status", self.status.clone(), status.unwrap_or_default());
        faults
    }
}

#[test]
fn every_case_bears_its_commitments_and_no_others() {
    let cases: Cases = toml::from_str(include_str!("cases/commitments.toml")).expect("the cases are TOML");
    let mut faults = Vec::new();
    for case in &cases.case {
        let found = analysis(&case.text);
        if found.commitments.len() != case.found.len() {
            let got: Vec<_> = found.commitments.iter().map(|c| format!("{:?} \"{}\"", c.strength, c.text)).collect();
            faults.push(format!("{}: wanted {}, got {}: {}", case.name, case.found.len(), got.len(), got.join(", ")));
            continue;
        }
        for (want, got) in case.found.iter().zip(&found.commitments) {
            faults.extend(want.against(got).into_iter().map(|fault| format!("{}: {fault}", case.name)));
        }
        if let Some(want) = &case.speakers {
            let got: Vec<_> =
                found.attributions.iter().map(|a| a.speaker.as_ref().map_or(String::new(), ToString::to_string)).collect();
            if got != *want {
                faults.push(format!("{}: speakers: wanted {want:?}, got {got:?}", case.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Sentences by level: `for` bears it, each line after the rule that decides; `against` does not.
const LEVELS: [(Strength, &str); 7] = [
    (Strength::Enacted, include_str!("cases/commitments/enacted.toml")),
    (Strength::Binding, include_str!("cases/commitments/binding.toml")),
    (Strength::Pledged, include_str!("cases/commitments/pledged.toml")),
    (Strength::Intended, include_str!("cases/commitments/intended.toml")),
    (Strength::Proposed, include_str!("cases/commitments/proposed.toml")),
    (Strength::Hypothetical, include_str!("cases/commitments/hypothetical.toml")),
    (Strength::Refused, include_str!("cases/commitments/refused.toml")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Level {
    r#for: String,
    against: String,
}

#[test]
fn every_level_is_borne_by_its_sentences_and_by_no_others() {
    let (mut faults, mut count) = (Vec::new(), 0);
    for (level, file) in LEVELS {
        let cases: Level = toml::from_str(file).expect("the cases are TOML");
        for line in cases.r#for.lines() {
            let (rule, text) = line.split_once(' ').expect("a rule and a sentence");
            let found = analysis(text).commitments;
            if !found.iter().any(|c| c.strength == level && c.rule == rule) {
                let got: Vec<_> = found.iter().map(|c| (c.strength, c.rule.clone())).collect();
                faults.push(format!("wanted {level:?} by {rule}, got {got:?}: {text}"));
            }
            count += 1;
        }
        for text in cases.against.lines() {
            if analysis(text).commitments.iter().any(|c| c.strength == level) {
                faults.push(format!("must not bear {level:?}: {text}"));
            }
            count += 1;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count >= 340, "{count} sentences");
}

#[derive(Deserialize)]
struct Changed {
    changed: String,
}

#[test]
fn each_rule_switched_off_changes_what_is_found_in_its_sentences() {
    let cases: Changed = toml::from_str(include_str!("cases/commitments/rules.toml")).expect("the cases are TOML");
    let mut faults = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut lexicon = LEXICON.clone();
    for line in cases.changed.lines() {
        let (rule, text) = line.split_once(' ').expect("a rule and a sentence");
        lexicon.off = rule.parse().expect("a rule");
        let article = read::article_from_text("case", read::Meta::default(), text.to_owned());
        if pipeline::analyse(&article, &lexicon).commitments == analysis(text).commitments {
            faults.push(format!("{rule} changes nothing in: {text}"));
        }
        seen.push(rule);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let idle: Vec<&str> = RULES.iter().map(|(rule, _)| *rule).filter(|rule| !seen.contains(rule)).collect();
    assert!(idle.is_empty(), "rules without a sentence: {idle:?}");
}

/// Words of which odd sentences are made.
const WORDS: &[&str] = &[
    "Ukraine", "will", "not", "to", "send", "that", "said", "if", "\"", ",", ".", ":", "—", "the", "allies", "pledged", "must",
    "have", "been", "be", "by", "2027", "who", "and", "1.", "? ", "its", "promise", "of", "under", "treaty", "shall", "Kyiv's",
    "…", "é", "\u{a0}", "(", "would", "provided",
];

proptest! {
    #[test]
    fn odd_sentences_are_read_to_the_end_and_spans_lie_in_the_text(picks in prop::collection::vec(0..WORDS.len(), 0..40)) {
        let text = picks.iter().map(|&i| WORDS[i]).collect::<Vec<_>>().join(" ");
        let found = analysis(&text);
        for commitment in &found.commitments {
            prop_assert_eq!(commitment.span.of(&text), commitment.text.as_str());
            for cue in &commitment.cues {
                prop_assert!(!cue.of(&text).is_empty());
            }
        }
        for attribution in &found.attributions {
            prop_assert_eq!(attribution.span.of(&text), attribution.text.as_str());
        }
    }
}
