//! Times named by what they open with: "since the full-scale invasion", "since the start of the war in Ukraine". Which there are is the
//! lexicon's matter.

use crate::lexicon::Class;
use crate::tag::context::{Context, Sentence};
use crate::text::{Shape, Words};
use jiff::civil::Date;
use std::ops::Range;

/// How many words stand between "since" and the name at most: "since the very start of Russia's brutal".
const OPENING: usize = 8;

/// The time behind a "since" at `i`: its tokens, those of the name, and its first day.
pub(super) fn since(cx: &Context<'_>, i: usize, sentence: &Sentence) -> Option<(Range<usize>, Range<usize>, Date)> {
    let end = sentence.tokens.end;
    let opens = |at: &usize| {
        let other = Class::VERB.or(Class::BE).or(Class::HAVE).or(Class::MODAL).or(Class::CONJUNCTION).or(Class::PREPOSITION);
        let opening = cx.is_any(*at, const { &Words::of(["start", "beginning", "outbreak", "onset", "launch", "of"]) });
        let word = matches!(cx.token(*at).shape, Shape::Capital | Shape::Upper | Shape::Lower);
        opening || word && !cx.has(*at, other) || cx.is_mark(*at, b'-')
    };
    for at in (i + 1..end.min(i + 1 + OPENING)).take_while(|at| *at == i + 1 || (i + 1..*at).all(|before| opens(&before))) {
        // The longest first: "full-scale invasion" has a dash of its own.
        for close in (at + 1..=(at + 5).min(end)).rev() {
            let name = cx.quote(at..close).text.to_lowercase();
            let named = cx.lexicon.eras.named(&name);
            if named.is_empty() || noun_goes_on(cx, close) {
                continue;
            }
            let clear = named.iter().find(|(_, clear)| *clear).map(|(era, _)| *era);
            let era = clear.or_else(|| meant(cx, named, sentence))?;
            return Some((i..close, at..close, cx.lexicon.eras.entry(era)?.first()?));
        }
    }
    None
}

/// "since the war crimes trial": the name is part of another.
fn noun_goes_on(cx: &Context<'_>, at: usize) -> bool {
    let verb = Class::VERB.or(Class::CLOSED).or(Class::BE).or(Class::HAVE).or(Class::MODAL);
    cx.token(at).shape == Shape::Lower
        && cx.token(at).spaced
        && !cx.has(at, verb)
        && !cx.is_any(at, const { &Words::of(["began", "started", "broke", "erupted", "escalated", "resumed"]) })
}

/// Which of several times of one name is meant: that of which a word stands in the sentence, else of which most stand in the article.
fn meant(cx: &Context<'_>, named: &[(usize, bool)], sentence: &Sentence) -> Option<usize> {
    let count = |tokens: Range<usize>, era: usize| {
        let near = |i: &usize| matches!(cx.token(*i).shape, Shape::Capital) && cx.lexicon.eras.near(cx.text(*i)).contains(&era);
        tokens.filter(near).count()
    };
    let most = |tokens: Range<usize>| {
        let counted = named.iter().map(|(era, _)| (count(tokens.clone(), *era), *era));
        counted.filter(|(count, _)| *count > 0).max_by_key(|(count, era)| (*count, usize::MAX - era)).map(|(_, era)| era)
    };
    most(sentence.tokens.clone()).or_else(|| most(0..cx.tokens.len()))
}
