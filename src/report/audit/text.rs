//! The audit in the terminal.

use super::view::{self, Finding, View};
use super::{Extent, plot};
use crate::model::{Group, Member, Report};
use crate::report::Style;
use std::fmt::Write as _;

/// How wide an interval is drawn.
const WIDTH: usize = 36;

/// The audit as text.
pub fn text(report: &Report, style: Style, extent: Extent) -> String {
    let view = View::new(report, extent);
    let mut out = String::new();
    let _ = writeln!(out, "{}  {} Silence is not agreement.", style.heading("Coverage"), view::coverage(report));
    for (n, reason) in view::silence(report) {
        let _ = writeln!(out, "  not compared {n:>6}  {reason}");
    }
    let mut number = 0;
    for group in view::groups(report, extent) {
        if number == 0 {
            let _ = writeln!(out, "\n{}", style.heading("Groups"));
        }
        number += 1;
        out.push_str(&group_text(group, number, style));
    }
    section(&mut out, "Findings", &view.findings, style);
    if view.findings.is_empty() {
        let _ = writeln!(out, "\n{}\n  no figures that disagree were found", style.heading("Findings"));
    }
    opposed(&mut out, &view.opposed, style);
    section(&mut out, "Check the reading (the ratio is one that slips make)", &view.checks, style);
    let folded = view::folded(&view, report);
    if !folded.is_empty() {
        let _ = writeln!(out, "\n{}  {}", style.heading("Folded"), folded.join(", "));
    }
    let _ = writeln!(out, "{}", style.dim(&format!("snapshot {}", report.snapshot)));
    out
}

fn section(out: &mut String, title: &str, findings: &[Finding], style: Style) {
    if findings.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", style.heading(title));
    findings.iter().for_each(|finding| out.push_str(&finding_text(finding, style)));
}

/// Routine claims of opposed parties, one line each.
fn opposed(out: &mut String, findings: &[Finding], style: Style) {
    if findings.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", style.heading("Claims of opposed parties"));
    for finding in findings {
        let says = |side: &Member| {
            let who = side.speaker.clone().unwrap_or_else(|| view::outlet(side));
            format!("{} {}", who, style.heading(&side.figure.text))
        };
        let (label, id) = (&finding.group.label, style.dim(&finding.link.id));
        let _ = writeln!(out, "  {label}: {} against {}{}  {id}", says(finding.a), says(finding.b), finding.distance());
    }
}

fn group_text(group: &Group, number: usize, style: Style) -> String {
    let mut out = String::new();
    let severity = group.severity.map(|severity| format!("{} ", style.severity(severity))).unwrap_or_default();
    let verdict = style.verdict(group.verdict);
    let _ = writeln!(out, "{number:>3}. {}  {severity}{verdict}, {}", style.heading(&group.label), group.certainty.as_str());
    let about = Some(view::about(group)).filter(|about| !about.is_empty()).map(|about| format!("; {about}")).unwrap_or_default();
    let _ = writeln!(out, "     {}; {}{about}", view::spread(group), view::make_up(group));
    let Some(axis) = plot::Axis::of(group) else { return out };
    for (member, mentions) in plot::by_origin(group) {
        let bar = axis.bar(member).map(|bar| plot::drawn(bar, WIDTH)).unwrap_or_default();
        let latest = if group.latest.as_ref() == Some(&member.reference) { " ← latest" } else { "" };
        let mentions = if mentions > 1 { format!(" ({mentions} mentions)") } else { String::new() };
        let words = style.heading(&member.figure.text);
        let from = style.dim(&view::where_from(member));
        let _ = writeln!(out, "     {:<5} {bar}  {words}  {from}{mentions}{latest}", member.reference);
    }
    if axis.logarithmic {
        let _ = writeln!(out, "     {}", style.dim("(logarithmic)"));
    }
    out
}

fn finding_text(finding: &Finding, style: Style) -> String {
    let link = finding.link;
    let mut out = String::new();
    let severity = link.severity.map(|severity| format!("{} ", style.severity(severity))).unwrap_or_default();
    let distance = finding.distance();
    let head = format!("{severity}{}, {}{distance}", style.verdict(link.verdict), link.certainty.as_str());
    let _ = writeln!(out, "  {head}  {}", style.dim(&link.id));
    for side in [finding.a, finding.b] {
        out.push_str(&side_text(finding, side, style));
    }
    let _ = writeln!(out, "    {:<7} {}", "why", link.explanation);
    for (name, rows) in [("differs", finding.differs()), ("unknown", finding.unknown())] {
        if !rows.is_empty() {
            let _ = writeln!(out, "    {name:<7} {}", rows.join("; "));
        }
    }
    if let Some(hint) = &link.hint {
        let _ = writeln!(out, "    {:<7} {hint}", "hint");
    }
    if let Some(review) = finding.review() {
        let _ = writeln!(out, "    {:<7} {review}", "review");
    }
    out.push('\n');
    out
}

fn side_text(finding: &Finding, side: &Member, style: Style) -> String {
    let [before, figure, after] = view::parts(side);
    let told = view::told(side).into_iter().map(|told| format!("; {told}")).collect::<String>();
    let origins = finding.origins(side);
    let from = style.dim(&view::where_from(side));
    let quote = format!("{}{}{}", before.trim_start(), style.mark(&figure), after.trim_end());
    let plural = if origins == 1 { "origin" } else { "origins" };
    let url = side.url.as_ref().map(|url| format!("\n            {}", style.dim(url))).unwrap_or_default();
    let figure = style.dim(&format!("figure {}", side.id));
    let read = view::interval(side);
    format!("    {:<7} “{quote}” {from}{url}\n            read as {read}{told}; {origins} {plural}; {figure}\n", side.reference)
}
