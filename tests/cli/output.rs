//! The output contract: every key is there, ids come back, places are code points.

use super::Place;
use serde_json::Value;

/// What each kind of object must have.
const KEYS: &[(&str, &[&str])] = &[
    (
        "line",
        &[
            "schema",
            "document",
            "sentences",
            "actors",
            "figures",
            "pillars",
            "frameworks",
            "commitments",
            "attributions",
            "diagnostics",
        ],
    ),
    ("document", &["id", "path", "title", "byline", "source", "published", "url", "lang", "sha256", "text", "blocks"]),
    ("actors", &["span", "text", "actor", "name", "kind", "via", "place"]),
    (
        "figures",
        &[
            "id",
            "sentence",
            "span",
            "text",
            "low",
            "high",
            "bound",
            "significant",
            "unit",
            "dimension",
            "rate",
            "change",
            "counted",
            "action",
            "measure",
            "subject",
            "object",
            "scope",
            "event",
            "statistic",
            "time_kind",
            "basis",
            "period",
            "as_of",
            "status",
            "finality",
            "role",
            "speaker",
            "part_of",
            "rule",
            "flags",
        ],
    ),
    ("pillars", &["sentence", "pillar", "score", "cues"]),
    ("frameworks", &["span", "announced", "title", "items"]),
    (
        "commitments",
        &[
            "id",
            "sentence",
            "span",
            "text",
            "actors",
            "recipients",
            "action",
            "object",
            "strength",
            "negated",
            "stage",
            "status",
            "kind",
            "act",
            "certainty",
            "proposer",
            "inferred",
            "event_date",
            "specificity",
            "rule",
            "condition",
            "deadline",
            "stance",
            "speaker",
            "figures",
            "pillars",
            "cues",
        ],
    ),
    ("attributions", &["span", "speaker", "text", "kind", "cue"]),
    ("diagnostics", &["level", "code", "message", "span"]),
    ("audit", &["schema", "groups", "coverage", "snapshot", "totals"]),
    (
        "group",
        &[
            "measure",
            "label",
            "unit",
            "subject",
            "verdict",
            "severity",
            "certainty",
            "origins",
            "low",
            "high",
            "figures",
            "links",
        ],
    ),
    ("member", &["ref", "document", "title", "source", "published", "sentence_text", "figure"]),
    ("link", &["a", "b", "id", "verdict", "severity", "certainty", "derived", "ratio", "dimensions", "hint", "explanation"]),
    ("coverage", &["claims", "compared", "not_compared"]),
    ("totals", &["documents", "figures", "groups", "links"]),
    ("search", &["schema", "query", "total", "read_as", "hits", "facets"]),
    ("hit", &["kind", "document", "title", "score", "snippet", "span"]),
    ("facets", &["actor", "pillar", "strength", "source", "measure", "unit", "verdict", "year", "lang"]),
];

