//! What is known of an article beside its text: title, byline, outlet, day, address, language. Not the text itself.

use super::date::date;
use crate::model::{Origin, Provenance};
use jiff::civil::Date;

/// What an input says of its article, or what the caller knows. Everything may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// The file it came from.
    pub path: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Outlet or publisher.
    pub source: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Canonical URL.
    pub url: Option<String>,
    /// Language as the input gives it ("en", "en-US").
    pub lang: Option<String>,
    /// Where each of these came from.
    pub origins: Provenance,
}

impl Meta {
    /// Names `origin` as the place of everything known whose place is not named yet.
    pub fn said_by(mut self, origin: impl Into<Origin>) -> Self {
        let origin = origin.into();
        let name = |known: bool, slot: &mut Option<Origin>| {
            if known {
                slot.get_or_insert_with(|| origin.clone());
            }
        };
        name(self.title.is_some(), &mut self.origins.title);
        name(self.byline.is_some(), &mut self.origins.byline);
        name(self.source.is_some(), &mut self.origins.source);
        name(self.published.is_some(), &mut self.origins.published);
        name(self.url.is_some(), &mut self.origins.url);
        name(self.lang.is_some(), &mut self.origins.lang);
        self
    }

    /// Takes over what `self` lacks, with where it came from.
    pub(super) fn or(mut self, other: Meta) -> Meta {
        fn fill<T>(slot: &mut Option<T>, origin: &mut Option<Origin>, other: Option<T>, its: Option<Origin>) {
            if slot.is_none() && other.is_some() {
                (*slot, *origin) = (other, its);
            }
        }
        self.path = self.path.or(other.path);
        let (ours, its) = (&mut self.origins, other.origins);
        fill(&mut self.title, &mut ours.title, other.title, its.title);
        fill(&mut self.byline, &mut ours.byline, other.byline, its.byline);
        fill(&mut self.source, &mut ours.source, other.source, its.source);
        fill(&mut self.published, &mut ours.published, other.published, its.published);
        fill(&mut self.url, &mut ours.url, other.url, its.url);
        fill(&mut self.lang, &mut ours.lang, other.lang, its.lang);
        self
    }

    /// Stores the value of a header line or of a front-matter key; `false` where the key is none of a header's, or a date cannot
    /// be read. The first value of a key wins.
    pub(super) fn set(&mut self, key: &str, value: &str) -> bool {
        let value = value.trim().trim_matches(['"', '\'', '[', ']']).trim();
        if value.is_empty() {
            return false;
        }
        let slot = match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" | "name" => &mut self.title,
            "author" | "authors" | "byline" | "by" | "creator" => &mut self.byline,
            "source" | "outlet" | "publisher" | "publication" | "site" => &mut self.source,
            "url" | "link" | "canonical" | "canonical_url" | "permalink" => &mut self.url,
            "lang" | "language" => &mut self.lang,
            "date" | "published" | "publication date" | "publication_date" | "published_at" | "publishedat"
            | "published_date" | "pubdate" | "pub_date" | "datepublished" | "date_published" => {
                let read = date(value);
                self.published = self.published.or(read);
                return read.is_some();
            }
            _ => return false,
        };
        slot.get_or_insert_with(|| value.to_owned());
        true
    }
}

/// Key and value of a line "Key: value" whose key is one word or two.
pub(super) fn header(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    (key.len() <= 20 && !key.contains("http")).then_some((key, value))
}

/// Front matter between two `---` lines at the top: what it says, and at which byte the text starts.
pub(super) fn front_matter(text: &str) -> Option<(Meta, usize)> {
    let body = text.strip_prefix("---")?.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n')?;
    let mut meta = Meta::default();
    let mut at = text.len() - body.len();
    for line in body.split_inclusive('\n') {
        at += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return Some((meta.said_by("front matter"), at));
        }
        if let Some((key, value)) = header(line) {
            meta.set(key, value);
        }
    }
    None
}

/// The name in "By NAME", "by Name Surname and Name Surname".
pub(super) fn by_line(text: &str) -> Option<&str> {
    let name = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).or_else(|| text.strip_prefix("BY "))?.trim();
    let name = name.split([',', '|']).next().unwrap_or(name).trim();
    let words = name.split_ascii_whitespace();
    let names = words.clone().filter(|word| word.starts_with(char::is_uppercase)).count();
    let small = words.clone().filter(|word| !word.starts_with(char::is_uppercase));
    let joins = |word: &str| matches!(word, "and" | "&" | "de" | "von" | "van" | "der" | "al" | "in" | "for");
    (names >= 2
        && words.count() <= 8
        && !name.contains(|c: char| c.is_ascii_digit())
        && small.into_iter().all(joins)
        && !name.ends_with('.'))
    .then_some(name)
}

/// The name in a last line "NAME SURNAME, head of …".
pub(super) fn author(text: &str) -> Option<&str> {
    let (name, role) = text.split_once(", ")?;
    let words = name.split_ascii_whitespace().count();
    let capital = name.split_ascii_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let named = (2..=4).contains(&words) && capital && !name.contains(|c: char| c.is_ascii_digit());
    (named && text.len() <= 200 && !text.ends_with(['.', ':', '?', '!', '”', '"']) && role.contains(' ')).then_some(name)
}
