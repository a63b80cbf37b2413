//! The first letters of a word in one number, so that two words are told apart without looking at their text. It knows no word.

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The first eight bytes of a word, ASCII letters in lower case, zeros behind a shorter one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Head(u64);

impl Head {
    /// As a number, for hashing.
    #[inline]
    pub const fn number(self) -> u64 {
        self.0
    }

    /// Six bits of it, for a set in one number.
    #[inline]
    const fn sixth(self) -> u32 {
        (self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58) as u32
    }

    /// The head of a word, read without a loop.
    #[inline]
    pub fn of(word: &[u8]) -> Self {
        let len = word.len();
        if let Some(first) = word.first_chunk::<8>() {
            return Self(lower(u64::from_le_bytes(*first)));
        }
        // The last four bytes overlap the first four, and lie on them as they are.
        if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
            let (first, last) = (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)));
            return Self(lower(first | last << (8 * (len - 4))));
        }
        Self(lower(word.iter().rev().fold(0, |packed, &byte| packed << 8 | u64::from(byte))))
    }

    /// The same for a word that is known at compile time.
    #[inline(always)]
    pub const fn constant(word: &str) -> Self {
        let bytes = word.as_bytes();
        let (mut packed, mut i) = (0, 0);
        while i < bytes.len() && i < 8 {
            packed |= (bytes[i] as u64) << (8 * i);
            i += 1;
        }
        Self(lower(packed))
    }
}

/// Eight bytes with their ASCII capitals in lower case: bit 7 of a sum tells whether its byte has reached `A` or passed `Z`.
#[inline(always)]
pub const fn lower(bytes: u64) -> u64 {
    let low = bytes & (0x7F * EACH);
    let from_a = low + EACH * (0x80 - b'A' as u64);
    let past_z = low + EACH * (0x7F - b'Z' as u64);
    bytes | ((from_a & !past_z & !bytes & (0x80 * EACH)) >> 2)
}

/// A word to compare tokens with, its head made at compile time.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    head: Head,
    text: &'static str,
}

/// A list of words, packed at compile time.
#[derive(Debug)]
pub struct Words<List: ?Sized = [Word]> {
    /// A bit for each head; most heads outside the list hit none.
    bits: u64,
    list: List,
}

impl<const N: usize> Words<[Word; N]> {
    /// Packs a list of words in lower case.
    pub const fn of(list: [&'static str; N]) -> Self {
        let mut packed = [Word { head: Head(0), text: "" }; N];
        let (mut bits, mut i) = (0, 0);
        while i < N {
            let head = Head::constant(list[i]);
            packed[i] = Word { head, text: list[i] };
            bits |= 1 << head.sixth();
            i += 1;
        }
        Self { bits, list: packed }
    }
}

impl Words {
    /// Where in the list a word stands, given its head and, where the head does not tell, its text.
    #[inline]
    pub fn position<'a>(&self, head: Head, text: impl Fn() -> &'a str) -> Option<usize> {
        if self.bits >> head.sixth() & 1 == 0 {
            return None;
        }
        self.list.iter().position(|word| word.head == head && (word.text.len() < 8 || text().eq_ignore_ascii_case(word.text)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, Words};

    #[test]
    fn case_does_not_count_and_the_first_eight_bytes_do() {
        for (one, other) in [("The", "the"), ("Für", "füR"), ("PARLIAMENTARY", "parliament"), ("[A@Z`", "[a@z`"), ("a", "A")] {
            assert_eq!(Head::of(one.as_bytes()), Head::of(other.as_bytes()), "{one} {other}");
        }
        for (one, other) in [("the", "then"), ("Ü", "ü"), ("@", "`"), ("[", "{"), ("abcd", "abce")] {
            assert_ne!(Head::of(one.as_bytes()), Head::of(other.as_bytes()), "{one} {other}");
        }
    }

    #[test]
    fn a_head_is_the_same_however_it_is_made() {
        for word in
            Words::of(["", "a", "of", "the", "from", "until", "pledge", "decided", "minister", "parliament", "für", "’s"]).list
        {
            assert_eq!(word.head, Head::of(word.text.as_bytes()), "{}", word.text);
        }
    }
}
