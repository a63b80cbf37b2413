//! Figures: quantities that a text states. A sentence without a number costs one pass over its tokens and nothing more.
//!
//! The stages, each in its file: `numeral` reads a number (`digits`, `words`, `parts`), `unit` and `bound` what stands around it,
//! `exclude` and `designation` say what is no figure, `quantity` joins them (`range`, `compound`, `ellipsis`, `list`), `claim` adds what is counted, by whom,
//! when and with what standing.

mod bound;
mod claim;
mod compound;
mod counted;
mod designation;
mod digits;
mod ellipsis;
mod exclude;
mod habit;
mod list;
mod measure;
mod numeral;
mod parties;
mod parts;
mod power;
mod predicate;
mod quantity;
mod range;
mod scope;
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

/// Whether a numeral can start in a sentence. Most tokens fail on their shape and class alone; the few that do not are asked as
/// [`quantity::quantities`] asks, so that a sentence without a number pays for neither periods nor quantities.
fn may_hold_a_number(cx: &Context<'_>, sentence: &Sentence) -> bool {
    const WORDS: Class = Class::NUMERAL.or(Class::NEGATION).or(Class::UNIT);
    let tokens = cx.tokens.get(sentence.tokens.clone()).unwrap_or(&[]);
    tokens.iter().zip(sentence.tokens.clone()).any(|(token, i)| match token.shape {
        Shape::Number => true,
        Shape::Punct(mark) => mark == 0 && quantity::candidate(cx, i),
        // "a mile" starts at its article.
        _ => {
            token.class.any(WORDS) && (quantity::candidate(cx, i) || i > sentence.tokens.start && quantity::candidate(cx, i - 1))
        }
    })
}
