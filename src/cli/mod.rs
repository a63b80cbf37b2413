//! The command line: arguments as typed become each stage's own options; one file a command. The only terminal.

mod analyze;
mod common;
mod completions;
mod lexicon;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads policy and security articles the way an auditor reads accounts: who promised what, how firmly, and which figures do not agree.
#[derive(Debug, Parser)]
#[command(name = "countersign", version, about, max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Analyze(analyze::Arguments),
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
    let outcome = match arguments.command {
        Command::Analyze(arguments) => analyze::run(arguments),
        Command::Lexicon(arguments) => lexicon::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
    };
    match outcome {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(error) => {
            common::complain(&format!("{error:#}"));
            ExitCode::from(Outcome::Usage as u8)
        }
    }
}
