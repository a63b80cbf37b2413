//! `countersign completions SHELL`: what a shell needs to complete the commands.

use super::Outcome;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print the completion script of a shell
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  countersign completions bash > ~/.local/share/bash-completion/completions/countersign\n  countersign completions zsh"
)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "countersign", &mut script);
    super::common::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
