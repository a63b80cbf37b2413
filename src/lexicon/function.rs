//! The handful of words by which English clauses are built, as word ids: grammar asks for them by name, not by spelling.

use super::words::{Vocabulary, WordId};

macro_rules! function_words {
    ($($name:ident = $word:literal),* $(,)?) => {
        /// Word ids of the grammar's own words.
        #[derive(Debug, Clone, Copy, Default)]
        #[allow(missing_docs, reason = "each is the word of its name")]
        pub struct FunctionWords {
            $(pub $name: WordId,)*
        }

        impl FunctionWords {
            /// Adds the words to a vocabulary.
            pub(super) fn new(words: &mut Vocabulary) -> Self {
                Self { $($name: words.add($word),)* }
            }
        }
    };
}

function_words! {
    a = "a", according = "according", act = "act", after = "after", all = "all", although = "although", an = "an", and = "and", anticipation = "anticipation",
    any = "any", argue = "argue", article = "article", as_ = "as", back = "back", be = "be", because = "because", been = "been", before = "before", being = "being",
    better = "better", both = "both", but = "but", by = "by", can = "can", cannot = "cannot", case = "case", condition = "condition", could = "could", d = "'d",
    decide = "decide", did = "did", do_ = "do", each = "each", event = "event", every = "every", exchange = "exchange", for_ = "for", from = "from", going = "going",
    had = "had", has = "has", have = "have", having = "having", he = "he", how = "how", i = "i", if_ = "if", in_ = "in", into = "into", is = "is", it = "it",
    its = "its", ll = "'ll", longer = "longer", many = "many", may = "may", might = "might", must = "must", need = "need", never = "never", no = "no",
    neither = "neither", not = "not", of = "of", off = "off", on = "on", once = "once", only = "only", or = "or", ought = "ought", our = "our", out = "out", over = "over", part = "part",
    provide = "provide", provided = "provided", re = "'re", return_ = "return", s = "'s", shall = "shall", she = "she", should = "should", since = "since", so = "so",
    some = "some", soon = "soon", still = "still", such = "such", t = "'t", than = "than", that = "that", the = "the", their = "their", there = "there", these = "these",
    they = "they", this = "this", those = "those", though = "though", through = "through", till = "till", time = "time", to = "to", triggered = "triggered", under = "under",
    unless = "unless", until = "until", up = "up", upon = "upon", upcoming = "upcoming", us = "us", ve = "'ve", we = "we", were = "were", what = "what", when = "when",
    where_ = "where", whereas = "whereas", whether = "whether", which = "which", while_ = "while", who = "who", whom = "whom", whose = "whose", why = "why",
    will = "will", with = "with", within = "within", without = "without", wo = "wo", words = "words", won = "won", would = "would", yet = "yet", you = "you", ca = "ca", against = "against", at = "at",
    none = "none", nobody = "nobody", hardly = "hardly", was = "was", are = "are", say = "say", require = "require", continue_ = "continue", succeed = "succeed", am = "am", m = "'m",
    long = "long", like = "like", example = "example", contrast = "contrast", instead = "instead", agree = "agree", announce = "announce", does = "does", go = "go", my = "my", your = "your",
    his = "his", her = "her", one = "one", ones = "ones", nor = "nor", also = "also", along = "along", together = "together", then = "then", during = "during", itself = "itself", himself = "himself", herself = "herself", themselves = "themselves", proposed = "proposed", planned = "planned", promised = "promised", including = "including", next = "next", coming = "coming", end = "end", early = "early", late = "late", mid = "mid", least = "least", latest = "latest", earlier = "earlier",
    already = "already", fact = "fact", addition = "addition", response = "response", turn = "turn", past = "past", per = "per", future = "future", now = "now", led = "led", wasn = "wasn", weren = "weren", didn = "didn", wouldn = "wouldn", couldn = "couldn", shouldn = "shouldn", mustn = "mustn",
}
