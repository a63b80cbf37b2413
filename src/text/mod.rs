//! Text and places in it: spans, lines, code points and the folded view. Knows nothing of articles or meaning.

mod lines;
mod offsets;
mod span;
mod tokens;
mod view;

pub use lines::LineIndex;
pub use offsets::CodePoints;
pub use span::Span;
pub use tokens::{RawToken, Shape, Tokens, tokens};
pub use view::View;
