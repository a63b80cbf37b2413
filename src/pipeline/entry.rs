//! One article into an index: analysed, given to the writer, its sheet for the book. Whether it has to be is the caller's to say.

use super::claims::{claims_of, document};
use super::linking::Sheet;
use super::records::{Payloads, record};
use super::{Lore, analyse};
use crate::index::{IndexError, Writer};
use crate::lexicon::Lexicon;
use crate::link::Corrections;
use crate::model::Article;

/// Analyses an article and gives it to the index, in the place of its former version; its sheet is the caller's to put into the book.
pub(super) fn entered(
    writer: &Writer,
    article: &Article,
    lexicon: &Lexicon,
    version: &str,
    corrections: &Corrections,
) -> Result<Sheet, IndexError> {
    let found = analyse(article, lexicon);
    let payloads = Payloads::new(article, &found);
    writer.add(&record(article, &found, &payloads, lexicon, version))?;
    let document = document(article);
    let claims = claims_of(document.clone(), &article.text, &article.sentences, found.figures.iter().cloned());
    Ok(Sheet::new(article, &document, &claims, &Lore(lexicon), corrections))
}
