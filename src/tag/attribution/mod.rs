//! Who says what: quotations and reported speech, each with its speaker. Whether the speaker is the one who promises is not
//! asked here.

mod quotes;
mod speaker;

use super::context::{Context, Sentence};
use super::grammar::{Clause, Line, Link, Reading};
use crate::lexicon::{Class, Forms, Saying};
use crate::model::{Actor, ActorKind, Analysis, Attribution, BlockKind, Phrase, SpeechKind};
use crate::text::{Shape, Span};
use quotes::{Quote, opening, quotes};
use speaker::{Last, Who, opens_subject};
use std::ops::Range;

/// Finds the speakers of all sentences, in order.
pub fn tag(cx: &Context<'_>, found: &mut Analysis) {
    let silent = Reading::default();
    let mut attributions: Vec<Attribution> = Vec::new();
    let mut last = Last::default();
    let mut places = Vec::with_capacity(cx.sentences.len());
    let mut at = 0;
    for (n, sentence) in cx.sentences.iter().enumerate() {
        at += found.actors.get(at..).unwrap_or(&[]).partition_point(|actor| actor.sentence < sentence.index);
        let rest = found.actors.get(at..).unwrap_or(&[]);
        let actors = rest.get(..rest.partition_point(|actor| actor.sentence == sentence.index)).unwrap_or(&[]);
        let line = Line::new(cx, sentence);
        let before = attributions.len();
        let f = line.f();
        let source = [f.according, f.per, f.words];
        let says = (line.start..line.end).any(|i| line.has(i, Class::SPEECH) || line.is(i, &source));
        let reading = says.then(|| cx.reading(n)).flatten().unwrap_or(&silent);
        let speech = Speech { cx, line, reading, actors, last: &last };
        attributions.extend(speech.headline(sentence).or_else(|| says.then(|| speech.said()).flatten()));
        let spoke = attributions.get(before..).and_then(<[_]>::last);
        let who = spoke.map(|spoke| Who { id: spoke.speaker.clone(), name: spoke.name.clone() });
        last.remember(actors, who.as_ref());
        places.push(before..attributions.len());
    }
    let quoted: Vec<Attribution> = quotes(cx).iter().flat_map(|quote| carried(cx, quote, &places, &attributions)).collect();
    attributions.extend(quoted);
    attributions.sort_by_key(|attribution| (attribution.span.start, attribution.span.end));
    found.attributions = attributions;
}

/// The sentences of a quotation that no word of saying stands in, given to the speaker of the one in which there is.
fn carried(cx: &Context<'_>, quote: &Quote, places: &[Range<usize>], known: &[Attribution]) -> Vec<Attribution> {
    let of = |k: usize| places.get(k).and_then(|place| known.get(place.clone())).unwrap_or(&[]);
    let (first, last) = (quote.sentences.start, quote.sentences.end.saturating_sub(1));
    // The word of saying stands before the opening mark, behind the closing one, or behind the quotation just before.
    let (opens, closes) = (cx.home(quote.opens..quote.opens + 1).start, cx.home(quote.closes..quote.closes + 1).end);
    let earlier = of(first).iter().find(|said| said.cue.is_some_and(|cue| cue.end <= opens));
    let later = || of(last).iter().find(|said| said.cue.is_some_and(|cue| cue.start >= closes));
    let before = || first.checked_sub(1).and_then(|k| of(k).last()).filter(|said| said.kind == SpeechKind::Direct);
    let spoken = earlier.or_else(later).or_else(before);
    if spoken.is_none() && first == last {
        return Vec::new();
    }
    let who = spoken.map(|spoken| Who { id: spoken.speaker.clone(), name: spoken.name.clone() }).unwrap_or_default();
    let part = |k: usize| {
        let tokens = cx.sentences.get(k)?.tokens.clone();
        let said = tokens.start.max(quote.opens)..tokens.end.min(quote.closes);
        let told = k != last && k != first && said.is_empty() || !of(k).is_empty();
        (!told && !said.is_empty()).then(|| made(cx, said, SpeechKind::Direct, who.clone(), None, "quote-continued"))
    };
    quote.sentences.clone().filter_map(part).collect()
}

/// One sentence in which somebody may say something.
struct Speech<'a> {
    cx: &'a Context<'a>,
    line: Line<'a>,
    reading: &'a Reading,
    actors: &'a [Actor],
    last: &'a Last,
}

