//! Articles that are similar to one: those that share the words which tell it from the others.

use super::query::{Leaf, Node, Parsed, Place};
use super::read::Generation;
use super::words::Words;
use super::{IndexError, Kind, QueryError};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::Term;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// How many of a document's words stand for it.
const WORDS: usize = 24;

impl Generation {
    /// A query for what is similar to a document, and fulfils `also`.
    pub(super) fn like(&self, document: &str, also: Parsed) -> Result<Parsed, IndexError> {
        let Some(article) = self.article(document)? else {
            let hint = "name one by its id, as in --like training-count.txt; a search --in articles lists ids".to_owned();
            return Err(QueryError { at: 0, reason: format!("no document `{document}` is in the index"), hint }.into());
        };
        let mut counts: BTreeMap<String, (u32, String)> = BTreeMap::new();
        for span in &article.passages {
            let text = span.of(&article.text);
            Words::default().token_stream(text).process(&mut |token| {
                let written = || text.get(token.offset_from..token.offset_to).unwrap_or_default().to_lowercase();
                counts.entry(token.text.clone()).or_insert_with(|| (0, written())).0 += 1;
            });
        }
        let passages = self.of(Kind::Passages)?;
        let total = passages.searcher.num_docs() as f64;
        let mut weighed = Vec::new();
        for (term, (count, written)) in counts {
            let spread = (&passages).doc_freq(&Term::from_field_text(passages.fields.text, &term))? as f64;
            // A word that stands nowhere else finds nothing; a short one or one with a digit is rarely a subject.
            if spread > f64::from(count) && written.len() > 3 && !term.bytes().any(|byte| byte.is_ascii_digit()) {
                let idf = (1.0 + (total - spread + 0.5) / (spread + 0.5)).ln();
                weighed.push(((f64::from(count).sqrt() * idf * 1024.0) as u64, term, written));
            }
        }
        weighed.sort_by_key(|(weight, term, _)| (Reverse(*weight), term.clone()));
        weighed.truncate(WORDS);
        let leaf = |(_, term, written)| Node::Leaf(Leaf::Words { place: Place::Text, written, terms: vec![(0, term)], slop: 0 });
        let least = (weighed.len() / 6).max(2);
        let words: Vec<Node> = weighed.into_iter().map(leaf).collect();
        let itself = Node::Not(Box::new(Node::Leaf(Leaf::Document(document.to_owned()))));
        let mut nodes = vec![if words.len() < least { Node::Or(words) } else { Node::Most(least, words) }, itself];
        nodes.extend(Some(also.root).filter(|root| *root != Node::All));
        Ok(Parsed { root: Node::And(nodes), notes: also.notes })
    }
}
