//! The phrase tables of a lexicon, built at load time: forms with their plurals and inflections, first words marked with a class.

use super::classes::Class;
use super::format::{ActorEntry, MeasureEntry, PillarEntry, UnitEntry, WordsEntry};
use super::inflect::{plural, verb_forms};
use super::phrases::{Phrases, words_of};
use super::words::Vocabulary;

/// Builds phrase tables and marks their first words.
pub(super) struct Tables<'a> {
    pub(super) words: &'a mut Vocabulary,
}

impl Tables<'_> {
    pub(super) fn add<T>(&mut self, table: &mut Phrases<T>, phrase: &str, value: T, class: Class) {
        let ids = words_of(self.words, phrase);
        if let Some(first) = ids.first() {
            self.words.mark(*first, class);
        }
        table.add(&ids, value);
    }

    /// Phrases of entries, valued by the entry's index.
    pub(super) fn phrases<'a>(
        &mut self,
        lists: impl Iterator<Item = impl Iterator<Item = &'a String>>,
        class: Class,
    ) -> Phrases<usize> {
        let mut table = Phrases::default();
        for (i, list) in lists.enumerate() {
            list.for_each(|form| self.add(&mut table, form, i, class));
        }
        table.finish();
        table
    }

    pub(super) fn units(&mut self, units: &[UnitEntry]) -> (Phrases<usize>, Phrases<usize>, Phrases<usize>) {
        let mut nouns = Phrases::default();
        for (i, unit) in units.iter().enumerate() {
            for (n, form) in unit.forms.iter().enumerate() {
                let many = unit.plurals.get(n).cloned().unwrap_or_else(|| plural(form));
                self.add(&mut nouns, form, i, Class::UNIT);
                if many != *form {
                    self.add(&mut nouns, &many, i, Class::UNIT);
                }
            }
        }
        nouns.finish();
        let prefixes = self.phrases(units.iter().map(|unit| unit.prefix.iter()), Class::UNIT);
        let suffixes = self.phrases(units.iter().map(|unit| unit.suffix.iter()), Class::UNIT);
        (nouns, prefixes, suffixes)
    }

    pub(super) fn measures(&mut self, measures: &[MeasureEntry]) -> (Phrases<usize>, Phrases<usize>) {
        let (mut heads, mut predicates) = (Phrases::default(), Phrases::default());
        for (i, measure) in measures.iter().enumerate() {
            for head in measure.heads.iter().filter(|head| *head != "*") {
                self.add(&mut heads, head, i, Class::HEAD);
                self.add(&mut heads, &plural(head), i, Class::HEAD);
            }
            for predicate in &measure.predicates {
                self.add(&mut predicates, predicate, i, Class::PREDICATE);
                for form in verb_forms(predicate) {
                    self.add(&mut predicates, &form, i, Class::PREDICATE);
                }
            }
        }
        heads.finish();
        predicates.finish();
        (heads, predicates)
    }

    /// Marks the words of a list with its class; verbs in all their forms, nouns in both numbers.
    /// Names of peoples in the plural: demonyms that end in "s".
    pub(super) fn peoples(&mut self, actors: &[ActorEntry]) {
        let single = |name: &&String| name.ends_with('s') && name.chars().all(char::is_alphabetic);
        for name in actors.iter().flat_map(|actor| actor.demonyms.iter().filter(single)) {
            let id = self.words.add(name);
            self.words.mark(id, Class::PEOPLE);
        }
    }

    pub(super) fn list(&mut self, list: &WordsEntry) {
        for form in &list.forms {
            let lemma = self.words.add(form);
            self.words.mark(lemma, list.class.into());
        }
        for verb in &list.verbs {
            let lemma = self.words.add(verb);
            self.words.mark(lemma, Class::from(list.class).or(Class::VERB));
            for form in verb_forms(verb) {
                let id = self.words.add_form(&form, lemma);
                self.words.mark(id, Class::from(list.class).or(Class::VERB));
            }
        }
        for noun in &list.nouns {
            let lemma = self.words.add(noun);
            self.words.mark(lemma, list.class.into());
            let id = self.words.add_form(&plural(noun), lemma);
            self.words.mark(id, list.class.into());
        }
    }

    pub(super) fn pillars(&mut self, pillars: &[PillarEntry]) -> Phrases<(usize, f64)> {
        let mut table = Phrases::default();
        for (i, pillar) in pillars.iter().enumerate() {
            for cue in &pillar.cues {
                self.add(&mut table, &cue.form, (i, cue.weight), Class::PILLAR);
                self.add(&mut table, &plural(&cue.form), (i, cue.weight), Class::PILLAR);
            }
        }
        table.finish();
        table
    }
}
