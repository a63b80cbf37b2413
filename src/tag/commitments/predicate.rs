//! The level of a clause whose verb has no modal: attitudes ("pledged to"), decisions, acts of policy.

use super::super::grammar::{Clause, Group, Link, Modal, Tense};
use super::judge::{Doer, Finding};
use super::scene::{Complement, Scene, weaker};
use crate::lexicon::{Class, CueEntry, Frame, List, Saying};
use crate::model::{Stage, Strength};
use crate::text::Shape;

impl<'a> Scene<'a> {
    /// The reading of a group's verb as a cue in a frame.
    pub(super) fn sense(&self, group: &Group, frame: Frame, inner: bool) -> Option<&'a CueEntry> {
        let verb = self.verb(group)?;
        let (after, _) = self.line.skip_adverbs(group.verb + 1);
        let next = self.line.word(after);
        let phrasal = verb.senses.iter().find(|s| s.particle.is_some_and(|particle| particle == next));
        let find = |frame| verb.senses.iter().find(|s| s.particle.is_none() && s.takes(frame));
        let sense = phrasal.or_else(|| match frame {
            Frame::Noun if inner => find(Frame::NounTo).or_else(|| find(Frame::Noun)),
            Frame::That => find(Frame::That).or_else(|| find(Frame::Mandative)),
            other => find(other),
        })?;
        self.cue(sense.cue)
    }

    pub(super) fn predicate(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        if self.none_subject(clause) {
            return None;
        }
        if group.passive {
            return self.passive(clause, group);
        }
        if clause.link == Link::Question && self.cleft(clause) {
            return self.necessity(clause, group, "R7");
        }
        let (complement, cue) = self.governed(group, clause.end);
        let excepted = self.excepted(clause);
        let at = self.past_fillers(group.end, clause.end);
        let carries = self.lists(group).has(List::Light)
            && cue.is_none()
            && (at..clause.end.min(at + 4)).any(|i| self.line.info(i).noun != 0);
        if carries && let Some(found) = self.carried(clause, group) {
            return Some(found);
        }
        let attitude = cue.filter(|_| !excepted).and_then(|cue| self.attitude(clause, group, cue, complement));
        let told = attitude.or_else(|| self.aspect(clause, group, complement)).or_else(|| self.done(clause, group));
        told.or_else(|| self.means(clause, group)).or_else(|| self.content(clause, group)).or_else(|| self.carried(clause, group))
    }

    /// What a verb takes, and what it means with that.
    fn governed(&self, group: &Group, end: usize) -> (Complement, Option<&'a CueEntry>) {
        let complement = self.complement(group, end);
        let inner = complement.inner.is_some();
        if let Some(cue) = self.sense(group, complement.frame, inner) {
            return (complement, Some(cue));
        }
        if complement.frame == Frame::Ing {
            return (Complement { frame: Frame::Noun, inner: None, ..complement }, self.sense(group, Frame::Noun, false));
        }
        let late = self.late_complement(group, end);
        let cue = late.and_then(|late| self.sense(group, late.frame, late.inner.is_some()));
        (late.filter(|_| cue.is_some()).unwrap_or(complement), cue)
    }

    /// "by imposing": the act that a clause names as its means.
    fn means(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let f = self.line.f();
        let past = group.tense != Tense::Present && !group.negated && self.agentive(clause);
        let by = (group.end..clause.end).find(|&i| past && self.line.is(i, &[f.by]))?;
        let act = self
            .reading
            .groups
            .iter()
            .position(|g| g.form == super::super::grammar::Form::Ing && g.start > by && g.start <= by + 2)?;
        let inner = self.inner(act)?;
        self.deed(inner, self.object(inner.end, self.line.end))?;
        Some(Finding {
            stage: Some(Stage::Done),
            cue: (inner.start, inner.end),
            ..Finding::new(Strength::Enacted, "R14", group, act)
        })
    }

    /// "The guarantees include joint patrols", "the proposal stresses logistics": what a scheme consists of has its level.
    fn content(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        if !self.lists(group).has(List::Content) || group.negated || clause.subject.is_empty() {
            return None;
        }
        let object = group.end..clause.end;
        let noun = clause.subject.clone().rev().find_map(|i| self.noun(i)).and_then(|cue| cue.strength);
        let elaborated = self
            .earlier
            .filter(|_| self.pronoun_subject(clause))
            .map(|level| if level == Strength::Enacted { Strength::Intended } else { level });
        if let Some(level) = elaborated.filter(|_| {
            self.deeds(object.clone().start..(object.start + 5).min(object.end))
                || self.reading.groups.iter().any(|g| g.start == group.end)
        }) {
            return Some(Finding { doer: Doer::Unsaid, ..Finding::new(level, "R27", group, clause.group) });
        }
        let signed = self.instrument(clause.subject.clone()) && group.tense == Tense::Perfect;
        let strength = match noun {
            _ if !self.policy(object.clone()) => return None,
            Some(level @ (Strength::Proposed | Strength::Intended | Strength::Pledged)) => level,
            Some(_) => return None,
            None if signed => Strength::Binding,
            None if self.line.listed(clause.head, List::Possible) => Strength::Hypothetical,
            None if self.scheme(clause) && self.names_actor(object.clone()) && self.deeds(object) => Strength::Intended,
            None => return None,
        };
        Some(Finding { doer: Doer::Unsaid, ..Finding::new(strength, "R23", group, clause.group) })
    }

    /// Whether a phrase of the clause makes its cue none ("shows promise").
    fn excepted(&self, clause: &Clause) -> bool {
        let tokens = &self.line.cx.tokens;
        (clause.starts..clause.end)
            .any(|i| tokens.get(i..clause.end).is_some_and(|rest| self.line.known.exceptions.at(rest).is_some()))
    }

    fn attitude(&self, clause: &Clause, group: &Group, cue: &CueEntry, complement: Complement) -> Option<Finding> {
        let strength = cue.strength?;
        let object = complement.at..clause.end;
        let inner = complement.inner.and_then(|i| self.inner(i));
        let inner_act = complement.inner.unwrap_or(clause.group);
        let agent = self.agentive(clause);
        let find = |strength, rule| {
            Some(Finding {
                stage: cue.stage.filter(|_| strength == Strength::Enacted),
                negated: inner.is_some_and(|g| g.negated) || cue.negative,
                ..Finding::new(strength, rule, group, inner_act)
            })
        };
        match cue.id.as_str() {
            "cue/necessity" => return self.necessity(clause, group, "R7"),
            "cue/sign" => return self.sign(clause, group, object),
            "cue/oblige" => return self.oblige(clause, group, complement, object),
            "cue/announce" => return if agent { self.announce(clause, group, object) } else { None },
            _ => {}
        }
        let demanded = strength == Strength::Proposed && (inner.is_some() || complement.frame == Frame::That);
        if strength == Strength::Proposed && complement.frame == Frame::That && self.indicative(group) {
            return None;
        }
        if !agent && !demanded && !self.scheme_speaks(clause, cue) {
            return None;
        }
        let particle = group.end > group.verb + 1;
        let number = object.clone().take(3).any(|i| matches!(self.line.token(i).shape, Shape::Number));
        let named = complement.frame != Frame::Noun
            || particle
            || number
            || inner.is_some()
            || self.policy(object.clone())
            || self.names_actor(object.clone());
        let private = (complement.at..clause.end.min(complement.at + 4)).any(|i| self.line.listed(i, List::Private));
        if complement.frame == Frame::Noun && (private || !named) && !matches!(strength, Strength::Proposed if named) {
            return None;
        }
        if strength == Strength::Intended && inner.is_some_and(|g| self.lists(g).has(List::Mind)) {
            return None;
        }
        // "wants to be Russian", "considers it to be a task".
        if inner.is_some_and(|g| g.copula && self.adjective(g.verb + 1).is_none())
            && matches!(strength, Strength::Intended | Strength::Hypothetical)
        {
            return None;
        }
        let warlike =
            strength == Strength::Intended && inner.is_some_and(|g| self.lists(g).has(List::War)) && cue.id == "cue/seek";
        if warlike {
            return None;
        }
        if group.negated {
            return match strength {
                Strength::Intended | Strength::Pledged | Strength::Hypothetical if group.tense != Tense::Perfect => {
                    Some(Finding { strength: Strength::Refused, negated: true, ..find(Strength::Refused, "R20")? })
                }
                _ => None,
            };
        }
        let lowered = match inner.filter(|_| strength > Strength::Proposed) {
            Some(g) => weaker(strength, self.inner_level(g, clause.end)),
            None => strength,
        };
        let lowered = if lowered == Strength::Pledged && self.downgraded(clause) { Strength::Intended } else { lowered };
        if strength == Strength::Enacted {
            let open = self.line.is(complement.at, &[self.line.f().whether]) || group.progressive;
            let past = group.tense != Tense::Present || self.heading();
            let lowered = if open { Strength::Hypothetical } else { lowered };
            let refused = inner.is_some_and(|g| g.negated);
            return if refused {
                find(Strength::Refused, "R20")
            } else if past || open {
                find(lowered, "R13")
            } else {
                None
            };
        }
        let doer = match strength {
            Strength::Proposed if complement.frame == Frame::Noun && inner.is_some() || matches!(complement.frame, Frame::On) => {
                Doer::Between
            }
            Strength::Proposed if complement.frame == Frame::That => Doer::Between,
            Strength::Proposed => Doer::Unsaid,
            _ => Doer::Subject,
        };
        let rule = match strength {
            Strength::Proposed => "R6",
            Strength::Refused => "R20",
            _ => "R13",
        };
        Some(Finding { doer, ..find(lowered, rule)? })
    }

    /// Whether the clause that a verb governs tells what is so, not what ought to be ("insisted that the road was closed").
    fn indicative(&self, group: &Group) -> bool {
        let inside = self.reading.clauses.iter().find(|c| c.link == Link::Complement && c.opens >= group.end);
        inside.and_then(|c| self.group(c)).is_some_and(|g| {
            let plural =
                g.tense == Tense::Present && g.start == g.verb && !self.line.forms(g.verb).any(crate::lexicon::Forms::THIRD);
            !matches!(g.modal, Some(Modal::Should | Modal::Must | Modal::HaveTo))
                && !plural
                && !self.line.is(g.start, &[self.line.f().be])
        })
    }

    /// Whether a subject that is nobody may still carry the cue: "the plan calls for", "his vision proposes".
    fn scheme_speaks(&self, clause: &Clause, cue: &CueEntry) -> bool {
        matches!(cue.strength, Some(Strength::Proposed | Strength::Binding))
            && (self.scheme(clause) || self.line.info(clause.head).noun != 0)
    }

    fn downgraded(&self, clause: &Clause) -> bool {
        let tokens = &self.line.cx.tokens;
        (clause.starts..clause.end).any(|i| {
            let phrase =
                tokens.get(i..clause.end).and_then(|rest| self.line.known.phrases.at(rest)).and_then(|(_, cue)| self.cue(*cue));
            self.line.listed(i, List::Downgrade) || phrase.is_some_and(|cue| cue.list == Some(List::Downgrade))
        })
    }

    /// "needs", "requires" with an act or a noun of policy (R7, R15).
    pub(super) fn necessity(&self, clause: &Clause, group: &Group, rule: &'static str) -> Option<Finding> {
        let complement = self.complement(group, clause.end);
        let inner = complement.inner.and_then(|i| self.inner(i));
        let acts = matches!(complement.frame, Frame::To | Frame::Ing) && inner.is_some();
        let object = complement.at..clause.end;
        let cleft = clause.link == Link::Question && self.cleft(clause);
        let needs = cleft
            || matches!(complement.frame, Frame::Noun)
                && (self.policy(object.clone()) || self.names_actor(object.clone()) || object.take(3).any(|i| self.counted(i)));
        let past = group.tense == Tense::Past;
        let doer = if acts { Doer::Subject } else { Doer::Unsaid };
        let who = self.agentive(clause)
            || self.scheme(clause)
            || self.gerund_subject(clause)
            || self.pronoun_subject(clause)
            || self.instrument(clause.subject.clone())
            || acts;
        if group.negated
            || past
            || !(acts || needs)
            || !who
            || inner.is_some_and(|g| {
                complement.frame == Frame::To && self.verb(g).is_some_and(|v| v.saying.is_some() && v.senses.is_empty())
            })
        {
            return None;
        }
        Some(Finding {
            doer,
            ..Finding::new(Strength::Proposed, rule, group, complement.inner.filter(|_| acts).unwrap_or(clause.group))
        })
    }

    /// Signed texts: an instrument between parties binds, a unilateral act with legal force is enacted.
    fn sign(&self, clause: &Clause, group: &Group, object: std::ops::Range<usize>) -> Option<Finding> {
        let first = object.clone().find(|&i| self.line.listed(i, List::Instrument))?;
        if group.negated || !(self.agentive(clause) || group.passive) || (group.tense == Tense::Present && !self.heading()) {
            return None;
        }
        let named = self.line.info(first).objects;
        let law = self.line.known.acts.iter().position(|act| act.id == "law/adopt").is_some_and(|i| named >> i & 1 == 1);
        let unilateral = law && !self.several(clause);
        let strength = if unilateral { Strength::Enacted } else { Strength::Binding };
        Some(Finding { stage: unilateral.then_some(Stage::Decided), ..Finding::new(strength, "R13", group, clause.group) })
    }

    /// Whether the subject names several.
    fn several(&self, clause: &Clause) -> bool {
        let f = self.line.f();
        clause.subject.clone().any(|i| self.line.is(i, &[f.and])) || self.line.is(clause.subject.start, &[f.both])
    }

    fn oblige(&self, clause: &Clause, group: &Group, complement: Complement, object: std::ops::Range<usize>) -> Option<Finding> {
        let instrument = self.instrument(clause.subject.clone());
        if instrument && !group.negated && (group.tense != Tense::Past || !self.agentive(clause)) {
            let found = Finding::new(Strength::Binding, "R13", group, complement.inner.unwrap_or(clause.group));
            return Some(Finding { doer: Doer::Between, ..found });
        }
        let verb = self.verb(group)?;
        let committed = verb.senses.iter().filter_map(|s| self.cue(s.cue)).any(|cue| cue.strength == Some(Strength::Pledged));
        if committed && self.agentive(clause) && !group.negated {
            return self
                .policy(object)
                .then(|| Finding::new(Strength::Pledged, "R13", group, complement.inner.unwrap_or(clause.group)));
        }
        self.line.is(group.verb, &[]).then(|| Finding::new(Strength::Proposed, "R7", group, clause.group)).or_else(|| {
            let requires = self.verb(group).is_some_and(|v| v.lemma == self.line.f().require);
            if requires { self.necessity(clause, group, "R7") } else { None }
        })
    }

    /// "announced" with a noun (R19): plans are intended, an act done is enacted, a package is pledged.
    fn announce(&self, clause: &Clause, group: &Group, object: std::ops::Range<usize>) -> Option<Finding> {
        if group.negated {
            return None;
        }
        let plan =
            object.clone().take(6).find_map(|i| self.noun(i)).filter(|cue| cue.strength.is_some_and(|s| s < Strength::Pledged));
        let head = self.object_head(object.clone());
        let happened = self.line.info(head).deeds != 0 && self.line.is(head + 1, &[self.line.f().of]);
        let strength = match plan {
            Some(cue) => cue.strength?,
            None if happened => Strength::Enacted,
            None if self.policy(object.clone()) || object.clone().any(|i| self.line.has(i, Class::UNIT)) => Strength::Pledged,
            None => return None,
        };
        Some(Finding::new(strength, "R19", group, clause.group))
    }

    /// "began delivering", "continued to fund": the act inside, under way.
    fn aspect(&self, clause: &Clause, group: &Group, complement: Complement) -> Option<Finding> {
        let lists = self.lists(group);
        let managed = !lists.has(List::Aspect);
        let completed = self.object(group.end, clause.end).take(5).any(|i| self.line.info(i).deeds != 0);
        if !managed
            && completed
            && complement.frame == Frame::Noun
            && !group.negated
            && self.agentive(clause)
            && group.tense != Tense::Present
        {
            return Some(Finding { stage: Some(Stage::UnderWay), ..Finding::new(Strength::Enacted, "R23", group, clause.group) });
        }
        let inner = complement.inner.and_then(|i| self.inner(i))?;
        if managed || group.negated || !self.agentive(clause) || !matches!(complement.frame, Frame::To | Frame::Ing) {
            return None;
        }
        self.deed(inner, self.object(inner.end, clause.end))?;
        let ending = lists.has(List::Ending);
        let stage = if ending { Stage::Done } else { Stage::UnderWay };
        Some(Finding { stage: Some(stage), negated: ending, ..Finding::new(Strength::Enacted, "R14", group, complement.inner?) })
    }

    /// An act of policy done or under way (R14).
    fn done(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let subject = clause.subject.clone();
        let object = if group.passive { subject.clone() } else { self.object(group.end, clause.end) };
        if group.negated {
            return None;
        }
        let arrived = || {
            if group.passive || self.line.opens_phrase(group.end) {
                None
            } else {
                self.deed(group, subject.clone()).filter(|(act, alone)| {
                    self.scheme(clause) && (*alone || self.line.known.acts.get(*act).is_some_and(|a| a.id == "troops/arrive"))
                })
            }
        };
        let none =
            self.line.is(object.start, &[self.line.f().no, self.line.f().none, self.line.f().neither]) && !object.is_empty();
        let (act, alone) = self.deed(group, object.clone()).or_else(arrived).filter(|_| !none)?;
        let lists = self.lists(group);
        if lists.has(List::War) && !group.passive && !self.line.known.acts.get(act).is_some_and(|a| !a.id.starts_with("troops/"))
        {
            return None;
        }
        if lists.has(List::Consult)
            && !group.progressive
            && self.line.known.acts.get(act).is_some_and(|a| a.id.starts_with("agreement/") || a.id.starts_with("diplomacy/"))
        {
            return None;
        }
        let private = object.clone().take(5).any(|i| self.line.listed(i, List::Private));
        let class = self.line.known.acts.get(act);
        let happens = class.is_some_and(|a| a.id == "troops/arrive" || a.id == "law/apply");
        let who = self.agentive(clause) || group.passive || self.scheme(clause) && (!alone || happens);
        // A verb that tells its act alone still needs a body that acts, or an object of policy: "she founded a choir".
        let body = !clause.subject.is_empty() && !self.line.has(clause.subject.start, Class::PRONOUN) && !group.passive;
        let object_counts = self.policy(object.clone())
            || self.names_actor(object.clone())
            || object.clone().any(|i| self.line.has(i, Class::UNIT) && !self.line.closed(i));
        if !who || private || (alone && !body && !object_counts) {
            return None;
        }
        if clause.link == Link::Adverbial && group.tense == Tense::Present {
            return None;
        }
        let stage = match group.tense {
            _ if group.progressive => Stage::UnderWay,
            Tense::Present if !group.passive => Stage::UnderWay,
            _ => Stage::Done,
        };
        Some(Finding { stage: Some(stage), ..Finding::new(Strength::Enacted, "R14", group, clause.group) })
    }

    /// A passive: who suffers it is the subject, who does it may be unsaid (R22).
    fn passive(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        if let Some(found) = self.adjectival(clause, group, group.verb) {
            return Some(found);
        }
        let cue = self.sense(group, Frame::Noun, false).filter(|_| !self.excepted(clause));
        let subject = clause.subject.clone();
        let policy = self.policy(subject.clone());
        if let Some(cue) = cue.filter(|_| policy && !group.negated && !self.line.is(group.start, &[self.line.f().be])) {
            let strength = cue.strength?;
            let find = |strength, rule| {
                Some(Finding {
                    stage: cue.stage.filter(|_| strength == Strength::Enacted),
                    doer: Doer::Passive,
                    ..Finding::new(strength, rule, group, clause.group)
                })
            };
            return match cue.id.as_str() {
                "cue/sign" => self.sign(clause, group, subject),
                "cue/oblige" => None,
                _ if strength == Strength::Enacted && group.tense == Tense::Present && !group.progressive && !self.heading() => {
                    None
                }
                _ if strength == Strength::Enacted && group.progressive => find(Strength::Hypothetical, "R22"),
                _ => find(strength, "R22"),
            };
        }
        let aspect = self.lists(group).has(List::Aspect) && policy && !group.negated;
        let deed = self.done(clause, group);
        deed.or_else(|| {
            (aspect || group.progressive && policy && self.volitional(group) && !self.lists(group).has(List::War))
                .then(|| Finding { stage: Some(Stage::UnderWay), ..Finding::new(Strength::Enacted, "R22", group, clause.group) })
        })
    }

    /// Whether a token is a number, in digits or words.
    pub(super) fn counted(&self, i: usize) -> bool {
        self.line.token(i).shape == Shape::Number || self.line.has(i, Class::NUMERAL) && !self.line.has(i, Class::DETERMINER)
    }

    /// Whether a clause only carries what another says: "said", "noted".
    pub(super) fn only_says(&self, group: &Group) -> bool {
        let verb = self.verb(group);
        verb.is_some_and(|v| matches!(v.saying, Some(Saying::Report | Saying::Announcement | Saying::Opinion)))
    }
}
