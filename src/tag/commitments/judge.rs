//! The level of a clause: which rule of the design decides, and which words. Modals stand here, other verbs in `predicate`,
//! "be" with its complement and nouns in `nominal`.

use super::super::grammar::{Clause, Group, Link, Modal, Tense};
use super::scene::{Scene, weaker};
use crate::lexicon::{Frame, List, Saying};
use crate::model::{CommitmentStatus, Stage, Strength};

/// What a rule found in a clause, in tokens.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) strength: Strength,
    pub(super) rule: &'static str,
    /// The group that names the act.
    pub(super) act: usize,
    /// The words that decided.
    pub(super) cue: (usize, usize),
    pub(super) stage: Option<Stage>,
    pub(super) status: Option<CommitmentStatus>,
    pub(super) negated: bool,
    /// Whether the one who is to act is the object ("urged Rome to"), the subject, or unsaid.
    pub(super) doer: Doer,
}

/// Where the one who is to act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doer {
    /// The subject of the clause.
    Subject,
    /// Between the cue and the act: "urged Rome to send", "for Rome to send".
    Between,
    /// In a by-phrase, an adjective, or nowhere.
    Passive,
    /// Unsaid; the subject is who needs it or speaks.
    Unsaid,
}

impl Finding {
    pub(super) fn new(strength: Strength, rule: &'static str, group: &Group, act: usize) -> Self {
        let doer = if group.passive { Doer::Passive } else { Doer::Subject };
        Self { strength, rule, act, cue: (group.start, group.end), stage: None, status: None, negated: group.negated, doer }
    }
}

