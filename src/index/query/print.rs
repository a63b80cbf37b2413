//! A query in full, so that its writer sees how it was read.

use super::{End, Leaf, Node, Parsed, Place};
use std::fmt::{Display, Formatter, Result};

impl Display for Parsed {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.0.fmt(f)
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::All => f.write_str("*"),
            Self::And(nodes) => list(f, nodes, " AND "),
            Self::Or(nodes) => list(f, nodes, " OR "),
            Self::Not(node) => write!(f, "NOT {node}"),
            Self::Leaf(leaf) => leaf.fmt(f),
        }
    }
}

impl Display for Leaf {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Words { place, written, .. } => write!(f, "{place}:{}", Quoted(written)),
            Self::Prefix { place, start } => write!(f, "{place}:{start}*"),
            Self::Value { facet, values } => {
                write!(f, "{}:", facet.name())?;
                match values.as_slice() {
                    [value] => Quoted(value).fmt(f),
                    values => list(f, &values.iter().map(|value| Quoted(value)).collect::<Vec<_>>(), " OR "),
                }
            }
            Self::ValuePrefix { facet, start } => write!(f, "{}:{start}*", facet.name()),
            Self::Years { from: Some(from), to: Some(to) } if from == to => write!(f, "year:{from}"),
            Self::Years { from, to } => {
                let year = |year: &Option<u32>| year.map(|year| year.to_string()).unwrap_or_default();
                write!(f, "year:{}..{}", year(from), year(to))
            }
            Self::Published { written, .. } => write!(f, "published:{written}"),
            Self::Figure { low: End::Beyond(low), high: End::Open } => write!(f, "figure:>{low}"),
            Self::Figure { low: End::Open, high: End::Beyond(high) } => write!(f, "figure:<{high}"),
            Self::Figure { low, high } => write!(f, "figure:[{low} TO {high}]"),
            Self::Document(id) => write!(f, "doc:\"{id}\""),
        }
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Any | Self::Text => "text",
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Byline => "byline",
            Self::Source => "source",
        })
    }
}

impl Display for End {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Open => f.write_str("*"),
            Self::Closed(value) | Self::Beyond(value) => value.fmt(f),
        }
    }
}

/// Quotation marks where there are several words.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0.contains(char::is_whitespace) { write!(f, "\"{}\"", self.0) } else { f.write_str(self.0) }
    }
}

fn list(f: &mut Formatter<'_>, items: &[impl Display], separator: &str) -> Result {
    f.write_str("(")?;
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(separator)?;
        }
        item.fmt(f)?;
    }
    f.write_str(")")
}
