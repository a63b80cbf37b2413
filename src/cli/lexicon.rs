//! `countersign lexicon`: `check` runs the lexicons' own tests, `suggest` lists the names that they lack.

use super::Outcome;
use super::common::{Folder, Format, Lexicons, complain};
use super::inputs::Inputs;
use crate::index::Reader;
use crate::lexicon::Lexicon;
use crate::pipeline;
use clap::{Args, Subcommand};
use serde::Serialize;

/// Work on the vocabulary
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  countersign lexicon check\n  countersign lexicon check --lexicons my-words")]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(Check),
    Suggest(Suggest),
}

/// List the names that no lexicon knows, most frequent first, as entries ready to be put into a folder of yours
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  countersign lexicon suggest corpus > my-words/new.toml\n  countersign lexicon suggest --least 5\n  countersign lexicon check --lexicons my-words"
)]
struct Suggest {
    /// Files or folders to read; none means the index
    #[arg(value_name = "PATH")]
    paths: Vec<std::path::PathBuf>,
    #[command(flatten)]
    index: Folder,
    #[command(flatten)]
    lexicons: Lexicons,
    /// How often a name must be found
    #[arg(long, default_value_t = 2, value_name = "N")]
    least: usize,
    /// How many names are listed at most
    #[arg(long, default_value_t = 100, value_name = "N")]
    limit: usize,
    /// How to print: text is TOML
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

/// Run every example and counterexample, and print every fault with file, line and a hint
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  countersign lexicon check --lexicons my-words --format json")]
struct Check {
    #[command(flatten)]
    lexicons: Lexicons,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    version: &'a str,
    entries: usize,
    samples: usize,
    faults: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    line: usize,
    message: &'a str,
    hint: Option<&'a str>,
}

#[derive(Serialize)]
struct Suggested<'a> {
    schema: &'static str,
    suggestions: &'a [pipeline::Suggestion],
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        Command::Check(arguments) => check(&arguments),
        Command::Suggest(arguments) => suggest(arguments),
    }
}

fn suggest(arguments: Suggest) -> anyhow::Result<Outcome> {
    let lexicon = arguments.lexicons.load()?;
    let mut failed = 0;
    let names = if arguments.paths.is_empty() {
        let reader = Reader::open(&arguments.index.index)?;
        pipeline::suggest_index(&reader, &lexicon)?
    } else {
        let inputs = Inputs::of(arguments.paths);
        pipeline::suggest_inputs(&inputs.list()?, &inputs.options(), &lexicon, &mut |problem| {
            failed += 1;
            complain(&problem.to_string());
        })
    };
    let list = names.finish(&lexicon, &arguments.lexicons.sources(), arguments.least, arguments.limit);
    super::common::print(&match arguments.format {
        Format::Text => pipeline::suggestions_toml(&list),
        Format::Json => crate::wire::line(&Suggested { schema: "countersign/lexicon-suggest/1", suggestions: &list }) + "\n",
    })?;
    Ok(super::common::outcome(failed))
}

fn check(check: &Check) -> anyhow::Result<Outcome> {
    let (lexicon, mut faults) = Lexicon::load(&check.lexicons.sources());
    faults.extend(pipeline::check(&lexicon));
    faults.sort();
    let (entries, samples) = (lexicon.entries(), lexicon.samples.len());
    match check.format {
        Format::Json => {
            let lines = faults
                .iter()
                .map(|fault| Line { file: &fault.file, line: fault.line, message: &fault.message, hint: fault.hint.as_deref() })
                .collect();
            anstream::println!(
                "{}",
                crate::wire::line(&Report {
                    schema: "countersign/lexicon-check/1",
                    version: &lexicon.version,
                    entries,
                    samples,
                    faults: lines
                })
            );
        }
        Format::Text => {
            faults.iter().for_each(|fault| complain(&fault.to_string()));
            anstream::println!(
                "{entries} entries, {samples} examples and counterexamples, {} faults, version {}",
                faults.len(),
                lexicon.version
            );
        }
    }
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}
