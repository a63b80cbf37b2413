//! What an unknown name is the name of, by its words and their neighbours: a person, an organisation, or nobody who acts.

use super::run::Names;
use crate::lexicon::Class;
use crate::model::ActorKind;
use crate::text::{Shape, Span, Words};
use std::ops::Range;

/// A name with a guess.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub(super) tokens: Range<usize>,
    pub(super) kind: ActorKind,
    pub(super) rule: &'static str,
}

/// What heads the name of a body.
const HEAD: Class = Class::BODY.or(Class::MEMBER);

/// Words that are no part of a person's name, unless a given name or a title stands before them.
const PLAIN: Class = Class::ENGLISH.or(Class::PLACE).or(Class::THING).or(Class::TITLE).or(Class::TIE).or(HEAD);

impl Names<'_> {
    /// The names in a run of capitalised words.
    pub(super) fn guesses(&self, run: Range<usize>, into: &mut Vec<Guess>) {
        let mut start = self.trimmed(&run);
        while start < run.end {
            let rest = start..run.end;
            if let Some(name) = self.body(&rest) {
                start = name.end;
                into.push(Guess { tokens: self.numbered(name), kind: ActorKind::Organization, rule: "unknown-organization" });
                continue;
            }
            let found = self.lone_party(&rest).or_else(|| self.person(&rest)).or_else(|| self.spelt_out(&rest));
            return into.extend(found.or_else(|| self.alone(&rest)));
        }
    }

    /// Where a run starts once a sentence's first word is left out that is capitalised for its place only.
    fn trimmed(&self, run: &Range<usize>) -> usize {
        let first = run.start;
        let plain = self.opens(first)
            && self.is(first, Class::ENGLISH)
            && !self.is(first, HEAD.or(Class::TITLE))
            && !self.adjective(first);
        let next = (first + 1..run.end).find(|&i| self.capital(i)).unwrap_or(run.end);
        if plain { next } else { first }
    }

    /// An adjective that parties and bodies bear in their names.
    fn adjective(&self, i: usize) -> bool {
        const WORDS: &Words = &Words::of([
            "national",
            "liberal",
            "conservative",
            "democratic",
            "social",
            "socialist",
            "communist",
            "christian",
            "labour",
            "labor",
            "green",
            "progressive",
            "popular",
            "republican",
            "reform",
            "radical",
            "united",
            "federal",
            "central",
            "international",
            "free",
            "new",
            "royal",
            "supreme",
            "independent",
            "islamic",
            "muslim",
            "jewish",
            "catholic",
            "civic",
            "people",
            "workers",
            "young",
            "women",
            "left",
            "right",
            "patriotic",
            "revolutionary",
            "peasant",
            "farmers",
            "unionist",
            "nationalist",
        ]);
        self.cx.is_any(i, WORDS)
    }

    /// The name of a body at the front of a run: up to its last head, or over "of …" behind a head.
    fn body(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let head =
            run.clone().rev().find(|&i| self.is(i, HEAD) && self.capital(i) && (i + 1 == run.end || !self.last_only(i)))?;
        let joins = |i: usize| self.cx.is_any(i, const { &Words::of(["of", "for", "on", "to", "against"]) });
        let opens = run.clone().find(|&i| self.is(i, HEAD) && self.capital(i) && joins(i + 1) && i + 1 < run.end);
        let end = match opens {
            Some(_) => self.tail(run, head),
            None => head + 1,
        };
        let name = run.start..end;
        let words = name.clone().filter(|&i| self.capital(i)).count();
        let named =
            self.is(head, Class::MEMBER) || name.clone().any(|i| self.capital(i) && !self.is(i, Class::TITLE.or(Class::BODY)));
        let office = self.is(run.start, Class::TITLE) && !self.is(run.start, Class::BODY);
        const PLACES: &[&str] = &["west bank", "left bank", "right bank", "south bank", "oval office"];
        let place = name.len() == 2
            && PLACES.iter().any(|p| p.split_once(' ').is_some_and(|(a, b)| self.cx.is(name.start, a) && self.cx.is(head, b)));
        let thing = place || end == run.end && self.is(end - 1, Class::THING) && !self.is(end - 1, HEAD);
        (words >= 2 && named && !office && !thing).then_some(name)
    }

    /// "42nd Rifle Division": a unit's number belongs to its name.
    fn numbered(&self, name: Range<usize>) -> Range<usize> {
        const ORDINAL: &Words = &Words::of(["st", "nd", "rd", "th"]);
        let start = name.start.saturating_sub(2);
        let counted = start >= self.start
            && self.cx.token(start).shape == Shape::Number
            && !self.cx.token(start + 1).spaced
            && self.cx.is_any(start + 1, ORDINAL);
        if counted { start..name.end } else { name }
    }

    /// "the Green party", "the Anomo movement": a head in lower case behind a name.
    fn lone_party(&self, run: &Range<usize>) -> Option<Guess> {
        const HEADS: &[&str] = &["party", "movement", "militia"];
        let named = run.len() <= 3 && run.clone().all(|i| self.capital(i)) && !self.lexical(run.start);
        let head = HEADS.iter().any(|head| self.cx.text(run.end) == *head) && self.cx.token(run.end).spaced;
        let fit = named && head && !self.opens(run.start) && !self.is(run.start, Class::THING.or(Class::PLACE).or(Class::TITLE));
        fit.then(|| Guess { tokens: run.start..run.end + 1, kind: ActorKind::Organization, rule: "named-party" })
    }

    /// A single word or an acronym whose neighbours show that it acts, or that people belong to it.
    fn alone(&self, run: &Range<usize>) -> Option<Guess> {
        let (cx, at) = (self.cx, run.start);
        let token = cx.token(at);
        if run.len() != 1 || self.is(at, PLAIN) || self.lexical(at) || self.located(at) || token.span.len() < 2 {
            return None;
        }
        let written = token.shape != Shape::Capital;
        if written && (token.span.len() > 6 || [at.wrapping_sub(1), at + 1].iter().any(|&i| cx.token(i).shape == Shape::Upper)) {
            return None;
        }
        let deed = |i: usize| self.is(i, Class::DEED) && cx.token(i).shape == Shape::Lower;
        let next =
            run.end + usize::from(cx.has(run.end, Class::HAVE.or(Class::ADVERB).or(Class::MODAL)) || cx.is(run.end, "was"));
        let acts = cx.has(run.end, Class::SAYING) || deed(run.end) || deed(next) || cx.is(run.end, "who");
        let the = at > self.start && cx.is(at - 1, "the") && token.shape == Shape::Upper;
        let ends =
            !matches!(cx.token(run.end).shape, Shape::Lower | Shape::Number | Shape::Capital | Shape::Upper | Shape::Mixed)
                && !cx.is_mark(run.end, b'-')
                || cx.has(run.end, Class::CLOSED) && !cx.has(run.end, Class::ADVERB);
        if the && ends {
            return Some(Guess { tokens: run.clone(), kind: ActorKind::Organization, rule: "the-acronym" });
        }
        let kind = if written { ActorKind::Organization } else { ActorKind::Person };
        if self.tied(run) {
            return Some(Guess { tokens: run.clone(), kind: ActorKind::Organization, rule: "tied-name" });
        }
        (acts && (token.span.len() > 2 || written)).then(|| Guess { tokens: run.clone(), kind, rule: "acting-name" })
    }

    /// "member of X", "led X", "X candidate", "X's leader".
    fn tied(&self, run: &Range<usize>) -> bool {
        let cx = self.cx;
        let tie = |i: usize| i >= self.start && self.is(i, Class::TIE) && cx.token(i).shape == Shape::Lower;
        let Some(before) = run.start.checked_sub(1).filter(|b| *b >= self.start) else { return false };
        let before = if cx.is(before, "the") && before > self.start { before - 1 } else { before };
        let of = cx.is(before, "of") && before > self.start && tie(before - 1);
        let after = run.end + usize::from(cx.is(run.end, "'s"));
        of || cx.is(before, "joined") || cx.is(before, "joining") || tie(after) && cx.token(after).spaced
    }

    /// Words that head a name only as its last: "Harbour Watch International".
    fn last_only(&self, i: usize) -> bool {
        self.cx.is_any(i, const { &Words::of(["international", "watch", "action", "list", "choice"]) })
    }

    /// The end of a name that goes on behind its head: "Party of Freedom and Progress", but not into a title or a given name.
    fn tail(&self, run: &Range<usize>, head: usize) -> usize {
        let stop = (head + 1..run.end).find(|&i| self.is(i, Class::TITLE) && self.cx.token(i).spaced && self.capital(i));
        stop.unwrap_or(run.end)
    }

    /// A person in a run: after titles and party adjectives, from the given name on.
    fn person(&self, run: &Range<usize>) -> Option<Guess> {
        let title =
            run.clone().take_while(|&i| self.cx.is_mark(i, b'.') || self.is(i, Class::TITLE) && !self.is(i, Class::GIVEN)).last();
        let after_title = title.map_or(run.start, |i| i + 1);
        let last_title =
            (after_title..run.end).rev().find(|&i| self.is(i, Class::TITLE) && !self.is(i, Class::GIVEN) && self.capital(i));
        let start = last_title.map_or(after_title, |i| i + 1);
        let given = (start..run.end).find(|&i| self.is(i, Class::GIVEN) && (i == start || self.leads(start..i)));
        let start = given.unwrap_or(start);
        let name = start..run.end;
        let words = name.clone().filter(|&i| self.capital(i)).count();
        let joined = name.clone().any(|i| self.cx.is_any(i, const { &Words::of(["of", "for", "on", "to", "and", "against"]) }));
        if words == 0 || words > 5 || joined || name.clone().any(|i| self.digit_or_shout(i)) {
            return None;
        }
        let titled = start > run.start && title.or(last_title).is_some() || self.titled(start);
        let last = name.end - 1;
        let known = |i: usize| self.is(i, PLAIN) || self.lexical(i);
        let strange = name.clone().any(|i| self.capital(i) && !self.initial(i) && !known(i));
        let many = self.is(last, Class::ENGLISH) && self.cx.text(last).ends_with('s');
        let thing = self.is(last, Class::THING.or(HEAD)) || (self.is(last, Class::PLACE) || many) && !titled;
        let guess = |rule| Some(Guess { tokens: name.clone(), kind: ActorKind::Person, rule });
        // "Jordan" is a state, too: only a surname makes a person of it.
        let first = given.is_some() && (strange || !self.lexical(start));
        if first && words >= 2 && (!self.is(last, Class::THING.or(HEAD)) || words > 2) {
            return guess("given-name");
        }
        if titled && !thing && (strange || words >= 2 && !self.is(last, Class::ENGLISH)) {
            return guess("titled-name");
        }
        if thing || !strange || name.clone().any(|i| self.capital(i) && (self.is(i, Class::PLACE) || self.lexical(i))) {
            return None;
        }
        if self.cx.has(name.end, Class::SAYING) && !self.located(start) {
            return guess("saying-name");
        }
        let initials = name.clone().any(|i| self.initial(i));
        let spaced = name.clone().skip(1).any(|i| self.capital(i) && self.cx.token(i).spaced);
        (words >= 2 && spaced && !self.adjective(start) && (initials || !self.located(start))).then_some(())?;
        if self.foreign(&name) {
            return Some(Guess { tokens: name, kind: ActorKind::Organization, rule: "foreign-name" });
        }
        guess("unknown-name")
    }

    /// Whether the words before a given name only describe the person: "Republican", "Scottish".
    fn leads(&self, before: Range<usize>) -> bool {
        before
            .into_iter()
            .all(|i| !self.capital(i) || self.is(i, Class::ENGLISH.or(Class::PLACE).or(Class::TITLE)) || self.lexical(i))
    }

    /// Whether the lexicon of actors knows a word by itself, as it does demonyms.
    fn lexical(&self, i: usize) -> bool {
        let text = self.cx.text(i);
        self.cx
            .lexicon
            .matcher
            .names(text, std::iter::once((Span::new(0, text.len()), self.cx.token(i).head)), Some)
            .any(|name| name.span.len() == text.len())
    }

    /// Figures and words in capitals make no person.
    fn digit_or_shout(&self, i: usize) -> bool {
        let token = self.cx.token(i);
        token.shape == Shape::Number || token.shape == Shape::Upper && token.span.len() > 1
    }

    /// Two foreign words that join nouns, none of them a nobleman's: "Parti des Réformes et des Libertés".
    fn foreign(&self, name: &Range<usize>) -> bool {
        const JOINS: &Words = &Words::of(["et", "und", "y", "e", "i", "och", "og", "für", "per", "pour", "voor"]);
        name.clone().any(|i| !self.capital(i) && self.cx.is_any(i, JOINS))
    }

    /// Whether a title in lower or upper case stands before.
    fn titled(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1).filter(|b| *b >= self.start) else { return false };
        let title = |i: usize| self.is(i, Class::TITLE);
        title(before) || self.cx.is_mark(before, b'.') && before > self.start && title(before - 1)
    }

    /// Whether a word of place governs the name: "in Trapani", "the province of Trapani".
    pub(super) fn located(&self, start: usize) -> bool {
        const PLACES: &Words = &Words::of([
            "province",
            "city",
            "town",
            "village",
            "region",
            "county",
            "riding",
            "constituency",
            "district",
            "port",
            "island",
            "seat",
            "battle",
            "siege",
            "oblast",
            "municipality",
            "university",
            "state",
            "base",
            "settlement",
            "suburb",
            "capital",
            "north",
            "south",
            "east",
            "west",
            "northeast",
            "northwest",
            "southeast",
            "southwest",
            "outskirts",
            "vicinity",
            "parts",
        ]);
        let cx = self.cx;
        let Some(before) = start.checked_sub(1).filter(|b| *b >= self.start) else { return false };
        let before = if cx.is(before, "the") && before > self.start { before - 1 } else { before };
        const TOWARDS: &Words = &Words::of(["toward", "towards", "between", "via", "along"]);
        cx.has(before, Class::LOCATIVE)
            || cx.is_any(before, TOWARDS)
            || (cx.is(before, "of") || cx.is(before, "for")) && before > self.start && cx.is_any(before - 1, PLACES)
    }

    /// "Left Ecology Freedom (SL)": plain words that an acronym in brackets shows to be a name.
    fn spelt_out(&self, run: &Range<usize>) -> Option<Guess> {
        self.acronym(run).map(|_| Guess { tokens: run.clone(), kind: ActorKind::Organization, rule: "name-with-acronym" })
    }

    /// The acronym in brackets behind a name, if it is one of that name.
    pub(super) fn acronym(&self, name: &Range<usize>) -> Option<usize> {
        let (cx, at) = (self.cx, name.end + 1);
        let token = cx.token(at);
        let shaped = matches!(token.shape, Shape::Upper | Shape::Mixed) && (2..=8).contains(&token.span.len());
        let closed = cx.is_mark(at + 1, b')') || cx.is_mark(at + 1, b',') || cx.is_mark(at + 1, b';');
        if !cx.is_mark(name.end, b'(') || !shaped || !closed || at >= self.end || self.is(at, Class::THING) {
            return None;
        }
        // Its first letter opens a word of the name; foreign parties are cited with the acronym of their own language.
        let first = cx.text(at).chars().next()?;
        let words = name.clone().filter(|&i| self.capital(i)).count();
        let opens = name.clone().any(|i| cx.text(i).starts_with(first));
        (words >= 2 && (opens || self.is(name.end - 1, HEAD) || (name.clone()).any(|i| self.is(i, HEAD)))).then_some(at)
    }
}
