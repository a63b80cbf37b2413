//! Searching: a query, a kind and a page in; hits and the counts of facets over all hits out.

use super::collect::{Found, Hits};
use super::hit::Hit;
use super::query::plan::Plan;
use super::query::{Mode, Names, Parsed, parse};
use super::read::Generation;
use super::record::Facet;
use super::snippet::Wanted;
use super::sort::{Cursor, Order, Sort};
use super::{IndexError, Kind, key};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A question to an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The query as typed.
    pub text: String,
    /// Whether it is a query or a pasted text.
    pub mode: Mode,
    /// Steps into facets, `FIELD:VALUE` or `-FIELD:VALUE`; each narrows further.
    pub steps: Vec<String>,
    /// A document to which articles shall be similar.
    pub like: Option<String>,
    /// What to look for.
    pub kind: Kind,
    /// In which order.
    pub sort: Sort,
    /// How many hits a page has.
    pub limit: usize,
    /// How many hits come before the page.
    pub offset: usize,
    /// The cursor that the page before gave.
    pub after: Option<String>,
    /// How many values of each facet are wanted.
    pub facet_limit: usize,
    /// Whether each hit is to say why it ranks where it does.
    pub explain: bool,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchResult {
    /// How many hits there are in all.
    pub total: u64,
    /// How the query was read.
    pub read_as: String,
    /// What its writer should know of that.
    pub notes: Vec<String>,
    /// The page.
    pub hits: Vec<Hit>,
    /// Where the next page begins; none behind the last one.
    pub next: Option<String>,
    /// How often facet values stand among all hits.
    pub facets: FacetCounts,
}

/// Facet values with their counts: the most frequent first, then by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FacetCounts(pub Vec<(Facet, Vec<(String, u64)>)>);

impl Query {
    /// A first page of twenty by relevance, with ten values of each facet.
    pub fn new(text: impl Into<String>, kind: Kind) -> Self {
        Self {
            text: text.into(),
            mode: Mode::Strict,
            steps: Vec::new(),
            like: None,
            kind,
            sort: Sort::default(),
            limit: 20,
            offset: 0,
            after: None,
            facet_limit: 10,
            explain: false,
        }
    }
}

impl Serialize for FacetCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(facet, counts)| map.serialize_entry(facet.name(), counts))?;
        map.end()
    }
}

impl FacetCounts {
    /// The counts of one facet.
    pub fn of(&self, facet: Facet) -> &[(String, u64)] {
        self.0.iter().find(|(it, _)| *it == facet).map_or(&[], |(_, counts)| counts)
    }

    fn new(mut found: BTreeMap<Facet, Vec<(String, u64)>>) -> Self {
        Self(Facet::COUNTED.map(|facet| (facet, found.remove(&facet).unwrap_or_default())).into())
    }
}

impl Generation {
    /// Answers a query; what names in it mean is `names`' to say.
    pub fn search(&self, query: &Query, names: &dyn Names) -> Result<SearchResult, IndexError> {
        query.sort.check(query.kind)?;
        let mut parsed = parse(&query.text, query.mode, names)?;
        if let Some(document) = &query.like {
            parsed = self.like(document, parsed)?;
        }
        for step in &query.steps {
            parsed = parsed.narrowed(step, names)?;
        }
        let read_as = parsed.to_string();
        let question = key::document(&format!("{read_as} {} {:?}", query.kind.name(), query.sort));
        let after = query.after.as_deref().map(|text| Cursor::read(text, question)).transpose()?;
        let plan = Plan::new(self, query.kind, names);
        let found = self.find(query, &parsed, after, plan)?;
        let page: Vec<_> = found.top.iter().skip(query.offset).copied().collect();
        let rest = found.total.saturating_sub((query.offset + page.len()) as u64) > 0 && page.len() == query.limit;
        let next = page.last().filter(|_| rest).map(|last| last.place.write(question));
        let mut hits = self.hits(query.kind, &page, &Wanted::of(&parsed))?;
        if query.explain {
            for (hit, ranked) in hits.iter_mut().zip(&page) {
                hit.why = Some(self.why(&parsed, plan, ranked.address)?);
            }
        }
        if found.total == 0 {
            let told = self.barren(&parsed.root, plan)?;
            parsed.notes.extend(told);
        }
        let facets = FacetCounts::new(found.counts);
        Ok(SearchResult { total: found.total, read_as, notes: parsed.notes, hits, next, facets })
    }

    fn find(&self, query: &Query, parsed: &Parsed, after: Option<Cursor>, plan: Plan<'_>) -> Result<Found, IndexError> {
        let opened = self.of(query.kind)?;
        let tantivy = plan.query(&parsed.root)?;
        let facets: Vec<Facet> = if query.facet_limit == 0 {
            Vec::new()
        } else {
            // Findings are about two articles, so they are no copy of anything.
            let counted = Facet::COUNTED.into_iter().filter(|&facet| facet.home(query.kind) == query.kind);
            counted.filter(|&facet| facet != Facet::Copy || query.kind != Kind::Findings).collect()
        };
        let there = usize::try_from(opened.searcher.num_docs()).unwrap_or(usize::MAX);
        let copies = if facets.contains(&Facet::Copy) { self.copies()? } else { Arc::default() };
        let top = query.limit.saturating_add(query.offset).min(there);
        let hits =
            Hits { top, sort: query.sort, after, facets, most: query.facet_limit, columns: opened.columns.clone(), copies };
        Ok(match query.sort.by {
            Order::Relevance => opened.searcher.search_with_statistics_provider(tantivy.as_ref(), &hits, &opened)?,
            _ => opened.searcher.search(tantivy.as_ref(), &hits)?,
        })
    }
}
