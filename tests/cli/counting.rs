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

/// A thing of an article with what it has to do with: its article, where it stands, the figures that it holds.
struct Bound {
    thing: Thing,
    article: usize,
    span: [u64; 2],
    id: String,
    holds: BTreeSet<String>,
    /// Least and most in a currency, with the year of it.
    money: Option<(String, f64, f64, Option<i16>)>,
    published: Option<String>,
}

/// Articles, passages, figures and commitments of the corpus, each with what a join asks for.
fn bound(place: &Place) -> BTreeMap<&'static str, Vec<Bound>> {
    let flat = things(place);
    let mut all: BTreeMap<&'static str, Vec<Bound>> = BTreeMap::new();
    let mut left: BTreeMap<&str, std::vec::IntoIter<Thing>> =
        flat.into_iter().map(|(kind, list)| (kind, list.into_iter())).collect();
    for (n, article) in place.run(&["analyze", "corpus"]).good().lines().iter().enumerate() {
        let published = article["document"]["published"].as_str().map(str::to_owned);
        let span = |value: &Value| [value[0].as_u64().unwrap_or(0), value[1].as_u64().unwrap_or(0)];
        let mut push = |kind: &'static str, value: &Value, at: [u64; 2], thing: Thing| {
            let day = value["as_of"]["end"].as_str().or(value["as_of"]["start"].as_str()).or(published.as_deref());
            let money = (value["dimension"] == "money").then(|| {
                let end = |key: &str, open: f64| value[key].as_f64().unwrap_or(open);
                let year = day.and_then(|day| day.get(..4)?.parse().ok());
                (
                    value["unit"].as_str().unwrap_or_default().to_owned(),
                    end("low", f64::NEG_INFINITY),
                    end("high", f64::INFINITY),
                    year,
                )
            });
            let (id, holds) = (value["id"].as_str().unwrap_or_default().to_owned(), texts(value, "figures").collect());
            all.entry(kind).or_default().push(Bound {
                thing,
                article: n,
                span: at,
                id,
                holds,
                money,
                published: published.clone(),
            });
        };
        for (kind, key) in [("figures", "figures"), ("commitments", "commitments")] {
            for value in article[key].as_array().into_iter().flatten() {
                let thing = left.get_mut(kind).and_then(Iterator::next).expect("as many things");
                push(kind, value, span(&value["span"]), thing);
            }
        }
        for block in article["document"]["blocks"].as_array().into_iter().flatten().filter(|it| it["kind"] != "boilerplate") {
            push("passages", block, span(&block["span"]), Thing::new());
        }
        let whole = left.get_mut("articles").and_then(Iterator::next).expect("as many articles");
        push("articles", &article["document"], [0, u64::MAX], whole);
    }
    all
}

/// Whether two things of different kinds meet: a commitment and the figures it holds, what stands in a passage, else what is of one article.
fn meet(of: &str, one: &Bound, other_of: &str, other: &Bound) -> bool {
    let inside = |part: &Bound, whole: &Bound| whole.span[0] <= part.span[0] && part.span[0] < whole.span[1];
    one.article == other.article
        && match (of, other_of) {
            ("figures", "commitments") => other.holds.contains(&one.id),
            ("commitments", "figures") => one.holds.contains(&other.id),
            ("passages", "figures" | "commitments") => inside(other, one),
            ("figures" | "commitments", "passages") => inside(one, other),
            _ => true,
        }
}

#[test]
fn joins_money_and_dates_find_what_brute_force_finds() {
    let place = Place::with_corpus();
    place.run(&["ingest", "corpus"]).good();
    let all = bound(&place);
    let rates = countersign::link::Rates::built_in();
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let kinds = ["articles", "passages", "figures", "commitments"];
    let currencies = ["USD", "EUR", "GBP", "UAH"];
    let asked = (
        0..4usize,
        prop::bool::ANY,
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        0..3usize,
        (4u32..11, 0..4usize),
    );
    let outcome = runner.run(&asked, |(kind, figures, thing, value, extra, (power, currency))| {
        let (kind, group) = (kinds[kind], if figures { "figures" } else { "commitments" });
        let sample = &all[group][thing.index(all[group].len())].thing;
        let values: Vec<(&&str, &String)> = sample
            .iter()
            .filter(|(facet, _)| ["measure", "unit", "strength", "actor", "pillar", "year"].contains(facet))
            .flat_map(|(facet, values)| values.iter().map(move |value| (facet, value)))
            .collect();
        let Some((facet, chosen)) = values.get(value.index(values.len().max(1))).copied() else { return Ok(()) };
        let (name, least) = (currencies[currency], 10f64.powi(power.try_into().expect("small")));
        // A measure is found with its parts.
        let under = |it: &String| {
            it == chosen || *facet == "measure" && it.strip_prefix(chosen.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        let bears = |it: &Bound| it.thing.get(*facet).is_some_and(|values| values.iter().any(under));
        let pays = |it: &Bound| {
            it.money.as_ref().is_some_and(|(unit, _, high, year)| {
                let rate = if unit == name {
                    Some((1.0, 1.0))
                } else {
                    rates.bracket(unit, name, *year).or(rates.bracket(unit, name, None))
                };
                rate.is_some_and(|(_, most)| high * most >= least)
            })
        };
        let mut condition = format!("{facet}:\"{chosen}\"");
        let money = figures && extra == 1;
        if money {
            condition = format!("{condition} money:>={least} {name}");
        }
        let mut query = format!("{}{{{condition}}}", group.trim_end_matches('s'));
        let dated = extra == 2;
        if dated {
            query = format!("{query} published:2025-03..2025-09");
        }
        let met: Vec<&Bound> = all[group].iter().filter(|it| bears(it) && (!money || pays(it))).collect();
        let in_time = |it: &Bound| it.published.as_deref().is_some_and(|day| ("2025-03-01"..="2025-09-31").contains(&day));
        let joined = |it: &&Bound| {
            if kind == group {
                met.iter().any(|other| std::ptr::eq(*it, *other))
            } else {
                met.iter().any(|other| meet(kind, it, group, other))
            }
        };
        let expected = all[kind].iter().filter(joined).filter(|it| !dated || in_time(it)).count();
        let found = place.json(&["search", &query, "--in", kind, "--limit", "1", "--facet-limit", "0", "--format", "json"]);
        prop_assert_eq!(found["total"].as_u64(), Some(expected as u64), "{} --in {}", query, kind);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
