//! Colour in the terminal, or none. Whether there is a terminal, and what NO_COLOR says, is the caller's to know.

use crate::model::{Severity, Verdict};
use anstyle::{AnsiColor, Style as Ansi};

/// Whether words may be coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Bare text.
    #[default]
    Plain,
    /// With ANSI colours.
    Colour,
}

impl Style {
    fn paint(self, text: &str, style: Ansi) -> String {
        match self {
            Style::Plain => text.to_owned(),
            Style::Colour => format!("{style}{text}{style:#}"),
        }
    }

    /// A heading.
    pub fn heading(self, text: &str) -> String {
        self.paint(text, Ansi::new().bold())
    }

    /// What matters less.
    pub fn dim(self, text: &str) -> String {
        self.paint(text, Ansi::new().dimmed())
    }

    /// The figure in its sentence; in bare text between brackets, so that it is marked there too.
    pub fn mark(self, text: &str) -> String {
        match self {
            Style::Plain => format!("[{text}]"),
            Style::Colour => self.paint(text, Ansi::new().bold().fg_color(Some(AnsiColor::Yellow.into()))),
        }
    }

    /// The thing that was found, among words that were looked for.
    pub fn own(self, text: &str) -> String {
        match self {
            Style::Plain => format!("«{text}»"),
            Style::Colour => self.paint(text, Ansi::new().bold().underline()),
        }
    }

    /// A verdict's word.
    pub fn verdict(self, verdict: Verdict) -> String {
        let colour = match verdict {
            Verdict::Contradicts => AnsiColor::Red,
            Verdict::Tension => AnsiColor::Yellow,
            Verdict::Agrees => AnsiColor::Green,
            _ => AnsiColor::Cyan,
        };
        self.paint(&verdict.as_str().replace('_', " "), Ansi::new().bold().fg_color(Some(colour.into())))
    }

    /// A severity's word.
    pub fn severity(self, severity: Severity) -> String {
        let style =
            if severity >= Severity::Major { Ansi::new().bold().fg_color(Some(AnsiColor::Red.into())) } else { Ansi::new() };
        self.paint(severity.as_str(), style)
    }

    /// What opens and closes a figure, and an actor, in running text.
    pub fn marks(self) -> ((&'static str, &'static str), (&'static str, &'static str)) {
        match self {
            Style::Plain => (("[", "]"), ("_", "_")),
            Style::Colour => (("\u{1b}[1;33m", "\u{1b}[0m"), ("\u{1b}[4m", "\u{1b}[0m")),
        }
    }
}
