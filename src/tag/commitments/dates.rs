//! When a commitment is due, and when an act took place: the days that the words of a sentence give.

use super::super::periods::{Time, times};
use super::scene::Scene;
use crate::model::{PeriodKind, Strength};
use crate::text::Shape;
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// The days of one commitment.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// The last day of its deadline.
    pub(super) due: Option<Date>,
    /// The day by which an act had taken place.
    pub(super) event: Option<Date>,
}

impl Dates {
    /// Reads the sentence's times only where one is asked for.
    pub(super) fn new(scene: &Scene<'_>, strength: Strength, deadline: Option<&Range<usize>>) -> Self {
        if deadline.is_none() && strength != Strength::Enacted {
            return Self::default();
        }
        let found = times(scene.line.cx, scene.sentence);
        let due = deadline.and_then(|words| due(scene, words, &found));
        let past = |time: &&Time| {
            let foretold = scene.line.cx.article.published.is_some_and(|today| time.days.0 > today);
            let moment = matches!(time.kind, PeriodKind::During | PeriodKind::AsOf);
            !time.core.is_empty() && moment && !foretold && deadline.is_none_or(|words| !words.contains(&time.core.start))
        };
        let event = found.iter().filter(|_| strength == Strength::Enacted).find(past);
        Self { due, event: event.map(|time| time.days.1) }
    }
}

/// The last day of a deadline: that of its date, or so many days after the article's.
fn due(scene: &Scene<'_>, words: &Range<usize>, found: &[Time]) -> Option<Date> {
    let dated = found.iter().find(|time| !time.core.is_empty() && time.core.start < words.end && words.start < time.core.end);
    if let Some(time) = dated {
        let before = time.kind == PeriodKind::Before;
        return if before { time.days.0.yesterday().ok() } else { Some(time.days.1) };
    }
    let cx = scene.line.cx;
    let number = words.clone().find(|&i| cx.token(i).shape == Shape::Number)?;
    let count: i64 = cx.text(number).parse().ok().filter(|n| (1..=500).contains(n))?;
    let unit = cx.lemma(number + 1).to_ascii_lowercase();
    let length = match unit.as_str() {
        "day" => count.days(),
        "week" => (count * 7).days(),
        "month" => count.months(),
        "year" => count.years(),
        _ => return None,
    };
    cx.article.published?.checked_add(length).ok()
}
