//! What a figure's words assert: the values that cannot be otherwise (L), and those that a reader takes them to say (P).
//! Units are left as they are; comparing is elsewhere.

use super::words::Words;
use crate::model::{Bound, Dimension, Figure};
use rust_decimal::prelude::ToPrimitive;

/// A closed interval; an open end is infinite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The interval between two ends.
    pub fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// Whether the two have no value in common; ends that differ by less than a billionth touch.
    pub fn apart(self, other: Self) -> bool {
        let beyond = |low: f64, high: f64| low > high + 1e-9 * low.abs().max(high.abs());
        beyond(self.low, other.high) || beyond(other.low, self.high)
    }

    /// Whether the two, neither of them a point, have no more than an end in common.
    pub fn touches(self, other: Self) -> bool {
        let near = |x: f64, y: f64| (x - y).abs() <= 1e-9 * x.abs().max(y.abs());
        let wide = self.low < self.high && other.low < other.high;
        wide && (near(self.high, other.low) || near(other.high, self.low))
    }

    /// The interval times a factor that is itself only known between two positive ends.
    pub fn scaled(self, (least, most): (f64, f64)) -> Self {
        let low = if self.low >= 0.0 { self.low * least } else { self.low * most };
        let high = if self.high >= 0.0 { self.high * most } else { self.high * least };
        Self { low, high }
    }
}

/// A figure's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// L: what cannot be otherwise.
    pub possible: Interval,
    /// P: what a reader takes.
    pub plausible: Interval,
    /// Lowest and highest number stated.
    pub stated: (f64, f64),
    /// Half of the last digit written: no conversion is more exact than that.
    pub digit: f64,
}

impl Value {
    /// Larger over smaller of the nearest stated values; `None` where one is zero or the signs differ.
    pub fn ratio(self, other: Self) -> Option<f64> {
        let ratio = |a: f64, b: f64| {
            let (a, b) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
            (a > 0.0).then(|| b / a)
        };
        if self.stated.0 < 0.0 && other.stated.1 > 0.0 || self.stated.1 > 0.0 && other.stated.0 < 0.0 {
            return None;
        }
        let pairs = [(self.stated.0, other.stated.1), (self.stated.1, other.stated.0), (self.stated.0, other.stated.0)];
        let inside = !Interval::new(self.stated.0, self.stated.1).apart(Interval::new(other.stated.0, other.stated.1));
        if inside && self.stated.1 != 0.0 {
            return Some(1.0);
        }
        pairs.into_iter().chain([(self.stated.1, other.stated.1)]).filter_map(|(a, b)| ratio(a, b)).reduce(f64::min)
    }

    /// The value with both intervals wider by a share of it on either side.
    pub fn loosened(self, by: f64) -> Self {
        let slack = by * self.stated.0.abs().max(self.stated.1.abs());
        let wide = |span: Interval| Interval::new(span.low - slack, span.high + slack);
        Self { possible: wide(self.possible), plausible: wide(self.plausible), ..self }
    }

    /// The value in another unit, at a factor known between two ends.
    pub fn scaled(self, factor: (f64, f64)) -> Self {
        let middle = f64::midpoint(factor.0, factor.1);
        Self {
            possible: self.possible.scaled(factor),
            plausible: self.plausible.scaled(factor),
            stated: (self.stated.0 * middle, self.stated.1 * middle),
            digit: self.digit * middle,
        }
    }

    /// The value with both intervals at least half of its last digit wide on either side, for comparing across units.
    pub fn blurred(self) -> Self {
        let (low, high) = (self.stated.0 - self.digit, self.stated.1 + self.digit);
        let wide = |span: Interval| Interval::new(span.low.min(low), span.high.max(high));
        Self { possible: wide(self.possible), plausible: wide(self.plausible), ..self }
    }
}

/// The value that a figure's words assert; `None` where it states no number.
pub fn value(figure: &Figure, words: &Words) -> Option<Value> {
    let low = figure.low.and_then(|low| low.to_f64());
    let high = figure.high.and_then(|high| high.to_f64());
    let n = low.or(high)?;
    let stated = (n, high.unwrap_or(n));
    let h = rounding(figure, n);
    let margin = h.min(0.02 * n.abs());
    let below_all = if n < 0.0 { f64::NEG_INFINITY } else { 0.0 };
    let (possible, plausible) = match figure.bound {
        Bound::Exact => both(Interval::new(n - h, stated.1 + h)),
        Bound::Range | Bound::Vague => both(Interval::new(stated.0, stated.1)),
        // The end is closed here: no reader takes "nearly 15" and "15" for a dispute.
        // Nobody rounds to 102: an estimate told to its last digit is no looser than that digit.
        Bound::Approx if words.is_estimate(&figure.text) && scale_of(&figure.text, n).0.zeros == 0 && n.abs() >= 20.0 => {
            both(Interval::new(n - h, stated.1 + h))
        }
        Bound::Approx if words.says_below(&figure.text) => (Interval::new(0.85 * n, n), Interval::new(0.9 * n, n)),
        Bound::Approx => both(Interval::new(n - h.max(0.1 * n.abs()), stated.1 + h.max(0.1 * n.abs()))),
        Bound::MoreThan | Bound::AtLeast => {
            // The next whole number is never too far: "at least six" and "at least seven" are one count.
            let ceiling = (1.15 * n).max(n + 1.0).min(if n < 20.0 { f64::INFINITY } else { 1.15 * n });
            let ceiling = ceiling.min(n + slack(figure));
            (Interval::new(n - margin, f64::INFINITY), Interval::new(n - margin, ceiling))
        }
        Bound::LessThan | Bound::AtMost => {
            let n = stated.1;
            let floor = if has_no_floor(figure.dimension) { below_all } else { (n / 1.15).max(n - slack(figure)) };
            (Interval::new(below_all, n + margin), Interval::new(floor, n + margin))
        }
    };
    let (written, scale) = scale_of(&figure.text, n);
    let digit = scale * 10f64.powi(-written.decimals) / 2.0;
    Some(Value { possible, plausible, stated, digit })
}

