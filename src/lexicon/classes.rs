//! Closed classes of English words: the grammar's own words, which no lexicon file needs to list.
//! A word can belong to several classes; taggers ask for a class, never for a spelling.

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(u64);

impl Class {
    /// No class.
    pub const NONE: Class = Class(0);
    /// the, a, this, each, …
    pub const DETERMINER: Class = Class(1);
    /// in, of, by, …
    pub const PREPOSITION: Class = Class(1 << 1);
    /// it, they, who, …
    pub const PRONOUN: Class = Class(1 << 2);
    /// my, their, …
    pub const POSSESSIVE: Class = Class(1 << 3);
    /// is, was, been, …
    pub const BE: Class = Class(1 << 4);
    /// has, had, having.
    pub const HAVE: Class = Class(1 << 5);
    /// do, does, did.
    pub const DO: Class = Class(1 << 6);
    /// will, should, might, …
    pub const MODAL: Class = Class(1 << 7);
    /// and, or, but, …
    pub const CONJUNCTION: Class = Class(1 << 8);
    /// not, never, no, n't.
    pub const NEGATION: Class = Class(1 << 9);
    /// that, which, who, whose, where.
    pub const RELATIVE: Class = Class(1 << 10);
    /// if, unless, once, while, although, …
    pub const SUBORDINATOR: Class = Class(1 << 11);
    /// January, Jan, …
    pub const MONTH: Class = Class(1 << 12);
    /// Monday, …
    pub const WEEKDAY: Class = Class(1 << 13);
    /// first, second, …
    pub const ORDINAL: Class = Class(1 << 14);
    /// also, already, only, now, …: may stand between an auxiliary and its verb.
    pub const ADVERB: Class = Class(1 << 15);
    /// to.
    pub const TO: Class = Class(1 << 16);
    /// in, at, on, near, …: the word after it names a place.
    pub const LOCATIVE: Class = Class(1 << 17);
    /// A verb form known to any lexicon.
    pub const VERB: Class = Class(1 << 18);
    /// A number word or scale.
    pub const NUMERAL: Class = Class(1 << 19);
    /// Starts a bound phrase ("more", "at", "over", …).
    pub const BOUND: Class = Class(1 << 20);
    /// Starts a unit's name or symbol.
    pub const UNIT: Class = Class(1 << 21);
    /// Starts a pillar cue.
    pub const PILLAR: Class = Class(1 << 22);
    /// Starts a cue of commitment.
    pub const CUE: Class = Class(1 << 23);
    /// Starts a word of saying.
    pub const SAYING: Class = Class(1 << 24);
    /// who, what, when, why, how: opens a question.
    pub const INTERROGATIVE: Class = Class(1 << 25);
    /// A noun that a lexicon counts.
    pub const HEAD: Class = Class(1 << 26);
    /// A predicate of a measure.
    pub const PREDICATE: Class = Class(1 << 27);
    /// See [`super::format::ListClass`].
    pub const DESIGNATOR: Class = Class(1 << 28);
    /// See [`super::format::ListClass`].
    pub const STRUCTURAL: Class = Class(1 << 29);
    /// See [`super::format::ListClass`].
    pub const INCREASE: Class = Class(1 << 30);
    /// See [`super::format::ListClass`].
    pub const DECREASE: Class = Class(1 << 31);
    /// See [`super::format::ListClass`].
    pub const PLANNED: Class = Class(1 << 32);
    /// See [`super::format::ListClass`].
    pub const REQUIRED: Class = Class(1 << 33);
    /// See [`super::format::ListClass`].
    pub const PROPOSED: Class = Class(1 << 34);
    /// See [`super::format::ListClass`].
    pub const FORECAST: Class = Class(1 << 35);
    /// See [`super::format::ListClass`].
    pub const SCORE: Class = Class(1 << 36);
    /// See [`super::format::ListClass`].
    pub const DENIABLE: Class = Class(1 << 37);
    /// See [`super::format::ListClass`].
    pub const COUNTABLE: Class = Class(1 << 38);
    /// See [`super::format::ListClass`].
    pub const RATE: Class = Class(1 << 39);
    /// A given name; this and the next ones are classes of [`super::names::NameWords`] only.
    pub const GIVEN: Class = Class(1 << 40);
    /// Stands before a person's name: "Minister".
    pub const TITLE: Class = Class(1 << 41);
    /// Heads the name of an organisation: "Party".
    pub const BODY: Class = Class(1 << 42);
    /// Names a party by its members: "Socialists".
    pub const MEMBER: Class = Class(1 << 43);
    /// Heads the name of what cannot act: "Treaty".
    pub const THING: Class = Class(1 << 44);
    /// Names a place.
    pub const PLACE: Class = Class(1 << 45);
    /// Joins the parts of a foreign name: "van", "de".
    pub const PARTICLE: Class = Class(1 << 46);
    /// An English word that names nothing by itself.
    pub const ENGLISH: Class = Class(1 << 47);
    /// A verb whose subject is a person or a party: "resigned".
    pub const DEED: Class = Class(1 << 48);
    /// Ties a person to a body: "member".
    pub const TIE: Class = Class(1 << 49);
    /// A word of motion, whose "to" and "from" lead to places: "arrived", "flight".
    pub const MOTION: Class = Class(1 << 52);
    /// Any class of the words of names.
    pub const NAMES: Class = Class(0x3FF << 40);
    /// Starts the name of an event.
    pub const EVENT: Class = Class(1 << 50);
    /// See [`super::format::ListClass`].
    pub const LOCALITY: Class = Class(1 << 51);
    /// A form of a verb of saying.
    pub const SPEECH: Class = Class(1 << 53);
    /// See [`super::format::ListClass`].
    pub const PROGRAMME: Class = Class(1 << 55);
    /// Names of a people in the plural: "Ukrainians".
    pub const PEOPLE: Class = Class(1 << 56);

