//! The audit as Markdown, for a wiki or a pull request.

use super::Extent;
use super::view::{self, Finding, View};
use crate::model::{Group, Report};
use crate::report::escape::markdown as escaped;
use std::fmt::Write as _;

/// The audit as Markdown.
pub fn markdown(report: &Report, extent: Extent) -> String {
    let view = View::new(report, extent);
    let mut out = format!("# Figures that disagree\n\n{} Silence is not agreement.\n", view::coverage(report));
    let silence = view::silence(report);
    if !silence.is_empty() {
        out.push_str("\n| not compared | why |\n|---|---|\n");
        silence.iter().for_each(|(n, reason)| out.push_str(&format!("| {n} | {reason} |\n")));
    }
    let groups: Vec<&Group> = view::groups(report, extent).collect();
    if !groups.is_empty() {
        out.push_str("\n## Groups\n\n| measure | about | verdict | lowest – highest | figures |\n|---|---|---|---|---|\n");
        for group in groups {
            let severity = group.severity.map(|severity| format!("{} ", severity.as_str())).unwrap_or_default();
            let verdict = group.verdict.as_str().replace('_', " ");
            let (label, spread) = (escaped(&group.label), view::spread(group));
            let (certainty, about) = (group.certainty.as_str(), escaped(&view::about(group)));
            let _ =
                writeln!(out, "| {label} | {about} | {severity}{verdict}, {certainty} | {spread} | {} |", view::make_up(group));
        }
    }
    if view.findings.is_empty() {
        out.push_str("\n## Findings\n\nNo figures that disagree were found.\n");
    }
    section(&mut out, "Findings", &view.findings);
    section(&mut out, "Claims of opposed parties", &view.opposed);
    section(&mut out, "Check the reading", &view.checks);
    let folded = view::folded(&view, report);
    if !folded.is_empty() {
        let _ = writeln!(out, "\nFolded: {}.", folded.join(", "));
    }
    let _ = writeln!(out, "\nSnapshot `{}`. The audit states discrepancies, not falsehoods.", report.snapshot);
    out
}

fn section(out: &mut String, title: &str, findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {title}");
    for finding in findings {
        let link = finding.link;
        let severity = link.severity.map(|severity| format!("{} ", severity.as_str())).unwrap_or_default();
        let ratio = finding.distance();
        let verdict = link.verdict.as_str().replace('_', " ");
        let _ = writeln!(out, "\n### `{}` {severity}{verdict}, {}{ratio}\n", link.id, link.certainty.as_str());
        for side in [finding.a, finding.b] {
            let [before, figure, after] = view::parts(side).map(|part| escaped(&part));
            let from = escaped(&view::where_from(side));
            let cited = side
                .url
                .as_ref()
                .map_or(from.clone(), |url| format!("[{from}]({})", url.replace(')', "%29").replace(' ', "%20")));
            let _ = writeln!(
                out,
                "> {}**{figure}**{}\n>\n> {cited}; read as {}; {}; origins: {}; figure `{}`\n",
                before.trim_start(),
                after.trim_end(),
                view::interval(side),
                escaped(&view::told(side).join("; ")),
                finding.origins(side),
                side.id
            );
        }
        let _ = writeln!(out, "{}.", escaped(&link.explanation));
        for (name, rows) in [("Differs", finding.differs()), ("Unknown", finding.unknown())] {
            if !rows.is_empty() {
                let _ = writeln!(out, "\n{name}: {}.", escaped(&rows.join("; ")));
            }
        }
        if let Some(hint) = &link.hint {
            let _ = writeln!(out, "\nHint: {}.", escaped(hint));
        }
        if let Some(review) = finding.review() {
            let _ = writeln!(out, "\nReview: {}.", escaped(&review));
        }
    }
}
