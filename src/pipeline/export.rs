//! Whole results out of the index: every hit of a query, page by page, as rows for tables, databases and other tools.

use super::found;
use crate::index::{Generation, Hit, IndexError, Kind, Names, Query};
use crate::text::CodePoints;
use crate::wire::annotations::{brat, claim_review, web_annotation};
use crate::wire::table::{Csv, columns, markdown_head, markdown_row};
use crate::wire::{self, Parquet, Sqlite};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What a result is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON object with all hits.
    Json,
    /// A JSON object a hit.
    Jsonl,
    /// A table with commas.
    Csv,
    /// A table in Markdown.
    Markdown,
    /// A table in columns.
    Parquet,
    /// W3C Web Annotations, one JSON-LD object.
    Annotations,
    /// A folder of brat standoff files.
    Brat,
    /// ClaimReview-shaped records of findings, one a line.
    ClaimReview,
}

/// What can go wrong on the way out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The index or the query.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The file.
    #[error("cannot write `{}`: {source}", .path.display())]
    Io {
        /// Where to.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The database.
    #[error("cannot write the SQLite file: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The columns.
    #[error("cannot write the Parquet file: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// The form does not fit the kind.
    #[error("{0}")]
    Unfit(String),
}

/// How many hits are in memory at once.
const PAGE: usize = 2_000;

/// Hands every hit of a query to `each` as a row, and tells how many there are.
pub fn rows<E: From<IndexError>>(
    generation: &Generation,
    query: &Query,
    names: &dyn Names,
    each: &mut dyn FnMut(Value) -> Result<(), E>,
) -> Result<u64, E> {
    let mut page = Query { limit: PAGE, offset: 0, facet_limit: 0, after: None, ..query.clone() };
    loop {
        let result = generation.search(&page, names)?;
        for hit in &result.hits {
            each(row(generation, hit)?)?;
        }
        match result.next {
            Some(next) => page.after = Some(next),
            None => return Ok(result.total),
        }
    }
}

/// A hit as a row: the hit, what it stands for, the words of it in full, and what is known of its article.
pub fn row(generation: &Generation, hit: &Hit) -> Result<Value, IndexError> {
    let mut row = serde_json::to_value(hit).unwrap_or_default();
    let found = found(generation, hit)?.and_then(|json| serde_json::from_str::<Value>(json.get()).ok()).unwrap_or_default();
    let article = generation.article(&hit.document)?.unwrap_or_default();
    let text = match hit.kind {
        "article" => article.text.clone(),
        _ => hit.shown.of(&article.text).to_owned(),
    };
    if let Some(row) = row.as_object_mut() {
        // An article's hit is shown by one passage; as a row it is the whole.
        if hit.kind == "article" {
            row.insert(
                "span".into(),
                json!([0, CodePoints::new(&article.text).at(u32::try_from(article.text.len()).unwrap_or(u32::MAX))]),
            );
        }
        row.insert("found".into(), found);
        row.insert("text".into(), text.into());
        let shelf: Value = serde_json::from_slice(&article.payload).unwrap_or_default();
        let known = json!({ "byline": article.byline, "lang": article.lang, "sha256": article.sha256, "url": shelf["url"] });
        row.insert("article".into(), known);
    }
    Ok(row)
}

