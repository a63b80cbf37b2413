//! How often each value of a facet stands among the hits of one segment. Columns are read in blocks, which is faster.

use super::join::Numbers;
use super::record::Facet;
use super::rows::{names_of, number};
use super::schema::column;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::Arc;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

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

    /// The counts by value, of the `most` frequent ones; ties go by name.
    pub(super) fn values(&self, most: usize) -> tantivy::Result<(Facet, Vec<(String, u64)>)> {
        let counts = match &self.counted {
            Counted::Values(values) => values.values(most)?,
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

    /// The counts by value instead of by ordinal. Ordinals are in the order of names, so names are looked up for the chosen only.
    fn values(&self, most: usize) -> tantivy::Result<Vec<(String, u64)>> {
        let mut seen: Vec<(u64, u64)> = (0u64..).zip(self.counts.iter().copied()).filter(|&(_, count)| count > 0).collect();
        if seen.len() > most {
            seen.sort_unstable_by_key(|&(ord, count)| (Reverse(count), ord));
            seen.truncate(most);
            seen.sort_unstable();
        }
        let ords: Vec<u64> = seen.iter().map(|&(ord, _)| ord).collect();
        let names = names_of(&self.column, &ords)?;
        Ok(names.into_iter().zip(seen).map(|(name, (_, count))| (name, count)).collect())
    }
}
