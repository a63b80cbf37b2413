//! Linking by blocks from the book beside an index: what it leaves is what linking everything anew finds, copies included.

use countersign::index::{IndexError, Kind, Reader};
use countersign::lexicon::Lexicon;
use countersign::pipeline::{self, Ingested, Limits, Reviews, Watch};
use countersign::read::{self, Problem};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

/// Watches nothing.
pub(crate) struct Silent;

impl Watch for Silent {
    fn done(&mut self, _: u64) {}
    fn failed(&mut self, problem: &Problem) {
        panic!("{problem}");
    }
    fn linking(&mut self) {}
}

/// An article: its id, what it says, and the day of publication.
#[derive(Debug, Clone, PartialEq)]
struct Paper {
    id: String,
    text: String,
    date: Option<String>,
}

/// A file of some articles.
fn written(folder: &Path, papers: &[Paper]) -> PathBuf {
    let file = folder.join("papers.jsonl");
    // A text that opens with a question has it for its title.
    let title = |paper: &Paper| paper.text.lines().next().filter(|line| line.ends_with('?')).unwrap_or("Notes").to_owned();
    let line =
        |paper: &Paper| json!({"id": paper.id, "text": paper.text, "date": paper.date, "title": title(paper)}).to_string() + "\n";
    fs::write(&file, papers.iter().map(line).collect::<String>()).unwrap();
    file
}

fn ingest(index: &Path, papers: &[Paper]) -> Ingested {
    let folder = TempDir::new().unwrap();
    let file = written(folder.path(), papers);
    pipeline::ingest(index, &read::paths([&file]), &read::Options::default(), &LEXICON, &Reviews::default(), &mut Silent).unwrap()
}

/// All findings, by their ids, and all copies with their originals.
fn linked(index: &Path) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let reader = Reader::open(index).unwrap();
    let findings = pipeline::stored_findings(&reader, &Reviews::default()).unwrap().into_iter();
    let findings = findings.map(|it| (it.link.id.clone(), serde_json::to_string(&it).unwrap())).collect();
    let copies = reader.all_copies().unwrap().map(|copy| (copy.id.clone(), format!("{} {:.3}", copy.original, copy.share)));
    (findings, copies.collect())
}

/// Paragraphs of a report in words of our own, each with one figure or two.
const PARAGRAPHS: &[&str] = &[
    "As of 1 May 2025, NATO had trained {}000 Ukrainian soldiers, the staff in Wiesbaden told visitors who came to see the new ranges.",
    "Norway pledged ${} billion to Ukraine in 2024, and the storting is to vote on the next part of it before the summer recess begins.",
    "The mine drifted for nine days before a fishing crew saw it off the cape, and the harbour master closed the lane until it was gone.",
    "In Kharkiv {} people were killed by a strike on 3 March 2025, said the mayor, who had walked there from the town hall with two aides.",
    "Denmark sent {} tanks to Ukraine in 2024, half of them from a depot that had been shut since the regiments were brought together.",
    "Nobody at the table wished to say what the sea lanes would cost once the insurers had read the small print of the new convention.",
    "Poland has {} battalions on its eastern border, a number that the ministry gave in its yearly report and has not changed since then.",
];

/// An article of several paragraphs, with figures that follow from `value`.
fn text(from: usize, count: usize, value: usize) -> String {
    let one = |n: usize| PARAGRAPHS[(from + n) % PARAGRAPHS.len()].replace("{}", &(10 + (value * 7 + from) % 40).to_string());
    (0..count).map(one).collect::<Vec<_>>().join("\n\n")
}

fn paper(id: usize, (from, count, value, day): (usize, usize, usize, usize)) -> Paper {
    let date = (day > 0).then(|| format!("2025-05-{:02}", 1 + day));
    Paper { id: format!("paper/{id:02}"), text: text(from, 1 + count, value), date }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Articles come, come again with other words and go, in whatever batches: the findings and copies are those of the last state
    /// ingested at once, byte for byte.
    #[test]
    fn what_batches_leave_is_what_one_ingest_finds(
        batches in proptest::collection::vec(
            (proptest::collection::vec((0usize..24, (0usize..7, 0usize..7, 0usize..3, 0usize..4)), 1..9), proptest::option::of(0usize..24)),
            2..6,
        ),
    ) {
        let (index, once) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let mut state: BTreeMap<usize, Paper> = BTreeMap::new();
        for (batch, gone) in &batches {
            let batch: BTreeMap<usize, Paper> = batch.iter().map(|(id, made)| (*id, paper(*id, *made))).collect();
            ingest(index.path(), &batch.values().cloned().collect::<Vec<_>>());
            state.extend(batch);
            if let Some(id) = gone
                && let Some(paper) = state.remove(id)
            {
                pipeline::remove(index.path(), &[paper.id], &LEXICON, &Reviews::default()).unwrap();
            }
        }
        let mut papers: Vec<Paper> = state.into_values().collect();
        papers.reverse();
        if papers.is_empty() {
            return Ok(());
        }
        ingest(once.path(), &papers);
        prop_assert_eq!(linked(index.path()), linked(once.path()));
    }
}

