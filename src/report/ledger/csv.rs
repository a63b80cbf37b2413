//! The ledger as CSV: one row a commitment, for a spreadsheet; with conflicts one row a pair.

use super::View;
use crate::model::{Row, Telling};
use crate::report::escape::line;

const HEAD: &[&str] = &[
    "id",
    "strength",
    "standing",
    "actors",
    "recipients",
    "act",
    "what",
    "condition",
    "deadline",
    "due",
    "pillars",
    "origins",
    "mentions",
    "document",
    "source",
    "published",
    "sentence",
];
const PAIRS: &[&str] = &[
    "id",
    "relation",
    "actors",
    "recipients",
    "act",
    "a_strength",
    "a_document",
    "a_source",
    "a_published",
    "a_sentence",
    "b_strength",
    "b_document",
    "b_source",
    "b_published",
    "b_sentence",
    "explanation",
];

impl View<'_> {
    /// The ledger as CSV.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        let head = if self.conflicts { PAIRS } else { HEAD };
        line(&mut out, head.iter().map(|cell| (*cell).to_owned()));
        for row in &self.ledger.rows {
            if self.conflicts {
                self.pairs(row).into_iter().for_each(|cells| line(&mut out, cells));
            } else {
                line(&mut out, Self::cells(row));
            }
        }
        out
    }

    fn cells(row: &Row) -> Vec<String> {
        let pillars: Vec<&str> = row.pillars.iter().map(|id| id.as_str()).collect();
        let mut cells = vec![
            row.id.clone(),
            row.strength.as_str().to_owned(),
            row.standing.as_str().to_owned(),
            ids(&row.actors),
            ids(&row.recipients),
            row.act.clone(),
            row.what.clone(),
            row.condition.clone().unwrap_or_default(),
            row.deadline.clone().unwrap_or_default(),
            row.due.map(|day| day.to_string()).unwrap_or_default(),
            pillars.join(" "),
            row.origins.to_string(),
            row.mentions.len().to_string(),
        ];
        cells.extend(row.mentions.get(row.leading).map(place).unwrap_or_default());
        cells
    }

    fn pairs(&self, row: &Row) -> Vec<Vec<String>> {
        let pair = |(tie, a, b): (&crate::model::Tie, &Telling, &Telling)| {
            let mut cells =
                vec![row.id.clone(), tie.kind.as_str().to_owned(), ids(&row.actors), ids(&row.recipients), row.act.clone()];
            for side in [a, b] {
                cells.push(side.commitment.strength.as_str().to_owned());
                cells.extend(place(side));
            }
            cells.push(tie.explanation.clone());
            cells
        };
        Self::ties(row).map(pair).collect()
    }
}

fn ids(list: &[crate::model::ActorId]) -> String {
    list.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" ")
}

/// Document, outlet, day and sentence.
fn place(telling: &Telling) -> Vec<String> {
    vec![
        telling.document.clone(),
        telling.source.clone().unwrap_or_default(),
        telling.published.map(|day| day.to_string()).unwrap_or_default(),
        telling.sentence_text.clone(),
    ]
}
