//! A query to Tantivy's, for one kind. Conditions that the kind does not bear itself become joins. Only words score.

use super::{End, Leaf, Node, Place};
use crate::index::collapse::collapsed;
use crate::index::exact::Exact;
use crate::index::join::{among, keys};
use crate::index::read::{Generation, Opened};
use crate::index::schema::column;
use crate::index::words::{Words, fold};
use crate::index::{Facet, IndexError, Kind, key};
use std::collections::BTreeSet;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, InvertedIndexRangeQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// How much more a word in the title says.
const TITLE: f32 = 2.0;
/// How much more a word in the heading says.
const HEADING: f32 = 1.5;
/// Endings that stems have lost: a longer prefix than the stem is still meant to find it.
const ENDINGS: [&str; 14] =
    ["ment", "ments", "ing", "ings", "ed", "er", "ers", "es", "ation", "ations", "ness", "ion", "ive", "ability"];

type Planned = Result<Box<dyn Query>, IndexError>;

/// A planner for one kind of one generation.
pub(in crate::index) struct Plan<'a> {
    pub(in crate::index) generation: &'a Generation,
    pub(in crate::index) kind: Kind,
}

impl Plan<'_> {
    /// The query for a node.
    pub(in crate::index) fn query(&self, node: &Node) -> Planned {
        match node {
            Node::All => Ok(all()),
            Node::Leaf(leaf) => self.leaf(leaf),
            Node::Not(_) => self.both(std::slice::from_ref(node)),
            Node::And(nodes) => self.both(nodes),
            Node::Or(nodes) => {
                let clauses = nodes.iter().map(|node| Ok((Occur::Should, self.query(node)?)));
                Ok(boolean(clauses.collect::<Result<_, IndexError>>()?))
            }
        }
    }

    fn both(&self, nodes: &[Node]) -> Planned {
        let mut clauses = Vec::new();
        for node in nodes {
            clauses.push(match node {
                Node::Not(inner) => (Occur::MustNot, self.query(inner)?),
                node => (Occur::Must, self.query(node)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, all()));
        }
        Ok(boolean(clauses))
    }

    fn opened(&self) -> Result<&Opened, IndexError> {
        self.generation.of(self.kind)
    }

    fn leaf(&self, leaf: &Leaf) -> Planned {
        let home = home(leaf, self.kind);
        if home != self.kind {
            return self.join(home, leaf);
        }
        let fields = self.opened()?.fields;
        match leaf {
            Leaf::Words { place: Place::Source, terms, .. } => self.source(|name| holds(name, terms)),
            Leaf::Prefix { place: Place::Source, start } => {
                self.source(|name| fold(name).iter().any(|word| word.starts_with(start)))
            }
            Leaf::Words { place, terms, .. } => self.words(*place, terms),
            Leaf::Prefix { place, start } => {
                let text = fields.text;
                let starting = |(field, _)| match self.kind {
                    Kind::Articles if field == text => {
                        self.join(Kind::Passages, &Leaf::Prefix { place: Place::Text, start: start.clone() })
                    }
                    _ => Ok(prefix(field, start)),
                };
                Ok(any(self.fields(*place)?.into_iter().map(starting).collect::<Result<_, _>>()?))
            }
            Leaf::Value { facet, values } => {
                let field = fields.facet(*facet);
                let values = values.iter().map(|value| value.to_lowercase());
                Ok(filter(any(values.flat_map(|value| with_parts(field, *facet, &value)).collect())))
            }
            Leaf::ValuePrefix { facet, start } => Ok(filter(starting(fields.facet(*facet), start))),
            Leaf::Years { from, to } => {
                let bound = |year: &Option<u32>| {
                    year.map_or(Bound::Unbounded, |year| {
                        Bound::Included(Term::from_field_text(fields.facet(Facet::Year), &format!("{year:04}")))
                    })
                };
                Ok(filter(Box::new(InvertedIndexRangeQuery::new(bound(from), bound(to)))))
            }
            Leaf::Published { from, to, .. } => {
                let bound = |day| Bound::Included(Term::from_field_u64(fields.published, day));
                Ok(filter(Box::new(RangeQuery::new(bound(*from), bound(*to)))))
            }
            Leaf::Figure { low, high } => Ok(filter(overlap(fields.low, fields.high, *low, *high))),
            Leaf::Document(id) => Ok(filter(term(Term::from_field_u64(fields.document, key::document(id))))),
        }
    }

    /// What has something to do with what `leaf` finds in another kind.
    fn join(&self, home: Kind, leaf: &Leaf) -> Planned {
        let there = Plan { generation: self.generation, kind: home };
        // Findings name their figures; everything else meets in the document.
        let (theirs, ours) = match (home, self.kind) {
            (Kind::Findings, Kind::Figures) => (column::MEMBER, column::KEY),
            (Kind::Figures, Kind::Findings) => (column::KEY, column::MEMBER),
            _ => (column::DOCUMENT, column::DOCUMENT),
        };
        let keys = keys(there.opened()?, there.leaf(leaf)?.as_ref(), theirs)?;
        Ok(filter(among(self.opened()?, ours, keys)))
    }

    /// The fields of a place, with what a word there weighs.
    fn fields(&self, place: Place) -> Result<Vec<(Field, f32)>, IndexError> {
        let fields = self.opened()?.fields;
        Ok(match (place, self.kind) {
            (Place::Any, Kind::Articles) => vec![(fields.text, 1.0), (fields.title_words, TITLE)],
            (Place::Any, Kind::Passages) => vec![(fields.text, 1.0), (fields.heading, HEADING)],
            (Place::Any | Place::Text, _) => vec![(fields.text, 1.0)],
            (Place::Title, _) => vec![(fields.title_words, TITLE)],
            (Place::Heading, _) => vec![(fields.heading, HEADING)],
            (Place::Byline, _) => vec![(fields.byline_words, 1.0)],
            // Outlets are looked for among their names, not among the documents.
            (Place::Source, _) => Vec::new(),
        })
    }

    fn words(&self, place: Place, terms: &[(usize, String)]) -> Planned {
        let text = self.opened()?.fields.text;
        let mut queries = Vec::new();
        for (field, boost) in self.fields(place)? {
            let term = |word: &str| Term::from_field_text(field, word);
            let in_passages = field == text && self.kind == Kind::Articles;
            queries.push(match terms {
                [(_, word)] if in_passages => collapsed(self.generation, word)?,
                [(_, word)] => weighed(Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)), boost),
                _ if in_passages => self.phrase_in_articles(terms)?,
                _ => {
                    let terms = terms.iter().map(|(place, word)| (*place, term(word))).collect();
                    weighed(Box::new(PhraseQuery::new_with_offset(terms)), boost)
                }
            });
        }
        Ok(any(queries))
    }

    /// What comes from an outlet whose name is wanted: there are few outlets, so each name is looked at.
    fn source(&self, wanted: impl Fn(&str) -> bool) -> Planned {
        let opened = self.opened()?;
        let field = opened.fields.facet(Facet::Source);
        let mut names = BTreeSet::new();
        for segment in opened.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().stream().map_err(tantivy::TantivyError::from)?;
            while stream.advance() {
                names.extend(std::str::from_utf8(stream.key()).ok().filter(|name| wanted(name)).map(str::to_owned));
            }
        }
        Ok(filter(Box::new(TermSetQuery::new(names.iter().map(|name| Term::from_field_text(field, name))))))
    }

    /// A phrase never crosses a paragraph: the passages say where it is, and its words how well it fits.
    fn phrase_in_articles(&self, terms: &[(usize, String)]) -> Planned {
        let passages = Plan { generation: self.generation, kind: Kind::Passages };
        let phrase = passages.words(Place::Text, terms)?;
        let keys = keys(passages.opened()?, phrase.as_ref(), column::DOCUMENT)?;
        let mut clauses = vec![(Occur::Must, filter(among(self.opened()?, column::DOCUMENT, keys)))];
        for (_, word) in terms {
            clauses.push((Occur::Must, self.words(Place::Text, &[(0, word.clone())])?));
        }
        Ok(boolean(clauses))
    }
}