    /// Words that cannot stand inside a noun phrase after its determiner: prepositions, verbs' helpers, what joins clauses, adverbs, denial.
    pub const CLOSED: Class = Class::PREPOSITION
        .or(Class::BE)
        .or(Class::HAVE)
        .or(Class::DO)
        .or(Class::MODAL)
        .or(Class::CONJUNCTION)
        .or(Class::RELATIVE)
        .or(Class::SUBORDINATOR)
        .or(Class::TO)
        .or(Class::ADVERB)
        .or(Class::NEGATION);

    /// Both.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Whether any class of `other` is here.
    pub const fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }
}

/// The closed classes, word by word (lower case, as tokens: "don't" is "don" + "'t").
pub(super) const WORDS: &[(Class, &str)] = &[
    (
        Class::DETERMINER,
        "the a an this that these those each every all both either neither any some no another such what which half many much few several most more less fewer",
    ),
    (
        Class::PREPOSITION,
        "of in on at by for with from to into onto over under through across within without between among against during before after since until till towards toward via per than as about above below behind beside besides beyond despite except inside outside near off out up down upon like unlike amid amongst around along alongside following including regarding concerning throughout versus plus worth",
    ),
    (Class::LOCATIVE, "in inside within near at across throughout outside around"),
    (Class::TO, "to"),
    (
        Class::PRONOUN,
        "i you he she it we they me him us them this that these those who whom which one ones someone anyone everyone nobody none itself himself herself themselves myself ourselves something anything everything nothing others another",
    ),
    (Class::POSSESSIVE, "my your his her its our their whose"),
    (Class::BE, "am is are was were be been being 'm 're isn aren wasn weren"),
    (Class::HAVE, "have has had having 've hasn haven hadn"),
    (Class::DO, "do does did don doesn didn"),
    (Class::MODAL, "will would shall should can could may might must ought 'll 'd cannot wo ca wouldn couldn shouldn mustn"),
    (Class::CONJUNCTION, "and or but nor yet so"),
    (Class::NEGATION, "not never no none neither nor 't hardly"),
    (Class::RELATIVE, "that which who whom whose where"),
    (
        Class::SUBORDINATOR,
        "if unless once while although though because since until till when whenever whether before after as whereas provided lest",
    ),
    (
        Class::MONTH,
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
    ),
    (Class::WEEKDAY, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"),
    (
        Class::ORDINAL,
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth last next",
    ),
    (
        Class::ADVERB,
        "also already only just now then still again soon later always often ever even never not recently currently previously formerly finally eventually immediately quickly rapidly gradually fully partly partially largely mainly mostly actually really simply clearly explicitly publicly officially formally jointly directly together further instead therefore thus however repeatedly consistently continually continuously definitively reportedly allegedly tentatively provisionally strategically today tonight tomorrow yesterday once twice so far too well long ago back yet almost nearly about roughly approximately",
    ),
    (Class::INTERROGATIVE, "who what when where why how which whom whose"),
];
