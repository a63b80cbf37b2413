//! Amounts of money asked for in one currency and stated in any: each is converted at the rate of its year, which the caller
//! knows, and counts if the converted interval, with the doubt about the rate, has something in common with the one asked for.

use super::columns::Columns;
use super::query::{End, Names};
use super::record::Facet;
use super::schema::column;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// The years that rates are asked for; others count as unknown.
const YEARS: std::ops::RangeInclusive<i16> = 1999..=2040;

/// The least and the most that one unit of a currency may be worth.
type Rate = (f64, f64);

/// Of one currency: the rate where no year is known, and those of the years.
type Rates = (Rate, BTreeMap<i16, Rate>);

/// A condition on amounts.
#[derive(Debug, Clone)]
pub(super) struct Money {
    low: End,
    high: End,
    /// By currency.
    rates: Arc<BTreeMap<String, Rates>>,
    columns: Arc<Columns>,
}

impl Money {
    /// Amounts that may lie between two ends in a currency.
    pub(super) fn query(between: (End, End), currency: &str, names: &dyn Names, columns: &Arc<Columns>) -> Box<dyn Query> {
        let mut rates = BTreeMap::new();
        for from in names.currencies().into_iter().chain([currency.to_owned()]) {
            if let Some(any) = names.rate(&from, currency, None) {
                let years = YEARS.filter_map(|year| Some((year, names.rate(&from, currency, Some(year))?))).collect();
                rates.insert(from, (any, years));
            }
        }
        Box::new(Self { low: between.0, high: between.1, rates: Arc::new(rates), columns: columns.clone() })
    }

    fn holds(&self, low: f64, high: f64, (least, most): Rate) -> bool {
        let (low, high) = (low * if low < 0.0 { most } else { least }, high * if high < 0.0 { least } else { most });
        let above = match self.low {
            End::Open => true,
            End::Closed(end) => high >= end,
            End::Beyond(end) => high > end,
        };
        above
            && match self.high {
                End::Open => true,
                End::Closed(end) => low <= end,
                End::Beyond(end) => low < end,
            }
    }

    fn found(&self, segment: &SegmentReader) -> tantivy::Result<BitSet> {
        let mut docs = BitSet::with_max_value(segment.max_doc());
        let Some(units) = self.columns.strings(segment, Facet::Unit.name())? else { return Ok(docs) };
        let value = |name| self.columns.value(segment, name);
        let (Some(lows), Some(highs)) = (value(column::LOW)?, value(column::HIGH)?) else { return Ok(docs) };
        let years = self.columns.number(segment, column::AT)?;
        let mut of = BTreeMap::new();
        for (currency, rates) in self.rates.iter() {
            if let Some(ord) = units.dictionary().term_ord(currency.as_bytes())? {
                of.insert(ord, rates);
            }
        }
        for doc in 0..segment.max_doc() {
            let Some((any, years_of)) = units.term_ords(doc).next().and_then(|ord| of.get(&ord)) else { continue };
            let year = years.first(doc).and_then(|year| i16::try_from(year).ok());
            let rate = year.and_then(|year| years_of.get(&year)).unwrap_or(any);
            if let (Some(low), Some(high)) = (lows.first(doc), highs.first(doc))
                && self.holds(low, high, *rate)
            {
                docs.insert(doc);
            }
        }
        Ok(docs)
    }
}

impl Query for Money {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Money {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(self.found(segment)?), boost)))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        let found = scorer.doc() != TERMINATED && scorer.doc() <= doc && scorer.seek(doc) == doc;
        let missing = || TantivyError::InvalidArgument(format!("document {doc} does not match"));
        found.then(|| Explanation::new("money", 1.0)).ok_or_else(missing)
    }
}
