//! Clauses: each finite verb group with what introduces it, its subject and its end. Nothing is parsed deeper than that.

use super::{Form, Group, Line};
use crate::lexicon::{Class, Forms, Frame, List};
use crate::text::Shape;
use std::ops::Range;

/// How a clause hangs on the rest of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// On nothing.
    Main,
    /// On a verb of saying, promising, demanding: "said (that) …".
    Complement,
    /// "…, which …".
    Relative,
    /// "… that …".
    Restrictive,
    /// "if …", "unless …".
    Condition,
    /// "once …", "after …".
    Temporal,
    /// "because …", "as …".
    Adverbial,
    /// "while …", "although …".
    Concessive,
    /// "and …", "but …".
    Coordinated,
    /// "…, he said": it says who speaks.
    Frame,
    /// "whether …", "what …".
    Question,
}

/// One clause.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its finite group, by index.
    pub group: usize,
    /// How it hangs on the rest.
    pub link: Link,
    /// The clause on which it hangs.
    pub parent: Option<usize>,
    /// First token, its conjunction included.
    pub opens: usize,
    /// First token after its conjunction.
    pub starts: usize,
    /// Its subject.
    pub subject: Range<usize>,
    /// The head noun of the subject; the end of the subject where there is none.
    pub head: usize,
    /// One past its last token.
    pub end: usize,
}

/// The groups and clauses of one sentence.
#[derive(Debug, Default)]
pub struct Reading {
    /// All verb groups.
    pub groups: Vec<Group>,
    /// All clauses, in the order of their verbs.
    pub clauses: Vec<Clause>,
}

impl Reading {
    /// The group of a clause.
    pub fn group(&self, clause: &Clause) -> Option<&Group> {
        self.groups.get(clause.group)
    }

    /// What a line reads as.
    pub fn of(line: &Line<'_>) -> Self {
        let mut this = Self::default();
        line.groups(&mut this.groups);
        for index in 0..this.groups.len() {
            if this.groups.get(index).is_some_and(|g| g.form == Form::Finite) {
                let clause = this.clause(line, index);
                this.clauses.push(clause);
            }
        }
        this.promote(line);
        this.close(line);
        this
    }

    /// The last clause before, frames left out.
    fn previous(&self) -> Option<usize> {
        self.clauses.iter().rposition(|clause| clause.link != Link::Frame)
    }

    fn clause(&self, line: &Line<'_>, index: usize) -> Clause {
        let Some(group) = self.groups.get(index) else { return self.empty(line, index) };
        let last = self.clauses.last();
        let from = last.and_then(|c| self.group(c)).map_or(line.start, |g| g.end);
        let (mut link, mut opens, mut starts) = self.introduction(line, from, group.start);
        let mut parent = self.previous();
        if last.is_some_and(|c| c.link == Link::Frame) && link == Link::Main && !line.has_subject(from, group.start) {
            // "Such matters, he said, should be settled": the subject stands before the frame.
            let frame = last.map_or(line.start, |c| c.opens);
            let before = parent.and_then(|p| self.clauses.get(p)).and_then(|c| self.group(c)).map_or(line.start, |g| g.end);
            let subject = line.subject(before, frame);
            return Clause {
                group: index,
                link: Link::Main,
                parent: None,
                opens: before,
                starts: before,
                head: line.head(&subject),
                subject,
                end: line.end,
            };
        }
        if link == Link::Main {
            (link, parent) = self.unmarked(line, from, group, parent, &mut opens, &mut starts);
        }
        if self.is_frame(line, group, opens) {
            link = Link::Frame;
        }
        let mut subject = line.subject(starts, group.start);
        if link == Link::Main && subject.is_empty() && parent.is_some() {
            subject = self.interrupted_subject(line, parent);
        }
        Clause { group: index, link, parent, opens, starts, head: line.head(&subject), subject, end: line.end }
    }

    fn empty(&self, line: &Line<'_>, group: usize) -> Clause {
        let at = line.end;
        Clause { group, link: Link::Main, parent: None, opens: at, starts: at, subject: at..at, head: at, end: at }
    }

    /// The subject of a main verb that follows a relative clause: what stood before the relative clause.
    fn interrupted_subject(&self, line: &Line<'_>, parent: Option<usize>) -> Range<usize> {
        let Some(inner) = parent.and_then(|p| self.clauses.get(p)) else { return line.end..line.end };
        let before = parent
            .and_then(|p| p.checked_sub(1))
            .and_then(|p| self.clauses.get(p))
            .and_then(|c| self.group(c))
            .map_or(line.start, |g| g.end);
        line.subject(before, inner.opens)
    }

