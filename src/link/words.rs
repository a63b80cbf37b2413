//! The words by which figures are compared: synonyms of predicates, nouns for people, cues of update and part. The words are the
//! lexicon's (`lexicons/links/words.toml`); here is how they are looked up.

use crate::text::{folded, plain_words};
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

/// A class of predicates that make two claims the same.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicate {
    /// Its name.
    pub id: String,
    /// The block in which it is compared.
    pub family: String,
    /// Classes of which it is a component.
    #[serde(default)]
    pub part_of: Vec<String>,
    /// Whether counts of it still grow after the event.
    #[serde(default)]
    pub running: bool,
    /// Lemmas.
    pub forms: Vec<String>,
}

/// How a noun for people narrows what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum People {
    /// Everybody.
    Any,
    /// What they are, without setting them apart from everybody.
    Role,
    /// Always a part of the others.
    Subset,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleEntry {
    id: String,
    kind: People,
    forms: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: String,
    below: Vec<String>,
    update: Vec<String>,
    part: Vec<String>,
    another: Vec<String>,
    loosely: Vec<String>,
    lot: Vec<String>,
    component: Vec<String>,
    total: Vec<String>,
    membership: Vec<String>,
    sides: Vec<Vec<String>>,
    settled: Vec<String>,
    deals: Vec<String>,
    estimate: Vec<String>,
    quote: Vec<String>,
    rumour: Vec<String>,
    announced: Vec<String>,
    mark: Vec<String>,
    whole: Vec<String>,
    predicate: Vec<Predicate>,
    people: Vec<PeopleEntry>,
}

/// The words, ready to look up. A noun or predicate is known by the hash of its folded form.
#[derive(Debug, Clone, Default)]
pub struct Words {
    below: Cues,
    update: Cues,
    part: Cues,
    another: Cues,
    loosely: Cues,
    lot: Cues,
    component: Cues,
    estimate: Cues,
    quote: Cues,
    rumour: Cues,
    announced: Cues,
    whole: Cues,
    marks: FxHashSet<u64>,
    totals: FxHashSet<String>,
    memberships: FxHashSet<String>,
    sides: FxHashMap<u64, u8>,
    settled: Vec<u64>,
    deals: Vec<u64>,
    running: Vec<u64>,
    predicates: Vec<Predicate>,
    by_form: FxHashMap<u64, u16>,
    people: FxHashMap<u64, (People, u64)>,
}

static BUILT_IN: LazyLock<Words> =
    LazyLock::new(|| Words::parse(include_str!("../../lexicons/links/words.toml")).unwrap_or_default());

