//! The reader's own word lists: page furniture and abbreviations. Not a lexicon: nothing here is ever found in an article,
//! the words only say which parts of a page are the article and where its sentences end.

use rustc_hash::FxHashSet;

/// Furniture, captions' credits and the openings of passages of other articles.
pub(super) const FURNITURE: &str = include_str!("words/furniture.txt");

/// Abbreviations, words that open sentences, verbs of saying.
pub(super) const SENTENCES: &str = include_str!("words/sentences.txt");

/// The entries of one `[section]` of a list.
pub(super) fn section(list: &'static str, name: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .skip_while(move |line| line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) != Some(name))
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The entries of one section as a set.
pub(super) fn set(list: &'static str, name: &'static str) -> FxHashSet<&'static str> {
    section(list, name).collect()
}

/// Runs `f` on `word` in ASCII lower case, without allocating; a word longer than `N` bytes is in no list.
pub(super) fn lowered<const N: usize, T>(word: &str, f: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0; N];
    let place = buffer.get_mut(..word.len())?;
    place.copy_from_slice(word.as_bytes());
    place.make_ascii_lowercase();
    std::str::from_utf8(place).ok().map(f)
}
