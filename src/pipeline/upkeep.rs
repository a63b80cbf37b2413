//! Care of an index: articles taken out, everything read anew from what is stored, segments brought together, everything checked.

use super::finding::Kept;
use super::ingest::{Limits, meta, version_of};
use super::linking;
use super::records::{Payloads, record, shelved};
use super::{Reviews, analyse, version};
use crate::index::{self, CommitMeta, Generation, IndexError, Kind, Manifest, StoredArticle, StoredPart, Writer};
use crate::lexicon::Lexicon;
use crate::model::{Commitment, Figure};
use crate::text::Span;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How many articles are read anew at once.
const BATCH: usize = 256;

/// Links anew all that a writer holds, as reviews have it, and commits.
pub(super) fn relinked(
    mut writer: Writer,
    dir: &Path,
    meta: &CommitMeta,
    lexicon: &Lexicon,
    reviews: &Reviews,
) -> Result<Manifest, IndexError> {
    let generation = writer.stage()?;
    let corrections = reviews.corrections();
    let book = linking::book(dir, "", Some(&generation), lexicon, &corrections, Limits::default().book())?;
    linking::link(&book, true, &mut writer, &generation, lexicon, reviews)?;
    let manifest = writer.finish(meta)?.manifest;
    book.commit(&linking::of(&manifest.snapshot, lexicon, &corrections))?;
    Ok(manifest)
}

/// Takes articles out and links anew what they leave; tells the ids that were not there.
pub fn remove(dir: &Path, ids: &[String], lexicon: &Lexicon, reviews: &Reviews) -> Result<(Manifest, Vec<String>), IndexError> {
    let mut writer = Writer::open(dir, Limits::default().writer())?;
    let corrections = reviews.corrections();
    let of = linking::of(writer.snapshot(), lexicon, &corrections);
    let before = writer.stage()?;
    let book = linking::book(dir, &of, Some(&before), lexicon, &corrections, Limits::default().book())?;
    let mut missing = Vec::new();
    for id in ids {
        if !writer.remove(id)? {
            missing.push(id.clone());
        }
    }
    if missing.len() < ids.len() {
        ids.iter().filter(|id| !missing.contains(id)).try_for_each(|id| book.remove(id))?;
        let (all, generation) = (writer.reviews() != reviews.version(), writer.stage()?);
        linking::link(&book, all, &mut writer, &generation, lexicon, reviews)?;
    }
    // The lexicon and rules of what stays are what they were.
    let now = meta(lexicon, reviews);
    let meta = writer.meta().map_or_else(|| now.clone(), |former| CommitMeta { reviews: now.reviews.clone(), ..former });
    let manifest = writer.finish(&meta)?.manifest;
    book.commit(&linking::of(&manifest.snapshot, lexicon, &corrections))?;
    Ok((manifest, missing))
}

/// Reads every stored article anew with this lexicon and these rules, into a new generation; the index may be of an older format.
/// `done` hears how many are done.
pub fn reindex(dir: &Path, lexicon: &Lexicon, reviews: &Reviews, done: &mut impl FnMut(usize)) -> Result<Manifest, IndexError> {
    let (writer, former) = Writer::rebuild(dir, index::Options::default())?;
    let version = version(lexicon);
    let mut articles = former.articles()?;
    loop {
        let batch: Vec<StoredArticle> = articles.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            break;
        }
        done(batch.len());
        batch.into_par_iter().try_for_each(|stored| {
            let article = shelved(stored);
            let found = analyse(&article, lexicon);
            let payloads = Payloads::new(&article, &found);
            writer.add(&record(&article, &found, &payloads, lexicon, &version_of(&article, &version)))
        })?;
    }
    relinked(writer, dir, &meta(lexicon, reviews), lexicon, reviews)
}

/// Brings the segments of each kind together and drops what was deleted.
pub fn compact(dir: &Path) -> Result<Manifest, IndexError> {
    let mut writer = Writer::open(dir, index::Options::default())?;
    writer.compact()?;
    let meta = writer.meta().unwrap_or_default();
    Ok(writer.finish(&meta)?.manifest)
}

/// What does not hold of an index: files that are not as they were written, words that are not where a span says, references to
/// what is not there.
pub fn verify(generation: &Generation) -> Result<Vec<String>, IndexError> {
    let mut faults = generation.faults()?;
    // What is damaged is not read any further.
    if !faults.is_empty() {
        return Ok(faults);
    }
    let mut figures: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut article = StoredArticle::default();
    let mut look = |kind: Kind, part: StoredPart, faults: &mut Vec<String>| -> Result<(), IndexError> {
        if article.id != part.document {
            article = generation.article(&part.document)?.unwrap_or_default();
        }
        let name = format!("{} {} of `{}`", kind.singular(), part.id, part.document);
        if article.id != part.document {
            faults.push(format!("{name}: its article is not there"));
        } else if let Some(fault) = misplaced(kind, &part, &article.text) {
            faults.push(format!("{name}: {fault}"));
        }
        Ok(())
    };
    for part in generation.figures()? {
        let part = part?;
        figures.entry(part.document.clone()).or_default().insert(part.id.clone());
        look(Kind::Figures, part, &mut faults)?;
    }
    for part in generation.commitments()? {
        look(Kind::Commitments, part?, &mut faults)?;
    }
    for part in generation.findings()? {
        let part = part?;
        let Some(kept) = Kept::as_it_was(&part.payload) else {
            faults.push(format!("finding {}: its record does not read", part.id));
            continue;
        };
        for side in [&kept.a, &kept.b] {
            if figures.get(&side.document).is_none_or(|ids| !ids.contains(&side.figure)) {
                faults.push(format!("finding {}: figure {} of `{}` is not there", part.id, side.figure, side.document));
            }
        }
    }
    Ok(faults)
}

/// What is wrong with the place of a part, if anything is.
fn misplaced(kind: Kind, part: &StoredPart, text: &str) -> Option<String> {
    let words = |span: Span| text.get(span.start as usize..span.end as usize);
    let (Some(at), Some(_)) = (words(part.span), words(part.sentence)) else {
        return Some(format!("its span {}..{} is not in the text", part.span.start, part.span.end));
    };
    let stored = match kind {
        Kind::Figures => serde_json::from_slice::<Figure>(&part.payload).ok().map(|figure| figure.text),
        _ => serde_json::from_slice::<Commitment>(&part.payload).ok().map(|commitment| commitment.text),
    };
    match stored {
        None => Some("its record does not read".to_owned()),
        Some(stored) if flat(&stored) != flat(at) => Some(format!("its words are “{stored}”, the text has “{at}” there")),
        Some(_) => None,
    }
}

/// Words with single spaces: a record may fold a line end.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
