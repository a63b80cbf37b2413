//! What a text says of the one that it was made from: the titles and addresses that it names where it calls itself a digest, an
//! excerpt or a reprint. Whether it is one is for those to say who have the other text.

use super::words::section;
use crate::model::Article;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

static MADE_FROM: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let phrases = section(include_str!("words/sources.txt"), "made-from");
    AhoCorasick::builder().ascii_case_insensitive(true).build(phrases).ok()
});

/// Passages of which one may be the title or the address of a text that this one was made from; none for most texts.
pub fn sources(article: &Article) -> Vec<&str> {
    let Some(phrases) = MADE_FROM.as_ref() else { return Vec::new() };
    let mut blocks = article.blocks.iter().map(|block| block.span.of(&article.text)).peekable();
    let mut found = Vec::new();
    while let Some(block) = blocks.next() {
        let Some(phrase) = phrases.find(block) else { continue };
        let rest = block.get(phrase.end()..).unwrap_or("");
        found.push(rest);
        found.extend(rest.split_once(": ").map(|(_, title)| title));
        found.extend(rest.split(['“', '”', '"', '«', '»', '‘', '’']).skip(1).step_by(2));
        found.extend(rest.split_whitespace().filter(|word| word.starts_with("http")));
        // A link stands in a line of its own.
        found.extend(blocks.peek().copied());
    }
    found
}
