//! Why something was found: sentence by sentence every actor, figure, pillar, commitment, attribution and list, with its rule and the words
//! that decided, each with its place in code points. It prints what the analysis bears and reads nothing itself.

use super::Style;
use crate::model::{Actor, Analysis, Article, Attribution, Commitment, Figure, Framework, Pillar};
use crate::text::{CodePoints, Span};
use serde::Serialize;
use std::fmt::Write;

/// The explanation of one article.
pub fn explain(article: &Article, found: &Analysis, style: Style) -> String {
    let mut page = Page { article, found, points: CodePoints::new(&article.text), style, out: String::new() };
    let title = article.title.as_deref().unwrap_or(&article.id);
    let _ = writeln!(page.out, "{}\n{}", style.heading(title), style.dim(&article.id));
    for index in 0..article.sentences.len() {
        page.sentence(index);
    }
    found.frameworks.iter().for_each(|framework| page.framework(framework));
    page.out
}

/// The name of a plain value as the output has it.
fn name<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn list<T: ToString>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

struct Page<'a> {
    article: &'a Article,
    found: &'a Analysis,
    points: CodePoints<'a>,
    style: Style,
    out: String,
}

impl Page<'_> {
    /// Words with their place: “pledged” 12–19.
    fn words(&self, span: Span) -> String {
        let place = self.points.span(span);
        let text: Vec<&str> = span.of(&self.article.text).split_whitespace().collect();
        format!("“{}” {}", text.join(" "), self.style.dim(&format!("{}–{}", place.start, place.end)))
    }

    fn all(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| self.words(*span)).collect::<Vec<_>>().join(", ")
    }

    /// A finding: its sort, what it is, its rule and its cues.
    fn finding(&mut self, sort: &str, span: Span, what: &str, rule: &str, cues: &[Span]) {
        let by = if cues.is_empty() { String::new() } else { format!(" by {}", self.all(cues)) };
        let line = format!("  {} {}  {what}", self.style.heading(&format!("{sort:<11}")), self.style.mark(&self.words(span)));
        let _ = writeln!(self.out, "{line}; rule {}{by}", self.style.own(rule));
    }

    /// One line of what belongs to a finding.
    fn detail(&mut self, field: &str, what: &str, words: Option<String>) {
        let words = words.map(|words| format!("  {words}")).unwrap_or_default();
        let _ = writeln!(self.out, "{:14}{} {what}{words}", "", self.style.dim(&format!("{field}:")));
    }

    fn sentence(&mut self, index: usize) {
        let found = self.found;
        let Some(span) = self.article.sentences.get(index).copied() else { return };
        let here = |sentence: u32| sentence as usize == index;
        let said = |attribution: &&Attribution| span.contains(attribution.span);
        let any = found.actors.iter().any(|it| here(it.sentence))
            || found.figures.iter().any(|it| here(it.sentence))
            || found.pillars.iter().any(|it| here(it.sentence))
            || found.commitments.iter().any(|it| here(it.sentence))
            || found.attributions.iter().any(|it| said(&it));
        if !any {
            return;
        }
        let text: Vec<&str> = span.of(&self.article.text).split_whitespace().collect();
        let _ = writeln!(self.out, "\n{} {}", self.style.dim(&format!("{}.", index + 1)), text.join(" "));
        found.actors.iter().filter(|it| here(it.sentence)).for_each(|it| self.actor(it));
        found.attributions.iter().filter(said).for_each(|it| self.attribution(it));
        found.figures.iter().filter(|it| here(it.sentence)).for_each(|it| self.figure(it));
        found.commitments.iter().filter(|it| here(it.sentence)).for_each(|it| self.commitment(it));
        found.pillars.iter().filter(|it| here(it.sentence)).for_each(|it| self.pillar(it, span));
    }

    fn actor(&mut self, actor: &Actor) {
        let who = actor.actor.as_ref().map_or("unresolved", |id| id.as_str());
        let place = if actor.place { ", as a place" } else { "" };
        self.finding("actor", actor.span, &format!("{who}, by {}{place}", name(&actor.via)), &actor.rule, &actor.cues);
    }

    fn attribution(&mut self, said: &Attribution) {
        let who = said.speaker.as_ref().map_or("nobody known", |id| id.as_str());
        self.finding("speech", said.span, &format!("{} speech of {who}", name(&said.kind)), &said.rule, &said.cues);
    }

    fn pillar(&mut self, pillar: &Pillar, sentence: Span) {
        let span = pillar.cues.first().copied().unwrap_or(sentence);
        self.finding("pillar", span, &format!("{}, {:.2}", pillar.pillar, pillar.score), &pillar.rule, &pillar.cues);
    }

    fn figure(&mut self, figure: &Figure) {
        let end = |value: Option<rust_decimal::Decimal>| value.map_or("open".to_owned(), |n| n.normalize().to_string());
        let exact = figure.low == figure.high;
        let value = if exact { end(figure.low) } else { format!("{} to {}", end(figure.low), end(figure.high)) };
        let unit = figure.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
        let rate = figure.rate.as_ref().map(|rate| format!(" per {rate}")).unwrap_or_default();
        let what = format!("{value}{unit}{rate}, {}, {}, {}", name(&figure.bound), name(&figure.status), name(&figure.role));
        self.finding(&format!("figure {}", figure.id), figure.span, &what, &figure.rule, &figure.cues);
        for reason in &figure.reasons {
            let words = (!reason.span.is_empty()).then(|| self.words(reason.span));
            let value = match reason.field {
                "action" => figure.action.clone(),
                "measure" => figure.measure.as_ref().map(ToString::to_string),
                "subject" => Some(list(&figure.subject)),
                "status" => Some(name(&figure.status)),
                "period" => figure.period.as_ref().map(|period| name(&period.kind)),
                "speaker" => figure.speaker.as_ref().map(ToString::to_string),
                _ => None,
            };
            let value = value.map(|value| format!("{value}, ")).unwrap_or_default();
            self.detail(reason.field, &format!("{value}{}", reason.rule), words);
        }
        for scope in &figure.scope {
            let id = scope.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
            self.detail("scope", &format!("{}{id}", name(&scope.kind)), Some(self.words(scope.span)));
        }
        if let Some(event) = &figure.event {
            let date = event.date.map(|date| date.to_string());
            let parts =
                [Some(event.kind.clone()), event.place.clone(), date].into_iter().flatten().collect::<Vec<_>>().join(", ");
            self.detail("event", &parts, event.cue.as_ref().map(|cue| self.words(cue.span)));
        }
        if let Some(part) = &figure.part_of {
            self.detail("part of", part, None);
        }
    }

    fn commitment(&mut self, commitment: &Commitment) {
        let negated = if commitment.negated { ", not to act" } else { "" };
        let what = format!("{}{negated}, {}, {}", name(&commitment.strength), name(&commitment.kind), name(&commitment.stance));
        self.finding(&format!("promise {}", commitment.id), commitment.span, &what, &commitment.rule, &commitment.cues);
        if !commitment.actors.is_empty() {
            let inferred = if commitment.inferred.iter().any(|field| field == "actors") { ", inferred" } else { "" };
            self.detail("actors", &format!("{}{inferred}", list(&commitment.actors)), None);
        }
        if !commitment.recipients.is_empty() {
            self.detail("recipients", &list(&commitment.recipients), None);
        }
        if let Some(action) = &commitment.action {
            let act = commitment.act.as_ref().map(|act| format!(", {act}")).unwrap_or_default();
            self.detail("action", &format!("{}{act}", action.lemma), Some(self.words(action.span)));
        }
        if let Some(condition) = &commitment.condition {
            self.detail("condition", &name(&condition.kind), Some(self.words(condition.span)));
        }
        if let Some(deadline) = &commitment.deadline {
            self.detail("deadline", "due", Some(self.words(deadline.span)));
        }
    }

    fn framework(&mut self, framework: &Framework) {
        let announced = framework.announced.map(|n| format!(", announced {n}")).unwrap_or_default();
        let title = framework.title.as_deref().unwrap_or("untitled");
        let what = format!("{title}: {} items{announced}", framework.items.len());
        self.out.push('\n');
        let first = framework.items.first().map_or(framework.span, |item| item.heading.span);
        self.finding("framework", first, &what, &framework.rule, &framework.cues);
        for (n, item) in framework.items.iter().enumerate() {
            let label = item.label.clone().unwrap_or_else(|| (n + 1).to_string());
            self.detail(&label, &list(&item.pillars), Some(self.words(item.heading.span)));
        }
    }
}
