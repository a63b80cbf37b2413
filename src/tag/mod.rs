//! The taggers, in order: each reads the context and what earlier ones found, and adds its own findings.
//! A tagger is a pure function; adding one takes its file, a line here and its cases.

pub mod actors;
pub mod attribution;
pub mod commitments;
pub mod context;
pub mod events;
pub mod figures;
pub mod frameworks;
pub mod grammar;
pub mod periods;
pub mod pillars;

use crate::lexicon::Lexicon;
use crate::model::{Analysis, Article};
use context::Context;

/// One tagger.
pub type Tagger = fn(&Context<'_>, &mut Analysis);

/// All taggers in the order in which they run.
pub const TAGGERS: &[(&str, Tagger)] = &[
    ("actors", actors::tag),
    ("attribution", attribution::tag),
    ("figures", figures::tag),
    ("events", events::tag),
    ("pillars", pillars::tag),
    ("frameworks", frameworks::tag),
    ("commitments", commitments::tag),
];

/// Everything found in an article.
pub fn analysis(article: &Article, lexicon: &Lexicon) -> Analysis {
    let context = Context::new(article, lexicon);
    let mut found = Analysis { diagnostics: article.diagnostics.clone(), ..Analysis::default() };
    for (_, tag) in TAGGERS {
        tag(&context, &mut found);
    }
    found
}
