//! What is wrong with a lexicon: file, line, message, hint. All faults are reported at once.

/// One fault of a lexicon file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}:{line}: {message}{}", hint.as_ref().map(|hint| format!("\n  hint: {hint}")).unwrap_or_default())]
pub struct Fault {
    /// The file, relative to the lexicon folder.
    pub file: String,
    /// One-based line.
    pub line: usize,
    /// What is wrong, naming the thing and the value.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}
