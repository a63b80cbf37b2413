//! Reviews: decisions outlive runs and re-ingestion, changed evidence is told, corrections are heeded.

use super::Place;
use serde_json::Value;

const A: &str = "As of 1 May 2025, NATO had trained 10,000 Ukrainian soldiers.";
const B: &str = "As of 1 May 2025, NATO had trained 50,000 Ukrainian soldiers.";

/// A folder with two articles that contradict each other, ingested.
fn disputed() -> Place {
    let place = Place::new();
    place.write("a.txt", A);
    place.write("b.txt", B);
    place.run(&["ingest", "a.txt", "b.txt"]).good();
    place
}

/// All links of the audit.
fn links(place: &Place, more: &[&str]) -> Vec<Value> {
    let audit = place.json(&[&["audit", "--format", "json"], more].concat());
    let groups = audit["groups"].as_array().expect("groups").clone();
    groups.iter().flat_map(|group| group["links"].as_array().expect("links").clone()).collect()
}

fn first(place: &Place, more: &[&str], key: &str) -> String {
    links(place, more).first().and_then(|link| link[key].as_str().map(str::to_owned)).expect("a finding")
}

fn hits(place: &Place, query: &str) -> u64 {
    place.json(&["search", query, "--in", "findings", "--format", "json"])["total"].as_u64().expect("a number")
}

#[test]
fn a_decision_outlives_runs_and_re_ingestion() {
    let place = disputed();
    let id = first(&place, &[], "id");
    let told = place
        .run(&[
            "review",
            id.get(..6).expect("an id is longer"),
            "--status",
            "dismissed",
            "--note",
            "not so",
            "--by",
            "desk",
            "--date",
            "2026-01-02",
        ])
        .good();
    assert!(told.out.contains("10,000 (a.txt) and 50,000 (b.txt)"), "{}", told.out);
    let line: Value =
        serde_json::from_str(&std::fs::read_to_string(place.path("reviews.jsonl")).expect("a file")).expect("one line");
    assert_eq!(
        (&line["finding"], &line["status"], &line["date"]),
        (&id.as_str().into(), &"dismissed".into(), &"2026-01-02".into())
    );
    assert_eq!((hits(&place, "review:dismissed"), hits(&place, "review:open")), (1, 0));
    assert_eq!(links(&place, &[]).len(), 0);
    let shown = links(&place, &["--show-dismissed"]);
    assert_eq!((&shown[0]["review"]["status"], &shown[0]["review"]["note"]), (&"dismissed".into(), &"not so".into()));
    assert!(place.run(&["audit"]).good().out.contains("1 dismissed"));
    std::fs::remove_dir_all(place.path("index")).expect("the index goes");
    place.run(&["ingest", "b.txt", "a.txt"]).good();
    assert_eq!((links(&place, &[]).len(), hits(&place, "review:dismissed verdict:contradicts")), (0, 1));
    place.run(&["review", &id, "--status", "open"]).good();
    assert_eq!((links(&place, &[]).len(), hits(&place, "review:open")), (1, 1));
}

#[test]
fn a_decision_on_what_has_changed_since_is_told_and_hides_nothing() {
    let place = disputed();
    let id = first(&place, &[], "id");
    place.run(&["review", &id, "--status", "dismissed"]).good();
    place.write("b.txt", B.replace("50,000", "90,000"));
    place.run(&["ingest", "b.txt"]).good();
    let now = links(&place, &[]);
    assert_eq!((now[0]["id"].as_str(), &now[0]["review"]["changed"]), (Some(id.as_str()), &true.into()));
    assert_eq!((hits(&place, "review:changed"), hits(&place, "review:dismissed")), (1, 1));
    let text = place.run(&["audit"]).good().out;
    assert!(text.contains("dismissed") && text.contains("changed since"), "{text}");
    assert_eq!(place.run(&["audit", "--fail-on", "contradicts"]).code, 4);
}

