//! `countersign ingest`: articles into the index, figures linked, a summary of what is disputed.

use super::common::{Folder, Format, Lexicons, ReviewFile, Threads, Without, complain, count, folded, outcome, print, style};
use super::inputs::Inputs;
use super::progress::Progress;
use super::{Outcome, interrupt, watch};
use crate::index::Kind;
use crate::lexicon::Lexicon;
use crate::pipeline::{self, Finding, Ingested, Limits};
use crate::read::{Input, Problem};
use crate::report::{self, Style};
use crate::wire;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Read articles into the index, link their figures, and say which ones are disputed; unchanged articles are skipped
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  countersign ingest corpus\n  countersign ingest ~/saved-pages news.csv.gz --field text=body --index ukraine\n  countersign ingest clippings --watch"
)]
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
    /// Read again what failed in earlier runs
    #[arg(long)]
    retry_failed: bool,
    /// Stay, and take up new and changed files as they come
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// About how much memory to work with in all, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(256..))]
    memory: u32,
    #[command(flatten)]
    threads: Threads,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    arguments.threads.set()?;
    let lexicon = arguments.without.apply(arguments.lexicons.load()?);
    interrupt::listen()?;
    if arguments.dry_run {
        return plan(&arguments, &lexicon);
    }
    let outcome = take(&arguments, &lexicon, &arguments.named()?)?;
    match arguments.watch {
        true => {
            complain("waiting for new and changed files; Ctrl-C ends");
            watch::watch(&arguments.inputs.paths, &mut |inputs| take(&arguments, &lexicon, inputs).map(|_| ())).map(|()| outcome)
        }
        false => Ok(outcome),
    }
}

impl Arguments {
    /// The inputs of this call.
    fn named(&self) -> anyhow::Result<Vec<Result<Input, Problem>>> {
        if !self.retry_failed {
            return self.inputs.list();
        }
        let mut inputs = pipeline::failed_inputs(&self.index.index);
        if !self.inputs.is_unnamed() {
            inputs.extend(self.inputs.list()?);
        }
        if inputs.is_empty() {
            complain("nothing failed before");
        }
        Ok(inputs)
    }
}

/// Takes inputs into the index and says what came of it.
fn take(arguments: &Arguments, lexicon: &Lexicon, inputs: &[Result<Input, Problem>]) -> anyhow::Result<Outcome> {
    if inputs.is_empty() {
        return Ok(Outcome::Done);
    }
    let mut progress = Progress::new(inputs);
    let reviews = arguments.reviews.read(&arguments.index)?;
    let memory = usize::try_from(arguments.memory).unwrap_or(usize::MAX).saturating_mul(1 << 20);
    let limits = Limits { memory, ..Limits::default() };
    let (index, options) = (&arguments.index.index, arguments.inputs.options());
    let done = pipeline::ingest_within(index, inputs, &options, lexicon, &reviews, limits, &mut progress)?;
    progress.end();
    match arguments.format {
        Format::Json => print(&(wire::line(&Line::new(&done)) + "\n"))?,
        Format::Text if done.interrupted => {}
        Format::Text => print(&summary(&done, &arguments.index.option()))?,
    }
    if done.failed > 0 {
        let file = arguments.index.index.join("failures.jsonl");
        complain(&format!("{} failed: see {}; --retry-failed reads them again", count(done.failed, "input"), file.display()));
    }
    if done.interrupted {
        let held = count(done.counts.get(&Kind::Articles).map_or(0, |n| usize::try_from(*n).unwrap_or(usize::MAX)), "article");
        complain(&format!("interrupted; the index holds {held}, not linked yet. The same call goes on from there"));
        return Ok(Outcome::SomeFailed);
    }
    if done.counts.get(&Kind::Articles).is_none_or(|n| *n == 0) {
        complain("no article was read; name files or folders that hold articles");
    }
    Ok(outcome(done.failed))
}

/// Says what would be done.
fn plan(arguments: &Arguments, lexicon: &Lexicon) -> anyhow::Result<Outcome> {
    let inputs = arguments.named()?;
    let mut progress = Progress::new(&inputs);
    let plan = pipeline::dry_run(&arguments.index.index, &inputs, &arguments.inputs.options(), lexicon, &mut progress)?;
    progress.end();
    match arguments.format {
        Format::Json => print(&(wire::line(&plan) + "\n"))?,
        Format::Text => {
            let languages: Vec<String> = plan.languages.iter().map(|(lang, n)| format!("{lang} {n}")).collect();
            let megabytes = plan.bytes.div_ceil(1 << 20);
            print(&format!(
                "nothing is written: {} new, {} changed, {} unchanged, {} failed\n{megabytes} MiB to read into the index; languages: {}\n",
                plan.added,
                plan.replaced,
                plan.unchanged,
                plan.failed,
                languages.join(", ")
            ))?;
        }
    }
    Ok(outcome(plan.failed))
}

#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    added: usize,
    replaced: usize,
    unchanged: usize,
    failed: usize,
    interrupted: bool,
    counts: &'a std::collections::BTreeMap<Kind, u64>,
    disputes: usize,
    disputed: &'a [Finding],
}

impl<'a> Line<'a> {
    fn new(done: &'a Ingested) -> Self {
        let Ingested { added, replaced, unchanged, failed, interrupted, ref counts, disputes, ref disputed } = *done;
        Self { schema: "countersign/ingest/1", added, replaced, unchanged, failed, interrupted, counts, disputes, disputed }
    }
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
    let _ = writeln!(out, "{}", style.heading(&format!("{} of figures", count(done.disputes, "dispute"))));
    // One dispute a subject, so that a subject with many figures does not crowd out the others.
    let mut seen = BTreeSet::new();
    let shown: Vec<&Finding> = done.disputed.iter().filter(|finding| seen.insert(finding.label.as_str())).take(SHOWN).collect();
    for finding in &shown {
        out.push_str(&dispute(finding, style));
    }
    if done.disputes > shown.len() {
        let _ = writeln!(out, "\n{}", style.dim(&format!("and {} more, in the audit", done.disputes - shown.len())));
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
