//! What `export` writes: every hit, in formats that others read.

use super::run::Place;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;
use std::fs::{self, File};

fn ingested() -> Place {
    let place = Place::with_corpus();
    place.run(&["ingest", "corpus"]).good();
    place
}

fn total(place: &Place, kind: &str, query: &str) -> u64 {
    place.json(&["search", query, "--in", kind, "--format", "json"])["total"].as_u64().expect("a number")
}

#[test]
fn tables_hold_every_hit_under_the_names_of_the_contract() {
    let place = ingested();
    for kind in ["articles", "passages", "figures", "commitments", "findings"] {
        let expected = total(&place, kind, "*");
        let csv = place.run(&["export", "--to", "csv", "-", "--in", kind]).good().out;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let names: Vec<String> = reader.headers().expect("names").iter().map(str::to_owned).collect();
        assert_eq!(reader.records().filter(Result::is_ok).count() as u64, expected, "{kind}");
        place.run(&["export", "--to", "parquet", "out.parquet", "--in", kind]).good();
        let file = SerializedFileReader::new(File::open(place.path("out.parquet")).expect("a file")).expect("a Parquet file");
        let columns = file.metadata().file_metadata().schema().get_fields().iter().map(|field| field.name().to_owned());
        assert_eq!(columns.collect::<Vec<_>>(), names, "{kind}");
        assert_eq!(file.get_row_iter(None).expect("rows").filter(Result::is_ok).count() as u64, expected, "{kind}");
        let lines = place.run(&["export", "--to", "jsonl", "-", "--in", kind]).good().lines();
        assert_eq!(lines.len() as u64, expected);
        let whole = place.run(&["export", "--to", "json", "-", "--in", kind]).good().json();
        assert_eq!(whole["hits"].as_array().expect("hits"), &lines);
        let markdown = place.run(&["export", "--to", "markdown", "-", "--in", kind]).good().out;
        assert_eq!(markdown.lines().count() as u64, expected + 2, "{kind}");
    }
}

#[test]
fn a_cell_has_what_the_json_has() {
    let place = ingested();
    place.run(&["export", "--to", "parquet", "out.parquet", "exactly:75000", "--in", "figures"]).good();
    let file = SerializedFileReader::new(File::open(place.path("out.parquet")).expect("a file")).expect("a Parquet file");
    for row in file.get_row_iter(None).expect("rows") {
        let row = row.expect("a row");
        let cell = |wanted: &str| row.get_column_iter().find(|(name, _)| *name == wanted).expect("a column").1;
        assert_eq!((cell("low"), cell("high")), (&Field::Double(75000.0), &Field::Double(75000.0)), "{row}");
        assert!(matches!(cell("subject"), Field::ListInternal(_)), "{row}");
    }
}

#[test]
fn the_sqlite_file_has_everything_with_its_keys() {
    let place = ingested();
    place.run(&["export", "--to", "sqlite", "all.db"]).good();
    let database = rusqlite::Connection::open(place.path("all.db")).expect("a database");
    let number = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).expect(sql) as u64;
    for kind in ["articles", "figures", "commitments"] {
        assert_eq!(number(&format!("SELECT count(*) FROM {kind}")), total(&place, kind, "*"));
    }
    assert_eq!(number("SELECT count(*) FROM links WHERE a IS NOT NULL AND b IS NOT NULL"), total(&place, "findings", "*"));
    assert_eq!(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    let full_text = number("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'NSATU'");
    assert_eq!(full_text, total(&place, "articles", "NSATU"));
    // Datasette offers a search where it finds the table's full text so.
    let found = "SELECT count(*) FROM sqlite_master WHERE sql LIKE '%USING FTS%content=\"articles\"%'";
    assert_eq!(number(found), 1);
    // It shows a key by the name of what it leads to.
    assert_eq!(number("SELECT count(*) FROM figures WHERE name IS NULL OR name NOT LIKE text || '%'"), 0);
    let disputes = total(&place, "findings", "verdict:tension") + total(&place, "findings", "verdict:contradicts");
    assert_eq!(number("SELECT count(*) FROM disputes WHERE a_sentence IS NOT NULL AND b_sentence IS NOT NULL"), disputes);
    assert_eq!(place.run(&["export", "--to", "sqlite", "all.db"]).code, 2, "no file is overwritten");
}

#[test]
fn annotations_point_at_the_words() {
    let place = ingested();
    let page = place.run(&["export", "--to", "annotations", "-", "--in", "figures"]).good().json();
    let figures = place.run(&["export", "--to", "jsonl", "-", "--in", "figures"]).good().lines();
    let items = page["items"].as_array().expect("items");
    assert_eq!(items.len(), figures.len());
    for (item, figure) in items.iter().zip(&figures) {
        assert_eq!(item["target"]["selector"][1]["exact"], figure["found"]["text"]);
        assert_eq!(item["target"]["selector"][0]["start"], figure["span"][0]);
    }
    place.run(&["export", "--to", "brat", "brat", "doc:training-count.txt", "--in", "commitments"]).good();
    let text: Vec<char> = fs::read_to_string(place.path("brat/training-count.txt.txt")).expect("the text").chars().collect();
    let notes = fs::read_to_string(place.path("brat/training-count.txt.ann")).expect("the annotations");
    for line in notes.lines().filter(|line| line.starts_with('T')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let places = parts[1].split_once(' ').expect("a kind and places").1;
        let words = places.split(';').map(|place| {
            let (start, end) = place.split_once(' ').expect("two ends");
            text[start.parse().expect("a number")..end.parse().expect("a number")].iter().collect::<String>()
        });
        assert_eq!(words.collect::<Vec<_>>().join(" "), parts[2]);
    }
    assert!(notes.contains("Holds Arg1:"), "{notes}");
}

#[test]
fn findings_are_claim_reviews_and_nothing_else_is() {
    let place = ingested();
    let records = place.run(&["export", "--to", "claimreview", "-", "verdict:tension", "--in", "findings"]).good().lines();
    assert_eq!(records.len() as u64, total(&place, "findings", "verdict:tension"));
    for record in &records {
        assert_eq!(
            (&record["@type"], &record["reviewRating"]["alternateName"]),
            (&Value::from("ClaimReview"), &Value::from("tension"))
        );
        assert!(record["itemReviewed"].as_array().is_some_and(|claims| claims.len() == 2));
    }
    assert_eq!(place.run(&["export", "--to", "claimreview", "-"]).code, 2);
    assert_eq!(place.run(&["export", "--to", "annotations", "-", "--in", "findings"]).code, 2);
}
