//! Actors, pillars, frameworks and speakers: cases as data; each names everything that must be found, so absence is tested for free.

use countersign::lexicon::Lexicon;
use countersign::model::{Analysis, Article, Via};
use countersign::{pipeline, read};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    date: Option<String>,
    actors: Option<Vec<String>>,
    pillars: Option<Vec<String>>,
    frameworks: Option<Vec<String>>,
    said: Option<Vec<String>>,
}

fn read(case: &Case) -> Article {
    let meta =
        read::Meta { published: case.date.as_deref().and_then(read::date), lang: Some("en".into()), ..read::Meta::default() };
    read::article_from_text("case", meta, case.text.clone())
}

/// "Kyiv = state/ukraine, metonym" with ", place" where it is one; "? Harbour Institute" where unresolved.
fn actors(found: &Analysis) -> Vec<String> {
    let line = |actor: &countersign::model::Actor| match (&actor.actor, actor.via) {
        (None, _) => format!("? {}", actor.text),
        (Some(id), Via::Name) => format!("{} = {id}{}", actor.text, if actor.place { ", place" } else { "" }),
        (Some(id), via) => {
            format!("{} = {id}, {}{}", actor.text, format!("{via:?}").to_lowercase(), if actor.place { ", place" } else { "" })
        }
    };
    found.actors.iter().map(line).collect()
}

/// The pillars of all sentences, each once, by name.
fn pillars(found: &Analysis) -> Vec<String> {
    let mut names: Vec<String> = found.pillars.iter().map(|pillar| pillar.pillar.to_string()).collect();
    names.sort();
    names.dedup();
    names
}

/// "3 three pillars: a | b | c", the number first where one is announced.
fn frameworks(found: &Analysis) -> Vec<String> {
    let line = |framework: &countersign::model::Framework| {
        let announced = framework.announced.map_or("-".to_owned(), |n| n.to_string());
        let items: Vec<&str> = framework.items.iter().map(|item| item.heading.text.as_str()).collect();
        format!("{announced} {}: {}", framework.title.as_deref().unwrap_or("-"), items.join(" | "))
    };
    found.frameworks.iter().map(line).collect()
}

/// "Bohdan Popov, direct: it holds", "?" where nobody is named.
fn said(found: &Analysis) -> Vec<String> {
    let line = |said: &countersign::model::Attribution| {
        format!("{}, {}: {}", said.name.as_deref().unwrap_or("?"), format!("{:?}", said.kind).to_lowercase(), said.text)
    };
    found.attributions.iter().map(line).collect()
}

#[test]
fn cases_find_what_they_name_and_nothing_else() {
    let lexicon = Lexicon::built_in();
    let files = [
        include_str!("cases/actors.toml"),
        include_str!("cases/pillars.toml"),
        include_str!("cases/frameworks.toml"),
        include_str!("cases/attribution.toml"),
    ];
    let mut faults = Vec::new();
    for case in files.iter().flat_map(|file| toml::from_str::<Cases>(file).unwrap_or_else(|error| panic!("{error}")).case) {
        let found = pipeline::analyse(&read(&case), &lexicon);
        let checks = [
            (case.actors.clone(), actors(&found)),
            (case.pillars.clone(), pillars(&found)),
            (case.frameworks.clone(), frameworks(&found)),
            (case.said.clone(), said(&found)),
        ];
        for (expected, found) in checks {
            if expected.as_ref().is_some_and(|expected| *expected != found) {
                faults.push(format!("{}\n  expected {:?}\n  found    {found:?}", case.text, expected.unwrap_or_default()));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
