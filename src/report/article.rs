//! One article in the terminal with its annotations marked: actors underlined, figures bold, commitments in brackets with their strength;
//! below each paragraph what was found in it, with the rule.

use super::Style;
use crate::model::{Analysis, Article, Block, BlockKind, Commitment, Figure};
use crate::text::Span;
use std::fmt::Write;

/// The article as text for people.
pub fn article(article: &Article, found: &Analysis, style: Style) -> String {
    let mut out = String::new();
    let about =
        [article.source.clone(), article.byline.clone(), article.published.map(|day| day.to_string()), article.lang.clone()];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let _ = writeln!(
        out,
        "{}\n{}\n",
        style.heading(article.title.as_deref().unwrap_or(&article.id)),
        style.dim(&format!("{}  {}", article.id, about.join(", ")))
    );
    for block in &article.blocks {
        if block.kind == BlockKind::Boilerplate {
            let words = block.span.of(&article.text).split_whitespace().count();
            let _ = writeln!(out, "{}", style.dim(&format!("· page furniture, {words} words")));
            continue;
        }
        out.push_str(&marked(article, found, block, style));
        out.push('\n');
        notes(article, found, block.span, style, &mut out);
    }
    for framework in &found.frameworks {
        let announced = framework.announced.map(|n| format!(", announced {n}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "\n{} {}",
            style.heading(framework.title.as_deref().unwrap_or("a list")),
            style.dim(&format!("{} items{announced}", framework.items.len()))
        );
        for (n, item) in framework.items.iter().enumerate() {
            let label = item.label.clone().unwrap_or_else(|| (n + 1).to_string());
            let pillars: Vec<&str> = item.pillars.iter().map(|pillar| pillar.as_str()).collect();
            let _ = writeln!(out, "  {label}. {} {}", item.heading.text, style.dim(&pillars.join(", ")));
        }
    }
    out
}

/// A mark that opens or closes at a place.
enum Mark {
    Open(&'static str),
    Close(String),
}

/// The block's text with marks in it.
fn marked(article: &Article, found: &Analysis, block: &Block, style: Style) -> String {
    let mut marks: Vec<(u32, Mark)> = Vec::new();
    let (figure, actor) = style.marks();
    let inside = |span: Span| block.span.contains(span);
    for commitment in found.commitments.iter().filter(|commitment| inside(commitment.span)) {
        marks.push((commitment.span.start, Mark::Open("⟦")));
        marks.push((commitment.span.end, Mark::Close(format!("⟧{}", style.dim(&format!(" {}", strength(commitment)))))));
    }
    for it in found.figures.iter().filter(|figure| inside(figure.span)) {
        marks.push((it.span.start, Mark::Open(figure.0)));
        marks.push((it.span.end, Mark::Close(figure.1.to_owned())));
    }
    let free = |span: Span| !found.figures.iter().any(|figure| figure.span.overlaps(span));
    for it in found.actors.iter().filter(|it| inside(it.span) && free(it.span)) {
        marks.push((it.span.start, Mark::Open(actor.0)));
        marks.push((it.span.end, Mark::Close(actor.1.to_owned())));
    }
    // What closes at a place closes before anything opens there.
    marks.sort_by_key(|(at, mark)| (*at, matches!(mark, Mark::Open(_))));
    let mut out = String::new();
    let mut from = block.span.start;
    for (at, mark) in &marks {
        out.push_str(Span { start: from, end: *at }.of(&article.text));
        out.push_str(match mark {
            Mark::Open(mark) => mark,
            Mark::Close(mark) => mark,
        });
        from = *at;
    }
    out.push_str(Span { start: from, end: block.span.end }.of(&article.text));
    if block.kind == BlockKind::Heading { style.heading(&out) } else { out }
}

fn strength(commitment: &Commitment) -> String {
    let name = format!("{:?}", commitment.strength).to_lowercase();
    let actors: Vec<&str> = commitment.actors.iter().map(|actor| actor.as_str()).collect();
    format!(
        "{name}{}{} [{}]",
        if commitment.negated { ", negated" } else { "" },
        if actors.is_empty() { String::new() } else { format!(" by {}", actors.join(", ")) },
        commitment.rule
    )
}

/// The figures of a block, each with what it says and by which rule.
fn notes(article: &Article, found: &Analysis, span: Span, style: Style, out: &mut String) {
    for figure in found.figures.iter().filter(|figure| span.contains(figure.span)) {
        let _ = writeln!(out, "  {}", style.dim(&note(figure)));
    }
    let pillars = found
        .pillars
        .iter()
        .filter(|pillar| article.sentences.get(pillar.sentence as usize).is_some_and(|sentence| span.contains(*sentence)));
    let mut names: Vec<&str> = pillars.map(|pillar| pillar.pillar.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if !names.is_empty() {
        let _ = writeln!(out, "  {}", style.dim(&format!("pillars: {}", names.join(", "))));
    }
}

fn note(figure: &Figure) -> String {
    let end = |value: Option<rust_decimal::Decimal>| value.map_or("…".to_owned(), |n| n.normalize().to_string());
    let value = if figure.low == figure.high { end(figure.low) } else { format!("{} to {}", end(figure.low), end(figure.high)) };
    let parts = [
        Some(format!("{}: {value}", figure.text)),
        figure.unit.clone(),
        figure.rate.as_ref().map(|rate| format!("per {rate}")),
        figure.counted.as_ref().map(|counted| counted.text.clone()),
        figure.measure.as_ref().map(ToString::to_string),
        figure.period.as_ref().map(|period| period.text.clone()),
        Some(format!("{:?}", figure.status).to_lowercase()),
        Some(format!("[{}]", figure.rule)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
