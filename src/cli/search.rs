//! `countersign search`: full text, fields, facets and figures, over everything the index holds.

use super::common::{Folder, Lexicons, count, print, style};
use super::{Outcome, hits};
use crate::index::{Hit, IndexError, Kind, Mode, Order, Query, Reader, SearchResult, Sort};
use crate::pipeline;
use crate::wire;
use anyhow::anyhow;
use clap::ValueEnum;
use serde::Serialize;
use serde_json::value::RawValue;

/// Find articles, passages, figures, commitments or findings; every answer says how the query was read
#[derive(Debug, clap::Args)]
#[command(after_help = "Words are joined by AND; all of them, in any form, must be there.

  training NATO    \"air defence\"    a OR b    -word    (a OR b) c    train*    trainning~1    drones^2
  title: text: heading: source: byline:                words there
  actor: speaker: recipient:                           by any name that the lexicon knows, or by id
  pillar: measure: unit: act: type: lang: copy:        values; a measure or act with its parts
  strength:pledged..   severity:moderate..   verdict:tension   certainty:certain   review:open
  published:2025-03..2025-09   year:2025   month:2025-03   period:2025   doc:ID
  figure:[100000 TO 200000]   within:[1 TO 5]   exactly:120000   money:>=1bn USD
  figure{measure:troops/trained value:>100000 period:2025}   commitment{…}   finding{…}

docs/search.md explains each, with examples that are tested.

Examples:
  countersign search 'training NSATU'
  countersign search 'actor:Kyiv strength:pledged..' --in commitments
  countersign search 'figure:[100000 TO 200000] measure:troops/trained' --in figures --sort value
  countersign search '*' --in articles --facet actor:state/denmark --facet year:2025
  countersign search '\"air defence\" -source:Tribune published:2025-03..2025-09' --format json")]
