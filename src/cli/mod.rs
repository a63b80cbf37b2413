//! The command line: arguments as typed become each stage's own options; one file a command. The only terminal.

mod analyze;
mod audit;
mod commitments;
mod common;
mod compact;
mod compare;
mod completions;
mod export;
mod hits;
mod ingest;
mod inputs;
mod interrupt;
mod lexicon;
mod pillars;
mod progress;
mod reindex;
mod remove;
mod review;
mod search;
mod show;
mod status;
mod verify;
mod watch;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads policy and security articles the way an auditor reads accounts: who promised what, how firmly, and which figures do not agree.
#[derive(Debug, Parser)]
#[command(
    name = "countersign",
    bin_name = "countersign",
    version,
    about,
    max_term_width = 110,
    after_help = "Example:\n  countersign ingest articles/\n  countersign audit\n  countersign search 'air defence'\n\n\
                  Exit codes: 0 done, 1 done but inputs failed, 2 wrong call, 3 index damaged or locked, 4 --fail-on found something"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ingest(ingest::Arguments),
    Search(search::Arguments),
    Audit(audit::Arguments),
    Compare(compare::Arguments),
    Commitments(commitments::Arguments),
    Pillars(pillars::Arguments),
    Export(export::Arguments),
    Review(review::Arguments),
    Show(show::Arguments),
    Analyze(analyze::Arguments),
    Status(status::Arguments),
    Verify(verify::Arguments),
    Remove(remove::Arguments),
    Compact(compact::Arguments),
    Reindex(reindex::Arguments),
    Lexicon(lexicon::Arguments),
    Completions(completions::Arguments),
}

/// How a command ended; the number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done = 0,
    /// Done, with inputs that failed.
    SomeFailed = 1,
    /// The call itself is wrong.
    Usage = 2,
    /// The index is damaged or locked.
    Index = 3,
    /// `--fail-on` found what it names.
    Found = 4,
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // What a reader catches is told as a problem of its input, in one line.
        if !crate::read::is_caught() {
            loud(panic);
        }
    }));
    let outcome = match arguments.command {
        Command::Ingest(arguments) => ingest::run(arguments),
        Command::Search(arguments) => search::run(arguments),
        Command::Audit(arguments) => audit::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Commitments(arguments) => commitments::run(arguments),
        Command::Pillars(arguments) => pillars::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Review(arguments) => review::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Analyze(arguments) => analyze::run(arguments),
        Command::Status(arguments) => status::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Remove(arguments) => remove::run(arguments),
        Command::Compact(arguments) => compact::run(arguments),
        Command::Reindex(arguments) => reindex::run(arguments),
        Command::Lexicon(arguments) => lexicon::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
    };
    match outcome {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // Whoever reads our output has seen enough.
        Err(error) if closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            common::complain(&told(&error));
            ExitCode::from(code(&error) as u8)
        }
    }
}

/// Whether the reader of our output has gone, as `head` does.
fn closed(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// An error in words. Errors of the index name their cause themselves.
fn told(error: &anyhow::Error) -> String {
    match error.downcast_ref::<crate::index::IndexError>() {
        Some(error) => error.to_string(),
        None => format!("{error:#}"),
    }
}

/// The exit code of an error: a damaged, locked or missing index is one thing, a wrong call another.
fn code(error: &anyhow::Error) -> Outcome {
    match error.downcast_ref::<crate::index::IndexError>() {
        Some(crate::index::IndexError::Query(_) | crate::index::IndexError::Missing { .. }) | None => Outcome::Usage,
        Some(_) => Outcome::Index,
    }
}
