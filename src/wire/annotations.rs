//! Rows of JSON in formats of other tools: W3C Web Annotations, brat standoff, and records in the shape of schema.org's ClaimReview.

use serde_json::{Value, json};
use std::fmt::Write;

/// So many characters on either side of a quote anchor it.
const AROUND: usize = 32;

/// One row as a Web Annotation: the quote with its surroundings and its place, and what was read out of it as tags.
pub fn web_annotation(row: &Value, text: &str) -> Value {
    let place = |n: &str| row.pointer(n).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let (start, end) = (place("/span/0").unwrap_or(0), place("/span/1").unwrap_or(0));
    let part = |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
    let kind = row["kind"].as_str().unwrap_or_default();
    let source = row.pointer("/article/url").filter(|url| url.is_string()).unwrap_or(&row["document"]);
    let mut bodies = vec![json!({ "type": "TextualBody", "purpose": "classifying", "value": kind })];
    for key in ["measure", "strength", "act", "status", "unit"] {
        if let Some(value) = row["found"][key].as_str() {
            bodies.push(json!({ "type": "TextualBody", "purpose": "tagging", "value": format!("{key}:{value}") }));
        }
    }
    for (key, name) in [("subject", "actor"), ("actors", "actor"), ("recipients", "recipient"), ("pillars", "pillar")] {
        for value in row["found"][key].as_array().into_iter().flatten().filter_map(Value::as_str) {
            bodies.push(json!({ "type": "TextualBody", "purpose": "tagging", "value": format!("{name}:{value}") }));
        }
    }
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:countersign:{}:{}:{start}-{end}", row["document"].as_str().unwrap_or_default(), kind),
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
        "target": {
            "source": source,
            "selector": [
                { "type": "TextPositionSelector", "start": start, "end": end },
                {
                    "type": "TextQuoteSelector",
                    "exact": part(start, end),
                    "prefix": part(start.saturating_sub(AROUND), start),
                    "suffix": part(end, end + AROUND),
                },
            ],
        },
    })
}

/// The rows of one document as brat standoff: a text-bound annotation each, its values as attributes and a note, and from commitments
/// to the figures in them.
pub fn brat(rows: &[Value], text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut relations) = (String::new(), String::new());
    let name = |kind: &str| kind.chars().take(1).flat_map(char::to_uppercase).chain(kind.chars().skip(1)).collect::<String>();
    for (n, row) in (1..).zip(rows) {
        let place = |n: &str| row.pointer(n).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let (start, end) = (place("/span/0"), place("/span/1").min(chars.len()));
        // brat knows no annotation across a line end: what runs over one is given in parts.
        let mut parts: Vec<(usize, usize)> = Vec::new();
        let mut from = start;
        for at in start..=end {
            if at == end || chars.get(at).is_none_or(|c| *c == '\n') {
                if at > from {
                    parts.push((from, at));
                }
                from = at + 1;
            }
        }
        let of = |&(from, to): &(usize, usize)| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
        let places: Vec<String> = parts.iter().map(|(from, to)| format!("{from} {to}")).collect();
        let words: Vec<String> = parts.iter().map(of).collect();
        let kind = row["kind"].as_str().unwrap_or_default();
        let _ = writeln!(out, "T{n}\t{} {}\t{}", name(kind), places.join(";"), words.join(" "));
        if let Some(strength) = row["found"]["strength"].as_str() {
            let _ = writeln!(out, "A{n}\tStrength T{n} {strength}");
        }
        let noted = ["measure", "unit", "low", "high", "act"].iter().filter_map(|key| {
            let value = &row["found"][*key];
            (!value.is_null()).then(|| format!("{key}={}", value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
        });
        let noted: Vec<String> = noted.collect();
        if !noted.is_empty() {
            let _ = writeln!(out, "#{n}\tAnnotatorNotes T{n}\t{}", noted.join(" "));
        }
        for figure in row["found"]["figures"].as_array().into_iter().flatten() {
            if let Some((m, _)) = (1..).zip(rows).find(|(_, other)| other["kind"] == "figure" && other["id"] == *figure) {
                let _ = writeln!(relations, "Holds Arg1:T{n} Arg2:T{m}");
            }
        }
    }
    for (n, relation) in (1..).zip(relations.lines()) {
        let _ = writeln!(out, "R{n}\t{relation}");
    }
    out
}

/// What brat must know to show them.
pub const BRAT_CONF: &str = "[entities]\nFigure\nCommitment\nPassage\nArticle\n\n[relations]\nHolds\tArg1:Commitment, Arg2:Figure\n\n[events]\n\n\
[attributes]\nStrength\tArg:Commitment, Value:refused|hypothetical|proposed|intended|pledged|binding|enacted\n";

/// A finding in the shape of a ClaimReview. It says what two texts are to each other, never that one of them is false.
pub fn claim_review(row: &Value) -> Value {
    let found = &row["found"];
    let claim = |side: &str| {
        let side = &found[side];
        json!({
            "@type": "Claim",
            "text": side["sentence_text"],
            "appearance": {
                "@type": "CreativeWork",
                "identifier": side["document"],
                "url": side["url"],
                "name": side["title"],
                "datePublished": side["published"],
                "publisher": side["source"].as_str().map(|name| json!({ "@type": "Organization", "name": name })),
            },
        })
    };
    json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": row["id"],
        "claimReviewed": found["label"],
        "itemReviewed": [claim("a"), claim("b")],
        "reviewRating": {
            "@type": "Rating",
            "alternateName": found["link"]["verdict"],
            "ratingExplanation": found["link"]["explanation"],
        },
        "additionalProperty": [
            { "@type": "PropertyValue", "name": "severity", "value": found["link"]["severity"] },
            { "@type": "PropertyValue", "name": "certainty", "value": found["link"]["certainty"] },
        ],
        "author": { "@type": "SoftwareApplication", "name": "countersign" },
    })
}
