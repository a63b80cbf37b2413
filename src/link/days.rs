//! Stretches of days, open or closed, as figures give them. No calendar beyond that.

use crate::model::{AsOfVia, Figure, PeriodKind};
use jiff::civil::Date;

/// Days since 1970; open ends are the extremes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Days {
    pub(crate) from: i32,
    pub(crate) to: i32,
}

/// The number of a day.
pub(crate) fn day(date: Date) -> i32 {
    i32::try_from(date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24).unwrap_or(i32::MAX)
}

impl Days {
    fn new(from: Option<Date>, to: Option<Date>) -> Self {
        Self { from: from.map_or(i32::MIN, day), to: to.map_or(i32::MAX, day) }
    }

    pub(crate) fn within(self, other: Self) -> bool {
        other.from <= self.from && self.to <= other.to
    }

    pub(crate) fn apart(self, other: Self) -> bool {
        self.to < other.from || other.to < self.from
    }
}

/// The reference period of a figure; times that give a moment are none.
pub(crate) fn period(figure: &Figure) -> Option<Days> {
    let period = figure.period.as_ref()?;
    let days = match period.kind {
        PeriodKind::During | PeriodKind::Since => Days::new(period.start, period.end),
        PeriodKind::Until => Days::new(None, period.end.or(period.start)),
        PeriodKind::Before => Days::new(None, period.start.or(period.end)),
        PeriodKind::After => Days::new(period.end.or(period.start), None),
        PeriodKind::AsOf | PeriodKind::By => return None,
    };
    (days.from > i32::MIN || days.to < i32::MAX).then_some(days)
}

/// The moment that a figure refers to, where the text gives it.
pub(crate) fn as_of(figure: &Figure) -> Option<Days> {
    let told = figure.as_of.as_ref().filter(|as_of| as_of.via != AsOfVia::Published);
    let moment = told.map(|as_of| Days::new(as_of.start, as_of.end)).or_else(|| {
        let period = figure.period.as_ref().filter(|period| matches!(period.kind, PeriodKind::AsOf | PeriodKind::By))?;
        Some(Days::new(period.start, period.end))
    });
    moment.filter(|days| days.from > i32::MIN || days.to < i32::MAX)
}
