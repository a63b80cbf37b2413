//! What a review does to an index: decisions stand with its findings, and corrections make it link anew. It writes no file of reviews.

use super::Reviews;
use super::finding::{Finding, Kept};
use super::ingest::meta;
use super::stored::stored_claims;
use super::upkeep::relinked;
use crate::index::{Generation, IndexError, Options, Writer};
use crate::lexicon::Lexicon;
use crate::link;
use std::path::Path;

/// The finding of an index with this id, or whose id alone begins so.
pub fn stored_finding(generation: &Generation, id: &str, reviews: &Reviews) -> Result<Option<Finding>, IndexError> {
    let mut found = Vec::new();
    for part in generation.findings()? {
        let part = part?;
        if part.id == id {
            return Kept::read(&part.payload, reviews).map_or(Ok(None), |kept| kept.whole(generation));
        }
        if part.id.starts_with(id) {
            found.push(part.payload);
        }
    }
    match found.as_slice() {
        [one] => Kept::read(one, reviews).map_or(Ok(None), |kept| kept.whole(generation)),
        _ => Ok(None),
    }
}

/// All findings of an index, with what is decided on them now.
pub fn stored_findings(generation: &Generation, reviews: &Reviews) -> Result<Vec<Finding>, IndexError> {
    let mut all = Vec::new();
    for part in generation.findings()? {
        if let Some(kept) = Kept::read(&part?.payload, reviews) {
            all.extend(kept.whole(generation)?);
        }
    }
    Ok(all)
}

/// The id of the figure `f<n>` of a document of the index, by which corrections name it.
pub fn figure_id(generation: &Generation, document: &str, figure: &str) -> Result<Option<String>, IndexError> {
    let claims = stored_claims(generation, |id| id == document)?;
    let ids = link::figure_ids(&claims);
    Ok(claims.iter().zip(ids).find(|(claim, _)| claim.figure.id == figure).map(|(_, id)| id))
}

/// Writes what is decided by now beside the findings of an index, so that searches see it.
pub fn review_findings(dir: &Path, lexicon: &Lexicon, reviews: &Reviews) -> Result<(), IndexError> {
    let mut writer = Writer::open(dir, Options::default())?;
    let all = stored_findings(&writer.stage()?, reviews)?;
    writer.findings(all.iter().map(Finding::record))?;
    writer.finish(&meta(lexicon, reviews)).map(|_| ())
}

/// Links the figures of an index anew, as corrections have it.
pub fn relink(dir: &Path, lexicon: &Lexicon, reviews: &Reviews) -> Result<(), IndexError> {
    let writer = Writer::open(dir, Options::default())?;
    relinked(writer, dir, &meta(lexicon, reviews), lexicon, reviews).map(|_| ())
}
