//! The names of all actors in one Aho-Corasick automaton, scanned once over the folded view, leftmost and longest.
//! Forms are matched in their own case or all in capitals; lower-case forms also with capitals at their start.

use super::format::{ActorEntry, ContextRule};
use crate::model::Via;
use crate::text::{Span, View};
use aho_corasick::{AhoCorasick, MatchKind};
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
}

impl Matcher {
    /// Builds the automaton over all forms of all actors.
    pub(super) fn new(actors: &[ActorEntry]) -> Self {
        let mut patterns: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for (actor, entry) in actors.iter().enumerate() {
            for (via, form) in forms_of(entry) {
                let folded = View::new(form).text().to_owned();
                let context = entry.context.iter().find(|rule| rule.form == form).cloned();
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
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns.keys()).ok();
        Self { automaton, forms: patterns.into_values().collect() }
    }

    /// The names in a folded text that stand between word boundaries, in order, not overlapping.
    pub fn names<'a>(&'a self, view: &'a str) -> impl Iterator<Item = Name<'a>> {
        let hits = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(view));
        hits.filter_map(move |hit| {
            let bounded = !joins(view.get(..hit.start()).and_then(|before| before.chars().next_back()))
                && !joins(view.get(hit.end()..).and_then(|after| after.chars().next()));
            let forms = self.forms.get(hit.pattern().as_usize()).filter(|_| bounded)?;
            Some(Name { span: Span::new(hit.start(), hit.end()), forms })
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

/// Whether a character belongs to a word.
fn joins(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}
