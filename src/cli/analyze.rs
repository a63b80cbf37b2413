//! `countersign analyze`: articles in, one JSON object a line out; no index.

use super::Outcome;
use super::common::{Inputs, Lexicons, Threads, Without, complain, outcome};
use crate::pipeline;
use std::io::Write;

/// Read articles and print what is found in them, one JSON object a line; touches no index
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  countersign analyze corpus | jq '.figures[].text'\n  echo 'Norway pledged $1 billion.' | countersign analyze -"
)]
pub struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    lexicons: Lexicons,
    #[command(flatten)]
    without: Without,
    #[command(flatten)]
    threads: Threads,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    arguments.threads.set()?;
    let lexicon = arguments.without.apply(arguments.lexicons.load()?);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut failed, mut closed) = (0, Ok(()));
    pipeline::analyse_all(&arguments.inputs.list()?, &arguments.inputs.options(), &lexicon, &mut |line| match line {
        Ok(line) if closed.is_ok() => closed = writeln!(out, "{line}"),
        Ok(_) => {}
        Err(problem) => {
            failed += 1;
            complain(&problem.to_string());
        }
    });
    closed.and_then(|()| out.flush())?;
    Ok(outcome(failed))
}
