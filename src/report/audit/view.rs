//! What every form of the audit says, before it takes a form: which links are findings, which are folded, and words for values.

use super::Extent;
use crate::model::{Bound, Ends, Group, Link, Member, Outcome, Report, Verdict};
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
    /// Disputes between the routine claims of two belligerents.
    pub(super) opposed: Vec<Finding<'a>>,
    /// Verdicts that are folded, with their number.
    pub(super) folded: Vec<(Verdict, u64)>,
}

impl<'a> View<'a> {
    pub(super) fn new(report: &'a Report, extent: Extent) -> Self {
        let mut view = View { findings: Vec::new(), checks: Vec::new(), opposed: Vec::new(), folded: Vec::new() };
        for finding in all(report) {
            let belligerent = |member: &Member| member.register.as_deref() == Some("belligerent");
            match () {
                () if !finding.link.verdict.is_disputed() && extent == Extent::Disputes => {}
                () if finding.link.check_reading => view.checks.push(finding),
                () if belligerent(finding.a) && belligerent(finding.b) => view.opposed.push(finding),
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

    /// The dimensions that differ or are unknown, in words.
    pub(super) fn open_dimensions(&self) -> Vec<String> {
        let say = |words: &Option<String>| words.clone().unwrap_or_else(|| "not said".to_owned());
        let apart = self.link.dimensions.iter().filter(|(_, row)| row.outcome != Outcome::Same);
        apart
            .map(|(name, row)| format!("{} {} ({} / {})", name.replace('_', " "), outcome(row.outcome), say(&row.a), say(&row.b)))
            .collect()
    }

    /// "moderate tension, possible, ratio 1.6".
    pub(super) fn ratio(&self) -> Option<String> {
        self.link.ratio.map(|ratio| format!("ratio {}", ratio.normalize()))
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

/// Outlet, or title, or id; with the day.
pub(super) fn where_from(member: &Member) -> String {
    let outlet = member.source.clone().or_else(|| member.title.clone()).unwrap_or_else(|| member.document.clone());
    match member.published {
        Some(day) => format!("{outlet}, {day}"),
        None => format!("{outlet}, undated"),
    }
}

/// The moment to which a figure refers, and its speaker, where the text gives them.
pub(super) fn told(member: &Member) -> Vec<String> {
    let figure = &member.figure;
    let period = figure.period.as_ref().map(|period| period.text.clone());
    let speaker = figure.speaker.as_ref().map(|speaker| format!("says {speaker}"));
    [period, speaker].into_iter().flatten().collect()
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
    use rust_decimal::prelude::ToPrimitive;
    let unit = group.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let end = |value: Option<rust_decimal::Decimal>| value.and_then(|value| value.to_f64()).map(number);
    match (end(group.low), end(group.high)) {
        (Some(low), Some(high)) if low == high => format!("{low}{unit}"),
        (Some(low), Some(high)) => format!("{low} – {high}{unit}"),
        _ => "no value".to_owned(),
    }
}

/// A number for people: thousands apart, at most four significant digits of a fraction.
pub(super) fn number(value: f64) -> String {
    let big = value.abs() >= 1000.0;
    let places =
        if big || value.fract() == 0.0 { 0 } else { (3 - value.abs().log10().floor().clamp(-6.0, 3.0) as i32).max(0) as usize };
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

/// The coverage in one sentence.
pub(super) fn coverage(report: &Report) -> String {
    let of = &report.coverage;
    let reasons: Vec<String> =
        of.not_compared.iter().map(|(reason, count)| format!("{} {count}", reason.replace('_', " "))).collect();
    let rest = if reasons.is_empty() { String::new() } else { format!(" Not compared: {}.", reasons.join(", ")) };
    format!(
        "{} of {} claims in {} documents could be compared with another.{rest} Silence is not agreement.",
        of.compared, of.claims, report.totals.documents
    )
}

/// "3 figures, 2 origins, latest a1".
pub(super) fn make_up(group: &Group) -> String {
    let plural = |n: u64, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let latest = group.latest.as_deref().map(|latest| format!(", latest {latest}")).unwrap_or_default();
    format!("{}, {}{latest}", plural(group.size, "figure"), plural(u64::from(group.origins), "origin"))
}

/// How many groups without a dispute are listed beside those with one.
const AGREEING: usize = 20;

/// The groups that a report lists: those with a dispute, then some in which figures agree; in full extent all.
pub(super) fn groups(report: &Report, extent: Extent) -> impl Iterator<Item = &Group> {
    let disputed = |group: &&Group| group.verdict.is_disputed();
    let agrees = |group: &&Group| !group.verdict.is_disputed() && group.judged.contains_key(&Verdict::Agrees);
    let most = if extent == Extent::All { 0 } else { usize::MAX };
    let all = if extent == Extent::All { usize::MAX } else { 0 };
    let listed = report.groups.iter().filter(disputed).take(most);
    listed.chain(report.groups.iter().filter(agrees).take(AGREEING.min(most))).chain(report.groups.iter().take(all))
}
