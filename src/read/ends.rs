//! The first and the last bytes of a text, cut at characters.

/// At most the first `n` bytes.
pub(super) fn head(text: &str, n: usize) -> &str {
    let n = n.min(text.len());
    (0..4).find_map(|back| text.get(..n.saturating_sub(back))).unwrap_or("")
}

/// At most the last `n` bytes.
pub(super) fn tail(text: &str, n: usize) -> &str {
    let start = text.len().saturating_sub(n);
    (0..4).find_map(|on| text.get(start + on..)).unwrap_or("")
}
