//! How linking grows, on one thread: claims in blocks of Zipf size, and all in one block. It prints seconds and how they lie to n log n;
//! it is no test.
#![allow(missing_docs, clippy::expect_used, reason = "a bench may fail loudly")]

use countersign::link::{self, Claim, DocRef, Ignorance};
use countersign::model::Figure;
use countersign::text::Span;
use serde_json::json;
use std::sync::Arc;
use std::time::Instant;

/// A small generator of pseudo-random numbers: the same corpus every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// A rank from 1 on, of which the k-th comes up about 1/k as often as the first.
    fn zipf(&mut self, ranks: f64) -> u64 {
        let share = self.roll(1 << 30) as f64 / f64::from(1 << 30);
        ranks.powf(share) as u64
    }
}

fn template() -> Figure {
    let span = Span::new(0, 1);
    serde_json::from_value(json!({
        "id": "f1", "sentence": 0, "span": span, "text": "", "low": 0, "high": 0, "bound": "exact", "significant": 2, "unit": null, "dimension": "count",
        "rate": null, "change": null, "counted": {"span": span, "text": "soldiers"}, "action": "train", "measure": null, "subject": [], "object": [],
        "scope": [], "event": null, "statistic": "count", "time_kind": "cumulative", "basis": [], "period": null, "as_of": null, "status": "actual",
        "finality": null, "role": "claim", "speaker": null, "part_of": null, "rule": "bench", "cues": [], "flags": []
    }))
    .expect("the template is a figure")
}

fn claims(count: usize, one_block: bool) -> Vec<Claim> {
    let mut dice = Dice(7);
    let template = template();
    let mut document = Arc::new(DocRef::default());
    (0..count)
        .map(|n| {
            if n % 8 == 0 {
                let day = 1 + dice.roll(28);
                let published = format!("2025-{:02}-{day:02}", 1 + dice.roll(12)).parse().ok();
                document = Arc::new(DocRef { id: format!("d{:07}", n / 8), published, ..DocRef::default() });
            }
            let value = 100 + dice.roll(90_000);
            let noun = dice.roll(40_000);
            let sentence = format!("Officials of bureau {noun} said {value} soldiers had been trained by the end of course {n}.");
            let start = sentence.find(" said ").unwrap_or(0) + 6;
            let mut figure = template.clone();
            figure.id = format!("f{}", 1 + n % 8);
            figure.text = value.to_string();
            figure.span = Span::new(start, start + figure.text.len());
            figure.low = Some(value.into());
            figure.high = Some(value.into());
            let subject = if one_block { 1 } else { dice.zipf(count as f64 / 4.0) };
            figure.subject = vec![format!("state/s{subject}").as_str().into()];
            let whole = Span::new(0, sentence.len());
            let mut claim = Claim::new(document.clone(), &sentence, whole, figure);
            let offset = u32::try_from(n % 8).unwrap_or(0) * 200;
            claim.figure.span = Span { start: claim.figure.span.start + offset, end: claim.figure.span.end + offset };
            claim.sentence = Span { start: offset, end: claim.sentence.end + offset };
            claim
        })
        .collect()
}

/// Links on one thread and prints what it took; returns the seconds.
fn full(claims: &[Claim], blocks: &str) -> f64 {
    let start = Instant::now();
    let report = link::link(claims, &Ignorance);
    let seconds = start.elapsed().as_secs_f64();
    let count = claims.len();
    let links: u64 = report.totals.links.values().sum();
    let unit = seconds * 1e9 / (count as f64 * (count as f64).log2());
    println!("{count:>10} {blocks:>8} {seconds:>9.2} {unit:>14.1} {:>9} {links:>10}", report.totals.groups);
    seconds
}

fn main() {
    let most: usize = std::env::var("FIGURES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    println!("{:>10} {:>8} {:>9} {:>14} {:>9} {:>10}", "figures", "blocks", "seconds", "ns / n log2 n", "groups", "links");
    let mut former: Option<f64> = None;
    for share in [8, 4, 2, 1] {
        let claims = claims(most / share, false);
        let seconds = pool.install(|| full(&claims, "zipf"));
        if let Some(former) = former {
            println!("{:>29} times as long for twice as many", format!("{:.2}", seconds / former));
        }
        former = Some(seconds);
    }
    let one = claims(most / 10, true);
    pool.install(|| full(&one, "one"));
}
