//! How fast articles in memory become analyses in memory, on one thread, against a bare leftmost-longest scan of the same text by
//! the same automaton. No files and no index.

use super::generator::Made;
use super::ratio::{Ratio, median, millis, rate, time_worked, worked};
use countersign::lexicon::Lexicon;
use countersign::model::{Analysis, Article};
use countersign::pipeline;
use countersign::read::{self, Meta, article_from_text};
use countersign::tag::{TAGGERS, context::Context};
use criterion::{Criterion, SamplingMode, Throughput};
use std::time::Duration;

/// At most so many times the bare scan.
const AIM: f64 = 4.0;
const ROUNDS: usize = 5;

/// What is read, and with what.
pub struct Analyze<'a> {
    articles: &'a [Made],
    lexicon: &'a Lexicon,
}

impl<'a> Analyze<'a> {
    /// Over these articles.
    pub fn new(articles: &'a [Made], lexicon: &'a Lexicon) -> Self {
        Self { articles, lexicon }
    }

    fn bytes(&self) -> usize {
        self.articles.iter().map(|made| made.text.len()).sum()
    }

    /// The samples of criterion.
    pub fn samples(&self, criterion: &mut Criterion) {
        let mut group = criterion.benchmark_group("analyze");
        group.sampling_mode(SamplingMode::Flat).throughput(Throughput::Bytes(self.bytes() as u64));
        group.bench_function("bare scan", |bencher| bencher.iter(|| self.scan()));
        group.bench_function("analyze", |bencher| bencher.iter(|| self.analyze()));
        group.finish();
    }

    /// The ratio, and the share of each stage.
    pub fn ratio(&self) {
        let ratio = Ratio::measure(ROUNDS, || time_worked(|| self.analyze()), || time_worked(|| self.scan()));
        ratio.print("analyze", "a bare scan", AIM, self.bytes());
        self.stages(ratio.bare);
    }

    /// How many names a bare scan hits.
    fn scan(&self) -> usize {
        let Some(automaton) = self.lexicon.matcher.automaton() else { return 0 };
        self.articles.iter().map(|made| automaton.find_iter(&made.text).count()).sum()
    }

    /// How much is found in all articles.
    fn analyze(&self) -> usize {
        self.articles.iter().map(|made| findings(&pipeline::analyse(&article(made), self.lexicon))).sum()
    }

    /// The table of stages: medians of a few runs, each stage also as a multiple of the bare scan.
    fn stages(&self, scan: Duration) {
        let names: Vec<&str> = ["sentences", "context"].into_iter().chain(TAGGERS.iter().map(|(name, _)| *name)).collect();
        let runs: Vec<Vec<Duration>> = (0..3).map(|_| self.run_in_stages(names.len())).collect();
        let times: Vec<Duration> =
            (0..names.len()).map(|i| median(runs.iter().filter_map(|run| run.get(i)).copied().collect())).collect();
        let all: Duration = times.iter().sum();
        println!("  {:<16} {:>9} {:>7} {:>7} {:>9}", "stage", "ms", "share", "scans", "MB/s");
        for (name, time) in names.iter().zip(&times) {
            let (share, scans) = (time.as_secs_f64() / all.as_secs_f64(), time.as_secs_f64() / scan.as_secs_f64());
            println!(
                "  {name:<16} {:>9.1} {:>6.1}% {scans:>7.2} {:>9.1}",
                millis(*time),
                share * 100.0,
                rate(self.bytes(), *time)
            );
        }
    }

    fn run_in_stages(&self, stages: usize) -> Vec<Duration> {
        let mut times = vec![Duration::ZERO; stages];
        for made in self.articles {
            let mut clock = Clock { times: times.iter_mut(), last: worked() };
            let article = article(made);
            clock.lap();
            let context = Context::new(&article, self.lexicon);
            clock.lap();
            let mut found = Analysis::default();
            for (_, tag) in TAGGERS {
                tag(&context, &mut found);
                clock.lap();
            }
            std::hint::black_box(found);
        }
        times
    }
}

/// Adds what was worked since the last lap to the next stage.
struct Clock<'a> {
    times: std::slice::IterMut<'a, Duration>,
    last: Duration,
}

impl Clock<'_> {
    fn lap(&mut self) {
        let now = worked();
        if let Some(time) = self.times.next() {
            *time += now.saturating_sub(self.last);
        }
        self.last = now;
    }
}

/// A made article as the program sees it.
fn article(made: &Made) -> Article {
    let meta = Meta {
        title: Some(made.title.clone()),
        source: Some(made.source.clone()),
        published: read::date(&made.date),
        ..Meta::default()
    };
    article_from_text(&made.id, meta, made.text.clone())
}

fn findings(found: &Analysis) -> usize {
    found.actors.len() + found.figures.len() + found.pillars.len() + found.commitments.len() + found.frameworks.len()
}
