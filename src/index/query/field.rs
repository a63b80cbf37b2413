//! The fields that a query may name, what each expects, and what was probably meant by a name that is none.

use super::{How, Place};
use crate::index::{Facet, QueryError};

/// What a condition is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Words(Place),
    Facet(Facet),
    Published,
    Month,
    Period,
    Figure(How),
    Money,
    Copy,
    Document,
}

impl Field {
    const NAMED: [(&str, Self); 15] = [
        ("text", Self::Words(Place::Text)),
        ("title", Self::Words(Place::Title)),
        ("heading", Self::Words(Place::Heading)),
        ("byline", Self::Words(Place::Byline)),
        ("source", Self::Words(Place::Source)),
        ("published", Self::Published),
        ("month", Self::Month),
        ("period", Self::Period),
        ("figure", Self::Figure(How::Overlap)),
        ("value", Self::Figure(How::Overlap)),
        ("within", Self::Figure(How::Within)),
        ("exactly", Self::Figure(How::Exactly)),
        ("money", Self::Money),
        ("copy", Self::Copy),
        ("doc", Self::Document),
    ];

    /// Every field by its name.
    pub(super) fn all() -> impl Iterator<Item = (&'static str, Self)> {
        let facets = Facet::ALL.into_iter().filter(|&facet| facet != Facet::Source);
        Self::NAMED.into_iter().chain(facets.map(|facet| (facet.name(), Self::Facet(facet))))
    }

    /// The field with a name.
    pub(super) fn named(name: &str, at: usize) -> Result<Self, QueryError> {
        let lower = name.to_lowercase();
        if let Some((_, field)) = Self::all().find(|(name, _)| *name == lower) {
            return Ok(field);
        }
        let alike = Self::all().map(|(known, _)| known).min_by_key(|known| (distance(known, &lower), *known));
        let hint = match alike.filter(|known| distance(known, &lower) <= 2) {
            Some(known) => format!("did you mean `{known}:`? for the word itself put it in quotes, as in \"{name}:\""),
            None => {
                let known = Self::all().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
                format!("fields are {known}; for the word itself put it in quotes, as in \"{name}:\"")
            }
        };
        fault(at, &format!("there is no field `{name}`"), &hint)
    }

    /// What it expects, for a value that is not that.
    pub(super) fn expects(self) -> &'static str {
        match self {
            Self::Facet(Facet::Year) => "a year or range of years",
            Self::Published | Self::Period => "a day, month, year or range of them",
            Self::Month => "a month or range of months",
            Self::Figure(_) => "a number or an interval",
            Self::Money => "an amount with a currency",
            Self::Copy => "`copy` or `original`",
            Self::Words(_) | Self::Facet(_) | Self::Document => "a value",
        }
    }

    /// What would parse.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Words(_) => "title:\"air defence\"",
            Self::Facet(Facet::Strength) => "strength:pledged..",
            Self::Facet(Facet::Year) => "year:2023..2025",
            Self::Facet(Facet::Verdict) => "verdict:tension",
            Self::Facet(_) => "actor:Ukraine or pillar:training",
            Self::Published => "published:2025-03..2025-09",
            Self::Month => "month:2025-03",
            Self::Period => "period:2025 or period:2024-07..",
            Self::Figure(How::Overlap) => "figure:[100000 TO 200000] or figure:>1.5bn",
            Self::Figure(How::Within) => "within:[100000 TO 200000]",
            Self::Figure(How::Exactly) => "exactly:120000",
            Self::Money => "money:>=1bn USD or money:[5m TO 10m] EUR",
            Self::Copy => "copy:original",
            Self::Document => "doc:corpus/a.txt",
        }
    }
}

/// A place, a reason and a way out.
pub(super) fn fault<T>(at: usize, reason: &str, hint: &str) -> Result<T, QueryError> {
    Err(QueryError { at, reason: reason.to_owned(), hint: hint.to_owned() })
}

/// How many letters differ, for suggestions.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let best = (at(&row, j) + usize::from(x != *y)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            next.push(best);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
