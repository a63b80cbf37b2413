//! Numeric ids: a stable hash per document and per part of it, the join between kinds and the last tie-break of an order.
//! They are no secret and no checksum; they only have to be the same on every machine and in every run.

use super::Kind;
use sha2::{Digest, Sha256};

/// The key of a document: the head of its id's SHA-256.
pub(super) fn document(id: &str) -> u64 {
    word(&Sha256::digest(id.as_bytes()), 0)
}

/// The key of a part of a document, by kind and by its name there.
pub(super) fn part(document: u64, kind: Kind, name: &[u8]) -> u64 {
    let mut hash = document ^ (kind as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for &byte in name {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    // The finaliser of SplitMix64: neighbouring names must not give neighbouring keys, since keys also break ties.
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

/// How far an article's number stands above what is numbered within it.
const SHIFT: u32 = 24;
/// Set in the number of a part that is known by a hash of its name.
const HASHED: u64 = 1 << (SHIFT - 1);

/// The `n`th part of an article of this number.
pub(super) fn nth(number: u64, n: usize) -> u64 {
    number << SHIFT | (n as u64 & (HASHED - 1))
}

/// A part of an article of this number by its name there: the number in it, as in `f12`, else a hash of it.
pub(super) fn named(number: u64, name: &str) -> u64 {
    let digits = name.get(1..).filter(|digits| !digits.starts_with('0')).and_then(|digits| digits.parse().ok());
    match digits.filter(|&n: &u64| n < HASHED) {
        Some(n) => number << SHIFT | n,
        None => number << SHIFT | HASHED | part(0, Kind::Figures, name.as_bytes()) & (HASHED - 1),
    }
}

/// The number of the article that a part is of.
pub(super) fn article(own: u64) -> u64 {
    own >> SHIFT
}

/// A digest of a set of articles that does not depend on their order and follows every change at the cost of that change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Snapshot([u64; 4]);

impl Snapshot {
    /// A digest as it was written.
    pub(super) fn read(written: &str) -> Option<Self> {
        let mut words = [0; 4];
        for (n, word) in words.iter_mut().enumerate() {
            *word = u64::from_str_radix(written.get(16 * n..16 * (n + 1))?, 16).ok()?;
        }
        (written.len() == 64).then_some(Self(words))
    }

    /// Takes an article in.
    pub(super) fn add(&mut self, id: &str, sha256: &str, version: &str) {
        for (sum, part) in self.0.iter_mut().zip(Self::of(id, sha256, version)) {
            *sum = sum.wrapping_add(part);
        }
    }

    /// Takes an article out.
    pub(super) fn remove(&mut self, id: &str, sha256: &str, version: &str) {
        for (sum, part) in self.0.iter_mut().zip(Self::of(id, sha256, version)) {
            *sum = sum.wrapping_sub(part);
        }
    }

    fn of(id: &str, sha256: &str, version: &str) -> [u64; 4] {
        let mut hasher = Sha256::new();
        for part in [id, sha256, version] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let digest = hasher.finalize();
        std::array::from_fn(|i| word(&digest, i))
    }
}

impl std::fmt::Display for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|word| write!(f, "{word:016x}"))
    }
}

/// The `i`th eight bytes of a digest.
fn word(digest: &[u8], i: usize) -> u64 {
    digest.chunks_exact(8).nth(i).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_forgets_what_was_taken_out_and_the_order() {
        let (mut one, mut other) = (Snapshot::default(), Snapshot::default());
        one.add("a", "1", "v");
        one.add("b", "2", "v");
        other.add("c", "3", "v");
        other.add("b", "2", "v");
        other.add("a", "1", "v");
        assert_ne!(one, other);
        other.remove("c", "3", "v");
        assert_eq!(one, other);
        assert_eq!(Snapshot::read(&one.to_string()), Some(one));
        assert_eq!(Snapshot::read("12"), None);
    }

    #[test]
    fn parts_are_numbered_by_their_names() {
        assert_eq!(named(7, "f12"), nth(7, 12));
        assert_eq!(article(named(7, "f12")), 7);
        let names = ["f1", "f01", "f", "", "first", "f1x", "f99999999"];
        let all: std::collections::BTreeSet<u64> = names.map(|name| named(7, name)).into();
        assert_eq!(all.len(), names.len());
        assert!(all.iter().all(|&own| article(own) == 7));
    }

    #[test]
    fn parts_differ_by_kind_and_name() {
        let document = document("corpus/a.txt");
        let keys: std::collections::BTreeSet<u64> = Kind::ALL
            .into_iter()
            .flat_map(|kind| ["f1", "f2", "1f", ""].map(|name| part(document, kind, name.as_bytes())))
            .collect();
        assert_eq!(keys.len(), 20);
    }
}
