//! What furniture remains in a page's main text, told by its markup: links to other articles, credits and captions of pictures.
//! What is told by its words alone is `furniture`'s.

use super::Page;
use crate::model::BlockKind;
use crate::read::kinds::is_credit;

/// A credit that stands alone is not longer.
const CREDIT: usize = 120;

/// Marks furniture; `links` has for each block how many of its bytes stand in links.
pub(super) fn classify(page: &mut Page, links: &[usize]) {
    let text = std::mem::take(&mut page.text);
    let of = |block: &(usize, usize, BlockKind)| text.get(block.0..block.1).unwrap_or("").trim();
    let linked: Vec<bool> = page.blocks.iter().zip(links).map(|(block, links)| is_link(of(block), *links)).collect();
    let credit: Vec<bool> = page.blocks.iter().map(|block| of(block).len() <= CREDIT && is_credit(of(block))).collect();
    let at = |list: &[bool], i: Option<usize>| i.and_then(|i| list.get(i)).copied().unwrap_or(false);
    let announced: Vec<bool> = page.blocks.iter().map(|block| of(block).ends_with(':')).collect();
    for i in 0..page.blocks.len() {
        let (before, after) = (i.checked_sub(1), Some(i + 1));
        let Some(block) = page.blocks.get(i).copied() else { continue };
        let beside = at(&linked, before) || at(&linked, after);
        let heading = block.2 == BlockKind::Heading && i > 0;
        let elsewhere = at(&linked, Some(i)) && (beside || heading) && !at(&announced, before);
        let picture = block.2 == BlockKind::Caption && (is_credit(of(&block)) || at(&credit, after) || at(&credit, before));
        let writer = i * 5 >= page.blocks.len() * 3 && page.meta.byline.as_deref().is_some_and(|name| is_about(of(&block), name));
        if (writer || elsewhere || at(&credit, Some(i)) || picture)
            && let Some(block) = page.blocks.get_mut(i)
        {
            block.2 = BlockKind::Boilerplate;
        }
    }
    page.text = text;
}

/// Whether a block is nothing but links, and no sentence.
fn is_link(text: &str, links: usize) -> bool {
    let solid = text.bytes().filter(|b| !b.is_ascii_whitespace()).count();
    solid >= 12 && links * 10 >= solid * 9 && !text.ends_with('.')
}

/// Whether a block is about the article's author: their name alone, or as the subject of what authors' notes say.
fn is_about(text: &str, name: &str) -> bool {
    const SAY: &[&str] =
        &["is", "has", "joined", "covers", "writes", "reports", "was", "works", "contributes", "specializes", "specialises"];
    let first = name.split(' ').next().unwrap_or(name);
    let subject = |name: &str| {
        let rest = text.strip_prefix(name)?.trim_start_matches([',', ' ']);
        Some(rest.is_empty() || rest.split(' ').next().is_some_and(|verb| SAY.contains(&verb)))
    };
    text.len() <= 600
        && first.len() >= 3
        && (subject(name) == Some(true) || (name.contains(' ') && subject(first) == Some(true) && text != first))
}
