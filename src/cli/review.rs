//! `countersign review`: decisions on findings and corrections of the reading, kept in a plain file.

use super::Outcome;
use super::common::{Folder, Lexicons, ReviewFile, complain, print, style};
use super::inputs::Inputs;
use crate::index::{IndexError, Reader};
use crate::lexicon::Lexicon;
use crate::model::ReviewStatus;
use crate::pipeline::{self, Decision, Finding, Reviews};
use anyhow::{Context, bail};
use clap::ValueEnum;
use jiff::civil::Date;
use std::path::PathBuf;

/// Decide on a finding of the audit, or correct the reading; the decision is kept in a file of its own
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A decision holds as long as what the finding rests on: if a figure or its sentence changes, the audit shows the finding
again and says so. The file (reviews.jsonl beside the index) is only ever appended to, one JSON object a line; keep it in git.

Examples:
  countersign review 3fa2c1d09b7e --status explained --note 'the second counts police too' --by desk
  countersign review 3fa2c1d09b7e --status open
  countersign review --misread training-count.txt#f3 --note 'a model number'
  countersign review --same-measure troops/trained '~recruit/graduate'
  countersign review --never-compare aid/pledged aid/delivered --note 'other budgets'
  countersign search 'review:dismissed' --in findings"
)]
pub struct Arguments {
    /// The id of a finding, as the audit prints it; its beginning will do where no other begins so
    #[arg(value_name = "ID", required_unless_present_any = ["misread", "same_measure", "never_compare"], requires = "status")]
    finding: Option<String>,
    /// Files or folders that were audited without an index; none means the index
    #[arg(value_name = "PATH", requires = "finding")]
    paths: Vec<PathBuf>,
    /// What is decided on the finding
    #[arg(long, value_enum, value_name = "STATUS", requires = "finding")]
    status: Option<Status>,
    /// A figure that was misread and must not be compared: its id, or DOCUMENT#f3
    #[arg(long, value_name = "FIGURE", conflicts_with_all = ["finding", "same_measure", "never_compare"])]
    misread: Option<String>,
    /// Two measures that are one
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["finding", "never_compare"])]
    same_measure: Option<Vec<String>>,
    /// Two measures, or two figures, that must never be compared
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "finding")]
    never_compare: Option<Vec<String>>,
    /// Take the correction back
    #[arg(long, conflicts_with = "finding")]
    withdraw: bool,
    /// Why
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The day of the decision [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    #[command(flatten)]
    reviews: ReviewFile,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Status {
    /// Take a decision back
    Open,
    /// Both figures stand; the note says why they differ
    Explained,
    /// The figures do disagree
    Accepted,
    /// No finding; the audit hides it
    Dismissed,
}

impl From<Status> for ReviewStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Open => Self::Open,
            Status::Explained => Self::Explained,
            Status::Accepted => Self::Accepted,
            Status::Dismissed => Self::Dismissed,
        }
    }
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let path = arguments.reviews.path(&arguments.index);
    let lexicon = arguments.lexicons.load()?;
    // A file with a broken line is told before anything is added to it.
    let reviews = Reviews::read(&path)?;
    let decision = Decision {
        note: arguments.note.clone(),
        by: arguments.by.clone(),
        date: Some(arguments.date.unwrap_or_else(|| jiff::Zoned::now().date())),
        withdrawn: arguments.withdraw,
        ..matter(&arguments, &lexicon, &reviews)?
    };
    Reviews::append(&path, &decision)?;
    let about = decision.about.as_deref().unwrap_or_default();
    let status = decision.status.map_or("correction", ReviewStatus::as_str);
    print(&format!("{}  {about}\n  kept in {}\n", style().heading(status), path.display()))?;
    if arguments.paths.is_empty() {
        refresh(&arguments.index, &lexicon, &Reviews::read(&path)?, decision.finding.is_some())?;
    }
    Ok(Outcome::Done)
}

