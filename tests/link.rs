//! Linking: the worked examples of the design as data, and what must hold of any corpus.

use countersign::link::{self, Claim, DocRef, Knowledge, Relation};
use countersign::model::{ActorId, Figure, MeasureId, Verdict};
use countersign::text::Span;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A small world: what the lexicon will know.
struct World;

const FAMILIES: &[(&str, &str)] = &[
    ("troops/trained", "training"),
    ("troops/in-training", "training"),
    ("aid/provided", "aid"),
    ("aid/weapons", "aid"),
    ("aid/pledged", "aid"),
    ("coalition/members", "size"),
    ("casualties/all", "casualties"),
    ("casualties/killed", "casualties"),
    ("casualties/wounded", "casualties"),
    ("rockets/fired", "strikes"),
    ("damage/cost", "damage"),
    ("share/support", "opinion"),
    ("population/total", "society"),
    ("companies/deal", "companies"),
];
const PARTS: &[(&str, &str)] = &[
    ("organization/nsatu", "organization/nato"),
    ("organization/afu", "state/ukraine"),
    ("casualties/killed", "casualties/all"),
    ("casualties/wounded", "casualties/all"),
];
const PLACES: &[(&str, &str)] = &[("Jabaliya", "Gaza"), ("Qalin district", "Herat province")];

fn in_table(table: &[(&str, &str)], a: &str, b: &str) -> Relation {
    match () {
        () if a == b => Relation::Same,
        () if table.contains(&(a, b)) => Relation::PartOf,
        () if table.contains(&(b, a)) => Relation::Contains,
        () => Relation::Unknown,
    }
}

impl Knowledge for World {
    fn family(&self, measure: &MeasureId) -> Option<&str> {
        FAMILIES.iter().find(|(id, _)| *id == measure.as_str()).map(|(_, family)| *family)
    }

    fn related(&self, a: &ActorId, b: &ActorId) -> Relation {
        let states = a.as_str().starts_with("state/") && b.as_str().starts_with("state/");
        match in_table(PARTS, a.as_str(), b.as_str()) {
            Relation::Unknown if states => Relation::Disjoint,
            relation => relation,
        }
    }

    fn measures(&self, a: &MeasureId, b: &MeasureId) -> Relation {
        match in_table(PARTS, a.as_str(), b.as_str()) {
            Relation::Unknown => Relation::Disjoint,
            relation => relation,
        }
    }

    fn root(&self, actor: &ActorId) -> ActorId {
        PARTS.iter().find(|(part, _)| *part == actor.as_str()).map_or_else(|| actor.clone(), |(_, whole)| (*whole).into())
    }

    fn places(&self, a: &str, b: &str) -> Relation {
        in_table(PLACES, a, b)
    }
}

/// One side of a case: the fields of a figure that are not the default, and its sentence and document.
#[derive(Debug, Clone, Deserialize)]
struct Side {
    text: String,
    sentence: Option<String>,
    document: Option<String>,
    source: Option<String>,
    published: Option<String>,
    as_of: Option<[String; 2]>,
    counted: Option<String>,
    scope: Option<Vec<Value>>,
    period: Option<[String; 3]>,
    event: Option<Value>,
    #[serde(flatten)]
    fields: serde_json::Map<String, Value>,
}

