//! Why an input was not taken: the file, the line, the reason and a way out. Not a diagnostic, which is about an article that was.

use super::Input;
use std::fmt;
use std::sync::Arc;

/// One input that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file as it was named, `-` for standard input.
    pub path: String,
    /// One-based line, where the trouble is in a line.
    pub line: Option<usize>,
    /// What is the matter.
    pub reason: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The input to read again, where one was opened: a file that holds what failed, perhaps as an archive.
    pub input: Option<Arc<Input>>,
}

impl Problem {
    pub(crate) fn new(path: &str, reason: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, reason: reason.into(), hint: None, input: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn of(mut self, input: &Arc<Input>) -> Self {
        self.input = Some(Arc::clone(input));
        self
    }

    pub(crate) fn at_line(mut self, line: Option<usize>) -> Self {
        self.line = line;
        self
    }

    /// What the operating system said, in our words where it is one of the usual cases.
    pub(crate) fn io(path: &str, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::new(path, "no such file or directory"),
            std::io::ErrorKind::PermissionDenied => Self::new(path, "no permission to read it"),
            std::io::ErrorKind::IsADirectory => Self::new(path, "is a directory"),
            _ => Self::new(path, format!("cannot be read: {error}")),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}

impl std::error::Error for Problem {}
