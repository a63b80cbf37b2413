//! What people read: the audit and the ledger of commitments in the terminal, as Markdown, CSV and HTML, and one article with its
//! annotations. It prints nouns and
//! judges nothing.

mod article;
pub mod audit;
mod escape;
mod explain;
pub mod ledger;
pub mod pillars;
mod style;

pub use article::article;
pub use explain::explain;
pub use style::Style;
