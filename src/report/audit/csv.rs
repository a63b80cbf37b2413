//! The audit as CSV: one row a link, for a spreadsheet.

use crate::model::{Member, Report};
use crate::report::escape::line;

const HEAD: &[&str] = &[
    "id",
    "verdict",
    "severity",
    "certainty",
    "derived",
    "ratio",
    "gap",
    "check_reading",
    "opposed",
    "review",
    "review_changed",
    "review_note",
    "measure",
    "label",
    "unit",
    "a_id",
    "a_document",
    "a_url",
    "a_source",
    "a_register",
    "a_published",
    "a_figure",
    "a_low",
    "a_high",
    "a_read_low",
    "a_read_high",
    "a_as_of",
    "a_speaker",
    "a_origin",
    "a_sentence",
    "b_id",
    "b_document",
    "b_url",
    "b_source",
    "b_register",
    "b_published",
    "b_figure",
    "b_low",
    "b_high",
    "b_read_low",
    "b_read_high",
    "b_as_of",
    "b_speaker",
    "b_origin",
    "b_sentence",
    "explanation",
    "hint",
    "evidence",
];

/// Every link of the report, the gravest group first.
pub fn csv(report: &Report) -> String {
    let mut out = String::new();
    line(&mut out, HEAD.iter().map(|cell| (*cell).to_owned()));
    for group in &report.groups {
        for link in &group.links {
            let mut cells = vec![
                link.id.clone(),
                link.verdict.as_str().to_owned(),
                link.severity.map(|severity| severity.as_str().to_owned()).unwrap_or_default(),
                link.certainty.as_str().to_owned(),
                link.derived.to_string(),
                link.ratio.map(|ratio| ratio.to_string()).unwrap_or_default(),
                link.gap.map(|gap| gap.to_string()).unwrap_or_default(),
                link.check_reading.to_string(),
                link.opposed.to_string(),
                link.review.as_ref().map_or("open", |review| review.status.as_str()).to_owned(),
                link.review.as_ref().is_some_and(|review| review.changed).to_string(),
                link.review.as_ref().and_then(|review| review.note.clone()).unwrap_or_default(),
                group.measure.as_ref().map(ToString::to_string).unwrap_or_default(),
                group.label.clone(),
                group.unit.clone().unwrap_or_default(),
            ];
            cells.extend(side(group.member(&link.a)));
            cells.extend(side(group.member(&link.b)));
            cells.extend([link.explanation.clone(), link.hint.clone().unwrap_or_default(), link.evidence.clone()]);
            line(&mut out, cells);
        }
    }
    out
}

/// The cells of one side.
fn side(member: Option<&Member>) -> Vec<String> {
    let Some(member) = member else { return vec![String::new(); 15] };
    let figure = &member.figure;
    let end = |value: Option<rust_decimal::Decimal>| value.map(|value| value.normalize().to_string()).unwrap_or_default();
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let as_of = figure.as_of.as_ref().and_then(|as_of| as_of.end.or(as_of.start));
    vec![
        member.id.clone(),
        member.document.clone(),
        member.url.clone().unwrap_or_default(),
        member.source.clone().unwrap_or_default(),
        member.register.clone().unwrap_or_default(),
        member.published.map(|day| day.to_string()).unwrap_or_default(),
        figure.text.clone(),
        end(figure.low),
        end(figure.high),
        number(member.interval.low),
        number(member.interval.high),
        as_of.map(|day| day.to_string()).unwrap_or_default(),
        member.speaker.clone().unwrap_or_default(),
        member.origin.to_string(),
        member.sentence_text.clone(),
    ]
}
