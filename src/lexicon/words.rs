//! The vocabulary: every word that matters to some tagger, once, with its classes and its lemma.
//! A word outside is [`WordId::UNKNOWN`], which belongs to no class: most tokens of most texts.

use super::classes::{Class, WORDS};
use crate::text::lower;
use rustc_hash::FxHashMap;

/// A word of the vocabulary; two surfaces that differ only in case are one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(u32);

impl WordId {
    /// A word that the vocabulary does not hold.
    pub const UNKNOWN: WordId = WordId(0);

    /// Position in tables over the vocabulary.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether the vocabulary holds it.
    #[inline]
    pub fn known(self) -> bool {
        self.0 != 0
    }
}

/// Longest word, in bytes, that is looked up; longer ones are unknown.
const LONGEST: usize = 40;

/// All words with their classes and lemmas.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// Words of up to 16 bytes, which nearly all are: the key is the word itself, so a look-up follows no pointer.
    short: FxHashMap<Packed, WordId>,
    long: FxHashMap<Box<[u8]>, WordId>,
    /// Words and marks of one ASCII byte, by that byte.
    single: [WordId; 128],
    /// Apart from the words, since every known token asks for them.
    classes: Vec<Class>,
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    text: Box<str>,
    lemma: WordId,
}

/// A word of up to 16 bytes in two numbers, zeros behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Packed(u64, u64);

impl Packed {
    /// Packs a word as it is written.
    fn new(word: &[u8]) -> Option<Self> {
        let len = word.len();
        // The last bytes are read where they overlap the first ones and shifted free of them: no loop, no copy.
        let tail = |bytes: u64, width: usize| bytes.checked_shr(8 * (2 * width).saturating_sub(len) as u32).unwrap_or(0);
        if let (Some(first), Some(last)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) {
            return (len <= 16).then(|| Self(u64::from_le_bytes(*first), tail(u64::from_le_bytes(*last), 8)));
        }
        if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
            return Some(Self(u64::from(u32::from_le_bytes(*first)) | tail(u64::from(u32::from_le_bytes(*last)), 4) << 32, 0));
        }
        Some(Self(word.iter().rev().fold(0, |packed, &byte| packed << 8 | u64::from(byte)), 0))
    }

    fn is_ascii(self) -> bool {
        (self.0 | self.1) & (0x80 * EACH) == 0
    }

    /// The same in lower case; ASCII only.
    fn lower(self) -> Self {
        Self(lower(self.0), lower(self.1))
    }
}

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

impl Default for Vocabulary {
    fn default() -> Self {
        let unknown = Word { text: "".into(), lemma: WordId::UNKNOWN };
        let (short, long) = (FxHashMap::default(), FxHashMap::default());
        let single = [WordId::UNKNOWN; 128];
        let mut vocabulary = Self { short, long, single, classes: vec![Class::NONE], words: vec![unknown] };
        for &(class, words) in WORDS {
            for word in words.split(' ') {
                let id = vocabulary.add(word);
                vocabulary.mark(id, class);
            }
        }
        vocabulary
    }
}

impl Vocabulary {
    /// The word's id, added if it is new; case does not count.
    pub fn add(&mut self, word: &str) -> WordId {
        let lower = word.to_lowercase();
        if let Some(id) = self.spelt(lower.as_bytes()) {
            return id;
        }
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(0));
        if let [byte] = lower.as_bytes()
            && let Some(single) = self.single.get_mut(usize::from(*byte))
        {
            *single = id;
        }
        match Packed::new(lower.as_bytes()) {
            Some(packed) => self.short.insert(packed, id),
            None => self.long.insert(lower.as_bytes().into(), id),
        };
        self.words.push(Word { text: lower.into(), lemma: id });
        self.classes.push(Class::NONE);
        id
    }

    /// Adds a form of `lemma`; the first lemma a form is given stays.
    pub fn add_form(&mut self, form: &str, lemma: WordId) -> WordId {
        let id = self.add(form);
        if let Some(word) = self.words.get_mut(id.index())
            && word.lemma == id
        {
            word.lemma = lemma;
        }
        id
    }

    /// Adds a class to a word.
    pub fn mark(&mut self, id: WordId, class: Class) {
        self.mark_at(id.index(), class);
    }

    /// The same by the position of a word in tables over the vocabulary.
    pub(super) fn mark_at(&mut self, index: usize, class: Class) {
        if let Some(known) = self.classes.get_mut(index).filter(|_| index != 0) {
            *known = known.or(class);
        }
    }

    /// Looks a word up, in any case, without allocating for ASCII words.
    pub fn id(&self, word: &str) -> WordId {
        let bytes = word.as_bytes();
        if let [byte] = bytes {
            return self.single.get(usize::from(byte.to_ascii_lowercase())).copied().unwrap_or_default();
        }
        match Packed::new(bytes) {
            Some(packed) if packed.is_ascii() => self.short.get(&packed.lower()).copied().unwrap_or_default(),
            _ if bytes.len() > LONGEST => WordId::UNKNOWN,
            _ if bytes.is_ascii() => self.long_id(bytes),
            _ => self.spelt(word.to_lowercase().as_bytes()).unwrap_or_default(),
        }
    }

    /// Looks up a word of more than 16 bytes, all ASCII.
    fn long_id(&self, word: &[u8]) -> WordId {
        let mut buffer = [0u8; LONGEST];
        let Some(lower) = buffer.get_mut(..word.len()) else { return WordId::UNKNOWN };
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        self.long.get(&*lower).copied().unwrap_or_default()
    }

    /// Looks a word up that is in lower case.
    fn spelt(&self, lower: &[u8]) -> Option<WordId> {
        match Packed::new(lower) {
            Some(packed) => self.short.get(&packed),
            None => self.long.get(lower),
        }
        .copied()
    }

    /// The classes of a word.
    #[inline]
    pub fn class(&self, id: WordId) -> Class {
        self.classes.get(id.index()).copied().unwrap_or(Class::NONE)
    }

    /// The lemma of a word: itself, unless it was added as a form of another.
    pub fn lemma(&self, id: WordId) -> WordId {
        self.words.get(id.index()).map_or(id, |word| word.lemma)
    }

    /// The word in lower case.
    pub fn text(&self, id: WordId) -> &str {
        self.words.get(id.index()).map_or("", |word| &word.text)
    }

    /// How many words there are, the unknown one included.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none, which never happens.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