impl Speech<'_> {
    fn said(&self) -> Option<Attribution> {
        let frames = self.reading.clauses.iter().filter(|c| c.link == Link::Frame).filter_map(|clause| self.framed(clause));
        let short = (self.line.start..self.line.end).filter_map(|verb| self.interposed(verb).or_else(|| self.inverted(verb)));
        let (named, nameless): (Vec<_>, Vec<_>) = frames.chain(short).partition(|said| said.name.is_some());
        let frame = named.into_iter().chain(nameless).next();
        frame.or_else(|| self.reported()).or_else(|| self.according()).or_else(|| self.in_words())
    }

    /// "X: We will pay", in a heading, or with a quotation: the name before the colon speaks.
    fn headline(&self, sentence: &Sentence) -> Option<Attribution> {
        let start = self.line.start;
        let colon = (start..self.line.end.min(start + 12)).find(|&i| self.line.mark(i, b':'))?;
        let quoted = self.line.mark(colon + 1, b'"') && opening(self.cx, colon + 1, start);
        let named = self.actors.iter().find(|actor| !actor.place)?;
        let area = self.cx.home(start..colon);
        let person = named.kind == Some(ActorKind::Person);
        let alone = area.contains(named.span) && (named.span.end == area.end || quoted) && colon + 2 < self.line.end;
        let first = named.span.start == area.start;
        if !alone || !(quoted && (first || person) || sentence.kind == BlockKind::Heading && first) {
            return None;
        }
        let kind = if quoted { SpeechKind::Direct } else { SpeechKind::Indirect };
        let who = self.speaker(start..colon);
        who.name.is_some().then(|| made(self.cx, colon + 1..self.line.end, kind, who, Some(colon), "name-and-colon"))
    }

    /// "The minister said that …", with a clause or a quotation after the verb.
    fn reported(&self) -> Option<Attribution> {
        for (i, clause) in self.reading.clauses.iter().enumerate() {
            let Some(group) = self.reading.group(clause) else { continue };
            let Some(saying) = self.line.verb(group.verb).and_then(|v| v.saying) else { continue };
            let inner = self.reading.clauses.iter().find(|c| c.link == Link::Complement && c.parent == Some(i));
            let reach = clause.end.max(group.end + 4).min(self.line.end);
            let quoted = (group.end..reach).find(|&i| self.line.mark(i, b'"') && opening(self.cx, i, self.line.start));
            // "continued to advance" and "continued operations" are no speech.
            if self.cx.lemma(group.verb) == "continue" && quoted.is_none() {
                continue;
            }
            let own = self.own(&clause.subject);
            let told = || self.that_behind(group.end).filter(|_| !own);
            let start = inner.map(|c| c.starts.max(group.end)).filter(|_| !own).or(quoted).or_else(told);
            let Some(start) = start else { continue };
            let kind = if quoted.is_some() { SpeechKind::Direct } else { SpeechKind::Indirect };
            // "Russia is believed to …" tells of Russia; it does not say who believes.
            let passive = (group.start..group.verb).any(|i| self.line.has(i, Class::BE)) && !self.line.ends(group.verb, "ing");
            let who = if passive { Who::default() } else { self.speaker(clause.subject.clone()) };
            let rule = if saying == Saying::Denial { "denial" } else { "saying-verb" };
            return Some(made(self.cx, start..self.line.end, kind, who, Some(group.verb), rule));
        }
        None
    }

    /// Whether the one who says it is the writer, or the speaker of a quotation around it: "I think that …".
    fn own(&self, subject: &Range<usize>) -> bool {
        subject.clone().any(|i| self.cx.is(i, "I") || self.cx.is(i, "we")) && subject.len() <= 2
    }

    /// What begins with "that" some words behind the verb: "told Reuters on Friday that …".
    fn that_behind(&self, from: usize) -> Option<usize> {
        let reach = from..self.line.end.min(from + 14);
        let free = |i: &usize| {
            !matches!(self.line.token(*i).shape, Shape::Punct(_)) && self.line.verb(*i).is_none_or(|_| self.line.capital(*i))
        };
        let that = reach.take_while(free).find(|&i| self.cx.is(i, "that"))?;
        Some(that + 1).filter(|start| *start < self.line.end)
    }

    /// "…, he says, …": a short frame that the reading of clauses took for something else.
    fn interposed(&self, verb: usize) -> Option<Attribution> {
        let (start, end) = (self.line.start, self.line.end);
        if !self.line.has(verb, Class::SPEECH) || self.cx.lemma(verb) == "continue" {
            return None;
        }
        let stop = matches!(self.line.token(verb + 1).shape, Shape::Punct(b',' | b'.' | b'"')) || verb + 1 == end;
        let cut = (start + 2..verb).rfind(|&i| self.cuts(i)).filter(|_| stop)?;
        let subject = cut + 1..verb;
        let short = !subject.is_empty() && subject.len() <= 6 && opens_subject(self.cx, cut + 1);
        let plain = subject.clone().all(|i| self.line.is_word(i) && (self.line.capital(i) || self.line.verb(i).is_none()));
        let noun = self.line.verb(verb).is_some() && !self.line.capital(verb) && !self.own(&subject);
        if !short || !plain || !noun {
            return None;
        }
        let quoted = (start..end).any(|i| self.line.mark(i, b'"'));
        let kind = if quoted { SpeechKind::Direct } else { SpeechKind::Indirect };
        let goes_on = verb + 3 < end && self.line.mark(verb + 1, b',');
        let said = if goes_on { start..end } else { start..cut };
        let who = self.speaker(subject);
        Some(made(self.cx, said, kind, who, Some(verb), "frame"))
    }

    /// "…, says Rutte": at the end of a headline, whose verb the reading of clauses takes for a noun.
    fn inverted(&self, verb: usize) -> Option<Attribution> {
        let (start, end) = (self.line.start, self.line.end);
        self.line.verb(verb).and_then(|v| v.saying).filter(|_| verb > start + 2 && self.cuts(verb - 1))?;
        let stop = (verb + 1..end).find(|&i| !self.line.is_word(i)).unwrap_or(end);
        let present = self.line.forms(verb).any(Forms::THIRD | Forms::PAST) && !self.line.capital(verb);
        let last = stop + 1 >= end && stop <= verb + 7 && self.line.capital(verb + 1);
        let who = Some(self.speaker(verb + 1..stop)).filter(|who| present && last && who.name.is_some())?;
        let quoted = (start..end).any(|i| self.line.mark(i, b'"'));
        let kind = if quoted { SpeechKind::Direct } else { SpeechKind::Indirect };
        Some(made(self.cx, start..verb - 1, kind, who, Some(verb), "frame"))
    }

    /// "In Macron's words, …".
    fn in_words(&self) -> Option<Attribution> {
        let (line, f) = (&self.line, self.line.f());
        let at = (line.start..line.end).find(|&i| line.is(i, &[f.words]) && line.is(i.wrapping_sub(1), &[f.s]))?;
        let opens = (line.start..at).rev().take(6).find(|&i| line.is(i, &[f.in_]))?;
        let who = Some(self.speaker(opens + 1..at - 1)).filter(|who| who.name.is_some())?;
        let first = opens == line.start;
        let said =
            if first { (at + 1 + usize::from(line.mark(at + 1, b','))).min(line.end)..line.end } else { line.start..opens };
        (!said.is_empty()).then(|| made(self.cx, said, SpeechKind::Indirect, who, Some(at), "according-to"))
    }

    /// Whether a mark can stand between what is said and its frame: a comma, or a quotation mark that closes.
    fn cuts(&self, i: usize) -> bool {
        self.line.mark(i, b',') || self.line.mark(i, b'"') && !opening(self.cx, i, self.line.start)
    }

    /// "…, the minister said": all but the frame is said.
    fn framed(&self, clause: &Clause) -> Option<Attribution> {
        let group = self.reading.group(clause)?;
        self.line.verb(group.verb).and_then(|v| v.saying)?;
        let cut = (self.line.start..group.start).rfind(|&i| self.cuts(i) || self.line.dash(i))?;
        let continued = self.cx.lemma(group.verb) == "continue" && !self.line.mark(cut, b'"');
        let subject = opens_subject(self.cx, cut + 1) || cut + 1 == group.start;
        if !subject || continued || self.own(&(cut + 1..group.start)) {
            return None;
        }
        let after = (group.end..self.line.end)
            .find(|&i| self.line.mark(i, b',') || self.line.mark(i, b'"') || self.line.mark(i, b'.'))
            .unwrap_or(self.line.end);
        let who = Some(self.speaker(cut..group.start)).filter(|who| who.name.is_some());
        let who = who.unwrap_or_else(|| self.speaker(group.end..after));
        let quoted = (self.line.start..self.line.end).any(|i| self.line.mark(i, b'"'));
        let kind = if quoted { SpeechKind::Direct } else { SpeechKind::Indirect };
        let goes_on = after + 2 < self.line.end && (self.line.mark(after, b',') || self.line.mark(after, b'"'));
        let said = if goes_on { self.line.start..self.line.end } else { self.line.start..cut };
        Some(made(self.cx, said, kind, who, Some(group.verb), "frame"))
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
        let who = self.speaker(at + len..comma);
        // "Two dollars per Danish litre": of a lone "per" only a name that ends its phrase is a source.
        let ends = || comma >= self.line.end || self.line.mark(comma, b',');
        if self.line.is(at, &[self.line.f().per]) && !(who.name.is_some() && self.line.mark(at.wrapping_sub(1), b',') && ends()) {
            return None;
        }
        let said = if at <= self.line.start + 1 { (comma + 1).min(self.line.end)..self.line.end } else { self.line.start..at };
        Some(made(self.cx, said, SpeechKind::Indirect, who, Some(at), "according-to"))
    }

    fn speaker(&self, tokens: Range<usize>) -> Who {
        self.last.speaker(self.cx, self.actors, tokens)
    }
}

fn made(cx: &Context<'_>, mut said: Range<usize>, kind: SpeechKind, who: Who, cue: Option<usize>, rule: &str) -> Attribution {
    while said.end > said.start + 1 && matches!(cx.token(said.end - 1).shape, Shape::Punct(b'.' | b',' | b'"')) {
        said.end -= 1;
    }
    let Phrase { span, text } = cx.quote(said);
    let cue: Option<Span> = cue.map(|i| cx.home(i..i + 1));
    let Who { id: speaker, name } = who;
    Attribution { span, speaker, name, text, kind, cue, rule: rule.to_owned(), cues: cue.into_iter().collect() }
}
