//! Articles by the million, made from a seed: prose like that of policy briefings in its density of figures and names, with events
//! that several articles report, copies, and facets after Zipf. They test speed and scale; what they say means nothing.
//!
//! Any article can be made without those before it, so a million need no more memory than one. Vocabulary grows with the number of
//! running words (Heaps), and words, actors, outlets and years are drawn after Zipf.

mod events;
mod random;
mod sentences;
mod words;

use random::Random;
use sentences::{FIGURES, Filler, HEADINGS, POLICY, PROSE};

/// One made article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// `made/` and its number.
    pub id: String,
    /// Title.
    pub title: String,
    /// Outlet.
    pub source: String,
    /// Day of publication, ISO 8601.
    pub date: String,
    /// Text: paragraphs and headings, a blank line between them.
    pub text: String,
    /// The article of which it is a copy, to the letter or nearly.
    pub copy_of: Option<u64>,
    /// The event it reports; its figure agrees with that of other reports or does not.
    pub event: Option<u64>,
}

impl Made {
    /// The article as one line of JSON, as the program reads it.
    pub fn json(&self) -> String {
        serde_json::json!({ "id": self.id, "title": self.title, "source": self.source, "date": self.date, "text": self.text })
            .to_string()
    }

    /// The article of such a line.
    pub fn from_json(line: &str) -> Option<Self> {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = |key: &str| value.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let made = Self {
            id: text("id"),
            title: text("title"),
            source: text("source"),
            date: text("date"),
            text: text("text"),
            copy_of: None,
            event: None,
        };
        (!made.text.is_empty()).then_some(made)
    }
}

/// How many running words an article has on average; the vocabulary at an article follows from it.
const WORDS_AN_ARTICLE: u64 = 620;
/// Outlets in all.
const OUTLETS: u64 = 400;
/// Share of articles that copy another.
const COPIES: f64 = 0.08;
/// Share of articles that report an event.
const REPORTS: f64 = 0.5;

/// All articles of a seed.
#[derive(Debug, Clone, Copy)]
pub struct Generator {
    seed: u64,
}

impl Generator {
    /// The articles of `seed`.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The first `count` articles, one after the other.
    pub fn articles(self, count: u64) -> impl Iterator<Item = Made> {
        (0..count).map(move |n| self.article(n))
    }

    /// Article `n`.
    pub fn article(self, n: u64) -> Made {
        let mut random = Random::new(self.seed, n);
        let original = self.original(n);
        let mut made = match original {
            None => self.own(n, &mut random),
            Some(original) => self.copy(original, &mut random),
        };
        made.id = format!("made/{n:07}");
        let outlet = random.zipf(OUTLETS);
        made.source = format!("Outlet {outlet:03}");
        made
    }

    /// The article that `n` copies, if it copies one.
    fn original(self, n: u64) -> Option<u64> {
        let mut random = Random::new(self.seed ^ 0xC0B1, n);
        let copies = n > 0 && random.chance(COPIES);
        let earlier = copies.then(|| n - 1 - random.zipf(n.min(5_000)))?;
        Some(self.original(earlier).unwrap_or(earlier))
    }

    /// A copy: half of them to the letter, half with a paragraph less and a line more.
    fn copy(self, original: u64, random: &mut Random) -> Made {
        let mut made = self.own(original, &mut Random::new(self.seed, original));
        made.copy_of = Some(original);
        if random.chance(0.5) {
            let mut paragraphs: Vec<&str> = made.text.split("\n\n").collect();
            if paragraphs.len() > 3 {
                paragraphs.remove(1 + random.below(paragraphs.len() as u64 - 2) as usize);
            }
            made.text = paragraphs.join("\n\n") + "\n\nThis text first appeared elsewhere and was shortened by the editors.";
        }
        made
    }

    fn own(self, n: u64, random: &mut Random) -> Made {
        let year = 2026 - random.zipf(12) as i64;
        let date = format!("{year}-{:02}-{:02}", 1 + random.below(12), 1 + random.below(28));
        let vocabulary = words::vocabulary((n + 1) * WORDS_AN_ARTICLE);
        let event = random.chance(REPORTS).then(|| (n / 5).saturating_sub(random.zipf(4)));
        let ascii = random.chance(0.1);
        let paragraphs = 5 + random.zipf(60);
        let mut text = String::with_capacity(paragraphs as usize * 320);
        let mut title = String::new();
        let mut filler = Filler { random, vocabulary, ascii, year };
        let heading = filler.random.pick(HEADINGS);
        filler.fill(heading, &mut title);
        for paragraph in 0..paragraphs {
            if paragraph > 0 {
                text.push_str("\n\n");
            }
            if paragraph > 0 && filler.random.chance(0.06) {
                let heading = filler.random.pick(HEADINGS);
                filler.fill(heading, &mut text);
                text.push_str("\n\n");
            }
            if let (Some(event), 1) = (event, paragraph) {
                events::report(self.seed, event, &mut filler, &mut text);
                text.push(' ');
            }
            self::paragraph(&mut filler, &mut text);
        }
        Made { id: String::new(), title, source: String::new(), date, text, copy_of: None, event }
    }
}

/// Appends a paragraph of one to three sentences, with figures and names as densely as briefings have them.
fn paragraph(filler: &mut Filler, text: &mut String) {
    let sentences = 1 + filler.random.below(3);
    for sentence in 0..sentences {
        if sentence > 0 {
            text.push(' ');
        }
        let patterns = match filler.random.unit() {
            draw if draw < 0.09 => FIGURES,
            draw if draw < 0.40 => POLICY,
            _ => PROSE,
        };
        let pattern = filler.random.pick(patterns);
        filler.fill(pattern, text);
        // Half of all sentences have a second part, as long as real ones are.
        if text.ends_with('.') && filler.random.chance(0.5) {
            text.pop();
            text.push_str("; ");
            let pattern = filler.random.pick(PROSE);
            filler.go_on(pattern, text);
        }
    }
}
