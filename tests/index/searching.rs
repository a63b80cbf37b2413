//! Searching: the same hits whatever the way there, filters and counts against counting by hand.

use super::papers::{Dice, Paper, built, documents, meta, paper, resolver, small};
use countersign::index::{Facet, IndexError, Kind, Options, Query, Reader, SearchResult, Writer};
use std::collections::BTreeMap;
use std::path::Path;

const QUERIES: [&str; 9] = [
    "training soldiers drones",
    "training OR artillery OR winter OR drones OR budget",
    "\"air defence\" OR summit OR exercise",
    "train* -border",
    "(training OR pledge) actor:Ukraine",
    "*",
    "title:drones OR funding",
    "strength:pledged.. soldiers",
    "figure:[100000 TO 150000] training",
];

fn answers(reader: &Reader) -> Vec<SearchResult> {
    let ask =
        |(text, kind): (&str, Kind)| reader.search(&Query { limit: 40, offset: 3, ..Query::new(text, kind) }, &resolver).unwrap();
    QUERIES.into_iter().flat_map(|text| Kind::ALL.map(|kind| (text, kind))).map(ask).collect()
}

/// The same papers by another way: on threads, in steps, or over former editions.
fn by_another_way(dir: &Path, way: usize) -> Reader {
    let threads = if way == 0 { 1 } else { 4 };
    let papers: Vec<Paper> = (0..60).map(|n| paper(n, 0)).collect();
    let mut writer = Writer::open(dir, Options { threads, memory: 512 << 20 }).unwrap();
    if way == 2 {
        (30..80).for_each(|n| paper(n, 1).add(&writer));
        writer.commit(&meta()).unwrap();
        (60..80).for_each(|n| assert!(writer.remove(&paper(n, 1).id).unwrap()));
    }
    let mut order: Vec<&Paper> = papers.iter().rev().collect();
    let mut dice = Dice::new(way as u64 + 5);
    for i in (1..order.len()).rev() {
        order.swap(i, dice.below(i + 1));
    }
    for step in order.chunks(if way == 3 { 7 } else { 100 }) {
        std::thread::scope(|scope| {
            for part in step.chunks(step.len().div_ceil(threads)) {
                let writer = &writer;
                scope.spawn(move || part.iter().for_each(|paper| paper.add(writer)));
            }
        });
        writer.commit(&meta()).unwrap();
    }
    writer.finish(&meta()).unwrap();
    Reader::open(dir).unwrap()
}

#[test]
fn hits_scores_and_order_are_the_same_whatever_the_way_there() {
    let dir = tempfile::tempdir().unwrap();
    let expected = answers(&built(dir.path(), (0..60).map(|n| paper(n, 0))));
    assert!(expected.iter().filter(|answer| answer.total > 0).count() > 30);
    for way in 0..4 {
        let dir = tempfile::tempdir().unwrap();
        for (found, expected) in answers(&by_another_way(dir.path(), way)).iter().zip(&expected) {
            assert_eq!(found, expected, "way {way}");
        }
    }
}

#[test]
fn pages_follow_one_another_without_gap_or_overlap() {
    let dir = tempfile::tempdir().unwrap();
    let reader = built(dir.path(), (0..40).map(|n| paper(n, 0)));
    let all = documents(&reader, Query::new("training", Kind::Passages));
    let page = |offset| reader.search(&Query { limit: 7, offset, ..Query::new("training", Kind::Passages) }, &resolver).unwrap();
    let paged: Vec<String> = (0..all.len()).step_by(7).flat_map(|at| page(at).hits).map(|hit| hit.document).collect();
    assert_eq!(paged, all);
}

