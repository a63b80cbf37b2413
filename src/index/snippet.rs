//! The part of a text that shows why it was found, with the words that were looked for marked.

use super::query::{Leaf, Node, Parsed, distance};
use super::words::Words;
use crate::text::{CodePoints, Span};
use serde::Serialize;
use std::collections::BTreeSet;
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// About how many bytes of text a snippet shows.
const LENGTH: usize = 280;
/// How far before the first mark it begins.
const LEAD: usize = 60;

/// A part of a text with marks in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Snippet {
    /// The part, with `…` where it was cut.
    pub text: String,
    /// What to mark, in code points of `text`, half-open.
    pub highlights: Vec<[u32; 2]>,
    /// Where the figure or commitment itself stands in it, as far as it is shown.
    pub own: Option<[u32; 2]>,
}

/// What a query looks for, not what it excludes.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    terms: BTreeSet<String>,
    starts: Vec<String>,
    /// Words to which those found may be similar, and in how many letters they may differ.
    near: Vec<(String, usize)>,
}

/// A word that was looked for: which one, and where it stands in bytes.
struct Mark<'a> {
    term: &'a str,
    start: usize,
    end: usize,
}

impl Wanted {
    /// The words of a query.
    pub(super) fn of(parsed: &Parsed) -> Self {
        let mut wanted = Self::default();
        wanted.gather(&parsed.root);
        wanted
    }

    fn gather(&mut self, node: &Node) {
        match node {
            Node::And(nodes) | Node::Or(nodes) | Node::Most(_, nodes) => nodes.iter().for_each(|node| self.gather(node)),
            Node::Leaf(Leaf::Words { terms, .. }) => self.terms.extend(terms.iter().map(|(_, term)| term.clone())),
            Node::Leaf(Leaf::Prefix { start, .. }) => self.starts.push(start.clone()),
            Node::Leaf(Leaf::Fuzzy { term, letters, .. }) => self.near.push((term.clone(), (*letters).into())),
            Node::Boost(node, _) | Node::Group(_, node) => self.gather(node),
            Node::All | Node::Not(_) | Node::Leaf(_) => {}
        }
    }

    fn marks(&self, text: &str) -> Vec<Mark<'_>> {
        let mut marks = Vec::new();
        if self.words() == 0 {
            return marks;
        }
        let mut words = if self.near.is_empty() { Words::beginning(self.firsts()) } else { Words::default() };
        words.token_stream(text).process(&mut |token| {
            let begins = |start: &&String| {
                token.text.starts_with(start.as_str()) || start.starts_with(&token.text) && token.text.len() > 3
            };
            let is_near = |(term, letters): &&(String, usize)| distance(term, &token.text) <= *letters;
            let met = self.terms.get(&token.text).or_else(|| self.starts.iter().find(begins));
            if let Some(term) = met.or_else(|| self.near.iter().find(is_near).map(|(term, _)| term)) {
                marks.push(Mark { term, start: token.offset_from, end: token.offset_to });
            }
        });
        marks
    }

    fn firsts(&self) -> Vec<u8> {
        self.terms.iter().chain(&self.starts).filter_map(|word| word.bytes().next()).collect()
    }

    /// How many words the query looks for.
    pub(super) fn words(&self) -> usize {
        self.terms.len() + self.starts.len() + self.near.len()
    }

    /// How many different words of the query stand in a text.
    pub(super) fn score(&self, text: &str) -> usize {
        self.marks(text).iter().map(|mark| mark.term).collect::<BTreeSet<_>>().len()
    }

    /// The best part of a text: the one with most of the words, the first of these; without any, where the thing itself
    /// stands. `own` is the place of that, in bytes.
    pub(super) fn snippet(&self, text: &str, own: Option<Span>) -> Snippet {
        let marks = self.marks(text);
        let mut best = (0, own.map_or(0, |own| (own.start as usize).saturating_sub(LEAD)));
        for (i, first) in marks.iter().enumerate() {
            let inside = marks.iter().skip(i).take_while(|mark| mark.end <= first.start + LENGTH - LEAD);
            let kinds = inside.map(|mark| mark.term).collect::<BTreeSet<_>>().len();
            if kinds > best.0 {
                best = (kinds, first.start.saturating_sub(LEAD));
            }
        }
        let start = if text.len() <= LENGTH { 0 } else { cut(text, best.1, true) };
        let end = cut(text, (start + LENGTH).min(text.len()), false).max(start);
        let part = text.get(start..end).unwrap_or(text);
        let (before, after) = (if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" });
        let shown = format!("{before}{part}{after}");
        let points = CodePoints::new(part);
        let lead = u32::from(!before.is_empty());
        let place = |byte: usize| u32::try_from(byte.saturating_sub(start)).map_or(0, |byte| points.at(byte) + lead);
        let inside = marks.iter().filter(|mark| mark.start >= start && mark.end <= end);
        let highlights = inside.map(|mark| [place(mark.start), place(mark.end)]).collect();
        let own = own.map(|own| [(own.start as usize).clamp(start, end), (own.end as usize).clamp(start, end)]);
        let own = own.filter(|[from, to]| from < to).map(|own| own.map(place));
        Snippet { text: shown, highlights, own }
    }
}

