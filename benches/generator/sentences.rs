//! Sentences of made articles: patterns with slots, and what fills them. An article's plan is not here.

use super::random::Random;
use super::words::{self, ACTORS, ADJECTIVES, COUNTED, DEMONYMS, MONTHS, NOUNS, PLACES, VERBS};

/// Running prose without figures; nearly all its content words come from the vocabulary.
pub const PROSE: &[&str] = &[
    "The {adj} {noun} {verb} the {noun} of the {adj} {noun}, and few of the {noun} had {verb} it before.",
    "It is not clear whether the {noun} will be {verb} by the {noun} or left to the {adj} {noun}.",
    "Much of the {noun} that was {verb} last year still depends on {adj} {noun} and on the {noun} of others.",
    "In practice, the {noun} has {verb} the {adj} {noun} more than it has {verb} the {noun}.",
    "For many {noun}, this is a {noun} of {noun}: without it, the {adj} {noun} cannot be {verb}.",
    "Those who {verb} the {noun} say that its {noun} is {adj}, while others see a {adj} {noun} behind it.",
    "The {noun} and the {noun} are {verb} together, which makes the {noun} {adj} and the {noun} hard to judge.",
    "Nothing in the {noun} suggests that the {noun} was {verb} with the {adj} {noun} in mind.",
    "A {adj} {noun} of this kind needs {noun}, {noun} and, above all, {adj} {noun}.",
    "“The {noun} we {verb} is not the {noun} we need,” one of the {noun} said; “it is a {adj} {noun}.”",
    "That {noun} doesn’t end with the {noun}: the {noun} that {verb} it is itself {adj}.",
    "Where the {noun} is {adj}, the {noun} is {verb} – and where it isn’t, the {noun} waits.",
    "Even so, the {adj} {noun} around the {noun} has {verb} what the {noun} could not.",
    "If the {noun} fails, the {noun} may be {verb} again, with a {adj} {noun} in its place.",
    "Over time the {noun} {verb} the {noun}, and with it the {adj} {noun} between {noun} and {noun}.",
    "Its {noun} would have to be {verb} before any {adj} {noun} could reach the {noun}.",
];

/// Sentences that name actors, without figures.
pub const POLICY: &[&str] = &[
    "{actor} and {actor} {verb} the {adj} {noun} at a meeting in {place}, where the {noun} was {verb} as well.",
    "{actor} has promised to support the {noun} for as long as the {adj} {noun} requires.",
    "{demonym} officials said that the {noun} would be {verb} once the {noun} had been approved.",
    "The {demonym} government will send {noun} and {adj} {noun} to {actor}, the {noun} said.",
    "{actor} should adopt a {adj} {noun} and end its {noun} on {adj} {noun}.",
    "According to {person}, who leads the {Name} Institute, {actor} never {verb} the {noun} of the {noun}.",
    "President {person} told the {noun} that {actor} must not be left without {adj} {noun}.",
    "{actor} could deploy {noun} to the {noun} if the {adj} {noun} were {verb}.",
    "Leaders in {place} agreed to {adj} {noun}, but {actor} did not commit itself to the {noun}.",
    "{actor} committed to {noun} and {noun} under an agreement signed in {place} in {month} {year}.",
    "The {Name} Group, which works with {actor}, {verb} the {noun} in a {adj} {noun}.",
    "{place} refuses to discuss the {noun}, and {demonym} diplomats have {verb} the {noun} in return.",
];

/// Sentences that state figures.
pub const FIGURES: &[&str] = &[
    "{actor} has delivered {bound} {count} {counted} since {month} {year}, and another {small} {counted} are planned.",
    "The {noun} is worth {money}, of which {money} goes to {adj} {noun}.",
    "About {percent} percent of the {noun} was {verb} in {year}, up from {percent} percent in {year}.",
    "By {month} {year}, {bound} {count} {counted} had been {verb}, {person} said.",
    "{actor} will provide {money} for {noun} and {noun} over the next {small} years.",
    "Some {small} {counted} took part in the {noun} near {place} on {month} {day}, {year}.",
    "{actor} spends {percent}% of its GDP on {noun}, against {percent}% in {year}.",
    "The {noun} lost {bound} {count} {counted} between {month} and {month} {year}.",
    "Under the {year} plan, {actor} pledged {money} in {adj} {noun} and {count} {counted}.",
    "Of the {count} {counted} that were {verb}, only {small} reached the {noun}.",
];