impl Words {
    /// The words that ship with the program.
    pub fn built_in() -> &'static Words {
        &BUILT_IN
    }

    /// Words of one's own, in the format of `lexicons/links/words.toml`.
    pub fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(toml)?;
        if file.kind != "link" {
            return Err(serde::de::Error::custom(format!("kind `{}` in a file of linking words: `link` is expected", file.kind)));
        }
        let mut words = Words {
            below: Cues::new(file.below),
            update: Cues::new(file.update),
            part: Cues::new(file.part),
            another: Cues::new(file.another),
            loosely: Cues::new(file.loosely),
            lot: Cues::new(file.lot),
            component: Cues::new(file.component),
            estimate: Cues::new(file.estimate),
            quote: Cues::new(file.quote),
            rumour: Cues::new(file.rumour),
            announced: Cues::new(file.announced),
            whole: Cues::new(file.whole),
            marks: file.mark.iter().map(|word| stem(word)).collect(),
            totals: file.total.into_iter().collect(),
            memberships: file.membership.into_iter().collect(),
            ..Words::default()
        };
        for (side, forms) in (0u8..).zip(&file.sides) {
            words.sides.extend(forms.iter().map(|form| (folded(form), side)));
        }
        for (at, predicate) in (0u16..).zip(&file.predicate) {
            for form in &predicate.forms {
                words.by_form.entry(folded(form)).or_insert(at);
            }
        }
        for entry in &file.people {
            words.people.extend(entry.forms.iter().map(|form| (folded(form), (entry.kind, folded(&entry.id)))));
        }
        words.deals = file.deals.iter().map(|family| folded(family)).collect();
        words.settled = file.settled.iter().map(|family| folded(family)).collect();
        let running = |family: &str| file.predicate.iter().all(|predicate| predicate.family != family || predicate.running);
        words.running = file
            .predicate
            .iter()
            .filter(|predicate| running(&predicate.family))
            .map(|predicate| folded(&predicate.family))
            .collect();
        words.predicates = file.predicate;
        Ok(words)
    }

    /// The class of a predicate's lemma.
    pub fn predicate(&self, lemma: &str) -> Option<&Predicate> {
        self.by_form.get(&folded(lemma)).and_then(|at| self.predicates.get(usize::from(*at)))
    }

    /// Whether amounts of a family are the same before and after they are paid: prices.
    pub(crate) fn is_settled(&self, family: u64) -> bool {
        self.settled.contains(&family)
    }

    /// Whether amounts of a family are prices of deals, which are known by their parties.
    pub(crate) fn is_deal(&self, family: u64) -> bool {
        self.deals.contains(&family)
    }

    /// Whether all counts of a family still grow after the event.
    pub(crate) fn is_running(&self, family: u64) -> bool {
        self.running.contains(&family)
    }

    /// What sort of people a noun stem names, and which.
    pub(crate) fn people(&self, stem: u64) -> Option<(People, u64)> {
        self.people.get(&stem).copied()
    }

    /// The side ("north", "west") that a word names.
    pub(crate) fn side(&self, word: &str) -> Option<u8> {
        self.sides.get(&folded(word)).copied()
    }

    /// Whether the words say that the number is not reached ("nearly").
    pub fn says_below(&self, text: &str) -> bool {
        self.below.find(text).is_some()
    }

    /// Whether the words call the number an estimate.
    pub(crate) fn is_estimate(&self, text: &str) -> bool {
        self.estimate.find(text).is_some()
    }

    /// Whether the words before a figure end in saying that it is what a market asks at the time ("to close at").
    pub(crate) fn opens_quote(&self, before: &str) -> bool {
        let end = before.trim_end();
        let from = end.char_indices().rev().nth(QUOTED).map_or(0, |(at, _)| at);
        let near = end.get(from..).unwrap_or(end);
        self.quote.find(near).is_some_and(|cue| near.len() >= cue.len() && near.to_ascii_lowercase().ends_with(cue))
    }

    /// Whether a sentence tells of a deal before it was announced, from those who may not be named.
    pub(crate) fn is_rumour(&self, sentence: &str) -> bool {
        self.rumour.find(sentence).is_some()
    }

    /// The words of a sentence by which one event is known from others of its sort: what was hit, or by what.
    pub(crate) fn marks(&self, sentence: &str) -> Vec<u64> {
        plain_words(sentence).map(stem).filter(|word| self.marks.contains(word)).collect()
    }

    /// Whether a sentence tells of a deal that was announced or done.
    pub(crate) fn is_announced(&self, sentence: &str) -> bool {
        self.announced.find(sentence).is_some()
    }

    /// The cue by which a sentence says that a figure replaces an earlier one.
    pub fn update_cue(&self, sentence: &str) -> Option<&str> {
        self.update.find(sentence)
    }

    /// The cue by which a sentence says that a figure is part of another.
    pub fn part_cue(&self, sentence: &str) -> Option<&str> {
        self.part.find(sentence)
    }

    /// Whether the word after a number makes it one lot of several ("40 more").
    pub(crate) fn is_lot(&self, word: &str) -> bool {
        self.lot.find(word).is_some()
    }

    /// Whether a word makes a number loose ("about").
    pub(crate) fn is_loose(&self, word: &str) -> bool {
        self.loosely.find(word).is_some()
    }

    /// Whether words open with the name of a component ("in cash").
    pub(crate) fn opens_with_component(&self, text: &str) -> bool {
        self.component.opens(text)
    }

    /// Whether words open with the whole of which a number is a part ("of the dead").
    pub(crate) fn opens_with_whole(&self, text: &str) -> bool {
        self.whole.opens(text)
    }

    /// Whether a subject has only one sum of a measure at a time.
    pub(crate) fn is_total(&self, measure: &str) -> bool {
        self.totals.contains(measure)
    }

    /// Whether a measure counts the members of a body: a total where the subject is one.
    pub(crate) fn is_membership(&self, measure: &str) -> bool {
        self.memberships.contains(measure)
    }

    /// Whether a sentence has a word of a family of predicates, in whatever form.
    pub(crate) fn speaks_of(&self, sentence: &str, family: &str) -> bool {
        let belongs = |word: &str| self.predicate(word).is_some_and(|predicate| predicate.family == family);
        let bare = |word: &str| ["ed", "d", "ing", "es", "s"].iter().filter_map(|end| word.strip_suffix(end)).any(belongs);
        plain_words(sentence).any(|word| belongs(word) || bare(word))
    }

    /// The cue by which words set an event or a lot apart from the others.
    pub fn another_cue(&self, text: &str) -> Option<&str> {
        self.another.find(text)
    }
}

