//! Facet counts against brute force: what `analyze` prints of the corpus, counted by hand under random filters.

use super::run::Place;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A thing with its values of each facet.
type Thing = BTreeMap<&'static str, BTreeSet<String>>;

fn texts<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = String> + 'a {
    let value = &value[key];
    let one = value.as_str().map(str::to_owned);
    one.into_iter().chain(value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>())
}

/// An actor with all that it is a part of, by the lexicon.
fn closure(lexicon: &countersign::lexicon::Lexicon, ids: impl Iterator<Item = String>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for id in ids {
        all.extend(lexicon.hierarchy.ancestors(&id).into_iter().map(str::to_owned));
        all.insert(id);
    }
    all
}

/// What an article bears and its figures and commitments inherit.
fn inherited(document: &Value) -> Thing {
    let mut thing = Thing::new();
    for (facet, key) in [("source", "source"), ("lang", "lang")] {
        thing.insert(facet, texts(document, key).collect());
    }
    thing.insert("month", texts(document, "published").filter_map(|day| day.get(..7).map(str::to_owned)).collect());
    thing
}

fn things(place: &Place) -> BTreeMap<&'static str, Vec<Thing>> {
    let lexicon = countersign::lexicon::Lexicon::built_in();
    let mut all: BTreeMap<&'static str, Vec<Thing>> = BTreeMap::new();
    for article in place.run(&["analyze", "corpus"]).good().lines() {
        let document = &article["document"];
        let year: BTreeSet<String> = texts(document, "published").filter_map(|day| day.get(..4).map(str::to_owned)).collect();
        let list = |key: &str| article[key].as_array().cloned().unwrap_or_default();
        let mut whole = inherited(document);
        whole.insert("year", year.clone());
        whole.insert("actor", closure(&lexicon, list("actors").iter().flat_map(|it| texts(it, "actor").collect::<Vec<_>>())));
        whole.insert("pillar", list("pillars").iter().flat_map(|it| texts(it, "pillar").collect::<Vec<_>>()).collect());
        for figure in list("figures") {
            let mut thing = inherited(document);
            thing.insert("actor", closure(&lexicon, texts(&figure, "subject").chain(texts(&figure, "object"))));
            for facet in ["measure", "unit"] {
                thing.insert(facet, texts(&figure, facet).collect());
                whole.entry(facet).or_default().extend(texts(&figure, facet));
            }
            let days = texts(&figure["period"], "start").chain(texts(&figure["period"], "end"));
            thing.insert("year", days.filter_map(|day| day.get(..4).map(str::to_owned)).collect());
            all.entry("figures").or_default().push(thing);
        }
        for commitment in list("commitments") {
            let mut thing = inherited(document);
            thing.insert("actor", closure(&lexicon, texts(&commitment, "actors")));
            thing.insert("strength", texts(&commitment, "strength").collect());
            thing.insert("pillar", texts(&commitment, "pillars").collect());
            thing.insert("year", year.clone());
            whole.entry("strength").or_default().extend(texts(&commitment, "strength"));
            all.entry("commitments").or_default().push(thing);
        }
        all.entry("articles").or_default().push(whole);
    }
    all
}

/// How often each value of each facet stands among things.
fn counts<'a>(things: impl Iterator<Item = &'a Thing>) -> BTreeMap<(String, String), u64> {
    let mut counts = BTreeMap::new();
    for (facet, value) in
        things.flat_map(|thing| thing.iter().flat_map(|(facet, values)| values.iter().map(move |it| (facet, it))))
    {
        *counts.entry(((*facet).to_owned(), value.clone())).or_default() += 1;
    }
    counts
}

#[test]
fn facet_counts_are_those_of_brute_force_under_any_filter() {
    let place = Place::with_corpus();
    place.run(&["ingest", "corpus"]).good();
    let things = things(&place);
    let kinds: Vec<&str> = things.keys().copied().collect();
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    // A kind, and filters as places in the list of values that are left.
    let filters = (0..kinds.len(), prop::collection::vec((any::<prop::sample::Index>(), prop::bool::weighted(0.25)), 0..4));
    let outcome = runner.run(&filters, |(kind, filters)| {
        let mut left: Vec<&Thing> = things[kinds[kind]].iter().collect();
        let mut call: Vec<String> =
            ["search", "*", "--in", kinds[kind], "--facet-limit", "1000", "--format", "json"].map(str::to_owned).into();
        for (place, excluded) in filters {
            let values: Vec<(String, String)> = counts(left.iter().copied()).into_keys().collect();
            let Some((facet, value)) = values.get(place.index(values.len().max(1))) else { continue };
            left.retain(|thing| thing.get(facet.as_str()).is_some_and(|values| values.contains(value)) != excluded);
            call.push(format!("--facet={}{facet}:{value}", if excluded { "-" } else { "" }));
        }
        let found = place.json(&call.iter().map(String::as_str).collect::<Vec<_>>());
        prop_assert_eq!(found["total"].as_u64(), Some(left.len() as u64), "{:?}", call);
        let mut expected = counts(left.iter().copied());
        for (facet, values) in found["facets"].as_object().expect("facets") {
            for value in values.as_array().expect("values") {
                let key = (facet.clone(), value[0].as_str().expect("a value").to_owned());
                let checked = ["actor", "pillar", "strength", "measure", "unit", "source", "lang", "year", "month"]
                    .contains(&facet.as_str());
                if checked && !(kinds[kind] == "articles" && facet == "speaker") {
                    prop_assert_eq!(expected.remove(&key), value[1].as_u64(), "{:?} {:?}", key, call);
                }
            }
        }
        prop_assert!(expected.is_empty(), "{:?} not counted: {:?}", call, expected);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
