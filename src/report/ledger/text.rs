//! The ledger in the terminal.

use super::{View, count, deadline, from, parts};
use crate::model::{Row, Telling};
use crate::report::Style;
use std::fmt::Write as _;

/// How many words of other mentions are named.
const SHOWN: usize = 4;

impl View<'_> {
    /// The ledger as text.
    pub fn text(&self, style: Style) -> String {
        let mut out = format!("{}  {}\n", style.heading("Commitments"), self.coverage());
        for (at, row) in self.ledger.rows.iter().enumerate() {
            out.push_str(&self.row(at + 1, row, style));
        }
        if self.ledger.rows.is_empty() {
            let what = if self.conflicts { "no commitment is told at different levels" } else { "no such commitment was found" };
            let _ = writeln!(out, "\n  {what}");
        }
        if let Some(left) = self.left_out() {
            let _ = writeln!(out, "\n{}", style.dim(&left));
        }
        out
    }

    fn row(&self, number: usize, row: &Row, style: Style) -> String {
        let mut out = String::new();
        let standing = format!("{}, {}", row.strength.as_str(), row.standing.as_str());
        let _ = writeln!(out, "\n{number:>3}. {}  {}", style.heading(&self.head(row)), style.dim(&standing));
        if self.conflicts {
            for (tie, a, b) in Self::ties(row) {
                let _ = writeln!(out, "     {}: {}", style.heading(&tie.kind.as_str().replace('_', " ")), tie.explanation);
                out.push_str(&told(a, style, "     "));
                out.push_str(&told(b, style, "     "));
            }
            return out;
        }
        if let Some(telling) = row.mentions.get(row.leading) {
            out.push_str(&told(telling, style, "     "));
        }
        let conditions = [("if", row.condition.clone()), ("by", deadline(row))];
        for (name, words) in conditions.into_iter().filter_map(|(name, words)| Some((name, words?))) {
            let _ = writeln!(
                out,
                "     {} {}",
                style.dim(if name == "if" { "condition" } else { "deadline " }),
                words.replace('\n', " ")
            );
        }
        for (tie, _, b) in Self::ties(row) {
            let _ = writeln!(out, "     {} {}", style.dim(&tie.kind.as_str().replace('_', " ")), tie.explanation);
            out.push_str(&told(b, style, "       "));
        }
        let others = row.mentions.len() - 1;
        if others > 0 {
            let origins = count(row.origins as usize, "origin");
            let list = row.mentions.iter().enumerate().filter(|(at, _)| *at != row.leading).map(|(_, telling)| from(telling));
            let mut list: Vec<String> = list.collect();
            list.dedup();
            let more = if list.len() > SHOWN { format!(" and {} more", list.len() - SHOWN) } else { String::new() };
            list.truncate(SHOWN);
            let _ = writeln!(out, "     {}", style.dim(&format!("{origins}; also {}{more}", list.join("; "))));
        }
        out
    }
}

/// A commitment in its sentence, with where it is from.
fn told(telling: &Telling, style: Style, indent: &str) -> String {
    let [before, words, after] = parts(telling);
    let quote = format!("{}{}{}", before.trim_start(), style.mark(&words), after.trim_end());
    format!("{indent}“{quote}” {}\n", style.dim(&from(telling)))
}
