//! The cards of the HTML report: a group with its plots, a finding with both its sentences. The page around them is elsewhere.

use super::page::{anchor, escaped};
use super::plot::{Axis, Bar, by_origin, steps};
use super::view::{self, Finding, short};
use crate::model::{Group, Member, Outcome};
use std::collections::BTreeSet;
use std::fmt::Write as _;

pub(super) fn source(member: &Member) -> String {
    member.source.clone().unwrap_or_else(|| member.document.clone())
}

/// A list of values in an attribute, one a line.
fn values(values: impl Iterator<Item = String>) -> String {
    escaped(&values.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("\n"))
}

/// A group with one bar for each origin.
pub(super) fn group_html(group: &Group) -> String {
    let severity = group.severity.map(|severity| severity.as_str()).unwrap_or_default();
    let verdict = group.verdict.as_str();
    let mut out = format!(
        "<section class=\"card {verdict}\" data-verdict=\"{}\" data-severity=\"{}\" data-measure=\"{}\" data-source=\"{}\" data-review=\"{}\">",
        values(group.links.iter().map(|link| link.verdict.as_str().to_owned())),
        values(group.links.iter().filter_map(|link| link.severity).map(|severity| severity.as_str().to_owned())),
        escaped(&group.label),
        values(group.figures.iter().map(source)),
        values(group.links.iter().map(|link| view::status(link).to_owned()))
    );
    let about = Some(view::about(group)).filter(|about| !about.is_empty());
    let about = about.map(|about| format!("{} · ", escaped(&about))).unwrap_or_default();
    let besides = view::besides(group).map(|besides| format!(" · {besides}")).unwrap_or_default();
    let _ = write!(
        out,
        "<div class=\"head\"><h3>{}</h3><span class=\"chip {verdict}\">{severity} {}</span></div><p class=\"range\">{}</p><p class=\"faint\">{about}{} · {}{besides}</p>",
        escaped(&group.label),
        verdict.replace('_', " "),
        escaped(&view::spread(group)),
        escaped(&view::counts(group)),
        group.certainty.as_str()
    );
    if let Some(axis) = Axis::of(group) {
        let grid: String = axis.ticks().into_iter().map(|tick| grid_svg(axis, tick)).collect();
        out.push_str("<div class=\"plot\">");
        for (member, mentions) in by_origin(group) {
            out.push_str(&row_html(group, member, mentions, axis, &grid));
        }
        out.push_str(&axis_svg(axis));
        out.push_str("</div>");
    }
    out.push_str(&steps_html(group));
    out.push_str("</section>\n");
    out
}

/// One origin: its words, whence they are, and its bar.
fn row_html(group: &Group, member: &Member, mentions: usize, axis: Axis, grid: &str) -> String {
    let latest = group.latest.as_ref() == Some(&member.reference);
    let latest = if latest { " <span class=\"latest\">latest</span>" } else { "" };
    let mentions = if mentions > 1 { format!(", {mentions} mentions") } else { String::new() };
    let from = escaped(&view::where_from(member));
    let words = escaped(&member.figure.text);
    let read = escaped(&view::interval(member));
    let bar = axis.bar(member).map(bar_svg).unwrap_or_default();
    format!(
        "<div class=\"row\"><div><b>{words}</b>{latest}<br><span class=\"faint\">{from}{mentions}</span></div>\
         <svg role=\"img\" aria-label=\"{words}: {read}\">{grid}{bar}</svg></div>"
    )
}

fn grid_svg(axis: Axis, tick: f64) -> String {
    let x = axis.at(tick) * 100.0;
    format!("<line class=\"grid\" x1=\"{x:.1}%\" x2=\"{x:.1}%\" y1=\"0\" y2=\"100%\"/>")
}

fn bar_svg(bar: Bar) -> String {
    let (from, to) = (bar.from * 100.0, bar.to * 100.0);
    let start = if bar.open_below { " marker-start=\"url(#tip)\"" } else { "" };
    let end = if bar.open_above { " marker-end=\"url(#tip)\"" } else { "" };
    let open = bar.open_below || bar.open_above;
    if to - from < 0.8 && !open {
        return format!("<circle class=\"dot\" cx=\"{:.1}%\" cy=\"50%\" r=\"5.5\"/>", f64::midpoint(from, to));
    }
    format!("<line class=\"bar\" x1=\"{from:.1}%\" x2=\"{to:.1}%\" y1=\"50%\" y2=\"50%\"{start}{end}/>")
}

fn axis_svg(axis: Axis) -> String {
    let tick = |value: f64| {
        let x = axis.at(value) * 100.0;
        let anchor = if x < 8.0 {
            "start"
        } else if x > 92.0 {
            "end"
        } else {
            "middle"
        };
        format!("<text x=\"{x:.1}%\" y=\"1em\" text-anchor=\"{anchor}\">{}</text>", short(value))
    };
    let ticks: String = axis.ticks().into_iter().map(tick).collect();
    let kind = if axis.logarithmic { "logarithmic axis" } else { "" };
    format!("<div class=\"row ends\"><div class=\"faint\">{kind}</div><svg aria-hidden=\"true\">{ticks}</svg></div>")
}

