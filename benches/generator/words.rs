//! The words of made articles: a few hundred real ones, and behind them as many invented ones as a text of that length would hold.

use super::random::Random;

/// Heaps' law, `V = K · n^β`: how many words a collection of `n` running words holds. Both were measured on 1.7 million words of
/// government briefings.
const K: f64 = 9.5;
const BETA: f64 = 0.54;

/// Vocabulary of a collection of `running` words.
pub fn vocabulary(running: u64) -> u64 {
    (K * (running as f64).powf(BETA)) as u64
}

/// A word of a part of speech: real where its rank is low, invented where it is high.
pub fn word(random: &mut Random, real: &[&str], vocabulary: u64, out: &mut String) {
    let rank = random.zipf(vocabulary.max(real.len() as u64));
    match real.get(rank as usize) {
        Some(word) => out.push_str(word),
        None => invented(rank, out),
    }
}

/// A name that no lexicon knows.
pub fn name(random: &mut Random, out: &mut String) {
    let at = out.len();
    invented(300 + random.zipf(40_000), out);
    let first = out.get(at..at + 1).map(str::to_uppercase).unwrap_or_default();
    out.replace_range(at..at + 1, &first);
}

const ONSETS: &[&str] = &["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st", "tr", "pl", "gr"];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ea"];
const CODAS: &[&str] = &["n", "l", "r", "st", "m", "nd", "ck", "sh"];

/// The invented word of a rank: its syllables are the digits of the rank, so that two ranks are never one word.
fn invented(rank: u64, out: &mut String) {
    let coda = CODAS.get((rank % CODAS.len() as u64) as usize).unwrap_or(&"n");
    let mut rest = rank / CODAS.len() as u64 + 20;
    while rest > 0 {
        let (onset, vowel) = (rest % ONSETS.len() as u64, rest / ONSETS.len() as u64 % VOWELS.len() as u64);
        out.push_str(ONSETS.get(onset as usize).unwrap_or(&"b"));
        out.push_str(VOWELS.get(vowel as usize).unwrap_or(&"a"));
        rest /= (ONSETS.len() * VOWELS.len()) as u64;
    }
    out.push_str(coda);
}

/// Nouns, common ones first.
#[rustfmt::skip]
pub const NOUNS: &[&str] = &[
    "security", "support", "government", "defence", "forces", "policy", "war", "partners", "system", "people", "capacity", "production",
    "plan", "border", "effort", "agreement", "industry", "decision", "process", "threat", "cooperation", "strategy", "pressure", "region",
    "training", "energy", "supply", "budget", "response", "question", "work", "level", "market", "public", "debate", "question", "change",
    "risk", "network", "report", "leadership", "economy", "interest", "infrastructure", "meeting", "mission", "summit", "trade", "growth",
    "investment", "parliament", "election", "law", "court", "crisis", "aid", "peace", "talks", "statement", "position", "ceasefire",
    "deterrence", "readiness", "procurement", "technology", "research", "equipment", "ammunition", "logistics", "intelligence",
    "sanctions", "pipeline", "grid", "harbour", "railway", "factory", "workers", "families", "schools", "hospitals", "refugees", "voters",
    "officials", "ministers", "experts", "analysts", "diplomats", "commanders", "engineers", "farmers", "students", "veterans", "mayors",
    "journalists", "donors", "lenders", "deadline", "framework", "package", "proposal", "review", "reform", "oversight", "timetable",
    "corridor", "coastline", "airspace", "ministry", "council", "assembly", "committee", "working group", "task force", "white paper",
    "command structure", "supply chain", "early warning", "air base", "shipyard", "battlefield", "front line", "reserve", "draft",
];

