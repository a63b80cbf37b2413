//! From analyses, or from the index, to the ledger of commitments.

use super::claims::document;
use super::stored::by_document;
use super::{Lore, all, analyse, stored_article};
use crate::index::{Generation, IndexError};
use crate::lexicon::Lexicon;
use crate::link::{self, DocRef, Pledge};
use crate::model::{Article, Commitment, Figure, Ledger};
use crate::read::{self, Input, Problem};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The commitments of an article in their sentences.
fn pledges(document: Arc<DocRef>, article: &Article, commitments: Vec<Commitment>, figures: &[Figure]) -> Vec<Pledge> {
    let sentence = |commitment: &Commitment| article.sentences.get(commitment.sentence as usize).copied();
    let pledge = |commitment: Commitment| {
        let sentence = sentence(&commitment)?;
        Some(Pledge::new(document.clone(), &article.text, sentence, commitment, figures))
    };
    commitments.into_iter().filter_map(pledge).collect()
}

/// The ledger of articles without an index; problems go to `failed`.
pub fn ledger_inputs(
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    lexicon: &Lexicon,
    as_of: Option<Date>,
    failed: &mut impl FnMut(&Problem),
) -> Ledger {
    let pledges = all(inputs, options, failed, |article| {
        let found = analyse(&article, lexicon);
        pledges(document(&article), &article, found.commitments, &found.figures)
    });
    let all: Vec<Pledge> = pledges.into_iter().flatten().collect();
    link::ledger(&all, &Lore(lexicon), as_of)
}

/// The ledger of everything that an index holds.
pub fn ledger_index(generation: &Generation, lexicon: &Lexicon, as_of: Option<Date>) -> Result<Ledger, IndexError> {
    let mut figures: BTreeMap<String, Vec<Figure>> = by_document(generation.figures()?, |_| true)?;
    let mut all = Vec::new();
    for (id, commitments) in by_document(generation.commitments()?, |_| true)? {
        let Some((article, _)) = stored_article(generation, &id)? else { continue };
        let figures = figures.remove(&id).unwrap_or_default();
        all.extend(pledges(document(&article), &article, commitments, &figures));
    }
    Ok(link::ledger(&all, &Lore(lexicon), as_of))
}
