//! What the lexicon of actors lacks: unknown names by frequency, each as an entry that a lexicon file takes as it stands. Whether a
//! name deserves an entry is for people to say.

use super::check::holds_in;
use super::{analyse, sites};
use crate::index::{Generation, IndexError};
use crate::lexicon::{Lexicon, Source};
use crate::model::{ActorKind, Analysis, Article, Via};
use crate::read::{self, Flow, Input, Problem};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// How many sentences are kept for a name.
const SENTENCES: usize = 3;
/// The longest sentence that serves as an example, in bytes.
const LONGEST: usize = 240;

/// A name that no lexicon knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The id that its entry would have.
    pub id: String,
    /// The name in full.
    pub name: String,
    /// What it seems to be.
    pub kind: ActorKind,
    /// The acronym given with it.
    pub acronyms: Vec<String>,
    /// How often it is named.
    pub mentions: usize,
    /// In how many articles.
    pub articles: usize,
    /// Sentences in which it is found by its name or acronym.
    pub examples: Vec<String>,
}

/// Unknown names while articles are read.
#[derive(Debug, Default)]
pub struct Suggestions(BTreeMap<(String, ActorKind), Tally>);

#[derive(Debug, Default)]
struct Tally {
    acronyms: BTreeSet<String>,
    mentions: usize,
    articles: usize,
    examples: Vec<String>,
}

impl Suggestions {
    /// Counts the unknown names of an article.
    fn add(&mut self, article: &Article, found: &Analysis) {
        let mut seen = BTreeSet::new();
        for actor in found.actors.iter().filter(|actor| actor.via == Via::Unresolved) {
            let Some(kind) = actor.kind else { continue };
            let key = (actor.name.split_whitespace().collect::<Vec<_>>().join(" "), kind);
            let tally = self.0.entry(key.clone()).or_default();
            tally.mentions += 1;
            tally.articles += usize::from(seen.insert(key.clone()));
            let short = actor.text != actor.name;
            if short && actor.text.chars().skip(1).any(char::is_uppercase) {
                tally.acronyms.insert(actor.text.clone());
            }
            let sentence = article.sentences.get(actor.sentence as usize).map_or("", |span| span.of(&article.text));
            let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            let fits = sentence.len() <= LONGEST && sentence.contains(&key.0) && sentence.len() > key.0.len() + 8;
            if fits && tally.examples.len() < SENTENCES && !tally.examples.contains(&sentence) {
                tally.examples.push(sentence);
            }
        }
    }

    /// The names that were found at least `least` times, most frequent first, each with examples that hold. An entry that the
    /// lexicon would refuse is left out.
    pub fn finish(self, lexicon: &Lexicon, sources: &[Source], least: usize, limit: usize) -> Vec<Suggestion> {
        let mut ids = BTreeSet::new();
        let mut forms: BTreeSet<String> = BTreeSet::new();
        let mut list: Vec<_> =
            self.0.into_iter().filter(|(_, tally)| tally.mentions >= least && !tally.examples.is_empty()).collect();
        list.sort_by(|(a, x), (b, y)| (y.mentions, y.articles).cmp(&(x.mentions, x.articles)).then_with(|| a.cmp(b)));
        let mut found = Vec::new();
        for ((name, kind), tally) in list {
            let id = format!("{}/{}", if kind == ActorKind::Person { "person" } else { "organization" }, slug(&name));
            let free = lexicon.actor(&id).is_none() && !id.ends_with('/') && forms.insert(name.clone());
            if !free || !ids.insert(id.clone()) {
                continue;
            }
            let acronyms =
                tally.acronyms.into_iter().filter(|form| lexicon.matcher.meanings(form).is_empty() && forms.insert(form.clone()));
            let (acronyms, Tally { mentions, articles, examples, .. }) =
                (acronyms.collect(), Tally { acronyms: BTreeSet::new(), ..tally });
            found.push(Suggestion { id, name, kind, acronyms, mentions, articles, examples });
        }
        found.truncate(limit);
        sound(found, sources)
    }
}

/// The suggestions whose examples hold once all of them are entries.
fn sound(mut list: Vec<Suggestion>, sources: &[Source]) -> Vec<Suggestion> {
    let text = suggestions_toml(&list);
    let all: Vec<Source> = sources.iter().cloned().chain([Source::Text("suggested".into(), text)]).collect();
    let (lexicon, _) = Lexicon::load(&all);
    let samples: Vec<_> = lexicon.samples.iter().filter(|sample| &*sample.file == "suggested").collect();
    let held: BTreeSet<(&str, &str)> = samples
        .par_iter()
        .filter(|sample| holds_in(&lexicon, sample))
        .map(|sample| (sample.id.as_str(), sample.text.as_str()))
        .collect();
    for suggestion in &mut list {
        suggestion.examples.retain(|example| held.contains(&(suggestion.id.as_str(), example.as_str())));
    }
    list.retain(|suggestion| !suggestion.examples.is_empty());
    list
}

/// A file of entries, ready to be put into a folder of lexicons.
pub fn suggestions_toml(list: &[Suggestion]) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let all = |list: &[String]| list.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
    let mut out = String::from("kind = \"actor\"\n");
    for Suggestion { id, name, acronyms, mentions, articles, examples, .. } in list {
        out += &format!(
            "\n# {mentions} mentions in {articles} articles\n[[entry]]\nid = {}\nname = {}\nforms = [{}]\n",
            quoted(id),
            quoted(name),
            quoted(name)
        );
        if !acronyms.is_empty() {
            out += &format!("acronyms = [{}]\n", all(acronyms));
        }
        out +=
            &format!("examples = [\n    {},\n]\n", examples.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(",\n    "));
    }
    out
}

/// A name as the second part of an id: ASCII, lower case, words joined by hyphens.
fn slug(name: &str) -> String {
    let plain = name.nfd().filter(|c| c.is_ascii());
    let words: String = plain.map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The unknown names of inputs; problems go to `failed`.
pub fn suggest_inputs(
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    lexicon: &Lexicon,
    failed: &mut impl FnMut(&Problem),
) -> Suggestions {
    let mut all = Suggestions::default();
    let _ = sites::articles(inputs, options, &mut |batch| {
        let read: Vec<_> = batch.into_par_iter().map(|read| read.map(|article| (analyse(&article, lexicon), article))).collect();
        for result in read {
            match result {
                Ok((found, article)) => all.add(&article, &found),
                Err(problem) => failed(&problem),
            }
        }
        Flow::Continue(())
    });
    all
}

/// The unknown names of everything that an index holds.
pub fn suggest_index(generation: &Generation, lexicon: &Lexicon) -> Result<Suggestions, IndexError> {
    let mut all = Suggestions::default();
    for stored in generation.articles()? {
        let article = super::records::shelved(stored?);
        all.add(&article, &analyse(&article, lexicon));
    }
    Ok(all)
}