#[derive(Debug, Deserialize)]
struct Case {
    name: String,
    a: Side,
    b: Side,
    verdict: Verdict,
    /// The verdict in a corpus, where it is another than side by side.
    corpus: Option<Verdict>,
    certainty: Option<String>,
    severity: Option<String>,
    ratio: Option<f64>,
    derived: Option<bool>,
    hint: Option<String>,
    #[serde(default)]
    explains: Vec<String>,
    #[serde(default)]
    dimensions: std::collections::BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// The claim that a side describes.
fn claim(side: &Side, letter: &str) -> Claim {
    let counted = side.counted.clone().unwrap_or_default();
    let sentence = side.sentence.clone().unwrap_or_else(|| format!("{} {counted}", side.text));
    let start = sentence.find(&side.text).unwrap_or_else(|| panic!("`{}` is not in `{sentence}`", side.text));
    let span = Span::new(start, start + side.text.len());
    let mut figure = json!({
        "id": format!("f{}", if letter == "a" { 1 } else { 2 }), "sentence": 0, "span": span, "text": side.text, "low": null, "high": null, "bound": "exact",
        "significant": 2, "unit": null, "dimension": "count", "rate": null, "change": null, "counted": null, "action": null,
        "measure": null, "subject": [], "object": [], "scope": [], "event": null, "statistic": "count", "time_kind": "flow", "basis": [],
        "period": null, "as_of": null, "status": "actual", "finality": null, "role": "claim", "speaker": null, "part_of": null,
        "rule": "case", "cues": [], "flags": []
    });
    let object = figure.as_object_mut().unwrap();
    if let Some(counted) = &side.counted {
        object.insert("counted".into(), json!({"span": span, "text": counted}));
    }
    if let Some([start, end]) = &side.as_of {
        object.insert("as_of".into(), json!({"start": start, "end": end, "via": "stated"}));
    }
    if let Some([kind, start, end]) = &side.period {
        let date = |text: &String| (!text.is_empty()).then(|| text.clone());
        object.insert(
            "period".into(),
            json!({"kind": kind, "start": date(start), "end": date(end), "span": span, "text": format!("{kind} {start}–{end}")}),
        );
    }
    for scope in side.scope.iter().flatten() {
        let mut scope = scope.clone();
        scope["span"] = json!(span);
        if scope.get("id").is_none() {
            scope["id"] = Value::Null;
        }
        object["scope"].as_array_mut().unwrap().push(scope);
    }
    if let Some(event) = &side.event {
        let mut full = json!({"type": "attack", "place": null, "date": null, "actors": [], "key": side.text});
        event.as_object().unwrap().iter().for_each(|(key, value)| full[key] = value.clone());
        object.insert("event".into(), full);
    }
    if let Some(value) = side.fields.get("value") {
        object.insert("low".into(), value.clone());
        object.insert("high".into(), value.clone());
    }
    for (key, value) in side.fields.iter().filter(|(key, _)| *key != "value") {
        assert!(object.contains_key(key), "a figure has no `{key}`");
        object.insert(key.clone(), value.clone());
    }
    let figure: Figure = serde_json::from_value(figure).unwrap();
    let document = DocRef {
        id: side.document.clone().unwrap_or_else(|| letter.to_owned()),
        source: side.source.clone(),
        published: side.published.as_ref().map(|date| date.parse().unwrap()),
        ..DocRef::default()
    };
    Claim::new(Arc::new(document), &sentence, Span::new(0, sentence.len()), figure)
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(include_str!("cases/links.toml")).unwrap().case
}

/// The verdict that a corpus of these two claims gives; `unrelated` where it has no link.
fn in_corpus(a: &Claim, b: &Claim) -> Verdict {
    let report = link::link(&[b.clone(), a.clone()], &World);
    report.groups.iter().flat_map(|group| &group.links).map(|link| link.verdict).next().unwrap_or(Verdict::Unrelated)
}

#[test]
fn the_worked_examples_come_out_right() {
    let mut faults = Vec::new();
    for case in cases() {
        let (a, b) = (claim(&case.a, "a"), claim(&case.b, "b"));
        let result = link::pair(std::slice::from_ref(&a), std::slice::from_ref(&b), None, &World);
        let mut fault = |what: String| faults.push(format!("{}: {what}", case.name));
        if result.verdict != case.verdict {
            fault(format!(
                "{:?}, expected {:?}: {:?}",
                result.verdict,
                case.verdict,
                result.links.first().map(|link| &link.explanation)
            ));
            continue;
        }
        let corpus = in_corpus(&a, &b);
        if corpus != case.corpus.unwrap_or(case.verdict) {
            fault(format!("{corpus:?} in a corpus"));
        }
        let Some(link) = result.links.first() else { continue };
        let found = serde_json::to_value(link).unwrap();
        let mut check = |key: &str, wanted: Option<Value>| match wanted {
            Some(wanted) if found[key] != wanted => {
                fault(format!("{key} {} expected {wanted}: {}", found[key], link.explanation))
            }
            _ => {}
        };
        check("certainty", case.certainty.map(Value::from));
        check("severity", case.severity.map(Value::from));
        check("ratio", case.ratio.map(Value::from));
        check("derived", case.derived.map(Value::from));
        for (dimension, wanted) in &case.dimensions {
            if found["dimensions"][dimension]["outcome"] != json!(wanted) {
                fault(format!("{dimension} is {}, expected {wanted}", found["dimensions"][dimension]));
            }
        }
        if let Some(hint) = case.hint.filter(|hint| !link.hint.as_deref().unwrap_or("").contains(hint.as_str())) {
            fault(format!("hint {:?}, expected `{hint}`", link.hint));
        }
        for words in case.explains.iter().filter(|words| !link.explanation.contains(words.as_str())) {
            fault(format!("`{words}` is not in `{}`", link.explanation));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_pair_is_judged_alike_from_both_sides() {
    for case in cases() {
        let (a, b) = (claim(&case.a, "a"), claim(&case.b, "b"));
        let there = link::pair(std::slice::from_ref(&a), std::slice::from_ref(&b), None, &World);
        let back = link::pair(std::slice::from_ref(&b), std::slice::from_ref(&a), None, &World);
        assert_eq!(there.verdict, back.verdict, "{}", case.name);
        let ids =
            |result: &link::PairResult| result.links.first().map(|link| (link.id.clone(), link.evidence.clone(), link.severity));
        assert_eq!(ids(&there), ids(&back), "{}", case.name);
    }
}

/// A corpus of many claims: `count` figures of one block, spread over documents.
fn corpus(count: u32, blocks: u32) -> Vec<Claim> {
    let one = |n: u32| {
        let value = 1000 + (n * 7919) % 977 * 10;
        let side = Side {
            text: format!("{value}"),
            sentence: Some(format!(
                "Report {n} by the office said {value} soldiers of unit {n} had been trained there so far, item {n}."
            )),
            document: Some(format!("d{:06}", n / 3)),
            source: None,
            published: Some(format!("2025-0{}-1{}", 1 + n % 9, n % 9)),
            as_of: None,
            counted: Some("soldiers".into()),
            scope: None,
            period: None,
            event: None,
            fields: json!({"value": value, "action": "train", "measure": "troops/trained", "time_kind": "cumulative",
                "subject": [format!("state/s{}", n % blocks)]})
            .as_object()
            .unwrap()
            .clone(),
        };
        let mut claim = claim(&side, "a");
        claim.figure.id = format!("f{}", 1 + n % 3);
        claim.figure.span = Span { start: claim.figure.span.start + 200 * (n % 3), end: claim.figure.span.end + 200 * (n % 3) };
        claim.sentence = Span { start: 200 * (n % 3), end: claim.sentence.end + 200 * (n % 3) };
        claim
    };
    (0..count).map(one).collect()
}

#[test]
fn the_order_of_claims_and_the_number_of_threads_change_nothing() {
    let claims = corpus(300, 4);
    let mut other = claims.clone();
    other.reverse();
    other.swap(3, 70);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| link::link(&claims, &World));
    let many = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap().install(|| link::link(&other, &World));
    assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&many).unwrap());
}

/// The prints of the cells of a corpus.
fn prints(claims: &[Claim]) -> BTreeSet<u64> {
    let mut blocks: BTreeMap<u64, Vec<link::Entry>> = BTreeMap::new();
    for article in claims.chunk_by(|a, b| a.document.id == b.document.id) {
        for (nth, filed) in (0..).zip(link::file(article, &World, &link::Corrections::default())) {
            filed.entries(nth).for_each(|(key, entry)| blocks.entry(key).or_default().push(entry));
        }
    }
    blocks.values_mut().for_each(|block| block.sort_unstable());
    blocks.iter().flat_map(|(key, block)| link::cells(*key, block)).map(|cell| cell.print).collect()
}

#[test]
fn a_new_article_touches_few_cells_of_a_large_block() {
    let claims = corpus(6000, 1);
    let (all, before) = (prints(&claims), prints(&claims[3..]));
    let new = all.difference(&before).count();
    assert!(new > 0 && new <= 24 && before.len() > 2 * new, "{new} new cells of {}", all.len());
}

#[test]
fn a_large_block_is_swept_and_not_squared() {
    let report = link::link(&corpus(2000, 1), &World);
    let links: u64 = report.totals.links.values().sum();
    assert!(links > 0 && links < 2000 * 20, "{links} links");
    assert!(report.groups.iter().all(|group| group.links.len() <= 120 && group.figures.len() <= 400));
    assert_eq!(report.coverage.claims, 2000);
}

#[test]
fn an_id_survives_a_changed_value_and_the_evidence_does_not() {
    let case = cases().into_iter().find(|case| case.name == "two floors").unwrap();
    let (a, b) = (claim(&case.a, "a"), claim(&case.b, "b"));
    let mut changed = case.b.clone();
    changed.text = "more than 195,000".into();
    changed.fields.insert("low".into(), json!(195_000));
    changed.sentence = changed.sentence.map(|sentence| sentence.replace("192", "195"));
    let link_of = |b: &Claim| link::pair(std::slice::from_ref(&a), std::slice::from_ref(b), None, &World).links.remove(0);
    let (first, second) = (link_of(&b), link_of(&claim(&changed, "b")));
    assert_eq!(first.id, second.id);
    assert_ne!(first.evidence, second.evidence);
}

#[test]
fn a_copied_passage_is_one_origin_and_two_speakers_are_two() {
    let sentence = "Instructors of the mission have put 4,300 recruits through the basic course since the spring, its commander told reporters.";
    let side = |document: &str, sentence: &str| Side {
        text: "4,300".into(),
        sentence: Some(sentence.into()),
        document: Some(document.into()),
        source: None,
        published: None,
        as_of: None,
        counted: Some("recruits".into()),
        scope: None,
        period: None,
        event: None,
        fields: json!({"value": 4300, "action": "train", "subject": ["state/x"], "time_kind": "cumulative"})
            .as_object()
            .unwrap()
            .clone(),
    };
    let copy = [claim(&side("a", sentence), "a"), claim(&side("b", sentence), "a")];
    let own = [claim(&side("a", sentence), "a"), claim(&side("b", "By its own count the mission trained 4,300 recruits."), "a")];
    let origins =
        |claims: &[Claim]| link::link(claims, &World).groups.first().map(|group| (group.origins, group.links[0].derived));
    assert_eq!(origins(&copy), Some((1, true)));
    assert_eq!(origins(&own), Some((2, false)));
}

#[test]
fn one_voice_of_one_article_is_one_origin_in_whatever_currency_and_two_speakers_are_two() {
    let sentence = "The allies will buy shells for at least 5 billion euros ($5.8bn), the ministry said on 3 May 2025.";
    let side = |text: &str, value: f64, unit: &str, speaker: Option<&str>| Side {
        text: text.into(),
        sentence: Some(sentence.into()),
        document: Some("a".into()),
        source: None,
        published: Some("2025-05-03".into()),
        as_of: None,
        counted: None,
        scope: None,
        period: None,
        event: None,
        fields: json!({"value": value, "unit": unit, "dimension": "money", "measure": "aid/pledged", "subject": ["state/x"],
            "speaker": speaker})
        .as_object()
        .unwrap()
        .clone(),
    };
    let origins = |one: Option<&str>, other: Option<&str>| {
        let claims = [claim(&side("5 billion euros", 5e9, "EUR", one), "a"), claim(&side("$5.8bn", 5.8e9, "USD", other), "a")];
        link::link(&claims, &World).groups.first().map(|group| group.origins)
    };
    assert_eq!(origins(None, None), Some(1));
    assert_eq!(origins(Some("person/one"), Some("person/one")), Some(1));
    assert_eq!(origins(Some("person/one"), Some("person/two")), Some(2));
}

#[test]
fn what_is_told_of_one_fact_names_a_group_before_its_parts() {
    let case = |name: &str| cases().into_iter().find(|case| case.name == name).unwrap();
    let (agreeing, part) = (case("a rounded number and the exact one"), case("of which"));
    let verdict = |claims: &[Claim]| link::link(claims, &World).groups.first().map(|group| group.verdict);
    let two = [claim(&agreeing.a, "a"), claim(&agreeing.b, "b")];
    assert_eq!(verdict(&two), Some(Verdict::Agrees));
    let mut few = agreeing.b.clone();
    few.text = "40".into();
    few.fields.insert("value".into(), json!(40));
    few.scope = Some(vec![json!({"kind": "subset", "text": "of them in the capital", "id": null})]);
    let with_part = [two[0].clone(), two[1].clone(), claim(&few, "c")];
    let group = link::link(&with_part, &World).groups.remove(0);
    assert!(group.judged.keys().any(|verdict| *verdict != Verdict::Agrees), "{:?}", group.judged);
    assert_eq!(group.verdict, Verdict::Agrees);
    assert_eq!(verdict(&[claim(&part.a, "a"), claim(&part.b, "b")]), Some(Verdict::PartOf));
}

#[test]
fn a_rounded_number_is_as_wide_as_its_zeros() {
    let table = [
        ("600", 600.0, 564.0, 636.0),
        ("631", 631.0, 631.0, 631.0),
        ("120,000", 120e3, 115e3, 125e3),
        ("1.8 billion", 1.8e9, 1.75e9, 1.85e9),
        ("two million", 2e6, 1.5e6, 2.5e6),
        ("19", 19.0, 19.0, 19.0),
        ("20", 20.0, 19.5, 20.5),
        ("1,250 million", 1.25e9, 1.245e9, 1.255e9),
    ];
    for (text, value, low, high) in table {
        let side = Side {
            text: text.into(),
            sentence: None,
            document: None,
            source: None,
            published: None,
            as_of: None,
            counted: None,
            scope: None,
            period: None,
            event: None,
            fields: json!({"value": value}).as_object().unwrap().clone(),
        };
        let found = link::value(&claim(&side, "a").figure, link::Words::built_in()).unwrap().possible;
        assert!((found.low / low - 1.0).abs() < 1e-6 && (found.high / high - 1.0).abs() < 1e-6, "{text}: {found:?}");
    }
}

#[test]
fn what_was_not_compared_is_counted_with_its_reason() {
    let lone = Side {
        text: "17".into(),
        sentence: None,
        document: None,
        source: None,
        published: None,
        as_of: None,
        counted: Some("bridges".into()),
        scope: None,
        period: None,
        event: None,
        fields: json!({"value": 17, "subject": ["state/x"]}).as_object().unwrap().clone(),
    };
    let report = link::link(&[claim(&lone, "a")], &World);
    assert_eq!((report.coverage.claims, report.coverage.compared), (1, 0));
    assert_eq!(report.coverage.not_compared.into_iter().collect::<Vec<_>>(), [("no_counterpart".to_owned(), 1)]);
}

/// The report on the claims of some cases.
fn report_on(names: &[&str]) -> link::Report {
    let mut claims = Vec::new();
    for (at, case) in cases().into_iter().filter(|case| names.contains(&case.name.as_str())).enumerate() {
        claims.push(claim(&case.a, &format!("a{at}")));
        claims.push(claim(&case.b, &format!("b{at}")));
    }
    link::link(&claims, &World)
}

#[test]
fn every_form_of_the_report_shows_both_sentences_with_the_figure_marked() {
    use countersign::report::{Style, audit};
    let report = report_on(&["two floors"]);
    let extent = audit::Extent::Disputes;
    let text = audit::text(&report, Style::Plain, extent);
    assert!(text.contains("trained [over 120,000] Ukrainian") && text.contains("[more than 192,000] Ukrainian"), "{text}");
    assert!(text.contains("moderate tension, possible, ratio 1.6") && text.contains("2 of 2 claims"), "{text}");
    assert!(audit::text(&report, Style::Colour, extent).contains('\u{1b}'));
    let markdown = audit::markdown(&report, extent);
    assert!(markdown.contains("**more than 192,000**") && markdown.contains("ratio 1.6"), "{markdown}");
    let html = audit::html(&report, extent);
    assert!(
        html.contains("<mark>over 120,000</mark>")
            && html.contains("over 120,000: 117,600 or more")
            && html.contains("data-severity=\"moderate\"")
    );
    assert!(!html.contains("http://") && !html.contains("https://"), "the page needs no network");
    let csv = audit::csv(&report);
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.contains("\"over 120,000\"") && csv.contains(",tension,moderate,possible,false,1.6,"), "{csv}");
}

