//! `countersign ingest`: articles into the index, figures linked, a summary of what is disputed.

use super::Outcome;
use super::common::{
    Folder, Format, Inputs, Lexicons, ReviewFile, Threads, Without, complain, count, folded, outcome, print, style,
};
use crate::index::Kind;
use crate::pipeline::{self, Finding, Ingested, Watch};
use crate::read::Problem;
use crate::report::{self, Style};
use crate::wire;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::IsTerminal;

/// Read articles into the index, link their figures, and say which ones are disputed; unchanged articles are skipped
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  countersign ingest corpus\n  countersign ingest ~/saved-pages news.jsonl --index ukraine")]
pub struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    reviews: ReviewFile,
    #[command(flatten)]
    lexicons: Lexicons,
    #[command(flatten)]
    without: Without,
    /// How to print the summary
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    threads: Threads,
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
    arguments.threads.set()?;
    let lexicon = arguments.without.apply(arguments.lexicons.load()?);
    let reviews = arguments.reviews.read(&arguments.index)?;
    let inputs = arguments.inputs.list()?;
    let bytes =
        inputs.iter().flatten().filter_map(|input| std::fs::metadata(input.path.as_ref()?).ok()).map(|file| file.len()).sum();
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(bytes) } else { ProgressBar::hidden() };
    let template = "{bar:32} {bytes}/{total_bytes} {bytes_per_sec} {eta} left {msg}";
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    let mut bar = Bar(bar);
    let done = pipeline::ingest(&arguments.index.index, &inputs, &arguments.inputs.options(), &lexicon, &reviews, &mut bar)?;
    bar.0.finish_and_clear();
    match arguments.format {
        Format::Json => print(&(wire::line(&Line::new(&done)) + "\n"))?,
        Format::Text => print(&summary(&done, &arguments.index.option()))?,
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

impl<'a> Line<'a> {
    fn new(done: &'a Ingested) -> Self {
        let Ingested { added, replaced, unchanged, failed, ref counts, .. } = *done;
        Self { schema: "countersign/ingest/1", added, replaced, unchanged, failed, counts, disputed: disputed(done) }
    }
}

/// The disputed figures: contradictions first, certain ones first, the gravest first.
fn disputed(done: &Ingested) -> Vec<Finding> {
    let mut list: Vec<Finding> = pipeline::findings(&done.report, |link| link.verdict.is_disputed() && !link.is_dismissed());
    let weight = |finding: &Finding| {
        (finding.link.verdict, finding.link.certainty, Reverse(finding.link.severity), finding.link.id.clone())
    };
    list.sort_by_cached_key(weight);
    list
}

/// How many disputes the summary shows.
const SHOWN: usize = 6;

/// What was done, what is disputed, and what to type next.
fn summary(done: &Ingested, option: &str) -> String {
    let style = style();
    let held =
        |kind, noun| style.heading(&count(done.counts.get(&kind).map_or(0, |n| usize::try_from(*n).unwrap_or(usize::MAX)), noun));
    let failed = if done.failed > 0 { format!(", {} failed", count(done.failed, "input")) } else { String::new() };
    let mut out = format!(
        "{} ({} new, {} changed, {} unchanged{failed})\n{}, {}, {} between figures\n",
        held(Kind::Articles, "article"),
        done.added,
        done.replaced,
        done.unchanged,
        held(Kind::Figures, "figure"),
        held(Kind::Commitments, "commitment"),
        held(Kind::Findings, "finding"),
    );
    let disputed = disputed(done);
    let _ = writeln!(out, "{}", style.heading(&format!("{} of figures", count(disputed.len(), "dispute"))));
    // One dispute a subject, so that a subject with many figures does not crowd out the others.
    let mut seen = BTreeSet::new();
    let shown: Vec<&Finding> = disputed.iter().filter(|finding| seen.insert(finding.label.as_str())).take(SHOWN).collect();
    for finding in &shown {
        out.push_str(&dispute(finding, style));
    }
    if disputed.len() > shown.len() {
        let _ = writeln!(out, "\n{}", style.dim(&format!("and {} more, in the audit", disputed.len() - shown.len())));
    }
    let next = [
        (format!("countersign audit{option}"), "every dispute with its reasons"),
        (format!("countersign audit{option} --format html > audit.html"), "the same as a page"),
        (format!("countersign search 'security guarantees'{option}"), "full text, with facets"),
    ];
    let width = next.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
    out.push_str("\nNext:\n");
    for (command, what) in next {
        let _ = writeln!(out, "  {command:<width$}  {}", style.dim(what));
    }
    out
}

/// One dispute: the verdict, both sentences with the figure marked and where they are from, and why.
fn dispute(finding: &Finding, style: Style) -> String {
    let link = &finding.link;
    let ratio = link.ratio.map(|ratio| format!(", ratio {}", ratio.round_dp(2).normalize())).unwrap_or_default();
    let mut out = format!(
        "\n{}  {} {}\n",
        style.verdict(link.verdict),
        style.heading(&finding.label),
        style.dim(&format!("({}{ratio})", wire::name(&link.certainty)))
    );
    for side in [&finding.a, &finding.b] {
        let (quote, from) = report::audit::quote(side, style);
        let _ = writeln!(out, "  {}", style.dim(&from));
        out.push_str(&folded(&quote, "    "));
    }
    out + &folded(&format!("why: {}", link.explanation), "  ")
}
