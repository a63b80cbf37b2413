//! What a stage has to say about odd input: level, code, message, place and hint.

use super::Spans;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Something may be missing.
    Warn,
    /// The input was not taken.
    Error,
}

/// One message about an input; lower case, no full stop, naming the thing and the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How serious.
    pub level: Level,
    /// A stable kebab-case code.
    pub code: String,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Where in the article's text, if it is a place there.
    pub span: Option<Span>,
    /// One-based line of the file, if it is a place there.
    pub line: Option<usize>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(level: Level, code: &str, message: impl Into<String>, hint: Option<&str>) -> Self {
        Self { level, code: code.into(), message: message.into(), hint: hint.map(Into::into), span: None, line: None }
    }

    /// The same at a line of the file.
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

impl Spans for Diagnostic {
    fn map_spans(&mut self, f: &mut impl FnMut(Span) -> Span) {
        self.span.map_spans(f);
    }
}
