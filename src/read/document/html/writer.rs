//! The text of a tree of elements: a block a line, white space as a browser shows it. Drops what is not text, and nothing else.

use super::Page;
use crate::model::BlockKind;
use dom_query::NodeRef;

/// What an element does to the blocks.
enum Role {
    /// Text inside is a block of this kind.
    Block(BlockKind),
    /// Ends a block, says nothing of the next.
    Break,
    /// Separates two cells of a row.
    Cell,
    /// The same, where blank lines are seen too.
    Pre,
    /// Leads elsewhere.
    Link,
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
        "figure" | "figcaption" | "caption" => Role::Block(BlockKind::Caption),
        "tr" => Role::Block(BlockKind::Table),
        "td" | "th" => Role::Cell,
        "pre" => Role::Pre,
        "b" | "strong" => Role::Bold,
        "a" => Role::Link,
        "script" | "style" | "noscript" | "template" | "svg" | "button" | "select" | "textarea" | "iframe" | "head" => Role::Skip,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav" | "ul" | "ol" | "dl" | "table"
        | "tbody" | "thead" | "hr" | "br" | "address" | "details" | "summary" | "form" | "fieldset" | "center" => Role::Break,
        _ => Role::Inline,
    }
}

/// What an element does.
fn role_of(node: &NodeRef) -> Role {
    match node.node_name().map_or(Role::Inline, |name| role(&name)) {
        // A heading that leads to itself leads nowhere.
        Role::Link if node.attr("href").is_none_or(|to| to.starts_with('#')) => Role::Inline,
        role => role,
    }
}

/// Writes the text of a tree and notes the blocks.
pub(super) struct Writer<'p> {
    page: &'p mut Page,
    /// Where the open block starts.
    start: usize,
    /// White space that has not been written yet: a space between words, a tab between cells.
    pending: Option<char>,
    /// The kinds of the elements around, innermost last.
    kinds: Vec<BlockKind>,
    /// How many elements are around whose line ends count, and how many line ends have just been passed.
    pre: usize,
    lines: usize,
    /// How many elements of emphasis are around, and how many bytes of the open block stand in them.
    bold: usize,
    bold_bytes: usize,
    /// The same for links.
    link: usize,
    link_bytes: usize,
    /// For each block how many of its bytes stand in links.
    links: Vec<usize>,
}

impl<'p> Writer<'p> {
    pub(super) fn new(page: &'p mut Page) -> Self {
        Self {
            page,
            start: 0,
            pending: None,
            kinds: Vec::new(),
            pre: 0,
            lines: 0,
            bold: 0,
            bold_bytes: 0,
            link: 0,
            link_bytes: 0,
            links: Vec::new(),
        }
    }

    /// Walks the tree without recursion: saved pages nest as deep as they like.
    pub(super) fn write(&mut self, root: &NodeRef) {
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

    /// For each block how many of its bytes stand in links.
    pub(super) fn links(self) -> Vec<usize> {
        self.links
    }

    /// Before a node's children; `false` leaves them out.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            self.text(&node.text());
            return false;
        }
        match role_of(node) {
            Role::Skip => return false,
            Role::Block(kind) => {
                self.flush();
                self.kinds.push(kind);
            }
            Role::Break if self.innermost() != Some(BlockKind::Table) => self.flush(),
            Role::Break => self.pending = self.pending.or(Some(' ')),
            Role::Cell => self.pending = Some('\t'),
            Role::Pre => {
                self.flush();
                self.pre += 1;
            }
            Role::Bold => self.bold += 1,
            Role::Link => self.link += 1,
            Role::Inline => {}
        }
        true
    }

    /// After a node's children.
    fn leave(&mut self, node: &NodeRef) {
        match role_of(node) {
            Role::Block(_) => {
                self.flush();
                self.kinds.pop();
            }
            Role::Break if self.innermost() != Some(BlockKind::Table) => self.flush(),
            Role::Pre => {
                self.flush();
                self.pre = self.pre.saturating_sub(1);
            }
            Role::Bold => self.bold = self.bold.saturating_sub(1),
            Role::Link => self.link = self.link.saturating_sub(1),
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
                self.lines += usize::from(c == '\n');
                continue;
            }
            // A blank line parts the paragraphs of a text set as it was typed.
            if self.pre > 0 && self.lines > 1 && self.innermost() != Some(BlockKind::Table) {
                self.flush();
            }
            self.lines = 0;
            if let Some(space) = self.pending.take()
                && self.page.text.len() > self.start
            {
                self.page.text.push(space);
            }
            self.page.text.push(c);
            self.bold_bytes += if self.bold > 0 { c.len_utf8() } else { 0 };
            self.link_bytes += if self.link > 0 { c.len_utf8() } else { 0 };
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
        if self.page.blocks.len() > self.links.len() {
            self.links.push(self.link_bytes);
        }
        self.start = self.page.text.len();
        self.pending = None;
        self.bold_bytes = 0;
        self.link_bytes = 0;
    }
}
