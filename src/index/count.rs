//! How often each value of a facet stands among hits: counted by segment, in blocks, since columns are faster read so, and told by name at
//! the end.

use super::columns::Columns;
use super::join::Numbers;
use super::record::Facet;
use super::schema::column;
use super::tally::{Count, Part, Tally, most, order};
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

/// The counts of one facet in one segment.
pub(super) struct Counter {
    facet: Facet,
    column: Counted,
    tally: Tally,
}

enum Counted {
    Values(StrColumn),
    /// Months, told from days.
    Months(Column<u64>),
    /// Copies and originals, by the number of their article.
    Copies(Column<u64>, Arc<Numbers>),
}

/// What reading a block needs, used again for the next.
#[derive(Default)]
pub(super) struct Scratch {
    docs: Vec<DocId>,
    rows: Vec<u32>,
    values: Vec<u64>,
}

/// Months are counted by their number since year 0.
const MONTHS: usize = 12 * 10_000;
/// What the ordinals 0 and 1 of copies mean.
const COPIES: [&str; 2] = ["copy", "original"];

impl Counter {
    /// A counter of a facet, if the segment has it.
    pub(super) fn new(
        facet: Facet,
        segment: &SegmentReader,
        columns: &Columns,
        copies: &Arc<Numbers>,
    ) -> tantivy::Result<Option<Self>> {
        let column = match facet {
            Facet::Month => Counted::Months(columns.number(segment, column::PUBLISHED)?),
            Facet::Copy => Counted::Copies(columns.number(segment, column::NUMBER)?, copies.clone()),
            _ => match columns.strings(segment, facet.name())? {
                Some(column) => Counted::Values(column),
                None => return Ok(None),
            },
        };
        Ok(Some(Self { facet, column, tally: Tally::default() }))
    }

    /// Counts a block of hits.
    pub(super) fn add(&mut self, block: &[DocId], scratch: &mut Scratch) {
        match &self.column {
            Counted::Values(column) => {
                scratch.read(column.ords(), block);
                self.tally.add(&scratch.values, column.num_terms());
            }
            Counted::Months(days) => {
                scratch.read(days, block);
                // A day of the first rank is none; two days of one month are one month of one thing.
                let months = |days: &[u64], docs: &[DocId], out: &mut Vec<u64>| {
                    let mut last = None;
                    for (&day, &doc) in days.iter().zip(docs).filter(|(day, _)| **day >= 100) {
                        let month = day / 10_000 * 12 + (day / 100 % 100).saturating_sub(1);
                        if last.replace((doc, month)) != Some((doc, month)) {
                            out.push(month);
                        }
                    }
                };
                let Scratch { docs, values, .. } = scratch;
                let mut found = Vec::with_capacity(values.len());
                months(values, docs, &mut found);
                self.tally.add(&found, MONTHS);
            }
            Counted::Copies(articles, copies) => {
                scratch.read(articles, block);
                scratch.values.iter_mut().for_each(|number| *number = u64::from(!copies.holds(*number)));
                self.tally.add(&scratch.values, COPIES.len());
            }
        }
    }
}

impl Scratch {
    /// The values of a block of documents, and the document of each.
    fn read(&mut self, column: &Column<u64>, block: &[DocId]) {
        self.docs.clear();
        self.rows.clear();
        column.row_ids_for_docs(block, &mut self.docs, &mut self.rows);
        self.values.clear();
        self.values.resize(self.rows.len(), 0);
        column.values.get_vals(&self.rows, &mut self.values);
    }
}

/// The `wanted` most frequent values of each facet over all segments, ties by name.
pub(super) fn counts(counters: Vec<Counter>, wanted: usize) -> tantivy::Result<BTreeMap<Facet, Vec<Count>>> {
    let (mut parts, mut sums) = (BTreeMap::<Facet, Vec<Part>>::new(), BTreeMap::<(Facet, u64), u64>::new());
    for Counter { facet, column, tally } in counters {
        match column {
            Counted::Values(column) => parts.entry(facet).or_default().push(Part { column, seen: tally.seen() }),
            // Their ordinals are the same in every segment.
            _ => tally.seen().into_iter().for_each(|(ord, count)| *sums.entry((facet, ord)).or_default() += count),
        }
    }
    let mut counts = BTreeMap::<Facet, Vec<Count>>::new();
    for (facet, parts) in parts {
        counts.insert(facet, most(&parts, wanted)?);
    }
    for ((facet, ord), count) in sums {
        counts.entry(facet).or_default().push((named(facet, ord), count));
    }
    for counts in counts.values_mut() {
        order(counts);
        counts.truncate(wanted);
    }
    Ok(counts)
}

/// The name of a value that has the same ordinal everywhere.
fn named(facet: Facet, ord: u64) -> String {
    match facet {
        Facet::Copy => COPIES.iter().skip(usize::try_from(ord).unwrap_or(0)).take(1).copied().collect(),
        _ => format!("{:04}-{:02}", ord / 12, ord % 12 + 1),
    }
}
