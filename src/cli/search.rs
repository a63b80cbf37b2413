//! `countersign search`: full text, fields, facets and figures, over everything the index holds.

use super::Outcome;
use super::common::{Folder, Lexicons, count, folded, print, style};
use crate::index::{Hit, Kind, Query, Reader, SearchResult};
use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::report::Style;
use crate::wire;
use clap::ValueEnum;
use serde::Serialize;
use serde_json::value::RawValue;
use std::fmt::Write;

/// Find articles, passages, figures, commitments or findings; every answer says how the query was read
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Words are joined by AND. Fields: text title source byline speaker actor pillar strength measure unit verdict severity
certainty review lang doc year published figure.

Examples:
  countersign search 'training NSATU'
  countersign search 'actor:Kyiv strength:pledged..' --in commitments
  countersign search 'figure:[100000 TO 200000] measure:troops/trained' --in figures
  countersign search '\"air defence\" -source:Tribune published:2025-03..2025-09' --format json"
)]
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
    let names = |name: &str| match lexicon.get_or_init(|| arguments.lexicons.load()) {
        Ok(lexicon) => ids(lexicon, name),
        Err(_) => Vec::new(),
    };
    let query = Query {
        limit: arguments.limit,
        offset: arguments.offset,
        facet_limit: arguments.facet_limit,
        ..Query::new(&arguments.query, kind)
    };
    let found = reader.search(&query, &names)?;
    if let Some(Err(fault)) = lexicon.into_inner() {
        return Err(fault);
    }
    let full = |hit| pipeline::found(&reader, hit).map(|found| Full { hit, found });
    let full = || found.hits.iter().map(full).collect::<Result<Vec<_>, _>>();
    print(&match arguments.format {
        Format::Text => text(&found, arguments.offset),
        Format::Json => {
            let SearchResult { total, read_as, facets, .. } = &found;
            let answer =
                Answer { schema: "countersign/search/1", query: &arguments.query, total: *total, read_as, hits: full()?, facets };
            wire::line(&answer) + "\n"
        }
        Format::Jsonl => full()?.iter().map(|hit| wire::line(hit) + "\n").collect(),
        Format::Csv => csv(&found),
    })?;
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

/// A hit with the figure, commitment or finding itself, as it was stored.
#[derive(Serialize)]
struct Full<'a> {
    #[serde(flatten)]
    hit: &'a Hit,
    found: Option<Box<RawValue>>,
}

/// Hits for people: where, when, and the words found.
fn text(found: &SearchResult, offset: usize) -> String {
    let style = style();
    let total = count(usize::try_from(found.total).unwrap_or(usize::MAX), "hit");
    let mut out = format!("{} {}\n", style.heading(&total), style.dim(&format!("read as {}", found.read_as)));
    for (n, hit) in found.hits.iter().enumerate() {
        let title = hit.title.as_deref().unwrap_or(&hit.document);
        let about: Vec<&str> = [hit.source.as_deref(), hit.published.as_deref()].into_iter().flatten().collect();
        let _ = writeln!(out, "\n{:>3}. {}  {}", offset + n + 1, style.heading(title), style.dim(&about.join(", ")));
        out.push_str(&folded(&marked(&hit.snippet.text, &hit.snippet.highlights, style), "     "));
        let id = hit.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
        let _ = writeln!(out, "     {}", style.dim(&format!("{}{id}", hit.document)));
    }
    let rest = found.total.saturating_sub((offset + found.hits.len()) as u64);
    if rest > 0 && !found.hits.is_empty() {
        let _ = writeln!(out, "\n{}", style.dim(&format!("{rest} more: --offset {}", offset + found.hits.len())));
    }
    let facets: Vec<_> = found.facets.0.iter().filter(|(_, counts)| !counts.is_empty()).collect();
    if !facets.is_empty() {
        let _ = writeln!(out, "\n{}", style.heading("Facets"));
    }
    for (facet, counts) in facets {
        let list: Vec<String> = counts.iter().map(|(value, count)| format!("{value} {count}")).collect();
        let _ = writeln!(out, "  {} {}", style.dim(&format!("{:<9}", facet.name())), list.join(", "));
    }
    out
}

/// A text with ranges of code points marked.
fn marked(text: &str, highlights: &[[u32; 2]], style: Style) -> String {
    let mut out = String::new();
    let mut at = 0;
    let part =
        |start: u32, end: u32| text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect::<String>();
    for &[start, end] in highlights {
        out.push_str(&part(at, start));
        out.push_str(&style.mark(&part(start, end)));
        at = end;
    }
    out + &part(at, u32::MAX)
}

/// Hits as a table.
fn csv(found: &SearchResult) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\"").replace('\n', " "));
    let mut out = String::from("kind,document,id,title,source,published,score,snippet\n");
    for hit in &found.hits {
        let texts = [
            Some(hit.document.as_str()),
            hit.id.as_deref(),
            hit.title.as_deref(),
            hit.source.as_deref(),
            hit.published.as_deref(),
        ];
        let cells: Vec<String> = texts.iter().map(|text| text.map(quoted).unwrap_or_default()).collect();
        let _ = writeln!(out, "{},{},{},{}", hit.kind, cells.join(","), hit.score, quoted(&hit.snippet.text));
    }
    out
}