#[test]
fn facet_counts_are_those_of_counting_by_hand() {
    let dir = tempfile::tempdir().unwrap();
    let papers: Vec<Paper> = (0..80).map(|n| paper(n, 0)).collect();
    let reader = built(dir.path(), papers.clone());
    let has = |paper: &Paper, word: &str| paper.text.split_whitespace().any(|it| it == word) || paper.title.contains(word);
    type Condition<'a> = (&'a str, Box<dyn Fn(&Paper) -> bool + 'a>);
    let conditions: [Condition<'_>; 6] = [
        ("winter", Box::new(|paper| has(paper, "winter"))),
        ("-grid", Box::new(|paper| !has(paper, "grid"))),
        ("actor:kyiv", Box::new(|paper| paper.actors.iter().any(|actor| actor == "state/ukraine"))),
        ("source:ledger", Box::new(|paper| paper.source == "The Ledger")),
        ("year:2024..", Box::new(|paper| paper.published.year() >= 2024)),
        ("strength:intended..pledged", Box::new(|paper| ["intended", "pledged"].contains(&paper.strength.as_str()))),
    ];
    for choice in 0..1 << conditions.len() {
        let chosen: Vec<_> = conditions.iter().enumerate().filter(|(i, _)| choice >> i & 1 == 1).map(|(_, it)| it).collect();
        let text = chosen.iter().map(|(text, _)| *text).collect::<Vec<_>>().join(" ");
        let result = reader.search(&Query { facet_limit: 100, ..Query::new(text.as_str(), Kind::Articles) }, &resolver).unwrap();
        let hits: Vec<&Paper> = papers.iter().filter(|paper| chosen.iter().all(|(_, holds)| holds(paper))).collect();
        assert_eq!(result.total, hits.len() as u64, "{text}");
        let count = |values: &dyn Fn(&Paper) -> Vec<String>| {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for paper in &hits {
                let mut values = values(paper);
                values.sort();
                values.dedup();
                values.into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
            }
            let mut counts: Vec<_> = counts.into_iter().collect();
            counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            counts
        };
        assert_eq!(result.facets.of(Facet::Actor), count(&|paper| paper.actors.clone()), "{text}");
        assert_eq!(result.facets.of(Facet::Pillar), count(&|paper| paper.pillars.clone()), "{text}");
        assert_eq!(result.facets.of(Facet::Source), count(&|paper| vec![paper.source.clone()]), "{text}");
        assert_eq!(result.facets.of(Facet::Year), count(&|paper| vec![paper.published.year().to_string()]), "{text}");
        assert_eq!(result.facets.of(Facet::Lang), count(&|paper| vec![paper.lang.clone()]), "{text}");
        assert_eq!(result.facets.of(Facet::Verdict), []);
    }
}

/// Two papers to look at closely.
fn pair(dir: &Path) -> Reader {
    let one = Paper {
        id: "one".to_owned(),
        title: "Officers abroad".to_owned(),
        source: "Kyiv Courier".to_owned(),
        published: jiff::civil::date(2025, 3, 9),
        text: "The alliance’s air defence grew.\n\nDenmark trained 1,500 officers – commitments followed.".to_owned(),
        actors: vec!["state/denmark".to_owned()],
        strength: "pledged".to_owned(),
        figures: vec![(1500.0, 1500.0), (192_000.0, f64::INFINITY)],
        ..paper(1, 0)
    };
    let two = Paper {
        id: "two".to_owned(),
        title: "Air is thin".to_owned(),
        source: "Harbour Post".to_owned(),
        published: jiff::civil::date(2025, 10, 1),
        text: "Defence of the air.\n\nNothing is said of trains.".to_owned(),
        actors: vec!["state/ukraine".to_owned()],
        strength: "refused".to_owned(),
        figures: vec![(0.0, 900.0)],
        ..paper(2, 0)
    };
    built(dir, [one, two])
}

