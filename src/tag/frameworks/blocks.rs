//! Lists that stand as blocks: list items under a lead-in, numbered headings, the headings of the whole article.

use super::{Lead, announcing, framework, heading_of, item, label, lead_of};
use crate::model::{Analysis, BlockKind, Framework, Item, Phrase, Role};
use crate::tag::context::{Context, Sentence};
use crate::text::Span;
use std::ops::Range;

/// Runs of list items; an item that ends with a colon opens a list of its own.
pub(super) fn bullets(cx: &Context<'_>, found: &Analysis) -> Vec<Framework> {
    let mut frameworks = Vec::new();
    let firsts = first_sentences(cx);
    let mut i = 0;
    while i < firsts.len() {
        let run = firsts.get(i..).unwrap_or(&[]).iter().take_while(|sentence| sentence.kind == BlockKind::ListItem).count();
        if run == 0 {
            i += 1;
            continue;
        }
        let list = firsts.get(i..i + run).unwrap_or(&[]);
        let before = i.checked_sub(1).and_then(|b| firsts.get(b)).map(|sentence| block_span(cx, sentence));
        let open = list.iter().position(|sentence| block_span(cx, sentence).of(&cx.article.text).trim_end().ends_with(':'));
        let cut = open.map_or(run, |open| open + 1);
        frameworks.extend(list_of(cx, found, list.get(..cut).unwrap_or(&[]), before));
        if let Some(opener) = open.and_then(|open| list.get(open)) {
            frameworks.extend(list_of(cx, found, list.get(cut..).unwrap_or(&[]), Some(block_span(cx, opener))));
        }
        i += run;
    }
    frameworks
}

fn list_of(cx: &Context<'_>, found: &Analysis, list: &[&Sentence], before: Option<Span>) -> Option<Framework> {
    if list.len() < 2 {
        return None;
    }
    let lead = before.map(|span| lead_in(cx, found, span)).unwrap_or_default();
    let items = list.iter().map(|sentence| {
        let (label, start) = label(cx, &sentence.tokens);
        item(cx, label, heading_of(cx, start..sentence.tokens.end))
    });
    framework(lead, items.collect(), "list-items")
}

/// What announces a list: a structural figure in the block before, else its words up to the colon.
fn lead_in(cx: &Context<'_>, found: &Analysis, span: Span) -> Lead {
    if let Some(figure) = announcing(found, span) {
        return lead_of(figure, &cx.article.text);
    }
    let text = span.of(&cx.article.text);
    let last = text.rsplit(['.', '\n']).next().unwrap_or(text).trim().trim_end_matches(':');
    let start = text.rfind(last).unwrap_or(0);
    let short = last.len() <= 120 && !last.is_empty();
    let place = Span::new(span.start as usize + start, span.start as usize + start + last.len());
    Lead { announced: None, title: short.then(|| Phrase { span: place, text: last.to_owned() }) }
}

/// Numbered headings ("1. Keep …"), and the unnumbered headings of an article that has three or more.
pub(super) fn headings(cx: &Context<'_>, found: &Analysis) -> Vec<Framework> {
    let firsts = first_sentences(cx);
    let mut numbered: Vec<(Span, Item)> = Vec::new();
    let mut plain: Vec<(Span, Item)> = Vec::new();
    for (n, sentence) in firsts.iter().enumerate() {
        let (label, start) = label(cx, &sentence.tokens);
        let span = block_span(cx, sentence);
        let tokens = start..sentence.tokens.end;
        match (sentence.kind, label) {
            (BlockKind::Heading | BlockKind::Paragraph, Some(label))
                if label.parse() == Ok(numbered.len() + 1) && tokens.len() <= 30 =>
            {
                numbered.push((span, item(cx, Some(label), whole_heading(cx, tokens))));
            }
            (BlockKind::Heading, None) if n > 0 => plain.push((span, item(cx, None, whole_heading(cx, tokens)))),
            _ => {}
        }
    }
    let plain = if numbered.len() >= 2 { Vec::new() } else { plain };
    [(numbered, "numbered-headings", 2), (plain, "headings", 3)]
        .into_iter()
        .filter(|(list, _, least)| list.len() >= *least)
        .filter_map(|(list, rule, _)| {
            let first = list.first()?.0;
            let lead = announced_before(cx, found, first.start, list.len()).unwrap_or_else(|| titled(cx));
            let items: Vec<Item> = list.into_iter().map(|(_, item)| item).collect();
            // The headings of a news page are no author's list: without a number, most of them name a policy area.
            let announced = lead.announced.and_then(|n| usize::try_from(n).ok()) == Some(items.len());
            let named = items.iter().filter(|item| !item.pillars.is_empty()).count();
            let own = rule != "headings" || announced || named * 2 >= items.len();
            own.then(|| framework(lead, items, rule)).flatten()
        })
        .collect()
}

/// The structural figure before the first heading: the one that names as many, else the last.
fn announced_before(cx: &Context<'_>, found: &Analysis, at: u32, count: usize) -> Option<Lead> {
    let before = || found.figures.iter().rev().filter(|figure| figure.role == Role::Structural && figure.span.end <= at);
    let same = before()
        .map(|figure| lead_of(figure, &cx.article.text))
        .find(|lead| lead.announced.and_then(|n| usize::try_from(n).ok()) == Some(count));
    same.or_else(|| before().next().map(|figure| lead_of(figure, &cx.article.text)))
}

/// The article's title as what announces its headings.
fn titled(cx: &Context<'_>) -> Lead {
    let title = cx.article.title.as_deref().and_then(|title| cx.article.text.find(title).map(|at| (at, title)));
    Lead {
        announced: None,
        title: title.map(|(at, title)| Phrase { span: Span::new(at, at + title.len()), text: title.to_owned() }),
    }
}

/// A heading without its closing colon or full stop.
fn whole_heading(cx: &Context<'_>, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.end > tokens.start + 1 && (cx.is_mark(tokens.end - 1, b':') || cx.is_mark(tokens.end - 1, b'.')) {
        tokens.end -= 1;
    }
    tokens
}

/// The first sentence of every block that has one.
fn first_sentences<'c>(cx: &'c Context<'_>) -> Vec<&'c Sentence> {
    let mut last = None;
    cx.sentences.iter().filter(|sentence| last.replace(sentence.block) != Some(sentence.block)).collect()
}

fn block_span(cx: &Context<'_>, sentence: &Sentence) -> Span {
    cx.article.blocks.get(sentence.block).map_or(Span::default(), |block| block.span)
}
