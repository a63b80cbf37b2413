//! The audit as one HTML file that needs no network: light and dark, on a phone, in print.

use super::Extent;
use super::page::{SCRIPT, STYLE, anchor, escaped, select};
use super::plot::{Axis, Bar, by_origin};
use super::view::{self, Finding, View, number};
use crate::model::{Group, Member, Outcome, Report, TimeKind};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The audit as an HTML page.
pub fn html(report: &Report, extent: Extent) -> String {
    let view = View::new(report, extent);
    let mut body = format!("<h1>Figures that disagree</h1>\n<p>{}</p>\n", escaped(&view::coverage(report)));
    body.push_str(&filters(&view));
    let groups: Vec<&Group> = view::groups(report, extent).collect();
    if !groups.is_empty() {
        body.push_str("<h2>Groups</h2>\n");
        groups.iter().for_each(|group| body.push_str(&group_html(group)));
    }
    body.push_str("<h2>Findings</h2>\n<p class=\"faint\" id=\"shown\"></p>\n");
    if view.findings.is_empty() {
        body.push_str("<p>No figures that disagree were found.</p>\n");
    }
    view.findings.iter().for_each(|finding| body.push_str(&finding_html(finding)));
    section(&mut body, "Claims of opposed parties", &view.opposed);
    section(&mut body, "Check the reading", &view.checks);
    if !view.folded.is_empty() {
        let counts: Vec<String> =
            view.folded.iter().map(|(verdict, n)| format!("{} {n}", verdict.as_str().replace('_', " "))).collect();
        let _ = writeln!(body, "<h2>Folded</h2>\n<p>{}</p>", counts.join(", "));
    }
    let snapshot = escaped(&report.snapshot);
    let _ = writeln!(body, "<p class=\"faint\">Snapshot {snapshot}. The audit states discrepancies, not falsehoods.</p>");
    let defs = "<svg width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"5\" refY=\"5\" markerWidth=\"3\" \
         markerHeight=\"3\" orient=\"auto-start-reverse\"><path class=\"head\" d=\"M0 0L10 5L0 10z\"/></marker></defs></svg>";
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Figures that disagree</title>\n<style>\n{STYLE}</style></head>\n<body>\n{defs}\n{body}\
         <script>\n{SCRIPT}</script>\n</body></html>\n"
    )
}

fn section(body: &mut String, title: &str, findings: &[Finding]) {
    if !findings.is_empty() {
        let _ = writeln!(body, "<h2>{title}</h2>");
        findings.iter().for_each(|finding| body.push_str(&finding_html(finding)));
    }
}

/// The filters, hidden until the script runs.
fn filters(view: &View) -> String {
    let all = || view.findings.iter().chain(&view.opposed).chain(&view.checks);
    let listed = |values: BTreeSet<String>| values.into_iter().collect::<Vec<_>>();
    let verdicts = listed(all().map(|finding| finding.link.verdict.as_str().to_owned()).collect());
    let severities =
        listed(all().filter_map(|finding| finding.link.severity).map(|severity| severity.as_str().to_owned()).collect());
    let measures = listed(all().map(|finding| finding.group.label.clone()).collect());
    let sources = listed(all().flat_map(|finding| [source(finding.a), source(finding.b)]).collect());
    format!(
        "<form hidden>{}{}{}{}<label>&nbsp;<button type=\"reset\">Show all</button></label></form>\n",
        select("verdict", "Verdict", &verdicts),
        select("severity", "Severity", &severities),
        select("measure", "Measure", &measures),
        select("source", "Source", &sources)
    )
}

fn source(member: &Member) -> String {
    member.source.clone().unwrap_or_else(|| member.document.clone())
}

/// A group with one bar for each origin.
fn group_html(group: &Group) -> String {
    let mut out = String::from("<section class=\"card\">");
    let severity = group.severity.map(|severity| severity.as_str()).unwrap_or_default();
    let verdict = group.verdict.as_str();
    let _ = write!(
        out,
        "<h3>{} <span class=\"chip {verdict}\">{severity} {}</span></h3>",
        escaped(&group.label),
        verdict.replace('_', " ")
    );
    let _ = write!(
        out,
        "<p class=\"faint\">{}; {}; {}</p>",
        escaped(&view::spread(group)),
        escaped(&view::make_up(group)),
        group.certainty.as_str()
    );
    if let Some(axis) = Axis::of(group) {
        for (member, mentions) in by_origin(group) {
            let bar = axis.bar(member).map(bar_svg).unwrap_or_default();
            let latest = if group.latest.as_ref() == Some(&member.reference) { ", latest" } else { "" };
            let mentions = if mentions > 1 { format!(", {mentions} mentions") } else { String::new() };
            let from = escaped(&view::where_from(member));
            let words = escaped(&member.figure.text);
            let _ = write!(
                out,
                "<div class=\"row\"><div><b>{words}</b> <span class=\"faint\">{from}{mentions}{latest}</span></div>{bar}</div>"
            );
        }
        out.push_str(&axis_svg(axis));
    }
    out.push_str(&steps_svg(group));
    out.push_str("</section>\n");
    out
}

