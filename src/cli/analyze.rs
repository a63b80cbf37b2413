//! `countersign analyze`: articles in, one JSON object a line out; no index.

use super::Outcome;
use super::common::{Lexicons, Threads, Without, complain, outcome};
use super::inputs::Inputs;
use crate::model::{Analysis, Article};
use crate::{pipeline, report, wire};
use std::io::Write;

/// Read articles and print what is found in them, one JSON object a line; touches no index
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  countersign analyze corpus | jq '.figures[].text'\n  echo 'Norway pledged $1 billion.' | countersign analyze -\n  countersign analyze --explain corpus/training-count.txt"
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
    /// Say for people what was found in each sentence, by which rule and by which words, with their places in code points
    #[arg(long)]
    explain: bool,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    arguments.threads.set()?;
    let lexicon = arguments.without.apply(arguments.lexicons.load()?);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut failed, mut closed) = (0, Ok(()));
    let style = super::common::style();
    let show = |article: &Article, found: Analysis| match arguments.explain {
        true => report::explain(article, &found, style),
        false => wire::analysis(article, found),
    };
    pipeline::analyse_all(&arguments.inputs.list()?, &arguments.inputs.options(), &lexicon, &show, &mut |line| match line {
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
