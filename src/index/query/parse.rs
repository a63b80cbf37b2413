//! Tokens to a query, by recursive descent: OR binds loosest, then AND, written or not, then NOT. What does not parse
//! gets its place, the reason and a suggestion.

use super::field::{Field, fault};
use super::leaf::{Leaves, Written, pasted};
use super::lex::{Placed, Token, lex};
use super::{Leaf, Names, Node, Parsed, Place, value};
use crate::index::{Kind, QueryError};
use std::iter::Peekable;
use std::vec::IntoIter;

/// How a query is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// As the query language has it; what does not parse is told.
    #[default]
    Strict,
    /// As text that was pasted: every mark is a mark of that text, most of its words are to be found.
    Pasted,
}

/// Deeper parentheses are no query that anybody wrote.
const DEPTH: usize = 64;

/// Reads a query; `names` says what the names in it mean.
pub fn parse(query: &str, mode: Mode, names: &dyn Names) -> Result<Parsed, QueryError> {
    if mode == Mode::Pasted {
        return Ok(Parsed { root: pasted(query), notes: Vec::new() });
    }
    let end = query.chars().count();
    let leaves = Leaves { names, notes: Vec::new() };
    let mut parser = Parser { tokens: lex(query)?.into_iter().peekable(), end, depth: 0, leaves };
    if parser.tokens.peek().is_none() {
        return Ok(Parsed { root: Node::All, notes: Vec::new() });
    }
    let root = parser.either(Field::Words(Place::Any))?;
    match parser.tokens.next() {
        None => Ok(Parsed { root, notes: parser.leaves.notes }),
        Some((at, _)) => fault(at, "`)` closes nothing", "remove it, or put its `(` before"),
    }
}

impl Parsed {
    /// The same with one more condition, `field:value` as a facet lists it or `-field:value`: a step into a facet.
    pub fn narrowed(mut self, step: &str, names: &dyn Names) -> Result<Self, QueryError> {
        let (bare, excluded) = step.strip_prefix('-').map_or((step, false), |bare| (bare, true));
        let Some((name, text)) = bare.split_once([':', '=']) else {
            return fault(0, &format!("`{step}` names no facet"), "write it as FIELD:VALUE, as in source:Reuters");
        };
        let field = Field::named(name.trim(), 0)?;
        let mut leaves = Leaves { names, notes: std::mem::take(&mut self.notes) };
        let leaf = Node::Leaf(leaves.exact(field, step.chars().count() - text.chars().count(), text.trim())?);
        let leaf = if excluded { Node::Not(Box::new(leaf)) } else { leaf };
        let mut nodes = match self.root {
            Node::All => Vec::new(),
            Node::And(nodes) => nodes,
            other => vec![other],
        };
        nodes.push(leaf);
        Ok(Self { root: joined(nodes, Node::And), notes: leaves.notes })
    }
}

struct Parser<'a> {
    tokens: Peekable<IntoIter<Placed>>,
    end: usize,
    depth: usize,
    leaves: Leaves<'a>,
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
                Token::Or | Token::Close | Token::Shut => break,
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
            None => {
                let node = self.condition(field)?;
                Ok(match self.tokens.next_if(|(_, token)| matches!(token, Token::Boost(_))) {
                    Some((_, Token::Boost(by))) => Node::Boost(Box::new(node), by),
                    _ => node,
                })
            }
        }
    }

    fn condition(&mut self, field: Field) -> Result<Node, QueryError> {
        let Some((at, token)) = self.tokens.next() else {
            return fault(self.end, "something is missing at the end", "add a word, or remove the operator");
        };
        match token {
            Token::Open => self.closed(at, Token::Close, field, ("the parenthesis is not closed", "add `)`")),
            Token::Group(kind) => self.group(at, kind, field),
            Token::Close => fault(at, "`)` comes where a condition is expected", "put a word before it, or remove it"),
            Token::Shut => {
                fault(at, "`}` comes where a condition is expected", "put a condition before it, as in figure{value:>5}")
            }
            Token::And | Token::Or => fault(
                at,
                "the operator has nothing before it",
                "put a word before it, or write it in lower case to search for it",
            ),
            Token::Not => fault(at, "NOT stands before nothing", "put a word after it"),
            Token::Near(_) | Token::Boost(_) => fault(at, "`~` or `^` stands behind nothing", "put it directly behind a word"),
            Token::Field(name) => self.field(at, &name),
            Token::Word(word) if word == "*" && matches!(field, Field::Words(Place::Any)) => Ok(Node::All),
            Token::Phrase(words) => self.leaf(field, at, &words, true),
            Token::Word(word) => self.leaf(field, at, &word, false),
            Token::Range(range) => match field {
                Field::Figure(_) | Field::Money => self.leaf(field, at, &range, false),
                _ => self.leaf(field, at, &range.replacen(" TO ", "..", 1), false),
            },
        }
    }

    /// What stands up to a closing mark.
    fn closed(&mut self, at: usize, close: Token, field: Field, open: (&str, &str)) -> Result<Node, QueryError> {
        self.deeper(at, |parser| {
            let node = parser.either(field)?;
            match parser.tokens.next_if(|(_, token)| *token == close) {
                Some(_) => Ok(node),
                None => fault(at, open.0, open.1),
            }
        })
    }

    fn group(&mut self, at: usize, kind: Kind, field: Field) -> Result<Node, QueryError> {
        if field != Field::Words(Place::Any) {
            return fault(at, "a group in braces is no value of a field", "put the group beside it");
        }
        let inner = self.closed(at, Token::Shut, field, ("the brace is not closed", "add `}`"))?;
        Ok(Node::Group(kind, Box::new(inner)))
    }

    /// A field's name was read; its value follows.
    fn field(&mut self, at: usize, name: &str) -> Result<Node, QueryError> {
        let inner = Field::named(name, at)?;
        match self.tokens.peek() {
            Some((_, Token::Open | Token::Phrase(_) | Token::Word(_) | Token::Range(_))) => {
                self.deeper(at, |parser| parser.condition(inner))
            }
            _ => {
                let hint = format!("write it directly behind, as in {}", inner.example());
                fault(at, &format!("`{name}:` has no value"), &hint)
            }
        }
    }

    fn leaf(&mut self, field: Field, at: usize, text: &str, quoted: bool) -> Result<Node, QueryError> {
        let near = match self.tokens.next_if(|(_, token)| matches!(token, Token::Near(_))) {
            Some((_, Token::Near(near))) => Some(near),
            _ => None,
        };
        let mut text = text.to_owned();
        // "1bn USD": the currency is a word of its own, before the amount or behind it.
        if field == Field::Money {
            let names = self.leaves.names;
            let lacks = |text: &str| value::currency(text, &|word| names.currency(word)).is_none();
            let is_amount = |word: &str| value::interval(word).is_some() || names.currency(word).is_some();
            if (lacks(&text) || value::interval(&text).is_none())
                && let Some((_, Token::Word(word) | Token::Range(word))) =
                    self.tokens.next_if(|(_, token)| matches!(token, Token::Word(word) | Token::Range(word) if is_amount(word)))
            {
                text = format!("{text} {word}");
            }
        }
        let leaf: Leaf = self.leaves.leaf(field, Written { at, text: &text, quoted, near })?;
        Ok(Node::Leaf(leaf))
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
}

/// Several nodes as one; a single one as itself.
pub(super) fn joined(mut nodes: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Node {
    match (nodes.pop(), nodes.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            nodes.extend(last);
            join(nodes)
        }
    }
}
