//! `countersign commitments`: the ledger of who promised what, and where different articles tell it differently.

use super::Outcome;
use super::common::outcome;
use super::inputs::Scope;
use crate::lexicon::Lexicon;
use crate::model::{ActorId, Ledger, Row, Standing, Strength, TieKind};
use crate::{pipeline, report, wire};
use anyhow::bail;
use clap::ValueEnum;
use jiff::civil::Date;
use std::str::FromStr;

/// The ledger of commitments: one row a promise, open ones first and the firmest first, with who tells of it and what became of it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Levels, the firmest first: enacted, binding, pledged, intended, proposed, hypothetical; refused stands beside them.
Rows are promises, plans and refusals; acts, calls and options that nobody promised are counted, and shown with --all or --strength.

Examples:
  countersign commitments --actor Denmark --strength pledged..
  countersign commitments --recipient Ukraine --pillar air-defence --as-of 2026-01-01
  countersign commitments --conflicts
  countersign commitments articles/ --format csv > ledger.csv"
)]
pub struct Arguments {
    #[command(flatten)]
    scope: Scope,
    /// Only commitments of this actor and of its bodies, by name or id; may be repeated
    #[arg(long, value_name = "NAME")]
    actor: Vec<String>,
    /// Only commitments to or for this actor
    #[arg(long, value_name = "NAME")]
    recipient: Vec<String>,
    /// Only this level, or a range: `pledged`, `pledged..`, `intended..pledged`
    #[arg(long, value_name = "LEVELS")]
    strength: Option<Levels>,
    /// Only commitments in this policy area
    #[arg(long, value_name = "ID")]
    pillar: Vec<String>,
    /// Only commitments that this outlet tells
    #[arg(long, value_name = "OUTLET")]
    source: Vec<String>,
    /// The day by which deadlines are judged; without it the newest article's
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Only rows that articles tell differently, with both sentences
    #[arg(long)]
    conflicts: bool,
    /// Acts, calls and options too
    #[arg(long)]
    all: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in the terminal
    Text,
    /// For programs
    Json,
    /// For notes and reviews
    Markdown,
    /// One row a commitment
    Csv,
}

/// A range of levels, both ends inside.
#[derive(Debug, Clone, Copy)]
struct Levels(Strength, Strength);

impl FromStr for Levels {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let level = |name: &str| {
            let name = name.trim();
            let list = Strength::ALL.map(Strength::as_str).join(", ");
            let known = Strength::ALL.into_iter().find(|level| level.as_str() == name);
            known.ok_or_else(|| format!("`{name}` is no level; levels are {list}"))
        };
        match text.split_once("..") {
            None => level(text).map(|level| Levels(level, level)),
            Some((low, high)) => {
                let low = if low.is_empty() { Strength::Hypothetical } else { level(low)? };
                let high = if high.is_empty() { Strength::Enacted } else { level(high)? };
                Ok(Levels(low, high))
            }
        }
    }
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    arguments.scope.threads.set()?;
    let lexicon = arguments.scope.lexicons.load()?;
    let chosen = Chosen::new(&arguments, &lexicon)?;
    let (mut ledger, failed) = arguments.scope.report(
        |inputs, options, mut failed| pipeline::ledger_inputs(inputs, options, &lexicon, arguments.as_of, &mut failed),
        |reader| pipeline::ledger_index(reader, &lexicon, arguments.as_of),
    )?;
    ledger.rows.retain(|row| chosen.takes(row));
    let hidden = if arguments.all || arguments.strength.is_some() { Vec::new() } else { fold(&mut ledger) };
    if arguments.conflicts {
        ledger.rows.retain(|row| row.ties.iter().any(|tie| tie.kind != TieKind::Restates));
    }
    let names = pipeline::Lore(&lexicon);
    let view = report::ledger::View::new(&ledger, &names, &hidden, arguments.conflicts);
    super::common::print(&match arguments.format {
        Format::Json => wire::line(&ledger) + "\n",
        Format::Text => view.text(super::common::style()),
        Format::Markdown => view.markdown(),
        Format::Csv => view.csv(),
    })?;
    Ok(outcome(failed))
}

/// Takes out rows that nobody promised, and says how many there were of each.
fn fold(ledger: &mut Ledger) -> Vec<(Standing, usize)> {
    let folded = [Standing::Done, Standing::Called, Standing::Possible];
    let counts = folded.map(|standing| (standing, ledger.rows.iter().filter(|row| row.standing == standing).count()));
    ledger.rows.retain(|row| !folded.contains(&row.standing));
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// What the options leave of the ledger.
struct Chosen<'a> {
    lexicon: &'a Lexicon,
    actors: Vec<Vec<ActorId>>,
    recipients: Vec<Vec<ActorId>>,
    arguments: &'a Arguments,
}

impl<'a> Chosen<'a> {
    fn new(arguments: &'a Arguments, lexicon: &'a Lexicon) -> anyhow::Result<Self> {
        let actors = |names: &[String]| names.iter().map(|name| actors_named(lexicon, name)).collect::<anyhow::Result<Vec<_>>>();
        for pillar in &arguments.pillar {
            if !lexicon.pillars.iter().any(|entry| entry.id == *pillar) {
                let list: Vec<&str> = lexicon.pillars.iter().map(|entry| entry.id.as_str()).collect();
                bail!("`{pillar}` is no pillar; pillars are {}", list.join(", "));
            }
        }
        Ok(Self { lexicon, actors: actors(&arguments.actor)?, recipients: actors(&arguments.recipient)?, arguments })
    }

    fn takes(&self, row: &Row) -> bool {
        let Arguments { strength, pillar, source, .. } = self.arguments;
        let inside = |id: &ActorId, wanted: &Vec<ActorId>| {
            let ancestors = self.lexicon.hierarchy.ancestors(id.as_str());
            wanted.iter().any(|actor| actor == id || ancestors.contains(&actor.as_str()))
        };
        let any = |wanted: &[Vec<ActorId>], ids: &[ActorId]| {
            wanted.is_empty() || wanted.iter().any(|wanted| ids.iter().any(|id| inside(id, wanted)))
        };
        let told =
            |outlet: &String| row.mentions.iter().any(|m| m.source.as_ref().is_some_and(|s| s.eq_ignore_ascii_case(outlet)));
        any(&self.actors, &row.actors)
            && any(&self.recipients, &row.recipients)
            && strength.is_none_or(|Levels(low, high)| (low..=high).contains(&row.strength))
            && (pillar.is_empty() || row.pillars.iter().any(|id| pillar.iter().any(|wanted| wanted == id.as_str())))
            && (source.is_empty() || source.iter().any(told))
    }
}

/// The actors that a name or an id means.
fn actors_named(lexicon: &Lexicon, name: &str) -> anyhow::Result<Vec<ActorId>> {
    let known = lexicon.actor(name).into_iter().chain(lexicon.matcher.meanings(name));
    let found: Vec<ActorId> = known.filter_map(|i| lexicon.actor_ids.get(i).cloned()).collect();
    if found.is_empty() {
        bail!("no lexicon knows the actor `{name}`; name it as articles do (`Denmark`), or by its id (`state/denmark`)");
    }
    Ok(found)
}
