//! The matrix of pillars for people: in the terminal, as Markdown, as a table of cells, as one page. It judges nothing.

use super::Style;
use super::audit::STYLE;
use super::escape;
use crate::model::{Cell, Matrix, MatrixRow, Strength};
use std::fmt::Write as _;

/// How wide a row's name gets in the terminal.
const NAME: usize = 44;
/// The levels with their letter, the firmest first.
const LETTERS: [(Strength, char); 7] = [
    (Strength::Enacted, 'E'),
    (Strength::Binding, 'B'),
    (Strength::Pledged, 'P'),
    (Strength::Intended, 'I'),
    (Strength::Proposed, 'C'),
    (Strength::Hypothetical, 'H'),
    (Strength::Refused, 'R'),
];

/// What the letters of cells mean.
fn legend() -> String {
    let levels: Vec<String> = LETTERS.iter().map(|(level, letter)| format!("{letter} {}", level.as_str())).collect();
    format!("{}, · no commitment; the number counts sentences", levels.join(", "))
}

/// "P3": the firmest level and the number of sentences.
fn short(cell: &Option<Cell>) -> String {
    let Some(cell) = cell else { return String::new() };
    let letter = LETTERS.iter().find(|(level, _)| Some(*level) == cell.strength).map_or('·', |(_, letter)| *letter);
    format!("{letter}{}", cell.sentences)
}

/// The row's name: its title, or what it is filed under.
fn name(row: &MatrixRow) -> String {
    row.title.clone().unwrap_or_else(|| row.id.clone()).replace('\n', " ")
}

fn summary(matrix: &Matrix) -> String {
    let articles: u32 = matrix.rows.iter().map(|row| row.articles).sum();
    format!("{articles} articles, {} pillars", matrix.pillars.len())
}

/// The matrix in the terminal.
pub fn text(matrix: &Matrix, style: Style) -> String {
    let mut out = format!("{}  {}\n{}\n\n", style.heading("Pillars"), summary(matrix), style.dim(&legend()));
    let width = matrix.rows.iter().map(|row| name(row).chars().count()).max().unwrap_or(0).min(NAME);
    let heads: String = (1..=matrix.pillars.len()).map(|n| format!("{n:>5}")).collect();
    let _ = writeln!(out, "{:width$}{}", "", style.dim(&heads));
    for row in &matrix.rows {
        let full = name(row);
        let cut = full.chars().count() > width;
        let shown: String = if cut { full.chars().take(width - 1).chain(['…']).collect() } else { full };
        let cells: String = row.cells.iter().map(|cell| format!("{:>5}", short(cell))).collect();
        let _ = writeln!(out, "{shown:width$}{}", cells.trim_end());
    }
    out.push('\n');
    for (n, pillar) in matrix.pillars.iter().enumerate() {
        let _ = writeln!(out, "{:>4} {}", n + 1, pillar.name);
    }
    out
}

/// The matrix as Markdown.
pub fn markdown(matrix: &Matrix) -> String {
    let mut out = format!("# Pillars\n\n{}. {}.\n\n| {} |", summary(matrix), legend(), matrix.by);
    for pillar in &matrix.pillars {
        let _ = write!(out, " {} |", escape::markdown(&pillar.name));
    }
    let _ = writeln!(out, "\n|---{}|", "|---".repeat(matrix.pillars.len()));
    for row in &matrix.rows {
        let cells: String = row.cells.iter().map(|cell| format!(" {} |", short(cell))).collect();
        let _ = writeln!(out, "| {} |{cells}", escape::markdown(&name(row)));
    }
    out
}

