//! One hit as it is shown: where it stands, the words found, what was tagged in it, and its neighbours where it is short.

use super::bundle::{PackedFinding, unpack_finding};
use super::collect::Ranked;
use super::query::plan::Plan;
use super::query::{Leaf, Node, Parsed, Place};
use super::read::{Generation, Opened};
use super::record::Facet;
use super::rows::{StoredArticle, names_of};
use super::schema::column;
use super::snippet::{Snippet, Wanted};
use super::{IndexError, Kind, key};
use crate::text::{CodePoints, Span};
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use tantivy::query::EnableScoring;
use tantivy::{DocAddress, DocSet, Score};

/// The values of a thing by facet.
type Values = BTreeMap<&'static str, Vec<String>>;

/// A passage with fewer bytes is shown with its neighbours.
const SHORT: usize = 160;

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
    /// The document of which this one is a copy or digest.
    pub copy_of: Option<String>,
    /// Which share of its text stands there.
    pub copy_share: Option<f64>,
    /// Its id: of a figure or commitment within the document, of a finding.
    pub id: Option<String>,
    /// How well it fits; a multiple of 1/1024. 0 where hits are sorted by something else.
    pub score: f32,
    /// What to show.
    pub snippet: Snippet,
    /// Where it stands in the document's text, in code points; none for findings.
    pub span: Option<Span>,
    /// The passages before and behind a short passage.
    pub neighbours: Option<Neighbours>,
    /// Its values of each facet, those without any left out.
    pub facets: Values,
    /// What each word of the query adds to the score, where that was asked for.
    pub why: Option<Vec<Why>>,
    /// The sentence or passage it is shown by, in bytes of the document's text.
    #[serde(skip)]
    pub shown: Span,
    /// The caller's payload of a figure, commitment or finding.
    #[serde(skip)]
    pub payload: Vec<u8>,
}

/// What stands around a short passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Neighbours {
    /// The end of the passage before.
    pub before: Option<String>,
    /// The beginning of the passage behind.
    pub after: Option<String>,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// The condition.
    pub condition: String,
    /// What it adds.
    pub score: f32,
    /// How many things of this kind meet it: the fewer, the more it says.
    pub matches: u64,
}

impl Generation {
    /// Hits of a page.
    pub(super) fn hits(&self, kind: Kind, page: &[Ranked], wanted: &Wanted) -> Result<Vec<Hit>, IndexError> {
        let mut articles = BTreeMap::new();
        let facets = self.of(kind)?.facets(page)?;
        page.iter().zip(facets).map(|(ranked, facets)| self.hit(kind, ranked, wanted, &mut articles, facets)).collect()
    }

    fn hit(
        &self,
        kind: Kind,
        &Ranked { address, score, .. }: &Ranked,
        wanted: &Wanted,
        articles: &mut BTreeMap<u64, StoredArticle>,
        facets: Values,
    ) -> Result<Hit, IndexError> {
        let opened = self.of(kind)?;
        let number = opened.number(address, column::NUMBER)?.unwrap_or(0);
        if kind == Kind::Articles {
            let article = opened.shown_article(address)?;
            let (span, snippet) = best_passage(&article, wanted);
            let hit = hit(kind, &article, score, snippet, Some(span), Vec::new());
            return self.with_copy(Hit { facets, ..hit });
        }
        if let Entry::Vacant(place) = articles.entry(number) {
            place.insert(self.around(number, kind)?.unwrap_or_default());
        }
        let nothing = StoredArticle::default();
        let article = articles.get(&number).unwrap_or(&nothing);
        let (id, payload, snippet, span) = match kind {
            Kind::Findings => {
                let packed = unpack_finding(&opened.bundle(address)?);
                let text = self.told(&packed)?;
                (Some(packed.id), packed.payload, wanted.snippet(&text, None), None)
            }
            _ => {
                let own = opened.number(address, column::OWN)?;
                let part = article.parts(kind).into_iter().find(|part| Some(key::named(number, &part.id)) == own);
                let (id, payload) = part.map_or((None, Vec::new()), |part| (Some(part.id), part.payload));
                let (own, shown) = (opened.span(address)?, opened.shown(address)?);
                let inside = Span { start: own.start.saturating_sub(shown.start), end: own.end.saturating_sub(shown.start) };
                let snippet = wanted.snippet(shown.of(&article.text), (own != shown).then_some(inside));
                (id, payload, snippet, Some(opened.points(address, article)?))
            }
        };
        let neighbours = match kind {
            Kind::Passages => neighbours(article, opened.span(address)?),
            _ => None,
        };
        let shown = opened.shown(address)?;
        let hit = Hit { id, facets, neighbours, shown, ..hit(kind, article, score, snippet, span, payload) };
        if kind == Kind::Findings { Ok(hit) } else { self.with_copy(hit) }
    }

    /// The hit, with what its document is a copy of.
    fn with_copy(&self, hit: Hit) -> Result<Hit, IndexError> {
        let copy = self.copy_of(&hit.document)?;
        Ok(Hit { copy_of: copy.map(|copy| copy.original.clone()), copy_share: copy.map(|copy| copy.share), ..hit })
    }

    /// What is said of a finding, and the sentences of its figures.
    fn told(&self, packed: &PackedFinding) -> Result<String, IndexError> {
        let mut told = packed.text.clone();
        for (document, figure) in &packed.figures {
            let Some(article) = self.article(document)? else { continue };
            if let Some(part) = article.parts(Kind::Figures).into_iter().find(|part| part.id == *figure) {
                told.push('\n');
                told.push_str(part.sentence.of(&article.text));
            }
        }
        Ok(told)
    }

