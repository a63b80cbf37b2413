//! `cargo bench --bench growth -- --articles 100000`: how the index bears growth, up to a million articles and more. It reports the size of
//! the index for a byte of text, the rate of ingest at its start and end, the peak of memory, and how long ten typical queries with facets
//! take, by class, against the same queries on a bare Tantivy index of the same articles with the same facets.
//!
//! `--keep DIR` keeps the made files and the index there, and takes them up again instead of making them anew; with `--queries` nothing but
//! sizes and queries is measured. `--paragraphs N` cuts each article after so many. It ends with web pages, read alone and end to end, and with how fast a bare index is written of made text and of
//! the articles that COUNTERSIGN_BENCH_TEXT names.

mod bare;
#[expect(dead_code, reason = "another bench asks more of it")]
mod generator;
mod memory;
mod pages;

use bare::{Bare, Question};
use countersign::index::{Kind, Query, Reader};
use countersign::lexicon::Lexicon;
use countersign::pipeline::{self, Names, Watch};
use countersign::read::{self, Problem};
use generator::{Generator, Made};
use memory::Peak;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// As the program has it.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each query is asked.
const TIMES: usize = 40;
/// Articles a file.
const FILE: u64 = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| arguments.iter().skip_while(|it| *it != name).nth(1).cloned();
    let articles: u64 = value("--articles").and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let temporary = tempfile::TempDir::new()?;
    let paragraphs: usize = value("--paragraphs").and_then(|n| n.parse().ok()).unwrap_or(usize::MAX);
    let folder = value("--keep").map_or_else(|| temporary.path().to_owned(), PathBuf::from);
    let files = folder.join(format!("articles-{articles}"));
    let bytes = write(&files, articles, paragraphs)?;
    println!("{articles} articles, {:.1} MB of text", bytes as f64 / 1e6);
    let index = folder.join(format!("index-{articles}"));
    if !index.exists() {
        ingest(&files, &index, bytes)?;
    }
    size(&index, bytes)?;
    latency(&index, &folder.join(format!("bare-{articles}")), bytes)?;
    if arguments.iter().any(|it| it == "--queries") {
        return Ok(());
    }
    pages::measure()?;
    indexing()
}

/// How fast a bare index is written: whether made text is as hard as real text.
fn indexing() -> Result<(), Box<dyn Error>> {
    let made: Vec<String> = (0..4_000).map(|n| Generator::new(1).article(n).text).collect();
    let real = std::env::var_os("COUNTERSIGN_BENCH_TEXT").map(fs::read_to_string).transpose()?.unwrap_or_default();
    let real: Vec<String> = real.lines().filter_map(Made::from_json).map(|made| made.text).collect();
    for (name, texts) in [("made", made), ("real", real)].iter().filter(|(_, texts)| !texts.is_empty()) {
        let words: std::collections::BTreeSet<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
        let bytes: usize = texts.iter().map(String::len).sum();
        print!("bare indexing of {name} text ({:.1} MB, {} different words):", bytes as f64 / 1e6, words.len());
        for (threads, stored) in [(1, false), (2, false), (1, true)] {
            let rate = bare::indexing(texts, threads, stored)?;
            print!(" {rate:.1} MB/s on {threads}{};", if stored { " with the text stored" } else { "" });
        }
        println!();
    }
    Ok(())
}

/// Makes the articles, if they are not there, and tells their bytes.
fn write(files: &Path, articles: u64, paragraphs: usize) -> std::io::Result<u64> {
    let (generator, mut bytes) = (Generator::new(1), 0);
    let there = files.exists();
    fs::create_dir_all(files)?;
    for first in (0..articles).step_by(usize::try_from(FILE).unwrap_or(usize::MAX)) {
        let path = files.join(format!("{first:08}.jsonl"));
        if there {
            bytes +=
                fs::read_to_string(path)?.lines().filter_map(Made::from_json).map(|made| made.text.len() as u64).sum::<u64>();
            continue;
        }
        let mut file = BufWriter::new(File::create(path)?);
        for n in first..(first + FILE).min(articles) {
            let mut made = generator.article(n);
            if let Some((cut, _)) = made.text.match_indices("\n\n").nth(paragraphs.saturating_sub(1)) {
                made.text.truncate(cut);
            }
            bytes += made.text.len() as u64;
            writeln!(file, "{}", made.json())?;
        }
        file.flush()?;
    }
    Ok(bytes)
}

/// Notes when how many bytes were done.
struct Clock(Vec<(Duration, u64)>, Instant);

impl Watch for Clock {
    fn done(&mut self, bytes: u64) {
        let done = self.0.last().map_or(0, |(_, done)| *done) + bytes;
        self.0.push((self.1.elapsed(), done));
    }
    fn failed(&mut self, problem: &Problem) {
        eprintln!("{problem}");
    }
    fn linking(&mut self) {
        println!("read and indexed after {:.1} s; linking", self.1.elapsed().as_secs_f64());
    }
}

