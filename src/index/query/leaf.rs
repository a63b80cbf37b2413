//! One condition: a field and a value as written to a leaf of the query. Values that do not read say what would.

use super::field::{Field, fault};
use super::{Leaf, Names, Node, Place, value};
use crate::index::digest::APART;
use crate::index::words::{Words, fold};
use crate::index::{Facet, QueryError};
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// A value as it stands in the query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    /// Where it begins.
    pub(super) at: usize,
    /// Its characters, without the marks around them.
    pub(super) text: &'a str,
    /// Whether quotation marks stood around it.
    pub(super) quoted: bool,
    /// What stood behind `~`.
    pub(super) near: Option<u8>,
}

/// Reads conditions, and notes what their writer should know.
pub(super) struct Leaves<'a> {
    pub(super) names: &'a dyn Names,
    pub(super) notes: Vec<String>,
}

impl Leaves<'_> {
    /// The condition that `field` has this value.
    pub(super) fn leaf(&mut self, field: Field, written: Written<'_>) -> Result<Leaf, QueryError> {
        let Written { at, text, .. } = written;
        if written.near.is_some() && !matches!(field, Field::Words(place) if place != Place::Source) {
            return fault(at, "`~` stands behind a value that is no word", "leave it out; only words are looked for by likeness");
        }
        let wrong = || {
            let hint = format!("write, for instance, {}", field.example());
            QueryError { at, reason: format!("`{text}` is not {}", field.expects()), hint }
        };
        match field {
            Field::Words(place) => words(place, written),
            Field::Document => Ok(Leaf::Document(text.to_owned())),
            Field::Copy => match text.to_lowercase().as_str() {
                "copy" | "yes" | "true" => Ok(Leaf::Copy(true)),
                "original" | "no" | "false" => Ok(Leaf::Copy(false)),
                _ => Err(wrong()),
            },
            Field::Figure(how) => value::interval(text).map(|(low, high)| Leaf::Figure { how, low, high }).ok_or_else(wrong),
            Field::Money => self.money(text).ok_or_else(wrong),
            Field::Published => days(text).map(|(from, to, written)| Leaf::Published { from, to, written }).ok_or_else(wrong),
            Field::Month => days(text)
                .filter(|_| text.split("..").all(|end| end.is_empty() || end.len() == "2025-03".len()))
                .map(|(from, to, written)| Leaf::Published { from, to, written })
                .ok_or_else(wrong),
            Field::Period => days(text).map(|(from, to, written)| Leaf::Period { from, to, written }).ok_or_else(wrong),
            Field::Facet(Facet::Year) => value::years(text).map(|(from, to)| Leaf::Years { from, to }).ok_or_else(wrong),
            Field::Facet(facet) => self.facet(facet, written),
        }
    }

    fn money(&self, text: &str) -> Option<Leaf> {
        let (rest, currency) = value::currency(text, &|word| self.names.currency(word))?;
        let (low, high) = value::interval(&rest)?;
        Some(Leaf::Money { low, high, currency })
    }

    fn facet(&mut self, facet: Facet, written: Written<'_>) -> Result<Leaf, QueryError> {
        let Written { at, text, quoted, .. } = written;
        if let Some(start) = text.strip_suffix('*').filter(|start| !quoted && !start.is_empty()) {
            return Ok(Leaf::ValuePrefix { facet, start: start.to_lowercase() });
        }
        if facet.is_actor() && !text.contains('/') {
            return self.actor(facet, at, text);
        }
        let named = self.names.values(facet, text);
        if !named.is_empty() {
            return Ok(Leaf::Value { facet, values: named });
        }
        if !self.names.knows(facet, text) {
            let alike = self.names.alike(facet, text);
            let hint = if alike.is_empty() { String::new() } else { format!("; did you mean {}?", or(&alike)) };
            self.notes.push(format!("the lexicon knows no {} `{text}`{hint}", facet.name()));
        }
        match value::values(facet, text) {
            Ok(values) => Ok(Leaf::Value { facet, values }),
            Err(hint) => fault(at, &format!("`{text}` is no value of `{}`", facet.name()), &hint),
        }
    }

    /// The actors that bear a name; where there are several, all are looked for and a note says so.
    fn actor(&mut self, facet: Facet, at: usize, name: &str) -> Result<Leaf, QueryError> {
        let mut values = self.names.actors(name);
        values.sort_unstable();
        values.dedup();
        if values.is_empty() {
            let alike = self.names.alike(facet, name);
            let meant = if alike.is_empty() { String::new() } else { format!("did you mean {}? else ", or(&alike)) };
            let hint =
                format!("{meant}search for the words, as in \"{name}\", or name the actor by its id, as in actor:state/ukraine");
            return fault(at, &format!("no actor is called `{name}`"), &hint);
        }
        if values.len() > 1 {
            let called = |id: &String| match self.names.title(id) {
                Some(title) => format!("{title} ({}:{id})", facet.name()),
                None => format!("{}:{id}", facet.name()),
            };
            let list: Vec<String> = values.iter().map(called).collect();
            self.notes.push(format!("`{name}` may be {}; any of them counts", or(&list)));
        }
        Ok(Leaf::Value { facet, values })
    }

    /// A value of a facet as a result lists it, for drilling down.
    pub(super) fn exact(&mut self, field: Field, at: usize, text: &str) -> Result<Leaf, QueryError> {
        match field {
            Field::Words(Place::Source) => Ok(Leaf::Value { facet: Facet::Source, values: vec![text.to_owned()] }),
            field => self.leaf(field, Written { at, text, quoted: true, near: None }),
        }
    }
}