#[test]
fn a_report_that_could_run_as_code_does_not() {
    use countersign::report::audit;
    let mut case = cases().into_iter().find(|case| case.name == "two floors").unwrap();
    case.a.document = Some("<script>alert(1)</script>".into());
    case.a.source = Some("=cmd()".into());
    let report = link::link(&[claim(&case.a, "a"), claim(&case.b, "b")], &World);
    assert!(!audit::html(&report, audit::Extent::All).contains("<script>alert"));
    assert!(audit::csv(&report).contains("'=cmd()"));
}

#[test]
fn a_report_reads_back_as_it_was_written() {
    let names: Vec<String> = cases().into_iter().map(|case| case.name).collect();
    let report = report_on(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let json = serde_json::to_string(&report).unwrap();
    let back: link::Report = serde_json::from_str(&json).unwrap();
    assert!(serde_json::to_string(&back).unwrap() == json);
}

#[test]
#[ignore = "prints the reports of all cases, for the eye"]
fn show_the_reports() {
    use countersign::report::{Style, audit};
    let names: Vec<String> = cases().into_iter().map(|case| case.name).collect();
    let report = report_on(&names.iter().map(String::as_str).collect::<Vec<_>>());
    println!("{}", audit::text(&report_on(&["two floors"]), Style::Plain, audit::Extent::All));
    println!("{}", audit::text(&report, Style::Plain, audit::Extent::Disputes));
    std::fs::write(std::env::temp_dir().join("countersign-cases.html"), audit::html(&report, audit::Extent::All)).unwrap();
}

#[test]
fn a_change_leads_from_one_end_to_the_other() {
    let sentence = |to: &str| format!("The fleet grew by 25 ships, from 40 ships to {to} ships.");
    let verdicts = |to: &str| {
        let one = |text: &str, id: &str| {
            let side = Side {
                text: text.into(),
                sentence: Some(sentence(to)),
                document: Some("d".into()),
                source: None,
                published: None,
                as_of: None,
                counted: Some("ships".into()),
                scope: None,
                period: None,
                event: None,
                fields: json!({"value": text.parse::<f64>().unwrap(), "change": "increase", "subject": ["state/x"]})
                    .as_object()
                    .unwrap()
                    .clone(),
            };
            let mut claim = claim(&side, "a");
            claim.figure.id = id.into();
            claim
        };
        let report = link::link(&[one("25", "f1"), one("40", "f2"), one(to, "f3")], &World);
        report.groups.iter().flat_map(|group| &group.links).filter(|link| link.verdict == Verdict::Contradicts).count()
    };
    assert_eq!((verdicts("65"), verdicts("80")), (0, 1));
}
