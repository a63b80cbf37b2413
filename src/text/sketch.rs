//! Sketches of texts by which copies are found: hashes of all runs of words, and a sample of them under which texts meet. The sample is
//! the least hash of every window of runs (winnowing, Schleimer, Wilkerson and Aiken 2003): a passage that two texts share has the same
//! samples in both, however long the rest of them is, where minima of whole texts (MinHash) would not know a digest by its original.
//! Which of two is the original a sketch does not know.

use super::hash::{folded, mix, plain_words, run};

/// How many words make a run: a changed number leaves most runs of a sentence as they were.
const RUN: usize = 6;
/// Of so many runs on end at least one is a sample: texts that share a passage of 45 words always meet.
const WINDOW: usize = 40;
/// Marks the sample that stands for a text as a whole.
const WHOLE: u64 = 1 << 40;
/// Marks the sample that stands for a title.
const TITLE: u64 = 1 << 41;
/// A title of fewer words names nothing for certain.
const TITLE_WORDS: usize = 4;

/// The sketch of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    /// The hashes of its runs, sorted, each once.
    runs: Vec<u32>,
    samples: Vec<u32>,
    whole: u64,
    /// Under what titles and addresses it is known.
    own: Vec<u64>,
    /// What it names where it says that it was made from another.
    named: Vec<u64>,
}

impl Sketch {
    /// The sketch of the parts of a text. Case, punctuation and spacing do not count.
    pub fn of<'t>(parts: impl IntoIterator<Item = &'t str>) -> Self {
        let words: Vec<u64> = parts.into_iter().flat_map(plain_words).map(folded).collect();
        let spread = |run: u64| (run.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32;
        let mut runs: Vec<u32> = words.windows(RUN).map(|words| spread(run(words))).collect();
        let least = |window: &[u32]| window.iter().min().copied();
        let mut samples: Vec<u32> = runs.windows(WINDOW.min(runs.len()).max(1)).filter_map(least).collect();
        for hashes in [&mut runs, &mut samples] {
            hashes.sort_unstable();
            hashes.dedup();
        }
        Self { runs, samples, whole: if words.is_empty() { 0 } else { run(&words) }, ..Self::default() }
    }

    /// The same with its own titles and those that it names where it says what it was made from.
    pub fn titled<'t>(mut self, own: impl IntoIterator<Item = &'t str>, named: impl IntoIterator<Item = &'t str>) -> Self {
        self.own = own.into_iter().filter_map(title).collect();
        self.named = named.into_iter().filter_map(title).filter(|title| !self.own.contains(title)).collect();
        for titles in [&mut self.own, &mut self.named] {
            titles.sort_unstable();
            titles.dedup();
        }
        self
    }

    /// Whether this text says that it was made from the other.
    pub fn names(&self, other: &Self) -> bool {
        self.named.iter().any(|title| other.own.contains(title))
    }

    /// Keys under which texts with common runs meet, and texts of the same words.
    pub fn samples(&self) -> impl Iterator<Item = u64> {
        let samples = self.samples.iter().map(|run| u64::from(*run));
        let titles = self.own.iter().chain(&self.named).copied();
        samples.chain((self.whole != 0).then_some(WHOLE | mix(self.whole, 0) >> 24)).chain(titles)
    }

    /// Whether a sample stands for texts of the same words, and not for one run.
    pub fn is_whole(sample: u64) -> bool {
        (WHOLE..TITLE).contains(&sample)
    }

    /// Whether a sample stands for a title.
    pub fn is_title(sample: u64) -> bool {
        sample >= TITLE
    }

    /// Whether a sample stands for a run of words.
    pub fn is_run(sample: u64) -> bool {
        sample < WHOLE
    }

    /// Which share of this text is in another: 1 where all of it is.
    pub fn share_in(&self, other: &Self) -> f64 {
        if self.runs.is_empty() {
            return if self.whole == other.whole && self.whole != 0 { 1.0 } else { 0.0 };
        }
        let (mut shared, mut theirs) = (0usize, other.runs.iter().peekable());
        for run in &self.runs {
            while theirs.next_if(|their| *their < run).is_some() {}
            shared += usize::from(theirs.peek() == Some(&run));
        }
        shared as f64 / self.runs.len() as f64
    }
}

/// The sample of a title or an address, if it is long enough to be one.
fn title(text: &str) -> Option<u64> {
    let words: Vec<u64> = plain_words(text).map(folded).collect();
    (words.len() >= TITLE_WORDS).then(|| TITLE | mix(run(&words), 1) >> 24)
}

#[cfg(test)]
mod tests {
    use super::Sketch;

    const REPORT: &str = "The harbour office counted forty ships in the first week of the month, it said in a note to the press, and \
        expects as many in the second, provided that the mines off the northern spit are cleared before the autumn storms set in. \
        Insurers had asked for a convoy; the navy has so far lent two boats and a crane.";

    fn share(a: &str, b: &str) -> f64 {
        Sketch::of([a]).share_in(&Sketch::of([b]))
    }

    #[test]
    fn a_copy_is_known_whatever_its_case_and_spacing() {
        let copy = REPORT.to_uppercase().replace(' ', "\n ");
        assert!((share(REPORT, &copy) - 1.0).abs() < 1e-9);
        assert!(Sketch::of([REPORT]).samples().eq(Sketch::of([copy.as_str()]).samples()));
    }

    #[test]
    fn a_digest_is_in_its_original_and_the_original_is_not_in_it() {
        let long = format!(
            "{REPORT} {}",
            "A second note told of the lights on the mole, which stay dark until the cable is laid anew. ".repeat(4)
        );
        assert!(share(REPORT, &long) > 0.99);
        assert!(share(&long, REPORT) < 0.9);
        let (digest, long) = (Sketch::of([REPORT]), Sketch::of([long.as_str()]));
        assert!(digest.samples().any(|sample| long.samples().any(|other| other == sample)));
    }

    #[test]
    fn an_edited_copy_shares_most_and_another_text_nothing() {
        let edited = REPORT.replace("forty", "sixty").replace("the press", "reporters");
        assert!((0.5..1.0).contains(&share(&edited, REPORT)), "{}", share(&edited, REPORT));
        let other = "A committee of the assembly put off its vote on the budget of the fleet until the ministry explains why two \
            of the five yards that were to build the frigates have had no order since the spring of last year.";
        assert!(share(other, REPORT) < 0.1);
    }

    #[test]
    fn short_texts_of_the_same_words_meet() {
        let samples = |text| Sketch::of([text]).samples().collect::<Vec<_>>();
        assert_eq!(samples("Forty ships came in."), samples("forty ships came in"));
        assert!(samples("").is_empty());
    }
}
