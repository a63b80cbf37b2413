//! Names as pages write them, made plain: authors without "By" and what follows, outlets without their slogans, headlines without
//! their outlets. Where a name stands on a page is not known here.

use crate::read::date::month_named;
use crate::text::plain_words;

/// What stands between a headline and the outlet's name, or that and a slogan.
const BETWEEN: &[&str] = &[" - ", " | ", " – ", " — ", " · ", " • ", " :: ", " » ", " « "];

/// A name as authors have them: without "By", without what follows it; not an address, a handle or a form's field.
pub(super) fn person(text: &str) -> Option<String> {
    const OPENINGS: &[&str] = &[
        "written by ",
        "posted by ",
        "reported by ",
        "analysis by ",
        "opinion by ",
        "story by ",
        "text by ",
        "author: ",
        "authors: ",
        "by: ",
        "by ",
        "par ",
        "por ",
        "von ",
    ];
    const NOBODY: &[&str] =
        &["admin", "by", "staff", "editor", "webmaster", "writer", "author", "contributor", "guest", "unknown"];
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let bare = OPENINGS.iter().find_map(|opening| lower.starts_with(opening).then(|| text.get(opening.len()..))?).unwrap_or(text);
    let bare = bare.trim();
    let end = bare.find(|c: char| c.is_ascii_digit() || matches!(c, '|' | '\n' | '\t' | '(' | '@')).unwrap_or(bare.len());
    let mut bare = bare.get(..end)?;
    loop {
        let trimmed = bare.trim().trim_matches(['-', '–', '—', ',', '·', '•', ':', '/', '[']).trim();
        let last = trimmed.rsplit([' ', ',']).next().filter(|word| word.len() < trimmed.len() && is_of_a_date(word));
        bare = trimmed.get(..trimmed.len() - last.map_or(0, str::len))?;
        if last.is_none() {
            break;
        }
    }
    let address = !bare.contains(' ') && bare.rsplit_once('.').is_some_and(|(host, end)| host.len() > 1 && end.len() >= 2);
    let known = !NOBODY.iter().any(|nobody| bare.eq_ignore_ascii_case(nobody))
        && !is_of_a_date(bare)
        && !lower.contains("http")
        && !address;
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let spaced = || bare.split_whitespace().collect::<Vec<_>>().join(" ");
    (known && letters >= 3 && bare.len() <= 120).then(spaced)
}

/// Whether a word belongs to the date that follows a name.
fn is_of_a_date(word: &str) -> bool {
    const WORDS: &[&str] = &["on", "at", "published", "posted", "updated", "last", "date", "submitted", "pm", "am"];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let weekday =
        word.ends_with("day") && ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].iter().any(|day| word.starts_with(day));
    // A month cut short may be a name ("Jan").
    WORDS.contains(&word.as_str()) || weekday || word.len() > 4 && month_named(&word).is_some()
}

/// The name of an outlet: without a slogan, and not that of who merely hosts it.
pub(super) fn outlet(text: &str) -> Option<String> {
    const HOSTS: &[&str] = &["Blogger", "WordPress.com", "WordPress"];
    let name = text.trim().trim_start_matches("www.");
    let cut = BETWEEN.iter().filter_map(|between| name.find(between)).min().filter(|at| *at >= 3);
    let name = cut.and_then(|at| name.get(..at)).unwrap_or(name).trim();
    let named = !name.is_empty() && !name.starts_with('@') && !name.contains("://") && !HOSTS.contains(&name);
    named.then(|| name.to_owned())
}

/// A headline without the name of its outlet at either end.
pub(super) fn headline(title: &str, outlet: Option<&str>, host: Option<&str>) -> String {
    let squeezed = |text: &str| plain_words(text).collect::<String>().to_lowercase();
    let known: Vec<String> = outlet.iter().chain(&host).map(|name| squeezed(name)).collect();
    let is_outlet = |part: &str| {
        let part = squeezed(part);
        let around = |name: &String| name.len() >= 3 && part.len() <= 2 * name.len() && part.contains(name.as_str());
        part.len() >= 3 && known.iter().any(|name| name.contains(&part) || around(name))
    };
    let mut title = title.trim();
    for _ in 0..3 {
        let last = BETWEEN.iter().filter_map(|between| Some((title.rfind(between)?, between.len()))).max();
        let first = BETWEEN.iter().filter_map(|between| Some((title.find(between)?, between.len()))).min();
        let tail = last.and_then(|(at, gap)| is_outlet(title.get(at + gap..)?).then(|| title.get(..at))?);
        let head = first.and_then(|(at, gap)| is_outlet(title.get(..at)?).then(|| title.get(at + gap..))?);
        match tail.or(head).map(str::trim).filter(|rest| rest.split(' ').count() >= 2) {
            Some(rest) => title = rest,
            None => break,
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{headline, outlet, person};

    #[test]
    fn authors_are_named_without_what_stands_around_them() {
        let named = |text| person(text).unwrap_or_default();
        assert_eq!(named("By: Ada Brook August 18, 2010"), "Ada Brook");
        assert_eq!(named("Ada Brook Monday, February 2"), "Ada Brook");
        assert_eq!(named("Par Ada  Brook"), "Ada Brook");
        assert_eq!(named("Jan Sunday"), "Jan");
        assert_eq!(named("Jan Friis"), "Jan Friis");
        assert_eq!(named("April May"), "April May", "only what follows a name is a date");
        assert_eq!(named("coast.example"), "");
        assert_eq!(named("Writer"), "");
        assert_eq!(named("Last Updated: January 7"), "");
        assert_eq!(named("Pardew Vonn"), "Pardew Vonn");
    }

    #[test]
    fn headlines_and_outlets_stand_alone() {
        assert_eq!(headline("Cable cut again - The Quay", Some("The Quay"), None), "Cable cut again");
        assert_eq!(headline("Quay News | Cable cut again", None, Some("quaynews.example")), "Cable cut again");
        assert_eq!(headline("Cable cut again - and mended", Some("The Quay"), None), "Cable cut again - and mended");
        assert_eq!(headline("Quay - The Quay", Some("The Quay"), None), "Quay - The Quay", "a word is no headline");
        assert_eq!(outlet("The Quay - all that floats").as_deref(), Some("The Quay"));
        assert_eq!(outlet("Blogger"), None);
        assert_eq!(outlet("www.quay.example").as_deref(), Some("quay.example"));
    }
}
