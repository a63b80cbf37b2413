//! The names of all actors in one Aho-Corasick automaton, run over the folded view once, leftmost and longest: only from the starts
//! of words, and of these only from those that open a name.
//! Forms are matched in their own case or all in capitals; lower-case forms also with capitals at their start.

use super::format::ActorEntry;
use crate::model::Via;
use crate::text::{Head, Span, View, tokens};
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use memchr::memmem::Finder;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// One way to name one actor.
#[derive(Debug, Clone)]
pub struct Form {
    /// Index of the actor in the lexicon.
    pub actor: usize,
    /// What kind of form it is.
    pub via: Via,
    /// When the form may be read so.
    pub context: Option<Arc<Surroundings>>,
}

/// What must stand in the sentence of a form, and what must not.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Words of which one must be there.
    pub needs: Vec<Hint>,
    /// Words of which none may be there.
    pub unless: Vec<Hint>,
}

/// A word or phrase of a context rule, ready to be searched for in many sentences.
#[derive(Debug, Clone)]
pub struct Hint {
    /// As the lexicon has it.
    pub word: String,
    /// Finds all of it but its first letter, which may stand in either case.
    rest: Finder<'static>,
    /// Bytes of that letter; none where there is no other.
    first: usize,
}

impl Hint {
    fn new(word: &str) -> Self {
        let first = word.char_indices().nth(1).map_or(0, |(at, _)| at);
        let rest = Finder::new(word.as_bytes().get(first..).unwrap_or(&[])).into_owned();
        Self { word: word.to_owned(), rest, first }
    }

    /// The places in a sentence at which it stands between word boundaries, its first letter in either case.
    pub fn places<'a>(&'a self, sentence: &'a str) -> impl Iterator<Item = Span> {
        self.rest.find_iter(sentence.as_bytes()).filter_map(move |at| {
            let start = at.checked_sub(self.first)?;
            let end = start + self.word.len();
            let first = sentence.get(start..at)?;
            let same = self.word.get(..self.first).is_some_and(|own| own == first || own.to_lowercase() == first.to_lowercase());
            (same && !joins_before(sentence, start) && !joins(sentence.get(end..)?.chars().next())).then(|| Span::new(start, end))
        })
    }
}

/// A name found: where it stands in the view and all that it may mean.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a> {
    /// Place in the view.
    pub span: Span,
    /// What it may mean, most usual first.
    pub forms: &'a [Form],
}

/// The automaton with the meanings of its patterns.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// The names, in order.
    patterns: Vec<String>,
    /// Built when a text is first looked through: a query asks for single names.
    automaton: OnceLock<Option<AhoCorasick>>,
    forms: Vec<Vec<Form>>,
    openings: Openings,
}

impl Matcher {
    /// Builds the automaton over all forms of all actors.
    pub(super) fn new(actors: &[ActorEntry]) -> Self {
        let mut patterns: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for (actor, entry) in actors.iter().enumerate() {
            for (via, form) in forms_of(entry) {
                let folded = View::new(form).text().to_owned();
                let context = context_of(entry, form);
                for surface in surfaces(&folded, via) {
                    let list = patterns.entry(surface).or_default();
                    if !list.iter().any(|known| known.actor == actor) {
                        list.push(Form { actor, via, context: context.clone() });
                    }
                }
            }
        }
        // A form that needs no context is tried last: the rules decide first.
        for list in patterns.values_mut() {
            list.sort_by_key(|form| (form.context.as_ref().is_none_or(|rule| rule.needs.is_empty()), form.context.is_none()));
        }
        let openings = Openings::new(patterns.keys());
        let (patterns, forms) = patterns.into_iter().unzip();
        Self { patterns, automaton: OnceLock::new(), forms, openings }
    }

    /// The names in a folded text that stand between word boundaries, in order, not overlapping. `words` are the places and
    /// heads of its tokens, in order; `read` says what a name is read as. One that it rejects leaves its words to the shorter names in it.
    pub fn names<'a, T>(
        &'a self,
        view: &'a str,
        words: impl Iterator<Item = (Span, Head)>,
        mut read: impl FnMut(Name<'a>) -> Option<T>,
    ) -> impl Iterator<Item = T> {
        let (mut free, automaton) = (0, self.automaton());
        words.filter_map(move |(word, head)| {
            let start = word.start as usize;
            let glued = is_glued(view, start);
            let start = start + usize::from(glued);
            let rest = || Head::of(Span::new(start, word.end as usize).of(view).as_bytes());
            let head = if glued { rest() } else { head };
            if start < free || !self.openings.may_open(head, view.as_bytes().get(start)) || joins_before(view, start) {
                return None;
            }
            let mut end = view.len();
            loop {
                let hit = automaton?.find(Input::new(view).range(start..end).anchored(Anchored::Yes))?;
                let bounded = !joins(view.get(hit.end()..).and_then(|after| after.chars().next()));
                let forms = self.forms.get(hit.pattern().as_usize()).filter(|_| bounded);
                let found = forms.and_then(|forms| read(Name { span: Span::new(hit.start(), hit.end()), forms }));
                if found.is_some() {
                    free = hit.end();
                    return found;
                }
                end = hit.end().checked_sub(1).filter(|end| *end > start)?;
            }
        })
    }

