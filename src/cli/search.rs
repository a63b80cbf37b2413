//! `countersign search`: full text, fields, facets and figures, over everything the index holds.

use super::Outcome;
use super::common::{Folder, Lexicons};
use crate::index::{Hit, Kind, Query, Reader, SearchResult};
use crate::lexicon::Lexicon;
use crate::wire;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::Serialize;
use serde_json::value::RawValue;

/// Find articles, passages, figures, commitments or findings; every answer says how the query was read
#[derive(Debug, clap::Args)]
#[command(after_help = "Words are joined by AND. Fields: text title source byline speaker actor pillar strength measure unit verdict severity
lang doc year published figure.

Examples:
  countersign search 'training NSATU'
  countersign search 'actor:Kyiv strength:pledged..' --in commitments
  countersign search 'figure:[100000 TO 200000] measure:troops/trained' --in figures
  countersign search '\"air defence\" -source:Tribune published:2025-03..2025-09' --format json")]
pub struct Arguments {
    /// The query
    query: String,
    /// What to look for
    #[arg(long = "in", value_enum, default_value_t = In::Passages, value_name = "KIND")]
    kind: In,
    /// How many hits to show
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// How many hits to leave out first
    #[arg(long, default_value_t = 0, value_name = "N")]
    offset: usize,
    /// How many values of each facet to show
    #[arg(long, default_value_t = 5, value_name = "N")]
    facet_limit: usize,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum In {
    Articles,
    Passages,
    Figures,
    Commitments,
    Findings,
}

/// How hits are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// One JSON object a hit
    Jsonl,
    /// A table
    Csv,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&arguments.index.index)?;
    let kind = match arguments.kind {
        In::Articles => Kind::Articles,
        In::Passages => Kind::Passages,
        In::Figures => Kind::Figures,
        In::Commitments => Kind::Commitments,
        In::Findings => Kind::Findings,
    };
    // The lexicon is only needed to say which actor a name means.
    let lexicon = std::cell::OnceCell::new();
    let names = |name: &str| match lexicon.get_or_init(|| arguments.lexicons.load().ok()) {
        Some(lexicon) => ids(lexicon, name),
        None => Vec::new(),
    };
    let query = Query { limit: arguments.limit, offset: arguments.offset, facet_limit: arguments.facet_limit, ..Query::new(&arguments.query, kind) };
    let found = reader.search(&query, &names)?;
    match arguments.format {
        Format::Text => print(&found, arguments.offset),
        Format::Json => anstream::println!("{}", wire::line(&Answer::new(&arguments.query, &found))),
        Format::Jsonl => found.hits.iter().for_each(|hit| anstream::println!("{}", wire::line(&Full::new(hit)))),
        Format::Csv => csv(&found),
    }
    Ok(Outcome::Done)
}

/// The ids of the actors that a name means.
fn ids(lexicon: &Lexicon, name: &str) -> Vec<String> {
    let meanings = lexicon.matcher.meanings(name);
    meanings.into_iter().filter_map(|i| lexicon.actor_ids.get(i)).map(ToString::to_string).collect()
}

/// The answer as `countersign/search/1` has it.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    query: &'a str,
    total: u64,
    read_as: &'a str,
    hits: Vec<Full<'a>>,
    facets: &'a crate::index::FacetCounts,
}

impl<'a> Answer<'a> {
    fn new(query: &'a str, found: &'a SearchResult) -> Self {
        let hits = found.hits.iter().map(Full::new).collect();
        Self { schema: "countersign/search/1", query, total: found.total, read_as: &found.read_as, hits, facets: &found.facets }
    }
}

/// A hit with the figure, commitment or finding itself, as it was stored.
#[derive(Serialize)]
struct Full<'a> {
    #[serde(flatten)]
    hit: &'a Hit,
    found: Option<Box<RawValue>>,
}

impl<'a> Full<'a> {
    fn new(hit: &'a Hit) -> Self {
        let stored = matches!(hit.kind, "figure" | "commitment" | "finding").then(|| String::from_utf8_lossy(&hit.payload).into_owned());
        Self { hit, found: stored.and_then(|json| RawValue::from_string(json).ok()) }
    }
}

/// Hits for people: where, when, and the words found.
fn print(found: &SearchResult, offset: usize) {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    anstream::println!("{} hits {dim}read as {}{dim:#}", found.total, found.read_as);
    for (n, hit) in found.hits.iter().enumerate() {
        let title = hit.title.as_deref().unwrap_or(&hit.document);
        let about: Vec<&str> = [hit.source.as_deref(), hit.published.as_deref()].into_iter().flatten().collect();
        anstream::println!("\n{:>3}. {bold}{title}{bold:#} {dim}{}{dim:#}", offset + n + 1, about.join(", "));
        anstream::println!("     {}", marked(&hit.snippet.text, &hit.snippet.highlights));
        anstream::println!("     {dim}{}{}{dim:#}", hit.document, hit.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default());
    }
    for (facet, counts) in found.facets.0.iter().filter(|(_, counts)| !counts.is_empty()) {
        let list: Vec<String> = counts.iter().map(|(value, count)| format!("{value} {count}")).collect();
        anstream::println!("{}{dim}{:<9}{dim:#} {}", if Some(facet) == found.facets.0.first().map(|(facet, _)| facet) { "\n" } else { "" }, facet.name(), list.join(", "));
    }
}

/// A text on one line with ranges of code points in colour.
fn marked(text: &str, highlights: &[[u32; 2]]) -> String {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
    let mut out = String::new();
    for (at, c) in (0u32..).zip(text.chars()) {
        if highlights.iter().any(|[start, _]| *start == at) {
            out.push_str(&style.render().to_string());
        }
        out.push(if c == '\n' { ' ' } else { c });
        if highlights.iter().any(|[_, end]| *end == at + 1) {
            out.push_str(&style.render_reset().to_string());
        }
    }
    out
}

/// Hits as a table.
fn csv(found: &SearchResult) {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\"").replace('\n', " "));
    anstream::println!("kind,document,id,title,source,published,score,snippet");
    for hit in &found.hits {
        let texts = [Some(hit.document.as_str()), hit.id.as_deref(), hit.title.as_deref(), hit.source.as_deref(), hit.published.as_deref()];
        let cells: Vec<String> = texts.iter().map(|text| text.map(quoted).unwrap_or_default()).collect();
        anstream::println!("{},{},{},{}", hit.kind, cells.join(","), hit.score, quoted(&hit.snippet.text));
    }
}
