//! What a query needs to know of the world: who bears a name, which ids there are, what a currency is worth. The index asks
//! and knows none of it.

use crate::index::Facet;

/// The answers to what a query asks of the lexicon, the rates and the reviews. Whoever knows less leaves the defaults.
pub trait Names {
    /// The ids of the actors that bear a name, none where nobody does.
    fn actors(&self, name: &str) -> Vec<String>;

    /// The ids of a facet's values that a name may mean besides itself: a measure by its label, a pillar by its name.
    fn values(&self, _facet: Facet, _name: &str) -> Vec<String> {
        Vec::new()
    }

    /// Whether an id is known at all; where it is not, the answer says what would be.
    fn knows(&self, _facet: Facet, _id: &str) -> bool {
        true
    }

    /// Names or ids that look like this one, the likeliest first.
    fn alike(&self, _facet: Facet, _name: &str) -> Vec<String> {
        Vec::new()
    }

    /// What an id is called.
    fn title(&self, _id: &str) -> Option<String> {
        None
    }

    /// The currency that a sign, code or word means.
    fn currency(&self, written: &str) -> Option<String> {
        Some(written.to_owned()).filter(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
    }

    /// All currencies that have a rate.
    fn currencies(&self) -> Vec<String> {
        Vec::new()
    }

    /// Lowest and highest value in `to` of one `from` in a year, or in any year where none is known.
    fn rate(&self, from: &str, to: &str, _year: Option<i16>) -> Option<(f64, f64)> {
        (from == to).then_some((1.0, 1.0))
    }
}

impl<F: Fn(&str) -> Vec<String>> Names for F {
    fn actors(&self, name: &str) -> Vec<String> {
        self(name)
    }
}