    /// The automaton itself, for whoever looks for names and for the bench that compares the whole analysis with a bare scan.
    pub fn automaton(&self) -> Option<&AhoCorasick> {
        let build = || {
            let mut builder = AhoCorasick::builder();
            builder.match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Both).build(&self.patterns).ok()
        };
        self.automaton.get_or_init(build).as_ref()
    }

    /// What a name may mean, for look-ups from a query; any case.
    pub fn meanings(&self, name: &str) -> Vec<usize> {
        let wanted = View::new(name.trim()).text().to_owned();
        let mut found: Vec<usize> = [wanted.clone(), wanted.to_uppercase(), capitalised(&wanted)]
            .iter()
            .filter_map(|text| self.forms.get(self.patterns.binary_search(text).ok()?))
            .flat_map(|forms| forms.iter().map(|form| form.actor))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The context rules of a form as one: any of all `needs`, none of all `unless`.
fn context_of(entry: &ActorEntry, form: &str) -> Option<Arc<Surroundings>> {
    let rules = || entry.context.iter().filter(|rule| rule.form == form);
    let needs = rules().flat_map(|rule| &rule.needs).map(|word| Hint::new(word)).collect();
    let unless = rules().flat_map(|rule| &rule.unless).map(|word| Hint::new(word)).collect();
    rules().next().map(|_| Arc::new(Surroundings { needs, unless }))
}

/// All forms of an actor with their kind; a form listed under two kinds counts as the first.
pub(super) fn forms_of(entry: &ActorEntry) -> impl Iterator<Item = (Via, &str)> {
    let lists = [
        (Via::Name, &entry.forms),
        (Via::Acronym, &entry.acronyms),
        (Via::Demonym, &entry.demonyms),
        (Via::Metonym, &entry.metonyms),
        (Via::Role, &entry.roles),
    ];
    lists.into_iter().flat_map(|(via, list)| list.iter().map(move |form| (via, form.as_str())))
}

/// The spellings under which a form is matched.
fn surfaces(form: &str, via: Via) -> Vec<String> {
    let mut list = vec![form.to_owned()];
    if via == Via::Acronym {
        return list;
    }
    if !form.chars().any(char::is_uppercase) {
        list.push(capitalised(form).clone());
        list.push(first_capital(form));
    }
    // Capitals throughout, as in headlines; short ones would be read into acronyms ("POLE", "CHAD").
    if form.len() > 4 && via != Via::Role {
        list.push(form.to_uppercase());
    }
    list.sort_unstable();
    list.dedup();
    list
}

/// Every word with a capital.
fn capitalised(form: &str) -> String {
    form.split(' ').map(first_capital).collect::<Vec<_>>().join(" ")
}

/// The first letter as a capital.
fn first_capital(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The first words of all names, as a set of hashes that may say yes too often.
#[derive(Debug, Clone)]
struct Openings(Box<[u64]>);

impl Openings {
    /// Bits; enough that few of the set are hit by chance, and small enough to stay in the fastest cache.
    const BITS: u32 = 17;

    fn new<'a>(names: impl Iterator<Item = &'a String>) -> Self {
        let mut bits = vec![0u64; 1 << (Self::BITS - 6)].into_boxed_slice();
        for name in names {
            let Some(first) = tokens(name).next() else { continue };
            let first = first.span.of(name).as_bytes();
            let bit = Self::bit(Head::of(first), first.first());
            if let Some(word) = bits.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        Self(bits)
    }

    fn may_open(&self, head: Head, first: Option<&u8>) -> bool {
        let bit = Self::bit(head, first);
        self.0.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// The bit of a word: its head, and whether its first letter is a capital.
    fn bit(head: Head, first: Option<&u8>) -> usize {
        let capital = first.is_some_and(u8::is_ascii_uppercase);
        let hash = (head.number() ^ u64::from(capital)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> (64 - Self::BITS)) as usize
    }
}

/// Whether an apostrophe stands there that is glued to the word before: a name can only start behind it.
fn is_glued(view: &str, at: usize) -> bool {
    view.as_bytes().get(at) == Some(&b'\'') && joins_before(view, at)
}

/// Whether the character before an offset belongs to a word.
fn joins_before(view: &str, at: usize) -> bool {
    match at.checked_sub(1).and_then(|before| view.as_bytes().get(before)) {
        None => false,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => joins(view.get(..at).and_then(|before| before.chars().next_back())),
    }
}

/// Whether a character belongs to a word.
fn joins(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}
