//! How fast files become a committed index, against reading the same files and indexing their text in one bare Tantivy text field with
//! a commit, on the same number of threads. The folder it works in is gone afterwards.

use super::generator::Made;
use super::ratio::{Ratio, time};
use countersign::lexicon::Lexicon;
use countersign::pipeline::{self, Watch};
use countersign::read::{self, Problem};
use criterion::{Criterion, SamplingMode, Throughput};
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tantivy::schema::{Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument};
use tempfile::TempDir;

/// At most so many times bare indexing.
const AIM: f64 = 2.5;
const ROUNDS: usize = 3;
/// Articles a file.
const ARTICLES: usize = 500;
/// What Tantivy may hold in memory, as the program's own writer.
const MEMORY: usize = 512 << 20;

/// Files of articles, and where indexes of them go.
pub struct Ingest<'a> {
    folder: TempDir,
    files: PathBuf,
    bytes: usize,
    lexicon: &'a Lexicon,
}

impl<'a> Ingest<'a> {
    /// Writes the articles to files.
    pub fn new(articles: &[Made], lexicon: &'a Lexicon) -> std::io::Result<Self> {
        let folder = TempDir::new()?;
        let files = folder.path().join("articles");
        fs::create_dir(&files)?;
        for (n, articles) in articles.chunks(ARTICLES).enumerate() {
            let mut file = BufWriter::new(File::create(files.join(format!("{n:04}.jsonl")))?);
            for made in articles {
                writeln!(file, "{}", made.json())?;
            }
            file.flush()?;
        }
        let bytes = articles.iter().map(|made| made.text.len()).sum();
        Ok(Self { folder, files, bytes, lexicon })
    }

    /// The samples of criterion.
    pub fn samples(&self, criterion: &mut Criterion) {
        let mut group = criterion.benchmark_group("ingest");
        group.sampling_mode(SamplingMode::Flat).throughput(Throughput::Bytes(self.bytes as u64));
        group.bench_function("bare indexing", |bencher| bencher.iter_custom(|times| (0..times).map(|_| self.bare()).sum()));
        group.bench_function("ingest", |bencher| bencher.iter_custom(|times| (0..times).map(|_| self.ingest()).sum()));
        group.finish();
    }

    /// The ratio.
    pub fn ratio(&self) {
        Ratio::measure(ROUNDS, || self.ingest(), || self.bare()).print("ingest", "bare indexing", AIM, self.bytes);
    }

    /// Files to committed index.
    fn ingest(&self) -> Duration {
        let index = self.folder.path().join("index");
        let inputs = read::paths([&self.files]);
        let taken = time(|| {
            match pipeline::ingest(
                &index,
                &inputs,
                &read::Options::default(),
                self.lexicon,
                &pipeline::Reviews::default(),
                &mut Silent,
            ) {
                Ok(done) if done.failed == 0 => {}
                Ok(done) => eprintln!("{} articles failed", done.failed),
                Err(error) => eprintln!("ingest failed: {error}"),
            }
        });
        fs::remove_dir_all(&index).unwrap_or_default();
        taken
    }

    /// The same files, their text in one field.
    fn bare(&self) -> Duration {
        let index = self.folder.path().join("bare");
        let taken = time(|| bare(&self.files, &index).unwrap_or_else(|error| eprintln!("bare indexing failed: {error}")));
        fs::remove_dir_all(&index).unwrap_or_default();
        taken
    }
}

/// Indexes the `text` of all lines of all files of a folder, and commits.
fn bare(files: &Path, into: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir(into)?;
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", TEXT);
    let index = Index::create_in_dir(into, schema.build())?;
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, MEMORY)?;
    for file in fs::read_dir(files)? {
        for line in BufReader::new(File::open(file?.path())?).lines() {
            if let Some(made) = Made::from_json(&line?) {
                let mut document = TantivyDocument::default();
                document.add_text(field, &made.text);
                writer.add_document(document)?;
            }
        }
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// Watches nothing.
struct Silent;

impl Watch for Silent {
    fn done(&mut self, _: u64) {}
    fn failed(&mut self, _: &Problem) {}
    fn linking(&mut self) {}
}
