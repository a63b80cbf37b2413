//! The vocabulary: every word that matters to some tagger, once, with its classes and its lemma.
//! A word outside is [`WordId::UNKNOWN`], which belongs to no class: most tokens of most texts.

use super::classes::{Class, WORDS};
use rustc_hash::FxHashMap;

/// A word of the vocabulary; two surfaces that differ only in case are one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(u32);

impl WordId {
    /// A word that the vocabulary does not hold.
    pub const UNKNOWN: WordId = WordId(0);

    /// Position in tables over the vocabulary.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether the vocabulary holds it.
    pub fn known(self) -> bool {
        self.0 != 0
    }
}

/// Longest word, in bytes, that is looked up; longer ones are unknown.
const LONGEST: usize = 40;

/// All words with their classes and lemmas.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    ids: FxHashMap<Box<[u8]>, WordId>,
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    text: Box<str>,
    class: Class,
    lemma: WordId,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let unknown = Word { text: "".into(), class: Class::NONE, lemma: WordId::UNKNOWN };
        let mut vocabulary = Self { ids: FxHashMap::default(), words: vec![unknown] };
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
        if let Some(&id) = self.ids.get(lower.as_bytes()) {
            return id;
        }
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(0));
        self.ids.insert(lower.as_bytes().into(), id);
        self.words.push(Word { text: lower.into(), class: Class::NONE, lemma: id });
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
        if let Some(word) = self.words.get_mut(id.index()).filter(|_| id.known()) {
            word.class = word.class.or(class);
        }
    }

    /// Looks a word up, in any case, without allocating for ASCII words.
    pub fn id(&self, word: &str) -> WordId {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST {
            return WordId::UNKNOWN;
        }
        if !bytes.is_ascii() {
            return self.ids.get(word.to_lowercase().as_bytes()).copied().unwrap_or_default();
        }
        let mut buffer = [0u8; LONGEST];
        let Some(lower) = buffer.get_mut(..bytes.len()) else { return WordId::UNKNOWN };
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        self.ids.get(&*lower).copied().unwrap_or_default()
    }

    /// The classes of a word.
    pub fn class(&self, id: WordId) -> Class {
        self.words.get(id.index()).map_or(Class::NONE, |word| word.class)
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
