//! The names of all actors in one Aho-Corasick automaton, run over the folded view once, leftmost and longest: only from the starts
//! of words, and of these only from those whose first letters open a name.
//! Forms are matched in their own case or all in capitals; lower-case forms also with capitals at their start.

use super::format::{ActorEntry, ContextRule};
use crate::model::Via;
use crate::text::{Span, View};
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use std::collections::BTreeMap;

/// One way to name one actor.
#[derive(Debug, Clone)]
pub struct Form {
    /// Index of the actor in the lexicon.
    pub actor: usize,
    /// What kind of form it is.
    pub via: Via,
    /// When the form may be read so.
    pub context: Option<ContextRule>,
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
    automaton: Option<AhoCorasick>,
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
        let mut builder = AhoCorasick::builder();
        let automaton = builder.match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Both).build(patterns.keys()).ok();
        let openings = Openings::new(patterns.keys());
        Self { automaton, forms: patterns.into_values().collect(), openings }
    }

    /// The names in a folded text that stand between word boundaries, in order, not overlapping. `starts` are the offsets at which
    /// its tokens start, ascending; `read` says what a name is read as. One that it rejects leaves its words to the shorter names in it.
    pub fn names<'a, T>(
        &'a self,
        view: &'a str,
        starts: impl Iterator<Item = u32>,
        mut read: impl FnMut(Name<'a>) -> Option<T>,
    ) -> impl Iterator<Item = T> {
        let mut free = 0;
        starts.filter_map(move |start| {
            let start = start as usize;
            let start = start + usize::from(is_glued(view, start));
            if start < free || !self.openings.may_open(view.as_bytes().get(start..)?) || joins_before(view, start) {
                return None;
            }
            let mut end = view.len();
            loop {
                let hit = self.automaton.as_ref()?.find(Input::new(view).range(start..end).anchored(Anchored::Yes))?;
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

    /// The automaton itself, for the bench that compares the whole analysis with a bare scan.
    pub fn automaton(&self) -> Option<&AhoCorasick> {
        self.automaton.as_ref()
    }

    /// What a name may mean, for look-ups from a query; any case.
    pub fn meanings(&self, name: &str) -> Vec<usize> {
        let wanted = View::new(name.trim()).text().to_owned();
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found: Vec<usize> = [wanted.clone(), wanted.to_uppercase(), capitalised(&wanted)]
            .iter()
            .filter_map(|text| automaton.find(text.as_str()).filter(|hit| hit.len() == text.len()))
            .flat_map(|hit| self.forms.get(hit.pattern().as_usize()).into_iter().flatten().map(|form| form.actor))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The context rules of a form as one: any of all `needs`, none of all `unless`.
fn context_of(entry: &ActorEntry, form: &str) -> Option<ContextRule> {
    let mut rules = entry.context.iter().filter(|rule| rule.form == form).cloned();
    let first = rules.next()?;
    Some(rules.fold(first, |mut all, rule| {
        all.needs.extend(rule.needs);
        all.unless.extend(rule.unless);
        all
    }))
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

/// The first letters of all names, as a set that may say yes too often: 4 bytes of each, all of a shorter one.
#[derive(Debug, Clone)]
struct Openings(Box<[u64]>);

impl Openings {
    /// Bits; enough that few of the set are hit by chance, and small enough to stay in the fastest cache.
    const BITS: u32 = 17;

    fn new<'a>(names: impl Iterator<Item = &'a String>) -> Self {
        let mut bits = vec![0u64; 1 << (Self::BITS - 6)].into_boxed_slice();
        for name in names {
            let bit = Self::bit(first(name.as_bytes()), name.len());
            if let Some(word) = bits.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        Self(bits)
    }

    fn may_open(&self, text: &[u8]) -> bool {
        let first = first(text);
        (1..=4).any(|len| {
            let bit = Self::bit(first, len);
            self.0.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
        })
    }

    /// The bit of the first `len` bytes, four at most.
    fn bit(first: u32, len: usize) -> usize {
        let kept = first & u32::MAX.checked_shr(32 - 8 * (len as u32).min(4)).unwrap_or(0);
        (kept.wrapping_mul(0x9E37_79B1) >> (32 - Self::BITS)) as usize
    }
}

/// The first four bytes, or fewer with zeros behind them.
fn first(text: &[u8]) -> u32 {
    match text.first_chunk::<4>() {
        Some(bytes) => u32::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |packed, &byte| packed << 8 | u32::from(byte)),
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
