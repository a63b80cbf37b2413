//! Who says what: quotations and reported speech, each with its speaker. Whether the speaker is the one who promises is not
//! asked here.

use super::context::{Context, Sentence};
use super::grammar::{Clause, Line, Link, Reading};
use crate::lexicon::Saying;
use crate::model::{ActorId, Analysis, Attribution, Phrase, SpeechKind};
use crate::text::{Shape, Span};
use std::ops::Range;

/// Finds the speakers of all sentences, in order.
pub fn tag(cx: &Context<'_>, found: &mut Analysis) {
    let mut attributions = Vec::new();
    let (mut at, mut open) = (0, false);
    for (n, sentence) in cx.sentences.iter().enumerate() {
        while found.actors.get(at).is_some_and(|actor| actor.sentence < sentence.index) {
            at += 1;
        }
        let line = Line::new(cx, sentence);
        let marks = (line.start..line.end).filter(|&i| line.mark(i, b'"')).count();
        let before = attributions.len();
        let says =
            (line.start..line.end).any(|i| line.verb(i).is_some_and(|v| v.saying.is_some()) || line.is(i, &[line.f().according]));
        if let Some(reading) = says.then(|| cx.reading(n)).flatten() {
            let speech = Speech { cx, line, reading, found, first: at, sentence };
            speech.collect(&mut attributions);
        }
        // A quotation that goes on over several sentences stays with its speaker.
        if open && attributions.len() == before {
            let speaker = attributions.last().and_then(|last: &Attribution| last.speaker.clone());
            attributions.push(made(cx, line.start..line.end, SpeechKind::Direct, speaker, None, "quote-continued"));
        }
        open = (open != (marks % 2 == 1)) && marks + usize::from(open) > 0;
    }
    found.attributions = attributions;
}

/// One sentence in which somebody says something.
struct Speech<'a> {
    cx: &'a Context<'a>,
    line: Line<'a>,
    reading: &'a Reading,
    found: &'a Analysis,
    first: usize,
    sentence: &'a Sentence,
}

impl Speech<'_> {
    fn collect(&self, into: &mut Vec<Attribution>) {
        if let Some(clause) = self.reading.clauses.iter().find(|c| c.link == Link::Frame) {
            return into.extend(self.framed(clause));
        }
        for (i, clause) in self.reading.clauses.iter().enumerate() {
            let Some(group) = self.reading.group(clause) else { continue };
            let saying = self.line.verb(group.verb).and_then(|v| v.saying);
            if saying.is_none() {
                continue;
            }
            let inner = self.reading.clauses.iter().find(|c| c.link == Link::Complement && c.parent == Some(i));
            let quoted = (group.end..clause.end.max(group.end + 4).min(self.line.end)).find(|&i| self.line.mark(i, b'"'));
            let Some(start) = inner.map(|c| c.starts.max(group.end)).or(quoted) else { continue };
            let kind = if quoted.is_some() { SpeechKind::Direct } else { SpeechKind::Indirect };
            let speaker = self.speaker(clause.subject.clone());
            let rule = if saying == Some(Saying::Denial) { "denial" } else { "saying-verb" };
            into.push(made(self.cx, start..self.line.end, kind, speaker, Some(group.verb), rule));
            return;
        }
        into.extend(self.according());
    }

    /// "…, the minister said": all but the frame is said.
    fn framed(&self, clause: &Clause) -> Option<Attribution> {
        let group = self.reading.group(clause)?;
        let cut =
            (self.line.start..group.start).rfind(|&i| self.line.mark(i, b',') || self.line.mark(i, b'"') || self.line.dash(i))?;
        let after = (group.end..self.line.end)
            .find(|&i| self.line.mark(i, b',') || self.line.mark(i, b'"') || self.line.mark(i, b'.'))
            .unwrap_or(self.line.end);
        let speaker = self.speaker(cut..group.start).or_else(|| self.speaker(group.end..after));
        let quoted = (self.line.start..self.line.end).any(|i| self.line.mark(i, b'"'));
        let kind = if quoted { SpeechKind::Direct } else { SpeechKind::Indirect };
        let goes_on = after + 2 < self.line.end && (self.line.mark(after, b',') || self.line.mark(after, b'"'));
        let said = if goes_on { self.line.start..self.line.end } else { self.line.start..cut };
        Some(made(self.cx, said, kind, speaker, Some(group.verb), "frame"))
    }

    /// "According to the ministry, …".
    fn according(&self) -> Option<Attribution> {
        let table = &self.line.known.sources;
        let (at, len) = (self.line.start..self.line.end).find_map(|i| {
            let rest = self.cx.tokens.get(i..self.line.end)?;
            table.at(rest).map(|(len, _)| (i, len))
        })?;
        let source = self.line.opens_phrase(at + len) || self.line.ends(at + len, "s");
        source.then_some(())?;
        let comma = (at + len..self.line.end).find(|&i| self.line.mark(i, b',')).unwrap_or(self.line.end);
        let speaker = self.speaker(at + len..comma);
        let said = if at <= self.line.start + 1 { (comma + 1).min(self.line.end)..self.line.end } else { self.line.start..at };
        Some(made(self.cx, said, SpeechKind::Indirect, speaker, Some(at), "according-to"))
    }

    /// Who is named in these tokens: a person before a body, the last before the first.
    fn speaker(&self, tokens: Range<usize>) -> Option<ActorId> {
        let area = self.cx.home(tokens);
        let named = (self.found.actors.iter().skip(self.first).take_while(|a| a.sentence == self.sentence.index))
            .filter(|a| a.actor.is_some() && !a.place && area.overlaps(a.span));
        let list: Vec<_> = named.collect();
        let person = list.iter().find(|a| a.kind == Some(crate::model::ActorKind::Person));
        person.or_else(|| list.first()).and_then(|a| a.actor.clone())
    }
}

fn made(
    cx: &Context<'_>,
    mut said: Range<usize>,
    kind: SpeechKind,
    speaker: Option<ActorId>,
    cue: Option<usize>,
    rule: &str,
) -> Attribution {
    while said.end > said.start + 1 && matches!(cx.token(said.end - 1).shape, Shape::Punct(b'.' | b',' | b'"')) {
        said.end -= 1;
    }
    let Phrase { span, text } = cx.quote(said);
    let cue: Option<Span> = cue.map(|i| cx.home(i..i + 1));
    Attribution { span, speaker, text, kind, cue, rule: rule.to_owned(), cues: cue.into_iter().collect() }
}
