//! What a page must not be for the parser's time to stay in proportion to its length, told from its tags alone. What an element means
//! is not known here.

/// A page that nests deeper is no page, and the parser's time grows with the square of the depth.
const DEPTH: usize = 2000;
/// An element with more attributes is none that people write, and each is compared with all before it.
const ATTRIBUTES: usize = 1000;

/// Elements whose end tag may not be left out, so that what opens and does not close nests.
const NESTING: [&str; 16] = [
    "div",
    "span",
    "section",
    "article",
    "main",
    "table",
    "ul",
    "ol",
    "b",
    "i",
    "em",
    "strong",
    "a",
    "font",
    "blockquote",
    "center",
];

/// Whether a page is within bounds; the error is a reason for people.
pub(super) fn check(html: &str) -> Result<(), String> {
    let bytes = html.as_bytes();
    let mut depth = 0usize;
    // What stands in an attribute's value opens no tag, nor what stands in a script or a style sheet.
    let (mut read, mut raw) = (0, None);
    for at in memchr::memchr_iter(b'<', bytes) {
        let tag = bytes.get(at + 1..).unwrap_or(&[]);
        let (closes, name) = tag.strip_prefix(b"/").map_or((false, tag), |name| (true, name));
        if let Some(element) = raw {
            if !closes || !is(name, element) {
                continue;
            }
            raw = None;
        }
        if nests(name) {
            depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        }
        if depth > DEPTH {
            return Err(format!("elements nested more than {DEPTH} deep"));
        }
        if at >= read && name.first().is_some_and(u8::is_ascii_alphabetic) {
            let (attributes, length) = attributes(name);
            read = at + length;
            raw = ["script", "style"].into_iter().find(|element| !closes && is(name, element));
            if attributes > ATTRIBUTES {
                return Err(format!("an element with more than {ATTRIBUTES} attributes"));
            }
        }
    }
    Ok(())
}

/// Whether a tag is that of an element that nests.
fn nests(name: &[u8]) -> bool {
    NESTING.into_iter().any(|element| is(name, element))
}

/// Whether a tag is that of an element.
fn is(tag: &[u8], element: &str) -> bool {
    let end = tag.get(element.len()).is_none_or(|b| !b.is_ascii_alphanumeric());
    end && tag.get(..element.len()).is_some_and(|name| name.eq_ignore_ascii_case(element.as_bytes()))
}

/// How many attributes a tag has at most, and how many bytes it takes: words outside of quotes, up to the end of the tag.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let (mut words, mut before, mut at) = (0, b'<', 0);
    while let Some(&byte) = tag.get(at) {
        match byte {
            b'>' => break,
            // A quote that opens no value is a letter of a name.
            b'"' | b'\'' if before == b'=' => {
                let rest = tag.get(at + 1..).unwrap_or(&[]);
                at += 1 + memchr::memchr(byte, rest).unwrap_or(rest.len());
            }
            _ if byte.is_ascii_whitespace() || byte == b'/' => {}
            _ => words += usize::from(before.is_ascii_whitespace() || matches!(before, b'/' | b'"' | b'\'')),
        }
        before = if byte.is_ascii_whitespace() && before == b'=' { b'=' } else { byte };
        at += 1;
    }
    (words, at)
}

#[cfg(test)]
mod tests {
    use super::{attributes, check};

    #[test]
    fn attributes_are_counted_and_their_values_are_not() {
        assert_eq!(attributes(b"p>"), (0, 1));
        assert_eq!(attributes(b"path d=\"M 1 2 3 4 5 6 7 8\" id=x>text a b c").0, 2);
        assert!(check(&format!("<svg><path d='{}'/></svg>", "M 1 2 ".repeat(5000))).is_ok());
        let many: String = (0..1500).map(|n| format!(" a{n}='{n}'")).collect();
        assert!(check(&format!("<div{many}>x</div>")).is_err());
        assert!(check(&format!("<p>{}</p>", "a b c ".repeat(3000))).is_ok());
        assert!(check(&format!("<script>if (a<b) {{ {} }}</script><p>x</p>", "let x = 1; ".repeat(3000))).is_ok());
        assert!(check(&format!("<script>a<b</script><div{many}>x</div>")).is_err());
        assert!(check(&"<div>".repeat(3000)).is_err());
        assert!(check(&"<div></div>".repeat(3000)).is_ok());
    }
}
