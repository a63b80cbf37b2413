//! Quantities that stand in a row: numbers that share the unit or scale of the last one, and a lower and an upper bound that make one interval.

use super::numeral::Sort;
use super::quantity::Quantity;
use crate::model::{Bound, Dimension};
use crate::tag::context::Context;
use crate::text::Words;
use rust_decimal::Decimal;
use std::ops::Range;

/// Whether nothing but a comma or a conjunction stands between two quantities.
fn listed(cx: &Context<'_>, gap: Range<usize>) -> bool {
    let joins = |t: usize| cx.is_mark(t, b',') || cx.is_any(t, const { &Words::of(["and", "or", "to", "but"]) });
    !gap.is_empty() && gap.len() <= 2 && gap.into_iter().all(joins)
}

/// "24 and 25 percent", "10, 15 and 20 km", "two and three million": a bare number takes unit and scale of the next one in its list.
pub(super) fn share(cx: &Context<'_>, found: &mut [Quantity]) {
    for i in (1..found.len()).rev() {
        let head_end = i.checked_sub(2).and_then(|one| found.get(one)).map(|one| one.tokens.end);
        let (head, tail) = found.split_at_mut(i);
        let (Some(quantity), Some(next)) = (head.last_mut(), tail.first()) else { continue };
        let bare = quantity.unit.is_none() && quantity.sort == Sort::Cardinal && quantity.scale == Decimal::ONE;
        // A lone comma joins only what a conjunction further on shows to be a list.
        let gap = quantity.tokens.end..next.tokens.start;
        let comma = gap.len() == 1 && cx.is_mark(gap.start, b',');
        // "150, or 40 percent": said again as a share, unless a list goes on.
        let again =
            gap.len() == 2 && cx.is_mark(gap.start, b',') && cx.is(gap.start + 1, "or") && next.dimension(cx) == Dimension::Ratio;
        let before = head_end.is_some_and(|end| listed(cx, end..quantity.tokens.start));
        let shared = next.rules.iter().any(|rule| rule.starts_with("shared-"));
        if !bare
            || again && !before
            || !listed(cx, gap)
            || comma && !shared
            || next.cues.iter().any(|cue| cue.start == next.tokens.start)
        {
            continue;
        }
        let after = next
            .unit
            .as_ref()
            .filter(|unit| shared || unit.tokens.end == next.tokens.end && unit.tokens.start > next.tokens.start);
        let spread = matches!(
            next.dimension(cx),
            Dimension::Ratio | Dimension::Length | Dimension::Mass | Dimension::Time | Dimension::Money
        );
        let (scale, small) = (next.scale, quantity.low.or(quantity.high).is_some_and(|n| n < Decimal::ONE_THOUSAND));
        if scale >= Decimal::ONE_THOUSAND && small && (after.is_some() || next.unit.is_none()) {
            quantity.low = quantity.low.and_then(|n| n.checked_mul(scale));
            quantity.high = quantity.high.and_then(|n| n.checked_mul(scale));
            quantity.scale = scale;
            quantity.rules.push("shared-scale");
        }
        if let Some(unit) = after.filter(|_| spread) {
            quantity.unit = Some(unit.clone());
            quantity.rules.push("shared-unit");
        }
    }
}

/// "more than 100 and less than 300", "at most 100 and at least 20": one interval.
pub(super) fn join_bounds(cx: &Context<'_>, found: Vec<Quantity>) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(found.len());
    for next in found {
        match joined.last_mut().filter(|last| one_interval(cx, last, &next)) {
            Some(last) => {
                last.tokens.end = next.tokens.end;
                (last.low, last.high) = (last.low.or(next.low), last.high.or(next.high));
                last.bound = Bound::Range;
                last.rules.push("two-bounds");
                last.cues.extend(next.cues);
                last.unit = last.unit.take().or(next.unit);
            }
            None => joined.push(next),
        }
    }
    joined
}

fn one_interval(cx: &Context<'_>, one: &Quantity, other: &Quantity) -> bool {
    let (low, high) = match (one.low, one.high, other.low, other.high) {
        (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => (low, high),
        _ => return false,
    };
    let units = one.unit.as_ref().zip(other.unit.as_ref()).is_none_or(|(a, b)| a.index == b.index);
    low < high && units && listed(cx, one.tokens.end..other.tokens.start)
}
