//! The ledger of commitments and the matrix of pillars, from outside.

use super::Place;
use serde_json::Value;

/// Articles about one promise, in our own words.
fn articles(place: &Place) {
    for (name, day, source, text) in [
        ("a", "2025-01-10", "Herald", "Norway will send six howitzers to Moldova by March 2025."),
        ("b", "2025-01-11", "Courier", "Norway is considering sending six howitzers to Moldova, officials confirmed."),
        ("c", "2025-02-20", "Courier", "Norway has refused to send the six howitzers to Moldova."),
        ("d", "2025-01-05", "Herald", "Spain pledged to deliver nine radars to Latvia."),
        ("e", "2025-06-01", "Tribune", "In May 2025 Spain delivered the nine radars to Latvia."),
        ("f", "2025-01-06", "Tribune", "Spain pledged to deliver nine radars to Latvia."),
        ("g", "2025-01-06", "Tribune", "Poland should buy air defence systems. Chile imposed sanctions on two banks."),
    ] {
        let front = format!("---\ntitle: About {name}\ndate: {day}\nsource: {source}\n---\n\n{text}\n");
        place.write(&format!("in/{name}.md"), &front);
    }
}

fn rows(place: &Place, call: &[&str]) -> Vec<Value> {
    let mut call = call.to_vec();
    call.extend(["--format", "json"]);
    let out = place.run(&call).good().out;
    let ledger: Value = serde_json::from_str(&out).expect("the ledger is JSON");
    ledger["rows"].as_array().cloned().unwrap_or_default()
}

#[test]
fn one_row_a_promise_with_its_copies_counted_once_and_its_fate() {
    let place = Place::new();
    articles(&place);
    let rows = rows(&place, &["commitments", "in"]);
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let ties: Vec<&str> = row["ties"].as_array().unwrap().iter().filter_map(|tie| tie["kind"].as_str()).collect();
            format!(
                "{} {} {} {} of {}: {}",
                row["actors"][0].as_str().unwrap(),
                row["strength"].as_str().unwrap(),
                row["standing"].as_str().unwrap(),
                row["origins"],
                row["mentions"].as_array().unwrap().len(),
                ties.join(" ")
            )
        })
        .collect();
    assert_eq!(
        told,
        ["state/norway pledged withdrawn 3 of 3: conflicts retreats", "state/spain pledged fulfilled 2 of 3: fulfils",]
    );
}

#[derive(serde::Deserialize)]
struct Corpora {
    corpus: Vec<Corpus>,
}

/// Articles by name, each with its day and text, and every tie between them.
#[derive(serde::Deserialize)]
struct Corpus {
    name: String,
    ties: Vec<String>,
    open: Option<usize>,
    articles: std::collections::BTreeMap<String, (String, String)>,
}

#[test]
fn each_corpus_has_its_ties_and_no_others() {
    let corpora: Corpora = toml::from_str(include_str!("../cases/ledger.toml")).expect("the corpora are TOML");
    for corpus in &corpora.corpus {
        let place = Place::new();
        for (name, (day, text)) in &corpus.articles {
            place.write(&format!("in/{name}.md"), format!("---\ntitle: About {name}\ndate: {day}\n---\n\n{text}\n"));
        }
        let mut found = Vec::new();
        let mut open = 0;
        for row in rows(&place, &["commitments", "in", "--all"]) {
            open += usize::from(row["standing"] == "open");
            let article = |at: &Value| {
                let id = row["mentions"][at.as_u64().unwrap() as usize]["document"].as_str().unwrap().to_owned();
                id.rsplit('/').next().unwrap().trim_end_matches(".md").to_owned()
            };
            for tie in row["ties"].as_array().unwrap() {
                found.push(format!("{}: {} {}", tie["kind"].as_str().unwrap(), article(&tie["a"]), article(&tie["b"])));
            }
        }
        found.sort();
        let mut wanted = corpus.ties.clone();
        wanted.sort();
        assert_eq!(found, wanted, "{}", corpus.name);
        assert!(corpus.open.is_none_or(|wanted| wanted == open), "{}: {open} open", corpus.name);
    }
}

#[test]
fn a_deadline_is_past_by_the_day_that_is_named_or_by_the_newest_articles_day() {
    let place = Place::new();
    place.write("p.md", "---\ndate: 2025-01-10\n---\n\nNorway will send six howitzers to Moldova by March 2025.\n");
    let standing = |call: &[&str]| rows(&place, call)[0]["standing"].as_str().unwrap().to_owned();
    assert_eq!(standing(&["commitments", "p.md"]), "open");
    assert_eq!(standing(&["commitments", "p.md", "--as-of", "2025-03-31"]), "open");
    assert_eq!(standing(&["commitments", "p.md", "--as-of", "2025-04-01"]), "overdue");
}

