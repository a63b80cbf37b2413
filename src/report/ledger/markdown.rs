//! The ledger as Markdown, for a wiki or a review.

use super::{View, deadline, from, parts};
use crate::model::Telling;
use crate::report::escape::markdown as escaped;
use std::fmt::Write as _;

impl View<'_> {
    /// The ledger as Markdown: a table of rows, or with conflicts both sentences of each.
    pub fn markdown(&self) -> String {
        let mut out = format!("# Commitments\n\n{}\n", escaped(&self.coverage()));
        if self.conflicts {
            for row in &self.ledger.rows {
                let _ = writeln!(out, "\n## {}", escaped(&self.head(row)));
                for (tie, a, b) in Self::ties(row) {
                    let kind = tie.kind.as_str().replace('_', " ");
                    let _ = writeln!(out, "\n**{kind}**: {}\n\n{}>\n{}", escaped(&tie.explanation), told(a), told(b));
                }
            }
        } else {
            out.push_str("\n| level | standing | who | to | what | condition | deadline | origins | source |\n|---|---|---|---|---|---|---|---|---|\n");
            for row in &self.ledger.rows {
                let source = row.mentions.get(row.leading).map(from).unwrap_or_default();
                let cells = [
                    row.strength.as_str().to_owned(),
                    row.standing.as_str().to_owned(),
                    self.actors(&row.actors),
                    self.list(&row.recipients),
                    row.what.clone(),
                    row.condition.clone().unwrap_or_default(),
                    deadline(row).unwrap_or_default(),
                    row.origins.to_string(),
                    source,
                ];
                let _ = writeln!(out, "| {} |", cells.map(|cell| escaped(&cell)).join(" | "));
            }
        }
        if let Some(left) = self.left_out() {
            let _ = writeln!(out, "\n{}", escaped(&left));
        }
        out
    }
}

fn told(telling: &Telling) -> String {
    let [before, words, after] = parts(telling).map(|part| escaped(&part));
    format!("> {}**{words}**{}\n> ({})\n", before.trim_start(), after.trim_end(), escaped(&from(telling)))
}
