//! A web page to text and blocks: the main text by `dom_smoothie`, its elements to blocks. What the extractor dropped is not in
//! the text.

use crate::model::BlockKind;
use crate::read::date::date;
use crate::read::meta::Meta;
use crate::read::unit::Unit;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, ReadabilityError};

/// A page with more elements than this is no article, and would take minutes.
const ELEMENTS: usize = 200_000;

/// A page that nests deeper is no page, and the parser's time grows with the square of the depth.
const DEPTH: usize = 2000;

/// The main text of a page.
#[derive(Debug, Default, Clone)]
pub(in crate::read) struct Page {
    /// The text, one line a block.
    pub text: String,
    /// Its blocks as byte ranges with their kinds.
    pub blocks: Vec<(usize, usize, BlockKind)>,
    /// What the page's head says.
    pub meta: Meta,
}

/// Extracts a page; the error is a reason for people.
pub(in crate::read) fn page(html: &str) -> Result<Page, String> {
    if nesting(html) > DEPTH {
        return Err(format!("elements nested more than {DEPTH} deep"));
    }
    let config = Config { max_elements_to_parse: ELEMENTS, ..Config::default() };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|error| error.to_string())?;
    let canonical = canonical(&reader.doc);
    let article = reader.parse().map_err(|error| match error {
        ReadabilityError::GrabFailed => "no main text found in the page".to_owned(),
        other => other.to_string(),
    })?;
    let filled = |value: String| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    let published = article.published_time.as_deref().and_then(date);
    let meta = Meta {
        title: filled(article.title),
        byline: article.byline.and_then(filled),
        source: article.site_name.and_then(filled),
        published,
        url: canonical.or(article.url.filter(|url| url.starts_with("http"))),
        lang: article.lang.and_then(filled),
        ..Meta::default()
    }
    .said_by("page");
    let content = Document::from(article.content);
    let mut page = Page { meta, ..Page::default() };
    Writer::new(&mut page).write(&content.root());
    Ok(page)
}

/// A piece of HTML that is all article: nothing is dropped but what is not text.
pub(in crate::read) fn fragment(html: &str) -> Page {
    let mut page = Page::default();
    if nesting(html) <= DEPTH {
        Writer::new(&mut page).write(&Document::from(html).root());
    }
    page
}

