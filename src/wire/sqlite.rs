//! The whole index as one SQLite file: articles, figures, commitments and links with keys between them, and full text, ready for
//! Datasette or any SQL.

use rusqlite::{Connection, Result, params};
use serde_json::Value;
use std::path::Path;

/// The tables. Names of columns are those of the output contract. Datasette knows a full text by `content=` with double quotation marks.
const SCHEMA: &str = "
CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT, byline TEXT, source TEXT, published TEXT, url TEXT, lang TEXT, sha256 TEXT, text TEXT NOT NULL
);
CREATE TABLE figures (
    key INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles(id), id TEXT NOT NULL, text TEXT NOT NULL,
    span_start INTEGER, span_end INTEGER, low REAL, high REAL, bound TEXT, significant INTEGER, unit TEXT, dimension TEXT, rate TEXT,
    change TEXT, counted TEXT, action TEXT, measure TEXT, statistic TEXT, time_kind TEXT, period_start TEXT, period_end TEXT,
    period_text TEXT, as_of_start TEXT, as_of_end TEXT, status TEXT, role TEXT, speaker TEXT, sentence_text TEXT, name TEXT,
    UNIQUE (article, id)
);
CREATE TABLE commitments (
    key INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles(id), id TEXT NOT NULL, text TEXT NOT NULL,
    span_start INTEGER, span_end INTEGER, strength TEXT, negated INTEGER, stage TEXT, status TEXT, kind TEXT, act TEXT, action TEXT,
    object TEXT, condition TEXT, deadline TEXT, speaker TEXT, sentence_text TEXT, name TEXT,
    UNIQUE (article, id)
);
CREATE TABLE links (
    id TEXT PRIMARY KEY, a INTEGER REFERENCES figures(key), b INTEGER REFERENCES figures(key), verdict TEXT NOT NULL, severity TEXT,
    certainty TEXT, ratio REAL, derived INTEGER, label TEXT, hint TEXT, explanation TEXT
);
CREATE TABLE article_facets (article TEXT NOT NULL REFERENCES articles(id), facet TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE figure_actors (figure INTEGER NOT NULL REFERENCES figures(key), role TEXT NOT NULL, actor TEXT NOT NULL);
CREATE TABLE commitment_actors (commitment INTEGER NOT NULL REFERENCES commitments(key), role TEXT NOT NULL, actor TEXT NOT NULL);
CREATE TABLE commitment_figures (
    commitment INTEGER NOT NULL REFERENCES commitments(key), figure INTEGER NOT NULL REFERENCES figures(key)
);
CREATE VIEW disputes AS SELECT
    links.id, links.verdict, links.severity, links.certainty, links.label, a.text AS a_text, b.text AS b_text, a.sentence_text AS a_sentence,
    b.sentence_text AS b_sentence, a.article AS a_article, b.article AS b_article, links.explanation
    FROM links JOIN figures AS a ON a.key = links.a JOIN figures AS b ON b.key = links.b
    WHERE links.verdict IN ('contradicts', 'tension')
    ORDER BY links.verdict, links.certainty, links.ratio DESC;
CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, content=\"articles\", tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE figures_fts USING fts5 (
    sentence_text, content=\"figures\", content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE commitments_fts USING fts5 (
    sentence_text, content=\"commitments\", content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
);";

/// What is done once all rows are in. Datasette shows a key by the `name` of the row that it leads to.
const FINISH: &str = "
UPDATE figures SET name = text || coalesce(' · ' || measure, '');
UPDATE commitments SET name = strength || ' · ' || text;
CREATE INDEX figures_measure ON figures (measure);
CREATE INDEX commitments_strength ON commitments (strength);
CREATE INDEX links_verdict ON links (verdict, severity);
CREATE INDEX links_a ON links (a);
CREATE INDEX links_b ON links (b);
CREATE INDEX article_facets_value ON article_facets (facet, value);
CREATE INDEX figure_actors_actor ON figure_actors (actor);
CREATE INDEX figure_actors_figure ON figure_actors (figure);
CREATE INDEX commitment_actors_actor ON commitment_actors (actor);
CREATE INDEX commitment_actors_commitment ON commitment_actors (commitment);
CREATE INDEX commitment_figures_commitment ON commitment_figures (commitment);
INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');
INSERT INTO figures_fts (figures_fts) VALUES ('rebuild');
INSERT INTO commitments_fts (commitments_fts) VALUES ('rebuild');
ANALYZE;
COMMIT;";

/// A SQLite file while rows come in: articles first, then figures, commitments and findings.
pub struct Sqlite(Connection);

