//! What the figure stage costs alone: against the bare scan on prose without a number, and on text that is nothing but numbers or their
//! marks, a megabyte of it and twice and four times as much. It reads no file and builds no index.

use super::generator::Made;
use super::ratio::{Ratio, median, millis, time_worked};
use countersign::lexicon::{Class, Lexicon};
use countersign::model::{Analysis, Article};
use countersign::read::{Meta, article_from_text};
use countersign::tag::{context::Context, figures};
use countersign::text::{Shape, tokens};
use std::time::Duration;

/// On prose without a number, no more than the scan for names.
const AIM: f64 = 1.0;
const ROUNDS: usize = 9;
/// A hostile text of one size.
const MEGABYTE: usize = 1_000_000;

/// What hostile texts repeat.
const HOSTILE: &[(&str, &str)] = &[
    ("digits", "7"),
    ("digits, spaced", "7 "),
    ("commas", ","),
    ("1,1,1,1,", "1,"),
    ("1, 1, 1,", "1, "),
    ("million million", "million "),
    ("one two one two", "one two "),
    ("half a half a", "half a "),
    ("$$$$", "$"),
    ("- - -", "- "),
    ("1-1-1-", "1-"),
    ("from 1 to 2", "from 1 to 2 "),
    ("more than more than", "more than "),
    ("1 km 2 m", "1 km 2 m "),
];

/// Prints the ratio on prose and the times on hostile text.
pub fn print(articles: &[Made], lexicon: &Lexicon) {
    let prose: Vec<Article> = articles.iter().map(|made| article(numberless(&made.text, lexicon))).collect();
    let contexts: Vec<Context<'_>> = prose.iter().map(|article| Context::new(article, lexicon)).collect();
    let bytes = prose.iter().map(|article| article.text.len()).sum();
    let Some(automaton) = lexicon.matcher.automaton() else { return };
    let scan = || prose.iter().map(|article| automaton.find_iter(&article.text).count()).sum::<usize>();
    let ratio = Ratio::measure(ROUNDS, || time_worked(|| contexts.iter().map(found).sum::<usize>()), || time_worked(scan));
    ratio.print("figures, no numbers", "a bare scan", AIM, bytes);
    println!("\nfigures on hostile text, ms for 1, 2 and 4 MB, and how the time grows when the text doubles");
    for (name, piece) in HOSTILE {
        let times: Vec<Duration> = [1, 2, 4].iter().map(|n| hostile(piece, n * MEGABYTE, lexicon)).collect();
        let growth: Vec<f64> = times
            .windows(2)
            .map(|two| two.last().map_or(0.0, |b| b.as_secs_f64()) / two.first().map_or(1.0, |a| a.as_secs_f64()))
            .collect();
        let show = |times: &[Duration]| times.iter().map(|time| format!("{:>9.2}", millis(*time))).collect::<String>();
        let grown = growth.iter().map(|ratio| format!("{ratio:>7.2}")).collect::<String>();
        println!("  {name:<20}{}{grown}", show(&times));
    }
}

/// The median time of a few runs over one hostile text.
fn hostile(piece: &str, bytes: usize, lexicon: &Lexicon) -> Duration {
    let article = article(piece.repeat(bytes / piece.len()));
    let context = Context::new(&article, lexicon);
    median((0..3).map(|_| time_worked(|| found(&context))).collect())
}

/// How many figures a run finds.
fn found(context: &Context<'_>) -> usize {
    let mut found = Analysis::default();
    figures::tag(context, &mut found);
    found.figures.len()
}

/// The lines of a text without its digits and number words.
fn numberless(text: &str, lexicon: &Lexicon) -> String {
    let number = |word: &str| lexicon.words.class(lexicon.words.id(word)).any(Class::NUMERAL);
    let mut kept = String::with_capacity(text.len());
    let mut copied = 0;
    for token in tokens(text).filter(|token| token.shape == Shape::Number || number(token.span.of(text))) {
        kept.push_str(text.get(copied..token.span.start as usize).unwrap_or_default());
        copied = token.span.end as usize;
    }
    kept + text.get(copied..).unwrap_or_default()
}

fn article(text: String) -> Article {
    article_from_text("made", Meta::default(), text)
}