/// The known moments of a count that only grows, as steps.
fn steps_html(group: &Group) -> String {
    const WIDTH: f64 = 360.0;
    const HEIGHT: f64 = 100.0;
    const LEFT: f64 = 54.0;
    let points = steps(group);
    let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else { return String::new() };
    let span = last.0.duration_since(first.0).as_hours();
    let high = points.iter().map(|(_, value)| *value).fold(f64::MIN_POSITIVE, f64::max);
    if points.len() < 3 || span == 0 {
        return String::new();
    }
    let (mut path, mut dots) = (String::new(), String::new());
    for (day, value) in &points {
        let x = LEFT + day.duration_since(first.0).as_hours() as f64 / span as f64 * (WIDTH - LEFT - 12.0);
        let y = HEIGHT + 8.0 - value / high * HEIGHT;
        let _ = if path.is_empty() { write!(path, "M{x:.1} {y:.1}") } else { write!(path, "H{x:.1}V{y:.1}") };
        let _ = write!(
            dots,
            "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"><title>{day}: {}</title></circle>",
            view::number(*value)
        );
    }
    let base = HEIGHT + 8.0;
    format!(
        "<figure><svg class=\"steps\" viewBox=\"0 0 {WIDTH} {:.0}\" role=\"img\" aria-label=\"the count over time, from {} to {}\">\
         <line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"8\" y2=\"8\"/><line class=\"axis\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{base}\" y2=\"{base}\"/>\
         <text x=\"{t}\" y=\"12\" text-anchor=\"end\">{}</text><text x=\"{t}\" y=\"{base}\" text-anchor=\"end\">0</text>\
         <text x=\"{LEFT}\" y=\"{d}\">{}</text><text x=\"{WIDTH}\" y=\"{d}\" text-anchor=\"end\">{}</text><path d=\"{path}\"/>{dots}</svg>\
         <figcaption>What was said of each moment, all origins together</figcaption></figure>",
        base + 22.0,
        first.0,
        last.0,
        short(high),
        first.0,
        last.0,
        t = LEFT - 6.0,
        d = base + 15.0
    )
}

pub(super) fn finding_html(finding: &Finding) -> String {
    let link = finding.link;
    let (verdict, severity) = (link.verdict.as_str(), link.severity.map(|severity| severity.as_str()).unwrap_or_default());
    let measure = escaped(&finding.group.label);
    let sources = values([source(finding.a), source(finding.b)].into_iter());
    let (id, status) = (escaped(&link.id), finding.status());
    let review =
        finding.review().map(|review| format!("<span class=\"chip review\">{}</span>", escaped(&review))).unwrap_or_default();
    let mut out = format!(
        "<article class=\"card finding {verdict}\" id=\"f-{id}\" data-verdict=\"{verdict}\" data-severity=\"{severity}\" data-measure=\"{measure}\" \
         data-source=\"{sources}\" data-review=\"{status}\"><div class=\"head\"><span class=\"chip {verdict}\">{severity} {}</span><h3>{measure}</h3>{review}</div>\
         <p class=\"faint\">{}{} · <a href=\"#f-{id}\">{id}</a></p><div class=\"sides\">",
        verdict.replace('_', " "),
        link.certainty.as_str(),
        escaped(&finding.distance())
    );
    for side in [finding.a, finding.b] {
        out.push_str(&side_html(finding, side));
    }
    let _ = write!(out, "</div><p>{}.</p>", escaped(&link.explanation));
    if let Some(hint) = &link.hint {
        let _ = write!(out, "<p><b>Hint:</b> {}.</p>", escaped(hint));
    }
    let (differ, unknown) = (finding.differs().len(), finding.unknown().len());
    let _ = write!(
        out,
        "<details><summary>Dimensions: {differ} differ, {unknown} unknown</summary><div class=\"wide\"><table><thead><tr><th scope=\"col\">dimension</th>\
         <th scope=\"col\">outcome</th><th scope=\"col\">first</th><th scope=\"col\">second</th></tr></thead><tbody>"
    );
    for (name, row) in &link.dimensions {
        let class = match row.outcome {
            Outcome::Same => "",
            Outcome::Unknown => " class=\"open\"",
            _ => " class=\"apart\"",
        };
        let cell =
            |words: &Option<String>| words.as_deref().map_or_else(|| "<span class=\"faint\">not said</span>".to_owned(), escaped);
        let (name, outcome) = (name.replace('_', " "), view::outcome(row.outcome));
        let _ =
            write!(out, "<tr{class}><td>{name}</td><td>{outcome}</td><td>{}</td><td>{}</td></tr>", cell(&row.a), cell(&row.b));
    }
    out.push_str("</tbody></table></div></details></article>\n");
    out
}

fn side_html(finding: &Finding, side: &Member) -> String {
    let [before, figure, after] = view::parts(side).map(|part| escaped(&part));
    let from = escaped(&view::where_from(side));
    let address = side.url.as_deref().and_then(|url| anchor(url, &side.sentence_text));
    let cited = address.map_or(from.clone(), |address| format!("<a href=\"{}\">{from}</a>", escaped(&address)));
    let told: String = view::told(side).iter().map(|told| format!("{}; ", escaped(told))).collect();
    let unit = side.figure.unit.as_deref().filter(|_| finding.group.unit.is_some()).and(finding.group.unit.as_deref());
    let unit = unit.map(|unit| format!(" {}", escaped(unit))).unwrap_or_default();
    let origins = finding.origins(side);
    let plural = if origins == 1 { "origin" } else { "origins" };
    format!(
        "<blockquote><p>{before}<mark>{figure}</mark>{after}</p><dl><dt>source</dt><dd>{cited}</dd><dt>read as</dt><dd>{}{unit}</dd>\
         <dt>told</dt><dd>{}</dd><dt>backed by</dt><dd>{origins} {plural}</dd><dt>figure</dt><dd>{}</dd></dl></blockquote>",
        escaped(&view::interval(side)),
        told.trim_end_matches("; "),
        escaped(&side.id)
    )
}