/// How many characters before a figure can say that it is a quote of a market.
const QUOTED: usize = 24;

/// Phrases that are found in any case, at word boundaries.
#[derive(Debug, Clone, Default)]
struct Cues {
    automaton: Option<AhoCorasick>,
    phrases: Vec<String>,
}

impl Cues {
    fn new(phrases: Vec<String>) -> Self {
        let builder = AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(&phrases);
        Self { automaton: builder.ok(), phrases }
    }

    /// Whether one of the phrases stands at the start.
    fn opens(&self, text: &str) -> bool {
        self.find(text).is_some_and(|cue| text.get(..cue.len()).is_some_and(|start| start.eq_ignore_ascii_case(cue)))
    }

    fn find(&self, text: &str) -> Option<&str> {
        let word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let bytes = text.as_bytes();
        let whole = |(start, end): (usize, usize)| !(word(bytes.get(end)) || start > 0 && word(bytes.get(start - 1)));
        let found = self.automaton.as_ref()?.find_iter(text).find(|found| whole((found.start(), found.end())))?;
        self.phrases.get(found.pattern().as_usize()).map(String::as_str)
    }
}

/// Words after which a noun phrase's head has been named.
const AFTER_HEAD: &[&str] = &[
    "of",
    "in",
    "from",
    "for",
    "on",
    "at",
    "by",
    "with",
    "to",
    "through",
    "under",
    "who",
    "which",
    "that",
    "and",
    "or",
    "near",
    "across",
    "worth",
    "per",
    "between",
    "during",
    "against",
    "including",
];

/// The head noun of a phrase: its last word before a preposition or relative pronoun.
pub(crate) fn head(phrase: &str) -> Option<&str> {
    let words = || phrase.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'')).filter(|word| !word.is_empty());
    words().take_while(|word| !AFTER_HEAD.contains(word)).last().or_else(|| words().next())
}

/// Plurals that no rule gives.
const IRREGULAR: &[(&str, &str)] = &[
    ("children", "child"),
    ("lives", "life"),
    ("persons", "people"),
    ("men", "man"),
    ("women", "woman"),
    ("personnel", "personnel"),
];

/// A noun without its plural, hashed: enough to see that "soldier" and "Soldiers" are one word.
pub(crate) fn stem(word: &str) -> u64 {
    let lower = word.to_lowercase();
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == lower) {
        return folded(singular);
    }
    if let Some(rest) = lower.strip_suffix("men").filter(|rest| rest.len() > 3) {
        return folded(&format!("{rest}man"));
    }
    if let Some(rest) = lower.strip_suffix("ies").filter(|rest| rest.len() > 2) {
        return folded(&format!("{rest}y"));
    }
    if ["sses", "xes", "ches", "shes"].iter().any(|end| lower.ends_with(end)) {
        return folded(lower.strip_suffix("es").unwrap_or(&lower));
    }
    let no_plural = ["ss", "us", "is"].iter().any(|end| lower.ends_with(end));
    folded(lower.strip_suffix('s').filter(|_| !no_plural).unwrap_or(&lower))
}