fn both(interval: Interval) -> (Interval, Interval) {
    (interval, interval)
}

/// How far beyond a bound a reader looks at most: percentages are told in steps of five, so "more than 75 percent" is not 85.
fn slack(figure: &Figure) -> f64 {
    if figure.unit.as_deref() == Some("percent") { 5.0 } else { f64::INFINITY }
}

/// "Less than 25 km" is said of any shorter way: an upper bound on these tells a reader nothing of the lower end.
fn has_no_floor(dimension: Dimension) -> bool {
    matches!(dimension, Dimension::Length | Dimension::Time | Dimension::Speed)
}

/// Half of the width to which a written number is rounded, in the figure's unit.
fn rounding(figure: &Figure, n: f64) -> f64 {
    let magnitude = figure.dimension == Dimension::Other;
    if n == 0.0 || n.abs() < 20.0 && scale_of(&figure.text, n).1 == 1.0 || figure.dimension == Dimension::Ratio || magnitude {
        return 0.0;
    }
    let (written, scale) = scale_of(&figure.text, n);
    let zeros = written.zeros;
    let c = if zeros == 1 { 0.025 } else { 0.06 };
    let by_zeros = if zeros == 0 { 0.0 } else { (10f64.powi(zeros) * scale / 2.0).min(c * n.abs()) };
    let last_digit = if scale > 1.0 { scale * 10f64.powi(-written.decimals) / 2.0 } else { 0.0 };
    by_zeros.max(last_digit)
}

/// The numeral before its scale word: trailing zeros of its whole part, and decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Written {
    zeros: i32,
    decimals: i32,
}

/// What numeral was written for `n`, and which scale word stood by it (1 where none). The numeral is the run of digits in the text
/// that gives `n` by a power of ten; where the number is in words, thousands count as scale words.
fn scale_of(text: &str, n: f64) -> (Written, f64) {
    let numeral = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ' | '\'');
    for run in
        text.split(|c| !numeral(c)).map(|run| run.trim_matches(|c: char| !c.is_ascii_digit())).filter(|run| !run.is_empty())
    {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let last = run.rfind(|c: char| !c.is_ascii_digit());
        let after = run.chars().rev().take_while(char::is_ascii_digit).count();
        let grouped = last.is_none_or(|at| after == 3 && !run.get(at..).is_some_and(|end| end.starts_with('.')));
        let fits = |decimals: usize| power(n, &digits, decimals).map(|scale| (written(&digits, decimals), scale));
        let plain = fits(0).filter(|(_, scale)| *scale == 1.0 || grouped);
        if let Some(found) = plain.or_else(|| fits(after)).or_else(|| fits(0)) {
            return found;
        }
    }
    let scale = 1000f64.powf((n.abs().log10() / 3.0 + 1e-9).floor().max(0.0));
    let mantissa = (n.abs() / scale).round();
    let zeros = (1..3).take_while(|k| mantissa % 10f64.powi(*k) == 0.0).count();
    (Written { zeros: i32::try_from(zeros).unwrap_or(0), decimals: 0 }, scale)
}

/// The power of ten that makes `n` of the digits with so many decimals.
fn power(n: f64, digits: &str, decimals: usize) -> Option<f64> {
    let scale = n.abs() * 10f64.powi(i32::try_from(decimals).ok()?) / digits.parse::<f64>().ok()?;
    let power = scale.log10().round();
    let fits = scale.is_finite() && (-0.1..=12.1).contains(&power) && (scale / 10f64.powf(power) - 1.0).abs() < 1e-9;
    fits.then(|| 10f64.powf(power))
}

fn written(digits: &str, decimals: usize) -> Written {
    let zeros = if decimals == 0 { digits.len() - digits.trim_end_matches('0').len() } else { 0 };
    Written { zeros: i32::try_from(zeros).unwrap_or(0), decimals: i32::try_from(decimals).unwrap_or(0) }
}
