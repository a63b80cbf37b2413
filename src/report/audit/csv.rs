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
    "check_reading",
    "measure",
    "label",
    "unit",
    "a_document",
    "a_source",
    "a_published",
    "a_figure",
    "a_low",
    "a_high",
    "a_as_of",
    "a_speaker",
    "a_origin",
    "a_sentence",
    "b_document",
    "b_source",
    "b_published",
    "b_figure",
    "b_low",
    "b_high",
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
                link.check_reading.to_string(),
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

/// The ten cells of one side.
fn side(member: Option<&Member>) -> Vec<String> {
    let Some(member) = member else { return vec![String::new(); 10] };
    let figure = &member.figure;
    let end = |value: Option<rust_decimal::Decimal>| value.map(|value| value.normalize().to_string()).unwrap_or_default();
    let as_of = figure.as_of.as_ref().and_then(|as_of| as_of.end.or(as_of.start));
    vec![
        member.document.clone(),
        member.source.clone().unwrap_or_default(),
        member.published.map(|day| day.to_string()).unwrap_or_default(),
        figure.text.clone(),
        end(figure.low),
        end(figure.high),
        as_of.map(|day| day.to_string()).unwrap_or_default(),
        figure.speaker.as_ref().map(ToString::to_string).unwrap_or_default(),
        member.origin.to_string(),
        member.sentence_text.clone(),
    ]
}
