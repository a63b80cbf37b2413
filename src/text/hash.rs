//! A fixed hash of words and numbers: ids, origins and copies must not change with the platform or the run. Not for tables in memory,
//! and not for secrets.

/// FNV-1a's offset and prime.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Adds a number to a hash.
pub fn mix(hash: u64, with: u64) -> u64 {
    let mixed = (hash ^ with).wrapping_mul(PRIME);
    mixed ^ (mixed >> 29)
}

/// The hash of a run of hashes, in their order.
pub fn run(hashes: &[u64]) -> u64 {
    hashes.iter().fold(SEED, |hash, word| mix(hash, *word))
}

/// Hash of a word in lower case.
pub fn folded(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(SEED, |hash, c| (hash ^ u64::from(c)).wrapping_mul(PRIME))
}

/// Runs of letters and digits.
pub fn plain_words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
