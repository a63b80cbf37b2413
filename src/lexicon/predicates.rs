//! What the lexicons know of verbs, nouns and adjectives of policy, by word: one look-up per token, made at load time.
//! It holds no grammar and reads no article.

use super::classes::Class;
use super::cues::{ActEntry, CueEntry, Frame, List, Saying, SayingEntry};
use super::function::FunctionWords;
use super::inflect::{plural, verb_forms};
use super::phrases::{Phrases, words_of};
use super::words::{Vocabulary, WordId};
use crate::model::CommitmentStatus;
use std::ops::BitOr;

/// Which forms of a verb a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forms(u8);

impl Forms {
    /// "send".
    pub const BASE: Forms = Forms(1);
    /// "sends".
    pub const THIRD: Forms = Forms(2);
    /// "sent", "gave".
    pub const PAST: Forms = Forms(4);
    /// "sent", "given".
    pub const PARTICIPLE: Forms = Forms(8);
    /// "sending".
    pub const ING: Forms = Forms(16);

    /// Whether any form of `other` is here.
    pub const fn any(self, other: Forms) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it is no verb form at all.
    pub const fn none(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Forms {
    type Output = Forms;
    fn bitor(self, other: Forms) -> Forms {
        Forms(self.0 | other.0)
    }
}

/// A set of word lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lists(u32);

impl Lists {
    /// The set of one list.
    pub const fn of(list: List) -> Lists {
        Lists(1 << list as u8)
    }

    /// Whether the list is here.
    pub const fn has(self, list: List) -> bool {
        self.0 & (1 << list as u8) != 0
    }

    fn add(&mut self, list: List) {
        self.0 |= 1 << list as u8;
    }
}

/// A set of classes of act, by their index; one beyond the 128th is not told apart.
pub type Acts = u128;

/// What is known of one word.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordInfo {
    /// Its verb forms.
    pub forms: Forms,
    /// Its verb, by index into [`Predicates::verbs`]; 0 is none.
    pub verb: u16,
    /// The cue that it is as a noun, one-based; 0 is none.
    pub noun: u16,
    /// The cue that it is as an adjective, one-based; 0 is none.
    pub adjective: u16,
    /// Lists that it is on as a noun or adjective.
    pub lists: Lists,
    /// Whether it is a noun of saying ("reminder").
    pub saying: bool,
    /// Acts of which it can be the object.
    pub objects: Acts,
    /// Acts that it names as a noun.
    pub deeds: Acts,
}

/// One reading of a verb.
#[derive(Debug, Clone)]
pub struct Sense {
    /// The particle that must follow ("out" of "rule out").
    pub particle: Option<WordId>,
    /// What it takes; empty is anything.
    frames: u16,
    /// The cue, by index.
    pub cue: usize,
}

impl Sense {
    /// Whether the reading takes this frame.
    pub fn takes(&self, frame: Frame) -> bool {
        self.frames == 0 || self.frames & (1 << frame as u16) != 0
    }
}

/// One act that a verb can name.
#[derive(Debug, Clone, Copy)]
pub struct Deed {
    /// The particle that must follow.
    pub particle: Option<WordId>,
    /// The class.
    pub act: usize,
    /// Whether the verb names it with any object.
    pub alone: bool,
}

/// A verb, by its base.
#[derive(Debug, Clone, Default)]
pub struct Verb {
    /// The base.
    pub lemma: WordId,
    /// Its readings as a cue; those with a particle first.
    pub senses: Vec<Sense>,
    /// The acts it names; those with a particle first.
    pub deeds: Vec<Deed>,
    /// Lists that it is on.
    pub lists: Lists,
    /// Lists of verbs with a particle.
    phrasal: Vec<(WordId, Lists)>,
    /// What saying it is.
    pub saying: Option<Saying>,
    /// What it says of the fate of a commitment that its object names: "kept its promise".
    pub fate: Option<CommitmentStatus>,
}

impl Verb {
    /// The lists that the verb is on with the word that follows it.
    pub fn lists_with(&self, next: WordId) -> Lists {
        self.phrasal.iter().find(|(particle, _)| *particle == next).map_or(self.lists, |(_, lists)| *lists)
    }