#[test]
fn the_index_holds_what_an_audit_of_it_or_of_the_files_finds() {
    let (index, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let papers: Vec<Paper> = (0..40).map(|n| paper(n, (n % 7, n % 5, n % 3, n % 4))).collect();
    ingest(index.path(), &papers[..25]);
    ingest(index.path(), &papers[25..]);
    let reader = Reader::open(index.path()).unwrap();
    let found = |report| -> BTreeMap<String, String> {
        let findings = pipeline::findings(&report, |_| true).into_iter();
        findings.map(|finding| (finding.link.id.clone(), serde_json::to_string(&finding).unwrap())).collect()
    };
    let (held, copies) = linked(index.path());
    assert!(held.len() > 20 && copies.len() > 5, "{} {}", held.len(), copies.len());
    assert_eq!(held, found(pipeline::audit_index(&reader, &LEXICON, &Reviews::default()).unwrap()));
    let files = read::paths([&written(folder.path(), &papers)]);
    let mut failed = |problem: &Problem| panic!("{problem}");
    let report = pipeline::audit_inputs(&files, &read::Options::default(), &LEXICON, &Reviews::default(), &mut failed);
    assert_eq!(held, found(report));
}

/// What the copies among some articles are, by id, after they came one by one and after they came at once.
fn copies(papers: &[Paper]) -> BTreeMap<String, String> {
    let (one_by_one, once) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    for paper in papers {
        ingest(one_by_one.path(), std::slice::from_ref(paper));
    }
    ingest(once.path(), papers);
    let found = linked(one_by_one.path()).1;
    assert_eq!(found, linked(once.path()).1);
    found
}

#[test]
fn copies_digests_and_syndicated_texts_are_known_whichever_came_first() {
    let whole = text(0, 7, 1);
    let named = |id: &str, text: &str, date: &str| Paper { id: id.into(), text: text.into(), date: Some(date.into()) };
    let paragraphs: Vec<&str> = whole.split("\n\n").collect();
    let cut = format!("Allied trainers count their soldiers\n\n{}", [&paragraphs[..2], &paragraphs[3..]].concat().join("\n\n"));
    let digest = paragraphs[2..6].join("\n\n");
    let other = text(3, 2, 2).replace("killed", "hurt");
    let papers = [
        named("late/copy", &whole, "2025-06-03"),
        named("late/cut", &cut, "2025-06-04"),
        named("late/digest", &digest, "2025-06-05"),
        named("first", &whole, "2025-06-01"),
        named("other", &other, "2025-06-02"),
    ];
    let found = copies(&papers);
    let of = |id: &str| found.get(id).map(|of| of.split(' ').next().unwrap());
    assert_eq!(of("late/copy"), Some("first"));
    assert_eq!(of("late/cut"), Some("first"));
    assert_eq!(of("late/digest"), Some("first"));
    assert_eq!(of("first"), None);
}

#[test]
fn what_only_quotes_a_line_is_no_copy() {
    let named = |id: &str, text: &str| Paper { id: id.into(), text: text.into(), date: None };
    let quoting = format!("{}\n\n{}", text(0, 1, 1), text(4, 3, 2));
    assert!(copies(&[named("a", &text(0, 4, 1)), named("b", &quoting)]).is_empty());
}

#[test]
fn a_text_that_says_what_it_was_made_from_is_its_digest_with_less_of_it() {
    let title = "Who guards the northern harbour when the ice is gone?";
    let quote = "The harbour office counts forty ships a week and has two boats to guard them, which nobody in the capital believes until \
        the first of them burns at the pier.";
    let rest = "Insurers wrote to the ministry in March and had no answer. A crane driver says that the lights on the mole have been dark \
        since the cable broke, and that the navy sends a diver when somebody pays for the fuel. The council put its vote off twice.";
    let whole = format!("{title}\n\n{quote}\n\n{rest}");
    let told = format!(
        "A harbour in the north\n\nA writer looks at a port that is open again and little guarded. He puts it plainly: “{quote}” \
        What he asks for is not much, and it would cost less than the insurance of one month: boats, lamps, a cable, and men who stay \
        for the winter. Others have asked for that before him, in other ports, and have got some of it in the end."
    );
    let named = |id: &str, text: &str| Paper { id: id.into(), text: text.into(), date: None };
    let of = |text: &str| {
        let found = copies(&[named("a", text), named("b", &whole), named("c", "A third text, of another port and other ships.")]);
        found.get("a").map(|of| of.split(' ').next().unwrap().to_owned())
    };
    let full = format!("{told}\n\nRead the full article by Ola Berg: {title}");
    assert_eq!(of(&full), Some("b".to_owned()));
    assert_eq!(of(&format!("{told}\n\nThis is a summary of “{title}”, which is worth an hour.")), Some("b".to_owned()));
    assert_eq!(of(&told), None, "it only quotes");
    assert_eq!(of(&full.replace("harbour when", "pier when")), None, "another article is named");
    assert_eq!(
        of(&full.replace("Read the full article by", "Who liked this may like this by")),
        None,
        "it is named as something else"
    );
    assert_eq!(of(&full.replace(quote, "forty ships a week and two boats to guard them")), None, "hardly any of it is there");
}

/// Whatever is written over the book's pages, the next run tells of it or makes the book anew, and the run after that finds everything.
#[test]
fn a_damaged_book_is_told_put_away_and_made_anew() {
    let papers: Vec<Paper> = (0..60).map(|n| paper(n, (n % 7, n % 5, n % 3, n % 4))).collect();
    let once = TempDir::new().unwrap();
    ingest(once.path(), &papers);
    for from in [0, 4096, 40_000] {
        let index = TempDir::new().unwrap();
        ingest(index.path(), &papers[..40]);
        let book = index.path().join("book.sqlite");
        let mut bytes = fs::read(&book).unwrap();
        bytes[from..].fill(0xa5);
        fs::write(&book, bytes).unwrap();
        let folder = TempDir::new().unwrap();
        let inputs = read::paths([&written(folder.path(), &papers)]);
        let again = || {
            let (options, reviews) = (read::Options::default(), Reviews::default());
            pipeline::ingest(index.path(), &inputs, &options, &LEXICON, &reviews, &mut Silent)
        };
        if let Err(error) = again() {
            assert!(matches!(error, IndexError::Torn { .. }), "{error}");
            again().unwrap();
        }
        assert_eq!(linked(index.path()), linked(once.path()), "damaged from byte {from} on");
    }
}

/// Of two inputs with one id the one with the greater hash is kept, though a commit lies between them.
#[test]
fn one_id_twice_is_settled_over_the_steps_of_a_run() {
    #[derive(Default)]
    struct Told(Vec<String>);
    impl Watch for Told {
        fn done(&mut self, _: u64) {}
        fn failed(&mut self, problem: &Problem) {
            self.0.push(problem.to_string());
        }
        fn linking(&mut self) {}
    }
    let named = |id: &str, value: usize| Paper { id: id.into(), text: text(0, 2, value), date: None };
    let texts = |backwards: bool| {
        let (index, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let mut values = vec![1, 2, 3];
        if backwards {
            values.reverse();
        }
        let mut papers: Vec<Paper> = Vec::new();
        for value in values {
            // More than a batch lies between.
            papers.push(named("same", value));
            papers.extend((0..520).map(|n| Paper { text: format!("Note {n}."), ..named(&format!("other/{n}"), 0) }));
        }
        let inputs = read::paths([&written(folder.path(), &papers)]);
        let (options, reviews, mut told) = (read::Options::default(), Reviews::default(), Told::default());
        let limits = Limits { step: 100, ..Limits::default() };
        let done = pipeline::ingest_within(index.path(), &inputs, &options, &LEXICON, &reviews, limits, &mut told).unwrap();
        assert_eq!((done.counts[&Kind::Articles], done.failed), (521, 2));
        assert!(told.0.iter().all(|problem| problem.contains("`same`")), "{:?}", told.0);
        Reader::open(index.path()).unwrap().article("same").unwrap().unwrap().text
    };
    assert_eq!(texts(false), texts(true));
}