impl Scene<'_> {
    /// The finding of a clause, if it bears one.
    pub(super) fn judge(&self, clause: &Clause) -> Option<Finding> {
        let group = self.group(clause)?;
        if self.line.is(group.start, &[self.line.f().be]) {
            return None;
        }
        if let Some(found) = self.set_phrase(clause, group).or_else(|| self.first_to(clause, group)) {
            return Some(found);
        }
        match group.modal {
            Some(modal) => self.modal(clause, group, modal).or_else(|| self.carried(clause, group)),
            None if group.copula || (self.line.has(group.verb, crate::lexicon::Class::BE)) => self.copula(clause, group),
            None => self.predicate(clause, group),
        }
    }

    /// Who governs a clause: the saying of the verb it hangs on.
    pub(super) fn governor(&self, clause: &Clause) -> Option<Saying> {
        let parent = clause.parent.and_then(|p| self.reading.clauses.get(p))?;
        match clause.link {
            Link::Complement => self.group(parent).and_then(|g| self.verb(g)).and_then(|v| v.saying),
            Link::Coordinated | Link::Relative | Link::Main => self.governor(parent),
            _ => None,
        }
    }

    /// Whether the clause stands under a verb or noun of thinking, or under somebody who only judges.
    fn imagined(&self, clause: &Clause) -> bool {
        let Some(parent) = clause.parent.and_then(|p| self.reading.clauses.get(p)) else { return false };
        if clause.link == Link::Coordinated {
            return self.imagined(parent);
        }
        if clause.link != Link::Complement {
            return false;
        }
        let between = self.group(parent).map_or(clause.opens, |g| g.start)..clause.starts;
        let thought = between
            .into_iter()
            .any(|i| self.line.listed(i, List::Opinion) || self.line.verb(i).is_some_and(|v| v.lists.has(List::Opinion)));
        thought || self.line.listed(parent.head, List::Critic)
    }

    /// Whether a group's verb is an act that a will can perform.
    pub(super) fn volitional(&self, group: &Group) -> bool {
        let lists = self.lists(group);
        let f = self.line.f();
        let named = self.line.is_word(group.verb) && !self.line.closed(group.verb);
        named
            && !group.copula
            && (!lists.has(List::Stative) || self.deed(group, self.object(group.end, self.line.end)).is_some())
            && !self.line.is(group.verb, &[f.be])
            && self.verb(group).is_none_or(|v| v.saying.is_none() || !v.senses.is_empty() || !v.deeds.is_empty())
    }

    /// The level that a verb inside another's complement gives of itself, where it lowers (R13).
    pub(super) fn inner_level(&self, group: &Group, end: usize) -> Strength {
        let Some(verb) = self.verb(group) else { return Strength::Enacted };
        let lists = self.lists(group);
        if lists.has(List::Consult) {
            return Strength::Enacted;
        }
        let complement = self.complement(group, end);
        let sense = verb.senses.iter().find(|s| s.particle.is_none() && s.takes(complement.frame));
        let level = sense.and_then(|s| self.cue(s.cue)).and_then(|cue| cue.strength).unwrap_or(Strength::Enacted);
        match level {
            Strength::Hypothetical | Strength::Intended if complement.frame == Frame::To || level == Strength::Hypothetical => {
                level
            }
            _ => Strength::Enacted,
        }
    }

    fn modal(&self, clause: &Clause, group: &Group, modal: Modal) -> Option<Finding> {
        match modal {
            Modal::Will => self.will(clause, group),
            Modal::Would => self.would(clause, group),
            Modal::Shall => self.shall(clause, group),
            Modal::Should | Modal::Must | Modal::HaveTo => self.should(clause, group, modal),
            Modal::May | Modal::Might | Modal::Could | Modal::Can => self.could(clause, group, modal),
            Modal::IsTo => {
                let aim = self.line.listed(clause.head, List::Aim) || self.line.listed(clause.head, List::Task);
                if aim {
                    return self.copula(clause, group);
                }
                let due = group.tense == Tense::Present && self.agentive(clause) && !group.negated;
                due.then(|| Finding::new(Strength::Intended, "R15", group, clause.group))
            }
        }
    }

    /// Whether a passive or a scheme's verb tells of an act by somebody unnamed: "elections will be held", "tariffs take effect".
    pub(super) fn act_on(&self, clause: &Clause, group: &Group) -> bool {
        let subject = clause.subject.clone();
        if group.passive {
            return self.volitional(group)
                && (self.deed(group, subject.clone()).is_some() || self.policy(subject.clone()) || self.names_actor(subject));
        }
        self.scheme(clause) && self.deed(group, self.object(group.end, clause.end)).is_some_and(|(_, alone)| alone)
    }

    fn will(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let find = |strength, rule| Some(Finding::new(strength, rule, group, clause.group));
        if (group.start..group.verb).any(|i| self.line.listed(i, List::Guess)) {
            return None;
        }
        if self.none_subject(clause) || self.imagined(clause) {
            let supposed = self.conditional()
                && (self.agentive(clause) || self.scheme(clause))
                && (self.volitional(group) || self.deed(group, self.object(group.end, clause.end)).is_some());
            return if supposed && !group.negated && !self.none_subject(clause) {
                find(Strength::Hypothetical, "R14")
            } else {
                None
            };
        }
        let lists = self.lists(group);
        let f = self.line.f();
        if self.line.is(group.verb, &[f.need, f.require]) {
            return self.necessity(clause, group, "R15");
        }
        if group.copula {
            return self.copula(clause, group);
        }
        let agent = self.agentive(clause);
        if group.negated {
            return self.will_not(clause, group, agent);
        }
        if lists.has(List::Content) && (self.scheme(clause)) {
            return (self.names_actor(group.end..clause.end) && !clause.subject.is_empty())
                .then(|| find(Strength::Intended, "R15"))
                .flatten();
        }
        if agent && lists.has(List::Calendar) && !group.passive {
            return find(Strength::Intended, "R15");
        }
        if lists.has(List::Aspect) && agent && !group.passive {
            return self.will_go_on(clause, group);
        }
        // "We will remember", "they will understand": nothing is done.
        let willing = agent
            && self.volitional(group)
            && !lists.has(List::Mind)
            && !(self.scheme(clause) && !self.names_actor(clause.head..clause.head + 1) && lists.has(List::Effect));
        if willing && !group.passive {
            let inner = self.predicate_level(clause, group);
            let strength = if inner == Some(Strength::Refused) {
                Strength::Refused
            } else {
                weaker(Strength::Pledged, self.inner_level(group, clause.end))
            };
            return find(strength, "R15");
        }
        let take_effect =
            self.scheme(clause) && self.line.known.phrases.at(self.line.cx.tokens.get(group.verb..clause.end)?).is_some();
        if self.act_on(clause, group) || take_effect {
            return find(Strength::Pledged, "R15");
        }
        None
    }

    /// "will not send" refuses, "will not hesitate to send" promises (R20).
    fn will_not(&self, clause: &Clause, group: &Group, agent: bool) -> Option<Finding> {
        let complement = self.complement(group, clause.end);
        let act = matches!(complement.frame, Frame::To | Frame::Noun | Frame::Ing) && complement.inner.is_some();
        let affirmed = act && self.lists(group).has(List::Reversing);
        if !agent || self.lists(group).has(List::War) || !(self.volitional(group) || affirmed) {
            return None;
        }
        let strength = if affirmed { Strength::Pledged } else { Strength::Refused };
        Some(Finding { negated: !affirmed, ..Finding::new(strength, "R20", group, clause.group) })
    }

    /// "will continue to send": the act inside is what is promised (R15).
    fn will_go_on(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let complement = self.complement(group, clause.end);
        let willed = |inner: &Group| self.volitional(inner) && !self.lists(inner).has(List::War);
        let inner = complement.inner.and_then(|i| self.inner(i));
        let acts = inner.map_or_else(|| self.policy(group.end..clause.end), willed);
        let act = complement.inner.unwrap_or(clause.group);
        acts.then(|| Finding { act, ..Finding::new(Strength::Pledged, "R15", group, clause.group) })
    }

    /// The level that the group's verb would give without its modal.
    fn predicate_level(&self, clause: &Clause, group: &Group) -> Option<Strength> {
        let complement = self.complement(group, clause.end);
        self.sense(group, complement.frame, complement.inner.is_some()).and_then(|cue| cue.strength)
    }

    fn would(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        if self.none_subject(clause) {
            return None;
        }
        let find = |strength, rule| Some(Finding::new(strength, rule, group, clause.group));
        let lists = self.lists(group);
        let f = self.line.f();
        let conditional = self.conditional();
        let agent = self.agentive(clause);
        if self.line.is(group.verb, &[f.need, f.require]) || self.has_to(group) {
            let found = self.should(clause, group, Modal::Should)?;
            let strength = if conditional { Strength::Hypothetical } else { found.strength };
            return Some(Finding { strength, ..found });
        }
        if group.copula {
            return self.copula(clause, group);
        }
        let announced = matches!(self.governor(clause), Some(Saying::Report | Saying::Announcement | Saying::Warning))
            || (self.spoken && clause.link != Link::Restrictive && self.governor(clause).is_none());
        let willing = self.volitional(group);
        if announced && !self.imagined(clause) {
            if !(agent && willing) {
                return None;
            }
            let strength = match group.negated {
                true => Strength::Refused,
                false if lists.has(List::Calendar) && !conditional => Strength::Intended,
                false => Strength::Pledged,
            };
            return find(strength, "R14");
        }
        if conditional && (agent && willing || self.act_on(clause, group)) {
            return find(Strength::Hypothetical, "R14");
        }
        let acts = agent && (!lists.has(List::Effect) || self.names_actor(clause.head..clause.head + 1));
        let elaborates = (acts || self.scheme(clause) && !lists.has(List::Effect))
            && (willing || self.scheme(clause) && self.line.verb(group.verb).is_none());
        (elaborates && !self.imagined(clause)).then(|| find(Strength::Hypothetical, "R14")).flatten()
    }

    /// Whether a group says "have to" under its modal.
    fn has_to(&self, group: &Group) -> bool {
        let f = self.line.f();
        (group.start..group.verb).any(|i| self.line.is(i, &[f.have]) && self.line.has(i + 1, crate::lexicon::Class::TO))
    }

    /// Whether the sentence holds a condition.
    pub(super) fn conditional(&self) -> bool {
        let f = self.line.f();
        let clause = self.reading.clauses.iter().any(|c| c.link == Link::Condition);
        let inverted = self.line.is(self.first_word(), &[f.were, f.had, f.should]);
        clause || inverted || (self.line.start..self.line.end).any(|i| self.line.is(i, &[f.if_, f.unless]))
    }

    fn shall(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let f = self.line.f();
        let first = self.line.is(clause.subject.start, &[f.i, f.we]);
        let party =
            self.instrument(self.line.start..self.line.end) || self.line.is(clause.subject.start, &[f.each, f.every, f.both]);
        let strength = if first {
            Strength::Pledged
        } else if party || self.agentive(clause) {
            Strength::Binding
        } else {
            return None;
        };
        Some(Finding::new(strength, "R16", group, clause.group))
    }

    fn should(&self, clause: &Clause, group: &Group, modal: Modal) -> Option<Finding> {
        let f = self.line.f();
        let lists = self.lists(group);
        let mind = lists.has(List::Mind) && !group.passive;
        if mind || (modal == Modal::Should && group.start == self.first_word()) {
            return None;
        }
        let cognition = self
            .verb(group)
            .is_some_and(|v| v.saying.is_some() && v.senses.is_empty() && v.deeds.is_empty() && !lists.has(List::Aspect))
            || (lists.has(List::Stative) && lists.has(List::Opinion));
        let there = self.line.is(clause.head, &[f.there]) || self.line.is(clause.subject.start, &[f.there]);
        if group.tense == Tense::Perfect
            || group.tense == Tense::Past
            || cognition
            || there
            || (modal == Modal::Should && self.none_subject(clause))
        {
            return None;
        }
        if modal == Modal::HaveTo && !(self.agentive(clause) || self.scheme(clause)) {
            return None;
        }
        let seeing = !group.copula && lists.has(List::Stative) && modal == Modal::HaveTo && !self.line.is(group.verb, &[f.be]);
        if seeing {
            return None;
        }
        if !self.concerns(clause, group) {
            return None;
        }
        if modal == Modal::Must && self.under_instrument() {
            return Some(Finding::new(Strength::Binding, "R16", group, clause.group));
        }
        let rule = if self.governor(clause).is_some() || self.spoken { "R6" } else { "R7" };
        Some(Finding::new(Strength::Proposed, rule, group, clause.group))
    }

    /// Whether an institution, a scheme or an act of policy is in a clause of what ought to be: "the price should fall" is none.
    fn concerns(&self, clause: &Clause, group: &Group) -> bool {
        let rest = group.end..clause.end;
        (self.agentive(clause) || group.passive && self.volitional(group)) && !self.pronoun(clause)
            || self.scheme(clause)
            || self.names_actor(clause.subject.clone())
            || self.policy(clause.subject.clone())
            || self.names_actor(rest.clone())
            || self.policy(rest)
            || self.deed(group, self.object(group.end, clause.end)).is_some()
    }

    /// Whether the subject is a pronoun that may mean anybody: "we", "you", "it".
    fn pronoun(&self, clause: &Clause) -> bool {
        clause.subject.len() == 1 && self.line.has(clause.subject.start, crate::lexicon::Class::PRONOUN)
    }

    fn could(&self, clause: &Clause, group: &Group, modal: Modal) -> Option<Finding> {
        let find = |strength| Some(Finding::new(strength, "R17", group, clause.group));
        let agent = self.agentive(clause);
        let willing = self.volitional(group);
        let act = agent && willing && !group.passive || self.act_on(clause, group);
        let can = modal == Modal::Can;
        if self.under_instrument() && can && (act || self.scheme(clause)) {
            return find(Strength::Binding);
        }
        if group.negated {
            let accepts = self.predicate_level(clause, group).is_some_and(|s| s >= Strength::Pledged)
                || self.lists(group).has(List::Reversing);
            return (can && agent && accepts && !self.none_subject(clause)).then(|| find(Strength::Refused)).flatten();
        }
        if group.tense == Tense::Perfect || self.none_subject(clause) {
            return None;
        }
        let complement = group.end..clause.end;
        let nominal = group.copula
            && (self.deeds(clause.subject.clone())
                || self.deeds(complement.clone())
                || self.agentive(clause) && self.policy(complement.clone()));
        let formed = self.lists(group).has(List::Light) && self.deeds(complement) && clause.subject.len() <= 2;
        if can {
            let f = self.line.f();
            let only = (group.start..group.verb).any(|i| self.line.is(i, &[f.only]));
            let deed = agent && !group.passive && self.deed(group, self.object(group.end, clause.end)).is_some();
            return ((only && willing && (agent || self.policy(clause.subject.clone())))
                || group.passive && willing && self.pronoun_subject(clause) && clause.link == Link::Main
                || deed && clause.link == Link::Main && !self.imagined(clause))
            .then(|| find(Strength::Hypothetical))
            .flatten();
        }
        let scheme = self.scheme(clause)
            && (willing || !group.copula && self.line.verb(group.verb).is_none())
            && !self.lists(group).has(List::Effect);
        let formalised = group.passive && willing && self.pronoun_subject(clause) && clause.link == Link::Main;
        let nominal = nominal && !self.gerund_subject(clause);
        (act || nominal || formed || scheme || formalised).then(|| find(Strength::Hypothetical)).flatten()
    }

    /// Whether the subject is "it" or "this".
    pub(super) fn pronoun_subject(&self, clause: &Clause) -> bool {
        let f = self.line.f();
        clause.subject.len() == 1 && self.line.is(clause.subject.start, &[f.it, f.this])
    }

    /// Whether the subject is a gerund: "bringing Rome in".
    pub(super) fn gerund_subject(&self, clause: &Clause) -> bool {
        !clause.subject.is_empty()
            && self.line.forms(clause.subject.start).any(crate::lexicon::Forms::ING)
            && !self.line.capital(clause.subject.start + 1) | self.line.leads(clause.subject.start)
    }

    /// Whether a noun of an act stands among these tokens.
    pub(super) fn deeds(&self, tokens: std::ops::Range<usize>) -> bool {
        tokens.into_iter().any(|i| self.line.info(i).deeds != 0 || self.line.listed(i, List::Scheme))
    }
}
