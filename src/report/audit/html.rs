//! The audit as one HTML file that needs no network: light and dark, on a phone, in print. Here is the page; its cards are elsewhere.

use super::Extent;
use super::cards::{finding_html, group_html, source};
use super::page::{SCRIPT, STYLE, escaped, select};
use super::view::{self, Finding, View};
use crate::model::{Group, Report, Verdict};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The audit as an HTML page.
pub fn html(report: &Report, extent: Extent) -> String {
    let view = View::new(report, extent);
    let groups: Vec<&Group> = view::groups(report, extent).collect();
    let mut body = opening(report, &view);
    body.push_str(&filters(&view));
    body.push_str("<main>\n");
    if !groups.is_empty() {
        body.push_str("<section data-part><h2 id=\"groups\">Groups</h2>\n<p class=\"faint\">One bar for each independent origin; an arrow is an open bound. \
             No value is chosen as the right one.</p>\n");
        groups.iter().for_each(|group| body.push_str(&group_html(group)));
        body.push_str("</section>\n");
    }
    body.push_str("<section><h2 id=\"findings\">Findings</h2>\n<p id=\"none\" hidden>No finding fits the filters.</p>\n");
    if view.findings.is_empty() {
        body.push_str("<p>No figures that disagree were found.</p>\n");
    }
    view.findings.iter().for_each(|finding| body.push_str(&finding_html(finding)));
    body.push_str("</section>\n");
    let told = "Their ratio is one that a slip of reading makes: a power of ten, a unit's factor. Look at the source first.";
    section(&mut body, "check", "Check the reading", told, &view.checks);
    let told = "Each side of a war counts its own way; that they differ is routine.";
    opposed(&mut body, told, &view.opposed);
    body.push_str("</main>\n<footer>\n");
    let folded = view::folded(&view, report);
    if !folded.is_empty() {
        let _ = writeln!(body, "<h2>Folded</h2>\n<p>Counted and not shown: {}.</p>", escaped(&folded.join(", ")));
    }
    let snapshot = escaped(&report.snapshot);
    let _ =
        writeln!(body, "<p class=\"faint\">Snapshot {snapshot}. The audit states discrepancies, not falsehoods.</p>\n</footer>");
    page(&body)
}

fn page(body: &str) -> String {
    let defs = "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"4\" refY=\"5\" \
         markerWidth=\"2.4\" markerHeight=\"2.4\" orient=\"auto-start-reverse\"><path class=\"head\" d=\"M0 0L10 5L0 10z\"/></marker></defs></svg>";
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Figures that disagree</title>\n<style>\n{STYLE}</style></head>\n<body>\n{defs}\n{body}\
         <script>\n{SCRIPT}</script>\n</body></html>\n"
    )
}

/// Title, coverage and what was found, before anything else.
fn opening(report: &Report, view: &View) -> String {
    let of = &report.coverage;
    let share = if of.claims > 0 { 100.0 * of.compared as f64 / of.claims as f64 } else { 0.0 };
    let mut out = String::from("<header><h1>Figures that disagree</h1>\n");
    let _ = writeln!(out, "<p class=\"lead\">{} Silence is not agreement.</p>", escaped(&view::coverage(report)));
    let _ = writeln!(
        out,
        "<div class=\"meter\" role=\"img\" aria-label=\"{share:.0} percent of the claims were compared\"><span style=\"width:{share:.1}%\"></span></div>"
    );
    let silence = view::silence(report);
    if !silence.is_empty() {
        out.push_str("<table class=\"why\"><caption class=\"faint\" style=\"text-align:left\">Not compared, and why</caption>\n");
        for (n, reason) in silence {
            let _ = writeln!(out, "<tr><td>{n}</td><td>{}</td></tr>", escaped(&reason));
        }
        out.push_str("</table>\n");
    }
    let count = |verdict: Verdict| report.totals.links.get(&verdict).copied().unwrap_or(0);
    let (contradictions, tensions) = (count(Verdict::Contradicts), count(Verdict::Tension));
    let agree = count(Verdict::Agrees);
    let item = |n: u64, one: &str, many: &str| format!("<li><b>{n}</b> {}</li>", if n == 1 { one } else { many });
    let _ = writeln!(
        out,
        "<ul class=\"numbers\">{}{}{}</ul>",
        item(contradictions, "contradiction", "contradictions"),
        item(tensions, "tension", "tensions"),
        item(agree, "pair agrees", "pairs agree")
    );
    let link = |there: bool, id: &str, name: &str| if there { format!("<a href=\"#{id}\">{name}</a>") } else { String::new() };
    let _ = writeln!(
        out,
        "<nav aria-label=\"Sections\">{}{}{}{}</nav></header>",
        link(true, "groups", "Groups"),
        link(true, "findings", "Findings"),
        link(!view.checks.is_empty(), "check", "Check the reading"),
        link(!view.opposed.is_empty(), "opposed", "Opposed parties")
    );
    out
}

fn section(body: &mut String, id: &str, title: &str, told: &str, findings: &[Finding]) {
    if !findings.is_empty() {
        let _ = writeln!(body, "<section data-part><h2 id=\"{id}\">{title}</h2>\n<p class=\"faint\">{told}</p>");
        findings.iter().for_each(|finding| body.push_str(&finding_html(finding)));
        body.push_str("</section>\n");
    }
}

/// Routine claims of opposed parties, folded.
fn opposed(body: &mut String, told: &str, findings: &[Finding]) {
    if !findings.is_empty() {
        let n = findings.len();
        let _ = writeln!(
            body,
            "<section data-part><h2 id=\"opposed\">Claims of opposed parties</h2>\n<p class=\"faint\">{told}</p><details><summary>{n} folded</summary>"
        );
        findings.iter().for_each(|finding| body.push_str(&finding_html(finding)));
        body.push_str("</details></section>\n");
    }
}

/// The filters, hidden until the script runs.
fn filters(view: &View) -> String {
    let all = || view.findings.iter().chain(&view.opposed).chain(&view.checks);
    let listed = |values: BTreeSet<String>| values.into_iter().collect::<Vec<_>>();
    let verdicts = listed(all().map(|finding| finding.link.verdict.as_str().to_owned()).collect());
    let severities: BTreeSet<_> = all().filter_map(|finding| finding.link.severity).collect();
    let severities: Vec<String> = severities.into_iter().rev().map(|severity| severity.as_str().to_owned()).collect();
    let measures = listed(all().map(|finding| finding.group.label.clone()).collect());
    let sources = listed(all().flat_map(|finding| [source(finding.a), source(finding.b)]).collect());
    let reviews = listed(all().map(|finding| finding.status().to_owned()).collect());
    format!(
        "<form hidden aria-label=\"Filter the findings\">{}{}{}{}{}<button type=\"reset\">Show all</button><output id=\"shown\" aria-live=\"polite\"></output></form>\n",
        select("verdict", "Verdict", &verdicts),
        select("severity", "Severity", &severities),
        select("measure", "Measure", &measures),
        select("source", "Source", &sources),
        select("review", "Review", &reviews)
    )
}