    /// Whether the word is a particle of some reading.
    pub fn has_particle(&self, next: WordId) -> bool {
        let named = self.senses.iter().map(|s| s.particle).chain(self.deeds.iter().map(|d| d.particle));
        next.known() && (named.flatten().any(|particle| particle == next) || self.phrasal.iter().any(|(p, _)| *p == next))
    }
}

/// All that is known of predicates.
#[derive(Debug, Clone, Default)]
pub struct Predicates {
    /// Cues and word lists.
    pub cues: Vec<CueEntry>,
    /// Words of saying.
    pub sayings: Vec<SayingEntry>,
    /// Classes of act.
    pub acts: Vec<ActEntry>,
    /// Verbs; the first is none.
    pub verbs: Vec<Verb>,
    /// Set phrases, valued by the cue's index.
    pub phrases: Phrases<usize>,
    /// Phrases in which a cue's words are none ("shows promise"), valued by the cue's index.
    pub exceptions: Phrases<usize>,
    /// Phrases of saying ("according to").
    pub sources: Phrases<usize>,
    /// The grammar's own words.
    pub function: FunctionWords,
    info: Vec<WordInfo>,
}

impl Predicates {
    /// What is known of a word.
    #[inline]
    pub fn info(&self, word: WordId) -> &WordInfo {
        const NONE: &WordInfo =
            &WordInfo { forms: Forms(0), verb: 0, noun: 0, adjective: 0, lists: Lists(0), saying: false, objects: 0, deeds: 0 };
        self.info.get(word.index()).unwrap_or(NONE)
    }

    /// The verb of an index, the empty one for 0.
    #[inline]
    pub fn verb(&self, index: u16) -> Option<&Verb> {
        self.verbs.get(usize::from(index)).filter(|_| index != 0)
    }

    /// Builds the tables and adds all words to the vocabulary.
    pub(super) fn new(words: &mut Vocabulary, cues: Vec<CueEntry>, sayings: Vec<SayingEntry>, acts: Vec<ActEntry>) -> Self {
        let mut this = Self { verbs: vec![Verb::default()], function: FunctionWords::new(words), ..Self::default() };
        for (i, entry) in cues.iter().enumerate() {
            this.add_cue(words, i, entry);
        }
        for (i, entry) in sayings.iter().enumerate() {
            for verb in &entry.verbs {
                let (index, _) = this.add_verb(words, verb);
                this.verbs[index].saying.get_or_insert(entry.saying);
                for form in verb_forms(verb).iter().chain([verb]) {
                    let id = words.add(form);
                    words.mark(id, Class::SAYING);
                }
            }
            for noun in entry.nouns.iter().flat_map(|noun| [noun.clone(), plural(noun)]) {
                this.word(words, &noun).saying = true;
            }
            for phrase in &entry.phrases {
                let ids = words_of(words, phrase);
                this.sources.add(&ids, i);
            }
        }
        for (i, entry) in acts.iter().enumerate() {
            this.add_act(words, i, entry);
        }
        for verb in &mut this.verbs {
            verb.senses.sort_by_key(|sense| sense.particle.is_none());
            verb.deeds.sort_by_key(|deed| deed.particle.is_none());
        }
        for (id, info) in this.info.iter().enumerate() {
            if this.verb(info.verb).is_some_and(|verb| verb.saying.is_some()) {
                words.mark_at(id, Class::SPEECH);
            }
        }
        this.phrases.finish();
        this.exceptions.finish();
        this.sources.finish();
        Self { cues, sayings, acts, ..this }
    }