    /// What introduces the clause of a verb at `verb`, looking back to `from`: the link, the conjunction and what follows it.
    fn introduction(&self, line: &Line<'_>, from: usize, verb: usize) -> (Link, usize, usize) {
        let f = line.f();
        let mut i = verb;
        while i > from {
            i -= 1;
            if line.mark(i, b')') {
                i = (from..i).rev().find(|&j| line.mark(j, b'(')).unwrap_or(i);
                continue;
            }
            let quote = line.mark(i, b'"') && !line.scare(i);
            if line.mark(i, b';') || line.mark(i, b':') || line.dash(i) || quote || line.mark(i, b'(') {
                return (Link::Main, i + 1, i + 1);
            }
            let comma = i > from && line.mark(i - 1, b',');
            if line.is(i, &[f.which, f.who, f.whom, f.whose, f.where_]) {
                let opens = if line.has(i.wrapping_sub(1), Class::PREPOSITION) { i - 1 } else { i };
                let comma = comma || line.mark(opens.wrapping_sub(1), b',');
                return (if comma { Link::Relative } else { Link::Restrictive }, opens, i + 1);
            }
            if line.is(i, &[f.that])
                && (i + 1 == verb || line.opens_phrase(i + 1) || line.is_word(i + 1))
                && let Some(link) = self.that(line, i, verb)
            {
                return (link, i, i + 1);
            }
            if line.is(i, &[f.why]) && line.has(i.wrapping_sub(1), Class::BE) {
                return (Link::Main, i + 1, i + 1);
            }
            if line.is(i, &[f.what, f.how, f.why, f.whether]) {
                return (Link::Question, i, i + 1);
            }
            if line.subordinator(i)
                && i + 1 < verb
                && let Some(link) = self.subordinate(line, i, verb)
            {
                let opens = if line.is(i.wrapping_sub(1), &[f.only, f.as_, f.soon]) { i - 1 } else { i };
                return (link, opens, i + 1);
            }
        }
        (Link::Main, from, from)
    }

    /// What "that" at `i` introduces before a verb; none where it is a determiner or pronoun.
    fn that(&self, line: &Line<'_>, i: usize, verb: usize) -> Option<Link> {
        let before = i.wrapping_sub(1);
        let clausal = |j: usize| {
            line.verb(j)
                .is_some_and(|v| v.saying.is_some() || v.senses.iter().any(|s| s.takes(Frame::That) || s.takes(Frame::Mandative)))
                || line.info(j).noun != 0
                || line.info(j).saying
                || line.info(j).adjective != 0
                || line.listed(j, List::Opinion)
        };
        if line.is(before, &[line.f().so]) {
            return Some(Link::Adverbial);
        }
        if i <= line.start || line.mark(before, b',') || line.has(before, Class::PREPOSITION.or(Class::CONJUNCTION)) {
            let said = self.clauses.last().and_then(|c| self.group(c)).is_some_and(|g| clausal(g.verb));
            return (i + 1 < verb && said && i > line.start).then_some(Link::Complement);
        }
        if i + 1 == verb {
            return Some(Link::Restrictive);
        }
        // In a subject ("proposals that Rome made were rejected") only a modal tells a clause that is said.
        if self.clauses.is_empty() && !line.has(verb, Class::MODAL) && line.info(before).noun != 0 {
            return Some(Link::Restrictive);
        }
        // "States that border …": a word that opens its sentence in the third person is a noun.
        let near =
            (i.saturating_sub(5).max(line.start)..i).any(|j| clausal(j) && !(line.leads(j) && line.forms(j).any(Forms::THIRD)));
        Some(if near { Link::Complement } else { Link::Restrictive })
    }

