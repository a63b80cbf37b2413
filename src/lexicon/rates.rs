//! Yearly reference rates between currencies, and how far a conversion by them may be off. Not a market feed.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Tolerance of a conversion at a known year.
const DATED: f64 = 0.03;
/// Tolerance at a year whose average is provisional, or that lies outside the table.
const UNDATED: f64 = 0.07;

#[derive(Debug, Clone, Deserialize)]
struct Series {
    first: i16,
    per_euro: Vec<f64>,
}

/// How much of each currency one euro bought, year by year.
#[derive(Debug, Clone, Deserialize)]
pub struct Rates {
    kind: String,
    base: String,
    #[serde(default)]
    provisional: Vec<i16>,
    #[serde(flatten)]
    series: BTreeMap<String, Series>,
}

static BUILT_IN: LazyLock<Rates> =
    LazyLock::new(|| Rates::parse(include_str!("../../lexicons/links/rates.toml")).unwrap_or_else(|_| Rates::none()));

impl Rates {
    /// The table that ships with the program.
    pub fn built_in() -> &'static Rates {
        &BUILT_IN
    }

    /// A table of one's own, in the format of `lexicons/links/rates.toml`.
    pub fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        toml::from_str::<Rates>(toml).and_then(|rates| match rates.kind.as_str() {
            "rate" => Ok(rates),
            other => Err(serde::de::Error::custom(format!("kind `{other}` in a table of rates: `rate` is expected"))),
        })
    }

    /// Every currency of the table.
    pub fn currencies(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.base.as_str()).chain(self.series.keys().map(String::as_str))
    }

    fn none() -> Self {
        Self { kind: "rate".into(), base: "EUR".into(), provisional: Vec::new(), series: BTreeMap::new() }
    }

    /// The years for which both currencies have a rate.
    fn years(&self, a: &str, b: &str) -> Option<(i16, i16)> {
        let range = |currency: &str| {
            if currency == self.base {
                return Some((i16::MIN, i16::MAX));
            }
            let series = self.series.get(currency)?;
            Some((series.first, series.first + i16::try_from(series.per_euro.len()).ok()? - 1))
        };
        let ((a0, a1), (b0, b1)) = (range(a)?, range(b)?);
        Some((a0.max(b0), a1.min(b1))).filter(|(first, last)| first <= last)
    }

    fn per_euro(&self, currency: &str, year: i16) -> Option<f64> {
        if currency == self.base {
            return Some(1.0);
        }
        let series = self.series.get(currency)?;
        series.per_euro.get(usize::try_from(year.checked_sub(series.first)?).ok()?).copied()
    }

    /// Lowest and highest value in `to` of one `from`: at the given year, or, where no year is known, over all years of the table,
    /// since only a gap that no year's rate closes is a dispute.
    pub fn bracket(&self, from: &str, to: &str, year: Option<i16>) -> Option<(f64, f64)> {
        let (first, last) = self.years(from, to)?;
        let at = |year: i16| Some(self.per_euro(to, year)? / self.per_euro(from, year)?);
        if let Some(year) = year {
            let known = year.clamp(first, last);
            let firm = known == year && !self.provisional.contains(&year);
            let slack = if firm { DATED } else { UNDATED };
            let rate = at(known)?;
            return Some((rate * (1.0 - slack), rate * (1.0 + slack)));
        }
        let rates = (first..=last).filter_map(at);
        let (low, high) = rates.fold((f64::INFINITY, 0.0_f64), |(low, high), rate| (low.min(rate), high.max(rate)));
        Some((low * (1.0 - DATED), high * (1.0 + DATED)))
    }
}