    /// What each word of a query adds to the score of a hit; the sum is the score.
    pub(super) fn why(&self, parsed: &Parsed, plan: Plan<'_>, address: DocAddress) -> Result<Vec<Why>, IndexError> {
        let mut why = Vec::new();
        self.gather(&parsed.root, plan, address, &mut why)?;
        Ok(why)
    }

    fn gather(&self, node: &Node, plan: Plan<'_>, address: DocAddress, why: &mut Vec<Why>) -> Result<(), IndexError> {
        match node {
            // A part of an OR may hold one of its words and still not be met.
            Node::And(_) | Node::Most(..) if self.score(plan, node, address)?.is_none() => Ok(()),
            Node::And(nodes) | Node::Or(nodes) | Node::Most(_, nodes) => {
                nodes.iter().try_for_each(|node| self.gather(node, plan, address, why))
            }
            Node::Boost(inner, by) => self.gather(inner, Plan { boost: plan.boost * by, ..plan }, address, why),
            Node::Group(kind, inner) if *kind == plan.kind => self.gather(inner, plan, address, why),
            Node::Leaf(Leaf::Words { place, .. } | Leaf::Prefix { place, .. } | Leaf::Fuzzy { place, .. })
                if *place != Place::Source =>
            {
                if let Some(score) = self.score(plan, node, address)? {
                    let searcher = &self.of(plan.kind)?.searcher;
                    let matches = searcher.search(plan.query(node)?.as_ref(), &tantivy::collector::Count)? as u64;
                    why.push(Why { condition: node.to_string(), score, matches });
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// What a node gives a hit, if it is met there.
    fn score(&self, plan: Plan<'_>, node: &Node, address: DocAddress) -> Result<Option<Score>, IndexError> {
        let opened = self.of(plan.kind)?;
        let scoring = EnableScoring::enabled_from_statistics_provider(&opened, &opened.searcher);
        let weight = plan.query(node)?.weight(scoring)?;
        let mut scorer = weight.scorer(opened.searcher.segment_reader(address.segment_ord), 1.0)?;
        let met = scorer.doc() <= address.doc_id && scorer.seek(address.doc_id) == address.doc_id;
        Ok(met.then(|| scorer.score()))
    }
}

impl Opened {
    fn points(&self, address: DocAddress, article: &StoredArticle) -> Result<Span, IndexError> {
        Ok(CodePoints::new(&article.text).span(self.span(address)?))
    }

    /// The values of every facet of each hit of a page: each column is opened once for each segment, and its names are read in one walk.
    fn facets(&self, page: &[Ranked]) -> Result<Vec<Values>, IndexError> {
        let mut values = vec![Values::new(); page.len()];
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            let here = || (0..).zip(page).filter(|(_, ranked)| ranked.address.segment_ord == segment);
            if here().next().is_none() {
                continue;
            }
            for facet in Facet::ALL {
                let Some(column) = self.columns.strings(reader, facet.name())? else { continue };
                let of = |(hit, ranked): (usize, &Ranked)| column.term_ords(ranked.address.doc_id).map(move |ord| (ord, hit));
                let mut found: Vec<(u64, usize)> = here().flat_map(of).collect();
                found.sort_unstable();
                let mut ords: Vec<u64> = found.iter().map(|&(ord, _)| ord).collect();
                ords.dedup();
                let names = names_of(&column, &ords)?;
                let mut named = ords.iter().zip(names).peekable();
                for (ord, hit) in found {
                    while named.next_if(|(at, _)| **at < ord).is_some() {}
                    if let (Some((_, name)), Some(values)) = (named.peek(), values.get_mut(hit)) {
                        values.entry(facet.name()).or_default().push(name.clone());
                    }
                }
            }
        }
        Ok(values)
    }
}

/// The passage of an article with most of the words looked for, the first of these, and a snippet of it.
fn best_passage(article: &StoredArticle, wanted: &Wanted) -> (Span, Snippet) {
    // Without words to look for, the first paragraph that is more than a heading stands for the article.
    let most = (wanted.words(), true);
    let mut best = ((0, false), Span::new(0, article.text.len()));
    for (nth, &span) in article.passages.iter().enumerate() {
        let score = (wanted.score(span.of(&article.text)), span.len() >= SHORT);
        if nth == 0 || score > best.0 {
            best = (score, span);
        }
        if best.0 >= most {
            break;
        }
    }
    let span = best.1;
    (CodePoints::new(&article.text).span(span), wanted.snippet(span.of(&article.text), None))
}

/// What stands around a passage, if that is short.
fn neighbours(article: &StoredArticle, span: Span) -> Option<Neighbours> {
    let passages = &article.passages;
    let at = passages.partition_point(|passage| passage.start < span.start);
    let of = |at: Option<usize>| at.and_then(|at| passages.get(at)).map(|span| span.of(&article.text));
    (span.len() < SHORT).then(|| Neighbours {
        before: of(at.checked_sub(1)).map(|text| super::snippet::ending(text, SHORT)),
        after: of(Some(at + 1)).map(|text| super::snippet::beginning(text, SHORT)),
    })
}

fn hit(kind: Kind, article: &StoredArticle, score: Score, snippet: Snippet, span: Option<Span>, payload: Vec<u8>) -> Hit {
    Hit {
        kind: kind.singular(),
        document: article.id.clone(),
        title: article.title.clone(),
        source: article.source.clone(),
        published: article.published.clone(),
        copy_of: None,
        copy_share: None,
        id: None,
        score,
        snippet,
        span,
        neighbours: None,
        facets: BTreeMap::new(),
        why: None,
        shown: Span::new(0, 0),
        payload,
    }
}
