//! A query to Tantivy's, for one kind. Conditions that the kind does not bear itself become joins. Only words score.

use super::{End, How, Leaf, Names, Node, Place};
use crate::index::exact::{Exact, Lifted};
use crate::index::join::{among, keys, of_articles};
use crate::index::money::Money;
use crate::index::read::{Generation, Opened};
use crate::index::schema::column;
use crate::index::words::{Words, fold};
use crate::index::{Facet, IndexError, Kind};
use std::collections::BTreeSet;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, InvertedIndexRangeQuery, Occur, PhraseQuery,
    Query, RangeQuery, TermQuery, TermSetQuery,
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
#[derive(Clone, Copy)]
pub(in crate::index) struct Plan<'a> {
    pub(in crate::index) generation: &'a Generation,
    pub(in crate::index) kind: Kind,
    pub(in crate::index) names: &'a dyn Names,
    /// How much more words weigh here.
    pub(in crate::index) boost: f32,
}

impl<'a> Plan<'a> {
    /// A planner that gives every word its own weight.
    pub(in crate::index) fn new(generation: &'a Generation, kind: Kind, names: &'a dyn Names) -> Self {
        Self { generation, kind, names, boost: 1.0 }
    }

    /// The same for another kind.
    fn of(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// The query for a node.
    pub(in crate::index) fn query(&self, node: &Node) -> Planned {
        match node {
            Node::Most(least, nodes) => {
                let clauses = nodes.iter().map(|node| Ok((Occur::Should, self.query(node)?)));
                let clauses = clauses.collect::<Result<_, IndexError>>()?;
                Ok(Box::new(BooleanQuery::with_minimum_required_clauses(clauses, *least)))
            }
            Node::Boost(node, by) => Plan { boost: self.boost * by, ..*self }.query(node),
            Node::Group(kind, node) if *kind == self.kind => self.query(node),
            Node::Group(kind, node) => self.join(*kind, node),
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
            return self.join(home, &Node::Leaf(leaf.clone()));
        }
        let fields = self.opened()?.fields;
        let days = |field, from: u64, to: u64| {
            let bound = |day| Bound::Included(Term::from_field_u64(field, day));
            Box::new(RangeQuery::new(bound(from), bound(to)))
        };
        Ok(match leaf {
            Leaf::Words { place: Place::Source, terms, .. } => self.source(|name| holds(name, terms))?,
            Leaf::Prefix { place: Place::Source, start } => {
                self.source(|name| fold(name).iter().any(|word| word.starts_with(start)))?
            }
            Leaf::Words { place, terms, slop, .. } => self.words(*place, terms, *slop)?,
            Leaf::Prefix { place, start } => self.alike(*place, |field| constant(prefix(field, start), 1.0))?,
            Leaf::Fuzzy { place, term, letters, .. } => {
                // The word itself comes before what is only like it.
                let near = |field| -> Box<dyn Query> {
                    let term = Term::from_field_text(field, term);
                    let like: Box<dyn Query> = Box::new(FuzzyTermQuery::new(term.clone(), *letters, true));
                    any(vec![like, self::term(term)].into_iter().map(|query| constant(query, 1.0)).collect())
                };
                self.alike(*place, near)?
            }
            Leaf::Value { facet, values } => {
                let field = fields.facet(*facet);
                let values = values.iter().map(|value| value.to_lowercase());
                filter(any(values.flat_map(|value| with_parts(field, *facet, &value)).collect()))
            }
            Leaf::ValuePrefix { facet, start } => filter(starting(fields.facet(*facet), start)),
            Leaf::Years { from, to } => {
                let bound = |year: &Option<u32>| {
                    year.map_or(Bound::Unbounded, |year| {
                        Bound::Included(Term::from_field_text(fields.facet(Facet::Year), &format!("{year:04}")))
                    })
                };
                filter(Box::new(InvertedIndexRangeQuery::new(bound(from), bound(to))))
            }
            Leaf::Published { from, to, .. } => filter(days(fields.published, *from, *to)),
            Leaf::Period { from, to, .. } => {
                let both: [Box<dyn Query>; 2] = [days(fields.from, 0, *to), days(fields.to, *from, u64::MAX)];
                filter(boolean(both.into_iter().map(|query| (Occur::Must, query)).collect()))
            }
            Leaf::Figure { how, low, high } => filter(match how {
                How::Overlap => overlap(fields.low, fields.high, *low, *high),
                How::Within => ends((fields.low, *low), (fields.high, *high)),
                How::Exactly => boolean(vec![
                    (Occur::Must, ends((fields.low, *low), (fields.high, *high))),
                    (Occur::Must, ends((fields.high, *low), (fields.low, *high))),
                ]),
            }),
            Leaf::Money { low, high, currency } => {
                filter(Money::query((*low, *high), currency, self.names, &self.opened()?.columns))
            }
            Leaf::Copy(copy) => {
                let copies = of_articles(self.opened()?, self.generation.copies()?);
                let occur = if *copy { Occur::Must } else { Occur::MustNot };
                boolean(vec![(Occur::Must, all()), (occur, filter(copies))])
            }
            Leaf::Document(id) => match self.generation.number_of(id)? {
                Some(number) => filter(term(Term::from_field_u64(fields.number, number))),
                None => Box::new(EmptyQuery),
            },
        })
    }

    /// What has something to do with what `node` finds in another kind: figures are named by the commitments that hold
    /// them and the findings about them, passages by the figures and commitments in them; everything else meets in the
    /// document.
    fn join(&self, home: Kind, node: &Node) -> Planned {
        use Kind::{Commitments, Figures, Findings, Passages};
        let filtered = match (home, self.kind) {
            // Figures stand between the two.
            (Findings, Passages) | (Passages, Findings) => self.of(Figures).join(home, node)?,
            _ => self.of(home).query(node)?,
        };
        let (home, theirs, ours) = match (home, self.kind) {
            (Findings, Figures) | (Commitments, Figures) => (home, column::MEMBER, column::OWN),
            (Figures, Findings) | (Figures, Commitments) => (home, column::OWN, column::MEMBER),
            (Findings, Commitments) | (Commitments, Findings) => (home, column::MEMBER, column::MEMBER),
            (Figures, Passages) | (Commitments, Passages) => (home, column::INSIDE, column::OWN),
            (Passages, Figures) | (Passages, Commitments) => (home, column::OWN, column::INSIDE),
            (Findings, Passages) => (Figures, column::INSIDE, column::OWN),
            (Passages, Findings) => (Figures, column::OWN, column::MEMBER),
            _ => (home, column::NUMBER, column::NUMBER),
        };
        let keys = keys(self.generation.of(home)?, filtered.as_ref(), theirs)?;
        Ok(filter(among(self.opened()?, ours, keys)))
    }

    /// Words that are like one another.
    fn alike(&self, place: Place, query: impl Fn(Field) -> Box<dyn Query>) -> Planned {
        self.lifted(place, |field, _| Box::new(BoostQuery::new(query(field), self.boost)))
    }

    /// What is found in the field of a place. The title stands in an article's text, too, and the heading in that of a passage; what is
    /// met there weighs more.
    fn lifted(&self, place: Place, query: impl Fn(Field, f32) -> Box<dyn Query>) -> Planned {
        let fields = self.opened()?.fields;
        let (title, heading) = ((fields.title_words, TITLE), (fields.heading, HEADING));
        let ((field, boost), above) = match (place, self.kind) {
            (Place::Title, _) => (title, None),
            (Place::Heading, _) => (heading, None),
            (Place::Byline, _) => ((fields.byline_words, 1.0), None),
            (_, Kind::Articles) => ((fields.text, 1.0), Some(title)),
            (_, Kind::Passages) => ((fields.text, 1.0), Some(heading)),
            _ => ((fields.text, 1.0), None),
        };
        let found = query(field, boost);
        Ok(match above {
            Some((field, boost)) => Box::new(Lifted(found, query(field, boost))),
            None => found,
        })
    }

    fn words(&self, place: Place, terms: &[(usize, String)], slop: u32) -> Planned {
        self.lifted(place, |field, boost| {
            let boost = boost * self.boost;
            let term = |word: &str| Term::from_field_text(field, word);
            match terms {
                [(_, word)] => weighed(Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)), boost),
                _ => {
                    let terms = terms.iter().map(|(place, word)| (*place, term(word))).collect();
                    weighed(Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop)), boost)
                }
            }
        })
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
        Leaf::Words { place, .. } | Leaf::Prefix { place, .. } | Leaf::Fuzzy { place, .. } => match place {
            Place::Title | Place::Byline => Kind::Articles,
            Place::Heading => Kind::Passages,
            Place::Any | Place::Text | Place::Source => kind,
        },
        Leaf::Value { facet, .. } | Leaf::ValuePrefix { facet, .. } => facet.home(kind),
        Leaf::Years { .. } | Leaf::Document(_) | Leaf::Published { .. } | Leaf::Copy(_) => kind,
        Leaf::Figure { .. } | Leaf::Money { .. } | Leaf::Period { .. } => Kind::Figures,
    }
}

fn all() -> Box<dyn Query> {
    filter(Box::new(AllQuery))
}

/// A condition that does not score.
fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    constant(query, 0.0)
}

/// A condition that scores the same wherever it is met.
fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
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
    any(queries)
}

/// Values of one column that are not below an end, and of another that are not above one.
fn ends(low: (Field, End), high: (Field, End)) -> Box<dyn Query> {
    let bound = |field, end: End| match end {
        End::Open => Bound::Unbounded,
        End::Closed(value) => Bound::Included(Term::from_field_f64(field, value)),
        End::Beyond(value) => Bound::Excluded(Term::from_field_f64(field, value)),
    };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    if low.1 != End::Open {
        clauses.push((Occur::Must, Box::new(RangeQuery::new(bound(low.0, low.1), Bound::Unbounded))));
    }
    if high.1 != End::Open {
        clauses.push((Occur::Must, Box::new(RangeQuery::new(Bound::Unbounded, bound(high.0, high.1)))));
    }
    if clauses.is_empty() { all() } else { boolean(clauses) }
}

/// Figures that may lie between two values: those whose own interval overlaps.
fn overlap(low: Field, high: Field, from: End, to: End) -> Box<dyn Query> {
    ends((high, from), (low, to))
}
