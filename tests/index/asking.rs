//! What can be asked of an index: orders, pages, steps into facets, joins on one figure, likeness, copies, explanations.

use super::papers::{Paper, built, documents, meta, paper, resolver, small};
use countersign::index::{Copy, Facet, IndexError, Kind, Mode, Order, Query, Reader, Sort, Writer};

fn many(dir: &std::path::Path) -> Reader {
    built(dir, (0..60).map(|n| paper(n, 0)))
}

fn sorted(by: Order, ascending: bool, kind: Kind) -> Query {
    Query { sort: Sort { by, ascending }, ..Query::new("*", kind) }
}

#[test]
fn hits_come_in_the_order_that_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let reader = many(dir.path());
    let published = |id: &String| reader.article(id).unwrap().unwrap().published.unwrap();
    let days: Vec<String> = documents(&reader, sorted(Order::Date, false, Kind::Articles)).iter().map(published).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
    let days: Vec<String> = documents(&reader, sorted(Order::Date, true, Kind::Articles)).iter().map(published).collect();
    assert!(days.is_sorted(), "{days:?}");
    let low = |id: &String| {
        let n: usize = id.trim_start_matches("corpus/").trim_end_matches(".txt").parse().unwrap();
        paper(n, 0).figures[0].0
    };
    let values: Vec<f64> = documents(&reader, sorted(Order::Value, false, Kind::Figures)).iter().map(low).collect();
    assert!(values.windows(2).all(|pair| pair[0] + 500.0 >= pair[1]), "{values:?}");
    let scale = ["refused", "proposed", "intended", "pledged", "enacted"];
    let firm = reader.search(&Query { limit: 99, ..sorted(Order::Firmness, false, Kind::Commitments) }, &resolver).unwrap();
    let level = |hit: &countersign::index::Hit| scale.iter().position(|level| *level == hit.facets["strength"][0]);
    assert!(firm.hits.iter().map(level).is_sorted_by(|a, b| a >= b));
    let error = reader.search(&sorted(Order::Severity, false, Kind::Passages), &resolver).unwrap_err();
    assert!(error.to_string().contains("passages have no severity"), "{error}");
}

