//! Events of made articles: what happened is fixed by the event's number, how it is reported by the article. An event is no more than one
//! sentence with one figure.

use super::random::Random;
use super::sentences::{Filler, grouped, round};
use super::words::{ACTORS, COUNTED, PLACES};

/// How an event is told; `{figure}` is its figure with what bounds it.
const PATTERNS: &[&str] = &[
    "{who} trained {figure} {what} in {where} by the end of {when}.",
    "In {when}, {who} sent {figure} {what} to {where}.",
    "{who} lost {figure} {what} near {where} in {when}.",
    "{who} will deploy {figure} {what} to {where} before the end of {when}.",
    "According to {who}, {figure} {what} left {where} in {when}.",
];

/// Appends an article's report of an event. Seven in ten reports agree with what happened, some of them with a rounder figure or a bound;
/// the others give a figure that differs by a fifth or more.
pub fn report(seed: u64, event: u64, filler: &mut Filler, out: &mut String) {
    let mut fact = Random::new(seed ^ 0xE7E7, event);
    let pattern = fact.pick(PATTERNS);
    let (who, what, place) = (fact.pick_zipf(ACTORS), fact.pick_zipf(COUNTED), fact.pick_zipf(PLACES));
    let year = 2026 - fact.zipf(12);
    let value = round(fact.zipf(500_000) + 120);
    let figure = match filler.random.unit() {
        draw if draw < 0.4 => grouped(value),
        draw if draw < 0.55 => format!("about {}", grouped(value)),
        draw if draw < 0.7 => format!("more than {}", grouped(value * 9 / 10)),
        draw if draw < 0.85 => grouped(round(value * 6 / 5 + 1)),
        _ => grouped(round(value * 2)),
    };
    let from = out.len();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((slot, after)) = after.split_once('}') else { break };
        match slot {
            "who" => out.push_str(who),
            "what" => out.push_str(what),
            "where" => out.push_str(place),
            "when" => out.push_str(&year.to_string()),
            _ => out.push_str(&figure),
        }
        rest = after;
    }
    out.push_str(rest);
    if out.get(from..).is_some_and(|made| made.starts_with("the ")) {
        out.replace_range(from..from + 1, "T");
    }
}
