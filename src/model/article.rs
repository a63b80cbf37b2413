//! An article as it was read: its text to the letter, its blocks and its sentences.

use super::{Diagnostic, Language, Provenance, Version};
use crate::text::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One article. `text` is never edited after reading; everything found is a span into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Stable id: the input's own `id`, else the canonical URL, else the path as named on the command line, else the hash.
    pub id: String,
    /// The file it came from, if any.
    pub path: Option<String>,
    /// Title, if one was found.
    pub title: Option<String>,
    /// Author line, if one was found.
    pub byline: Option<String>,
    /// Outlet or publisher.
    pub source: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Canonical URL.
    pub url: Option<String>,
    /// ISO 639-1 code of the main language.
    pub lang: Option<String>,
    /// Where title, byline, source, day, URL and language came from.
    pub provenance: Provenance,
    /// SHA-256 of the input's bytes (of the line, for JSONL), in hex.
    pub sha256: String,
    /// The text.
    pub text: String,
    /// The blocks, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// The sentences, in order; together they cover every character that is not white space, boilerplate included, and
    /// no sentence crosses a block.
    pub sentences: Vec<Span>,
    /// What reading had to say.
    pub diagnostics: Vec<Diagnostic>,
    /// What it was before, the oldest first; only an index knows.
    pub former: Vec<Version>,
}

/// A block of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Its language, where that is another than the article's.
    #[serde(default)]
    pub lang: Option<Language>,
    /// What it would be on its page alone, where it is furniture because several pages of its site have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alone: Option<BlockKind>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading or the title.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A picture's caption.
    Caption,
    /// A quotation set off as a block.
    Quote,
    /// A table row.
    Table,
    /// Page furniture: menus, cookie notices, browser warnings; bears no annotation.
    Boilerplate,
}

impl Article {
    /// Whether what stands in a block is annotated: it is no furniture, and in a language that the lexicons have.
    pub fn is_read(&self, block: &Block) -> bool {
        let english = match (block.lang, self.lang.as_deref()) {
            (Some(lang), _) => lang == Language::ENGLISH,
            (None, Some(lang)) => lang == Language::ENGLISH.code(),
            (None, None) => true,
        };
        english && block.kind != BlockKind::Boilerplate
    }

    /// The block that holds a byte offset.
    pub fn block_at(&self, at: u32) -> Option<&Block> {
        let i = self.blocks.partition_point(|block| block.span.end <= at);
        self.blocks.get(i).filter(|block| block.span.start <= at)
    }

    /// The index of the sentence that holds a byte offset.
    pub fn sentence_at(&self, at: u32) -> Option<usize> {
        let i = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(i).filter(|sentence| sentence.start <= at).map(|_| i)
    }
}