/// Whether a name has these terms one after the other.
fn holds(name: &str, terms: &[(usize, String)]) -> bool {
    let (mut words, mut found) = (Words::default(), Vec::new());
    words.token_stream(name).process(&mut |token| found.push(token.text.clone()));
    found.windows(terms.len()).any(|window| window.iter().zip(terms).all(|(word, (_, term))| word == term))
}

/// The kind that bears what a condition asks for.
fn home(leaf: &Leaf, kind: Kind) -> Kind {
    match leaf {
        Leaf::Words { place, .. } | Leaf::Prefix { place, .. } => match place {
            Place::Title | Place::Byline => Kind::Articles,
            Place::Heading => Kind::Passages,
            Place::Any | Place::Text | Place::Source => kind,
        },
        Leaf::Value { facet, .. } | Leaf::ValuePrefix { facet, .. } => facet.home(kind),
        Leaf::Years { .. } | Leaf::Document(_) => kind,
        Leaf::Published { .. } if kind == Kind::Findings => Kind::Articles,
        Leaf::Published { .. } => kind,
        Leaf::Figure { .. } => Kind::Figures,
    }
}

fn all() -> Box<dyn Query> {
    filter(Box::new(AllQuery))
}

/// A condition that does not score.
fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn weighed(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(Exact(Box::new(BoostQuery::new(query, boost))))
}

