//! The TOML form of cues of commitment, verbs of saying and classes of act. What they do in a sentence is grammar, in `tag`.

use super::format::{Entry, entry};
use crate::model::{CommitmentStatus, Stage, Strength};
use serde::Deserialize;

/// What a verb takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// "plans to send".
    To,
    /// "urged Rome to send".
    NounTo,
    /// "promised that it would send", with or without "that".
    That,
    /// "demanded that Rome send": the bare verb.
    Mandative,
    /// "ruled out sending".
    Ing,
    /// "approved the loan".
    Noun,
    /// "calls for a ceasefire".
    For,
    /// "agreed on a text", "calls on Rome".
    On,
    /// "agreed to an extension", "committed itself to buying".
    ToNoun,
    /// "complied with", "proceed with".
    With,
    /// "withdrew from", "called off".
    From,
    /// "looks at", "aims at".
    At,
    /// "looks into", "entered into".
    Into,
    /// "decided against".
    Against,
    /// Nothing: "the deal stands".
    Nothing,
}

/// A list of words that the grammar asks for by its use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum List {
    /// Nouns of who can act for a state or body: "government", "minister".
    Agent,
    /// Nouns and verbs of binding texts: "treaty", "clause".
    Instrument,
    /// Verbs of appointments: "visit", "convene".
    Calendar,
    /// Verbs without a will: "rise", "cost", "remain".
    Stative,
    /// Verbs of war and violence, no acts of policy.
    War,
    /// Verbs of effect, which a scheme has without doing anything: "ensure", "strengthen".
    Effect,
    /// Sources that only predict or judge: "analyst", "critic".
    Critic,
    /// Nouns and adjectives of time: "today", "week".
    Time,
    /// Words that lower a level by one: "tentatively".
    Downgrade,
    /// Words that make a duty legal: "legally".
    Upgrade,
    /// Phrases that open a condition: "subject to", "pending".
    Proviso,
    /// Words by which a text only passes on what it heard: "reportedly".
    Hearsay,
    /// Adjectives of a will, whose denial refuses: "ready", "willing"; not "expected".
    Willing,
    /// Verbs that start, go on with or end another act: "begin", "stop".
    Aspect,
    /// Verbs that end or hold back an act: "stop", "suspend".
    Ending,
    /// Verbs whose denial affirms: "hesitate", "fail".
    Reversing,
    /// Verbs of consulting and meeting, none when done: "discuss", "meet".
    Consult,
    /// Verbs that carry a nominal act: "make a pledge", "give approval".
    Light,
    /// Verbs of doubt and delay, whose subject or object keeps its own level.
    Doubt,
    /// Verbs and nouns of thinking, under which nothing is promised: "think", "hope" of others.
    Opinion,
    /// Nouns that name a scheme that the author describes: "framework", "guarantee", "fund".
    Scheme,
    /// Verbs that say what a scheme consists of: "include", "involve".
    Content,
    /// Nouns of plans and their like as subject of "is": "goal", "next step".
    Aim,
    /// Nouns of possibility as subject of "is": "candidate", "option".
    Possible,
    /// Nouns of what is to be done: "task", "priority" with the one whose it is.
    Task,
    /// Adjectives of necessity: "vital".
    Need,
    /// Nouns that look like verbs of policy only with these objects: "road", "street".
    Private,
    /// Adverbs and phrases of a day to come or past beside a verb: kept out of complements.
    Filler,
    /// Verbs of no other list, so that they are known as verbs.
    Plain,
    /// Verbs of mind and manners, of which nothing comes: "know", "thank".
    Mind,
    /// Verbs whose subject receives: "receive", "undergo".
    Receive,
    /// Adverbs of guessing: what "will probably" happen is a prediction.
    Guess,
}

/// A grammar of its own that some cues need beside their frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grammar {
    /// "needs": who needs receives, who is needed acts.
    Need,
    /// "signed": the text that is signed decides.
    Signature,
    /// "obliges": an instrument binds, anybody else only needs.
    Duty,
    /// "announced": what is announced decides.
    Announcement,
    /// "seeks": an aim, none where violence is sought.
    Aim,
}

/// How an act comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// One body's decision has legal force: signed, it is enacted and binds no second party.
    Decree,
    /// It happens to its subject: "troops arrived", "tariffs took effect".
    Event,
    /// Talks: held, they are no commitment.
    Talks,
}

/// A cue of commitment or a word list; the keys are explained at the head of `lexicons/cues.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented where their users read them, at the head of lexicons/cues.toml")]
pub struct CueEntry {
    pub id: String,
    pub strength: Option<Strength>,
    pub list: Option<List>,
    pub grammar: Option<Grammar>,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub frames: Vec<Frame>,
    #[serde(default)]
    pub nouns: Vec<String>,
    #[serde(default)]
    pub adjectives: Vec<String>,
    #[serde(default)]
    pub phrases: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    pub stage: Option<Stage>,
    pub status: Option<CommitmentStatus>,
    #[serde(default)]
    pub negative: bool,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(CueEntry);

/// What a verb of saying says about what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Saying {
    /// Reports: "say", "tell".
    Report,
    /// Announces own acts: "announce", "confirm".
    Announcement,
    /// Judges: "argue", "believe".
    Opinion,
    /// Denies: "deny".
    Denial,
    /// Warns: "warn".
    Warning,
}

/// Verbs and phrases of saying; the keys are explained at the head of `lexicons/attribution.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented where their users read them, at the head of lexicons/attribution.toml")]
pub struct SayingEntry {
    pub id: String,
    pub saying: Saying,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
    #[serde(default)]
    pub phrases: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(SayingEntry);

/// A class of act; the keys are explained at the head of `lexicons/acts.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the keys are documented where their users read them, at the head of lexicons/acts.toml")]
pub struct ActEntry {
    pub id: String,
    pub label: String,
    pub manner: Option<Manner>,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub alone: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
    #[serde(default)]
    pub objects: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}
entry!(ActEntry);