/// Writes every hit of a query; to standard output where the path is `-`. Tells how many there are.
pub fn export(generation: &Generation, query: &Query, names: &dyn Names, form: Form, to: &Path) -> Result<u64, ExportError> {
    let kind = query.kind.singular();
    if form == Form::ClaimReview && query.kind != Kind::Findings {
        return Err(ExportError::Unfit("ClaimReview records are of findings; add --in findings".into()));
    }
    if matches!(form, Form::Annotations | Form::Brat) && query.kind == Kind::Findings {
        return Err(ExportError::Unfit("findings lie in two texts and cannot be annotations of one; choose another kind".into()));
    }
    if form == Form::Brat {
        return folder(generation, query, names, to);
    }
    let io = |source| ExportError::Io { path: to.to_owned(), source };
    let mut out: Box<dyn Write + Send> =
        if to.as_os_str() == "-" { Box::new(io::stdout()) } else { Box::new(BufWriter::new(File::create(to).map_err(io)?)) };
    let each = |write: &mut dyn FnMut(Value) -> Result<(), ExportError>| rows(generation, query, names, write);
    let total = match form {
        Form::Csv => {
            let mut csv = Csv::new(columns(kind), &mut out).map_err(io)?;
            let total = each(&mut |row| csv.row(&row).map_err(io))?;
            csv.end().map_err(io)?;
            total
        }
        Form::Parquet => {
            let mut parquet = Parquet::new(columns(kind), &mut out)?;
            let total = each(&mut |row| Ok(parquet.row(row)?))?;
            parquet.end()?;
            total
        }
        Form::Markdown => {
            let columns = columns(kind);
            out.write_all(markdown_head(&columns).as_bytes()).map_err(io)?;
            each(&mut |row| out.write_all(markdown_row(&columns, &row).as_bytes()).map_err(io))?
        }
        Form::Jsonl => each(&mut |row| writeln!(out, "{}", wire::line(&row)).map_err(io))?,
        Form::ClaimReview => each(&mut |row| writeln!(out, "{}", wire::line(&claim_review(&row))).map_err(io))?,
        Form::Json | Form::Annotations | Form::Brat => {
            let head = match form {
                Form::Json => json!({ "schema": "countersign/export/1", "query": query.text, "kind": query.kind.name() }),
                _ => json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage" }),
            };
            let head = wire::line(&head);
            let list = if form == Form::Json { "hits" } else { "items" };
            write!(out, "{},\"{list}\":[", head.trim_end_matches('}')).map_err(io)?;
            let mut first = true;
            let total = each(&mut |row| {
                let row = if form == Form::Json { row } else { annotation(generation, &row)? };
                let mark = if std::mem::take(&mut first) { "" } else { "," };
                write!(out, "{mark}\n{}", wire::line(&row)).map_err(io)
            })?;
            writeln!(out, "\n]}}").map_err(io)?;
            total
        }
    };
    out.flush().map_err(io)?;
    Ok(total)
}

fn annotation(generation: &Generation, row: &Value) -> Result<Value, IndexError> {
    let article = generation.article(row["document"].as_str().unwrap_or_default())?.unwrap_or_default();
    Ok(web_annotation(row, &article.text))
}

/// brat standoff: a text and an annotation file for each document, named by its id.
fn folder(generation: &Generation, query: &Query, names: &dyn Names, to: &Path) -> Result<u64, ExportError> {
    let io = |source| ExportError::Io { path: to.to_owned(), source };
    let mut documents: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut keep = |row: Value| -> Result<(), IndexError> {
        documents.entry(row["document"].as_str().unwrap_or_default().to_owned()).or_default().push(row);
        Ok(())
    };
    let mut total = rows(generation, query, names, &mut keep)?;
    if query.kind == Kind::Commitments {
        // Their figures come along, so that what holds what can be shown.
        total += rows(generation, &Query { kind: Kind::Figures, ..query.clone() }, names, &mut keep).unwrap_or(0);
    }
    fs::create_dir_all(to).map_err(io)?;
    fs::write(to.join("annotation.conf"), wire::annotations::BRAT_CONF).map_err(io)?;
    for (id, mut rows) in documents {
        let article = generation.article(&id)?.unwrap_or_default();
        rows.sort_by_key(|row| (row["span"][0].as_u64(), row["span"][1].as_u64()));
        let name: String = id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
        fs::write(to.join(format!("{name}.txt")), &article.text).map_err(io)?;
        fs::write(to.join(format!("{name}.ann")), brat(&rows, &article.text)).map_err(io)?;
    }
    Ok(total)
}

/// The whole index as a SQLite file, which must not be there yet. Tells how many rows of each kind went in.
pub fn export_sqlite(generation: &Generation, names: &dyn Names, to: &Path) -> Result<Vec<(Kind, u64)>, ExportError> {
    if to.exists() {
        return Err(ExportError::Unfit(format!("`{}` is there already; remove it or name another file", to.display())));
    }
    let database = Sqlite::new(to)?;
    let mut totals = Vec::new();
    // What others refer to comes first.
    for kind in [Kind::Articles, Kind::Figures, Kind::Commitments, Kind::Findings] {
        let query = Query::new("*", kind);
        let total = rows(generation, &query, names, &mut |row| Ok::<_, ExportError>(database.row(kind.singular(), &row)?))?;
        totals.push((kind, total));
    }
    database.end()?;
    Ok(totals)
}