/// A text as HTML shows it.
pub(in crate::read) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// How deep a page nests at most, told from its tags alone; elements whose end tag may be left out are not counted.
fn nesting(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut depth, mut deepest) = (0usize, 0);
    for at in memchr::memchr_iter(b'<', bytes) {
        let tag = bytes.get(at + 1..).unwrap_or(&[]);
        let (closes, name) = tag.strip_prefix(b"/").map_or((false, tag), |name| (true, name));
        let open = [
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
        ]
        .into_iter()
        .any(|open| {
            let end = name.get(open.len()).is_none_or(|b| !b.is_ascii_alphanumeric());
            end && name.get(..open.len()).is_some_and(|name| name.eq_ignore_ascii_case(open.as_bytes()))
        });
        match (open, closes) {
            (true, true) => depth = depth.saturating_sub(1),
            (true, false) => depth += 1,
            (false, _) => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The page's own address.
fn canonical(document: &Document) -> Option<String> {
    let attribute = |selector, name| document.select(selector).attr(name).map(|value| value.trim().to_owned());
    attribute("link[rel=canonical]", "href")
        .or_else(|| attribute("meta[property='og:url']", "content"))
        .filter(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// What an element does to the blocks.
enum Role {
    /// Text inside is a block of this kind.
    Block(BlockKind),
    /// Ends a block, says nothing of the next.
    Break,
    /// Separates two cells of a row.
    Cell,
    /// Emphasis that makes a whole line a heading.
    Bold,
    /// Not text.
    Skip,
    /// Part of the line.
    Inline,
}

fn role(name: &str) -> Role {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Block(BlockKind::Heading),
        "li" | "dt" | "dd" => Role::Block(BlockKind::ListItem),
        "blockquote" => Role::Block(BlockKind::Quote),
        "figcaption" | "caption" => Role::Block(BlockKind::Caption),
        "tr" => Role::Block(BlockKind::Table),
        "td" | "th" => Role::Cell,
        "b" | "strong" => Role::Bold,
        "script" | "style" | "noscript" | "template" | "svg" | "button" | "select" | "textarea" | "iframe" | "head" => Role::Skip,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav" | "ul" | "ol" | "dl" | "table"
        | "tbody" | "thead" | "figure" | "pre" | "hr" | "br" | "address" | "details" | "summary" | "form" | "fieldset"
        | "center" => Role::Break,
        _ => Role::Inline,
    }
}

/// Writes the text of a tree and notes the blocks.
struct Writer<'p> {
    page: &'p mut Page,
    /// Where the open block starts.
    start: usize,
    /// White space that has not been written yet: a space between words, a tab between cells.
    pending: Option<char>,
    /// The kinds of the elements around, innermost last.
    kinds: Vec<BlockKind>,
    /// How many elements of emphasis are around, and how many bytes of the open block stand in them.
    bold: usize,
    bold_bytes: usize,
}

impl<'p> Writer<'p> {
    fn new(page: &'p mut Page) -> Self {
        Self { page, start: 0, pending: None, kinds: Vec::new(), bold: 0, bold_bytes: 0 }
    }

    /// Walks the tree without recursion: saved pages nest as deep as they like.
    fn write(&mut self, root: &NodeRef) {
        let mut node = *root;
        loop {
            let deeper = if self.enter(&node) { node.first_child() } else { None };
            if let Some(child) = deeper {
                node = child;
                continue;
            }
            loop {
                self.leave(&node);
                if node.id == root.id {
                    return self.flush();
                }
                if let Some(sibling) = node.next_sibling() {
                    node = sibling;
                    break;
                }
                let Some(parent) = node.parent() else { return self.flush() };
                node = parent;
            }
        }
    }

    /// Before a node's children; `false` leaves them out.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            self.text(&node.text());
            return false;
        }
        match node.node_name().map_or(Role::Inline, |name| role(&name)) {
            Role::Skip => return false,
            Role::Block(kind) => {
                self.flush();
                self.kinds.push(kind);
            }
            Role::Break if self.innermost() != Some(BlockKind::Table) => self.flush(),
            Role::Break => self.pending = self.pending.or(Some(' ')),
            Role::Cell => self.pending = Some('\t'),
            Role::Bold => self.bold += 1,
            Role::Inline => {}
        }
        true
    }

    /// After a node's children.
    fn leave(&mut self, node: &NodeRef) {
        match node.node_name().map_or(Role::Inline, |name| role(&name)) {
            Role::Block(_) => {
                self.flush();
                self.kinds.pop();
            }
            Role::Break if self.innermost() != Some(BlockKind::Table) => self.flush(),
            Role::Bold => self.bold = self.bold.saturating_sub(1),
            _ => {}
        }
    }

    fn innermost(&self) -> Option<BlockKind> {
        self.kinds.last().copied()
    }

    /// Appends text with its white space collapsed, as a browser shows it.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.pending = self.pending.or(Some(' '));
                continue;
            }
            if let Some(space) = self.pending.take()
                && self.page.text.len() > self.start
            {
                self.page.text.push(space);
            }
            self.page.text.push(c);
            self.bold_bytes += if self.bold > 0 { c.len_utf8() } else { 0 };
        }
    }

    /// Ends the open block.
    fn flush(&mut self) {
        let (start, end) = (self.start, self.page.text.len());
        let line = self.page.text.get(start..end).unwrap_or("");
        let spaces = line.bytes().filter(|b| *b == b' ').count();
        let all_bold = self.bold_bytes + spaces >= line.len() && line.len() <= 120 && !line.ends_with(['.', ',', ':', ';']);
        let kind = self.innermost().unwrap_or(if all_bold { BlockKind::Heading } else { BlockKind::Paragraph });
        self.page.end_block(start, kind);
        self.start = self.page.text.len();
        self.pending = None;
        self.bold_bytes = 0;
    }
}

impl Page {
    /// Ends the block that began at `start`, with the line.
    pub(in crate::read) fn end_block(&mut self, start: usize, kind: BlockKind) {
        let end = self.text.len();
        if self.text.get(start..end).is_some_and(|block| !block.trim().is_empty()) {
            self.blocks.push((start, end, kind));
        }
        if end > start {
            self.text.push('\n');
        }
    }

    /// Adds another page's text below this one's.
    pub(in crate::read) fn append(&mut self, other: &Page) {
        let at = self.text.len();
        self.text.push_str(&other.text);
        self.blocks.extend(other.blocks.iter().map(|&(start, end, kind)| (at + start, at + end, kind)));
    }

    /// The blocks as units.
    pub(in crate::read) fn units(&self) -> Vec<Unit<'_>> {
        self.blocks.iter().filter_map(|&(start, end, kind)| Unit::new(&self.text, start, end, Some(kind))).collect()
    }
}