#[test]
fn each_condition_finds_what_it_says() {
    let dir = tempfile::tempdir().unwrap();
    let reader = pair(dir.path());
    for (query, expected) in [
        ("air defence", vec!["one", "two"]),
        ("\"air defence\"", vec!["one"]),
        ("\"air is thin\"", vec!["two"]),
        ("\"defence grew Denmark\"", vec![]),
        ("\"grew Denmark\"~31", vec![]),
        ("\"alliance grew\"~2", vec!["one"]),
        ("training", vec!["one", "two"]),
        ("officers trains", vec!["one"]),
        ("commitm*", vec!["one"]),
        ("offi* -danish", vec!["one"]),
        ("title:air", vec!["two"]),
        ("source:\"kyiv courier\" OR title:thin", vec!["one", "two"]),
        ("published:2025-03..2025-09", vec!["one"]),
        ("published:2025-10-01", vec!["two"]),
        ("published:..2025-03-08", vec![]),
        ("strength:refused", vec!["two"]),
        ("strength:..", vec!["one"]),
        ("figure:[100000 TO 200000]", vec!["one"]),
        ("figure:500", vec!["two"]),
        ("figure:>900", vec!["one"]),
        ("figure:>=900", vec!["one", "two"]),
        ("figure:<1.5k", vec!["two"]),
        ("measure:troops", vec!["one", "two"]),
        ("1500 OR 1,600", vec!["one"]),
        ("NOT officers", vec!["two"]),
        ("doc:one", vec!["one"]),
        ("actor:state/*", vec!["one", "two"]),
    ] {
        let mut found = documents(&reader, Query::new(query, Kind::Articles));
        found.sort();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn a_condition_on_another_kind_is_a_join() {
    let dir = tempfile::tempdir().unwrap();
    let reader = pair(dir.path());
    for (kind, query, expected) in [
        (Kind::Figures, "strength:pledged", vec!["one", "one"]),
        (Kind::Commitments, "figure:>100000", vec!["one"]),
        (Kind::Passages, "title:thin", vec!["two", "two"]),
        (Kind::Passages, "figure:[0 TO 10] air", vec!["two"]),
        (Kind::Figures, "figure:[0 TO 10]", vec!["two"]),
    ] {
        assert_eq!(documents(&reader, Query::new(query, kind)), expected, "{} {query}", kind.name());
    }
}

#[test]
fn a_hit_shows_where_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    let result = pair(dir.path()).search(&Query::new("officers commitment", Kind::Passages), &resolver).unwrap();
    assert_eq!(result.read_as, "(text:officers AND text:commitment)");
    let [hit] = result.hits.as_slice() else { panic!("{result:?}") };
    assert_eq!((hit.kind, hit.document.as_str(), hit.title.as_deref()), ("passage", "one", Some("Officers abroad")));
    assert_eq!(hit.snippet.text, "Denmark trained 1,500 officers – commitments followed.");
    assert_eq!(hit.snippet.highlights, [[22, 30], [33, 44]]);
    assert_eq!(hit.span.map(|span| (span.start, span.end)), Some((34, 88)), "in code points");
    let json = serde_json::to_value(&result).unwrap();
    assert_eq!(json["facets"]["actor"], serde_json::json!([["state/denmark", 1]]));
    assert_eq!(json["hits"][0]["span"], serde_json::json!([34, 88]));
}

#[test]
fn a_wrong_query_is_an_error_of_its_own_kind() {
    let dir = tempfile::tempdir().unwrap();
    let reader = built(dir.path(), [paper(1, 0)]);
    let error = reader.search(&Query::new("actor:Atlantis", Kind::Articles), &resolver).unwrap_err();
    assert!(matches!(error, IndexError::Query(ref it) if it.at == 6), "{error}");
    let error = reader.search(&Query::new("\"grew Denmark\"~32", Kind::Articles), &resolver).unwrap_err();
    assert!(error.to_string().contains("more than 31 words"), "{error}");
}

#[test]
fn an_empty_index_answers() {
    let dir = tempfile::tempdir().unwrap();
    Writer::open(dir.path(), small()).unwrap().finish(&meta()).unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    for kind in Kind::ALL {
        assert_eq!(documents(&reader, Query::new("train* OR \"a b\" OR figure:3 OR verdict:agrees", kind)), [""; 0]);
    }
}
