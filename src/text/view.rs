//! A folded view of a text, with a map home: curly quotes, dashes, odd spaces, soft hyphens, ligatures and
//! decomposed letters read as their plain forms, words broken at a line's end as one, while every finding is still a span into the text as it was.
//! The view never changes case. An ASCII text is its own view, without a copy.

use rustc_hash::FxHashSet;
use std::borrow::Cow;

use super::Span;

/// The folded view of one text.
#[derive(Debug, Clone)]
pub struct View<'a> {
    folded: Cow<'a, str>,
    /// Every place where view and text differ, ascending.
    patches: Vec<Patch>,
}

/// One replaced stretch: where it stands in the view and where in the text.
#[derive(Debug, Clone, Copy)]
struct Patch {
    view: Span,
    text: Span,
}

impl<'a> View<'a> {
    /// Folds `text`.
    pub fn new(text: &'a str) -> Self {
        let mut breaks = breaks(text).into_iter().peekable();
        if breaks.peek().is_none() && text.is_ascii() {
            return Self { folded: Cow::Borrowed(text), patches: Vec::new() };
        }
        let mut folded = String::with_capacity(text.len());
        let mut patches = Vec::new();
        let mut copied = 0;
        let mut from = 0;
        loop {
            let letter = wide(text, from);
            if let Some(cut) = breaks.next_if(|cut| letter.is_none_or(|at| cut.start as usize <= at)) {
                folded.push_str(text.get(copied..cut.start as usize).unwrap_or(""));
                patches.push(Patch { view: Span::new(folded.len(), folded.len()), text: cut });
                copied = cut.end as usize;
                from = copied;
                continue;
            }
            let Some(at) = letter else { break };
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let end = at + c.len_utf8();
            from = end;
            let before = text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or('\0');
            let composed = compose(before, c);
            let base = at - before.len_utf8().min(at);
            let start = if composed.is_some() && base >= copied { base } else { at };
            let mut buffer = [0; 4];
            let plain = match composed {
                Some(whole) if start < at => &*whole.encode_utf8(&mut buffer),
                _ => match fold(c) {
                    Some(plain) => plain,
                    None => continue,
                },
            };
            folded.push_str(text.get(copied..start).unwrap_or(""));
            let view = folded.len();
            folded.push_str(plain);
            patches.push(Patch { view: Span::new(view, folded.len()), text: Span::new(start, end) });
            copied = end;
        }
        folded.push_str(text.get(copied..).unwrap_or(""));
        Self { folded: Cow::Owned(folded), patches }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.folded
    }

    /// The place in the original text of an offset in the view at which something starts.
    pub fn home(&self, at: u32) -> u32 {
        match self.before(|patch| patch.view.start <= at) {
            None => at,
            Some(patch) if at < patch.view.end => patch.text.start,
            Some(patch) => patch.text.end + (at - patch.view.end),
        }
    }

    /// The span in the original text of a span in the view.
    pub fn span_home(&self, span: Span) -> Span {
        let end = match self.before(|patch| patch.view.start < span.end) {
            None => span.end,
            Some(patch) if span.end < patch.view.end => patch.text.end,
            Some(patch) => patch.text.end + (span.end - patch.view.end),
        };
        Span { start: self.home(span.start).min(end), end }
    }

    /// The place in the view of an offset in the original text.
    pub fn away(&self, at: u32) -> u32 {
        match self.before(|patch| patch.text.start <= at) {
            None => at,
            Some(patch) if at < patch.text.end => patch.view.start,
            Some(patch) => patch.view.end + (at - patch.text.end),
        }
    }

    /// The last patch of those, at the front of the list, that hold.
    fn before(&self, holds: impl Fn(&Patch) -> bool) -> Option<Patch> {
        let n = self.patches.partition_point(holds);
        n.checked_sub(1).and_then(|i| self.patches.get(i)).copied()
    }
}

/// What the view leaves out so that a word broken at the end of a line reads as one: the hyphen and the line end, or the line end
/// alone where the word has a hyphen of its own, by how the text writes it elsewhere and by its first part.
fn breaks(text: &str) -> Vec<Span> {
    const OWN: &[&str] = &[
        "long",
        "short",
        "self",
        "non",
        "well",
        "high",
        "low",
        "mid",
        "co",
        "pre",
        "post",
        "anti",
        "ex",
        "cross",
        "multi",
        "full",
        "half",
        "part",
        "vice",
        "semi",
        "quasi",
        "pro",
        "counter",
        "one",
        "two",
        "three",
        "four",
        "five",
        "so",
        "re",
        "inter",
        "large",
        "small",
        "medium",
        "decision",
        "policy",
        "state",
        "government",
        "world",
        "year",
        "follow",
        "wide",
        "far",
    ];
    let hyphens: Vec<usize> = memchr::memmem::find_iter(text.as_bytes(), b"-\n").collect();
    if hyphens.is_empty() {
        return Vec::new();
    }
    let words: FxHashSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
    let cut = |at: usize| {
        let (before, after) = (text.get(..at)?, text.get(at + 2..)?);
        let left = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
        let right = after.split(|c: char| !c.is_alphabetic()).next()?;
        if left.len() < 2 || right.is_empty() || !right.starts_with(char::is_lowercase) || before.ends_with(char::is_uppercase) {
            return None;
        }
        let (joined, hyphened) = (format!("{left}{right}"), format!("{left}-{right}"));
        let own = !words.contains(joined.as_str()) && (words.contains(hyphened.as_str()) || OWN.contains(&left));
        Some(Span::new(if own { at + 1 } else { at }, at + 2))
    };
    hyphens.into_iter().filter_map(cut).collect()
}

/// The next character at or after `from` that is not ASCII: most of a text is skipped, several bytes at a time.
fn wide(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    for chunk in text.as_bytes().get(from..)?.chunks(16) {
        if !chunk.is_ascii() {
            return chunk.iter().position(|byte| !byte.is_ascii()).map(|i| at + i);
        }
        at += chunk.len();
    }
    None
}

/// The precomposed letter of a base and a combining mark.
fn compose(base: char, mark: char) -> Option<char> {
    ('\u{300}'..='\u{36F}').contains(&mark).then(|| unicode_normalization::char::compose(base, mark)).flatten()
}

/// What a character reads as in the view; `None` leaves it. An em dash stays, for it cuts clauses; a horizontal bar and a
/// figure dash read as a hyphen, as the en dash does.
fn fold(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' | '\u{00B4}' | '\u{FF07}' => "'",
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2033}' | '\u{FF02}' => "\"",
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => "-",
        '\u{2015}' => "\u{2014}",
        '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
        '\u{00AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => "",
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{2026}' => "...",
        '\u{2044}' | '\u{2215}' => "/",
        '\u{FF05}' => "%",
        '\u{FF04}' => "$",
        _ => return None,
    })
}
