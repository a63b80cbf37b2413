//! Hits for people: where and when, the words found, what was tagged there, and the facets of all hits. It asks nothing of the
//! index.

use super::common::{count, folded};
use crate::index::{Facet, Hit, SearchResult};
use crate::report::Style;
use serde_json::Value;
use std::fmt::Write;

/// How far hits are indented, behind their numbers.
const INDENT: &str = "     ";

/// A page of hits; `found` holds what each stands for, as JSON.
pub fn text(result: &SearchResult, found: &[Value], offset: usize, most: usize, style: Style) -> String {
    let total = count(usize::try_from(result.total).unwrap_or(usize::MAX), "hit");
    let mut out = folded(&format!("{} {}", style.heading(&total), style.dim(&format!("read as {}", result.read_as))), "");
    for note in &result.notes {
        out.push_str(&folded(&format!("note: {note}"), ""));
    }
    for (n, hit) in result.hits.iter().enumerate() {
        out.push('\n');
        out.push_str(&one(hit, found.get(n).unwrap_or(&Value::Null), offset + n + 1, style));
    }
    let shown = offset + result.hits.len();
    let rest = result.total.saturating_sub(shown as u64);
    if let Some(next) = result.next.as_ref().filter(|_| !result.hits.is_empty()) {
        let _ =
            writeln!(out, "\n{}", style.dim(&format!("more: --after {next}, or --offset {shown} of {}", shown as u64 + rest)));
    }
    out + &facets(result, most, style)
}

/// So many values of a facet are needed to choose those that are shown.
pub fn wanted(most: usize) -> usize {
    most.saturating_mul(6)
}

/// The counts of facets, one facet a line, each with its `most` frequent values. Of equally frequent ones, groups of states come last:
/// that all of a hit's actors lie in Europe says least.
fn facets(result: &SearchResult, most: usize, style: Style) -> String {
    let is_group = |value: &str| value.starts_with("coalition/") || value.starts_with("region/");
    let mut out = String::new();
    for (facet, counts) in result.facets.0.iter().filter(|(_, counts)| !counts.is_empty()) {
        if out.is_empty() {
            let _ = writeln!(out, "\n{} {}", style.heading("Facets"), style.dim("(narrow with --facet FIELD:VALUE)"));
        }
        let mut counts: Vec<&(String, u64)> = counts.iter().collect();
        counts.sort_by_key(|(value, count)| (std::cmp::Reverse(*count), is_group(value)));
        let said = |(value, count): &(String, u64)| format!("{value} {}", style.dim(&count.to_string()));
        let list: Vec<String> = counts.into_iter().take(most).map(said).collect();
        let folded = folded(&list.join(", "), "            ");
        let _ = write!(out, "  {}{}", style.dim(&format!("{:<10}", facet.name())), folded.trim_start());
    }
    out
}

/// One hit.
fn one(hit: &Hit, found: &Value, number: usize, style: Style) -> String {
    let title = hit.title.as_deref().unwrap_or(&hit.document);
    let about: Vec<&str> = [hit.source.as_deref(), hit.published.as_deref()].into_iter().flatten().collect();
    let mut out = String::new();
    if hit.kind == "finding" {
        out.push_str(&finding(hit, found, number, style));
    } else {
        let about = if about.is_empty() { String::new() } else { style.dim(&format!(" — {}", about.join(", "))) };
        let head = folded(&format!("{}{about}", style.heading(title)), INDENT);
        let _ = write!(out, "{number:>3}. {}", head.trim_start());
        if let Some(original) = &hit.copy_of {
            let share = hit.copy_share.map(|share| format!(", {:.0} % of its text", share * 100.0)).unwrap_or_default();
            out.push_str(&folded(&style.dim(&format!("copy of {original}{share}")), INDENT));
        }
        if let Some(before) = hit.neighbours.as_ref().and_then(|around| around.before.as_deref()) {
            out.push_str(&folded(&style.dim(before), INDENT));
        }
        out.push_str(&folded(&marked(hit, style), INDENT));
        if let Some(after) = hit.neighbours.as_ref().and_then(|around| around.after.as_deref()) {
            out.push_str(&folded(&style.dim(after), INDENT));
        }
    }
    let told = told(hit, found);
    if !told.is_empty() {
        out.push_str(&folded(&told, INDENT));
    }
    let id = hit.id.as_ref().filter(|_| hit.kind != "finding").map(|id| format!(" {id}")).unwrap_or_default();
    let place = hit.span.map(|span| format!(" [{}..{}]", span.start, span.end)).unwrap_or_default();
    let line = match hit.kind {
        "finding" => hit.id.clone().unwrap_or_default(),
        _ => format!("{}{id}{place}", hit.document),
    };
    let _ = writeln!(out, "{INDENT}{}", style.dim(&line));
    for why in hit.why.iter().flatten() {
        let _ = writeln!(out, "{INDENT}{}", style.dim(&format!("+{:.3} {} (in {})", why.score, why.condition, why.matches)));
    }
    if hit.why.is_some() {
        let _ = writeln!(out, "{INDENT}{}", style.dim(&format!("={:.3}", hit.score)));
    }
    out
}

