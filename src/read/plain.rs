//! A plain text to blocks, with what its first and last lines say of the article. Splits no sentences.

use super::date::date;
use super::meta::{Meta, author, by_line, header};
use super::unit::Unit;
use super::{furniture, kinds, lines};
use crate::model::{Block, BlockKind};

/// Header lines and date lines are looked for in so many units at most.
const TOP: usize = 500;

/// The blocks of `text` and what it says of itself. Header lines ("Title: …", "Date: …", "By …") stay in the text as furniture.
pub(super) fn blocks(text: &str, known: &Meta) -> (Vec<Block>, Meta) {
    let mut units = lines::units(text);
    let mut found = headers(&mut units).said_by("header line");
    furniture::mark(&mut units, known.title.as_deref().or(found.title.as_deref()));
    top(&mut units, &mut found);
    kinds::name(&mut units);
    complete(&units, &mut found);
    (units.iter().map(Unit::block).collect(), found.said_by("text"))
}

/// The same for units whose kinds are known from markup: only furniture is told apart.
pub(super) fn marked(mut units: Vec<Unit>, known: &Meta) -> (Vec<Block>, Meta) {
    let mut found = Meta::default();
    furniture::mark_set(&mut units, known.title.as_deref());
    top(&mut units, &mut found);
    complete(&units, &mut found);
    (units.iter().map(Unit::block).collect(), found.said_by("text"))
}

/// Header lines at the very top.
fn headers(units: &mut [Unit]) -> Meta {
    let mut meta = Meta::default();
    for unit in units.iter_mut() {
        let Some((key, value)) = header(unit.text) else { break };
        if unit.text.len() > 400 || !meta.set(key, value) {
            break;
        }
        unit.kind = Some(BlockKind::Boilerplate);
    }
    meta
}

/// "By NAME" and date lines above the running text.
fn top(units: &mut [Unit], meta: &mut Meta) {
    let above = units.iter().take(TOP).position(|unit| unit.is_prose() && !unit.is_furniture()).unwrap_or(0);
    for unit in units.iter_mut().take(above).filter(|unit| unit.text.len() <= 80) {
        if let Some(name) = by_line(unit.text).filter(|_| unit.kind != Some(BlockKind::Table)) {
            meta.byline.get_or_insert_with(|| name.to_owned());
            unit.kind = Some(BlockKind::Boilerplate);
        } else if unit.kind.is_none_or(|kind| matches!(kind, BlockKind::Boilerplate | BlockKind::Paragraph))
            && is_date_line(unit.text)
        {
            meta.published = meta.published.or_else(|| date(unit.text));
            unit.kind = Some(BlockKind::Boilerplate);
        }
    }
}

/// Whether a line holds a date and little else: at most the words of "Published", "Updated", a weekday, a time of day, a zone.
fn is_date_line(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3).count();
    text.len() <= 60 && words <= 3 && text.contains(|c: char| c.is_ascii_digit()) && date(text).is_some()
}

/// Title from the first heading above the running text, byline from an author line at the end.
fn complete(units: &[Unit], meta: &mut Meta) {
    let mut article = units.iter().filter(|unit| !unit.is_furniture());
    if meta.title.is_none() {
        let above = article.clone().take_while(|unit| !unit.is_prose());
        let title = above.into_iter().find(|unit| unit.kind == Some(BlockKind::Heading));
        meta.title = title.map(|unit| unit.text.trim_matches(['#', ' ', '*']).to_owned());
    }
    if meta.byline.is_none() {
        let last = article.next_back().filter(|_| article.next_back().is_some_and(Unit::is_closed));
        meta.byline = last.and_then(|unit| author(unit.text)).map(str::to_owned);
    }
}