#[test]
fn pages_by_cursor_are_the_list_in_one_piece() {
    let dir = tempfile::tempdir().unwrap();
    let reader = many(dir.path());
    for (text, sort) in [
        ("training OR drones", Sort::default()),
        ("training OR drones", Sort { by: Order::Relevance, ascending: true }),
        ("*", Sort { by: Order::Date, ascending: false }),
        ("*", Sort { by: Order::Date, ascending: true }),
    ] {
        let query = Query { sort, limit: 7, ..Query::new(text, Kind::Passages) };
        let whole = reader.search(&Query { limit: 1000, ..query.clone() }, &resolver).unwrap();
        let (mut pages, mut after) = (Vec::new(), None);
        loop {
            let page = reader.search(&Query { after: after.clone(), ..query.clone() }, &resolver).unwrap();
            assert_eq!(page.total, whole.total, "a cursor changes no count");
            assert_eq!(page.facets, whole.facets);
            pages.extend(page.hits);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(pages, whole.hits, "{text} {sort:?}");
    }
    let next = reader.search(&Query { limit: 3, ..Query::new("training", Kind::Passages) }, &resolver).unwrap().next;
    for (text, after) in [("drones", next), ("training", Some("x".to_owned()))] {
        let error = reader.search(&Query { after, ..Query::new(text, Kind::Passages) }, &resolver).unwrap_err();
        assert!(matches!(error, IndexError::Query(_)), "{error}");
    }
}

#[test]
fn each_step_into_a_facet_leaves_as_many_hits_as_the_facet_counted() {
    let dir = tempfile::tempdir().unwrap();
    let reader = many(dir.path());
    for kind in [Kind::Articles, Kind::Passages, Kind::Figures, Kind::Commitments] {
        let mut query = Query { facet_limit: 100, limit: 1000, ..Query::new("*", kind) };
        for _ in 0..3 {
            let result = reader.search(&query, &resolver).unwrap();
            assert_eq!(result.total, result.hits.len() as u64);
            let mut last = None;
            for (facet, counts) in &result.facets.0 {
                for (value, count) in counts {
                    let step = format!("{}:{value}", facet.name());
                    let with = Query { steps: [query.steps.clone(), vec![step.clone()]].concat(), ..query.clone() };
                    let without = Query { steps: [query.steps.clone(), vec![format!("-{step}")]].concat(), ..query.clone() };
                    let total = |query| reader.search(&query, &resolver).unwrap().total;
                    assert_eq!(total(with), *count, "{} {step}", kind.name());
                    assert_eq!(total(without), result.total - *count, "{} -{step}", kind.name());
                    last = Some(step);
                }
            }
            query.steps.extend(last);
        }
    }
}

fn pair(dir: &std::path::Path) -> Reader {
    let one = Paper {
        id: "one".into(),
        title: "Two counts".into(),
        text: "They trained 120,000 men.\n\nDrones flew.".into(),
        figures: vec![(5.0, 5.0), (900.0, f64::INFINITY)],
        ..paper(1, 0)
    };
    let two = Paper { id: "two".into(), figures: vec![(5.0, 5.0), (40.0, 60.0)], ..one.clone() };
    let three = Paper {
        id: "three".into(),
        text: "Nothing here is like the others: grain, ports and harvests.".into(),
        figures: vec![],
        ..paper(7, 0)
    };
    built(dir, [one, two, three])
}

#[test]
fn conditions_in_braces_are_met_by_one_figure() {
    let dir = tempfile::tempdir().unwrap();
    let reader = pair(dir.path());
    let found = |query: &str, kind| {
        let mut found = documents(&reader, Query::new(query, kind));
        found.sort();
        found
    };
    assert_eq!(found("value:<10 value:>500", Kind::Articles), ["one"]);
    assert_eq!(found("figure{value:<10 value:>500}", Kind::Articles), [""; 0]);
    assert_eq!(found("figure{value:>500 measure:troops}", Kind::Articles), ["one"]);
    assert_eq!(found("figure{value:<10 OR value:>500}", Kind::Figures), ["one", "one", "two"]);
    assert_eq!(found("commitment{figure{value:>500}}", Kind::Articles), ["one"]);
    assert_eq!(found("-figure{value:>500}", Kind::Articles), ["three", "two"]);
    assert_eq!(found("within:[30 TO 70]", Kind::Figures), ["two"]);
    assert_eq!(found("figure:[55 TO 70]", Kind::Figures), ["two"]);
    assert_eq!(found("within:[55 TO 70]", Kind::Figures), [""; 0]);
    assert_eq!(found("exactly:5", Kind::Figures), ["one", "two"]);
    assert_eq!(found("exactly:[40 TO 60]", Kind::Figures), ["two"]);
    assert_eq!(found("exactly:50", Kind::Figures), [""; 0]);
}

#[test]
fn passages_and_figures_meet_where_the_figure_stands() {
    let dir = tempfile::tempdir().unwrap();
    let reader = pair(dir.path());
    let result = reader.search(&Query::new("figure{value:>500}", Kind::Passages), &resolver).unwrap();
    assert_eq!(result.hits.len(), 1, "not every passage of the article");
    assert!(result.hits[0].snippet.text.starts_with("They trained"), "{result:?}");
}

#[test]
fn a_pillar_finds_the_figures_of_its_passages() {
    let dir = tempfile::tempdir().unwrap();
    let of =
        |id: &str, pillar: &str| Paper { id: id.into(), pillars: vec![pillar.into()], figures: vec![(5.0, 5.0)], ..paper(1, 0) };
    let reader = built(dir.path(), [of("one", "training"), of("two", "financing")]);
    assert_eq!(documents(&reader, Query::new("pillar:training", Kind::Figures)), ["one"]);
    assert_eq!(documents(&reader, Query::new("pillar:financing value:5", Kind::Figures)), ["two"]);
    assert!(documents(&reader, Query::new("pillar:sanctions", Kind::Figures)).is_empty());
}

#[test]
fn likeness_leaves_the_document_itself_out() {
    let dir = tempfile::tempdir().unwrap();
    let reader = pair(dir.path());
    let like = |document: &str| Query { like: Some(document.to_owned()), ..Query::new("", Kind::Articles) };
    assert_eq!(documents(&reader, like("one")), ["two"]);
    assert!(reader.search(&like("four"), &resolver).is_err());
}

#[test]
fn copies_are_those_that_the_writer_was_told_of() {
    let dir = tempfile::tempdir().unwrap();
    let reader = pair(dir.path());
    assert!(documents(&reader, Query::new("copy:copy", Kind::Articles)).is_empty());
    let mut writer = Writer::open(dir.path(), small()).unwrap();
    writer.copies(&[Copy { id: "two".into(), original: "one".into(), share: 1.0 }]).unwrap();
    writer.finish(&meta()).unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(reader.copy_of("two").unwrap().map(|copy| copy.original.as_str()), Some("one"));
    assert_eq!(documents(&reader, Query::new("copy:copy", Kind::Articles)).len(), 1);
    let result = reader.search(&Query::new("*", Kind::Articles), &resolver).unwrap();
    assert_eq!(result.facets.of(Facet::Copy), [("original".to_owned(), 2), ("copy".to_owned(), 1)]);
    for kind in [Kind::Articles, Kind::Passages, Kind::Figures] {
        for hit in reader.search(&Query::new("doc:one OR doc:two", kind), &resolver).unwrap().hits {
            let told = (hit.document == "two").then_some(("one", 1.0));
            assert_eq!(hit.copy_of.as_deref().zip(hit.copy_share), told, "{kind:?}");
        }
    }
}

#[test]
fn reasons_add_up_to_the_score() {
    let dir = tempfile::tempdir().unwrap();
    let reader = many(dir.path());
    for kind in [Kind::Articles, Kind::Passages, Kind::Figures] {
        let query = "training^2 OR drones~1 OR \"air defence\" OR off* -winter";
        let result = reader.search(&Query { explain: true, ..Query::new(query, kind) }, &resolver).unwrap();
        assert!(!result.hits.is_empty());
        for hit in result.hits {
            let sum: f32 = hit.why.iter().flatten().map(|why| why.score).sum();
            assert!((sum - hit.score).abs() < 1e-3, "{} {sum} {hit:?}", kind.name());
        }
    }
}

#[test]
fn pasted_text_never_fails_and_finds_what_has_most_of_it() {
    let dir = tempfile::tempdir().unwrap();
    let reader = pair(dir.path());
    let pasted = |text: &str| Query { mode: Mode::Pasted, ..Query::new(text, Kind::Articles) };
    assert_eq!(documents(&reader, pasted("\"ports (and: NOT harvests, ladies — grain}")), ["three"]);
    assert!(reader.search(&pasted("*:!("), &resolver).is_ok());
}

#[test]
fn a_short_passage_is_shown_with_its_neighbours() {
    let dir = tempfile::tempdir().unwrap();
    let reader = pair(dir.path());
    let result = reader.search(&Query::new("flew doc:one", Kind::Passages), &resolver).unwrap();
    let around = result.hits[0].neighbours.clone().unwrap();
    assert_eq!((around.before.as_deref(), around.after), (Some("They trained 120,000 men."), None));
}

#[test]
fn where_nothing_is_found_the_condition_to_blame_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let reader = pair(dir.path());
    let notes = |query: &str| reader.search(&Query::new(query, Kind::Articles), &resolver).unwrap().notes;
    assert_eq!(notes("drones unheard"), ["`text:unheard` alone finds nothing"]);
    assert_eq!(notes("drones grain"), ["each condition is met somewhere, all of them nowhere"]);
    assert_eq!(notes("unheard"), [""; 0]);
    assert_eq!(notes("drones"), [""; 0]);
    assert_eq!(notes("dronse"), ["nothing has the word `dronse`; did you mean `drones`?"]);
    assert_eq!(notes("doc:four"), ["no document has the id `four`; a search --in articles shows ids"]);
    let outlet = reader.article("one").unwrap().unwrap().source.unwrap();
    let told = format!("no outlet is called `{}x`; there are `{outlet}`", outlet.to_lowercase());
    assert_eq!(notes(&format!("source:\"{}x\"", outlet.to_lowercase())), [told]);
    assert_eq!(notes("doc:one grain"), ["each condition is met somewhere, all of them nowhere"]);
}