/// Words of a pasted text: whatever it holds, they are looked for, and most of them must be there.
pub(super) fn pasted(text: &str) -> Node {
    const MOST: usize = 48;
    let mut leaves: Vec<Node> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    Words::default().token_stream(text).process(&mut |token| {
        let written = text.get(token.offset_from..token.offset_to).unwrap_or_default();
        if leaves.len() < MOST && seen.insert(token.text.clone()) {
            let terms = vec![(0, token.text.clone())];
            leaves.push(Node::Leaf(Leaf::Words { place: Place::Any, written: written.to_owned(), terms, slop: 0 }));
        }
    });
    match leaves.len() {
        0 => Node::All,
        1 | 2 => super::parse::joined(leaves, Node::And),
        n => Node::Most((n * 3).div_ceil(5), leaves),
    }
}

/// A list as it is said.
fn or(list: &[String]) -> String {
    list.join(" or ")
}

fn days(text: &str) -> Option<(u64, u64, String)> {
    value::days(text).map(|(from, to)| (from, to, text.to_owned()))
}

/// Words as terms, or the beginning of a word, or a word and what is like it.
fn words(place: Place, written: Written<'_>) -> Result<Leaf, QueryError> {
    let Written { at, text, quoted, near } = written;
    if let Some(start) = text.strip_suffix('*').filter(|_| !quoted) {
        return match fold(start).as_slice() {
            [start] => Ok(Leaf::Prefix { place, start: start.clone() }),
            _ => fault(at, &format!("`{text}` is not the beginning of one word"), "put letters before the `*`, as in train*"),
        };
    }
    let mut terms = Vec::new();
    Words::default().token_stream(text).process(&mut |token| terms.push((token.position, token.text.clone())));
    match (terms.as_slice(), near) {
        ([], _) => fault(at, &format!("there is no word in `{text}`"), "remove it, or write a word"),
        ([(_, term)], Some(letters @ 1..=2)) => Ok(Leaf::Fuzzy { place, written: text.to_owned(), term: term.clone(), letters }),
        ([_], Some(letters)) => {
            fault(at, &format!("`~{letters}` allows too many letters or none"), "write ~1, or ~2 for a long word")
        }
        (_, Some(far)) if usize::from(far) >= APART => fault(
            at,
            &format!("`~{far}` lets more than {} words stand between", APART - 1),
            "leave out `~` and the quotation marks",
        ),
        (_, slop) => Ok(Leaf::Words { place, written: text.to_owned(), terms, slop: slop.unwrap_or(0).into() }),
    }
}