/// Openings of headings and titles.
pub const HEADINGS: &[&str] = &[
    "What the {adj} {noun} means for {actor}",
    "The {noun} after the {noun}",
    "{actor} and the {adj} {noun}",
    "A {adj} {noun} for {place}",
    "How {noun} became {adj}",
    "Why {actor} {verb} the {noun}",
];

/// Fills patterns for one article.
pub struct Filler<'a> {
    /// Where choices come from.
    pub random: &'a mut Random,
    /// Size of the vocabulary at this article.
    pub vocabulary: u64,
    /// Whether quotes and dashes are those of ASCII.
    pub ascii: bool,
    /// The year of publication.
    pub year: i64,
}

impl Filler<'_> {
    /// Appends a pattern with its slots filled, as a sentence of its own.
    pub fn fill(&mut self, pattern: &str, out: &mut String) {
        let from = out.len();
        self.slots(pattern, out);
        let first = out.get(from..).and_then(|made| made.chars().next());
        if let Some(first) = first.filter(char::is_ascii_lowercase) {
            out.replace_range(from..from + 1, first.to_ascii_uppercase().encode_utf8(&mut [0; 4]));
        }
    }

    /// Appends a pattern as the second part of a sentence.
    pub fn go_on(&mut self, pattern: &str, out: &mut String) {
        let from = out.len();
        self.slots(pattern, out);
        let small = out.get(from..from + 1).map(str::to_ascii_lowercase);
        if let Some(small) = small {
            out.replace_range(from..from + 1, &small);
        }
    }

    fn slots(&mut self, pattern: &str, out: &mut String) {
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            self.plain(before, out);
            let Some((slot, after)) = after.split_once('}') else { break };
            self.slot(slot, out);
            rest = after;
        }
        self.plain(rest, out);
    }

    fn plain(&self, text: &str, out: &mut String) {
        for c in text.chars() {
            out.push(match c {
                '’' if self.ascii => '\'',
                '“' | '”' if self.ascii => '"',
                '–' if self.ascii => '-',
                c => c,
            });
        }
    }

    fn slot(&mut self, slot: &str, out: &mut String) {
        let vocabulary = self.vocabulary;
        match slot {
            "noun" => words::word(self.random, NOUNS, vocabulary, out),
            "verb" => words::word(self.random, VERBS, vocabulary / 3, out),
            "adj" => words::word(self.random, ADJECTIVES, vocabulary / 2, out),
            "actor" => out.push_str(self.random.pick_zipf(ACTORS)),
            "demonym" => out.push_str(self.random.pick_zipf(DEMONYMS)),
            "place" => out.push_str(self.random.pick_zipf(PLACES)),
            "counted" => out.push_str(self.random.pick_zipf(COUNTED)),
            "month" => out.push_str(self.random.pick(MONTHS)),
            "Name" => words::name(self.random, out),
            "person" => {
                words::name(self.random, out);
                out.push(' ');
                words::name(self.random, out);
            }
            "bound" => out.push_str(self.random.pick(&["about", "more than", "over", "at least", "nearly", "up to", "some"])),
            _ => self.number(slot, out),
        }
    }

    fn number(&mut self, slot: &str, out: &mut String) {
        let text = match slot {
            "year" => (self.year - self.random.zipf(8) as i64).to_string(),
            "day" => (1 + self.random.below(28)).to_string(),
            "small" => (2 + self.random.zipf(90)).to_string(),
            "percent" => format!("{}.{}", self.random.below(90), self.random.below(10)),
            "count" => grouped(round(self.random.zipf(900_000) + 100)),
            "money" => {
                let sign = self.random.pick(&["$", "$", "€", "£"]);
                let tenths = self.random.zipf(9_000) + 1;
                format!("{sign}{}.{} {}", tenths / 10, tenths % 10, self.random.pick(&["million", "billion"]))
            }
            _ => String::new(),
        };
        out.push_str(&text);
    }
}

/// A number to two or three digits that say something, as articles give it.
pub fn round(n: u64) -> u64 {
    let step = 10u64.pow(n.max(1).ilog10().saturating_sub(1));
    n / step * step
}

/// A number with commas.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}
