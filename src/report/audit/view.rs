//! What every form of the audit says, before it takes a form: which links are findings, which are folded, and words for values.

use super::Extent;
use crate::model::{AsOfVia, Bound, Ends, Group, Link, Member, Outcome, Report, Verdict};
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// One link with what it stands on.
#[derive(Clone, Copy)]
pub(super) struct Finding<'a> {
    pub(super) group: &'a Group,
    pub(super) link: &'a Link,
    pub(super) a: &'a Member,
    pub(super) b: &'a Member,
}

/// A report sorted into its sections.
pub(super) struct View<'a> {
    /// Disputes, and in full extent all other links too.
    pub(super) findings: Vec<Finding<'a>>,
    /// Disputes whose ratio is one that slips of reading make.
    pub(super) checks: Vec<Finding<'a>>,
    /// Disputes between the routine claims of opposed parties to a war.
    pub(super) opposed: Vec<Finding<'a>>,
    /// Verdicts that are folded, with their number.
    pub(super) folded: Vec<(Verdict, u64)>,
}

impl<'a> View<'a> {
    pub(super) fn new(report: &'a Report, extent: Extent) -> Self {
        let mut view = View { findings: Vec::new(), checks: Vec::new(), opposed: Vec::new(), folded: Vec::new() };
        for finding in all(report) {
            match () {
                () if !finding.link.verdict.is_disputed() && extent == Extent::Disputes => {}
                () if finding.link.check_reading => view.checks.push(finding),
                () if finding.link.opposed && finding.link.verdict.is_disputed() => view.opposed.push(finding),
                () => view.findings.push(finding),
            }
        }
        for list in [&mut view.findings, &mut view.checks, &mut view.opposed] {
            list.sort_by_key(|finding| rank(finding));
        }
        let folds = |verdict: &&Verdict| !verdict.is_disputed() && **verdict != Verdict::Unrelated && extent == Extent::Disputes;
        let count = |verdict: &Verdict| report.totals.links.get(verdict).copied().unwrap_or(0);
        view.folded =
            Verdict::ALL.iter().filter(folds).map(|verdict| (*verdict, count(verdict))).filter(|(_, n)| *n > 0).collect();
        view
    }
}

fn all(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    report.groups.iter().flat_map(|group| {
        group
            .links
            .iter()
            .filter_map(move |link| Some(Finding { group, link, a: group.member(&link.a)?, b: group.member(&link.b)? }))
    })
}

/// Contradictions first; then by severity, certainty, origins and recency.
fn rank(finding: &Finding) -> impl Ord + use<> {
    let link = finding.link;
    let recency = finding.a.published.max(finding.b.published);
    let order = Verdict::ALL.iter().position(|verdict| *verdict == link.verdict);
    let weight = std::cmp::Reverse((link.severity, std::cmp::Reverse(link.certainty), finding.group.origins, recency));
    (order, weight, link.id.clone())
}

impl Finding<'_> {
    /// How many independent origins in the group give the value of one side.
    pub(super) fn origins(&self, side: &Member) -> usize {
        let alike = |member: &&Member| member.figure.low == side.figure.low && member.figure.high == side.figure.high;
        self.group.figures.iter().filter(alike).map(|member| member.origin).collect::<BTreeSet<u32>>().len()
    }

    /// The dimensions that are known to differ, in words.
    pub(super) fn differs(&self) -> Vec<String> {
        self.dimensions(|outcome| !matches!(outcome, Outcome::Same | Outcome::Unknown))
    }

    /// The dimensions that are unknown on a side, in words.
    pub(super) fn unknown(&self) -> Vec<String> {
        self.dimensions(|outcome| outcome == Outcome::Unknown)
    }

    fn dimensions(&self, wanted: impl Fn(Outcome) -> bool) -> Vec<String> {
        let say = |words: &Option<String>| words.clone().unwrap_or_else(|| "not said".to_owned());
        let rows = self.link.dimensions.iter().filter(|(_, row)| wanted(row.outcome));
        rows.map(|(name, row)| {
            let how = if row.outcome == Outcome::Unknown { String::new() } else { format!("{} ", outcome(row.outcome)) };
            format!("{} {how}({} / {})", name.replace('_', " "), say(&row.a), say(&row.b))
        })
        .collect()
    }

    /// ", ratio 1.6, gap 72,000".
    pub(super) fn distance(&self) -> String {
        let ratio = self.link.ratio.map(|ratio| format!(", ratio {}", ratio.normalize())).unwrap_or_default();
        let unit = self.b.figure.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
        let gap = self.link.gap.and_then(|gap| gap.to_f64()).map(|gap| format!(", gap {}{unit}", number(gap)));
        ratio + &gap.unwrap_or_default()
    }

    /// The word for what was decided.
    pub(super) fn status(&self) -> &'static str {
        status(self.link)
    }

    /// What a reader decided: "dismissed by desk, 2026-01-02: not so".
    pub(super) fn review(&self) -> Option<String> {
        let review = self.link.review.as_ref()?;
        let by = review.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        let date = review.date.map(|date| format!(", {date}")).unwrap_or_default();
        let note = review.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        let changed = if review.changed { " (what it rests on has changed since; look again)" } else { "" };
        Some(format!("{}{by}{date}{note}{changed}", review.status.as_str()))
    }
}