    fn add_cue(&mut self, words: &mut Vocabulary, i: usize, entry: &CueEntry) {
        let frames = entry.frames.iter().fold(0, |set, frame| set | 1 << *frame as u16);
        for verb in &entry.verbs {
            let (index, particle) = self.add_verb(words, verb);
            let verb = &mut self.verbs[index];
            match (entry.list, particle) {
                (Some(list), None) => verb.lists.add(list),
                (Some(list), Some(particle)) => match verb.phrasal.iter_mut().find(|(known, _)| *known == particle) {
                    Some((_, lists)) => lists.add(list),
                    None => verb.phrasal.push((particle, Lists::of(list))),
                },
                _ => {}
            }
            if entry.list.is_none() && entry.strength.is_none() {
                verb.fate = entry.status;
            }
            if entry.strength.is_some() {
                verb.senses.push(Sense { particle, frames, cue: i });
            }
        }
        for noun in entry.nouns.iter().flat_map(|noun| [noun.clone(), plural(noun)]) {
            let info = self.word(words, &noun);
            match entry.list {
                Some(list) => info.lists.add(list),
                None => info.noun = index(i),
            }
        }
        for adjective in &entry.adjectives {
            let info = self.word(words, adjective);
            match entry.list {
                Some(list) => info.lists.add(list),
                None => info.adjective = index(i),
            }
        }
        for phrase in &entry.phrases {
            let ids = words_of(words, phrase);
            ids.first().into_iter().for_each(|first| words.mark(*first, Class::CUE));
            self.phrases.add(&ids, i);
        }
        for phrase in &entry.unless {
            let ids = words_of(words, phrase);
            ids.first().into_iter().for_each(|first| words.mark(*first, Class::CUE));
            self.exceptions.add(&ids, i);
        }
    }

    fn add_act(&mut self, words: &mut Vocabulary, i: usize, entry: &ActEntry) {
        for (verb, alone) in entry.alone.iter().map(|v| (v, true)).chain(entry.verbs.iter().map(|v| (v, false))) {
            let (index, particle) = self.add_verb(words, verb);
            self.verbs[index].deeds.push(Deed { particle, act: i, alone });
        }
        let bit = 1u128.checked_shl(u32::try_from(i).unwrap_or(127).min(127)).unwrap_or(0);
        for noun in entry.nouns.iter().flat_map(|noun| [noun.clone(), plural(noun)]) {
            self.word(words, &noun).deeds |= bit;
        }
        for object in entry.objects.iter().flat_map(|noun| [noun.clone(), plural(noun)]) {
            self.word(words, &object).objects |= bit;
        }
    }

    fn word(&mut self, words: &mut Vocabulary, word: &str) -> &mut WordInfo {
        let id = words.add(word).index();
        if self.info.len() <= id {
            self.info.resize(id + 1, WordInfo::default());
        }
        &mut self.info[id]
    }

    /// The verb's index, added with all its forms if it is new, and its particle.
    fn add_verb(&mut self, words: &mut Vocabulary, verb: &str) -> (usize, Option<WordId>) {
        let (base, particle) = verb.split_once(' ').map_or((verb, None), |(base, rest)| (base, Some(words.add(rest))));
        let lemma = words.add(base);
        let index = match self.verbs.iter().position(|known| known.lemma == lemma) {
            Some(known) => known,
            None => {
                self.verbs.push(Verb { lemma, ..Verb::default() });
                let [third, past, participle, ing] = verb_forms(base);
                let forms = [
                    (base.to_owned(), Forms::BASE),
                    (third, Forms::THIRD),
                    (past, Forms::PAST),
                    (participle, Forms::PARTICIPLE),
                    (ing, Forms::ING),
                ];
                for (text, form) in forms {
                    let id = words.add_form(&text, lemma);
                    words.mark(id, Class::VERB);
                    let new = index(self.verbs.len() - 2);
                    let info = self.word(words, &text);
                    // A word that is a form of two verbs ("found") stays with the first.
                    if info.verb == 0 || info.verb == new {
                        info.verb = new;
                        info.forms = info.forms | form;
                    }
                }
                self.verbs.len() - 1
            }
        };
        (index, particle)
    }
}

/// One-based index as it is kept in a word; beyond 65,534 none.
fn index(i: usize) -> u16 {
    u16::try_from(i + 1).unwrap_or(0)
}
