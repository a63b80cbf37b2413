//! How far a long run is, on standard error: a bar in a terminal, a line now and then elsewhere; problems above it.

use super::common::complain;
use super::interrupt;
use crate::pipeline::Watch;
use crate::read::{Input, Problem};
use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Without a terminal, how often a line is written.
const EVERY: Duration = Duration::from_secs(15);
/// So many problems are told one by one; the rest are in the list of failures.
const TOLD: usize = 1000;

/// The state of a run.
pub(super) struct Progress {
    bar: ProgressBar,
    total: u64,
    bytes: u64,
    articles: usize,
    begun: Instant,
    told: Instant,
    problems: usize,
}

impl Progress {
    pub(super) fn new(inputs: &[Result<Input, Problem>]) -> Self {
        let size = |input: &Input| std::fs::metadata(input.path.as_ref()?).ok().map(|file| file.len());
        let total = inputs.iter().flatten().filter_map(size).sum();
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(total) } else { ProgressBar::hidden() };
        let template = "{bar:32} {msg}{bytes}/{total_bytes} {bytes_per_sec} {eta} left";
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        let now = Instant::now();
        Self { bar, total, bytes: 0, articles: 0, begun: now, told: now, problems: 0 }
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
        if self.problems > TOLD {
            complain(&format!("and {} more problems", self.problems - TOLD));
        }
    }

    /// A line for logs.
    fn line(&mut self) {
        if !self.bar.is_hidden() || self.told.elapsed() < EVERY {
            return;
        }
        self.told = Instant::now();
        let seconds = self.begun.elapsed().as_secs().max(1);
        let rate = self.bytes / seconds;
        let left = self.total.saturating_sub(self.bytes).checked_div(rate).unwrap_or(0);
        complain(&format!(
            "{} articles, {} of {}, {}/s, {} left",
            self.articles,
            HumanBytes(self.bytes),
            HumanBytes(self.total),
            HumanBytes(rate),
            HumanDuration(Duration::from_secs(left))
        ));
    }
}

impl Watch for Progress {
    fn done(&mut self, bytes: u64) {
        self.bytes += bytes;
        self.bar.inc(bytes);
    }

    fn articles(&mut self, count: usize) {
        self.articles += count;
        self.bar.set_message(format!("{} articles ", self.articles));
        self.line();
    }

    fn failed(&mut self, problem: &Problem) {
        self.problems += 1;
        if self.problems <= TOLD {
            self.bar.suspend(|| complain(&problem.to_string()));
        }
    }

    fn linking(&mut self) {
        self.bar.set_message("linking figures ");
    }

    fn stops(&self) -> bool {
        interrupt::asked()
    }
}
