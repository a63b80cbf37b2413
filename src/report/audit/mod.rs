//! The audit for people, in four forms, each from the same report and in the same order: coverage, groups, findings, what to check,
//! what is folded. It states discrepancies, not falsehoods.

mod cards;
mod csv;
mod html;
mod markdown;
mod page;
mod plot;
mod text;
mod view;

pub use csv::csv;
pub use html::html;
pub use markdown::markdown;
pub(super) use page::STYLE;
pub use text::text;

use super::Style;
use crate::model::Member;

/// The sentence of a figure on one line, the figure marked; and where it is from.
pub fn quote(member: &Member, style: Style) -> (String, String) {
    let [before, figure, after] = view::parts(member);
    (format!("{}{}{}", before.trim_start(), style.mark(&figure), after.trim_end()), view::where_from(member))
}

/// How much of a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// Disputes in full; updates, scope, parts and agreement are counted.
    #[default]
    Disputes,
    /// Every link in full.
    All,
}
