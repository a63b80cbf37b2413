//! What a unit of plain text is when no mark in the text says so: heading, item of a list, caption or paragraph. Furniture is
//! told apart before.

use super::ends::{head, tail};
use super::unit::Unit;
use super::words::{FURNITURE, lowered, section, set};
use crate::model::BlockKind;
use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Longest heading, in bytes.
const HEADING: usize = 130;
/// Longest heading with a number.
const NUMBERED: usize = 170;
/// Longest caption.
const CAPTION: usize = 400;

static CREDITS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| matcher("credits"));
static CREDIT_OPENINGS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| matcher("credit-openings"));
static DANGLING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| set(FURNITURE, "dangling"));

fn matcher(name: &'static str) -> Option<AhoCorasick> {
    AhoCorasick::builder().ascii_case_insensitive(true).build(section(FURNITURE, name)).ok()
}

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
            BlockKind::Paragraph if is_list_lead(&unit) => next.is_some_and(|next| goes_on(&next)),
            BlockKind::ListItem if listing => goes_on(&unit) && next.is_some_and(|next| next.kind.is_none() && !next.is_prose()),
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
pub(super) fn number(text: &str) -> Option<&str> {
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

/// Whether a unit ends as an item in the middle of a list does.
fn goes_on(unit: &Unit) -> bool {
    let text = unit.text;
    unit.kind.is_none_or(|kind| kind == BlockKind::ListItem)
        && text.len() <= CAPTION
        && (text.ends_with([';', ',']) || text.ends_with(" and") || text.ends_with(" or"))
}

/// A short line with a credit near its end or at its start.
fn is_caption(unit: &Unit) -> bool {
    let text = unit.text;
    if text.len() > CAPTION || (unit.is_prose() && !text.ends_with(')')) {
        return false;
    }
    (is_credit(text) && !text.ends_with('.')) || text.starts_with('©') || opens_credit(text)
}

/// Whether a text opens as a credit does.
fn opens_credit(text: &str) -> bool {
    CREDIT_OPENINGS.as_ref().and_then(|credits| credits.find(head(text, 24))).is_some_and(|credit| credit.start() == 0)
}

/// Whether a short text names who took a picture, and no sentence with an end of its own.
pub(super) fn is_credit(text: &str) -> bool {
    text.starts_with('©') || opens_credit(text) || CREDITS.as_ref().is_some_and(|credits| credits.is_match(tail(text, 48)))
}

/// A short line that opens like a sentence, does not end like one, and has text below it.
fn is_heading(unit: &Unit, next: &Unit) -> bool {
    let text = unit.text;
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    let quoted = text.starts_with(['"', '“', '«']);
    if text.len() > HEADING || !text.contains(char::is_alphabetic) || !opens_like_a_title(text) || runs_on(text, next) {
        return false;
    }
    match bare.chars().next_back() {
        Some('.' | ',' | ';' | '…' | '—' | '–' | '-') | None => false,
        Some('?' | '!') => !quoted && !has_inner_stop(text),
        Some(':') => {
            let text_below = next.kind.is_none() && next.is_closed() && number(next.text).is_none();
            text_below && text.split_ascii_whitespace().count() <= 5
        }
        Some(_) => !has_inner_stop(text),
    }
}

/// Whether a line is only part of a sentence that the next one continues: pages cut lines at their links.
fn runs_on(text: &str, next: &Unit) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text);
    let opens = next.kind.is_none() && next.text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | '(' | ')'));
    opens || lowered::<8, _>(last, |last| DANGLING.contains(last)).unwrap_or(false)
}

/// A capital, a digit or an opening quotation mark comes first.
pub(super) fn opens_like_a_title(text: &str) -> bool {
    let first = text.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '*', '_', '¿', '¡']).chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
}
