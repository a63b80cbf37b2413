//! Searching: a query, a kind and a page in; hits with snippets and the counts of facets over all hits out.

use super::collect::{Found, Hits};
use super::query::plan::Plan;
use super::query::{Parsed, Resolver, parse};
use super::read::{Generation, Opened};
use super::record::Facet;
use super::rows::{StoredArticle, bytes, text};
use super::schema::column;
use super::snippet::{Snippet, Wanted};
use super::{IndexError, Kind};
use crate::text::{CodePoints, Span};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use tantivy::{DocAddress, Score};

/// A question to an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The query as typed.
    pub text: String,
    /// What to look for.
    pub kind: Kind,
    /// How many hits a page has.
    pub limit: usize,
    /// How many hits come before the page.
    pub offset: usize,
    /// How many values of each facet are wanted.
    pub facet_limit: usize,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchResult {
    /// How many hits there are in all.
    pub total: u64,
    /// How the query was read.
    pub read_as: String,
    /// The page.
    pub hits: Vec<Hit>,
    /// How often facet values stand among all hits.
    pub facets: FacetCounts,
}

/// Facet values with their counts: the most frequent first, then by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FacetCounts(pub Vec<(Facet, Vec<(String, u64)>)>);

/// One hit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// `article`, `passage`, `figure`, `commitment` or `finding`.
    pub kind: &'static str,
    /// The document's id; of a finding, that of its first figure.
    pub document: String,
    /// The document's title.
    pub title: Option<String>,
    /// The document's outlet.
    pub source: Option<String>,
    /// The document's day of publication.
    pub published: Option<String>,
    /// Its id: of a figure or commitment within the document, of a finding.
    pub id: Option<String>,
    /// How well it fits; a multiple of 1/1024.
    pub score: f32,
    /// What to show.
    pub snippet: Snippet,
    /// Where it stands in the document's text, in code points; none for findings.
    pub span: Option<Span>,
    /// The caller's payload.
    #[serde(skip)]
    pub payload: Vec<u8>,
}

impl Query {
    /// A first page of twenty, with ten values of each facet.
    pub fn new(text: impl Into<String>, kind: Kind) -> Self {
        Self { text: text.into(), kind, limit: 20, offset: 0, facet_limit: 10 }
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

    fn new(mut found: BTreeMap<Facet, BTreeMap<String, u64>>, limit: usize) -> Self {
        let counts = |facet| {
            let mut counts: Vec<(String, u64)> = found.remove(&facet).unwrap_or_default().into_iter().collect();
            // By name they are in order already, and the sort is stable.
            counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
            counts.truncate(limit);
            (facet, counts)
        };
        Self(Facet::COUNTED.map(counts).into())
    }
}

impl Generation {
    /// Answers a query; names of actors are resolved by `resolver`.
    pub fn search(&self, query: &Query, resolver: Resolver<'_>) -> Result<SearchResult, IndexError> {
        let parsed = parse(&query.text, resolver)?;
        let found = self.find(query, &parsed)?;
        let wanted = Wanted::of(&parsed);
        let mut articles = BTreeMap::new();
        let page = found.top.into_iter().skip(query.offset);
        let hits = page.map(|(score, address)| self.hit(query.kind, address, score, &wanted, &mut articles));
        Ok(SearchResult {
            total: found.total,
            read_as: parsed.to_string(),
            hits: hits.collect::<Result<_, _>>()?,
            facets: FacetCounts::new(found.counts, query.facet_limit),
        })
    }

    fn find(&self, query: &Query, parsed: &Parsed) -> Result<Found, IndexError> {
        let opened = self.of(query.kind)?;
        let plan = Plan { generation: self, kind: query.kind }.query(&parsed.0)?;
        let facets = if query.facet_limit == 0 { Vec::new() } else { Facet::COUNTED.into() };
        let there = usize::try_from(opened.searcher.num_docs()).unwrap_or(usize::MAX);
        let hits = Hits { top: query.limit.saturating_add(query.offset).min(there), facets };
        Ok(opened.searcher.search_with_statistics_provider(plan.as_ref(), &hits, &opened)?)
    }

    fn hit(
        &self,
        kind: Kind,
        address: DocAddress,
        score: Score,
        wanted: &Wanted,
        articles: &mut BTreeMap<u64, StoredArticle>,
    ) -> Result<Hit, IndexError> {
        let opened = self.of(kind)?;
        let key = opened.number(address, column::DOCUMENT)?.unwrap_or(0);
        if kind == Kind::Articles {
            let article = opened.article(address)?;
            let (span, snippet) = self.best_passage(key, &article, wanted)?;
            return Ok(hit(kind, &article, score, snippet, Some(span), article.payload.clone()));
        }
        if let std::collections::btree_map::Entry::Vacant(place) = articles.entry(key) {
            place.insert(self.article_of(key)?.unwrap_or_default());
        }
        let nothing = StoredArticle::default();
        let article = articles.get(&key).unwrap_or(&nothing);
        let stored = opened.stored(address)?;
        let payload = bytes(&stored, opened.fields.payload);
        let (snippet, span) = match kind {
            Kind::Findings => (wanted.snippet(&text(&stored, opened.fields.body).unwrap_or_default()), None),
            _ => (wanted.snippet(opened.shown(address)?.of(&article.text)), Some(opened.points(address, article)?)),
        };
        Ok(Hit { id: text(&stored, opened.fields.id), ..hit(kind, article, score, snippet, span, payload) })
    }

    /// The passage of an article with most of the words looked for, the first of these, and a snippet of it.
    fn best_passage(&self, key: u64, article: &StoredArticle, wanted: &Wanted) -> Result<(Span, Snippet), IndexError> {
        let passages = self.passages_of(key)?;
        let best =
            passages.iter().enumerate().max_by_key(|(i, span)| (wanted.score(span.of(&article.text)), std::cmp::Reverse(*i)));
        let span = best.map_or(Span::new(0, article.text.len()), |(_, span)| *span);
        Ok((CodePoints::new(&article.text).span(span), wanted.snippet(span.of(&article.text))))
    }
}

impl Opened {
    fn points(&self, address: DocAddress, article: &StoredArticle) -> Result<Span, IndexError> {
        Ok(CodePoints::new(&article.text).span(self.span(address)?))
    }
}

fn hit(kind: Kind, article: &StoredArticle, score: Score, snippet: Snippet, span: Option<Span>, payload: Vec<u8>) -> Hit {
    Hit {
        kind: kind.singular(),
        document: article.id.clone(),
        title: article.title.clone(),
        source: article.source.clone(),
        published: article.published.clone(),
        id: None,
        score,
        snippet,
        span,
        payload,
    }
}
