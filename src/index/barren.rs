//! What to say where nothing is found: which conditions are to blame, and what was probably meant by a word, an outlet or a document.

use super::query::plan::Plan;
use super::query::{Leaf, Node, Place, distance};
use super::read::{Generation, Opened};
use super::record::Facet;
use super::schema::column;
use super::words::Words;
use super::{IndexError, Kind};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::columnar::StrColumn;
use tantivy::tokenizer::{TokenStream, Tokenizer};
use tantivy::{DocAddress, Term};

/// How many names a note lists.
const LISTED: usize = 3;

impl Generation {
    /// What its writer should know of a query that finds nothing.
    pub(super) fn barren(&self, root: &Node, plan: Plan<'_>) -> Result<Vec<String>, IndexError> {
        let Node::And(nodes) = root else { return Ok(self.meant(root, plan.kind)?.into_iter().collect()) };
        let (mut alone, mut notes) = (Vec::new(), Vec::new());
        for node in nodes {
            if self.of(plan.kind)?.searcher.search(plan.query(node)?.as_ref(), &tantivy::collector::Count)? == 0 {
                alone.push(format!("`{node}`"));
                notes.extend(self.meant(node, plan.kind)?);
            }
        }
        let blame = match alone.as_slice() {
            [] => "each condition is met somewhere, all of them nowhere".to_owned(),
            [one] => format!("{one} alone finds nothing"),
            many => format!("{} each find nothing", many.join(", ")),
        };
        notes.insert(0, blame);
        Ok(notes)
    }

    /// What was probably meant by a condition that nothing meets.
    fn meant(&self, node: &Node, kind: Kind) -> Result<Option<String>, IndexError> {
        match node {
            Node::Boost(node, _) => self.meant(node, kind),
            Node::Leaf(Leaf::Words { place: Place::Source, written, .. }) => {
                let near = self.of(kind)?.outlets_like(written)?;
                let said = if near.is_empty() { String::new() } else { format!("; there are {}", near.join(", ")) };
                Ok(Some(format!("no outlet is called `{written}`{said}")))
            }
            Node::Leaf(Leaf::Words { place: Place::Any | Place::Text, written, terms, .. }) => {
                let [(_, term)] = terms.as_slice() else { return Ok(None) };
                let near = self.words_like(&written.to_lowercase(), term)?;
                Ok((!near.is_empty()).then(|| format!("nothing has the word `{written}`; did you mean {}?", near.join(" or "))))
            }
            Node::Leaf(Leaf::Document(id)) if self.number_of(id)?.is_none() => {
                Ok(Some(format!("no document has the id `{id}`; a search --in articles shows ids")))
            }
            _ => Ok(None),
        }
    }

    /// Words of the articles that are spelt like one, the commonest of the likest first, each as some article writes it; none where the
    /// word itself is there.
    fn words_like(&self, word: &str, stem: &str) -> Result<Vec<String>, IndexError> {
        let far = (word.chars().count() / 3).clamp(1, 2);
        let opened = self.of(Kind::Articles)?;
        let mut found: BTreeMap<String, (usize, u32)> = BTreeMap::new();
        for segment in opened.searcher.segment_readers() {
            let index = segment.inverted_index(opened.fields.text)?;
            let mut terms = index.terms().stream().map_err(tantivy::TantivyError::from)?;
            while let Some((term, info)) = terms.next() {
                let Some(term) = std::str::from_utf8(term).ok().filter(|it| it.len().abs_diff(stem.len()) <= 2 * far) else {
                    continue;
                };
                let apart = distance(term, stem).min(distance(term, word));
                if term == stem {
                    return Ok(Vec::new());
                }
                if apart <= far {
                    found.entry(term.to_owned()).or_insert((apart, 0)).1 += info.doc_freq;
                }
            }
        }
        let mut found: Vec<(usize, Reverse<u32>, String)> =
            found.into_iter().map(|(term, (apart, count))| (apart, Reverse(count), term)).collect();
        found.sort_unstable();
        let written = found.into_iter().take(LISTED).map(|(_, _, term)| opened.written(&term));
        Ok(written.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }
}

impl Opened {
    /// How the first of the articles that have a term writes it, by their keys, so that the answer does not hang on the way there.
    fn written(&self, term: &str) -> Result<Option<String>, IndexError> {
        let mut first = None;
        for address in self.with_term(&Term::from_field_text(self.fields.text, term))? {
            let place = (self.number(address, column::KEY)?, address);
            first = Some(first.map_or(place, |first: (Option<u64>, DocAddress)| first.min(place)));
        }
        let Some((_, address)) = first else { return Ok(None) };
        let article = self.shown_article(address)?;
        let text = [article.title.as_deref().unwrap_or_default(), &article.text].join("\n");
        let (mut words, mut found) = (Words::default(), None);
        let mut stream = words.token_stream(&text);
        while found.is_none() && stream.advance() {
            let token = stream.token();
            if token.text == term {
                found = text.get(token.offset_from..token.offset_to).map(|word| format!("`{}`", word.to_lowercase()));
            }
        }
        Ok(found)
    }

    /// Outlets whose names look like this one or hold it.
    fn outlets_like(&self, written: &str) -> Result<Vec<String>, IndexError> {
        let (wanted, mut near) = (written.to_lowercase(), Vec::new());
        for segment in self.searcher.segment_readers() {
            let Some(column): Option<StrColumn> = self.columns.strings(segment, Facet::Source.name())? else { continue };
            let mut names = column.dictionary().stream().map_err(tantivy::TantivyError::from)?;
            while names.advance() {
                let name = String::from_utf8_lossy(names.key()).into_owned();
                let lower = name.to_lowercase();
                let part = lower.split([' ', '.', '-']).map(|word| distance(word, &wanted)).min().unwrap_or(usize::MAX);
                let apart = if lower.contains(&wanted) { 0 } else { part.min(distance(&lower, &wanted)) };
                near.push((apart, name));
            }
        }
        near.sort_unstable();
        near.dedup();
        let far = (wanted.chars().count() / 3).max(1);
        Ok(near.into_iter().filter(|(apart, _)| *apart <= far).take(LISTED).map(|(_, name)| format!("`{name}`")).collect())
    }
}
