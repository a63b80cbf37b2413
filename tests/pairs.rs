//! Pairs of sentences and small corpora with what a reader decided about them before the program did: whole texts, not figures put together
//! by hand.

use countersign::lexicon::Lexicon;
use countersign::model::Verdict;
use countersign::{link, pipeline, read};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    relation: Verdict,
    a: String,
    a_figure: String,
    b: String,
    b_figure: String,
    /// What the program says where it errs: a mark that must go once it no longer does.
    ours: Option<Verdict>,
}

#[derive(Deserialize)]
struct Pairs {
    pair: Vec<Pair>,
}

#[test]
fn pairs_of_sentences_are_what_a_reader_decided() {
    let lexicon = Lexicon::built_in();
    let pairs = toml::from_str::<Pairs>(include_str!("cases/pairs.toml")).unwrap().pair;
    let line = |(n, pair): (usize, &Pair)| {
        let Pair { a, b, a_figure, b_figure, .. } = pair;
        serde_json::json!({"id": n, "a": a, "b": b, "a_figure": a_figure, "b_figure": b_figure}).to_string()
    };
    let lines: Vec<String> = pairs.iter().enumerate().map(line).collect();
    let judged = pipeline::compare_pairs(&lines.join("\n"), &lexicon);
    let mut faults = Vec::new();
    for (pair, (_, result)) in pairs.iter().zip(judged) {
        let result: serde_json::Value = serde_json::from_str(&result.unwrap()).unwrap();
        let found = result["verdict"].as_str().unwrap_or_default().to_owned();
        if found != pair.ours.unwrap_or(pair.relation).as_str() || pair.ours == Some(pair.relation) {
            faults.push(format!("{found}, decided {}: {} / {}", pair.relation.as_str(), pair.a, pair.b));
        }
    }
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), pairs.len(), faults.join("\n"));
    let right = pairs.iter().filter(|pair| pair.ours.is_none()).count();
    assert!(right * 10 >= pairs.len() * 7, "{right} of {} are right", pairs.len());
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    source: String,
    date: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    name: String,
    report: Vec<Report>,
    /// Disputes that an editor wants to see, by the words of both figures.
    wanted: Vec<[String; 2]>,
    /// Those of them that are missed.
    #[serde(default)]
    missed: Vec<[String; 2]>,
    /// What comes up besides and is none.
    #[serde(default)]
    wrong: Vec<[String; 2]>,
}

#[derive(Deserialize)]
struct Corpora {
    corpus: Vec<Corpus>,
}

type Found = BTreeSet<String>;

/// The figures of each dispute, where the reports are named so.
fn disputes(corpus: &Corpus, lexicon: &Lexicon, id: impl Fn(usize) -> String) -> Vec<Found> {
    let claims: Vec<link::Claim> = (corpus.report.iter().enumerate())
        .flat_map(|(n, report)| {
            let meta =
                read::Meta { published: read::date(&report.date), source: Some(report.source.clone()), ..read::Meta::default() };
            let article = read::article_from_text(&id(n), meta, report.text.clone());
            pipeline::claims(&article, &pipeline::analyse(&article, lexicon))
        })
        .collect();
    let report = link::link(&claims, &pipeline::Lore(lexicon));
    let mut found: Vec<Found> = Vec::new();
    for group in &report.groups {
        for link in group.links.iter().filter(|link| link.verdict.is_disputed()) {
            let text = |reference: &str| group.member(reference).map(|member| member.figure.text.clone());
            found.push([&link.a, &link.b].into_iter().filter_map(|reference| text(reference)).collect());
        }
    }
    found.sort();
    found
}

#[test]
fn small_corpora_show_the_disputes_that_an_editor_wants() {
    let lexicon = Lexicon::built_in();
    let mut faults = Vec::new();
    for corpus in toml::from_str::<Corpora>(include_str!("cases/corpora.toml")).unwrap().corpus {
        let found = disputes(&corpus, &lexicon, |n| format!("r{n}"));
        assert_eq!(found, disputes(&corpus, &lexicon, |n| format!("r{}", 99 - n)), "{}: from the other side", corpus.name);
        let sets = |pairs: &[[String; 2]]| pairs.iter().map(|pair| pair.iter().cloned().collect()).collect::<Vec<Found>>();
        let (wanted, missed, wrong) = (sets(&corpus.wanted), sets(&corpus.missed), sets(&corpus.wrong));
        let lost = wanted.iter().filter(|pair| !found.contains(pair) && !missed.contains(pair));
        faults.extend(lost.map(|pair| format!("{}: {pair:?} is missed", corpus.name)));
        let more = found.iter().filter(|pair| !wanted.contains(pair) && !wrong.contains(pair));
        faults.extend(more.map(|pair| format!("{}: {pair:?} came up", corpus.name)));
        let mended = missed.iter().filter(|pair| found.contains(pair)).chain(wrong.iter().filter(|pair| !found.contains(pair)));
        faults.extend(mended.map(|pair| format!("{}: {pair:?} is mended, take the mark away", corpus.name)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
