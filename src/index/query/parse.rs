//! Tokens to a query, by recursive descent: OR binds loosest, then AND, written or not, then NOT. What does not parse
//! gets its place, the reason and a suggestion.

use super::lex::{Placed, Token, lex};
use super::{Leaf, Node, Parsed, Place, value};
use crate::index::words::{Words, fold};
use crate::index::{Facet, QueryError};
use std::iter::Peekable;
use std::vec::IntoIter;
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// What a name means: the ids of the actors that bear it, none where nobody does.
pub type Resolver<'a> = &'a dyn Fn(&str) -> Vec<String>;

/// Deeper parentheses are no query that anybody wrote.
const DEPTH: usize = 64;

/// Reads a query; names of actors are resolved by `resolver`.
pub fn parse(query: &str, resolver: Resolver<'_>) -> Result<Parsed, QueryError> {
    let end = query.chars().count();
    let mut parser = Parser { tokens: lex(query)?.into_iter().peekable(), end, depth: 0, resolver };
    if parser.tokens.peek().is_none() {
        return Ok(Parsed(Node::All));
    }
    let node = parser.either(Field::Words(Place::Any))?;
    match parser.tokens.next() {
        None => Ok(Parsed(node)),
        Some((at, _)) => fault(at, "`)` closes nothing", "remove it, or put its `(` before"),
    }
}

/// What a condition is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Words(Place),
    Facet(Facet),
    Published,
    Figure,
    Document,
}

impl Field {
    const NAMED: [(&str, Self); 8] = [
        ("text", Self::Words(Place::Text)),
        ("title", Self::Words(Place::Title)),
        ("heading", Self::Words(Place::Heading)),
        ("byline", Self::Words(Place::Byline)),
        ("source", Self::Words(Place::Source)),
        ("published", Self::Published),
        ("figure", Self::Figure),
        ("doc", Self::Document),
    ];

    fn all() -> impl Iterator<Item = (&'static str, Self)> {
        let facets = Facet::ALL.into_iter().filter(|&facet| facet != Facet::Source);
        Self::NAMED.into_iter().chain(facets.map(|facet| (facet.name(), Self::Facet(facet))))
    }

    fn named(name: &str, at: usize) -> Result<Self, QueryError> {
        let lower = name.to_lowercase();
        if let Some((_, field)) = Self::all().find(|(name, _)| *name == lower) {
            return Ok(field);
        }
        let alike = Self::all().map(|(known, _)| known).min_by_key(|known| (distance(known, &lower), *known));
        let hint = match alike.filter(|known| distance(known, &lower) <= 2) {
            Some(known) => format!("did you mean `{known}:`? for the word itself put it in quotes, as in \"{name}:\""),
            None => format!("fields are {}", Self::all().map(|(name, _)| name).collect::<Vec<_>>().join(", ")),
        };
        fault(at, &format!("there is no field `{name}`"), &hint)
    }
}

struct Parser<'a> {
    tokens: Peekable<IntoIter<Placed>>,
    end: usize,
    depth: usize,
    resolver: Resolver<'a>,
}

