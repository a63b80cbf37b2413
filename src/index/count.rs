//! How often each value of a facet stands among the hits of one segment. Columns are read in blocks, which is faster.

use super::join::Numbers;
use super::record::Facet;
use super::rows::number;
use super::schema::column;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader, TantivyError};

/// The counts of one facet in one segment.
pub(super) struct Counter {
    facet: Facet,
    counted: Counted,
}

enum Counted {
    Values(Values),
    /// Months, told from days.
    Months(Column<u64>, FxHashMap<u64, u64>),
    /// Copies by the number of their article: how many, and how many not.
    Copies(Column<u64>, Arc<Numbers>, [u64; 2]),
}

struct Values {
    column: StrColumn,
    counts: Vec<u64>,
    docs: Vec<DocId>,
    rows: Vec<u32>,
    ords: Vec<u64>,
}

impl Counter {
    /// A counter of a facet, if the segment has it.
    pub(super) fn new(facet: Facet, segment: &SegmentReader, copies: &Arc<Numbers>) -> tantivy::Result<Option<Self>> {
        let counted = match facet {
            Facet::Month => Counted::Months(number(segment, column::PUBLISHED)?, FxHashMap::default()),
            Facet::Copy => Counted::Copies(number(segment, column::NUMBER)?, copies.clone(), [0; 2]),
            _ => match segment.fast_fields().str(facet.name())? {
                Some(column) => {
                    let counts = vec![0; column.num_terms()];
                    Counted::Values(Values { column, counts, docs: Vec::new(), rows: Vec::new(), ords: Vec::new() })
                }
                None => return Ok(None),
            },
        };
        Ok(Some(Self { facet, counted }))
    }

    /// Counts a block of hits.
    pub(super) fn add(&mut self, block: &[DocId]) {
        match &mut self.counted {
            Counted::Values(values) => values.add(block),
            Counted::Months(days, counts) => {
                for &doc in block {
                    let mut last = 0;
                    for month in days.values_for_doc(doc).map(|day| day / 100).filter(|&month| month > 0) {
                        // Two days of one month are one month of one thing.
                        if month != std::mem::replace(&mut last, month) {
                            *counts.entry(month).or_default() += 1;
                        }
                    }
                }
            }
            Counted::Copies(articles, copies, [copied, original]) => {
                for article in block.iter().filter_map(|&doc| articles.first(doc)) {
                    *(if copies.holds(article) { &mut *copied } else { &mut *original }) += 1;
                }
            }
        }
    }

    /// The counts by value.
    pub(super) fn values(&self) -> tantivy::Result<(Facet, BTreeMap<String, u64>)> {
        let counts = match &self.counted {
            Counted::Values(values) => values.values()?,
            Counted::Months(_, counts) => {
                counts.iter().map(|(month, &count)| (format!("{:04}-{:02}", month / 100, month % 100), count)).collect()
            }
            Counted::Copies(_, _, counts) => {
                let named = ["copy", "original"].into_iter().zip(*counts);
                named.filter(|&(_, count)| count > 0).map(|(name, count)| (name.to_owned(), count)).collect()
            }
        };
        Ok((self.facet, counts))
    }
}

impl Values {
    fn add(&mut self, block: &[DocId]) {
        self.docs.clear();
        self.rows.clear();
        let column = self.column.ords();
        column.row_ids_for_docs(block, &mut self.docs, &mut self.rows);
        self.ords.clear();
        self.ords.resize(self.rows.len(), 0);
        column.values.get_vals(&self.rows, &mut self.ords);
        for &ord in &self.ords {
            if let Some(count) = usize::try_from(ord).ok().and_then(|ord| self.counts.get_mut(ord)) {
                *count += 1;
            }
        }
    }

    /// The counts by value instead of by ordinal.
    fn values(&self) -> tantivy::Result<BTreeMap<String, u64>> {
        let seen = || (0u64..).zip(&self.counts).filter(|&(_, &count)| count > 0);
        let ords: Vec<u64> = seen().map(|(ord, _)| ord).collect();
        let (mut counts, mut numbers) = (BTreeMap::new(), seen());
        let insert = |value: &[u8]| {
            if let Some((_, &count)) = numbers.next() {
                counts.insert(String::from_utf8_lossy(value).into_owned(), count);
            }
        };
        self.column.dictionary().sorted_ords_to_term_cb(&ords, insert).map_err(TantivyError::from)?;
        Ok(counts)
    }
}
