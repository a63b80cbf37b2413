//! Where a value stands on the axis of its group: linear, or logarithmic where the ends are more than a factor of twenty apart.

use super::view::opens;
use crate::model::{AsOfVia, Group, Member, TimeKind};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// Beyond this ratio the axis is logarithmic.
const LINEAR: f64 = 20.0;

/// The axis of a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    pub(super) logarithmic: bool,
}

/// A bar from 0 to 1, with arrows where the figure is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) open_below: bool,
    pub(super) open_above: bool,
}

impl Axis {
    /// The axis over all intervals of a group; `None` where no figure has one.
    pub(super) fn of(group: &Group) -> Option<Self> {
        let ends = group
            .figures
            .iter()
            .filter(|member| member.member)
            .flat_map(|member| [member.interval.low, member.interval.high])
            .flatten();
        let (low, high) = ends.clone().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
        if !low.is_finite() || !high.is_finite() {
            return None;
        }
        let least = ends.filter(|end| *end > 0.0).fold(f64::INFINITY, f64::min);
        let logarithmic = low > 0.0 && high / least > LINEAR;
        let margin = match high > low {
            true if alike(group) => (high - low) * 0.75,
            true => (high - low) * 0.06,
            false => high.abs().max(1.0) * 0.1,
        };
        Some(match logarithmic {
            true => Self { low: low / 1.3, high: high * 1.3, logarithmic },
            false => {
                Self { low: if low >= 0.0 { (low - margin).max(0.0) } else { low - margin }, high: high + margin, logarithmic }
            }
        })
    }

    /// A value's place from 0 to 1.
    pub(super) fn at(self, value: f64) -> f64 {
        let scale = |x: f64| if self.logarithmic { x.max(self.low).ln() } else { x };
        ((scale(value) - scale(self.low)) / (scale(self.high) - scale(self.low))).clamp(0.0, 1.0)
    }

    /// Round values along the axis, for its ticks: of one, two and five times a power of ten those that leave three to five.
    pub(super) fn ticks(self) -> Vec<f64> {
        let decades = (self.high / self.low.max(f64::MIN_POSITIVE)).log10();
        if self.logarithmic && decades > 1.5 {
            let factor = 10f64.powf((decades / 4.0).ceil().max(1.0));
            let first = 10f64.powf(self.low.log10().ceil());
            return std::iter::successors(Some(first), |tick| Some(tick * factor))
                .take_while(|tick| *tick <= self.high)
                .collect();
        }
        let rough = (self.high - self.low) / 4.0;
        let unit = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * unit).find(|step| *step >= rough).unwrap_or(rough);
        let first = (self.low / step).ceil();
        (0..6).map(|n| (first + f64::from(n)) * step).take_while(|tick| *tick <= self.high).collect()
    }

    /// The bar of a member.
    pub(super) fn bar(self, member: &Member) -> Option<Bar> {
        let (open_below, open_above) = opens(member);
        let low = member.interval.low.or(member.interval.high)?;
        let high = member.interval.high.or(member.interval.low)?;
        Some(Bar { from: self.at(low), to: self.at(high), open_below, open_above })
    }
}

/// Whether one value would fit all intervals of a group. Such bars stand in the middle of the axis: drawn from edge to edge they would
/// look like a wide range.
fn alike(group: &Group) -> bool {
    let members = || group.figures.iter().filter(|member| member.member).map(|member| member.interval);
    let low = members().filter_map(|ends| ends.low).fold(f64::NEG_INFINITY, f64::max);
    let high = members().filter_map(|ends| ends.high).fold(f64::INFINITY, f64::min);
    low <= high
}

/// One member for each origin, the first by document; a plot shows origins and not outlets.
pub(super) fn by_origin(group: &Group) -> Vec<(&Member, usize)> {
    let mut rows: Vec<(&Member, usize)> = Vec::new();
    for member in group.figures.iter().filter(|member| member.member) {
        match rows.iter_mut().find(|(first, _)| first.origin == member.origin) {
            Some((_, mentions)) => *mentions += 1,
            None => rows.push((member, 1)),
        }
    }
    rows
}

/// The moments that texts give for a count that only grows, with the values told of them, in order of time.
pub(super) fn steps(group: &Group) -> Vec<(Date, f64)> {
    let point = |member: &Member| {
        let as_of = member.figure.as_of.as_ref().filter(|as_of| as_of.via != AsOfVia::Published)?;
        let own = member.figure.low.or(member.figure.high).filter(|_| member.figure.unit == group.unit);
        let value = own.and_then(|value| value.to_f64()).or(member.interval.low).or(member.interval.high)?;
        Some((as_of.end.or(as_of.start)?, value))
    };
    let grows = |member: &&Member| member.member && member.figure.time_kind == TimeKind::Cumulative;
    let mut points: Vec<_> = group.figures.iter().filter(grows).filter_map(point).collect();
    points.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points
}

/// A bar of characters.
pub(super) fn drawn(bar: Bar, width: usize) -> String {
    let place = |share: f64| ((share * (width.saturating_sub(1)) as f64).round() as usize).min(width.saturating_sub(1));
    let (from, to) = (place(bar.from), place(bar.to));
    let one = |at: usize| match at {
        _ if at == from && bar.open_below => '◄',
        _ if at == to && bar.open_above => '►',
        _ if from == to && at == from => '●',
        _ if at == from => '├',
        _ if at == to => '┤',
        _ if from < at && at < to => '─',
        _ => '·',
    };
    (0..width).map(one).collect()
}
