//! A query in full, so that its writer sees how it was read.

use super::{End, How, Leaf, Node, Parsed, Place};
use std::fmt::{Display, Formatter, Result};

impl Display for Parsed {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.root.fmt(f)
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::All => f.write_str("*"),
            Self::And(nodes) => list(f, nodes, " AND "),
            Self::Or(nodes) => list(f, nodes, " OR "),
            Self::Not(node) => write!(f, "NOT {node}"),
            Self::Most(least, nodes) => {
                write!(f, "at least {least} of ")?;
                list(f, nodes, ", ")
            }
            Self::Boost(node, by) => write!(f, "{node}^{by}"),
            Self::Group(kind, node) => write!(f, "{}{{{node}}}", kind.singular()),
            Self::Leaf(leaf) => leaf.fmt(f),
        }
    }
}

impl Display for Leaf {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Words { place, written, slop: 0, .. } => write!(f, "{place}:{}", Quoted(written)),
            Self::Words { place, written, slop, .. } => write!(f, "{place}:{}~{slop}", Quoted(written)),
            Self::Fuzzy { place, written, letters, .. } => write!(f, "{place}:{written}~{letters}"),
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
            Self::Figure { how, low, high } => write!(f, "{how}:{}", Interval(*low, *high)),
            Self::Money { low, high, currency } => write!(f, "money:{} {currency}", Interval(*low, *high)),
            Self::Period { written, .. } => write!(f, "period:{written}"),
            Self::Copy(copy) => f.write_str(if *copy { "copy:copy" } else { "copy:original" }),
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

impl Display for How {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Overlap => "figure",
            Self::Within => "within",
            Self::Exactly => "exactly",
        })
    }
}

/// Two ends of an interval.
struct Interval(End, End);

impl Display for Interval {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match (self.0, self.1) {
            (End::Beyond(low), End::Open) => write!(f, ">{low}"),
            (End::Open, End::Beyond(high)) => write!(f, "<{high}"),
            (low, high) => write!(f, "[{low} TO {high}]"),
        }
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