    /// What a subordinator at `i` introduces; none where it is a preposition ("after the war, Rome will").
    fn subordinate(&self, line: &Line<'_>, i: usize, verb: usize) -> Option<Link> {
        let f = line.f();
        let closed_off = (i + 1..verb).any(|j| line.mark(j, b','));
        // A clause whose verb no lexicon knows is over at its comma, where a pronoun opens the next.
        if (i + 3..verb).any(|j| line.mark(j, b',') && line.is(j + 1, &[f.i, f.we, f.he, f.she, f.they, f.it])) {
            return None;
        }
        let prepositional = line.is(i, &[f.after, f.before, f.since, f.until, f.till, f.as_, f.once]);
        if prepositional && (closed_off || line.is(i + 1, &[f.of, f.then])) {
            return None;
        }
        if line.is(i, &[f.as_]) && line.verb(i + 1).is_some_and(|_| line.forms(i + 1).any(Forms::PARTICIPLE)) {
            return None;
        }
        Some(match line.word(i) {
            w if [f.if_, f.unless, f.provided].contains(&w) => Link::Condition,
            w if w == f.whether => Link::Question,
            w if [f.once, f.until, f.till, f.after, f.before, f.when].contains(&w) => Link::Temporal,
            w if [f.while_, f.whereas, f.although, f.though].contains(&w) => Link::Concessive,
            _ => Link::Adverbial,
        })
    }

    /// The link of a clause without a conjunction of its own.
    fn unmarked(
        &self,
        line: &Line<'_>,
        from: usize,
        group: &Group,
        parent: Option<usize>,
        opens: &mut usize,
        starts: &mut usize,
    ) -> (Link, Option<usize>) {
        let Some((index, previous)) = parent.and_then(|p| self.clauses.get(p).map(|c| (p, c))) else { return (Link::Main, None) };
        let Some(before) = self.group(previous) else { return (Link::Main, None) };
        let pronoun = line.has(from, Class::PRONOUN) || line.has(*starts, Class::PRONOUN);
        let bare = |s: &crate::lexicon::Sense| s.particle.is_none() && s.takes(Frame::That);
        let that = line.verb(before.verb).is_some_and(|v| v.saying.is_some() || v.senses.iter().any(bare));
        let said = line.tells(before.verb) || that && (pronoun || before.form == Form::Finite && from + 6 >= group.start);
        let cut = (from..group.start).rfind(|&i| line.has(i, Class::CONJUNCTION) || line.mark(i, b','));
        let quoted = *opens > from && line.mark(*opens - 1, b'"');
        let matrix = matches!(previous.link, Link::Main | Link::Coordinated | Link::Complement | Link::Concessive);
        let listed = cut.is_some_and(|i| !line.mark(i, b','))
            && !(from..group.start).any(|i| line.mark(i, b','))
            && line.reports(before.verb)
            && line.verb(before.verb).is_none_or(|v| v.deeds.is_empty());
        if said && (quoted || cut.is_none() || listed && cut != Some(from)) && line.has_subject(from, group.start) {
            return (Link::Complement, Some(index));
        }
        // A verb that only reports needs its clause, whatever list its subject is.
        let bare = line.tells(before.verb) && line.verb(before.verb).is_some_and(|v| v.senses.is_empty() && v.deeds.is_empty());
        let waiting = bare
            && previous.link != Link::Frame
            && !self.clauses.iter().any(|c| c.parent == Some(index))
            && !line.mark(from, b',');
        if waiting && line.has_subject(from, group.start) {
            return (Link::Complement, Some(index));
        }
        if said && quoted {
            return (Link::Complement, Some(index));
        }
        if *opens > from && !quoted {
            return (Link::Coordinated, Some(index));
        }
        let interrupted = matches!(previous.link, Link::Relative | Link::Restrictive)
            && index.checked_sub(1).and_then(|i| self.clauses.get(i)).is_none_or(|c| c.end_before(previous.opens));
        if interrupted && !cut.is_some_and(|i| line.has(i, Class::CONJUNCTION)) {
            // "Countries that signed the treaty must open …", "Allies, who were unwilling, met …": what stands between belongs to
            // the relative clause, whose subject is its pronoun.
            let (verb, _) = line.skip_adverbs(previous.starts);
            let resumed = cut.is_some_and(|i| line.skip_adverbs(i + 1).0 == group.start);
            if resumed || cut.is_none() && verb == before.start && before.start < group.start {
                (*opens, *starts) = (group.start, group.start);
            }
            return (Link::Main, Some(index));
        }
        match cut {
            Some(i) => {
                *opens = i;
                *starts = i + 1;
                let link = if matrix || line.has(i, Class::CONJUNCTION) { Link::Coordinated } else { Link::Main };
                let bare = link == Link::Main;
                (link, if bare { None } else { Some(index) })
            }
            None => (if matrix { Link::Coordinated } else { Link::Main }, Some(index)),
        }
    }