/// Lets searches of the index see it, where there is an index.
fn refresh(index: &Folder, lexicon: &Lexicon, reviews: &Reviews, decided: bool) -> anyhow::Result<()> {
    let work = if decided { pipeline::review_findings } else { pipeline::relink };
    match Reader::open(&index.index).map(drop).and_then(|()| work(&index.index, lexicon, reviews)) {
        Err(IndexError::Locked { .. }) => {
            complain("the decision is kept, but the index is being written to; the next ingest shows it in searches");
            Ok(())
        }
        Ok(()) | Err(IndexError::Missing { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// What the call decides on, checked against what there is.
fn matter(arguments: &Arguments, lexicon: &Lexicon, reviews: &Reviews) -> anyhow::Result<Decision> {
    if let (Some(id), Some(status)) = (&arguments.finding, arguments.status) {
        let found = finding(arguments, id, lexicon, reviews)?;
        let Finding { link, label, a, b, .. } = &found;
        let about = format!("{label}: {} ({}) and {} ({})", a.figure.text, a.document, b.figure.text, b.document);
        let (finding, evidence) = (Some(link.id.clone()), Some(link.evidence.clone()));
        return Ok(Decision { finding, evidence, status: Some(status.into()), about: Some(about), ..Decision::default() });
    }
    if let Some(figure) = &arguments.misread {
        let id = figure_of(arguments, figure)?;
        return Ok(Decision { misread: Some(id), about: Some(figure.clone()), ..Decision::default() });
    }
    let measure = |name: &String| -> anyhow::Result<String> {
        let known = name.starts_with('~') || lexicon.measure(name).is_some();
        if !known {
            bail!(
                "there is no measure `{name}`; measures are those of lexicons/measures.toml, and open ones such as `~soldier/train`"
            );
        }
        Ok(name.clone())
    };
    if let Some([a, b]) = arguments.same_measure.as_deref() {
        let both = [measure(a)?, measure(b)?];
        return Ok(Decision { about: Some(format!("{a} is {b}")), same_measure: Some(both), ..Decision::default() });
    }
    let Some([a, b]) = arguments.never_compare.as_deref() else { bail!("name a finding, or a correction") };
    let side = |name: &String| if is_id(name) || name.contains('#') { figure_of(arguments, name) } else { measure(name) };
    let both = [side(a)?, side(b)?];
    Ok(Decision { about: Some(format!("{a} and {b} are never compared")), never_compare: Some(both), ..Decision::default() })
}

/// The finding with an id, of the index or of the files that were audited.
fn finding(arguments: &Arguments, id: &str, lexicon: &Lexicon, reviews: &Reviews) -> anyhow::Result<Finding> {
    let missing = || format!("there is no finding `{id}`, or several begin so; `countersign audit` prints their ids");
    if arguments.paths.is_empty() {
        let reader = Reader::open(&arguments.index.index)?;
        return pipeline::stored_finding(&reader, id, reviews)?.with_context(missing);
    }
    let inputs = Inputs::of(arguments.paths.clone());
    let mut failed = |problem: &crate::read::Problem| complain(&problem.to_string());
    let report = pipeline::audit_inputs(&inputs.list()?, &inputs.options(), lexicon, reviews, &mut failed);
    let mut found = pipeline::findings(&report, |link| link.id.starts_with(id));
    found.sort_by_key(|finding| finding.link.id != id);
    let alone = found.len() == 1 || found.first().is_some_and(|finding| finding.link.id == id);
    found.into_iter().next().filter(|_| alone).with_context(missing)
}

/// Whether a name is the id of a figure and no measure.
fn is_id(name: &str) -> bool {
    name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The id of a figure that is named by it or as `DOCUMENT#f3`.
fn figure_of(arguments: &Arguments, name: &str) -> anyhow::Result<String> {
    let Some((document, figure)) = name.rsplit_once('#') else {
        if !is_id(name) {
            bail!("`{name}` is no figure; name it by its id, as the audit prints it, or as DOCUMENT#f3");
        }
        return Ok(name.to_owned());
    };
    let reader = Reader::open(&arguments.index.index)?;
    let found = pipeline::figure_id(&reader, document, figure)?;
    found.with_context(|| format!("the index has no figure `{figure}` of a document `{document}`"))
}
