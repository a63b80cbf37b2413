//! English inflection by rule, with the irregular verbs and nouns that rules do not reach. It makes forms at load time and
//! guesses lemmas of words that no lexicon knows.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// base, past, participle; forms that rules would spell wrongly.
const VERBS: &[(&str, &str, &str)] = &[
    ("arise", "arose", "arisen"),
    ("be", "was", "been"),
    ("bear", "bore", "borne"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bind", "bound", "bound"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("rebuild", "rebuilt", "rebuilt"),
    ("buy", "bought", "bought"),
    ("cast", "cast", "cast"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("withdraw", "withdrew", "withdrawn"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("flee", "fled", "fled"),
    ("fly", "flew", "flown"),
    ("forbid", "forbade", "forbidden"),
    ("forgo", "forwent", "forgone"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("undergo", "underwent", "undergone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("uphold", "upheld", "upheld"),
    ("withhold", "withheld", "withheld"),
    ("hurt", "hurt", "hurt"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("offset", "offset", "offset"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("repay", "repaid", "repaid"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("foresee", "foresaw", "foreseen"),
    ("oversee", "oversaw", "overseen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("reset", "reset", "reset"),
    ("shake", "shook", "shaken"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("shut", "shut", "shut"),
    ("sink", "sank", "sunk"),
    ("sit", "sat", "sat"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("stand", "stood", "stood"),
    ("withstand", "withstood", "withstood"),
    ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"),
    ("strike", "struck", "struck"),
    ("strive", "strove", "striven"),
    ("swear", "swore", "sworn"),
    ("take", "took", "taken"),
    ("retake", "retook", "retaken"),
    ("undertake", "undertook", "undertaken"),
    ("overtake", "overtook", "overtaken"),
    ("teach", "taught", "taught"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("overthrow", "overthrew", "overthrown"),
    ("understand", "understood", "understood"),
    ("wear", "wore", "worn"),
    ("win", "won", "won"),
    ("write", "wrote", "written"),
    ("broadcast", "broadcast", "broadcast"),
    ("bid", "bid", "bid"),
    ("hang", "hung", "hung"),
    ("mistake", "mistook", "mistaken"),
    ("outline", "outlined", "outlined"),
    ("shed", "shed", "shed"),
    ("slide", "slid", "slid"),
    ("swing", "swung", "swung"),
];

/// Verbs of more than one syllable whose last consonant doubles.
const DOUBLING: &[&str] = &[
    "commit", "permit", "submit", "admit", "omit", "refer", "defer", "transfer", "confer", "prefer", "deter", "compel", "expel",
    "repel", "propel", "occur", "incur", "regret", "rebut", "equip", "forget", "begin", "control", "patrol", "cancel", "signal",
    "label", "channel", "travel", "model", "counsel", "program", "recommit", "remit", "embed", "outfit", "concur", "recur",
    "rebel", "quarrel",
];

/// singular, plural; words that rules would spell wrongly.
const NOUNS: &[(&str, &str)] = &[
    ("midwife", "midwives"),
    ("man", "men"),
    ("woman", "women"),
    ("person", "people"),
    ("child", "children"),
    ("foot", "feet"),
    ("serviceman", "servicemen"),
    ("servicewoman", "servicewomen"),
    ("policeman", "policemen"),
    ("gunman", "gunmen"),
    ("fisherman", "fishermen"),
    ("life", "lives"),
    ("crisis", "crises"),
    ("half", "halves"),
    ("leaf", "leaves"),
    ("knife", "knives"),
    ("aircraft", "aircraft"),
    ("personnel", "personnel"),
    ("spacecraft", "spacecraft"),
    ("hovercraft", "hovercraft"),
    ("series", "series"),
    ("species", "species"),
    ("medium", "media"),
    ("datum", "data"),
    ("phenomenon", "phenomena"),
    ("criterion", "criteria"),
    ("howitzer", "howitzers"),
    ("corps", "corps"),
    ("headquarters", "headquarters"),
    ("means", "means"),
    ("basis", "bases"),
    ("analysis", "analyses"),
    ("index", "indices"),
    ("belief", "beliefs"),
    ("chief", "chiefs"),
    ("proof", "proofs"),
    ("wife", "wives"),
    ("thief", "thieves"),
    ("goose", "geese"),
    ("tooth", "teeth"),
    ("mouse", "mice"),
    ("news", "news"),
];

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether the last consonant doubles before "-ed" and "-ing": one short syllable of the form consonant-vowel-consonant.
fn doubles(base: &str) -> bool {
    if DOUBLING.contains(&base) {
        return true;
    }
    let c: Vec<char> = base.chars().collect();
    let vowels = c.windows(2).filter(|w| matches!(w, [a, b] if is_vowel(*a) && !is_vowel(*b))).count();
    matches!(c.as_slice(), [.., a, b, z] if !is_vowel(*a) && is_vowel(*b) && !is_vowel(*z) && !matches!(z, 'w' | 'x' | 'y'))
        && vowels == 1
}

/// Whether a word ends in a consonant and "y".
fn consonant_y(word: &str) -> bool {
    word.strip_suffix('y').and_then(|stem| stem.chars().last()).is_some_and(|c| !is_vowel(c))
}

/// Adds "-s" or "-es" by rule.
fn with_s(word: &str) -> String {
    match word {
        w if consonant_y(w) => format!("{}ies", w.trim_end_matches('y')),
        w if ["s", "x", "z", "ch", "sh"].iter().any(|end| w.ends_with(end)) => format!("{w}es"),
        w if ["go", "do", "veto", "echo", "embargo", "cargo"].contains(&w) => format!("{w}es"),
        w => format!("{w}s"),
    }
}

/// The plural of a noun; of a phrase, with its last word in the plural.
pub fn plural(noun: &str) -> String {
    let (head, last) =
        noun.rsplit_once([' ', '-']).map_or(("", noun), |(head, last)| (noun.get(..=head.len()).unwrap_or(head), last));
    let irregular = NOUNS.iter().find(|(singular, _)| *singular == last).map(|(_, plural)| (*plural).to_owned());
    format!("{head}{}", irregular.unwrap_or_else(|| with_s(last)))
}

/// The singular of a noun, guessed by rule where it is not listed; a singular stays.
pub fn singular(noun: &str) -> String {
    if let Some((singular, _)) = NOUNS.iter().find(|(s, p)| *p == noun || *s == noun) {
        return (*singular).to_owned();
    }
    let strip = |end: &str| noun.strip_suffix(end).filter(|stem| stem.len() > 1);
    match noun {
        w if w.ends_with("ss") || w.ends_with("us") || w.ends_with("is") => w.to_owned(),
        _ if strip("ies").is_some_and(|stem| stem.len() > 2) => format!("{}y", strip("ies").unwrap_or(noun)),
        _ if ["ches", "shes", "xes", "sses", "zes"].iter().any(|end| noun.ends_with(end)) => {
            strip("es").unwrap_or(noun).to_owned()
        }
        _ => strip("s").unwrap_or(noun).to_owned(),
    }
}

/// Third person, past, participle and "-ing" form of a verb; of a phrasal verb ("hand over"), with its first word inflected.
pub fn verb_forms(verb: &str) -> [String; 4] {
    let (base, rest) = verb.split_once(' ').map_or((verb, String::new()), |(base, rest)| (base, format!(" {rest}")));
    let stem = match base {
        b if doubles(b) => format!("{b}{}", b.chars().last().unwrap_or_default()),
        b => b.to_owned(),
    };
    let ed = match base {
        b if b.ends_with('e') => format!("{b}d"),
        b if consonant_y(b) => format!("{}ied", b.trim_end_matches('y')),
        _ => format!("{stem}ed"),
    };
    let ing = match base {
        b if b.ends_with("ie") => format!("{}ying", b.trim_end_matches("ie")),
        b if b.ends_with('e') && !b.ends_with("ee") && !b.ends_with("oe") && b != "be" => {
            format!("{}ing", b.trim_end_matches('e'))
        }
        _ => format!("{stem}ing"),
    };
    let irregular = VERBS.iter().find(|(b, _, _)| *b == base);
    let third = match base {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        b => with_s(b),
    };
    let past = irregular.map_or_else(|| ed.clone(), |(_, past, _)| (*past).to_owned());
    let participle = irregular.map_or(ed, |(_, _, participle)| (*participle).to_owned());
    [third, past, participle, ing].map(|form| form + &rest)
}

/// Whether a word is a past form that no rule makes: "took".
pub fn irregular_past(word: &str) -> bool {
    static PASTS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| VERBS.iter().filter(|(base, past, _)| base != past).map(|(_, past, _)| *past).collect());
    PASTS.contains(word)
}

/// The base of a verb form, guessed by rule where it is not listed; a base stays.
pub fn verb_lemma(form: &str) -> String {
    // A form of two verbs is the first one's.
    static BASES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
        VERBS.iter().rev().flat_map(|(base, past, participle)| [(*past, *base), (*participle, *base)]).collect()
    });
    if let Some(base) = BASES.get(form) {
        return (*base).to_owned();
    }
    for end in ["ied", "ies"] {
        if let Some(stem) = form.strip_suffix(end).filter(|stem| stem.len() > 1) {
            return format!("{stem}y");
        }
    }
    for end in ["ed", "ing"] {
        let Some(stem) = form.strip_suffix(end).filter(|stem| stem.len() > 2 && stem.chars().any(is_vowel)) else { continue };
        let last = stem.chars().last().unwrap_or_default();
        // "refuelled", "patrolled" doubled their "l"; "shelled" and "rolled" did not.
        let syllables = stem.split(|c| !is_vowel(c)).filter(|vowels| !vowels.is_empty()).count();
        if syllables > 1 && (stem.ends_with("ell") || stem.ends_with("oll")) {
            return stem.strip_suffix('l').unwrap_or(stem).to_owned();
        }
        if stem.ends_with(&format!("{last}{last}")) && !matches!(last, 's' | 'l' | 'f' | 'z') {
            return stem.trim_end_matches(last).to_owned() + &last.to_string();
        }
        if end == "ed" && stem.ends_with('e') {
            continue;
        }
        let e = format!("{stem}e");
        if digraph(stem) {
            return if stem.ends_with(['s', 'v', 'z']) || stem.ends_with("creat") { e } else { stem.to_owned() };
        }
        // "-ed" after a lone consonant takes its "e" back where the base would otherwise double it or end oddly.
        let silent = [
            "at", "iv", "is", "iz", "uc", "ur", "as", "os", "us", "in", "ag", "ang", "erv", "olv", "clud", "vid", "lud", "rov",
            "mov", "dg", "nc", "rc", "rg", "pos", "ut", "id", "ak", "ap", "ir", "ar", "ib", "od", "ot", "pl", "bl", "tl", "gl",
            "ens",
        ];
        return if silent.iter().any(|end| stem.ends_with(end)) && !ends_plain(stem) { e } else { stem.to_owned() };
    }
    singular(form)
}

/// Whether a stem ends in two vowels that are one sound, and a consonant: "train", "shoot", "releas".
fn digraph(stem: &str) -> bool {
    let mut back = stem.chars().rev();
    let (last, second, first) = (back.next(), back.next(), back.next());
    let pair = first.zip(second).map(|(a, b)| [a, b]);
    last.is_some_and(|c| !is_vowel(c))
        && pair.is_some_and(|pair| {
            [['a', 'i'], ['e', 'a'], ['e', 'e'], ['o', 'a'], ['o', 'o'], ['o', 'u'], ['a', 'u'], ['o', 'i']].contains(&pair)
        })
}

/// Stems that end like a base without "e" although the rule for a silent one would fit.
fn ends_plain(stem: &str) -> bool {
    [
        "train",
        "join",
        "gain",
        "maintain",
        "obtain",
        "contain",
        "remain",
        "explain",
        "attain",
        "sustain",
        "retain",
        "repeat",
        "treat",
        "defeat",
        "threat",
        "eat",
        "aid",
        "avoid",
        "raid",
        "repair",
        "air",
        "appear",
        "clear",
        "bear",
        "hear",
        "fear",
        "near",
        "attain",
        "visit",
        "edit",
        "limit",
        "permit",
        "focus",
        "pass",
        "process",
        "assess",
        "press",
        "address",
        "possess",
        "discuss",
        "speak",
        "leak",
        "break",
        "weak",
        "scout",
        "rout",
        "shout",
        "tout",
        "float",
        "coat",
        "vot",
        "boat",
        "flood",
        "loan",
        "ruin",
        "drain",
        "plain",
        "strain",
        "restrain",
        "refrain",
        "entertain",
        "ascertain",
        "detain",
        "begin",
        "heat",
        "seat",
        "beat",
        "meat",
        "doubt",
    ]
    .iter()
    .any(|plain| stem.ends_with(plain) && *plain != "vot")
}
