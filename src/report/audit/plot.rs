//! Where a value stands on the axis of its group: linear, or logarithmic where the ends are more than a factor of twenty apart.

use super::view::opens;
use crate::model::{Group, Member};

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
        let margin = if high > low { (high - low) * 0.06 } else { high.abs().max(1.0) * 0.1 };
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

    /// Three values along the axis, for its ticks.
    pub(super) fn ticks(self) -> [f64; 3] {
        let at = |share: f64| match self.logarithmic {
            true => (self.low.ln() + share * (self.high.ln() - self.low.ln())).exp(),
            false => self.low + share * (self.high - self.low),
        };
        [at(0.1), at(0.5), at(0.9)].map(round)
    }

    /// The bar of a member.
    pub(super) fn bar(self, member: &Member) -> Option<Bar> {
        let (open_below, open_above) = opens(member);
        let low = member.interval.low.or(member.interval.high)?;
        let high = member.interval.high.or(member.interval.low)?;
        Some(Bar { from: self.at(low), to: self.at(high), open_below, open_above })
    }
}

/// Two significant digits: a tick is for the eye.
fn round(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let unit = 10f64.powf(value.abs().log10().floor() - 1.0);
    (value / unit).round() * unit
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
