//! When two commitments are one: the same actors, the same act, compatible recipients, the same amount or the same thing.
//! Precision counts more than recall, so what is not said is held against a match unless the rest is rich.

use super::Pledge;
use crate::lexicon::singular;
use crate::link::knowledge::Knowledge;
use crate::model::ActorId;
use crate::text::{folded, mix};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Words that tell no thing from another.
const EMPTY: &[&str] = &[
    "the",
    "and",
    "for",
    "its",
    "their",
    "his",
    "her",
    "our",
    "with",
    "that",
    "this",
    "these",
    "those",
    "all",
    "any",
    "more",
    "new",
    "other",
    "some",
    "such",
    "own",
    "which",
    "from",
    "into",
    "over",
    "would",
    "will",
    "has",
    "have",
    "had",
    "been",
    "are",
    "was",
    "not",
    "also",
    "than",
    "about",
    "under",
    "after",
    "before",
    "between",
    "against",
    "including",
    "further",
    "additional",
    "it",
    "to",
    "of",
    "in",
    "on",
    "at",
    "by",
    "as",
    "an",
    "up",
    "be",
    "is",
    "or",
    "he",
    "she",
    "we",
    "they",
    "them",
    "part",
    "number",
    "order",
    "way",
    "time",
    "effort",
    "issue",
    "country",
    "government",
    "state",
    "year",
    "month",
    "week",
    "day",
    "possible",
];
/// How many words of a clause are read.
const READ: usize = 16;
/// A corpus with fewer commitments than this says too little about which words are rare.
const LEAST: usize = 1000;

/// How rare words are among the commitments of a corpus.
#[derive(Debug, Default)]
pub(super) struct Rarity {
    seen: FxHashMap<u64, u32>,
    count: usize,
}

impl Rarity {
    pub(super) fn new(keys: &[Key]) -> Self {
        let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
        keys.iter().flat_map(|key| &key.words).for_each(|word| *seen.entry(*word).or_default() += 1);
        Self { seen, count: keys.len().max(LEAST) }
    }

    /// A word that nearly all have weighs nothing, one that a single one has weighs most.
    fn weight(&self, word: &u64) -> f64 {
        self.most() - f64::from(self.seen.get(word).copied().unwrap_or(1)).ln()
    }

    /// The weight of the rarest word.
    fn most(&self) -> f64 {
        f64::from(u32::try_from(self.count).unwrap_or(u32::MAX)).ln()
    }
}

/// What a commitment is about.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// Who and which act; none where nobody is named, for such a commitment is like no other.
    pub(super) block: Option<u64>,
    /// The class of act, or `~` and the verb.
    pub(super) act: String,
    known: bool,
    persons: Vec<ActorId>,
    recipients: Vec<ActorId>,
    amounts: Vec<(Option<String>, Decimal)>,
    words: Vec<u64>,
}

impl Key {
    pub(super) fn new(pledge: &Pledge, knowledge: &impl Knowledge) -> Self {
        let commitment = &pledge.commitment;
        // Who holds an office acts for the state; a company or a ministry stays itself, since two of one state are two.
        let filed = |id: &ActorId| if id.as_str().starts_with("person/") { knowledge.root(id) } else { id.clone() };
        let sorted = |list: &mut dyn Iterator<Item = ActorId>| {
            let mut list: Vec<ActorId> = list.collect();
            list.sort();
            list.dedup();
            list
        };
        let actors = sorted(&mut commitment.actors.iter().map(filed));
        let persons = sorted(&mut commitment.actors.iter().filter(|id| id.as_str().starts_with("person/")).cloned());
        let recipients = sorted(&mut commitment.recipients.iter().map(filed).filter(|id| !actors.contains(id)));
        let known = commitment.act.is_some();
        let verb = || commitment.action.as_ref().map(|action| format!("~{}", action.lemma));
        let act = commitment.act.clone().or_else(verb).unwrap_or_default();
        let block = (!actors.is_empty() && !act.is_empty())
            .then(|| actors.iter().fold(folded(&act), |hash, actor| mix(hash, folded(actor.as_str()))));
        Self { block, act, known, persons, recipients, amounts: pledge.amounts.clone(), words: words(pledge) }
    }

    /// Whether another commitment of the same block is this one.
    pub(super) fn same(&self, other: &Key, rarity: &Rarity) -> bool {
        let recipients = self.recipients == other.recipients;
        let addressed = recipients || self.recipients.is_empty() || other.recipients.is_empty();
        let two_persons = !self.persons.is_empty() && !other.persons.is_empty() && self.persons != other.persons;
        let equal = self.amounts.iter().any(|amount| other.amounts.contains(amount));
        let other_amount = !self.amounts.is_empty() && !other.amounts.is_empty() && !equal;
        if two_persons || !addressed || other_amount {
            return false;
        }
        let sum = |words: &mut dyn Iterator<Item = &u64>| words.map(|word| rarity.weight(word)).sum::<f64>();
        let shared = sum(&mut self.words.iter().filter(|word| other.words.binary_search(word).is_ok()));
        let (a, b) = (sum(&mut self.words.iter()), sum(&mut other.words.iter()));
        // To one and the same body a single rare word tells the thing; else nothing but words speaks for it.
        let named = recipients && !self.recipients.is_empty() && self.known;
        let (least, part) = if named { (0.9, 0.5) } else { (1.2, 0.6) };
        shared >= least * rarity.most() && shared >= part * a.min(b) && shared >= 0.5 * part * a.max(b)
    }

    /// The row's id, by its first mention.
    pub(super) fn id(&self, first: &Pledge) -> String {
        let place = mix(folded(&first.document.id), folded(&first.commitment.text));
        format!("{:016x}", self.words.iter().fold(mix(self.block.unwrap_or(0), place), |hash, word| mix(hash, *word)))
    }
}

/// Hashes of the words that tell what is done, from the verb's end on or of the whole clause in the passive, and of its amounts; sorted.
fn words(pledge: &Pledge) -> Vec<u64> {
    let commitment = &pledge.commitment;
    let text = commitment.text.as_str();
    let verb = commitment.action.as_ref().and_then(|action| text.find(&action.text).map(|at| (at, at + action.text.len())));
    let (before, after) = verb.map_or((text, ""), |(from, to)| (text.get(..from).unwrap_or(""), text.get(to..).unwrap_or("")));
    let read = if commitment.object.is_some() { after.to_owned() } else { format!("{before} {after}") };
    let tokens = read.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2).map(str::to_lowercase);
    let telling = tokens.filter(|word| !EMPTY.contains(&word.as_str())).take(READ).map(|word| folded(&singular(&word)));
    let amounts = pledge.amounts.iter().map(|(unit, n)| folded(&format!("{} {}", n.normalize(), unit.as_deref().unwrap_or(""))));
    let mut hashes: Vec<u64> = telling.chain(amounts).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