impl Parser<'_> {
    fn either(&mut self, field: Field) -> Result<Node, QueryError> {
        let mut nodes = vec![self.both(field)?];
        while self.tokens.next_if(|(_, token)| *token == Token::Or).is_some() {
            nodes.push(self.both(field)?);
        }
        Ok(joined(nodes, Node::Or))
    }

    fn both(&mut self, field: Field) -> Result<Node, QueryError> {
        let mut nodes = vec![self.unary(field)?];
        while let Some((_, token)) = self.tokens.peek() {
            match token {
                Token::Or | Token::Close => break,
                Token::And => self.tokens.next(),
                _ => None,
            };
            nodes.push(self.unary(field)?);
        }
        Ok(joined(nodes, Node::And))
    }

    fn unary(&mut self, field: Field) -> Result<Node, QueryError> {
        match self.tokens.next_if(|(_, token)| *token == Token::Not) {
            Some((at, _)) => self.deeper(at, |parser| Ok(Node::Not(Box::new(parser.unary(field)?)))),
            None => self.condition(field),
        }
    }

    fn condition(&mut self, field: Field) -> Result<Node, QueryError> {
        let Some((at, token)) = self.tokens.next() else {
            return fault(self.end, "something is missing at the end", "add a word, or remove the operator");
        };
        match token {
            Token::Open => self.deeper(at, |parser| {
                let node = parser.either(field)?;
                match parser.tokens.next_if(|(_, token)| *token == Token::Close) {
                    Some(_) => Ok(node),
                    None => fault(at, "the parenthesis is not closed", "add `)`"),
                }
            }),
            Token::Close => fault(at, "`)` comes where a condition is expected", "put a word before it, or remove it"),
            Token::And | Token::Or => fault(
                at,
                "the operator has nothing before it",
                "put a word before it, or write it in lower case to search for it",
            ),
            Token::Not => fault(at, "NOT stands before nothing", "put a word after it"),
            Token::Field(name) => {
                let inner = Field::named(&name, at)?;
                match self.tokens.peek() {
                    Some((_, Token::Open | Token::Phrase(_) | Token::Word(_) | Token::Range(_))) => {
                        self.deeper(at, |parser| parser.condition(inner))
                    }
                    _ => fault(
                        at,
                        &format!("`{name}:` has no value"),
                        &format!("write it directly behind, as in {}", example(inner)),
                    ),
                }
            }
            Token::Phrase(words) => self.leaf(field, at, &words, true).map(Node::Leaf),
            Token::Word(word) if word == "*" && matches!(field, Field::Words(Place::Any)) => Ok(Node::All),
            Token::Word(word) => self.leaf(field, at, &word, false).map(Node::Leaf),
            Token::Range(range) => match field {
                Field::Figure => self.leaf(field, at, &range, false).map(Node::Leaf),
                _ => self.leaf(field, at, &range.replacen(" TO ", "..", 1), false).map(Node::Leaf),
            },
        }
    }

    /// Guards the stack against parentheses without end.
    fn deeper<T>(&mut self, at: usize, inner: impl FnOnce(&mut Self) -> Result<T, QueryError>) -> Result<T, QueryError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return fault(at, "the query is nested too deeply", "write it flatter");
        }
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn leaf(&self, field: Field, at: usize, written: &str, quoted: bool) -> Result<Leaf, QueryError> {
        let wrong =
            |what: &str| fault(at, &format!("`{written}` is not {what}"), &format!("write, for instance, {}", example(field)));
        match field {
            Field::Words(place) => words(place, at, written, quoted),
            Field::Document => Ok(Leaf::Document(written.to_owned())),
            Field::Figure => value::interval(written)
                .map_or_else(|| wrong("a number or an interval"), |(low, high)| Ok(Leaf::Figure { low, high })),
            Field::Published => match value::days(written) {
                Some((from, to)) => Ok(Leaf::Published { from, to, written: written.to_owned() }),
                None => wrong("a day, month, year or range of them"),
            },
            Field::Facet(Facet::Year) => {
                value::years(written).map_or_else(|| wrong("a year or range of years"), |(from, to)| Ok(Leaf::Years { from, to }))
            }
            Field::Facet(facet) => self.facet(facet, at, written, quoted),
        }
    }

    fn facet(&self, facet: Facet, at: usize, written: &str, quoted: bool) -> Result<Leaf, QueryError> {
        if let Some(start) = written.strip_suffix('*').filter(|start| !quoted && !start.is_empty()) {
            return Ok(Leaf::ValuePrefix { facet, start: start.to_lowercase() });
        }
        if facet.is_actor() && !written.contains('/') {
            let mut values = (self.resolver)(written);
            values.sort_unstable();
            values.dedup();
            if values.is_empty() {
                let hint =
                    format!("search for the words, as in \"{written}\", or name the actor by its id, as in actor:state/ukraine");
                return fault(at, &format!("no actor is called `{written}`"), &hint);
            }
            return Ok(Leaf::Value { facet, values });
        }
        match value::values(facet, written) {
            Ok(values) => Ok(Leaf::Value { facet, values }),
            Err(hint) => fault(at, &format!("`{written}` is no value of `{}`", facet.name()), &hint),
        }
    }
}

/// Words as terms, or the beginning of a word.
fn words(place: Place, at: usize, written: &str, quoted: bool) -> Result<Leaf, QueryError> {
    if let Some(start) = written.strip_suffix('*').filter(|_| !quoted) {
        return match fold(start).as_slice() {
            [start] => Ok(Leaf::Prefix { place, start: start.clone() }),
            _ => fault(at, &format!("`{written}` is not the beginning of one word"), "put letters before the `*`, as in train*"),
        };
    }
    let mut terms = Vec::new();
    Words::default().token_stream(written).process(&mut |token| terms.push((token.position, token.text.clone())));
    if terms.is_empty() {
        return fault(at, &format!("there is no word in `{written}`"), "remove it, or write a word");
    }
    Ok(Leaf::Words { place, written: written.to_owned(), terms })
}

fn joined(mut nodes: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Node {
    match (nodes.pop(), nodes.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            nodes.extend(last);
            join(nodes)
        }
    }
}

fn fault<T>(at: usize, reason: &str, hint: &str) -> Result<T, QueryError> {
    Err(QueryError { at, reason: reason.to_owned(), hint: hint.to_owned() })
}

/// What would parse.
fn example(field: Field) -> &'static str {
    match field {
        Field::Words(_) => "title:\"air defence\"",
        Field::Facet(Facet::Strength) => "strength:pledged..",
        Field::Facet(Facet::Year) => "year:2023..2025",
        Field::Facet(Facet::Verdict) => "verdict:tension",
        Field::Facet(_) => "actor:Ukraine or pillar:training",
        Field::Published => "published:2025-03..2025-09",
        Field::Figure => "figure:[100000 TO 200000] or figure:>1.5bn",
        Field::Document => "doc:corpus/a.txt",
    }
}

/// How many letters differ, for suggestions.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let best = (at(&row, j) + usize::from(x != *y)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            next.push(best);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
