//! The lexicons: all their examples and counterexamples, and a user's folder that adds and overrides.

use countersign::lexicon::{Lexicon, Source};
use countersign::{pipeline, read};
use std::fs;

#[test]
fn every_example_is_found_and_no_counterexample() {
    let (lexicon, faults) = Lexicon::load(&[Source::BuiltIn]);
    let list = |faults: &[countersign::lexicon::Fault]| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(faults.is_empty(), "{}", list(&faults));
    let faults = pipeline::check(&lexicon);
    assert!(faults.is_empty(), "{} of {} samples fail\n{}", faults.len(), lexicon.samples.len(), list(&faults));
}

#[test]
fn the_lexicons_hold_what_the_field_needs() {
    let lexicon = Lexicon::built_in();
    let count = |kind: &str| lexicon.actors.iter().filter(|actor| actor.id.starts_with(kind)).count();
    assert!(count("state/") >= 193, "{} states", count("state/"));
    assert!(count("organization/") >= 150, "{} organizations", count("organization/"));
    assert!(count("person/") >= 100, "{} persons", count("person/"));
    let currencies =
        lexicon.units.iter().filter(|unit| unit.id.len() == 3 && unit.id.chars().all(|c| c.is_ascii_uppercase())).count();
    assert!(currencies >= 150, "{currencies} currencies");
    let members = lexicon.actors.iter().filter(|actor| actor.id.starts_with("state/"));
    for state in members.filter(|state| state.iso.is_some()) {
        assert!(!state.demonyms.is_empty() || !state.forms.is_empty(), "{} has no names", state.id);
    }
}

fn actors(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let article = read::article_from_text("t", read::Meta::default(), text.to_owned());
    let found = pipeline::analyse(&article, lexicon);
    found.actors.iter().filter_map(|actor| actor.actor.as_ref().map(ToString::to_string)).collect()
}

#[test]
fn a_users_folder_adds_entries_and_replaces_those_of_the_same_id() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let toml = r#"
        kind = "actor"
        [[entry]]
        id = "organization/harbour-watch"
        name = "Harbour Watch"
        forms = ["Harbour Watch"]
        examples = ["Harbour Watch counted the ships", "a report by Harbour Watch"]
        [[entry]]
        id = "organization/rheinmetall"
        name = "Rheinmetall"
        forms = ["Rhine Metal Works"]
        examples = ["Rhine Metal Works built a plant", "shells from Rhine Metal Works"]
    "#;
    fs::write(folder.path().join("mine.toml"), toml).expect("a file is written");
    let (lexicon, faults) = Lexicon::load(&[Source::BuiltIn, Source::Folder(folder.path().to_owned())]);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(
        actors(&lexicon, "Harbour Watch met Rhine Metal Works."),
        ["organization/harbour-watch", "organization/rheinmetall"]
    );
    assert!(actors(&lexicon, "The firm Rheinmetall declined.").is_empty());
    assert_ne!(lexicon.version, Lexicon::built_in().version);
}

#[test]
fn faults_are_all_told_at_once_with_file_line_and_hint() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let toml = "kind = \"actor\"\n[[entry]]\nid = \"organization/a\"\nname = \"A\"\nforms = [\"Alphaworks\"]\npart_of = [\"organization/nowhere\"]\nexamples = []\n\
                [[entry]]\nid = \"organization/b\"\nname = \"B\"\nforms = [\"Alphaworks\"]\nexamples = [\"Alphaworks agreed\"]\n";
    fs::write(folder.path().join("bad.toml"), toml).expect("a file is written");
    fs::write(folder.path().join("worse.toml"), "kind = \"actor\"\n[[entry]]\nid = 3\n").expect("a file is written");
    let (_, faults) = Lexicon::load(&[Source::BuiltIn, Source::Folder(folder.path().to_owned())]);
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    for part in
        ["bad.toml:2: `organization/a` has no examples", "which no entry defines", "`Alphaworks` names both", "worse.toml:3"]
    {
        assert!(told.iter().any(|fault| fault.contains(part)), "{part} is not told: {told:#?}");
    }
}

#[test]
fn a_table_of_rates_in_the_folder_takes_the_place_of_the_one_that_ships() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let table = "kind = \"rate\"\nbase = \"EUR\"\n[USD]\nfirst = 2024\nper_euro = [2.0]\n";
    std::fs::write(folder.path().join("rates.toml"), table).expect("written");
    let (lexicon, faults) = Lexicon::load(&[Source::BuiltIn, Source::Folder(folder.path().to_owned())]);
    assert!(faults.is_empty(), "{faults:?}");
    let at = |lexicon: &Lexicon| lexicon.rates.bracket("EUR", "USD", Some(2024));
    assert!(at(&lexicon).is_some_and(|(low, high)| low < 2.0 && 2.0 < high));
    assert!(at(&Lexicon::built_in()).is_some_and(|(_, high)| high < 1.2));
}

#[test]
fn what_suggest_prints_is_a_lexicon_that_check_accepts() {
    let lexicon = Lexicon::built_in();
    let inputs = read::paths(["corpus"]);
    let names = pipeline::suggest_inputs(&inputs, &read::Options::default(), &lexicon, &mut |problem| panic!("{problem}"));
    let list = names.finish(&lexicon, &[Source::BuiltIn], 1, 100);
    assert!(list.len() >= 10, "{} names", list.len());
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("new.toml"), pipeline::suggestions_toml(&list)).expect("a file is written");
    let (mut lexicon, faults) = Lexicon::load(&[Source::BuiltIn, Source::Folder(folder.path().to_owned())]);
    assert!(faults.is_empty(), "{faults:?}");
    lexicon.samples.retain(|sample| &*sample.file == "new.toml");
    assert!(lexicon.samples.len() >= list.len(), "{} samples", lexicon.samples.len());
    let faults = pipeline::check(&lexicon);
    assert!(faults.is_empty(), "{faults:?}");
}
