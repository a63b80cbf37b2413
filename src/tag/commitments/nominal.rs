//! Levels that nouns, adjectives and set phrases give: "is ready to", "is vital", "its pledge to", "under discussion".

use super::super::grammar::{Clause, Form, Group, Tense};
use super::judge::{Doer, Finding};
use super::scene::Scene;
use crate::lexicon::{Class, Frame, List};
use crate::model::{CommitmentStatus, Stage, Strength};
use std::ops::Range;

impl Scene<'_> {
    /// A set phrase that decides its clause alone.
    pub(super) fn set_phrase(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let tokens = &self.line.cx.tokens;
        for i in clause.starts.min(group.start)..clause.end {
            if !self.line.has(i, Class::CUE) {
                continue;
            }
            let Some((len, cue)) = tokens.get(i..self.line.end).and_then(|rest| self.line.known.phrases.at(rest)) else {
                continue;
            };
            let Some(cue) = self.cue(*cue) else { continue };
            let Some(strength) = cue.strength else { continue };
            // "A framework was set up (in force since May)": what stands in brackets is an aside.
            if (clause.starts..i)
                .rev()
                .find(|&j| self.line.mark(j, b'(') || self.line.mark(j, b')'))
                .is_some_and(|j| self.line.mark(j, b'('))
            {
                continue;
            }
            if strength == Strength::Enacted && (group.negated || group.modal.is_some())
                || strength == Strength::Binding && group.modal.is_some()
            {
                continue;
            }
            // Without a verb of its own a phrase is the predicate: it follows the verb or, turned round, opens the clause.
            let (after, _) = self.line.skip_adverbs(group.end);
            let placed =
                i <= after + 1 || self.line.info(i).verb != 0 || self.line.has(i, Class::BE.or(Class::HAVE).or(Class::NEGATION));
            if !placed {
                continue;
            }
            let (found, status) = (strength, cue.status);
            let inner = self.reading.groups.iter().position(|g| g.form == Form::To && g.start >= i && g.start <= i + len);
            let doer = if strength == Strength::Hypothetical { Doer::Passive } else { Doer::Subject };
            return Some(Finding {
                status,
                stage: cue.stage,
                cue: (i, i + len),
                doer,
                negated: cue.negative,
                ..Finding::new(found, "R23", group, inner.unwrap_or(clause.group))
            });
        }
        None
    }

    /// "was the first to reject", "became the first state to send": the infinitive is what was done.
    pub(super) fn first_to(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let line = &self.line;
        if group.modal.is_some() || group.negated {
            return None;
        }
        let first = (group.end..clause.end.min(group.end + 4)).find(|&i| line.has(i, Class::ORDINAL))?;
        let act = self.reading.groups.iter().position(|g| g.form == Form::To && g.start > first && g.start <= first + 4)?;
        let inner = self.inner(act)?;
        let done = Group { form: Form::Finite, tense: super::super::grammar::Tense::Past, ..*inner };
        let found = self.predicate(clause, &done)?;
        Some(Finding { act, ..found })
    }

    /// Whether the clause stands under a verb of doubt.
    pub(super) fn doubted(&self, clause: &Clause) -> bool {
        let above = clause.parent.and_then(|p| self.reading.clauses.get(p)).and_then(|c| self.group(c));
        above.is_some_and(|g| self.lists(g).has(List::Doubt))
    }

    /// What the clause says of the fate of a commitment that its noun names: "has yet to be honoured", "doubts that".
    pub(super) fn status(&self, clause: &Clause) -> Option<CommitmentStatus> {
        let tokens = &self.line.cx.tokens;
        (clause.starts..clause.end).filter(|&i| self.line.has(i, Class::CUE)).find_map(|i| {
            let (_, cue) = self.line.known.phrases.at(tokens.get(i..clause.end)?)?;
            self.cue(*cue)?.status
        })
    }

    /// "is ready to", "is required to", "is vital", with the cue at `at` in a clause of "be".
    pub(super) fn adjectival(&self, clause: &Clause, group: &Group, at: usize) -> Option<Finding> {
        let cue = self.adjective(at)?;
        let strength = cue.strength?;
        let after = Group { start: group.start, verb: at, end: at + 1, ..*group };
        let complement = self.complement(&after, clause.end);
        let inner = complement.inner.and_then(|i| self.inner(i));
        let find = |strength, rule, doer| {
            Some(Finding {
                doer,
                cue: (group.start, at + 1),
                ..Finding::new(strength, rule, group, complement.inner.unwrap_or(clause.group))
            })
        };
        let agent = self.agentive(clause);
        let upgraded = self.on("R18") && self.upgraded(group.start..at);
        match strength {
            Strength::Binding if inner.is_some() && complement.frame == Frame::To => {
                let bound = upgraded || self.instrument(self.line.start..self.line.end);
                let strength = if bound { Strength::Binding } else { Strength::Proposed };
                find(strength, "R16", Doer::Subject)
            }
            Strength::Proposed if self.line.listed(at, List::Need) || inner.is_some() && complement.frame != Frame::Noun => {
                let by_infinitive = complement.frame == Frame::To || complement.frame == Frame::For;
                let doer = if complement.frame == Frame::For {
                    Doer::Between
                } else if by_infinitive && agent {
                    Doer::Subject
                } else {
                    Doer::Unsaid
                };
                let policy = inner.is_some() || self.policy(clause.subject.clone());
                (policy && !group.negated).then(|| find(Strength::Proposed, "R7", doer)).flatten()
            }
            Strength::Hypothetical => {
                let policy = self.policy(clause.subject.clone()) || inner.is_some();
                (policy && group.modal.is_none()).then(|| find(Strength::Hypothetical, "R23", Doer::Passive)).flatten()
            }
            Strength::Intended | Strength::Pledged | Strength::Refused => {
                let acts = inner.is_some_and(|g| {
                    self.volitional(g) || self.lists(g).has(List::Aspect) || self.lists(g).has(List::Calendar) || g.copula
                });
                let to_noun = matches!(complement.frame, Frame::ToNoun | Frame::For)
                    && (inner.is_some() || self.policy(complement.at..clause.end));
                if !agent || !(complement.frame == Frame::To && acts || to_noun) {
                    return self.scheduled(clause, group, at, inner);
                }
                let strength = match (strength, group.negated) {
                    (Strength::Refused, false) => Strength::Refused,
                    (_, true) if self.line.listed(at, List::Willing) => Strength::Refused,
                    // "Is not expected to", "is not averse to".
                    (_, true) => return None,
                    (strength, false) => strength,
                };
                find(strength, "R13", Doer::Subject)
            }
            _ => None,
        }
    }

    /// "Troops are due to arrive": a scheme whose act is scheduled.
    fn scheduled(&self, clause: &Clause, group: &Group, at: usize, inner: Option<&Group>) -> Option<Finding> {
        let inner = inner.filter(|g| g.passive && self.volitional(g))?;
        let act = self.reading.groups.iter().position(|g| g == inner)?;
        let policy = self.policy(clause.subject.clone()) && !group.negated;
        policy.then(|| Finding {
            cue: (group.start, at + 1),
            doer: Doer::Passive,
            ..Finding::new(Strength::Intended, "R13", group, act)
        })
    }

    /// A clause of "be" with a noun or adjective.
    pub(super) fn copula(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let (line, f) = (&self.line, self.line.f());
        let (at, _) = line.skip_adverbs(group.verb + 1);
        let modal_ok = group.modal.is_none()
            || group.modal == Some(super::super::grammar::Modal::Will)
            || group.modal == Some(super::super::grammar::Modal::Would);
        // "is not ready to send": unwilling; other adjectives denied say nothing.
        let unwilling = self.on("R20") && group.tense == Tense::Present && line.listed(at, List::Willing);
        if modal_ok && (!group.negated || unwilling) {
            if let Some(found) = self.adjectival(clause, group, at) {
                return Some(found);
            }
            if line.listed(at, List::Need) {
                return self.vital(clause, group, at);
            }
        }
        let complement = at..clause.end;
        let inner = self.reading.groups.iter().position(|g| {
            g.form != Form::Finite && g.form != Form::Participle && g.start >= group.end.min(at) && g.start <= at + 2
        });
        let dashed = complement
            .clone()
            .find(|&i| line.dash(i))
            .and_then(|i| self.reading.groups.iter().position(|g| g.form == Form::To && g.start == i + 1));
        let inner = inner.or(dashed);
        let head = self.object_head(complement.clone());
        let acts = inner.is_some()
            || line.info(head).deeds != 0
            || group.modal == Some(super::super::grammar::Modal::IsTo) && self.volitional(group);
        let find = |strength, rule| {
            Some(Finding { doer: Doer::Unsaid, ..Finding::new(strength, rule, group, inner.unwrap_or(clause.group)) })
        };
        if group.negated || line.is(clause.head, &[f.there]) {
            return None;
        }
        let violent = |g: &Group| self.lists(g).has(List::War);
        if inner.and_then(|i| self.inner(i)).is_some_and(violent) || violent(group) {
            return None;
        }
        let aim =
            (clause.subject.clone()).take_while(|&i| i <= clause.head || line.is(i, &[f.of])).any(|i| line.listed(i, List::Aim));
        let task = clause.subject.clone().any(|i| line.listed(i, List::Task));
        let adviser = (line.start..clause.subject.start).any(|i| line.is(i, &[f.for_])) && aim;
        if (task || adviser) && acts {
            return find(Strength::Proposed, "R7");
        }
        if (aim || clause.subject.clone().any(|i| line.listed(i, List::Aim))) && acts {
            return Some(Finding { doer: Doer::Subject, ..find(Strength::Intended, "R13")? });
        }
        if clause.subject.clone().any(|i| line.listed(i, List::Possible)) && (self.names_actor(complement.clone()) || acts) {
            return Some(Finding { doer: Doer::Between, ..find(Strength::Hypothetical, "R23")? });
        }
        let advised = clause.subject.clone().any(|i| self.noun(i).is_some_and(|cue| cue.strength == Some(Strength::Proposed)));
        if advised && acts {
            return find(Strength::Proposed, "R23");
        }
        let imperative = complement.clone().take(4).any(|i| line.listed(i, List::Task)) && clause.subject.len() <= 3;
        if imperative {
            return find(Strength::Proposed, "R7");
        }
        self.vital_noun(clause, group, complement)
    }

    /// "X is vital" (R7).
    fn vital(&self, clause: &Clause, group: &Group, at: usize) -> Option<Finding> {
        let gerund = self.reading.groups.iter().any(|g| g.form == Form::Ing && g.start >= clause.starts && g.start < group.start);
        let said = self.policy(clause.subject.clone()) || gerund || self.line.is(clause.subject.start, &[self.line.f().it]);
        let inner = self.reading.groups.iter().position(|g| g.form == Form::To && g.start > at && g.start <= at + 8);
        said.then(|| Finding {
            doer: Doer::Unsaid,
            cue: (group.start, at + 1),
            ..Finding::new(Strength::Proposed, "R7", group, inner.unwrap_or(clause.group))
        })
    }

    /// "are essential tasks": the adjective of need before a noun.
    fn vital_noun(&self, clause: &Clause, group: &Group, complement: Range<usize>) -> Option<Finding> {
        let need = complement.clone().take(3).find(|&i| self.line.listed(i, List::Need))?;
        let noun = self.line.listed(need + 1, List::Task) || self.line.listed(need + 1, List::Scheme);
        (noun && self.policy(clause.subject.clone())).then(|| Finding {
            doer: Doer::Unsaid,
            cue: (group.start, need + 1),
            ..Finding::new(Strength::Proposed, "R7", group, clause.group)
        })
    }

    /// The head noun of an object.
    pub(super) fn object_head(&self, object: Range<usize>) -> usize {
        self.line.head(&object)
    }

    /// A noun that names a commitment, as subject or object of a clause without a level of its own (R9, R23).
    pub(super) fn carried(&self, clause: &Clause, group: &Group) -> Option<Finding> {
        let subject = clause.subject.start..(clause.head + 1).min(clause.subject.end);
        let failed = self.lists(group).has(List::Doubt) && !group.negated;
        if failed {
            return None;
        }
        let in_subject = subject.clone().rev().take(1).find_map(|i| self.named_deed(i, group, clause));
        in_subject.or_else(|| self.participled(subject, group, clause)).or_else(|| {
            let light = self.lists(group).has(List::Light) || self.lists(group).has(List::Doubt) || self.only_says(group);
            if !light || group.passive || group.negated && self.only_says(group) {
                return None;
            }
            let at = self.past_fillers(group.end, clause.end);
            let noun = (at..clause.end.min(at + 6))
                .take_while(|&i| !self.line.has(i, Class::PREPOSITION.or(Class::TO)))
                .find(|&i| self.line.info(i).noun != 0 || self.line.info(i).deeds != 0)?;
            self.named_deed(noun, group, clause)
        })
    }

    /// "The proposed loan …": the level of the participle (R23).
    fn participled(&self, subject: Range<usize>, group: &Group, clause: &Clause) -> Option<Finding> {
        let at = subject.clone().find(|&i| {
            i + 1 < subject.end && self.line.is(i, &[self.line.f().proposed, self.line.f().planned, self.line.f().promised])
        })?;
        let cue =
            self.adjective(at).or_else(|| self.line.verb(at).and_then(|v| v.senses.first()).and_then(|s| self.cue(s.cue)))?;
        let scheme = self.scheme(clause) && !group.negated;
        scheme.then_some(())?;
        Some(Finding { doer: Doer::Unsaid, cue: (at, at + 1), ..Finding::new(cue.strength?, "R23", group, clause.group) })
    }

    /// The level of a noun with its complement: "pledge to send", "promise of missiles", "approval of funds".
    fn named_deed(&self, i: usize, group: &Group, clause: &Clause) -> Option<Finding> {
        let (line, f) = (&self.line, self.line.f());
        let cue = self.noun(i)?;
        let strength = cue.strength?;
        let gerund = |g: &Group| g.form == Form::Ing && g.start == i + 2 && line.has(i + 1, Class::TO);
        let to = |g: &Group| g.form == Form::To && (g.start == i + 1 || g.start == i + 2) || gerund(g);
        let inner = self.reading.groups.iter().position(to);
        let of = line.is(i + 1, &[f.of, f.for_, f.on])
            && (self.policy(i + 2..clause.end.max(clause.subject.end)) || self.counted(i + 2));
        // "The determination of the president" says whose it is, not to do what.
        let of = of
            && !(line.is(i + 1, &[f.of])
                && strength == Strength::Intended
                && line.listed(self.object_head(i + 2..(i + 6).min(clause.end)), List::Agent));
        let that = line.is(i + 1, &[f.that]);
        let owned = line.has(i.wrapping_sub(1), Class::POSSESSIVE)
            || line.is(i.wrapping_sub(1), &[f.s, f.the])
            || line.has(i.wrapping_sub(2), Class::POSSESSIVE);
        let addressed =
            (i..(i + 8).min(clause.end)).any(|j| self.reading.groups.iter().any(|g| g.form == Form::To && g.start == j));
        let taken =
            inner.is_some() || of || that && strength == Strength::Proposed || addressed && strength == Strength::Proposed;
        if !taken || (strength == Strength::Enacted && !owned && !of) || !self.agentive(clause) && !clause.subject.contains(&i) {
            return None;
        }
        let status = self.status(clause);
        let stage =
            cue.stage.filter(|_| strength == Strength::Enacted).or((strength == Strength::Enacted).then_some(Stage::Decided));
        Some(Finding {
            status,
            stage,
            cue: (i, i + 1),
            negated: cue.negative,
            ..Finding::new(strength, "R9", group, inner.unwrap_or(clause.group))
        })
    }
}
