//! `countersign audit`: which figures do not agree, over the index or over files.

use super::Outcome;
use super::common::ReviewFile;
use super::inputs::Scope;
use crate::model::{Link, Report, Severity, Verdict};
use crate::report::audit::Extent;
use crate::{pipeline, report, wire};
use clap::ValueEnum;

/// Audit the figures: groups of comparable ones, what is disputed and why, and what was not compared
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Coverage first: what was compared, what was not and why; silence is not agreement. Then groups of comparable figures, then findings,
the gravest first. What a review dismissed is left out, and a finding that changed since its review says so.

Examples:
  countersign audit
  countersign audit articles/ --format html > audit.html
  countersign audit --format csv --show-dismissed > audit.csv
  countersign audit articles/ --fail-on major || echo 'a dispute of severity major or worse that nobody has reviewed'"
)]
pub struct Arguments {
    #[command(flatten)]
    scope: Scope,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Show every link in full, not only the disputes
    #[arg(long)]
    all: bool,
    /// Show findings that were dismissed in a review too
    #[arg(long)]
    show_dismissed: bool,
    /// Exit with 4 if a dispute of this verdict, or of this severity or worse, is found that no review has settled
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
    #[command(flatten)]
    reviews: ReviewFile,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in the terminal
    Text,
    /// For programs
    Json,
    /// One self-contained page
    Html,
    /// For notes and reviews
    Markdown,
    /// One row a finding
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A contradiction
    Contradicts,
    /// A contradiction or a tension
    Disputed,
    /// Any dispute, as `disputed`
    Minor,
    /// A dispute by a factor of 1.1 or more
    Moderate,
    /// A dispute by a factor of 1.5 or more
    Major,
    /// A dispute by a factor of 3 or more
    Extreme,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    arguments.scope.threads.set()?;
    let lexicon = arguments.scope.lexicons.load()?;
    let reviews = arguments.reviews.read(&arguments.scope.index)?;
    let (mut audit, failed) = arguments.scope.report(
        |inputs, options, mut failed| pipeline::audit_inputs(inputs, options, &lexicon, &reviews, &mut failed),
        |reader| pipeline::audit_index(reader, &lexicon, &reviews),
    )?;
    if !arguments.show_dismissed {
        pipeline::hide_dismissed(&mut audit);
    }
    let extent = if arguments.all { Extent::All } else { Extent::Disputes };
    super::common::print(&match arguments.format {
        Format::Json => wire::line(&audit) + "\n",
        Format::Text => report::audit::text(&audit, super::common::style(), extent),
        Format::Html => report::audit::html(&audit, extent),
        Format::Markdown => report::audit::markdown(&audit, extent),
        Format::Csv => report::audit::csv(&audit),
    })?;
    Ok(match arguments.fail_on {
        Some(verdicts) if found(&audit, verdicts) => Outcome::Found,
        _ => super::common::outcome(failed),
    })
}

/// Whether there is such a dispute on which nobody has decided, or whose evidence has changed since.
fn found(audit: &Report, fail_on: FailOn) -> bool {
    let counts = |link: &Link| match fail_on {
        FailOn::Contradicts => link.verdict == Verdict::Contradicts,
        FailOn::Disputed | FailOn::Minor => link.verdict.is_disputed(),
        FailOn::Moderate => link.severity >= Some(Severity::Moderate),
        FailOn::Major => link.severity >= Some(Severity::Major),
        FailOn::Extreme => link.severity >= Some(Severity::Extreme),
    };
    audit.groups.iter().flat_map(|group| &group.links).any(|link| counts(link) && link.is_open())
}