fn boolean(clauses: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(clauses))
}

fn any(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match (queries.pop(), queries.is_empty()) {
        (Some(only), true) => only,
        (last, _) => boolean(queries.into_iter().chain(last).map(|query| (Occur::Should, query)).collect()),
    }
}

fn term(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// A value, and what is a part of it by its name.
fn with_parts(field: Field, facet: Facet, value: &str) -> Vec<Box<dyn Query>> {
    let mut queries = vec![term(Term::from_field_text(field, value))];
    if matches!(facet, Facet::Measure | Facet::Act) {
        queries.push(starting(field, &format!("{value}/")));
    }
    queries
}

/// Terms that begin so.
fn starting(field: Field, start: &str) -> Box<dyn Query> {
    let bound = |text: &str| Term::from_field_text(field, text);
    // No character of a term sorts behind the last code point.
    let end = Bound::Included(bound(&format!("{start}{}", char::MAX)));
    Box::new(InvertedIndexRangeQuery::new(Bound::Included(bound(start)), end))
}

/// Words that begin so: stems that do, and the stem itself where the beginning is longer than it.
fn prefix(field: Field, start: &str) -> Box<dyn Query> {
    let mut queries = vec![starting(field, start)];
    for (at, _) in start.char_indices().skip(3) {
        if let Some((stem, rest)) = start.split_at_checked(at)
            && ENDINGS.iter().any(|ending| ending.starts_with(rest))
        {
            queries.push(term(Term::from_field_text(field, stem)));
        }
    }
    Box::new(ConstScoreQuery::new(any(queries), 1.0))
}

/// Figures that may lie between two values: those whose own interval overlaps.
fn overlap(low: Field, high: Field, from: End, to: End) -> Box<dyn Query> {
    let bound = |field, end: End| match end {
        End::Open => Bound::Unbounded,
        End::Closed(value) => Bound::Included(Term::from_field_f64(field, value)),
        End::Beyond(value) => Bound::Excluded(Term::from_field_f64(field, value)),
    };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    if from != End::Open {
        clauses.push((Occur::Must, Box::new(RangeQuery::new(bound(high, from), Bound::Unbounded))));
    }
    if to != End::Open {
        clauses.push((Occur::Must, Box::new(RangeQuery::new(Bound::Unbounded, bound(low, to)))));
    }
    if clauses.is_empty() {
        clauses.push((Occur::Must, Box::new(AllQuery)));
    }
    boolean(clauses)
}
