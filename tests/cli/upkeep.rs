//! Care of an index from outside: removing, compacting, checking, and making it anew from what it stores.

use super::run::Place;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn ingested() -> Place {
    let place = Place::with_corpus();
    place.run(&["ingest", "corpus"]).good();
    place
}

fn hits(place: &Place, query: &str, kind: &str) -> Value {
    place.json(&["search", query, "--in", kind, "--all", "--format", "json"])["hits"].clone()
}

/// The files of one kind in the generation that counts.
fn files(place: &Place, kind: &str, end: &str) -> Vec<PathBuf> {
    let manifest: Value =
        serde_json::from_slice(&fs::read(place.path("index/manifest.json")).expect("a manifest")).expect("JSON");
    let folder = place.path("index").join(manifest["generation"].as_str().expect("a name")).join(kind);
    let files = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|it| it == end)).collect()
}

#[test]
fn a_removed_article_is_gone_with_all_findings_about_it() {
    let place = ingested();
    assert!(!hits(&place, "doc:training-count.txt", "findings").as_array().expect("hits").is_empty());
    let done = place.run(&["remove", "training-count.txt", "no-such-document"]);
    assert_eq!((done.code, done.out.as_str()), (1, "1 article removed, 47 left\n"));
    assert!(done.err.contains("no-such-document"), "{}", done.err);
    for kind in ["articles", "passages", "figures", "commitments", "findings"] {
        assert_eq!(hits(&place, "doc:training-count.txt", kind), Value::Array(Vec::new()), "{kind}");
    }
    place.run(&["verify"]).good();
    // What is left is as if the article had never been there.
    let other = Place::with_corpus();
    fs::remove_file(other.path("corpus/training-count.txt")).expect("a file");
    other.run(&["ingest", "corpus"]).good();
    assert_eq!(hits(&place, "*", "findings"), hits(&other, "*", "findings"));
}

#[test]
fn compacting_changes_no_answer() {
    let place = Place::with_corpus();
    for part in ["corpus/training-count.txt", "corpus/nsatu-brief.md", "corpus"] {
        place.run(&["ingest", part]).good();
    }
    let before = hits(&place, "training OR drones", "passages");
    place.run(&["compact"]).good();
    assert_eq!(hits(&place, "training OR drones", "passages"), before);
    assert_eq!(files(&place, "passages", "store").len(), 1);
    place.run(&["verify"]).good();
}

#[test]
fn an_older_format_is_refused_and_made_anew_from_what_is_stored() {
    let place = ingested();
    let before = hits(&place, "*", "findings");
    let manifest = fs::read_to_string(place.path("index/manifest.json")).expect("a manifest");
    let older = manifest.replacen("\"format\": ", "\"format\": 0", 1).replacen("\"format\": 0", "\"format\": 1, \"was\": ", 1);
    place.write("index/manifest.json", older);
    fs::remove_dir_all(place.path("corpus")).expect("the source files are gone");
    let refused = place.run(&["search", "drones"]);
    assert_eq!(refused.code, 3);
    assert!(refused.err.contains("countersign reindex"), "{}", refused.err);
    place.run(&["reindex"]).good();
    assert_eq!(hits(&place, "*", "findings"), before);
    place.run(&["verify"]).good();
}

#[test]
fn a_changed_byte_is_told() {
    let place = ingested();
    let file = files(&place, "figures", "store").pop().expect("a store");
    let mut bytes = fs::read(&file).expect("its bytes");
    let at = bytes.len() / 3;
    bytes[at] ^= 0x20;
    fs::write(&file, bytes).expect("it is written");
    let done = place.run(&["verify"]);
    assert_eq!(done.code, 3, "{}{}", done.out, done.err);
}
