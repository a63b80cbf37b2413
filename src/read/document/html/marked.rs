//! Day and author as a page's markup shows them: in elements made for it, else in the line below the headline, else in the address.
//! Words without markup are `plain`'s.

use super::names::person;
use crate::read::date::date;
use dom_query::{Document, NodeRef};
use jiff::civil::Date;

/// How far below the headline the line with the day is looked for: in elements, and in long paragraphs.
const BELOW: usize = 400;
const PARAGRAPHS: usize = 2;
/// The line is short, and so is what it is made of.
const LINE: usize = 80;
const PARTS: usize = 8;

/// The day of publication.
pub(super) fn day(document: &Document) -> Option<Date> {
    let stamped = |selector: &&str| {
        document.select(selector).nodes().iter().filter(|node| !is_comment(node)).take(4).find_map(|node| {
            let stamp = node.attr("datetime").or_else(|| node.attr("content")).unwrap_or_else(|| node.text());
            date(&stamp)
        })
    };
    let surest =
        ["time[itemprop=datePublished]", "[itemprop=datePublished]", "time[pubdate]", "time.published", "abbr.published"];
    let likely = ["article time[datetime]", "header time[datetime]"];
    surest.iter().find_map(stamped).or_else(|| likely.iter().find_map(stamped)).or_else(|| below_headline(document))
}

/// The author.
pub(super) fn author(document: &Document) -> Option<String> {
    let named = |selector: &&str| {
        let nodes = document.select(selector);
        nodes.nodes().iter().filter(|node| !is_comment(node)).take(1).find_map(|node| person(&node.text()))
    };
    ["[itemprop=author] [itemprop=name]", "a[rel=author]", "[itemprop=author]"].iter().find_map(named)
}

/// Whether an element is of the readers' comments.
fn is_comment(node: &NodeRef) -> bool {
    let says = |node: &NodeRef| {
        [node.class(), node.id_attr()].into_iter().flatten().any(|name| name.to_ascii_lowercase().contains("comment"))
    };
    says(node) || node.ancestors_it(Some(16)).any(|node| says(&node))
}

/// The first day below the headline whose element is called after what it is, and holds little else. What stands above is the day
/// of the visit as often as not, and further below are comments and other articles.
fn below_headline(document: &Document) -> Option<Date> {
    let root = document.root();
    let mut nodes = root.descendants_it().skip_while(|node| !node.has_name("h1"));
    nodes.next()?;
    let mut paragraphs = 0;
    for node in nodes.filter(NodeRef::is_element).take(BELOW) {
        paragraphs += usize::from(node.has_name("p") && node.text().len() > LINE);
        if paragraphs > PARAGRAPHS {
            break;
        }
        let class = node.class().map(|class| class.to_ascii_lowercase()).unwrap_or_default();
        let says = |word: &&str| class.contains(word);
        let called = node.has_name("time") || ["date", "time", "publish", "posted", "byline"].iter().any(&says);
        if !called || ["update", "modif", "expire", "comment"].iter().any(says) {
            continue;
        }
        if let Some(day) = node.attr("datetime").and_then(|stamp| date(&stamp)).filter(is_of_the_web) {
            return Some(day);
        }
        if node.descendants_it().take(PARTS + 1).count() <= PARTS {
            let text = node.text();
            if let Some(day) = date(&text).filter(|day| text.trim().len() <= LINE && is_of_the_web(day)) {
                return Some(day);
            }
        }
    }
    None
}

/// A time of day before a month's name reads like a year.
fn is_of_the_web(day: &Date) -> bool {
    (1990..2100).contains(&day.year())
}

/// The day in an address: "/2025/11/20/", "/2025/nov/20/", "/2025-11-20-".
pub(super) fn day_in(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(['?', '#']).next()?.split('/').skip(3).collect();
    let year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    let small = |text: &&str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let apart = parts.windows(3).find_map(|parts| match parts {
        [y, m, d] if year(y) && small(d) && small(m) => date(&format!("{y}-{m:0>2}-{d:0>2}")),
        [y, m, d] if year(y) && small(d) => date(&format!("{d} {m} {y}")),
        _ => None,
    });
    apart.or_else(|| parts.iter().filter(|part| part.get(..4).is_some_and(year)).find_map(|part| date(part.get(..10)?)))
}

#[cfg(test)]
mod tests {
    use super::day_in;

    #[test]
    fn an_address_tells_its_day_where_all_of_it_is_there() {
        let day = |url| day_in(url).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day("https://a.example/2025/11/20/cable"), "2025-11-20");
        assert_eq!(day("https://a.example/world/2025/nov/9/cable"), "2025-11-09");
        assert_eq!(day("https://a.example/2025-11-20-cable.html"), "2025-11-20");
        assert_eq!(day("https://a.example/2025/11/cable"), "");
        assert_eq!(day("https://a.example/2025/99/20/cable"), "");
        assert_eq!(day("https://a.example/item/2010/12345678"), "");
    }
}