#[test]
fn fail_on_counts_what_no_review_has_settled() {
    let place = disputed();
    for (fail_on, code) in [("extreme", 4), ("major", 4), ("minor", 4), ("disputed", 4), ("contradicts", 4)] {
        assert_eq!(place.run(&["audit", "--fail-on", fail_on]).code, code, "{fail_on}");
    }
    let id = first(&place, &["a.txt", "b.txt"], "id");
    place.run(&["review", &id, "a.txt", "b.txt", "--status", "explained", "--reviews", "kept/decisions.jsonl"]).good();
    let call = ["audit", "a.txt", "b.txt", "--fail-on", "minor", "--reviews", "kept/decisions.jsonl"];
    let done = place.run(&call);
    assert_eq!(done.code, 0);
    assert!(done.out.contains("explained"), "what is explained is still shown: {}", done.out);
}

#[test]
fn corrections_are_heeded_by_the_next_run_and_can_be_withdrawn() {
    let never = ["--never-compare", "troops/trained", "troops/trained"];
    for correction in [["--misread", "b.txt#f1"].as_slice(), &["--never-compare", "a.txt#f1", "b.txt#f1"], &never] {
        let place = disputed();
        let call = |more: &[&str]| place.run(&[&["review"], correction, more].concat()).good();
        call(&["--note", "it is so"]);
        assert_eq!((links(&place, &[]).len(), hits(&place, "verdict:contradicts")), (0, 0), "{correction:?}");
        place.run(&["ingest", "a.txt"]).good();
        assert_eq!(hits(&place, "verdict:contradicts"), 0, "{correction:?}");
        call(&["--withdraw"]);
        assert_eq!((links(&place, &[]).len(), hits(&place, "verdict:contradicts")), (1, 1), "{correction:?}");
    }
    let place = disputed();
    place.run(&["review", "--misread", "b.txt#f1"]).good();
    let coverage = &place.json(&["audit", "--format", "json"])["coverage"];
    assert_eq!(coverage["not_compared"]["misread"], 1, "{coverage}");
}

#[test]
fn measures_said_to_be_one_are_compared() {
    let place = Place::new();
    place.write("a.txt", "As of 1 May 2025, Denmark had repaired 40 ferries for Ukraine at the Fayard yard in Odense.");
    place.write("b.txt", "As of 1 May 2025, Denmark had repaired 90 barges for Ukraine at the Fayard yard in Odense.");
    let measures: Vec<String> = place
        .run(&["analyze", "a.txt", "b.txt"])
        .good()
        .lines()
        .iter()
        .filter_map(|line| line["figures"][0]["measure"].as_str().map(str::to_owned))
        .collect();
    let [a, b] = measures.as_slice() else { panic!("{measures:?}") };
    assert_ne!(a, b);
    let compared = || place.json(&["audit", "a.txt", "b.txt", "--format", "json"])["coverage"]["compared"].clone();
    assert_eq!(compared(), 0);
    place.run(&["review", "--same-measure", a, b]).good();
    assert_eq!(compared(), 2);
}

#[test]
fn a_review_that_cannot_be_is_refused_and_writes_nothing() {
    let place = disputed();
    let cases: [(&[&str], &str); 7] = [
        (&["review"], "required"),
        (&["review", "abc123"], "--status"),
        (&["review", "abc123", "--status", "explained"], "no finding `abc123`"),
        (&["review", "abc123", "--status", "perhaps"], "invalid value"),
        (&["review", "--misread", "a.txt#f99"], "no figure `f99`"),
        (&["review", "--misread", "nonsense"], "no figure; name it"),
        (&["review", "--same-measure", "troops/trained", "troops/nonsense"], "no measure `troops/nonsense`"),
    ];
    for (call, told) in cases {
        let done = place.run(call);
        assert_eq!(done.code, 2, "{call:?}: {}", done.err);
        assert!(done.err.contains(told), "{call:?}: {}", done.err);
    }
    assert!(!place.path("reviews.jsonl").exists());
    place.write("reviews.jsonl", "{\"finding\": \"abc\"}\n");
    let done = place.run(&["audit"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("reviews.jsonl:1: not a review: a finding needs a `status`"), "{}", done.err);
}
