//! Near-duplicate texts by MinHash: a sketch of fixed size whose likeness to another estimates how many runs of words the two texts
//! share (Broder 1997). It finds copies; which of two is the original it does not know.

use super::hash::{folded, mix, plain_words, run};
use serde::{Deserialize, Serialize};

/// How many words make a shingle.
const SHINGLE: usize = 4;
/// How many minima a sketch keeps. The estimate's standard error is at most 1/16 with 64.
const MINIMA: usize = 64;
/// Minima in a band. Two texts that share four fifths of their shingles meet in one of the bands with a probability of 99.98 %, two that
/// share a fifth with one of 2.5 %.
const BAND: usize = 4;
/// Fewer shingles than this show nothing: short texts are alike by chance.
const LEAST: usize = 12;

/// The golden ratio in 64 bits, by which the seeds of the minima are set apart.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number with all bits spread over all bits: the finaliser of SplitMix64.
fn scattered(number: u64) -> u64 {
    let once = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let twice = (once ^ (once >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    twice ^ (twice >> 31)
}

/// The sketch of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    minima: Vec<u32>,
}

impl Sketch {
    /// The sketch of a text; `None` where it has too few words. Case, punctuation and spacing do not count.
    pub fn of(text: &str) -> Option<Self> {
        let words: Vec<u64> = plain_words(text).map(folded).collect();
        if words.len() < LEAST + SHINGLE - 1 {
            return None;
        }
        let mut minima = vec![u32::MAX; MINIMA];
        for shingle in words.windows(SHINGLE).map(run) {
            for (nth, least) in (1u64..).zip(&mut minima) {
                *least = (*least).min((scattered(shingle.wrapping_add(nth.wrapping_mul(GOLDEN))) >> 32) as u32);
            }
        }
        Some(Self { minima })
    }

    /// Which share of their shingles two texts have in common, estimated: 1 for copies.
    pub fn likeness(&self, other: &Self) -> f64 {
        let same = self.minima.iter().zip(&other.minima).filter(|(a, b)| a == b).count();
        same as f64 / self.minima.len().max(other.minima.len()).max(1) as f64
    }

    /// Keys under which near-duplicates meet: file texts under each, and compare those that share one.
    pub fn bands(&self) -> impl Iterator<Item = u64> {
        let key = |(at, band): (usize, &[u32])| band.iter().fold(at as u64, |key, least| mix(key, u64::from(*least)));
        self.minima.chunks(BAND).enumerate().map(key)
    }
}

#[cfg(test)]
mod tests {
    use super::Sketch;

    const REPORT: &str = "The harbour office counted forty ships in the first week of the month, it said in a note to the press, and \
        expects as many in the second, provided that the mines off the northern spit are cleared before the autumn storms set in. \
        Insurers had asked for a convoy; the navy has so far lent two boats and a crane.";

    fn likeness(a: &str, b: &str) -> f64 {
        let (a, b) = (Sketch::of(a), Sketch::of(b));
        a.zip(b).map_or(0.0, |(a, b)| a.likeness(&b))
    }

    #[test]
    fn a_copy_is_alike_whatever_its_case_and_spacing() {
        let copy = REPORT.to_uppercase().replace(' ', "\n ");
        assert!((likeness(REPORT, &copy) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn an_edited_copy_is_nearly_alike_and_another_text_is_not() {
        let edited = REPORT.replace("forty", "forty-one").replace("the press", "reporters");
        assert!((0.6..1.0).contains(&likeness(REPORT, &edited)), "{}", likeness(REPORT, &edited));
        let other = "A committee of the assembly put off its vote on the budget of the fleet until the ministry explains why two \
            of the five yards that were to build the frigates have had no order since the spring of last year.";
        assert!(likeness(REPORT, other) < 0.1);
    }

    #[test]
    fn near_duplicates_meet_under_a_key_and_short_texts_have_no_sketch() {
        let edited = REPORT.replace("autumn", "winter");
        let keys = |text: &str| Sketch::of(text).into_iter().flat_map(|s| s.bands().collect::<Vec<_>>()).collect::<Vec<_>>();
        let (a, b) = (keys(REPORT), keys(&edited));
        assert!(a.iter().any(|key| b.contains(key)));
        assert!(Sketch::of("Forty ships came in.").is_none());
    }
}
