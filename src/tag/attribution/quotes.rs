//! Quotations that go on over several sentences: where each opens and where it closes. Who speaks is not asked here.

use crate::tag::context::{Context, Sentence};
use crate::text::Shape;
use std::ops::Range;

/// How many sentences a quotation may run; one without an end before that is a stray mark.
const LONGEST: usize = 12;

/// A quotation that fills one sentence or goes over several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quote {
    /// The sentences, by their place among those of the context.
    pub(super) sentences: Range<usize>,
    /// The token of the mark that opens it.
    pub(super) opens: usize,
    /// The token of the mark that closes it.
    pub(super) closes: usize,
}

/// All quotations of an article that fill a sentence or end in another one than they begin in, in order.
pub(super) fn quotes(cx: &Context<'_>) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut k = 0;
    while let Some(sentence) = cx.sentences.get(k) {
        let free = found.last().map_or(0, |quote| quote.closes + 1).max(sentence.tokens.start);
        let quote = unclosed(cx, free..sentence.tokens.end).and_then(|opens| close(cx, k, opens)).or_else(|| whole(cx, k, free));
        // The sentence in which one closes may open another.
        k = quote.as_ref().map_or(k + 1, |quote| (quote.sentences.end - 1).max(k + usize::from(quote.sentences.len() == 1)));
        found.extend(quote);
    }
    found
}

/// A sentence that is one quotation from its first mark to its last.
fn whole(cx: &Context<'_>, k: usize, free: usize) -> Option<Quote> {
    let tokens = cx.sentences.get(k)?.tokens.clone();
    let mut marks = tokens.clone().filter(|&i| cx.is_mark(i, b'"'));
    let (opens, closes) = (marks.next()?, marks.next()?);
    let ends = (closes + 1..tokens.end).all(|i| matches!(cx.token(i).shape, Shape::Punct(_)));
    let filled = opens == tokens.start && opens >= free && ends && marks.next().is_none() && closes > opens + 3;
    (filled && opening(cx, opens, tokens.start)).then_some(Quote { sentences: k..k + 1, opens, closes })
}

/// The mark that opens a quotation that does not close among these tokens.
fn unclosed(cx: &Context<'_>, tokens: Range<usize>) -> Option<usize> {
    let mut open = None;
    for i in tokens.clone().filter(|&i| cx.is_mark(i, b'"')) {
        open = opening(cx, i, tokens.start).then_some(i);
    }
    open
}

/// Follows a quotation to its closing mark: through the block, and into the next one where that opens with a mark again.
fn close(cx: &Context<'_>, first: usize, opens: usize) -> Option<Quote> {
    let mut block = cx.sentences.get(first)?.block;
    for k in first + 1..first + LONGEST {
        let sentence: &Sentence = cx.sentences.get(k)?;
        let start = sentence.tokens.start;
        let resumed = sentence.block != block && cx.is_mark(start, b'"') && opening(cx, start, start);
        if sentence.block != block && !resumed {
            return None;
        }
        block = sentence.block;
        let mark = (start + usize::from(resumed)..sentence.tokens.end).find(|&i| cx.is_mark(i, b'"'));
        match mark {
            Some(i) if opening(cx, i, start) => return None,
            Some(closes) => return Some(Quote { sentences: first..k + 1, opens, closes }),
            None => {}
        }
    }
    None
}

/// Whether a quotation mark opens: by its form, and where it has none by the space around it.
pub(super) fn opening(cx: &Context<'_>, i: usize, start: usize) -> bool {
    let home = cx.home(i..i + 1);
    match home.of(&cx.article.text) {
        "\u{201C}" | "\u{201E}" | "\u{00AB}" => true,
        "\u{201D}" | "\u{00BB}" => false,
        _ => (i == start || cx.token(i).spaced || cx.is_mark(i.wrapping_sub(1), b'(')) && !cx.token(i + 1).spaced,
    }
}