/// What was read out of the words: the figure's value and measure, the commitment's strength and parties.
fn told(hit: &Hit, found: &Value) -> String {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let list = |value: &Value| {
        let names: Vec<&str> = value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let parts: Vec<Option<String>> = match hit.kind {
        "figure" => vec![
            text(&found["text"]),
            value(found),
            text(&found["measure"]),
            list(&found["subject"]),
            text(&found["period"]["text"]),
            text(&found["status"]).filter(|status| status != "actual"),
        ],
        "commitment" => vec![
            text(&found["strength"]).map(|strength| {
                if found["negated"] == Value::Bool(true) { format!("{strength}, not to do it") } else { strength }
            }),
            list(&found["actors"]),
            list(&found["recipients"]).map(|to| format!("for {to}")),
            text(&found["act"]),
            text(&found["deadline"]["text"]),
            text(&found["condition"]["text"]),
        ],
        "passage" => [Facet::Pillar, Facet::Strength]
            .iter()
            .filter_map(|facet| hit.facets.get(facet.name()))
            .map(|values| Some(values.join(", ")))
            .collect(),
        _ => Vec::new(),
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A figure's value where its words do not have it in digits.
fn value(found: &Value) -> Option<String> {
    let end = |key: &str| found[key].as_f64().map(grouped);
    let unit = found["unit"].as_str().map(|unit| format!(" {unit}")).unwrap_or_default();
    match (end("low"), end("high")) {
        (Some(low), Some(high)) if low == high => Some(format!("= {low}{unit}")),
        (Some(low), Some(high)) => Some(format!("{low} to {high}{unit}")),
        (Some(low), None) => Some(format!("≥ {low}{unit}")),
        (None, Some(high)) => Some(format!("≤ {high}{unit}")),
        (None, None) => None,
    }
}

/// A number with a thin mark between thousands.
fn grouped(value: f64) -> String {
    let plain = format!("{value}");
    let (whole, rest) =
        plain.split_once('.').map_or((plain.as_str(), String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let digits: Vec<char> = whole.chars().collect();
    let mut out = String::new();
    for (i, digit) in digits.iter().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.get(i - 1) != Some(&'-') {
            out.push(',');
        }
        out.push(*digit);
    }
    out + &rest
}

/// A finding: the verdict, both sides and why.
fn finding(hit: &Hit, found: &Value, number: usize, style: Style) -> String {
    let link = &found["link"];
    let verdict = link["verdict"].as_str().unwrap_or_default().replace('_', " ");
    let label = found["label"].as_str().unwrap_or_default();
    let more: Vec<&str> = ["severity", "certainty"].iter().filter_map(|key| link[*key].as_str()).collect();
    let head = folded(&format!("{}  {label} {}", style.heading(&verdict), style.dim(&format!("({})", more.join(", ")))), INDENT);
    let mut out = format!("{number:>3}. {}", head.trim_start());
    for side in [&found["a"], &found["b"]] {
        let from: Vec<&str> = ["title", "source", "published"].iter().filter_map(|key| side[*key].as_str()).collect();
        let from = if from.is_empty() { side["document"].as_str().unwrap_or_default().to_owned() } else { from.join(", ") };
        out.push_str(&folded(&style.dim(&from), INDENT));
        let sentence = side["sentence_text"].as_str().unwrap_or_default();
        let words = side["figure"]["text"].as_str().unwrap_or_default();
        out.push_str(&folded(&sentence.replacen(words, &style.mark(words), 1), "       "));
    }
    let why = link["explanation"].as_str().map_or_else(|| hit.snippet.text.clone(), str::to_owned);
    out + &folded(&format!("why: {why}"), INDENT)
}

/// The snippet with the words found and the thing itself marked.
fn marked(hit: &Hit, style: Style) -> String {
    let snippet = &hit.snippet;
    let chars: Vec<char> = snippet.text.chars().collect();
    let mut out = String::new();
    let part =
        |start: u32, end: u32| -> String { chars.iter().skip(start as usize).take(end.saturating_sub(start) as usize).collect() };
    let mut at = 0;
    // Where words and the thing overlap, the words are marked; the rest of the thing keeps its own mark.
    let own = snippet.own.filter(|[start, end]| !snippet.highlights.iter().any(|[from, to]| from < end && to > start));
    let mut marks: Vec<([u32; 2], bool)> = snippet.highlights.iter().map(|&mark| (mark, false)).collect();
    marks.extend(own.map(|own| (own, true)));
    marks.sort_unstable();
    for ([start, end], own) in marks {
        out.push_str(&part(at, start));
        let words = part(start, end);
        out.push_str(&if own { style.own(&words) } else { style.mark(&words) });
        at = end;
    }
    out + &part(at, u32::MAX)
}
