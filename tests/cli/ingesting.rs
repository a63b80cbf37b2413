//! Ingest: counts, what is skipped and replaced, bad input, a killed run.

use super::Place;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};

/// Added, replaced, unchanged and failed, and how many articles the index holds.
fn counts(done: &Value) -> [u64; 5] {
    let count = |name: &str| done[name].as_u64().expect("a count");
    [
        count("added"),
        count("replaced"),
        count("unchanged"),
        count("failed"),
        done["counts"]["articles"].as_u64().expect("a count"),
    ]
}

#[test]
fn unchanged_articles_are_skipped_and_changed_ones_replaced() {
    let place = Place::with_corpus();
    let ingest = || place.json(&["ingest", "corpus", "--format", "json"]);
    let first = ingest();
    let [articles, ..] = counts(&first);
    assert!(articles >= 14, "{first}");
    assert_eq!(counts(&first), [articles, 0, 0, 0, articles]);
    let status = place.run(&["status"]).good().out;
    assert_eq!(counts(&ingest()), [0, 0, articles, 0, articles]);
    assert_eq!(place.run(&["status"]).good().out, status, "nothing to do changes nothing");
    let path = place.path("corpus/training-count.txt");
    let text = fs::read_to_string(&path).expect("an article");
    fs::write(&path, text.replace("22,000", "23,000")).expect("a file is written");
    assert_eq!(counts(&ingest()), [0, 1, articles - 1, 0, articles]);
    for (query, total) in [("23,000 doc:training-count.txt", 1), ("22,000 doc:training-count.txt", 0)] {
        assert_eq!(place.json(&["search", query, "--in", "figures", "--format", "json"])["total"], total, "{query}");
    }
}

#[test]
fn the_summary_shows_both_sentences_of_a_dispute_and_what_to_type_next() {
    let place = Place::new();
    place.write("a.txt", "As of 1 May 2025, NATO had trained 10,000 Ukrainian soldiers.");
    place.write("b.txt", "As of 1 May 2025, NATO had trained 50,000 Ukrainian soldiers.");
    let out = place.run(&["ingest", "a.txt", "b.txt", "--index", "ix"]).good().out;
    for part in [
        "2 articles (2 new, 0 changed, 0 unchanged)",
        "1 dispute of figures",
        "NATO had trained [10,000]",
        "NATO had trained [50,000]",
        "countersign audit --index ix",
        "countersign search",
    ] {
        assert!(out.contains(part), "{part} is not in {out}");
    }
}

#[test]
fn order_and_threads_change_nothing_that_is_printed() {
    let place = Place::with_corpus();
    let files: Vec<String> = ["a", "b", "c"]
        .iter()
        .zip(["training-count.txt", "nsatu-brief.md", "newswire.jsonl"])
        .map(|(name, file)| {
            let to = format!("{name}-{file}");
            fs::copy(place.path("corpus").join(file), place.path(&to)).expect("a file is copied");
            to
        })
        .collect();
    let forth: Vec<&str> = files.iter().map(String::as_str).collect();
    let back: Vec<&str> = forth.iter().rev().copied().collect();
    place.run(&[&["ingest", "--index", "one", "--threads", "1"], forth.as_slice()].concat()).good();
    place.run(&[&["ingest", "--index", "four", "--threads", "4"], back.as_slice()].concat()).good();
    for query in [
        ["search", "soldiers", "--format", "json"].as_slice(),
        &["search", "*", "--in", "findings", "--format", "jsonl"],
        &["audit", "--format", "json"],
    ] {
        let [one, four] = ["one", "four"].map(|index| place.run(&[query, &["--index", index]].concat()).good().out);
        assert!(!one.is_empty() && one == four, "{query:?}");
    }
    let audits = [(&forth, "1"), (&back, "4")]
        .map(|(files, n)| place.run(&[&["audit", "--format", "json", "--threads", n], files.as_slice()].concat()).good().out);
    assert_eq!(audits[0], audits[1]);
    let analyses = ["1", "4"].map(|n| place.run(&["analyze", "corpus", "--threads", n]).good().out);
    assert_eq!(analyses[0], analyses[1]);
}