/// The matrix as CSV: one row a cell, for a spreadsheet's pivot.
pub fn csv(matrix: &Matrix) -> String {
    let mut out = String::new();
    let head = [matrix.by.as_str(), "title", "published", "pillar", "sentences", "score", "strength", "document", "commitment"];
    escape::line(&mut out, head.map(str::to_owned));
    for row in &matrix.rows {
        for (pillar, cell) in matrix.pillars.iter().zip(&row.cells) {
            let Some(cell) = cell else { continue };
            let cells = [
                row.id.clone(),
                row.title.clone().unwrap_or_default(),
                row.published.map(|day| day.to_string()).unwrap_or_default(),
                pillar.id.to_string(),
                cell.sentences.to_string(),
                cell.score.to_string(),
                cell.strength.map(|level| level.as_str().to_owned()).unwrap_or_default(),
                cell.document.clone().unwrap_or_default(),
                cell.commitment.clone().unwrap_or_default(),
            ];
            escape::line(&mut out, cells);
        }
    }
    out
}

/// Colours of the levels and the table's shape, beside the audit's style.
const CELLS: &str = "table{width:auto}th.p{writing-mode:vertical-rl;transform:rotate(180deg);vertical-align:bottom;font-weight:400}\
td.c{text-align:center;min-width:2.2rem}td.enacted{background:color-mix(in srgb,var(--good) 45%,transparent)}\
td.binding{background:color-mix(in srgb,var(--good) 30%,transparent)}td.pledged{background:color-mix(in srgb,var(--bar) 40%,transparent)}\
td.intended{background:color-mix(in srgb,var(--bar) 22%,transparent)}td.proposed{background:color-mix(in srgb,var(--warn) 22%,transparent)}\
td.hypothetical{background:color-mix(in srgb,var(--warn) 10%,transparent)}td.refused{background:color-mix(in srgb,var(--bad) 30%,transparent)}\n";

/// The matrix as one page that needs no network; below it, by row, the commitment that gave each cell its level.
pub fn html(matrix: &Matrix) -> String {
    let text = escape::html;
    let mut body = format!("<h1>Pillars</h1>\n<p>{}. <span class=\"faint\">{}.</span></p>\n", summary(matrix), text(&legend()));
    let _ = write!(body, "<div class=\"wide\"><table><thead><tr><th>{}</th>", text(&matrix.by));
    for pillar in &matrix.pillars {
        let _ = write!(body, "<th class=\"p\">{}</th>", text(&pillar.name));
    }
    body.push_str("</tr></thead><tbody>\n");
    for (at, row) in matrix.rows.iter().enumerate() {
        let _ = write!(body, "<tr><th><a href=\"#r{at}\">{}</a></th>", text(&name(row)));
        for (pillar, cell) in matrix.pillars.iter().zip(&row.cells) {
            let level = cell.as_ref().and_then(|cell| cell.strength).map_or("", Strength::as_str);
            let words = cell.as_ref().and_then(|cell| cell.commitment.as_deref()).unwrap_or_default();
            let title = if words.is_empty() { pillar.name.clone() } else { format!("{}: {words}", pillar.name) };
            let _ = write!(body, "<td class=\"c {level}\" title=\"{}\">{}</td>", text(&title), short(cell));
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody></table></div>\n<h2>The firmest commitments</h2>\n");
    for (at, row) in matrix.rows.iter().enumerate() {
        body.push_str(&evidence(matrix, at, row));
    }
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Pillars</title>\n<style>\n{STYLE}{CELLS}</style></head>\n<body>\n{body}</body></html>\n"
    )
}

/// The commitments of one row, one a pillar.
fn evidence(matrix: &Matrix, at: usize, row: &MatrixRow) -> String {
    let text = escape::html;
    let mut lines = String::new();
    for (pillar, cell) in matrix.pillars.iter().zip(&row.cells) {
        let Some(Cell { strength: Some(level), commitment: Some(words), .. }) = cell else { continue };
        let _ = writeln!(lines, "<tr><td>{}</td><td>{}</td><td>{}</td></tr>", text(&pillar.name), level.as_str(), text(words));
    }
    if lines.is_empty() {
        return String::new();
    }
    format!("<section class=\"card\" id=\"r{at}\"><h3>{}</h3><table>{lines}</table></section>\n", text(&name(row)))
}
