//! `countersign ingest`: articles into the index, figures linked, a summary of what is disputed.

use super::Outcome;
use super::common::{Folder, Format, Inputs, Lexicons, complain, outcome};
use crate::index::Kind;
use crate::pipeline::{self, Finding, Ingested, Watch};
use crate::read::Problem;
use crate::wire;
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// Read articles into the index, link their figures, and say which ones are disputed; unchanged articles are skipped
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  countersign ingest corpus\n  countersign ingest ~/saved-pages news.jsonl --index ukraine")]
pub struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
    /// How to print the summary
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Threads that read and index; 0 means one a core
    #[arg(long, default_value_t = 0, value_name = "N")]
    threads: usize,
}

/// The progress bar, and the problems above it.
struct Bar(ProgressBar);

impl Watch for Bar {
    fn done(&mut self, bytes: u64) {
        self.0.inc(bytes);
    }

    fn failed(&mut self, problem: &Problem) {
        self.0.suspend(|| complain(&problem.to_string()));
    }

    fn linking(&mut self) {
        self.0.set_message("linking figures");
    }
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let lexicon = arguments.lexicons.load()?;
    if arguments.threads > 0 {
        rayon::ThreadPoolBuilder::new().num_threads(arguments.threads).build_global()?;
    }
    let inputs = arguments.inputs.list();
    let bytes = inputs.iter().flatten().filter_map(|input| std::fs::metadata(input.path.as_ref()?).ok()).map(|file| file.len()).sum();
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(bytes) } else { ProgressBar::hidden() };
    let template = "{bar:32} {bytes}/{total_bytes} {bytes_per_sec} {eta} left {msg}";
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    let mut bar = Bar(bar);
    let done = pipeline::ingest(&arguments.index.index, &inputs, &arguments.inputs.options(), &lexicon, &mut bar)?;
    bar.0.finish_and_clear();
    match arguments.format {
        Format::Json => anstream::println!("{}", wire::line(&Line { schema: "countersign/ingest/1", added: done.added, replaced: done.replaced, unchanged: done.unchanged, failed: done.failed, counts: &done.counts, disputed: disputed(&done) })),
        Format::Text => print(&done, &arguments.index.option()),
    }
    if done.counts.get(&Kind::Articles).is_none_or(|n| *n == 0) {
        complain("no article was read; name files or folders that hold articles");
    }
    Ok(outcome(done.failed))
}

#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    added: usize,
    replaced: usize,
    unchanged: usize,
    failed: usize,
    counts: &'a std::collections::BTreeMap<Kind, u64>,
    disputed: Vec<Finding>,
}

/// The disputed figures, contradictions first.
fn disputed(done: &Ingested) -> Vec<Finding> {
    let mut list: Vec<Finding> = pipeline::findings(&done.report).into_iter().filter(|finding| finding.link.verdict.is_disputed()).collect();
    list.sort_by(|a, b| a.link.verdict.cmp(&b.link.verdict).then(b.link.severity.cmp(&a.link.severity)).then(a.link.id.cmp(&b.link.id)));
    list
}

/// How many disputes the summary shows.
const SHOWN: usize = 8;

fn print(done: &Ingested, option: &str) {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    let count = |kind| done.counts.get(&kind).copied().unwrap_or(0);
    let failed = if done.failed > 0 { format!(", {} failed", done.failed) } else { String::new() };
    anstream::println!("{bold}{} articles{bold:#} ({} new, {} changed, {} unchanged{failed})", count(Kind::Articles), done.added, done.replaced, done.unchanged);
    anstream::println!("{bold}{} figures{bold:#}, {bold}{} commitments{bold:#}, {} findings", count(Kind::Figures), count(Kind::Commitments), count(Kind::Findings));
    let disputed = disputed(done);
    anstream::println!("{bold}{} disputed{bold:#}", disputed.len());
    for finding in disputed.iter().take(SHOWN) {
        let link = &finding.link;
        let ratio = link.ratio.map(|ratio| format!(", ratio {}", ratio.round_dp(2).normalize())).unwrap_or_default();
        anstream::println!("\n{red}{}{red:#} {} {dim}{}{ratio}{dim:#}", wire::name(&link.verdict), finding.label, wire::name(&link.certainty));
        for side in [&finding.a, &finding.b] {
            let about: Vec<String> = [side.source.clone(), side.published.map(|day| day.to_string())].into_iter().flatten().collect();
            let about = if about.is_empty() { side.document.clone() } else { about.join(", ") };
            anstream::println!("  {bold}{}{bold:#}  {} {dim}({about}){dim:#}", side.figure.text, side.sentence_text.replace('\n', " "));
        }
        anstream::println!("  {}", link.explanation);
    }
    if disputed.len() > SHOWN {
        anstream::println!("\n{dim}and {} more{dim:#}", disputed.len() - SHOWN);
    }
    anstream::println!("\nNext:\n  countersign audit{option}\n  countersign search 'security guarantees'{option}");
}
