//! Figures: quantities that a text states. A sentence without a number costs one pass over its tokens and nothing more.
//!
//! The stages, each in its file: `numeral` reads a number (`digits`, `words`, `parts`), `unit` and `bound` what stands around it,
//! `exclude` says what is no figure, `quantity` joins them (`range`, `compound`, `list`), `claim` adds what is counted, by whom,
//! when and with what standing.

mod bound;
mod claim;
mod compound;
mod counted;
mod digits;
mod exclude;
mod list;
mod measure;
mod numeral;
mod parts;
mod quantity;
mod range;
mod standing;
mod unit;
mod words;

use super::context::{Context, Sentence};
use super::periods;
use crate::lexicon::Class;
use crate::model::Analysis;
use crate::text::Shape;

/// Finds the figures of all sentences.
pub fn tag(cx: &Context<'_>, found: &mut Analysis) {
    for sentence in cx.sentences.iter().filter(|sentence| may_hold_a_number(cx, sentence)) {
        let times = periods::times(cx, sentence);
        let quantities = quantity::quantities(cx, sentence, &times);
        if !quantities.is_empty() {
            claim::add(cx, sentence, &times, quantities, found);
        }
    }
    for (n, figure) in found.figures.iter_mut().enumerate() {
        figure.id = format!("f{}", n + 1);
    }
    claim::join_parts(found);
}

/// Whether any token can start a numeral, deny a count, or be one of a unit ("over a decade").
fn may_hold_a_number(cx: &Context<'_>, sentence: &Sentence) -> bool {
    let tokens = cx.tokens.get(sentence.tokens.clone()).unwrap_or(&[]);
    let mut before = Class::NONE;
    tokens.iter().any(|token| {
        let one_unit = token.class.any(Class::UNIT) && before.any(Class::DETERMINER);
        before = token.class;
        token.shape == Shape::Number
            || token.class.any(Class::NUMERAL.or(Class::NEGATION))
            || token.shape == Shape::Punct(0)
            || one_unit
    })
}
