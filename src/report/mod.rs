//! What people read: the audit in the terminal, as Markdown, CSV and HTML. It prints nouns and judges nothing.

pub mod audit;
mod style;

pub use style::Style;
