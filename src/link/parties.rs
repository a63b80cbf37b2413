//! The names that two sentences give: whether one body tells in both, and whether they speak of wholly different parties. Words with
//! capitals only; no lexicon is asked.

use crate::text::{folded, mix};

/// Hashes of the names of three words and more with a verb of saying beside them: "…, the Northern Shipping Observatory said".
pub(crate) fn tellers(sentence: &str) -> Box<[u64]> {
    const SAYING: [&str; 8] = ["said", "says", "reported", "reports", "told", "announced", "counted", "stated"];
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = (at..words.len()).find(|k| !is_named(words.get(*k).copied().unwrap_or(""))).unwrap_or(words.len());
        let run = words.get(at..end).unwrap_or_default();
        let name = run.get(run.iter().rposition(|word| *word == "the").map_or(0, |the| the + 1)..).unwrap_or_default();
        let after = words.iter().skip(end).take(2).any(|word| SAYING.contains(&bare(word)));
        let before = at > 0 && words.get(at - 1).is_some_and(|word| SAYING.contains(&bare(word)));
        if name.iter().filter(|word| is_capital(word)).count() >= 3 && (after || before) {
            found.push(name.iter().fold(0, |hash, word| mix(hash, folded(bare(word)))));
        }
        at = end.max(at) + 1;
    }
    found.into()
}

/// A word with a capital, or a small one that stands inside names.
fn is_named(word: &str) -> bool {
    is_capital(word) || matches!(word, "for" | "of" | "and" | "the")
}

fn is_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("'s").trim_end_matches("’s")
}

/// Whether both sentences name parties, and none that is in the other, by name or by initials.
pub(crate) fn other_parties(a: &str, b: &str) -> bool {
    let (x, y) = (names(a), names(b));
    let shared = x.iter().any(|name| y.contains(name));
    let short = |names: &[String], sentence: &str| {
        let initials = initials(sentence);
        names.iter().filter(|name| (2..6).contains(&name.len())).any(|name| initials.contains(&name.to_uppercase()))
    };
    x.len() > 1 && y.len() > 1 && !shared && !short(&x, b) && !short(&y, a)
}

/// The capitalised words of a sentence after its first, in lower case and without hyphens.
fn names(sentence: &str) -> Vec<String> {
    let parts = sentence.split(|c: char| c.is_whitespace() || c == '-').skip(1).filter(|word| is_capital(word));
    parts.map(|word| bare(word).to_lowercase()).filter(|word| word.len() > 1).collect()
}

/// The first letters of the words of a sentence that have capitals, a space for each that has none.
fn initials(sentence: &str) -> String {
    let parts = sentence.split(|c: char| c.is_whitespace() || c == '-');
    parts.map(|word| bare(word).chars().next().filter(|c| c.is_uppercase()).unwrap_or(' ')).collect()
}

#[cfg(test)]
mod tests {
    use super::{other_parties, tellers};

    #[test]
    fn one_body_tells_in_both() {
        let a = "The raid cost 15 lives, the Northern Shipping Observatory for Ports said.";
        let b = "Eighteen died in it, the Northern Shipping Observatory for Ports reported on Monday.";
        assert!(!tellers(a).is_empty());
        assert_eq!(tellers(a), tellers(b));
        assert!(tellers("Eighteen died near the Northern Shipping Observatory for Ports.").is_empty());
    }

    #[test]
    fn deals_are_known_by_their_parties() {
        let a = "The yard Meyer Werft will buy Harbour Cranes Ltd for $2 billion.";
        assert!(other_parties(a, "On Friday Orion Steel paid Delta Ferries $3 billion."));
        assert!(!other_parties(a, "The price of Harbour Cranes, said Orion, is $3 billion."));
        assert!(!other_parties("It is said that MW bids for HC today.", a));
    }
}
