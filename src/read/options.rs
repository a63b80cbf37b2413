//! How to read: the format asked for, the limits, names of fields, what the caller knows. Not how to find inputs.

use super::Meta;

/// What an input is to be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Told from content and name.
    #[default]
    Auto,
    /// Plain text.
    Text,
    /// Markdown, with front matter.
    Markdown,
    /// A web page.
    Html,
    /// A piece of HTML that is all article, as feeds have it.
    Fragment,
    /// PDF.
    Pdf,
    /// A text document of the office kind.
    Docx,
    /// An electronic book.
    Epub,
    /// A mail.
    Mail,
    /// Mails, one after the other.
    Mailbox,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// One JSON object a line.
    Line,
    /// JSON objects over several lines, or a list of them.
    Json,
    /// A row of a table.
    Row,
}

/// How much of everything is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest article, in bytes of input. A PDF, DOCX, EPUB or mail, which has more in it than text, may have eight times as many.
    pub article: u64,
    /// How deep containers may be nested.
    pub depth: usize,
    /// To how many times its size an input may unpack.
    pub ratio: u64,
    /// How many pages of a PDF are read.
    pub pages: usize,
    /// How many bytes one page of a PDF may draw, unpacked. With [`Limits::elements`] it bounds what a page costs, on any machine
    /// alike, as a clock would not.
    pub drawing: u64,
    /// How many elements a web page may have.
    pub elements: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { article: 8 << 20, depth: 4, ratio: 250, pages: 2000, drawing: 16 << 20, elements: 100_000 }
    }
}

impl Limits {
    /// The largest file that is one document with more in it than text.
    pub(super) fn document(&self) -> u64 {
        self.article.saturating_mul(8)
    }

    /// The largest file of a format.
    pub(super) fn of(&self, format: Format) -> u64 {
        match format {
            Format::Pdf | Format::Docx | Format::Epub | Format::Mail => self.document(),
            _ => self.article,
        }
    }
}

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The format.
    pub from: Format,
    /// The limits.
    pub limits: Limits,
    /// What fields of JSON and columns of tables are called: ours and theirs.
    pub fields: Vec<(String, String)>,
    /// What the caller knows of all articles; it stands above what they say themselves.
    pub over: Meta,
}
