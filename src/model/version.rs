//! A former version of an article: what is kept of it once another text has taken its place. Not the text.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What an article was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The hash of its input.
    pub sha256: String,
    /// Its day of publication.
    pub published: Option<Date>,
    /// The words of its figures with what they count, in order.
    pub figures: Vec<String>,
    /// Its commitments with their strength, in order.
    pub commitments: Vec<String>,
}