#[test]
fn the_ledger_is_the_same_from_files_and_from_the_index_and_is_filtered() {
    let place = Place::new();
    articles(&place);
    place.run(&["ingest", "in"]).good();
    for format in ["text", "csv", "markdown"] {
        let files = place.run(&["commitments", "in", "--format", format]).good().out;
        assert_eq!(files, place.run(&["commitments", "--format", format]).good().out);
    }
    assert_eq!(rows(&place, &["commitments", "--actor", "Norway"]).len(), 1);
    assert_eq!(rows(&place, &["commitments", "--recipient", "Latvia"]).len(), 1);
    assert_eq!(rows(&place, &["commitments", "--strength", "pledged.."]).len(), 3, "acts are stronger than promises");
    assert_eq!(rows(&place, &["commitments", "--all"]).len(), 4);
    assert_eq!(rows(&place, &["commitments", "--source", "tribune"]).len(), 1);
    assert_eq!(rows(&place, &["commitments", "--pillar", "sanctions", "--all"]).len(), 1);
    let conflicts = place.run(&["commitments", "--conflicts"]).good().out;
    assert!(conflicts.contains("conflicts: pledged in one article") && conflicts.contains("retreats: pledged on"), "{conflicts}");
    for (call, told) in [
        (["commitments", "--actor", "Atlantis"], "no lexicon knows the actor `Atlantis`"),
        (["commitments", "--strength", "strong"], "`strong` is no level"),
        (["commitments", "--pillar", "cooking"], "`cooking` is no pillar"),
    ] {
        let done = place.run(&call);
        assert!(done.code == 2 && done.err.contains(told), "{call:?}: {}", done.err);
    }
}

#[test]
fn pillars_are_counted_by_article_and_by_source_with_the_firmest_commitment() {
    let place = Place::new();
    articles(&place);
    place.run(&["ingest", "in"]).good();
    let matrix = |call: &[&str]| -> Value { serde_json::from_str(&place.run(call).good().out).expect("the matrix is JSON") };
    let by_source = matrix(&["pillars", "--by", "source", "--format", "json"]);
    let at = by_source["pillars"].as_array().unwrap().iter().position(|pillar| pillar["id"] == "sanctions").unwrap();
    let tribune = by_source["rows"].as_array().unwrap().iter().find(|row| row["id"] == "Tribune").unwrap();
    assert_eq!(tribune["articles"], 3);
    assert_eq!(tribune["cells"][at]["strength"], "enacted");
    for format in ["text", "html", "markdown", "csv"] {
        let files = place.run(&["pillars", "in", "--format", format]).good().out;
        assert_eq!(files, place.run(&["pillars", "--format", format]).good().out);
        assert!(files.to_lowercase().contains("sanctions"), "{files}");
    }
}

#[test]
fn a_taxonomy_of_ones_own_replaces_the_built_in_pillars() {
    let place = Place::new();
    place.write("one.txt", "Chile imposed sanctions on two banks. The harbour got a new crane.");
    let taxonomy = "kind = \"pillar\"\n[[entry]]\nid = \"harbours\"\nname = \"Harbours\"\ncues = [{ form = \"harbour\", weight = 0.9 }]\n\
                    examples = [\"the harbour is open\"]\ncounterexamples = [\"the road is open\"]\n";
    place.write("mine.toml", taxonomy);
    let out = place.run(&["pillars", "one.txt", "--taxonomy", "mine.toml"]).good().out;
    assert!(out.contains("Harbours") && !out.contains("Sanctions"), "{out}");
    // The same as a lexicon, for every command that reads.
    place.write("lexicons/pillars.toml", taxonomy.replacen('\n', "\nreplace = true\n", 1));
    let out = place.run(&["analyze", "one.txt", "--lexicons", "lexicons"]).good().out;
    assert!(out.contains("\"pillar\":\"harbours\"") && !out.contains("\"pillar\":\"sanctions\""), "{out}");
    let missing = place.run(&["pillars", "one.txt", "--taxonomy", "none.toml"]);
    assert!(missing.code == 2 && missing.err.contains("none.toml:0: cannot be read"), "{}", missing.err);
}

#[test]
fn a_rule_is_switched_off_and_a_name_that_is_no_rule_is_told_the_rules() {
    let place = Place::new();
    place.write("one.txt", "The allies agreed in principle to share the radar data.");
    let level = |call: &[&str]| -> String {
        let line: Value = serde_json::from_str(&place.run(call).good().out).expect("a line of JSON");
        line["commitments"][0]["strength"].as_str().unwrap().to_owned()
    };
    assert_eq!(level(&["analyze", "one.txt"]), "intended");
    assert_eq!(level(&["analyze", "one.txt", "--without-rule", "R18"]), "pledged");
    let wrong = place.run(&["analyze", "one.txt", "--without-rule", "R99"]);
    assert!(wrong.code == 2 && wrong.err.contains("R18  in principle"), "{}", wrong.err);
    // Another set of rules is another version: nothing is left unread.
    place.run(&["ingest", "one.txt"]).good();
    assert!(place.run(&["ingest", "one.txt"]).good().out.contains("1 unchanged"));
    assert!(place.run(&["ingest", "one.txt", "--without-rule", "R18"]).good().out.contains("1 changed"));
}

#[test]
fn reports_read_what_is_named_as_ingest_does() {
    let place = Place::new();
    place.write("export.json", r#"{"kopf":"One","inhalt":"Norway will send six howitzers to Moldova by March 2025."}"#);
    let call = ["commitments", "export.json", "--from", "jsonl", "--field", "text=inhalt"];
    assert_eq!(rows(&place, &call).len(), 1);
    place.write("list.txt", "export.json\n");
    let call = ["commitments", "--from-list", "list.txt", "--from", "jsonl", "--field", "text=inhalt"];
    assert_eq!(rows(&place, &call).len(), 1, "a list is no call for the index");
    let out = place.run(&["commitments", "export.json", "--from", "jsonl", "--format", "json"]);
    assert!(!out.out.contains("howitzers"), "without the name of the field there is no text: {}", out.out);
}
