//! What linking reads: one figure with its sentence, its document and the hashes by which copies are known. Not the article.

use crate::model::Figure;
use crate::text::{Span, folded, plain_words as tokens, run};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How many tokens a shared run must have to show a copy.
const WINDOW: usize = 8;
/// How much of the text on either side belongs to a quote.
const QUOTE: usize = 32;

/// The document of a claim, as far as linking cares.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DocRef {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Link to it.
    pub url: Option<String>,
    /// Ids, links or titles of documents that it says it quotes or digests ("read the full article by …").
    pub digests: Vec<String>,
    /// A hash of what was read, so that another version of it is another thing.
    pub print: u64,
    /// Stands for the document of which it is a copy or digest; 0 for an original.
    pub kin: u64,
}

impl DocRef {
    /// Equal for a document and its copies.
    pub(crate) fn origin(&self) -> u64 {
        if self.kin == 0 { folded(&self.id) } else { self.kin }
    }
}

/// One figure that makes a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its document; a claim that is stored leaves it to its neighbour.
    #[serde(skip)]
    pub document: Arc<DocRef>,
    /// Its sentence, in bytes of the document.
    pub sentence: Span,
    /// The sentence's words.
    pub sentence_text: String,
    /// The figure's words with 32 characters on either side.
    pub quote: String,
    /// Hashes of the runs of eight tokens around the figure, the figure itself masked; sorted.
    pub windows: Box<[u64]>,
    /// Hashes of the capitalised words of the sentence; sorted. They follow from it.
    #[serde(skip)]
    pub names: Box<[u64]>,
    /// Where the figure stands in the sentence, in code points of it.
    pub mark: Span,
    /// The figure.
    pub figure: Figure,
}

impl Claim {
    /// A claim from a document's text, the sentence that holds the figure, and the figure.
    pub fn new(document: Arc<DocRef>, text: &str, sentence: Span, figure: Figure) -> Self {
        Self {
            sentence,
            sentence_text: sentence.of(text).to_owned(),
            quote: quote(text, figure.span).to_owned(),
            windows: windows(text, figure.span),
            names: names(sentence.of(text)),
            mark: mark(sentence.of(text), sentence.start, figure.span),
            document,
            figure,
        }
    }
}

impl Claim {
    /// What a stored claim was without: its document, and what follows from its words.
    pub(super) fn restore(&mut self, document: &Arc<DocRef>) {
        self.document = document.clone();
        self.names = names(&self.sentence_text);
    }

    /// The words of the sentence before the figure.
    pub(crate) fn before(&self) -> &str {
        self.cut(0, self.mark.start)
    }

    /// The words of the sentence after the figure.
    pub(crate) fn after(&self) -> &str {
        self.cut(self.mark.end, u32::MAX)
    }

    /// The words of the sentence from the figure on.
    pub(crate) fn figure_and_after(&self) -> &str {
        self.cut(self.mark.start, u32::MAX)
    }

    /// The sentence between two code points of it.
    fn cut(&self, from: u32, to: u32) -> &str {
        let byte = |point: u32| {
            let at = self.sentence_text.char_indices().nth(point as usize);
            at.map_or(self.sentence_text.len(), |(at, _)| at)
        };
        self.sentence_text.get(byte(from)..byte(to)).unwrap_or("")
    }
}

/// Where a span stands in its sentence, which begins at `start`, in code points of the sentence.
pub(super) fn mark(sentence: &str, start: u32, span: Span) -> Span {
    let count = |end: u32| sentence.get(..end.saturating_sub(start) as usize).map_or(0, |head| head.chars().count());
    Span::new(count(span.start), count(span.end))
}

/// The text from 32 characters before a span to 32 after it.
fn quote(text: &str, span: Span) -> &str {
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text.get(..start).unwrap_or("");
    let after = text.get(end..).unwrap_or("");
    let from = before.char_indices().rev().nth(QUOTE - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(QUOTE).map_or(text.len(), |(at, _)| end + at);
    text.get(from..to).unwrap_or("")
}

/// Hashes of the eight-token windows of one paragraph that contain the figure, with the figure as one masked token: a copy
/// with a changed number is still a copy. A window with fewer tokens than eight shows nothing and is left out.
fn windows(text: &str, span: Span) -> Box<[u64]> {
    let paragraph = |part: &str, last: bool| {
        let cut = if last { part.rfind("\n\n").map(|at| at + 2) } else { part.find("\n\n") };
        (cut, part.len())
    };
    let before = text.get(..span.start as usize).unwrap_or("");
    let before = before.get(paragraph(before, true).0.unwrap_or(0)..).unwrap_or("");
    let after = text.get(span.end as usize..).unwrap_or("");
    let after = after.get(..paragraph(after, false).0.unwrap_or(after.len())).unwrap_or("");
    let mut words: Vec<u64> = tokens(before).rev().take(WINDOW - 1).map(folded).collect();
    words.reverse();
    words.push(0);
    words.extend(tokens(after).take(WINDOW - 1).map(folded));
    hashed(&words)
}

/// Hashes of the eight-token windows of a text, by which copies of it are known.
pub(super) fn runs(text: &str) -> Box<[u64]> {
    hashed(&tokens(text).map(folded).collect::<Vec<_>>())
}

fn hashed(words: &[u64]) -> Box<[u64]> {
    // Half of the bits tell the copies of one value apart, and cost half to keep.
    let mut hashes: Vec<u64> = words.windows(WINDOW).map(|words| run(words) & u64::from(u32::MAX)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into()
}

/// Months and weekdays: capitalised, and the name of nothing.
fn is_calendar(word: &str) -> bool {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    is_month(word) || DAYS.contains(&word)
}

/// The name of a month.
pub(super) fn is_month(word: &str) -> bool {
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    months.contains(&word)
}

/// Hashes of the capitalised words of a sentence but the first word, which is always capitalised.
fn names(sentence: &str) -> Box<[u64]> {
    let mut hashes: Vec<u64> = tokens(sentence)
        .skip(1)
        .filter(|token| token.len() > 2 && token.chars().next().is_some_and(char::is_uppercase) && !is_calendar(token))
        .map(folded)
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into()
}
