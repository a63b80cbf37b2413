//! Linking what an index holds, and only where something has changed: the book of claims beside the index, copies and digests, the
//! cells judged anew. What a pair is to each other the link room says.

mod among;
mod book;
mod judging;
mod repeats;
mod reprints;
mod sheet;

pub(super) use among::{Print, kin_among, kin_in};
pub(super) use book::Book;
pub(super) use sheet::Sheet;

use super::claims::claims_of;
use super::records::shelved;
use super::stored::figures_in;
use super::{Lore, Reviews, claims};
use crate::index::{Generation, IndexError, StoredArticle, Writer};
use crate::lexicon::Lexicon;
use crate::link::Corrections;
use crate::text::folded;
use book::Reach;
use judging::Session;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::path::Path;
use std::sync::Arc;

/// How many stored articles are read at once for a new book.
const BATCH: usize = 512;

/// Of which articles, lexicon and corrections a book is.
pub(super) fn of(snapshot: &str, lexicon: &Lexicon, corrections: &Corrections) -> String {
    format!("{snapshot} {} {:016x}", super::version(lexicon), folded(&format!("{corrections:?}")))
}

/// The book of what an index holds, made anew from the index where there is none that is of it. It takes no more memory than is given.
pub(super) fn book(
    dir: &Path,
    of: &str,
    generation: Option<&Generation>,
    lexicon: &Lexicon,
    corrections: &Corrections,
    memory: usize,
) -> Result<Book, IndexError> {
    if let Some(book) = Book::open(dir, of, memory) {
        return Ok(book);
    }
    let book = Book::create(dir, memory)?;
    if let Some(generation) = generation {
        fill(&book, generation, lexicon, corrections)?;
    }
    book.commit(of)?;
    Ok(book)
}

/// Enters all articles of a generation.
fn fill(book: &Book, generation: &Generation, lexicon: &Lexicon, corrections: &Corrections) -> Result<(), IndexError> {
    let mut articles = generation.every_article()?;
    loop {
        let batch: Vec<StoredArticle> = articles.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            return Ok(());
        }
        let sheet = |stored: StoredArticle| {
            let figures = figures_in(&stored);
            let article = shelved(stored);
            let document = claims::document(&article);
            let claims = claims_of(document.clone(), &article.text, &article.sentences, figures.into_iter());
            Sheet::new(&article, &document, &claims, &Lore(lexicon), corrections)
        };
        book.put(&batch.into_par_iter().map(sheet).collect::<Vec<_>>())?;
    }
}

/// Links what a writer holds as the book has it: anew where articles came or went, or everything where `all` says so. Returns how
/// many articles were read anew because their sites have shown more.
pub(super) fn link(
    book: &Book,
    all: bool,
    writer: &mut Writer,
    generation: &Generation,
    lexicon: &Lexicon,
    reviews: &Reviews,
) -> Result<usize, IndexError> {
    let corrections = reviews.corrections();
    // What a site repeats shows when all of its articles are there.
    let reread = repeats::reread(book, writer, generation, lexicon, &corrections)?;
    let staged = (reread > 0).then(|| writer.stage()).transpose()?;
    let generation = staged.as_ref().unwrap_or(generation);
    book.remember_roots()?;
    book.settle()?;
    // A book whose articles are new for the most part is read from end to end rather than block by block.
    let reach = if all || book.is_stirred()? { Reach::All } else { Reach::Touched };
    book.find_copies(reach, generation)?;
    let (common, moved) = book.common()?;
    let altered = if reach == Reach::All || moved { FxHashSet::default() } else { book.touch(&book.rerooted()?)? };
    let reach = if moved { Reach::All } else { reach };
    let common = Arc::new(common);
    Session { book, lexicon, reviews, corrections: &corrections, common }.judge(reach, &altered, writer)?;
    writer.copies(&book.copies()?)?;
    Ok(reread)
}