pub struct Arguments {
    #[command(flatten)]
    question: Question,
    /// How many hits to show
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// Show all hits, not only a page
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Go on behind the page that gave this cursor
    #[arg(long, value_name = "CURSOR", conflicts_with = "offset")]
    after: Option<String>,
    /// How many hits to leave out first
    #[arg(long, default_value_t = 0, value_name = "N")]
    offset: usize,
    /// Say what each word adds to the score of each hit
    #[arg(long)]
    explain: bool,
    /// How many values of each facet to show; 0 counts none
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

/// What is asked, whatever is done with the answer.
#[derive(Debug, clap::Args)]
pub struct Question {
    /// The query; left out, everything
    #[arg(default_value = "*")]
    query: String,
    /// What to look for
    #[arg(long = "in", value_enum, default_value_t = In::Passages, value_name = "KIND")]
    kind: In,
    /// Take the query as pasted text: no mark in it means anything, and most of its words are to be found
    #[arg(long)]
    pasted: bool,
    /// Only what has this value of a facet, or with `-` before it, has it not; may be repeated, each narrows further
    #[arg(long = "facet", value_name = "FIELD:VALUE", allow_hyphen_values = true)]
    facets: Vec<String>,
    /// Only articles similar to this one
    #[arg(long, value_name = "DOC")]
    like: Option<String>,
    /// What to sort by
    #[arg(long, value_enum, default_value_t = By::Relevance, value_name = "ORDER")]
    sort: By,
    /// Turn the order round: oldest, least or softest first
    #[arg(long)]
    reverse: bool,
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

/// Orders by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The best fit first
    Relevance,
    /// The newest first
    Date,
    /// The greatest value first, of figures
    Value,
    /// The firmest first
    Firmness,
    /// The gravest first, of findings
    Severity,
}

impl From<In> for Kind {
    fn from(kind: In) -> Self {
        match kind {
            In::Articles => Self::Articles,
            In::Passages => Self::Passages,
            In::Figures => Self::Figures,
            In::Commitments => Self::Commitments,
            In::Findings => Self::Findings,
        }
    }
}

impl Question {
    /// The question to the index.
    pub fn query(&self) -> Query {
        let by = match self.sort {
            By::Relevance => Order::Relevance,
            By::Date => Order::Date,
            By::Value => Order::Value,
            By::Firmness => Order::Firmness,
            By::Severity => Order::Severity,
        };
        // Similar are articles as a whole.
        let kind = if self.like.is_some() { Kind::Articles } else { self.kind.into() };
        Query {
            mode: if self.pasted { Mode::Pasted } else { Mode::Strict },
            steps: self.facets.clone(),
            like: self.like.clone(),
            sort: Sort { by, ascending: self.reverse },
            ..Query::new(&self.query, kind)
        }
    }
}

impl Arguments {
    fn query(&self) -> Query {
        Query {
            limit: if self.all { usize::MAX } else { self.limit },
            offset: self.offset,
            after: self.after.clone(),
            facet_limit: if self.format == Format::Text { hits::wanted(self.facet_limit) } else { self.facet_limit },
            explain: self.explain,
            ..self.question.query()
        }
    }
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&arguments.index.index)?;
    let names = pipeline::Names::new(|| arguments.lexicons.load());
    let result = reader.search(&arguments.query(), &names);
    if let Some(fault) = names.fault() {
        return Err(fault);
    }
    let result = result.map_err(|error| told(error, &arguments.question.query))?;
    let full = |hit| pipeline::found(&reader, hit).map(|found| Full { hit, found });
    let full = || result.hits.iter().map(full).collect::<Result<Vec<_>, _>>();
    print(&match arguments.format {
        Format::Text => {
            let values: Vec<_> = full()?.iter().map(Full::value).collect();
            hits::text(&result, &values, arguments.offset, arguments.facet_limit, style())
        }
        Format::Json => {
            let SearchResult { total, read_as, notes, next, facets, .. } = &result;
            let (schema, query) = ("countersign/search/1", &arguments.question.query);
            wire::line(&Answer { schema, query, total: *total, read_as, notes, hits: full()?, next, facets }) + "\n"
        }
        Format::Jsonl => full()?.iter().map(|hit| wire::line(hit) + "\n").collect(),
        Format::Csv => csv(&reader, &result)?,
    })?;
    Ok(Outcome::Done)
}

/// A query that does not parse, with the place under it.
pub fn told(error: IndexError, query: &str) -> anyhow::Error {
    let IndexError::Query(fault) = &error else { return error.into() };
    let line: String = query.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let place: String = line.chars().take(fault.at).map(|_| ' ').collect();
    anyhow!("{}\n  {line}\n  {place}^\n  {}", fault.reason, fault.hint)
}

/// The answer as `countersign/search/1` has it.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    query: &'a str,
    total: u64,
    read_as: &'a str,
    notes: &'a [String],
    hits: Vec<Full<'a>>,
    next: &'a Option<String>,
    facets: &'a crate::index::FacetCounts,
}

/// A hit with the figure, commitment or finding itself, as it was stored.
#[derive(Serialize)]
struct Full<'a> {
    #[serde(flatten)]
    hit: &'a Hit,
    found: Option<Box<RawValue>>,
}

impl Full<'_> {
    fn value(&self) -> serde_json::Value {
        self.found.as_ref().and_then(|json| serde_json::from_str(json.get()).ok()).unwrap_or_default()
    }
}

/// Hits as a table.
fn csv(reader: &Reader, result: &SearchResult) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let kind = result.hits.first().map_or("passage", |hit| hit.kind);
    let mut csv = wire::table::Csv::new(wire::table::columns(kind), &mut bytes)?;
    for hit in &result.hits {
        csv.row(&pipeline::row(reader, hit)?)?;
    }
    csv.end()?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A number of things with their noun.
pub fn counted(n: u64, noun: &str) -> String {
    count(usize::try_from(n).unwrap_or(usize::MAX), noun)
}
