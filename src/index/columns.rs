//! The columns of a kind's segments, each kept once it was opened: to open one costs more than to read it for the hits of a page. It knows
//! no values.

use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};
use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;

/// By segment and name.
type Kept<T> = Mutex<FxHashMap<(SegmentId, &'static str), T>>;

/// The columns that were asked for.
#[derive(Default)]
pub(super) struct Columns {
    numbers: Kept<Column<u64>>,
    values: Kept<Option<Column<f64>>>,
    strings: Kept<Option<StrColumn>>,
}

impl Columns {
    /// A column of numbers, empty where the segment has none.
    pub(super) fn number(&self, segment: &SegmentReader, name: &'static str) -> tantivy::Result<Column<u64>> {
        kept(&self.numbers, segment, name, || number(segment, name))
    }

    /// A column of amounts, if the segment has it.
    pub(super) fn value(&self, segment: &SegmentReader, name: &'static str) -> tantivy::Result<Option<Column<f64>>> {
        kept(&self.values, segment, name, || segment.fast_fields().column_opt(name))
    }

    /// A column of strings, if the segment has it.
    pub(super) fn strings(&self, segment: &SegmentReader, name: &'static str) -> tantivy::Result<Option<StrColumn>> {
        kept(&self.strings, segment, name, || segment.fast_fields().str(name))
    }
}

impl std::fmt::Debug for Columns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Columns")
    }
}

/// A column of numbers, empty where the segment has none.
pub(super) fn number(segment: &SegmentReader, name: &str) -> tantivy::Result<Column<u64>> {
    let column = segment.fast_fields().column_opt(name)?;
    Ok(column.unwrap_or_else(|| Column::build_empty_column(segment.max_doc())))
}

fn kept<T: Clone>(
    kept: &Kept<T>,
    segment: &SegmentReader,
    name: &'static str,
    open: impl FnOnce() -> tantivy::Result<T>,
) -> tantivy::Result<T> {
    let place = (segment.segment_id(), name);
    let lock = || kept.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(column) = lock().get(&place) {
        return Ok(column.clone());
    }
    let column = open()?;
    lock().insert(place, column.clone());
    Ok(column)
}
