//! Generations: what counts when, who may write, and what killed runs leave.

use super::papers::{Paper, built, documents, meta, paper, small};
use countersign::index::{FORMAT, Facet, FindingRecord, IndexError, Kind, Known, Options, Query, Reader, Writer};
use std::fs;
use std::path::Path;

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn finding<'a>(id: &'a str, verdict: &'a str, documents: [&'a str; 2]) -> FindingRecord<'a> {
    FindingRecord {
        id,
        text: "Both count soldiers trained",
        sentences: vec!["More than 192,000 were trained"],
        figures: documents.map(|document| (document, "f1")).into(),
        published: Vec::new(),
        payload: b"{}",
        facets: vec![(Facet::Verdict, verdict.into())],
    }
}

#[test]
fn what_was_put_in_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let paper = paper(3, 0);
    let reader = built(dir.path(), [paper.clone()]);
    let article = reader.article(&paper.id).unwrap().unwrap();
    assert_eq!((&article.text, &article.title), (&paper.text, &Some(paper.title.clone())));
    assert_eq!((&article.source, &article.lang), (&Some(paper.source.clone()), &Some(paper.lang.clone())));
    assert_eq!(article.published, Some(paper.published.to_string()));
    assert_eq!(article.payload, paper.id.as_bytes());
    assert_eq!(reader.article("corpus/none.txt").unwrap(), None);
    let figures: Vec<_> = reader.figures().unwrap().map(Result::unwrap).collect();
    assert_eq!(figures.len(), 2);
    assert!(figures.iter().all(|figure| figure.document == paper.id && figure.payload == b"{\"figure\":true}"));
    let status = reader.status();
    assert_eq!(status.manifest.format, FORMAT);
    assert_eq!(Kind::ALL.map(|kind| status.manifest.counts[&kind]), [1, 3, 2, 1, 0]);
    assert!(Kind::ALL.iter().all(|kind| status.bytes[kind] > 0));
}

#[test]
fn a_writer_dropped_without_commit_leaves_the_index_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let reader = built(dir.path(), [paper(1, 0)]);
    let before = (names(dir.path()), reader.status().manifest);
    let mut writer = Writer::open(dir.path(), small()).unwrap();
    paper(2, 0).add(&writer);
    writer.remove(&paper(1, 0).id).unwrap();
    let staged = writer.stage().unwrap();
    assert!(staged.article(&paper(2, 0).id).unwrap().is_some());
    drop(writer);
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(before, (names(dir.path()), reader.status().manifest));
    assert!(reader.article(&paper(1, 0).id).unwrap().is_some());
}

#[test]
fn what_a_killed_run_leaves_is_ignored_and_cleared_away() {
    let dir = tempfile::tempdir().unwrap();
    built(dir.path(), [paper(1, 0)]);
    for path in ["gen-2/articles", "gen-9/passages", "draft/figures"] {
        fs::create_dir_all(dir.path().join(path)).unwrap();
        fs::write(dir.path().join(path).join("meta.json"), "{\"segm").unwrap();
    }
    fs::write(dir.path().join("manifest.json.new"), "{").unwrap();
    assert_eq!(Reader::open(dir.path()).unwrap().count(Kind::Articles), 1);
    let writer = Writer::open(dir.path(), small()).unwrap();
    paper(2, 0).add(&writer);
    writer.finish(&meta()).unwrap();
    assert_eq!(names(dir.path()), [".lock", "gen-1", "gen-2", "manifest.json"]);
    assert_eq!(Reader::open(dir.path()).unwrap().count(Kind::Articles), 2);
}

#[test]
fn a_second_writer_is_refused_and_told_who_holds_the_lock() {
    let dir = tempfile::tempdir().unwrap();
    let first = Writer::open(dir.path(), small()).unwrap();
    let Err(error) = Writer::open(dir.path(), small()) else { panic!("two writers") };
    assert!(matches!(error, IndexError::Locked { process: Some(id), .. } if id == std::process::id()));
    assert!(error.to_string().contains("wait until it has ended"), "{error}");
    drop(first);
    assert!(Writer::open(dir.path(), small()).is_ok());
}

#[test]
fn a_folder_without_an_index_or_with_another_one_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let open = || Reader::open(dir.path()).map(|_| ()).unwrap_err();
    assert!(matches!(open(), IndexError::Missing { .. }));
    fs::write(dir.path().join("manifest.json"), "{\"format\": 99, \"other\": []}").unwrap();
    assert!(matches!(open(), IndexError::Format { found: 99, .. }));
    fs::write(dir.path().join("manifest.json"), "not json").unwrap();
    assert!(matches!(open(), IndexError::Damaged { .. }));
    fs::remove_file(dir.path().join("manifest.json")).unwrap();
    built(dir.path(), [paper(1, 0)]);
    fs::remove_dir_all(dir.path().join("gen-1")).unwrap();
    assert!(matches!(open(), IndexError::Damaged { .. }));
}

