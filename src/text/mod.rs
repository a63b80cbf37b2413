//! Text and places in it: spans, lines, code points and the folded view. Knows nothing of articles or meaning.

mod hash;
mod head;
mod lines;
mod offsets;
mod sketch;
mod span;
mod tokens;
mod view;

pub use hash::{folded, mix, plain_words, run};
pub use head::{Head, Word, Words, lower};
pub use lines::LineIndex;
pub use offsets::CodePoints;
pub use sketch::Sketch;
pub use span::Span;
pub use tokens::{RawToken, Shape, Tokens, tokens};
pub use view::View;
