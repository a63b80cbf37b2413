//! `countersign compare`: two texts, or a file of pairs, judged by the same code as the audit.

use super::Outcome;
use super::common::{Format, Lexicons, complain, outcome};
use crate::link::PairResult;
use crate::pipeline;
use crate::read;
use crate::wire;
use anyhow::Context;
use std::path::PathBuf;

/// Judge the figures of two texts, or of a file of pairs, one JSON object a pair
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  countersign compare one.txt two.txt\n  countersign compare --pairs pairs.jsonl")]
pub struct Arguments {
    /// The first text; `-` reads standard input
    #[arg(value_name = "A", required_unless_present = "pairs")]
    a: Option<String>,
    /// The second text
    #[arg(value_name = "B", required_unless_present = "pairs")]
    b: Option<String>,
    /// A file of pairs, one JSON object a line: {\"id\", \"a\": text, \"b\": text, \"a_date\", \"b_date\", \"a_source\", \"b_source\", \"a_figure\", \"b_figure\"}
    #[arg(long, value_name = "FILE", conflicts_with_all = ["a", "b"])]
    pairs: Option<PathBuf>,
    #[command(flatten)]
    lexicons: Lexicons,
    /// How to print two texts; pairs always come as JSON lines
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let lexicon = arguments.lexicons.load()?;
    let mut failed = 0;
    if let Some(path) = &arguments.pairs {
        let text = match path.to_str() {
            Some("-") => std::io::read_to_string(std::io::stdin())?,
            _ => std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?,
        };
        for (n, result) in pipeline::compare_pairs(&text, &lexicon) {
            match result {
                Ok(line) => anstream::println!("{line}"),
                Err(reason) => {
                    failed += 1;
                    complain(&format!("{}:{n}: not a pair: {reason}", path.display()));
                }
            }
        }
        return Ok(outcome(failed));
    }
    let article = |path: &Option<String>| -> anyhow::Result<_> {
        let inputs = read::paths(path.iter());
        let input = inputs.into_iter().next().context("name two texts")?.map_err(|problem| anyhow::anyhow!("{problem}"))?;
        read::file(&input, &read::Options::default()).next().context("the input holds no article")?.map_err(|problem| anyhow::anyhow!("{problem}"))
    };
    let (a, b) = (article(&arguments.a)?, article(&arguments.b)?);
    let result = pipeline::compare(&a, &b, &lexicon);
    match arguments.format {
        Format::Json => anstream::println!("{}", wire::line(&result)),
        Format::Text => print(&result),
    }
    Ok(Outcome::Done)
}

/// The verdict, then each matched pair of figures with its reasons.
fn print(result: &PairResult) {
    let (bold, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
    anstream::println!("{bold}{}{bold:#}", wire::name(&result.verdict));
    for link in &result.links {
        anstream::println!("\n{bold}{}{bold:#} {dim}{} against {}, {}{dim:#}", wire::name(&link.verdict), link.a, link.b, wire::name(&link.certainty));
        anstream::println!("  {}", link.explanation);
        for (name, dimension) in &link.dimensions {
            let words = |side: &Option<String>| side.clone().unwrap_or_else(|| "not said".to_owned());
            anstream::println!("  {dim}{name:<12}{dim:#} {:<12} {} | {}", wire::name(&dimension.outcome), words(&dimension.a), words(&dimension.b));
        }
    }
}
