//! `countersign compare`: two texts, or a file of pairs, judged by the same code as the audit.

use super::Outcome;
use super::common::{Format, Lexicons, complain, folded, outcome, print, style};
use super::inputs::Inputs;
use crate::link::PairResult;
use crate::pipeline;
use crate::wire;
use anyhow::{Context, bail};
use std::fmt::Write;
use std::path::PathBuf;

/// Judge the figures of two texts, or of a file of pairs, one JSON line a pair
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  countersign compare one.txt two.txt\n  countersign compare --pairs pairs.jsonl")]
pub struct Arguments {
    /// The first text; `-` reads standard input
    #[arg(value_name = "A", required_unless_present = "pairs")]
    a: Option<String>,
    /// The second text
    #[arg(value_name = "B", required_unless_present = "pairs")]
    b: Option<String>,
    /// A file of pairs, one JSON object a line: {"id", "a": text, "b": text, "a_date", "b_date", "a_source", "b_source", "a_figure", "b_figure"}
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
                Ok(line) => print(&(line + "\n"))?,
                Err(reason) => {
                    failed += 1;
                    complain(&format!("{}:{n}: not a pair: {reason}", path.display()));
                }
            }
        }
        return Ok(outcome(failed));
    }
    let (Some(a), Some(b)) = (&arguments.a, &arguments.b) else { bail!("name two texts, or a file of pairs with --pairs") };
    if a == "-" && b == "-" {
        bail!("both texts are `-`, but there is only one standard input; name a file for one of them");
    }
    let (a, b) = (Inputs::article(a)?, Inputs::article(b)?);
    let result = pipeline::compare(&a, &b, &lexicon);
    match arguments.format {
        Format::Json => print(&(wire::line(&result) + "\n"))?,
        Format::Text => print(&text(&result))?,
    }
    Ok(Outcome::Done)
}

/// The verdict, then each matched pair of figures with its reasons.
fn text(result: &PairResult) -> String {
    let style = style();
    let mut out = style.verdict(result.verdict) + "\n";
    for link in &result.links {
        let sides = style.dim(&format!("{} against {}, {}", link.a, link.b, wire::name(&link.certainty)));
        let _ = writeln!(out, "\n{} {sides}", style.verdict(link.verdict));
        out.push_str(&folded(&link.explanation, "  "));
        for (name, dimension) in &link.dimensions {
            let words = |side: &Option<String>| side.clone().unwrap_or_else(|| "not said".to_owned());
            let outcome = wire::name(&dimension.outcome);
            let _ = writeln!(
                out,
                "  {} {outcome:<12} {} | {}",
                style.dim(&format!("{name:<12}")),
                words(&dimension.a),
                words(&dimension.b)
            );
        }
    }
    out
}
