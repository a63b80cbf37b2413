//! The only place that wires the stages: bytes -> Article -> Analysis -> index, links.

mod check;
mod claims;
mod compare;
mod dry;
mod entry;
mod export;
mod failures;
mod finding;
mod found;
mod ingest;
mod knowledge;
mod ledger;
mod linking;
mod matrix;
mod names;
mod records;
mod reviewing;
mod reviews;
mod sites;
mod stored;
mod suggest;
mod upkeep;
mod versions;

pub use check::check;
pub use claims::claims;
pub use compare::{compare, compare_pairs};
pub use dry::{Planned, dry_run};
pub use export::{ExportError, Form, export, export_sqlite, row, rows};
pub use failures::{Quarantine, failed_inputs};
pub use finding::{Finding, findings};
pub use found::found;
pub use ingest::{Ingested, Limits, RULES, Watch, ingest, ingest_within};
pub use knowledge::Lore;
pub use ledger::{ledger_index, ledger_inputs};
pub use matrix::{By, matrix_index, matrix_inputs};
pub use names::Names;
pub use reviewing::{figure_id, relink, review_findings, stored_finding, stored_findings};
pub use reviews::{Decision, Reviews, ReviewsError, hide_dismissed};
pub use stored::stored_article;
pub use suggest::{Suggestion, Suggestions, suggest_index, suggest_inputs, suggestions_toml};
pub use upkeep::{compact, reindex, remove, verify};
pub use versions::{Changed, versions};

use crate::index::{Generation, IndexError};
use crate::lexicon::Lexicon;
use crate::link;
use crate::model::{Analysis, Article, Report};
use crate::read::{self, Flow, Input, Problem, Record};
use crate::tag;
use crate::text::folded;
use linking::{Print, kin_among};
use rayon::prelude::*;
use std::sync::Arc;

/// How many bytes of input are held at once while they wait for a thread, where nobody says how much memory there is.
const BATCH_BYTES: usize = 16 << 20;
/// How many articles are held at once.
const BATCH_ARTICLES: usize = 512;

/// Of which lexicon and rules findings are: with the same version and the same bytes they are the same.
pub fn version(lexicon: &Lexicon) -> String {
    format!("{}+{RULES}", lexicon.version)
}

/// Everything found in an article: a pure function of its text, its date and the lexicon.
pub fn analyse(article: &Article, lexicon: &Lexicon) -> Analysis {
    tag::analysis(article, lexicon)
}

/// Reads and analyses all inputs in parallel, batch by batch, and hands the JSON lines and problems to `out` in input order.
pub fn analyse_all(
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    lexicon: &Lexicon,
    show: &(impl Fn(&Article, Analysis) -> String + Sync),
    out: &mut impl FnMut(Result<String, Problem>),
) {
    let _ = sites::articles(inputs, options, &mut |batch| {
        let lines: Vec<_> =
            batch.into_par_iter().map(|read| read.map(|article| show(&article, analyse(&article, lexicon)))).collect();
        lines.into_iter().for_each(&mut *out);
        Flow::Continue(())
    });
}

/// The records of all inputs in order, in batches that bound the memory; `each` says whether to go on.
pub fn batches(
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    each: &mut impl FnMut(Vec<Result<Record, Problem>>) -> Flow,
) -> Flow {
    batches_of(BATCH_BYTES, inputs, options, each)
}

/// The same, with about so many bytes in each.
fn batches_of(
    most: usize,
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    each: &mut impl FnMut(Vec<Result<Record, Problem>>) -> Flow,
) -> Flow {
    let options = Arc::new(options.clone());
    let mut batch = Vec::new();
    let mut bytes = 0;
    for input in inputs {
        let mut take = |record: Result<Record, Problem>| {
            bytes += record.as_ref().map_or(0, Record::len);
            batch.push(record);
            if bytes >= most || batch.len() >= BATCH_ARTICLES {
                bytes = 0;
                return each(std::mem::take(&mut batch));
            }
            Flow::Continue(())
        };
        match input {
            Ok(input) => read::each(input, &options, &mut take)?,
            Err(problem) => take(Err(problem.clone()))?,
        }
    }
    if batch.is_empty() { Flow::Continue(()) } else { each(batch) }
}

/// Links the figures of articles without an index, as reviews have it: reads and analyses all inputs, and hands problems to `failed`.
pub fn audit_inputs(
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    lexicon: &Lexicon,
    reviews: &Reviews,
    failed: &mut impl FnMut(&Problem),
) -> Report {
    let read = all(inputs, options, failed, |article| (Print::of(&article), claims(&article, &analyse(&article, lexicon))));
    let (prints, claims): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let mut all: Vec<link::Claim> = claims.into_iter().flatten().collect();
    let kin = kin_among(&prints);
    all.iter_mut().for_each(|claim| {
        if let Some(kin) = kin.get(&folded(&claim.document.id)) {
            Arc::make_mut(&mut claim.document).kin = *kin;
        }
    });
    linked(&all, lexicon, reviews)
}

/// What `make` makes of every article of the inputs, in their order; problems go to `failed`.
fn all<T: Send>(
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    failed: &mut impl FnMut(&Problem),
    make: impl Fn(Article) -> T + Sync,
) -> Vec<T> {
    let mut all = Vec::new();
    let _ = sites::articles(inputs, options, &mut |batch| {
        let made: Vec<_> = batch.into_par_iter().map(|read| read.map(&make)).collect();
        for made in made {
            match made {
                Ok(made) => all.push(made),
                Err(problem) => failed(&problem),
            }
        }
        Flow::Continue(())
    });
    all
}

/// Links the figures of everything that an index holds, as reviews have it.
pub fn audit_index(generation: &Generation, lexicon: &Lexicon, reviews: &Reviews) -> Result<Report, IndexError> {
    Ok(linked(&stored::stored_claims(generation, |_| true)?, lexicon, reviews))
}

/// The links of claims: corrections are heeded, and decisions stand with the findings that they are on.
fn linked(claims: &[link::Claim], lexicon: &Lexicon, reviews: &Reviews) -> Report {
    let mut report = link::link_heeding(claims, &Lore(lexicon), &reviews.corrections());
    reviews.mark(&mut report);
    report
}
