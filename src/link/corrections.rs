//! What readers have put right by hand: figures misread, measures that are the same, and what must never be compared. It reads no file.

use super::claim::Claim;
use super::reading::Reading;
use crate::model::{Figure, MeasureId};
use crate::text::folded;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Corrections that linking heeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections {
    misread: BTreeSet<String>,
    same: BTreeMap<String, String>,
    never: BTreeSet<(u64, u64)>,
}

impl Corrections {
    /// The figure with this id states something else than was read, or nothing: it is left out.
    pub fn misread(&mut self, figure: &str) {
        self.misread.insert(figure.to_owned());
    }

    /// Two measures are one. It is told under the first by name, one of the lexicon before an open one.
    pub fn same(&mut self, a: &str, b: &str) {
        let (a, b) = (self.one(a).to_owned(), self.one(b).to_owned());
        let open = |id: &str| (id.starts_with('~'), id.to_owned());
        let (keep, other) = if open(&a) <= open(&b) { (a, b) } else { (b, a) };
        if keep != other {
            self.same.values_mut().filter(|id| **id == other).for_each(|id| id.clone_from(&keep));
            self.same.insert(other, keep);
        }
    }

    /// Two measures, or two figures by their ids, are never compared.
    pub fn never(&mut self, a: &str, b: &str) {
        let (a, b) = (folded(a), folded(b));
        self.never.insert((a.min(b), a.max(b)));
    }

    /// The measure under which a measure is told.
    fn one<'a>(&'a self, measure: &'a str) -> &'a str {
        self.same.get(measure).map_or(measure, String::as_str)
    }

    pub(super) fn is_misread(&self, figure: &str) -> bool {
        self.misread.contains(figure)
    }

    /// Whether figures need ids of their own to be judged.
    pub(super) fn names_figures(&self) -> bool {
        !self.misread.is_empty() || !self.never.is_empty()
    }

    /// The measure of a figure as corrected, where a correction says another, and the family in which it is then compared.
    pub(super) fn measure(&self, figure: &Figure) -> Option<MeasureId> {
        self.same.get(figure.measure.as_ref()?.as_str()).map(|id| id.as_str().into())
    }

    /// A claim under the measure that corrections give it.
    pub(super) fn renamed<'a>(&self, claim: &'a Claim) -> Cow<'a, Claim> {
        let Some(measure) = self.measure(&claim.figure) else { return Cow::Borrowed(claim) };
        let mut claim = claim.clone();
        claim.figure.measure = Some(measure);
        Cow::Owned(claim)
    }

    /// A hash that stands for the measure of a figure where others were said to be the same: then their own nouns and verbs part
    /// them no more.
    pub(super) fn merged(&self, figure: &Figure) -> Option<u64> {
        let measure = figure.measure.as_ref()?.as_str();
        self.same.values().any(|id| id == measure).then(|| folded(measure))
    }

    /// Whether a pair must not be compared.
    pub(super) fn forbids(&self, a: &Reading, b: &Reading) -> bool {
        let measure = |reading: &Reading| reading.figure().measure.as_ref().map_or(0, |id| folded(id.as_str()));
        let holds = |a: u64, b: u64| self.never.contains(&(a.min(b), a.max(b)));
        !self.never.is_empty() && (holds(a.name, b.name) || holds(measure(a), measure(b)))
    }
}
