//! What people read: the audit in the terminal, as Markdown, CSV and HTML, and one article with its annotations. It prints nouns and
//! judges nothing.

mod article;
pub mod audit;
mod style;

pub use article::article;
pub use style::Style;
