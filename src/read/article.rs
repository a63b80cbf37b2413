//! From a text and what is known of it to the article: blocks, sentences, language. No files, no formats.

use super::language::{mark_english, primary, settled};
use super::meta::Meta;
use super::record::sha256;
use super::{plain, sentences};
use crate::model::{Article, Block, BlockKind};

/// The article of a plain text that is already in memory. What `meta` lacks is taken from the text; `sha256` is that of the text.
pub fn article_from_text(id: &str, meta: Meta, text: String) -> Article {
    let sha256 = sha256(text.as_bytes());
    Article { sha256, ..plain_article(id, meta, text) }
}

/// The same, its hash left to the caller.
pub(super) fn plain_article(id: &str, meta: Meta, text: String) -> Article {
    let (blocks, found) = plain::blocks(&text, &meta);
    assemble(id, meta.or(found), text, blocks)
}

/// Puts an article together; its hash is left to the caller, who has the bytes.
pub(super) fn assemble(id: &str, meta: Meta, text: String, mut blocks: Vec<Block>) -> Article {
    let sentences = sentences::sentences(&text, &blocks);
    let own = || blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate).map(|block| block.span.of(&text));
    let mut provenance = meta.origins;
    let stated = meta.lang.as_deref().and_then(primary);
    let (lang, as_stated) = settled(stated, own());
    if !as_stated {
        provenance.lang = lang.as_ref().map(|_| "detected".into());
    }
    if lang.as_deref().is_some_and(|lang| lang != "en") {
        mark_english(&text, &mut blocks);
    }
    Article {
        id: id.to_owned(),
        path: meta.path,
        title: meta.title,
        byline: meta.byline,
        source: meta.source,
        published: meta.published,
        url: meta.url,
        lang,
        provenance,
        sha256: String::new(),
        sentences,
        blocks,
        text,
        diagnostics: Vec::new(),
        former: Vec::new(),
    }
}
