//! The rules of commitments by their number, what each is for, and a set of them. What a rule does stands in `tag/commitments`.

use std::fmt;
use std::str::FromStr;

/// Every rule with what it is for, in the order of the design.
pub const RULES: [(&str, &str); 29] = [
    ("R1", "a sentence is cut into clauses, each judged alone"),
    ("R2", "a question bears nothing"),
    ("R3", "the verb inside a condition sets no level"),
    ("R4", "once, until and after open a condition, or a deadline where they are dated"),
    ("R5", "a frame of saying names who speaks"),
    ("R6", "what somebody says another should do is proposed; what he says another will do is none"),
    ("R7", "should, must and need without a speaker are the author's proposal"),
    ("R8", "a denied promise is none"),
    ("R9", "a promise that a noun presupposes keeps its level under doubt and delay"),
    ("R10", "I and we are the speaker"),
    ("R11", "a capital as a mere place does not act"),
    ("R12", "a group acts as a group"),
    ("R13", "the outermost verb of attitude decides, lowered by what stands inside"),
    ("R14", "tense: done is enacted, would after a verb of saying a promise, would with if an option"),
    ("R15", "will with an agent is a promise, with a verb of the calendar a plan"),
    ("R16", "shall and must bind beside an instrument"),
    ("R17", "may, might, could and can are options"),
    ("R18", "in principle, tentatively lower a level; legally, by treaty raise it"),
    ("R19", "what is announced decides"),
    ("R20", "negation: will not refuses, will not hesitate promises, not yet is unfulfilled"),
    ("R21", "a promise not to act is a promise, negated"),
    ("R22", "a passive has no actor unless a by-phrase names it"),
    ("R23", "nouns and adjectives that name an act have its level"),
    ("R24", "scare quotes lower the certainty of the cue inside"),
    ("R25", "headlines leave out auxiliaries"),
    ("R26", "coordinated verbs and items of a list share their subject and modal"),
    ("R27", "pronouns and empty subjects mean the last compatible actor"),
    ("R28", "topic nouns and set phrases are no cues"),
    ("R29", "one act told twice is one commitment"),
];

/// A set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules(u32);

impl Rules {
    /// Whether the rule is in the set; a name that is no rule is in none.
    pub fn has(self, rule: &str) -> bool {
        self.0 != 0 && number(rule).is_some_and(|n| self.0 >> n & 1 == 1)
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Rules) -> Rules {
        Rules(self.0 | other.0)
    }
}

/// The number of a rule that its name gives.
fn number(rule: &str) -> Option<u32> {
    rule.strip_prefix(['R', 'r'])?.parse().ok().filter(|n| (1..=29).contains(n))
}

impl FromStr for Rules {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let list = || RULES.iter().map(|(rule, what)| format!("\n  {rule:<4} {what}")).collect::<String>();
        number(name).map(|n| Rules(1 << n)).ok_or_else(|| format!("`{name}` is no rule; there are{}", list()))
    }
}

/// "R2 R18".
impl fmt::Display for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = RULES.iter().map(|(rule, _)| *rule).filter(|rule| self.has(rule)).collect();
        f.write_str(&names.join(" "))
    }
}
