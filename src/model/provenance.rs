//! Where each thing known of an article came from. Not the things themselves: those stand in the article.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The name of a place that says something of an article ("json-ld", "front matter", "sidecar", "text").
pub type Origin = Cow<'static, str>;

/// For each field where it was found; `None` where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Provenance {
    /// Of the title.
    pub title: Option<Origin>,
    /// Of the author line.
    pub byline: Option<Origin>,
    /// Of the outlet.
    pub source: Option<Origin>,
    /// Of the day of publication.
    pub published: Option<Origin>,
    /// Of the address.
    pub url: Option<Origin>,
    /// Of the language.
    pub lang: Option<Origin>,
}
