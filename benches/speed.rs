//! `cargo bench`: how fast the program is, as ratios to bare work on the same text in the same run. It fails on nothing: a time is no test.
//!
//! `cargo bench -- --ratios` leaves criterion's samples out and prints the ratios only, `--analyze` only that of analysis with its stages.
//! `COUNTERSIGN_BENCH_TEXT=FILE.jsonl` takes the text from a file of articles in place of the made ones.

mod analyze;
mod figures;
mod generator;
mod ingest;
mod ratio;

use countersign::lexicon::Lexicon;
use criterion::Criterion;
use generator::{Generator, Made};
use std::time::Duration;

/// How much text is read.
const BYTES: usize = 20_000_000;

fn main() -> std::io::Result<()> {
    let articles = articles();
    let bytes: usize = articles.iter().map(|made| made.text.len()).sum();
    let copies = articles.iter().filter(|made| made.copy_of.is_some()).count();
    let reports = articles.iter().filter(|made| made.event.is_some()).count();
    println!("{} articles, {:.1} MB, {copies} copies, {reports} reports of events", articles.len(), bytes as f64 / 1e6);
    let lexicon = Lexicon::built_in();
    let analyze = analyze::Analyze::new(&articles, &lexicon);
    let asked = |option: &str| std::env::args().any(|argument| argument == option);
    if asked("--analyze") {
        analyze.ratio();
        return Ok(());
    }
    let ingest = ingest::Ingest::new(&articles, &lexicon)?;
    if !asked("--ratios") {
        let mut criterion = Criterion::default()
            .sample_size(10)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(5))
            .without_plots()
            .configure_from_args();
        analyze.samples(&mut criterion);
        ingest.samples(&mut criterion);
        criterion.final_summary();
    }
    analyze.ratio();
    figures::print(&articles, &lexicon);
    ingest.ratio();
    Ok(())
}

/// The articles of the file that is named, or made ones.
fn articles() -> Vec<Made> {
    let mut left = BYTES;
    let room = |made: &Made| {
        let room = left > 0;
        left = left.saturating_sub(made.text.len());
        room
    };
    match std::env::var_os("COUNTERSIGN_BENCH_TEXT") {
        Some(path) => from_file(path.as_ref()).into_iter().take_while(room).collect(),
        None => Generator::new(1).articles(u64::MAX).take_while(room).collect(),
    }
}

/// The articles of a JSONL file; lines that are none are left out.
fn from_file(path: &std::path::Path) -> Vec<Made> {
    let lines = std::fs::read_to_string(path).unwrap_or_default();
    lines.lines().filter_map(Made::from_json).collect()
}