    /// Whether a clause only says who speaks: "…, the minister said", "…, said the minister", "…, he told reporters, …".
    fn is_frame(&self, line: &Line<'_>, group: &Group, opens: usize) -> bool {
        let saying = line.verb(group.verb).is_some_and(|v| v.saying.is_some());
        if !saying || group.start <= line.start {
            return false;
        }
        let cut = (line.start..group.start).rfind(|&i| line.mark(i, b',') || line.mark(i, b'"') || line.dash(i));
        let Some(cut) = cut else { return false };
        let f = line.f();
        let conjunction = (cut + 1..group.start).any(|i| line.is(i, &[f.and, f.but, f.who, f.which, f.as_, f.while_]));
        if conjunction
            || cut + 12 < group.start
            || cut + 1 < opens && opens < group.start && !line.mark(cut, b'"') && line.has(opens, Class::SUBORDINATOR)
        {
            return false;
        }
        // Something must have been said before: a verb, or a closing quotation mark.
        let said = self.groups.iter().any(|g| g.end <= cut && g.form != Form::Participle) || line.mark(cut, b'"');
        let mut i = group.end;
        while i < line.end && !line.mark(i, b',') && !line.mark(i, b'.') && !line.mark(i, b'"') && !line.dash(i) {
            if line.is(i, &[f.that]) || line.has(i, Class::MODAL) || i > group.end + 24 {
                return false;
            }
            i += 1;
        }
        let inverted = cut + 1 == group.start;
        said && (i + 1 >= line.end || inverted || line.mark(i, b',') || line.mark(i, b'"'))
    }

    /// A sentence that has only relative clauses and their like has its main clause among what seems coordinated with them.
    fn promote(&mut self, line: &Line<'_>) {
        // "States that border Rome will build …": the verb of the relative clause is one that no lexicon knows.
        if let [only] = self.clauses.as_mut_slice()
            && only.link == Link::Restrictive
            && only.opens > line.start
            && !only.subject.is_empty()
            && self.groups.get(only.group).is_some_and(|g| g.modal.is_some())
        {
            let subject = line.subject(line.start, only.opens);
            let opens = self.groups.get(only.group).map_or(only.opens, |g| g.start);
            let head = line.head(&subject);
            *only = Clause { link: Link::Main, parent: None, opens, starts: opens, subject, head, ..only.clone() };
        }
        if self.clauses.iter().any(|c| matches!(c.link, Link::Main | Link::Complement | Link::Frame)) {
            return;
        }
        let at = self.clauses.iter().position(|c| {
            c.link == Link::Coordinated
                && c.parent.is_some_and(|p| self.clauses.get(p).is_some_and(|c| c.link == Link::Restrictive))
        });
        let Some(i) = at else { return };
        let subject = self.clauses.get(i).map(|c| self.interrupted_subject(line, c.parent)).unwrap_or_default();
        if let Some(clause) = self.clauses.get_mut(i).filter(|_| !subject.is_empty()) {
            clause.head = line.head(&subject);
            (clause.link, clause.subject) = (Link::Main, subject);
        }
    }

    /// Gives every clause its end: where the next one opens that is not inside it.
    fn close(&mut self, line: &Line<'_>) {
        let mut end = line.end;
        while end > line.start && matches!(line.token(end - 1).shape, Shape::Punct(_)) {
            end -= 1;
        }
        for i in 0..self.clauses.len() {
            let start = self.clauses.get(i).and_then(|c| self.group(c)).map_or(0, |g| g.end);
            let next = self.clauses.iter().skip(i + 1).find(|c| c.opens >= start && c.link != Link::Restrictive);
            let close = next.map_or(end, |c| if c.link == Link::Frame { self.frame_cut(line, c) } else { c.opens });
            if let Some(clause) = self.clauses.get_mut(i) {
                clause.end = close.max(start).min(line.end);
            }
        }
    }

    /// Where a frame begins: after the mark that closes what is said.
    fn frame_cut(&self, line: &Line<'_>, clause: &Clause) -> usize {
        let verb = self.group(clause).map_or(clause.opens, |g| g.start);
        (line.start..verb).rfind(|&i| line.mark(i, b',') || line.mark(i, b'"') || line.dash(i)).unwrap_or(clause.opens)
    }
}

impl Clause {
    /// Whether the clause was over before a token: its verb stands there and a main verb is still to come.
    fn end_before(&self, _: usize) -> bool {
        !matches!(self.link, Link::Main | Link::Coordinated | Link::Complement)
    }
}
