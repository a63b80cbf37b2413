//! Measures the index alone against a bare Tantivy text field of the same words: `cargo run --release --example index_speed`.
//! The whole ingest is measured in `benches/`; here nothing is read or analysed.
#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a measurement fails by panicking")]

use countersign::index::{
    ArticleRecord, CommitMeta, CommitmentRecord, Facet, Facets, FigureRecord, Options, PassageRecord, Writer,
};
use countersign::text::Span;
use rayon::prelude::*;
use std::time::Instant;
use tantivy::schema::{Schema, TEXT};
use tantivy::{Index, TantivyDocument};

struct Paper {
    id: String,
    text: String,
    passages: Vec<Span>,
}

/// Words by a Zipf law over a vocabulary of `rank` to `word`.
fn papers(bytes: usize) -> Vec<Paper> {
    let mut state = 88_172_645_463_325_252u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let word = |rank: usize| {
        let mut n = rank * 7919 + 13;
        let mut word = String::new();
        for _ in 0..1 + (rank as f64).ln().max(0.0) as usize / 3 {
            word.push_str(["ta", "men", "ri", "so", "lo", "ker", "vi", "dan", "pu", "gel", "ra", "mi"][n % 12]);
            n /= 12;
            word.push_str(["n", "r", "s", "t", "l", "ing", "ed", "ment", "er", "", "", ""][n % 12]);
            n /= 5;
        }
        word
    };
    let vocabulary: Vec<String> = (1..150_000).map(word).collect();
    let (mut papers, mut total) = (Vec::new(), 0);
    while total < bytes {
        let (mut text, mut passages) = (String::new(), Vec::new());
        for _ in 0..6 {
            let start = text.len();
            while text.len() < start + 480 {
                let rank = (f64::powf(150_000.0, random()) - 1.0) as usize;
                text.push_str(&vocabulary[rank.min(vocabulary.len() - 1)]);
                text.push_str(if random() < 0.07 { ". " } else { " " });
            }
            passages.push(Span::new(start, text.len()));
            text.push_str("\n\n");
        }
        total += text.len();
        papers.push(Paper { id: format!("papers/{}.txt", papers.len()), text, passages });
    }
    papers
}

fn facets(n: usize) -> Facets<'static> {
    const ACTORS: [&str; 6] = ["state/ukraine", "organization/nato", "state/denmark", "person/a", "coalition/b", "state/poland"];
    let mut facets: Facets<'static> = (0..3).map(|i| (Facet::Actor, ACTORS[(n + i) % 6].into())).collect();
    facets.extend([(Facet::Pillar, "training".into()), (Facet::Strength, "pledged".into()), (Facet::Year, "2025".into())]);
    facets
}

/// Processor seconds of this process, children apart: walls are not to be trusted on a busy machine.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.split_whitespace().collect();
    (fields[13].parse::<f64>().unwrap() + fields[14].parse::<f64>().unwrap()) / 100.0
}

fn ours(papers: &[Paper], threads: usize, what: &str) -> (f64, f64) {
    let dir = tempfile::tempdir().unwrap();
    let (start, before) = (Instant::now(), cpu());
    let writer = Writer::open(dir.path(), Options { threads, ..Options::default() }).unwrap();
    let payload = [b'x'; 300];
    papers.par_iter().enumerate().for_each(|(n, paper)| {
        let sentence = |i: usize| Span { end: paper.passages[i].start + 130, ..paper.passages[i] };
        let given = |n| if what.contains('x') { facets(n) } else { Facets::new() };
        let passage = |&span| PassageRecord { span, heading: None, facets: given(n + 1) };
        let figure = |i| FigureRecord {
            id: ["f1", "f2", "f3", "f4"][i],
            span: sentence(i),
            sentence: sentence(i),
            low: 1.0,
            high: 2.0,
            payload: &payload,
            facets: vec![
                (Facet::Measure, "troops/trained".into()),
                (Facet::Actor, "state/ukraine".into()),
                (Facet::Year, "2025".into()),
            ],
        };
        let commitment = |i| CommitmentRecord {
            id: ["c1", "c2"][i],
            span: sentence(i),
            sentence: sentence(i),
            payload: &payload,
            facets: facets(i),
        };
        writer
            .add(&ArticleRecord {
                id: &paper.id,
                sha256: &format!("{n:064x}"),
                version: "1",
                title: Some("A title of some words"),
                source: Some("Outlet"),
                published: Some(jiff::civil::date(2025, 1, 1)),
                lang: Some("en"),
                text: &paper.text,
                payload: &payload,
                facets: given(n),
                passages: paper.passages.iter().filter(|_| what.contains('p')).map(passage).collect(),
                figures: (0..if what.contains('f') { 4 } else { 0 }).map(figure).collect(),
                commitments: (0..if what.contains('c') { 2 } else { 0 }).map(commitment).collect(),
                ..ArticleRecord::default()
            })
            .unwrap();
    });
    writer.finish(&CommitMeta::default()).unwrap();
    (cpu() - before, start.elapsed().as_secs_f64())
}

fn bare(papers: &[Paper], threads: usize) -> (f64, f64) {
    let dir = tempfile::tempdir().unwrap();
    let (start, before) = (Instant::now(), cpu());
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT);
    let index = Index::create_in_dir(dir.path(), schema.build()).unwrap();
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(threads, 512 << 20).unwrap();
    papers.par_iter().for_each(|paper| {
        let mut document = TantivyDocument::new();
        document.add_text(text, &paper.text);
        writer.add_document(document).unwrap();
    });
    writer.commit().unwrap();
    (cpu() - before, start.elapsed().as_secs_f64())
}

fn main() {
    let papers = papers(20 << 20);
    // Variants in turns, for a busy machine: `index_speed 5 p px`.
    if let Some(turns) = std::env::args().nth(1).and_then(|turns| turns.parse::<usize>().ok()) {
        let variants: Vec<String> = std::iter::once("bare".to_owned()).chain(std::env::args().skip(2)).collect();
        let mut best = vec![(f64::INFINITY, f64::INFINITY); variants.len()];
        for _ in 0..turns {
            for (what, best) in variants.iter().zip(&mut best) {
                let (cpu, wall) = if what == "bare" { bare(&papers, 2) } else { ours(&papers, 2, what) };
                *best = (best.0.min(cpu), best.1.min(wall));
            }
        }
        for (what, (cpu, wall)) in variants.iter().zip(&best) {
            println!("{what:5} {cpu:.2} {wall:.2}, ratio {:.2} {:.2}", cpu / best[0].0, wall / best[0].1);
        }
        return;
    }
    for threads in [1, 2] {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| {
            let best = |run: &dyn Fn() -> (f64, f64)| {
                (0..3).map(|_| run()).fold((f64::INFINITY, f64::INFINITY), |a, b| (a.0.min(b.0), a.1.min(b.1)))
            };
            let bare = best(&|| bare(&papers, threads));
            println!(
                "{threads} threads, {} articles, processor and wall seconds: bare {:.2} {:.2}",
                papers.len(),
                bare.0,
                bare.1
            );
            for what in ["", "p", "px", "pxf", "pxfc"] {
                let ours = best(&|| ours(&papers, threads, what));
                println!("  {what:5} {:.2} {:.2}, ratio {:.2} {:.2}", ours.0, ours.1, ours.0 / bare.0, ours.1 / bare.1);
            }
        });
    }
}
