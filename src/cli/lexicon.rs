//! `countersign lexicon check`: the lexicons' own tests, all faults at once.

use super::Outcome;
use super::common::{Format, Lexicons, complain};
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

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let Command::Check(check) = arguments.command;
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