/// Expects that an object has all its keys.
fn complete(kind: &str, value: &Value) {
    let keys = KEYS.iter().find(|(name, _)| *name == kind).map(|(_, keys)| *keys).expect("a known kind");
    let object = value.as_object().unwrap_or_else(|| panic!("{kind} is no object: {value}"));
    for key in keys {
        assert!(object.contains_key(*key), "{kind} lacks `{key}`: {value}");
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// What stands at a span of code points.
fn at(text: &str, span: &Value) -> String {
    let [from, to] = [0, 1].map(|i| usize::try_from(span[i].as_u64().expect("a place")).expect("a small number"));
    text.chars().skip(from).take(to - from).collect()
}

#[test]
fn analyze_prints_every_key_of_the_contract() {
    let place = Place::with_corpus();
    let lines = place.run(&["analyze", "corpus"]).good().lines();
    let kinds = ["actors", "figures", "pillars", "frameworks", "commitments", "attributions", "diagnostics"];
    for line in &lines {
        complete("line", line);
        complete("document", &line["document"]);
        assert_eq!(line["schema"], "countersign/analysis/1");
        let text = line["document"]["text"].as_str().expect("a text");
        for kind in kinds {
            for found in list(&line[kind]) {
                complete(kind, found);
                if let ("actors" | "figures" | "commitments", Some(words)) = (kind, found["text"].as_str()) {
                    assert_eq!(at(text, &found["span"]), words);
                }
            }
        }
    }
    for kind in &kinds[..5] {
        assert!(lines.iter().any(|line| !list(&line[kind]).is_empty()), "the corpus shows no {kind}");
    }
}

#[test]
fn ids_come_back_unchanged_in_input_order() {
    let place = Place::new();
    place.write("in.jsonl", "{\"id\": \"b/2 ü\", \"text\": \"Two.\"}\n{\"id\": \"a\", \"text\": \"One.\", \"date\": \"2025-03-04\", \"title\": \"T\"}\n{\"text\": \"Three.\"}\n");
    place.write("sub/deep/x.txt", "Four.");
    place.write("page.html", "<html><head><link rel=canonical href='https://example.org/p'></head><body><article><h1>The tanks</h1><p>Norway sent 12 tanks to Ukraine in the spring, said the ministry, and more will follow soon.</p></article></body></html>");
    let lines = place.run(&["analyze", "in.jsonl", "sub", "page.html"]).good().lines();
    let ids: Vec<&str> = lines.iter().filter_map(|line| line["document"]["id"].as_str()).collect();
    assert_eq!(ids, ["b/2 ü", "a", "in.jsonl#3", "deep/x.txt", "https://example.org/p"]);
    assert_eq!((&lines[1]["document"]["published"], &lines[1]["document"]["title"]), (&"2025-03-04".into(), &"T".into()));
    let from_input = &place.feed(&["analyze", "-"], "Norway sent 12 tanks.").good().lines()[0]["document"];
    assert_eq!((&from_input["id"], &from_input["path"]), (&from_input["sha256"], &Value::Null));
}

/// A text whose bytes and code points part early.
const ODD: &str = "🎖️ “Thanks” – said Kyiv’s envoy 🇺🇦. Norway’s “coalition” trained 10,000 Ukrainian soldiers as of 1 May 2025 ✅. Denmark pledged €2 billion.";

#[test]
fn places_are_code_points_wherever_they_leave_the_program() {
    let place = Place::new();
    place.write("a.txt", ODD);
    place.write("b.txt", ODD.replace("10,000", "50,000"));
    let lines = place.run(&["analyze", "a.txt"]).good().lines();
    let figures = list(&lines[0]["figures"]);
    assert!(figures.iter().any(|figure| figure["text"] == "10,000"), "{figures:?}");
    for figure in figures.iter().chain(list(&lines[0]["commitments"])).chain(list(&lines[0]["actors"])) {
        assert_eq!(at(ODD, &figure["span"]), figure["text"].as_str().expect("words"));
    }
    place.run(&["ingest", "a.txt", "b.txt"]).good();
    for call in [["audit", "--format", "json"].as_slice(), &["audit", "a.txt", "b.txt", "--format", "json"]] {
        let audit = place.json(call);
        let members: Vec<&Value> = list(&audit["groups"]).iter().flat_map(|group| list(&group["figures"])).collect();
        assert!(members.len() >= 2, "{audit}");
        for member in members {
            let text = if member["document"] == "a.txt" { ODD.to_owned() } else { ODD.replace("10,000", "50,000") };
            assert_eq!(at(&text, &member["figure"]["span"]), member["figure"]["text"].as_str().expect("words"));
        }
    }
    let found = place.json(&["search", "doc:a.txt", "--in", "figures", "--format", "json"]);
    assert_ne!(found["total"], 0);
    for hit in list(&found["hits"]) {
        assert_eq!(at(ODD, &hit["found"]["span"]), hit["found"]["text"].as_str().expect("words"));
        assert_eq!(hit["span"], hit["found"]["span"]);
    }
}

#[test]
fn audit_and_compare_print_every_key_of_the_contract() {
    let place = Place::with_corpus();
    let audit = place.json(&["audit", "corpus", "--format", "json"]);
    complete("audit", &audit);
    complete("coverage", &audit["coverage"]);
    complete("totals", &audit["totals"]);
    assert_eq!(audit["schema"], "countersign/audit/1");
    assert!(!list(&audit["groups"]).is_empty());
    for group in list(&audit["groups"]) {
        complete("group", group);
        for member in list(&group["figures"]) {
            complete("member", member);
            complete("figures", &member["figure"]);
        }
        list(&group["links"]).iter().for_each(|link| complete("link", link));
    }
    place.write("pairs.jsonl", "{\"id\": \"p1\", \"a\": \"As of 1 May 2025, NATO had trained 10,000 Ukrainian soldiers.\", \"b\": \"As of 1 May 2025, NATO had trained 50,000 Ukrainian soldiers.\"}\nno pair\n{\"id\": 2, \"a\": \"It rained.\", \"b\": \"It snowed.\"}\n");
    let done = place.run(&["compare", "--pairs", "pairs.jsonl"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("pairs.jsonl:2: not a pair"), "{}", done.err);
    let pairs = done.lines();
    assert_eq!((&pairs[0]["id"], &pairs[0]["verdict"]), (&"p1".into(), &"contradicts".into()));
    complete("link", &pairs[0]["links"][0]);
    assert_eq!(
        (&pairs[1]["id"], &pairs[1]["verdict"], &pairs[1]["links"]),
        (&2.into(), &"unrelated".into(), &Value::Array(Vec::new()))
    );
}

#[test]
fn search_prints_every_key_of_the_contract() {
    let place = Place::with_corpus();
    place.run(&["ingest", "corpus"]).good();
    for kind in ["articles", "passages", "figures", "commitments", "findings"] {
        let found = place.json(&["search", "soldiers", "--in", kind, "--format", "json"]);
        complete("search", &found);
        complete("facets", &found["facets"]);
        assert_eq!(found["schema"], "countersign/search/1");
        assert_ne!(found["total"], 0, "{kind}");
        for hit in list(&found["hits"]) {
            complete("hit", hit);
            let snippet = hit["snippet"]["text"].as_str().expect("a text");
            for highlight in list(&hit["snippet"]["highlights"]) {
                assert!(at(snippet, highlight).to_lowercase().starts_with("soldier"), "{hit}");
            }
        }
    }
}

#[test]
fn show_prints_an_article_with_marks() {
    let place = Place::with_corpus();
    place.run(&["ingest", "corpus"]).good();
    let from_index = place.run(&["show", "training-count.txt"]).good().out;
    let from_file = place.run(&["show", "corpus/training-count.txt", "--index", "none"]).good().out;
    for out in [&from_index, &from_file] {
        assert!(out.contains("[over 120,000]") && out.contains("_NATO_") && out.contains('⟦'), "{out}");
    }
    assert_eq!(from_index.lines().skip(3).collect::<Vec<_>>(), from_file.lines().skip(3).collect::<Vec<_>>());
    complete("line", &place.json(&["show", "training-count.txt", "--format", "json"]));
}

#[test]
fn explain_names_rule_and_words_of_every_kind() {
    let place = Place::new();
    let text = "Élan in numbers\n\n\"The convoy will deliver 40 tanks,\" the Norwegian prime minister said. Denmark pledged to train 400 pilots by 2030.\n\n\
                A missile strike on Dover killed 12 people on Tuesday. The plan rests on three pillars: training, air defence and sanctions.\n";
    let done = place.feed(&["analyze", "-", "--explain"], text);
    assert_eq!(done.code, 0, "{}", done.err);
    let out = done.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = [
        "speech [“\"The convoy will deliver 40 tanks” 17–50] direct speech of person/jonas-gahr-store; rule «frame» by “said”",
        "40, exact, planned, claim; rule «digits» by “will” 29–33",
        "speaker: person/jonas-gahr-store, innermost speech “said”",
        "] state/denmark, by name; rule «name»",
        "action: train, predicate or noun of action before “train”",
        "measure: pilots/trained, predicate of the lexicon “train”",
        "period: by, nearest time that is no day of speaking “by 2030”",
        "promise c",
        "pledged, promise, own; rule «R",
        "deadline: due “by 2030”",
        "event: attack, Dover “missile strike”",
        "pillar [“air defence”",
        "framework [“training”",
        "three pillars: 3 items, announced 3; rule «",
    ];
    for words in wanted {
        assert!(out.contains(words), "no {words:?} in {out}");
    }
    assert!(!done.out.contains('\u{1b}'), "colour where there is no terminal");
}