/// The word for what was decided on a link; one whose evidence has changed since is `changed`.
pub(super) fn status(link: &Link) -> &'static str {
    match &link.review {
        Some(review) if review.changed => "changed",
        Some(review) => review.status.as_str(),
        None => "open",
    }
}

/// An outcome in words.
pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Same => "same",
        Outcome::ANarrower => "narrower in the first",
        Outcome::BNarrower => "narrower in the second",
        Outcome::Disjoint => "different",
        Outcome::Overlapping => "overlapping",
        Outcome::Unknown => "unknown",
    }
}

/// The sentence before the figure, the figure, and after it.
pub(super) fn parts(member: &Member) -> [String; 3] {
    let (start, end) = (member.mark.start as usize, member.mark.end as usize);
    let chars = || member.sentence_text.chars();
    let tidy = |text: String| text.replace(['\n', '\r', '\t'], " ");
    [chars().take(start).collect(), chars().skip(start).take(end.saturating_sub(start)).collect(), chars().skip(end).collect()]
        .map(tidy)
}

/// Outlet, or title, or id.
pub(super) fn outlet(member: &Member) -> String {
    member.source.clone().or_else(|| member.title.clone()).unwrap_or_else(|| member.document.clone())
}

/// The outlet with the day.
pub(super) fn where_from(member: &Member) -> String {
    match member.published {
        Some(day) => format!("{}, {day}", outlet(member)),
        None => format!("{}, undated", outlet(member)),
    }
}

/// The moment to which a figure refers, who says it, and what kind of voice that is.
pub(super) fn told(member: &Member) -> Vec<String> {
    let figure = &member.figure;
    let stated = figure.as_of.as_ref().filter(|as_of| as_of.via != AsOfVia::Published);
    let day = stated.and_then(|as_of| as_of.end.or(as_of.start)).map(|day| day.to_string());
    let moment = match (figure.period.as_ref().map(|period| &period.text), day) {
        (Some(period), Some(day)) if !period.contains(&day) => format!("as of “{period}” ({day})"),
        (Some(period), _) => format!("time “{period}”"),
        (None, Some(day)) => format!("as of {day}"),
        (None, None) => "as-of not said".to_owned(),
    };
    let speaker = member.speaker.as_ref().map(|speaker| format!("says {speaker}"));
    let register = member.register.as_ref().map(|class| class.replace('_', " "));
    [Some(moment), speaker, register].into_iter().flatten().collect()
}

/// The interval of a member in words: what a reader takes the figure to say.
pub(super) fn interval(member: &Member) -> String {
    let Ends { low, high } = member.interval;
    let (low, high) = (low.map(number), high.map(number));
    match (low, high, opens(member)) {
        (Some(low), _, (_, true)) => format!("{low} or more"),
        (_, Some(high), (true, _)) => format!("up to {high}"),
        (Some(low), Some(high), _) if low == high => low,
        (Some(low), Some(high), _) => format!("{low} to {high}"),
        _ => "no interval".to_owned(),
    }
}

/// Whether the figure is open below, and above.
pub(super) fn opens(member: &Member) -> (bool, bool) {
    match member.figure.bound {
        Bound::LessThan | Bound::AtMost => (true, false),
        Bound::MoreThan | Bound::AtLeast => (false, true),
        _ => (false, false),
    }
}

/// The lowest and highest value of a group with its unit.
pub(super) fn spread(group: &Group) -> String {
    let unit = group.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let end = |value: Option<rust_decimal::Decimal>| value.and_then(|value| value.to_f64()).map(number);
    match (end(group.low), end(group.high)) {
        (Some(low), Some(high)) if low == high => format!("{low}{unit}"),
        (Some(low), Some(high)) => format!("{low} – {high}{unit}"),
        _ => "no value".to_owned(),
    }
}