/// The beginning of a text, cut at a word.
pub(super) fn beginning(text: &str, length: usize) -> String {
    let end = cut(text, length, false);
    let mark = if end < text.len() { "…" } else { "" };
    format!("{}{mark}", text.get(..end).unwrap_or(text).trim_end())
}

/// The end of a text, cut at a word.
pub(super) fn ending(text: &str, length: usize) -> String {
    let start = cut(text, text.len().saturating_sub(length), true);
    let mark = if start > 0 { "…" } else { "" };
    format!("{mark}{}", text.get(start..).unwrap_or(text).trim_start())
}

/// The next place at or after (or before) a byte where a word begins (or has ended).
fn cut(text: &str, at: usize, forward: bool) -> usize {
    if at == 0 || at >= text.len() {
        return at.min(text.len());
    }
    let spaces = |from: usize, to: usize| {
        let bytes = text.as_bytes().get(from..to).unwrap_or_default();
        let is_space = |byte: &u8| byte.is_ascii_whitespace();
        if forward { bytes.iter().position(is_space) } else { bytes.iter().rposition(is_space) }.map(|i| from + i)
    };
    let space = if forward { spaces(at, text.len().min(at + LEAD)).map(|i| i + 1) } else { spaces(at.saturating_sub(LEAD), at) };
    // Text without spaces is cut at a character.
    space.unwrap_or_else(|| (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::query::{Mode, parse};

    fn wanted(query: &str) -> Wanted {
        let nobody = |_: &str| Vec::new();
        parse(query, Mode::Strict, &nobody).map(|parsed| Wanted::of(&parsed)).unwrap_or_default()
    }

    #[test]
    fn marks_count_code_points_and_skip_what_is_excluded() {
        let snippet = wanted("training NOT soldiers").snippet("Über 120 soldiers trained – training goes on", None);
        let chars: Vec<char> = snippet.text.chars().collect();
        let marked: Vec<String> = snippet
            .highlights
            .iter()
            .map(|&[start, end]| chars.iter().skip(start as usize).take((end - start) as usize).collect())
            .collect();
        assert_eq!(marked, ["trained", "training"]);
    }

    #[test]
    fn a_long_text_is_cut_at_words_around_most_of_what_was_looked_for() {
        let text =
            format!("{}drones and mines were delivered {}", "nothing here but drones. ".repeat(40), "filler text. ".repeat(60));
        let snippet = wanted("mines drones").snippet(&text, None);
        assert!(snippet.text.contains("mines were delivered"), "{}", snippet.text);
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'));
        assert!(snippet.text.len() < LENGTH + 10);
    }
}