fn ingest(files: &Path, index: &Path, bytes: u64) -> Result<(), Box<dyn Error>> {
    let mut clock = Clock(Vec::new(), Instant::now());
    let inputs = read::paths([files]);
    let (done, peak) = Peak::of(|| {
        let (options, reviews) = (read::Options::default(), pipeline::Reviews::default());
        pipeline::ingest(index, &inputs, &options, &Lexicon::built_in(), &reviews, &mut clock)
    });
    done?;
    let whole = clock.1.elapsed();
    let Some(&(_, all)) = clock.0.last() else { return Ok(()) };
    let at = |share: f64| clock.0.iter().find(|(_, done)| *done as f64 >= share * all as f64).copied().unwrap_or_default();
    let rate = |from: f64, to: f64| {
        let ((t0, b0), (t1, b1)) = (at(from), at(to));
        (b1 - b0) as f64 / 1e6 / (t1.saturating_sub(t0)).as_secs_f64()
    };
    let (start, end) = (rate(0.05, 0.25), rate(0.8, 1.0));
    println!("ingest: {:.1} MB/s in all ({:.1} s)", bytes as f64 / 1e6 / whole.as_secs_f64(), whole.as_secs_f64());
    println!("  reading at the start {start:.1} MB/s, at the end {end:.1} MB/s: {:.2} times slower (aim 1.2)", start / end);
    println!("  at the peak {:.0} MB taken, and {:.0} MB of mapped files, which the system may drop", peak.taken, peak.mapped);
    Ok(())
}

fn size(index: &Path, bytes: u64) -> Result<(), Box<dyn Error>> {
    let status = Reader::open(index)?.status();
    let all: u64 = status.bytes.values().sum();
    println!("index: {:.1} MB, {:.2} bytes for a byte of text", all as f64 / 1e6, all as f64 / bytes as f64);
    for (kind, size) in &status.bytes {
        let count = status.manifest.counts.get(kind).copied().unwrap_or(0);
        let segments = status.segments.get(kind).copied().unwrap_or(0);
        println!("  {:<12} {count:>9}  {:>9.1} MB  {segments} segments", kind.name(), *size as f64 / 1e6);
        let mut parts = files(&index.join(&status.manifest.generation).join(kind.name()))?;
        parts.sort_unstable_by(|a, b| b.cmp(a));
        let told: Vec<String> = parts.iter().map(|(size, name)| format!("{name} {:.1}", *size as f64 / 1e6)).collect();
        println!("      {}", told.join(", "));
    }
    let book = fs::metadata(index.join("book.sqlite")).map_or(0, |book| book.len());
    println!("  the book beside it: {:.1} MB, {:.2} bytes for a byte of text", book as f64 / 1e6, book as f64 / bytes as f64);
    Ok(())
}

/// Bytes of a folder by the endings of its files' names.
fn files(folder: &Path) -> std::io::Result<Vec<(u64, String)>> {
    let mut sizes = BTreeMap::<String, u64>::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        let ending = file.path().extension().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        *sizes.entry(ending).or_default() += file.metadata()?.len();
    }
    Ok(sizes.into_iter().map(|(name, size)| (size, name)).filter(|(size, _)| *size > 50_000).collect())
}

/// Times ours and the bare index's answers by turns.
fn latency(index: &Path, bare: &Path, bytes: u64) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let reader = Reader::open(index)?;
    println!("opened in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let names = Names::new(|| Ok::<_, std::io::Error>(Lexicon::built_in()));
    let bare = Bare::open(bare, &reader, &names)?;
    println!("bare Tantivy index: {:.2} bytes for a byte of text", bare.bytes as f64 / bytes as f64);
    let start = Instant::now();
    std::hint::black_box(names.lexicon().is_some());
    println!(
        "the lexicon loaded in {:.1} ms, once, for the first query that names something",
        start.elapsed().as_secs_f64() * 1e3
    );
    println!(
        "{:<40} {:>7} {:>9} {:>9} {:>7} {:>9} {:>9} {:>6} {:>10} {:>6}",
        "query", "hits", "p50", "p99", "hits", "bare p50", "bare p99", "times", "snips p50", "times"
    );
    for Question { class, text, kind, bare: same } in bare.questions()? {
        let query = Query { limit: 10, ..Query::new(&text, kind) };
        let (mut ours, mut theirs, mut shown, mut total, mut found) = (Vec::new(), Vec::new(), Vec::new(), 0, 0);
        let first = Instant::now();
        for _ in 0..TIMES {
            let start = Instant::now();
            total = reader.search(&query, &names)?.total;
            ours.push(start.elapsed());
            if let Some(same) = &same {
                let start = Instant::now();
                found = bare.search(same.as_ref(), false)?;
                theirs.push(start.elapsed());
                let start = Instant::now();
                bare.search(same.as_ref(), true)?;
                shown.push(start.elapsed());
            }
            if first.elapsed() > Duration::from_secs(20) {
                break;
            }
        }
        let label = format!("{class}: {text}{}", if kind == Kind::Articles { "" } else { " (passages)" });
        let [p50, p99] = percentiles(&mut ours);
        print!("{:<40} {total:>7} {p50:>6.2} ms {p99:>6.2} ms", label.chars().take(40).collect::<String>());
        if theirs.is_empty() {
            println!();
        } else {
            let [b50, b99] = percentiles(&mut theirs);
            let [s50, _] = percentiles(&mut shown);
            println!(" {found:>7} {b50:>6.2} ms {b99:>6.2} ms {:>6.2} {s50:>7.2} ms {:>6.2}", p50 / b50, p50 / s50);
        }
    }
    Ok(())
}

/// The median and the 99th percentile in milliseconds.
fn percentiles(times: &mut [Duration]) -> [f64; 2] {
    times.sort_unstable();
    [50, 99].map(|share| {
        let at = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    })
}