impl Sqlite {
    /// Begins a file where none is.
    pub fn new(path: &Path) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON; BEGIN;")?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self(connection))
    }

    /// Adds a row of a kind by its name in the singular.
    pub fn row(&self, kind: &str, row: &Value) -> Result<()> {
        match kind {
            "article" => self.article(row),
            "figure" => self.figure(row),
            "commitment" => self.commitment(row),
            "finding" => self.link(row),
            _ => Ok(()),
        }
    }

    /// Ends the file: indexes and full text.
    pub fn end(self) -> Result<()> {
        self.0.execute_batch(FINISH)?;
        self.0.close().map_err(|(_, error)| error)
    }

    /// Inserts the values that stand at these places of a row, and tells the new key.
    fn insert(&self, table: &str, row: &Value, columns: &[(&str, &str)]) -> Result<i64> {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let mut statement = self.0.prepare(&format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", ")))?;
        let values = columns.iter().map(|(_, at)| sql(row.pointer(at).unwrap_or(&Value::Null)));
        statement.insert(rusqlite::params_from_iter(values))
    }

    fn article(&self, row: &Value) -> Result<()> {
        let columns = [
            ("id", "/document"),
            ("title", "/title"),
            ("byline", "/article/byline"),
            ("source", "/source"),
            ("published", "/published"),
            ("url", "/article/url"),
            ("lang", "/article/lang"),
            ("sha256", "/article/sha256"),
            ("text", "/text"),
        ];
        self.insert("articles", row, &columns)?;
        let id = row["document"].as_str();
        let mut statement = self.0.prepare("INSERT INTO article_facets VALUES (?, ?, ?)")?;
        for (facet, values) in row["facets"].as_object().into_iter().flatten() {
            for value in values.as_array().into_iter().flatten().filter_map(Value::as_str) {
                statement.execute(params![id, facet, value])?;
            }
        }
        Ok(())
    }

    fn figure(&self, row: &Value) -> Result<()> {
        let found = &super::table::columns("figure");
        let columns: Vec<(&str, &str)> = std::iter::once(("article", "/document"))
            .chain(found.iter().map(|column| (column.name, column.at)))
            .filter(|(name, _)| !matches!(*name, "document" | "title" | "source" | "published" | "subject" | "object"))
            .collect();
        let key = self.insert("figures", row, &columns)?;
        self.actors("figure_actors", key, row, &["subject", "object"])
    }

    fn commitment(&self, row: &Value) -> Result<()> {
        let found = &super::table::columns("commitment");
        let lists = ["document", "title", "source", "published", "actors", "recipients", "figures", "pillars"];
        let columns: Vec<(&str, &str)> = std::iter::once(("article", "/document"))
            .chain(found.iter().map(|column| (column.name, column.at)))
            .filter(|(name, _)| !lists.contains(name))
            .collect();
        let key = self.insert("commitments", row, &columns)?;
        for figure in row["found"]["figures"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if let Some(figure) = self.key(row["document"].as_str().unwrap_or_default(), figure)? {
                self.0.prepare("INSERT INTO commitment_figures VALUES (?, ?)")?.execute(params![key, figure])?;
            }
        }
        self.actors("commitment_actors", key, row, &["actors", "recipients"])
    }

    fn link(&self, row: &Value) -> Result<()> {
        let link = &row["found"]["link"];
        let side = |side: &str| {
            let side = &row["found"][side];
            self.key(side["document"].as_str().unwrap_or_default(), side["figure"]["id"].as_str().unwrap_or_default())
        };
        let mut statement = self.0.prepare("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        let text = |key: &str| link[key].as_str();
        statement.execute(params![
            row["id"].as_str(),
            side("a")?,
            side("b")?,
            text("verdict"),
            text("severity"),
            text("certainty"),
            link["ratio"].as_f64(),
            link["derived"].as_bool(),
            row["found"]["label"].as_str(),
            text("hint"),
            text("explanation"),
        ])?;
        Ok(())
    }

    /// Who has a part in a figure or commitment.
    fn actors(&self, table: &str, key: i64, row: &Value, roles: &[&str]) -> Result<()> {
        let mut statement = self.0.prepare(&format!("INSERT INTO {table} VALUES (?, ?, ?)"))?;
        for role in roles {
            for actor in row["found"][*role].as_array().into_iter().flatten().filter_map(Value::as_str) {
                statement.execute(params![key, role.trim_end_matches('s'), actor])?;
            }
        }
        Ok(())
    }

    /// The key of a figure of an article.
    fn key(&self, article: &str, figure: &str) -> Result<Option<i64>> {
        use rusqlite::OptionalExtension;
        let mut statement = self.0.prepare("SELECT key FROM figures WHERE article = ? AND id = ?")?;
        statement.query_row([article, figure], |row| row.get(0)).optional()
    }
}

/// A JSON value as SQLite has it.
fn sql(value: &Value) -> rusqlite::types::Value {
    use rusqlite::types::Value as Sql;
    match value {
        Value::Null => Sql::Null,
        Value::Bool(flag) => Sql::Integer(i64::from(*flag)),
        Value::Number(number) => {
            number.as_i64().map(Sql::Integer).or_else(|| number.as_f64().map(Sql::Real)).unwrap_or(Sql::Null)
        }
        Value::String(text) => Sql::Text(text.clone()),
        other => Sql::Text(other.to_string()),
    }
}