/// A number for people: millions and more in words, thousands apart, at most four significant digits of a fraction.
pub(super) fn number(value: f64) -> String {
    const SCALES: [(f64, &str); 3] = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    match SCALES.iter().find(|(scale, _)| value.abs() >= *scale) {
        Some((scale, word)) => plain(value / scale, 3) + word,
        None => plain(value, 3),
    }
}

/// The same in little room, for an axis.
pub(super) fn short(value: f64) -> String {
    number(value).replace(" trillion", "tn").replace(" billion", "bn").replace(" million", "m")
}

fn plain(value: f64, digits: i32) -> String {
    let whole = value.fract() == 0.0 || value.abs() >= 1000.0;
    let places = if whole { 0 } else { (digits - value.abs().log10().floor().clamp(-6.0, 3.0) as i32).max(0) as usize };
    let plain = format!("{:.places$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0.0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{fraction}") }
}

/// What was compared, in one sentence.
pub(super) fn coverage(report: &Report) -> String {
    let of = &report.coverage;
    format!("{} of {} claims in {} documents could be compared with another.", of.compared, of.claims, report.totals.documents)
}

/// How many claims were not compared, and why, the commonest reason first.
pub(super) fn silence(report: &Report) -> Vec<(u64, String)> {
    let words = |reason: &str| match reason {
        "no_counterpart" => "no other article counts the same".to_owned(),
        "not_comparable" => "others are near, but none counts the same thing".to_owned(),
        "unknown_measure" => "what is counted has no known measure".to_owned(),
        "unknown_subject" => "who or what is counted is not said".to_owned(),
        "no_value" => "no number is stated".to_owned(),
        "misread" => "marked as misread in a review".to_owned(),
        other => other.replace('_', " "),
    };
    let mut rows: Vec<(u64, String)> = report.coverage.not_compared.iter().map(|(reason, n)| (*n, words(reason))).collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    rows
}

/// What is folded, in words: "updates 2, part of 3", and how many findings were dismissed.
pub(super) fn folded(view: &View, report: &Report) -> Vec<String> {
    let links = view.folded.iter().map(|(verdict, n)| format!("{} {n}", verdict.as_str().replace('_', " ")));
    let dismissed = Some(report.totals.dismissed).filter(|n| *n > 0).map(|n| format!("{n} dismissed in a review"));
    links.chain(dismissed).collect()
}

/// Whom a group is about and what restricts it; empty where neither is known.
pub(super) fn about(group: &Group) -> String {
    let scope = group.scope.join(", ");
    [group.subject_names.join(", "), scope].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// "3 figures, 2 origins".
pub(super) fn counts(group: &Group) -> String {
    let plural = |n: u64, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    format!("{}, {}", plural(group.size, "figure"), plural(u64::from(group.origins), "origin"))
}

/// What else the figures of a group are to one another: "also 2 scope".
pub(super) fn besides(group: &Group) -> Option<String> {
    let others = group.judged.iter().filter(|(verdict, _)| **verdict != group.verdict);
    let others: Vec<String> = others.map(|(verdict, n)| format!("{n} {}", verdict.as_str().replace('_', " "))).collect();
    Some(format!("also {}", others.join(", "))).filter(|_| !others.is_empty())
}

/// "3 figures, 2 origins, latest a1; also 2 scope".
pub(super) fn make_up(group: &Group) -> String {
    let latest = group.latest.as_deref().map(|latest| format!(", latest {latest}")).unwrap_or_default();
    let besides = besides(group).map(|besides| format!("; {besides}")).unwrap_or_default();
    counts(group) + &latest + &besides
}

/// How many groups without a dispute are listed beside those with one.
const AGREEING: usize = 20;

/// The groups that a report lists: those with a dispute, then some in which origins agree (one that repeats itself agrees with nobody);
/// in full extent all.
pub(super) fn groups(report: &Report, extent: Extent) -> impl Iterator<Item = &Group> {
    let disputed = |group: &&Group| group.verdict.is_disputed();
    let agrees =
        |group: &&Group| !group.verdict.is_disputed() && group.origins > 1 && group.judged.contains_key(&Verdict::Agrees);
    let most = if extent == Extent::All { 0 } else { usize::MAX };
    let all = if extent == Extent::All { usize::MAX } else { 0 };
    let listed = report.groups.iter().filter(disputed).take(most);
    listed.chain(report.groups.iter().filter(agrees).take(AGREEING.min(most))).chain(report.groups.iter().take(all))
}