#[test]
fn bad_input_is_told_and_loses_nothing_that_was_good() {
    let place = Place::new();
    place.write("in/good.txt", "Norway pledged $1 billion to Ukraine.");
    place.write("in/empty.txt", "");
    place.write("in/blank.txt", " \n\n");
    place.write("in/binary.txt", b"MZ\x00\x01\x02 text");
    place.write("in/latin.txt", b"Paris gave aid.\nThe caf\xe9 was full.");
    place.write("in/lines.jsonl", "{\"id\": \"one\", \"text\": \"Denmark sent 19 tanks.\"}\n{oops\n{\"id\": \"no-text\"}\n{\"id\": \"two\", \"text\": \"Poland sent 40 tanks.\"}\n");
    place.write("in/long.txt", "Sweden sent 10 tanks. ".repeat(60_000));
    place.write(
        "in/many.jsonl",
        (0..20_000)
            .map(|n| format!("{{\"id\": \"m{n}\", \"text\": \"Nothing new came on day {n} of the talks here.\"}}\n"))
            .collect::<String>(),
    );
    let done = place.run(&["ingest", "in", "nowhere.txt", "--max-size", "1", "--format", "json"]);
    assert_eq!(done.code, 1, "{}", done.err);
    for told in [
        "in/empty.txt: empty file; ",
        "in/blank.txt: empty file; ",
        "in/binary.txt: binary file; ",
        "in/lines.jsonl:2: not JSON: ",
        "in/lines.jsonl:3: ",
        "in/long.txt: article longer than 1048576 bytes; ",
        "nowhere.txt: no such file or directory; ",
    ] {
        let lines = done.err.lines().filter(|line| line.contains(told)).count();
        assert_eq!(lines, 1, "{told} in {}", done.err);
    }
    assert_eq!(counts(&done.json()), [20_004, 0, 0, 7, 20_004]);
    for (id, call) in [("good.txt", "doc:good.txt"), ("one", "doc:one"), ("two", "doc:two")] {
        let found = place.json(&["search", call, "--in", "articles", "--format", "json"]);
        assert_eq!((&found["total"], &found["hits"][0]["document"]), (&1.into(), &id.into()), "{id}");
    }
}

#[test]
fn a_pdf_that_its_parser_breaks_over_is_told_in_one_line() {
    let place = Place::new();
    let sample = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/formats/repair-depot.pdf")).unwrap();
    let broken = String::from_utf8(sample).unwrap().replace("/WinAnsiEncoding", "/WinAnsiEncodxng");
    place.write("broken.pdf", broken);
    let done = place.run(&["analyze", "broken.pdf"]);
    assert_eq!((done.code, done.err.lines().count()), (1, 1), "{}", done.err);
    assert!(done.err.contains("1 of 1 pages of the PDF could not be read"), "{}", done.err);
}

#[test]
#[cfg(unix)]
fn a_file_without_read_rights_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.write("in/shut.txt", "Norway sent 12 tanks.");
    place.write("in/open.txt", "Norway sent 12 tanks.");
    fs::set_permissions(place.path("in/shut.txt"), fs::Permissions::from_mode(0o000)).expect("rights are set");
    if fs::read(place.path("in/shut.txt")).is_ok() {
        eprintln!("not tested: this user may read everything");
        return;
    }
    let done = place.run(&["ingest", "in", "--format", "json"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("in/shut.txt: no permission to read it"), "{}", done.err);
    assert_eq!(counts(&done.json()), [1, 0, 0, 1, 1]);
}

#[test]
fn a_killed_run_leaves_the_index_as_of_its_last_commit() {
    let place = Place::new();
    place.write("one.txt", "Norway sent 12 tanks to Ukraine.");
    place.run(&["ingest", "one.txt"]).good();
    let before = place.run(&["status"]).good().out;
    let mut file = std::io::BufWriter::new(fs::File::create(place.path("many.jsonl")).expect("a file"));
    for n in 0..50_000 {
        writeln!(
            file,
            "{{\"id\": \"m{n}\", \"text\": \"On day {n} Norway sent {} tanks and pledged {n} more to Ukraine.\"}}",
            n + 3
        )
        .expect("a line");
    }
    file.flush().expect("the file is written");
    let mut child = place.start(&mut place.command(&["ingest", "many.jsonl"]));
    // Killed once it is at work: its draft has grown.
    let begun = Instant::now();
    let working = || fs::read_dir(place.path("index/draft/passages")).is_ok_and(|files| files.count() > 2);
    while !working() && child.try_wait().expect("a child").is_none() && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("the run is killed");
    let _ = child.wait();
    assert_eq!(place.run(&["status"]).good().out, before);
    assert_eq!(place.json(&["search", "tanks", "--format", "json"])["total"], 1);
    place.write("two.txt", "Sweden sent 10 tanks to Ukraine.");
    assert_eq!(counts(&place.json(&["ingest", "two.txt", "one.txt", "--format", "json"])), [1, 0, 1, 0, 2]);
}
