//! Which articles are copies of others: those with the same words. The earliest published is the original, of several such
//! the one with the least key, so that it is the same one whatever the way there.

use super::join::Numbers;
use super::read::Generation;
use super::rows::number;
use super::schema::column;
use super::{IndexError, Kind};
use std::sync::Arc;

impl Generation {
    /// The articles that are copies, found when first asked for.
    pub(super) fn copies(&self) -> Result<Arc<Numbers>, IndexError> {
        let opened = self.of(Kind::Articles)?;
        if let Some(copies) = opened.copies.get() {
            return Ok(copies.clone());
        }
        let mut articles = Vec::new();
        for segment in opened.searcher.segment_readers() {
            let columns = [column::FINGERPRINT, column::PUBLISHED, column::KEY, column::NUMBER].map(|name| number(segment, name));
            let [print, published, own, article] = columns;
            let (print, published, own, article) = (print?, published?, own?, article?);
            let day = |doc| published.first(doc).unwrap_or(u64::MAX);
            let of = |doc| Some((print.first(doc)?, day(doc), own.first(doc)?, article.first(doc)?));
            articles.extend(segment.doc_ids_alive().filter_map(of));
        }
        articles.sort_unstable();
        let alike = articles.chunk_by(|a, b| a.0 == b.0);
        let copies = alike.flat_map(|alike| alike.iter().skip(1)).map(|&(_, _, _, number)| number).collect();
        Ok(opened.copies.get_or_init(|| Arc::new(copies)).clone())
    }
}
