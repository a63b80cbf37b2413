//! Capitalised names that no lexicon knows but that plainly name an actor: a head noun of organizations ("Mercator Institute"),
//! a title before ("Minister Jane Roe") or a verb of saying after. They show a researcher what the lexicon lacks.

use super::Mention;
use crate::lexicon::Class;
use crate::model::{ActorKind, Via};
use crate::tag::context::{Context, Sentence};
use crate::text::Shape;
use std::ops::Range;

/// Nouns that end or open the name of an organization.
fn is_head(word: &str) -> bool {
    matches!(
        word,
        "Agency"
            | "Alliance"
            | "Army"
            | "Assembly"
            | "Association"
            | "Authority"
            | "Bank"
            | "Battalion"
            | "Brigade"
            | "Bureau"
            | "Center"
            | "Centre"
            | "Command"
            | "Commission"
            | "Committee"
            | "Company"
            | "Congress"
            | "Corporation"
            | "Corps"
            | "Council"
            | "Court"
            | "Department"
            | "Directorate"
            | "Federation"
            | "Forces"
            | "Forum"
            | "Foundation"
            | "Front"
            | "Fund"
            | "Group"
            | "Guard"
            | "Industries"
            | "Initiative"
            | "Institute"
            | "Institution"
            | "Ministry"
            | "Movement"
            | "Navy"
            | "Office"
            | "Organisation"
            | "Organization"
            | "Parliament"
            | "Party"
            | "Regiment"
            | "Senate"
            | "Service"
            | "Society"
            | "Tribunal"
            | "Union"
            | "University"
    )
}

/// Titles before a person's name.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Prof"
            | "Gen"
            | "Lt"
            | "Col"
            | "Maj"
            | "Capt"
            | "Adm"
            | "Sen"
            | "Rep"
            | "Gov"
            | "General"
            | "Colonel"
            | "Major"
            | "Captain"
            | "Admiral"
            | "Senator"
            | "Governor"
            | "President"
            | "Minister"
            | "Chancellor"
            | "Secretary"
            | "Ambassador"
            | "Professor"
            | "Spokesman"
            | "Spokeswoman"
            | "Spokesperson"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "minister"
            | "ambassador"
            | "analyst"
            | "Commissioner"
            | "Premier"
            | "Marshal"
            | "Chairman"
    )
}

/// Adds unresolved names that overlap no mention.
pub(super) fn add(cx: &Context<'_>, sentence: &Sentence, mentions: &mut Vec<Mention>) {
    let mut extra = Vec::new();
    let mut i = sentence.tokens.start;
    while i < sentence.tokens.end {
        if !capital(cx, i) {
            i += 1;
            continue;
        }
        let run = run(cx, sentence, i);
        i = run.end.max(i + 1);
        let free = !mentions.iter().any(|mention| mention.tokens.start < run.end && run.start < mention.tokens.end);
        if let Some((kind, rule)) = guess(cx, sentence, &run).filter(|_| free) {
            extra.push(Mention {
                tokens: run,
                actor: None,
                kind: Some(kind),
                via: Via::Unresolved,
                place: false,
                rule,
                cue: None,
            });
        }
    }
    if !extra.is_empty() {
        mentions.extend(extra);
        mentions.sort_by_key(|mention| mention.tokens.start);
    }
}

fn capital(cx: &Context<'_>, i: usize) -> bool {
    matches!(cx.token(i).shape, Shape::Capital | Shape::Mixed | Shape::Upper)
        && !cx.has(i, Class::DETERMINER.or(Class::PRONOUN).or(Class::PREPOSITION).or(Class::MONTH).or(Class::WEEKDAY))
}

/// Capitalised words in a row, over "of", "for", "and", "the" between two of them.
fn run(cx: &Context<'_>, sentence: &Sentence, start: usize) -> Range<usize> {
    let mut end = start + 1;
    loop {
        let bridge = if cx.is(end, "of") && cx.is(end + 1, "the") {
            2
        } else {
            usize::from(cx.is(end, "of") || cx.is(end, "for") || cx.is(end, "and") && is_head(cx.text(start)))
        };
        if end + bridge >= sentence.tokens.end || !capital(cx, end + bridge) || !cx.token(end + bridge).spaced && bridge == 0 {
            return start..end;
        }
        end += bridge + 1;
    }
}

fn guess(cx: &Context<'_>, sentence: &Sentence, run: &Range<usize>) -> Option<(ActorKind, &'static str)> {
    if run.len() < 2 || run.len() > 9 || sentence.kind == crate::model::BlockKind::Heading {
        return None;
    }
    if [run.start, run.end - 1].iter().any(|&i| is_head(cx.text(i))) {
        return Some((ActorKind::Organization, "unknown-organization"));
    }
    let before = run.start.checked_sub(1).filter(|i| *i >= sentence.tokens.start);
    let titled = before.is_some_and(|i| is_title(cx.text(i)) || cx.is_mark(i, b'.') && i > 0 && is_title(cx.text(i - 1)));
    let says = cx.has(run.end, Class::SAYING);
    let opens = is_title(cx.text(run.start));
    let words = run.clone().all(|i| matches!(cx.token(i).shape, Shape::Capital | Shape::Mixed));
    ((titled || says || opens) && words && run.len() <= 4).then_some((ActorKind::Person, "unknown-person"))
}