/// Verbs in the past tense or as participles, common ones first.
#[rustfmt::skip]
pub const VERBS: &[&str] = &[
    "made", "supported", "strengthened", "discussed", "changed", "reduced", "increased", "described", "welcomed", "rejected", "accepted",
    "delayed", "followed", "shaped", "tested", "limited", "expanded", "protected", "weakened", "improved", "reviewed", "signed",
    "presented", "financed", "defended", "criticised", "adopted", "postponed", "built", "planned", "coordinated", "examined", "answered",
    "opened", "closed", "replaced", "renewed", "questioned", "tracked", "measured", "explained", "exposed", "challenged", "repaired",
];

/// Adjectives, common ones first.
#[rustfmt::skip]
pub const ADJECTIVES: &[&str] = &[
    "new", "military", "national", "public", "political", "economic", "long", "common", "regional", "local", "strong", "serious",
    "possible", "civil", "recent", "clear", "modern", "difficult", "practical", "legal", "industrial", "naval", "digital", "nuclear",
    "strategic", "joint", "broad", "narrow", "credible", "costly", "slow", "uneven", "steady", "shared", "critical", "vulnerable",
    "domestic", "foreign", "rural", "coastal", "eastern", "northern", "southern", "western", "annual", "temporary", "permanent",
];

/// Real actors; a made article names the first ones most.
#[rustfmt::skip]
pub const ACTORS: &[&str] = &[
    "the United States", "Ukraine", "Russia", "NATO", "the European Union", "Germany", "China", "France", "the United Kingdom", "Poland",
    "the European Commission", "the United Nations", "Japan", "Türkiye", "Canada", "Israel", "India", "South Korea", "Australia", "Italy",
    "Norway", "Sweden", "Finland", "Denmark", "the Netherlands", "Estonia", "Latvia", "Lithuania", "Romania", "Spain", "Iran",
    "North Korea", "Taiwan", "Saudi Arabia", "the G7", "the IMF", "the World Bank", "the Pentagon", "the White House", "the Kremlin",
    "Congress", "the European Council", "the IAEA", "the OSCE", "Belarus", "Moldova", "Georgia", "Hungary", "Czechia", "Greece",
    "Belgium", "Austria", "Switzerland", "Ireland", "Portugal", "Bulgaria", "Slovakia", "Slovenia", "Croatia", "Serbia", "Egypt",
    "Jordan", "Qatar", "Brazil", "Mexico", "South Africa", "Nigeria", "Kenya", "Ethiopia", "Indonesia", "Vietnam", "the Philippines",
    "New Zealand", "Pakistan", "Kazakhstan", "Armenia", "Azerbaijan", "Iceland", "Luxembourg", "Rheinmetall", "Lockheed Martin", "BAE Systems",
];

/// Adjectives of states.
#[rustfmt::skip]
pub const DEMONYMS: &[&str] = &[
    "American", "Ukrainian", "Russian", "European", "German", "Chinese", "French", "British", "Polish", "Japanese", "Turkish", "Canadian",
    "Israeli", "Indian", "Norwegian", "Swedish", "Finnish", "Danish", "Dutch", "Estonian", "Romanian", "Italian", "Spanish", "Iranian",
];

/// Cities, as places and as seats of governments.
#[rustfmt::skip]
pub const PLACES: &[&str] = &[
    "Washington", "Kyiv", "Moscow", "Brussels", "Berlin", "Paris", "London", "Warsaw", "Beijing", "Vilnius", "Geneva", "Tallinn", "Oslo",
    "Ottawa", "Tokyo", "Stockholm", "Helsinki", "Rome", "Madrid", "Kharkiv", "Odesa", "Lviv", "Prague", "Bucharest", "Ankara", "Munich",
];

/// What figures count.
#[rustfmt::skip]
pub const COUNTED: &[&str] = &[
    "soldiers", "troops", "drones", "artillery shells", "tanks", "people", "civilians", "households", "recruits", "vehicles", "missiles",
    "workers", "refugees", "generators", "aircraft", "companies", "instructors", "jobs", "apartments", "patients", "interceptors",
];

/// Months.
#[rustfmt::skip]
pub const MONTHS: &[&str] = &[
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];