fn bar_svg(bar: Bar) -> String {
    let (from, to) = (bar.from * 100.0, bar.to * 100.0);
    let start = if bar.open_below { " marker-start=\"url(#tip)\"" } else { "" };
    let end = if bar.open_above { " marker-end=\"url(#tip)\"" } else { "" };
    let dot =
        if to - from < 0.8 { format!("<circle class=\"dot\" cx=\"{from:.1}%\" cy=\"50%\" r=\"5\"/>") } else { String::new() };
    let label = match (bar.open_below, bar.open_above) {
        (true, _) => "interval, open below",
        (_, true) => "interval, open above",
        _ => "interval",
    };
    format!(
        "<svg role=\"img\" aria-label=\"{label}\"><line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/>\
         <line class=\"bar\" x1=\"{from:.1}%\" x2=\"{to:.1}%\" y1=\"50%\" y2=\"50%\"{start}{end}/>{dot}</svg>"
    )
}

fn axis_svg(axis: Axis) -> String {
    let tick = |value: f64| {
        let x = axis.at(value) * 100.0;
        format!("<text x=\"{x:.1}%\" y=\"1em\" text-anchor=\"middle\">{}</text>", number(value))
    };
    let ticks: String = axis.ticks().into_iter().map(tick).collect();
    let kind = if axis.logarithmic { "logarithmic axis" } else { "" };
    format!("<div class=\"row\"><div class=\"faint\">{kind}</div><svg aria-hidden=\"true\">{ticks}</svg></div>")
}

/// The known moments of a count that only grows, as steps.
fn steps_svg(group: &Group) -> String {
    let point = |member: &Member| {
        let day = member.figure.as_of.as_ref().and_then(|as_of| as_of.end.or(as_of.start))?;
        Some((day, member.interval.low.or(member.interval.high)?))
    };
    let grows = |member: &&Member| member.member && member.figure.time_kind == TimeKind::Cumulative;
    let mut points: Vec<_> = group.figures.iter().filter(grows).filter_map(point).collect();
    points.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else { return String::new() };
    let span = last.0.duration_since(first.0).as_hours();
    let high = points.iter().map(|(_, value)| *value).fold(f64::MIN_POSITIVE, f64::max);
    if points.len() < 3 || span == 0 {
        return String::new();
    }
    let mut path = String::new();
    for (day, value) in &points {
        let x = day.duration_since(first.0).as_hours() as f64 / span as f64 * 600.0;
        let y = 110.0 - value / high * 100.0;
        let _ = if path.is_empty() { write!(path, "M{x:.1} {y:.1}") } else { write!(path, "H{x:.1}V{y:.1}") };
    }
    format!(
        "<svg class=\"steps\" viewBox=\"0 0 600 120\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"over time\"><path d=\"{path}\"/></svg>\
         <p class=\"faint\">over time, {} to {}</p>",
        first.0, last.0
    )
}

fn finding_html(finding: &Finding) -> String {
    let link = finding.link;
    let (verdict, severity) = (link.verdict.as_str(), link.severity.map(|severity| severity.as_str()).unwrap_or_default());
    let measure = escaped(&finding.group.label);
    let sources = escaped(&format!("{}\n{}", source(finding.a), source(finding.b)));
    let ratio = finding.ratio().map(|ratio| format!(", {ratio}")).unwrap_or_default();
    let mut out = format!(
        "<article class=\"card finding\" id=\"f-{id}\" data-verdict=\"{verdict}\" data-severity=\"{severity}\" data-measure=\"{measure}\" data-source=\"{sources}\">\
         <h3><span class=\"chip {verdict}\">{severity} {}</span> {measure}</h3><p class=\"faint\">{}{ratio} · <a href=\"#f-{id}\">{id}</a></p>",
        verdict.replace('_', " "),
        link.certainty.as_str(),
        id = escaped(&link.id)
    );
    for side in [finding.a, finding.b] {
        out.push_str(&side_html(finding, side));
    }
    let _ = write!(out, "<p>{}.</p>", escaped(&link.explanation));
    if let Some(hint) = &link.hint {
        let _ = write!(out, "<p><b>Hint:</b> {}.</p>", escaped(hint));
    }
    out.push_str("<details><summary>Dimensions</summary><div class=\"wide\"><table><tr><th>dimension</th><th>outcome</th><th>first</th><th>second</th></tr>");
    for (name, row) in &link.dimensions {
        let class = if row.outcome == Outcome::Same { "" } else { " class=\"apart\"" };
        let cell =
            |words: &Option<String>| words.as_deref().map_or_else(|| "<span class=\"faint\">not said</span>".to_owned(), escaped);
        let (name, outcome) = (name.replace('_', " "), view::outcome(row.outcome));
        let _ =
            write!(out, "<tr{class}><td>{name}</td><td>{outcome}</td><td>{}</td><td>{}</td></tr>", cell(&row.a), cell(&row.b));
    }
    out.push_str("</table></div></details></article>\n");
    out
}

fn side_html(finding: &Finding, side: &Member) -> String {
    let [before, figure, after] = view::parts(side).map(|part| escaped(&part));
    let from = escaped(&view::where_from(side));
    let address = side.url.as_deref().and_then(|url| anchor(url, &side.sentence_text));
    let cited = address.map_or(from.clone(), |address| format!("<a href=\"{}\">{from}</a>", escaped(&address)));
    let told: String = view::told(side).iter().map(|told| format!("; {}", escaped(told))).collect();
    let origins = finding.origins(side);
    let plural = if origins == 1 { "origin" } else { "origins" };
    format!(
        "<blockquote>{before}<mark>{figure}</mark>{after}<div class=\"faint\">{cited} · read as {}{told} · {origins} {plural}</div></blockquote>",
        escaped(&view::interval(side))
    )
}
