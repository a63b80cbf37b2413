//! Rows of JSON as tables: which columns each kind of thing has, and CSV and Markdown of them. Columns bear the names of the output
//! contract; where that nests, the inner name follows after `_`.

use serde_json::Value;
use std::io::{self, Write};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words, ids, days.
    Text,
    /// Decimal numbers.
    Number,
    /// Whole numbers.
    Whole,
    /// Yes or no.
    Flag,
    /// Several words or ids.
    List,
}

/// A column: its name, what it holds, and where that stands in a row, as a JSON pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Where it stands.
    pub at: &'static str,
}

const fn text(name: &'static str, at: &'static str) -> Column {
    Column { name, holds: Holds::Text, at }
}

const fn list(name: &'static str, at: &'static str) -> Column {
    Column { name, holds: Holds::List, at }
}

const fn number(name: &'static str, at: &'static str) -> Column {
    Column { name, holds: Holds::Number, at }
}

const fn whole(name: &'static str, at: &'static str) -> Column {
    Column { name, holds: Holds::Whole, at }
}

const fn flag(name: &'static str, at: &'static str) -> Column {
    Column { name, holds: Holds::Flag, at }
}

/// What every kind but findings has of its article.
const DOCUMENT: [Column; 4] =
    [text("document", "/document"), text("title", "/title"), text("source", "/source"), text("published", "/published")];

const PLACE: [Column; 2] = [whole("span_start", "/span/0"), whole("span_end", "/span/1")];

const ARTICLE: [Column; 9] = [
    text("byline", "/article/byline"),
    text("url", "/article/url"),
    text("lang", "/article/lang"),
    text("sha256", "/article/sha256"),
    list("actors", "/facets/actor"),
    list("pillars", "/facets/pillar"),
    list("measures", "/facets/measure"),
    list("strengths", "/facets/strength"),
    text("text", "/text"),
];

const PASSAGE: [Column; 5] = [
    list("actors", "/facets/actor"),
    list("pillars", "/facets/pillar"),
    list("measures", "/facets/measure"),
    list("strengths", "/facets/strength"),
    text("text", "/text"),
];

const FIGURE: [Column; 26] = [
    text("id", "/found/id"),
    text("text", "/found/text"),
    number("low", "/found/low"),
    number("high", "/found/high"),
    text("bound", "/found/bound"),
    whole("significant", "/found/significant"),
    text("unit", "/found/unit"),
    text("dimension", "/found/dimension"),
    text("rate", "/found/rate"),
    text("change", "/found/change"),
    text("counted", "/found/counted/text"),
    text("action", "/found/action"),
    text("measure", "/found/measure"),
    list("subject", "/found/subject"),
    list("object", "/found/object"),
    text("statistic", "/found/statistic"),
    text("time_kind", "/found/time_kind"),
    text("period_start", "/found/period/start"),
    text("period_end", "/found/period/end"),
    text("period_text", "/found/period/text"),
    text("as_of_start", "/found/as_of/start"),
    text("as_of_end", "/found/as_of/end"),
    text("status", "/found/status"),
    text("role", "/found/role"),
    text("speaker", "/found/speaker"),
    text("sentence_text", "/text"),
];

const COMMITMENT: [Column; 18] = [
    text("id", "/found/id"),
    text("text", "/found/text"),
    list("actors", "/found/actors"),
    list("recipients", "/found/recipients"),
    text("action", "/found/action/lemma"),
    text("object", "/found/object/text"),
    text("strength", "/found/strength"),
    flag("negated", "/found/negated"),
    text("stage", "/found/stage"),
    text("status", "/found/status"),
    text("kind", "/found/kind"),
    text("act", "/found/act"),
    text("condition", "/found/condition/text"),
    text("deadline", "/found/deadline/text"),
    text("speaker", "/found/speaker"),
    list("figures", "/found/figures"),
    list("pillars", "/found/pillars"),
    text("sentence_text", "/text"),
];

const FINDING: [Column; 17] = [
    text("id", "/id"),
    text("verdict", "/found/link/verdict"),
    text("severity", "/found/link/severity"),
    text("certainty", "/found/link/certainty"),
    number("ratio", "/found/link/ratio"),
    flag("derived", "/found/link/derived"),
    text("label", "/found/label"),
    text("a_document", "/found/a/document"),
    text("a_figure", "/found/a/figure/id"),
    text("a_text", "/found/a/figure/text"),
    text("a_sentence_text", "/found/a/sentence_text"),
    text("b_document", "/found/b/document"),
    text("b_figure", "/found/b/figure/id"),
    text("b_text", "/found/b/figure/text"),
    text("b_sentence_text", "/found/b/sentence_text"),
    text("hint", "/found/link/hint"),
    text("explanation", "/found/link/explanation"),
];

/// The columns of a kind by its name in the singular.
pub fn columns(kind: &str) -> Vec<Column> {
    match kind {
        "article" => [&DOCUMENT[..], &ARTICLE[..]].concat(),
        "figure" => [&DOCUMENT[..], &PLACE[..], &FIGURE[..]].concat(),
        "commitment" => [&DOCUMENT[..], &PLACE[..], &COMMITMENT[..]].concat(),
        "finding" => FINDING.to_vec(),
        _ => [&DOCUMENT[..], &PLACE[..], &PASSAGE[..]].concat(),
    }
}

impl Column {
    /// What stands in a row, `null` where nothing does.
    pub fn of<'a>(&self, row: &'a Value) -> &'a Value {
        row.pointer(self.at).unwrap_or(&Value::Null)
    }

    /// What stands in a row, as it is written into a cell.
    pub fn cell(&self, row: &Value) -> String {
        match self.of(row) {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(list) => list
                .iter()
                .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                .collect::<Vec<_>>()
                .join("; "),
            other => other.to_string(),
        }
    }
}

/// Rows as CSV, with a line of names first.
pub struct Csv<W: Write> {
    columns: Vec<Column>,
    out: csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    /// Begins a table.
    pub fn new(columns: Vec<Column>, out: W) -> io::Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(columns.iter().map(|column| column.name))?;
        Ok(Self { columns, out })
    }

    /// Adds a row.
    pub fn row(&mut self, row: &Value) -> io::Result<()> {
        Ok(self.out.write_record(self.columns.iter().map(|column| column.cell(row)))?)
    }

    /// Ends it.
    pub fn end(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A Markdown table's head.
pub fn markdown_head(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    format!("| {} |\n|{}\n", names.join(" | "), "---|".repeat(columns.len()))
}

/// A row of a Markdown table.
pub fn markdown_row(columns: &[Column], row: &Value) -> String {
    let cell = |column: &Column| {
        let cell = column.cell(row).replace('|', "\\|");
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    format!("| {} |\n", columns.iter().map(cell).collect::<Vec<_>>().join(" | "))
}
