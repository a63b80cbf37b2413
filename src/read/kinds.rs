//! What a unit of plain text is when no mark in the text says so: heading, item of a list, caption or paragraph. Furniture is
//! told apart before.

use super::unit::Unit;
use super::words::{FURNITURE, section};
use crate::model::BlockKind;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Longest heading, in bytes.
const HEADING: usize = 130;
/// Longest heading with a number.
const NUMBERED: usize = 170;
/// Longest caption.
const CAPTION: usize = 400;

static CREDITS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(section(FURNITURE, "credits")).ok());

/// Gives every unit that has no kind its kind.
pub(super) fn name(units: &mut [Unit]) {
    let order: Vec<usize> = (0..units.len()).filter(|&i| units.get(i).is_some_and(|unit| !unit.is_furniture())).collect();
    let mut listing = false;
    let mut numbered_before = false;
    for (place, &i) in order.iter().enumerate() {
        let next = order.get(place + 1).and_then(|&j| units.get(j)).copied();
        let Some(unit) = units.get(i).copied() else { continue };
        let numbered = number(unit.text).is_some();
        let in_sequence = numbered && (numbered_before || next.is_some_and(|next| number(next.text).is_some()));
        let kind = unit.kind.unwrap_or_else(|| kind(&unit, next.as_ref(), in_sequence, listing));
        listing = match kind {
            BlockKind::Paragraph if is_list_lead(&unit) => next.is_some_and(|next| next.kind.is_none() && ends_item(next.text)),
            BlockKind::ListItem if listing => ends_item(unit.text),
            _ => false,
        };
        numbered_before = numbered && kind == BlockKind::ListItem;
        if let Some(unit) = units.get_mut(i) {
            unit.kind = Some(kind);
        }
    }
}

/// The kind of one unit. `in_sequence`: a numbered line stands right before or after it; `listing`: it goes on with a list.
fn kind(unit: &Unit, next: Option<&Unit>, in_sequence: bool, listing: bool) -> BlockKind {
    if listing && !unit.is_prose() {
        return BlockKind::ListItem;
    }
    match number(unit.text) {
        Some(rest) if in_sequence || next.is_none() || unit.text.len() > NUMBERED || has_inner_stop(rest) => BlockKind::ListItem,
        Some(_) => BlockKind::Heading,
        None if is_caption(unit) => BlockKind::Caption,
        None if next.is_some_and(|next| is_heading(unit, next)) => BlockKind::Heading,
        None => BlockKind::Paragraph,
    }
}

/// What stands after "1. ", "12. ", "IV. " at the start of a line.
fn number(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once('.')?;
    let digits = label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit());
    let roman = label.len() <= 4 && label.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    (!label.is_empty() && (digits || roman) && rest.starts_with([' ', '\t', '\u{a0}'])).then(|| rest.trim_start())
}

/// Whether a sentence ends before the end: a full stop, question or exclamation mark between words, with a capital after.
fn has_inner_stop(text: &str) -> bool {
    [". ", "? ", "! "].into_iter().any(|stop| text.split(stop).skip(1).any(|rest| rest.starts_with(char::is_uppercase)))
}

/// Whether a unit announces a list.
pub(super) fn is_list_lead(unit: &Unit) -> bool {
    unit.text.ends_with(':') && !unit.is_furniture()
}

/// Whether a line ends as an item in the middle of a list does.
fn ends_item(text: &str) -> bool {
    text.len() <= CAPTION && (text.ends_with([';', ',']) || text.ends_with(" and") || text.ends_with(" or"))
}

/// A short line with a credit near its end or at its start.
fn is_caption(unit: &Unit) -> bool {
    let text = unit.text;
    if text.len() > CAPTION || (unit.is_prose() && !text.ends_with(')')) {
        return false;
    }
    let tail = text.get(text.ceil_char_boundary(text.len().saturating_sub(48))..).unwrap_or("");
    let head = text.get(..text.floor_char_boundary(24)).unwrap_or("");
    let opens = |credits: &AhoCorasick| credits.find(head).is_some_and(|credit| credit.start() == 0);
    text.starts_with('©') || CREDITS.as_ref().is_some_and(|credits| opens(credits) || (credits.is_match(tail) && !text.ends_with('.')))
}

/// A short line that opens like a sentence, does not end like one, and has text below it.
fn is_heading(unit: &Unit, next: &Unit) -> bool {
    let text = unit.text;
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    let quoted = text.starts_with(['"', '“', '«']);
    if text.len() > HEADING || !text.contains(char::is_alphabetic) || !opens_like_a_title(text) {
        return false;
    }
    match bare.chars().next_back() {
        Some('.' | ',' | ';' | '…' | '—' | '–' | '-') | None => false,
        Some('?' | '!') => !quoted && !has_inner_stop(text),
        Some(':') => text.split_ascii_whitespace().count() <= 5 && next.kind.is_none() && !ends_item(next.text),
        Some(_) => !has_inner_stop(text),
    }
}

/// A capital, a digit or an opening quotation mark comes first.
fn opens_like_a_title(text: &str) -> bool {
    let first = text.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '*', '_', '¿', '¡']).chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
}