#[test]
fn an_article_replaces_its_former_version_in_all_kinds() {
    let dir = tempfile::tempdir().unwrap();
    built(dir.path(), (0..6).map(|n| paper(n, 0)));
    let writer = Writer::open(dir.path(), small()).unwrap();
    let known = |writer: &Writer| writer.known("corpus/2.txt").unwrap();
    let Known { sha256, number, .. } = known(&writer).unwrap();
    assert_eq!(sha256, "2-0");
    let new = Paper { text: "Only this paragraph".to_owned(), figures: Vec::new(), ..paper(2, 1) };
    // Twice in one run: the later call counts.
    paper(2, 5).add(&writer);
    new.add(&writer);
    assert!(writer.remove("corpus/4.txt").unwrap());
    assert!(!writer.remove("corpus/none.txt").unwrap());
    let summary = writer.finish(&meta()).unwrap();
    assert_eq!((summary.added, summary.replaced, summary.removed), (0, 1, 1));
    let reader = Reader::open(dir.path()).unwrap();
    let of = |kind| documents(&reader, Query::new("doc:corpus/2.txt OR doc:corpus/4.txt", kind));
    assert_eq!(of(Kind::Articles), ["corpus/2.txt"]);
    assert_eq!(of(Kind::Passages), ["corpus/2.txt"]);
    assert_eq!(of(Kind::Figures), [""; 0]);
    assert_eq!(of(Kind::Commitments), ["corpus/2.txt"]);
    assert_eq!(reader.count(Kind::Articles), 5);
    let now = Known { sha256: "2-1".to_owned(), version: "lexicon 1".to_owned(), number };
    assert_eq!(known(&Writer::open(dir.path(), small()).unwrap()), Some(now), "the number stays");
}

#[test]
fn the_snapshot_follows_the_articles_and_not_the_way_there() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let snapshot = |reader: Reader| reader.status().manifest.snapshot;
    let straight = snapshot(built(one.path(), (0..4).map(|n| paper(n, 1))));
    built(other.path(), (0..8).rev().map(|n| paper(n, 0)));
    let writer = Writer::open(other.path(), small()).unwrap();
    (0..4).for_each(|n| paper(n, 1).add(&writer));
    (4..8).for_each(|n| assert!(writer.remove(&paper(n, 0).id).unwrap()));
    let around = writer.finish(&meta()).unwrap().manifest.snapshot;
    assert_eq!(straight, around);
    assert_ne!(straight, snapshot(built(one.path(), [paper(9, 0)])));
}

#[test]
fn a_run_may_commit_in_steps_and_readers_keep_what_they_opened() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(dir.path(), small()).unwrap();
    paper(0, 0).add(&writer);
    assert_eq!(writer.commit(&meta()).unwrap().added, 1);
    let mut reader = Reader::open(dir.path()).unwrap();
    for n in 1..5 {
        paper(n, 0).add(&writer);
        let summary = writer.commit(&meta()).unwrap();
        assert_eq!((summary.added, summary.manifest.generation), (1, format!("gen-{}", n + 1)));
        assert_eq!(summary.manifest.counts[&Kind::Articles], n as u64 + 1);
    }
    assert_eq!(documents(&reader, Query::new("*", Kind::Articles)), ["corpus/0.txt"]);
    assert!(reader.refresh().unwrap());
    assert!(!reader.refresh().unwrap());
    assert_eq!(reader.count(Kind::Articles), 5);
    writer.finish(&meta()).unwrap();
}

#[test]
fn a_run_without_news_makes_no_generation() {
    let dir = tempfile::tempdir().unwrap();
    let before = built(dir.path(), [paper(1, 0)]).status().manifest;
    let writer = Writer::open(dir.path(), small()).unwrap();
    assert_eq!(writer.finish(&meta()).unwrap().manifest, before);
}

#[test]
fn findings_are_replaced_as_a_whole_and_know_what_they_are_of() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(dir.path(), small()).unwrap();
    (0..3).for_each(|n| paper(n, 0).add(&writer));
    let staged = writer.stage().unwrap();
    assert_eq!(staged.figures().unwrap().count(), 6);
    assert!(Reader::open(dir.path()).is_err(), "staged is not committed");
    writer
        .findings([
            finding("x", "tension", ["corpus/0.txt", "corpus/1.txt"]),
            finding("y", "agrees", ["corpus/1.txt", "corpus/2.txt"]),
        ])
        .unwrap();
    writer.findings([finding("z", "tension", ["corpus/0.txt", "corpus/2.txt"])]).unwrap();
    let manifest = writer.finish(&meta()).unwrap().manifest;
    assert_eq!(manifest.findings_of, manifest.snapshot);
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(reader.findings().unwrap().map(|it| it.unwrap().id).collect::<Vec<_>>(), ["z"]);
    let mut found = documents(&reader, Query::new("verdict:tension", Kind::Figures));
    found.sort();
    assert_eq!(found, ["corpus/0.txt", "corpus/2.txt"], "one figure of each, by the finding's own figures");
    assert_eq!(documents(&reader, Query::new("verdict:tension", Kind::Articles)).len(), 2);
    assert_eq!(documents(&reader, Query::new("trained source:(harbour OR kyiv OR ledger)", Kind::Findings)).len(), 0);
    let writer = Writer::open(dir.path(), small()).unwrap();
    paper(7, 0).add(&writer);
    let manifest = writer.finish(&meta()).unwrap().manifest;
    assert_ne!(manifest.findings_of, manifest.snapshot);
}

#[test]
fn many_small_runs_do_not_pile_up_segments() {
    let dir = tempfile::tempdir().unwrap();
    for n in 0..20 {
        let writer = Writer::open(dir.path(), Options::default()).unwrap();
        paper(n, 0).add(&writer);
        writer.finish(&meta()).unwrap();
    }
    let status = Reader::open(dir.path()).unwrap().status();
    assert!(status.segments.values().all(|&segments| segments < 10), "{:?}", status.segments);
    assert_eq!(status.manifest.counts[&Kind::Articles], 20);
}
