//! The frame of the HTML report: escaping, links to a quoted sentence, style, script. No findings.

pub(super) use crate::report::escape::html as escaped;

/// The style sheet, light and dark, for screen and print.
pub(in crate::report) const STYLE: &str = include_str!("page.css");
/// The filters.
pub(super) const SCRIPT: &str = include_str!("page.js");

/// The address of a sentence on its page: a text fragment of its first words. Only web addresses are linked.
pub(super) fn anchor(url: &str, sentence: &str) -> Option<String> {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return None;
    }
    let words = sentence.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
    let mut fragment = String::new();
    for byte in words.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'~' => fragment.push(char::from(byte)),
            byte => fragment.push_str(&format!("%{byte:02X}")),
        }
    }
    let page = url.split('#').next().unwrap_or(url);
    Some(format!("{page}#:~:text={fragment}"))
}

/// The options of a filter.
pub(super) fn select(name: &str, label: &str, values: &[String]) -> String {
    let options: String = values.iter().map(|value| format!("<option>{}</option>", escaped(value))).collect();
    format!("<label>{label}<select name=\"{name}\"><option value=\"\">all</option>{options}</select></label>")
}
