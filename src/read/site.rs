//! What pages of one site have in common: the blocks by which furniture is told that no page shows alone. An article gives its
//! sheet, a pure function of it; whoever holds the sheets of many says which blocks are repeated; marking is again a pure
//! function, of the article and that set. What is repeated is not always furniture: an outlet's sentence of background, a quotation
//! that it brings again, bear figures and stay.

use super::ends::head;
use super::furniture::is_aside;
use super::unit::{PROSE, is_closed};
use crate::model::{Article, Block, BlockKind};
use crate::text::{folded, mix, plain_words, run};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// Longer than this is no notice.
const NOTICE: usize = 1200;
/// A line without an end of sentence that is longer than this is no caption, headline or label.
const LINE: usize = 300;
/// So many blocks at the top and at the end of the text may be notices that no word gives away.
const TOP: usize = 2;
const END: usize = 6;
/// So many words make a line another article's headline rather than the heading of a part.
const HEADLINE: usize = 5;

/// What an article gives to know its site by: the hashes of the blocks that could be the site's, and of what is its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SiteSheet {
    /// By this articles are told apart: copies of one another have it in common.
    pub own: u64,
    /// The blocks, with the site in their hashes, each once.
    pub blocks: Vec<u64>,
}

impl SiteSheet {
    /// A hash of those blocks that are repeated: articles whose sheets agree in it are marked alike.
    pub fn light(&self, is_repeated: impl Fn(u64) -> bool) -> u64 {
        self.blocks.iter().filter(|block| is_repeated(**block)).fold(0, |light, block| mix(light, *block))
    }
}

/// So many different blocks are counted; of more than that every second one, or fourth, by their hashes.
const COUNTED: usize = 4 << 20;

/// The blocks of some sites that are repeated, as sheets come in; in which order does not matter. A block belongs to its site that
/// three articles have, each with a text of its own: two may be a report and its follow-up.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    seen: FxHashMap<u64, (u64, Option<u64>)>,
    repeated: FxHashSet<u64>,
    /// How many leading bits of a hash are nought where its block is counted.
    spared: u32,
}

impl Tally {
    /// Takes a sheet in.
    pub fn add(&mut self, sheet: &SiteSheet) {
        for block in sheet.blocks.iter().filter(|block| block.leading_zeros() >= self.spared) {
            let (first, second) = self.seen.entry(*block).or_insert((sheet.own, None));
            match second {
                _ if *first == sheet.own => {}
                None => *second = Some(sheet.own),
                Some(second) if *second == sheet.own => {}
                Some(_) => {
                    self.repeated.insert(*block);
                }
            }
        }
        if self.seen.len() > COUNTED {
            self.spared += 1;
            self.seen.retain(|block, _| block.leading_zeros() >= self.spared);
            self.repeated.retain(|block| block.leading_zeros() >= self.spared);
        }
    }

    /// Whether a block belongs to its site.
    pub fn is_repeated(&self, block: u64) -> bool {
        self.repeated.contains(&block)
    }
}

/// How a block may be furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A line that is no sentence: a caption, a label, another article's headline.
    Line,
    /// A sentence with the words of a notice.
    Notice,
    /// A sentence near the top or the end.
    Edge,
}

/// A block that could be the site's.
struct Candidate {
    at: usize,
    hash: u64,
    shape: Shape,
}

/// The sheet of an article; `None` where nothing says what site it is of, or nothing could be the site's.
pub fn site_sheet(article: &Article) -> Option<SiteSheet> {
    let candidates = candidates(article)?;
    let mut blocks: Vec<u64> = candidates.iter().map(|candidate| candidate.hash).collect();
    blocks.sort_unstable();
    blocks.dedup();
    // Two of the longest blocks: one may be what the outlet says in all of its reports.
    let is_own = |i: &usize| !candidates.iter().any(|candidate| candidate.at == *i && candidate.shape != Shape::Edge);
    let mut own: Vec<&str> = told(article).filter(is_own).filter_map(|i| text(article, i)).collect();
    own.sort_unstable_by_key(|text| (Reverse(text.len()), *text));
    let own = own.iter().take(2).fold(0, |own, text| mix(own, hash(text)));
    (!blocks.is_empty()).then_some(SiteSheet { own, blocks })
}

/// Marks the blocks of an article that belong to its site as furniture, by what the site is known to repeat; what was so marked
/// before and is not any more is what it is on its page again.
pub fn mark_site(article: &mut Article, is_repeated: impl Fn(u64) -> bool) {
    for block in &mut article.blocks {
        block.kind = block.alone.take().unwrap_or(block.kind);
    }
    let Some(mut repeated) = candidates(article) else { return };
    repeated.retain(|candidate| is_repeated(candidate.hash));
    if repeated.is_empty() {
        return;
    }
    let furniture = furniture(article, &repeated);
    let left = |(i, block): (usize, &Block)| is_prose(block, article) && !furniture.contains(&i);
    if !article.blocks.iter().enumerate().any(left) {
        return;
    }
    for i in furniture {
        if let Some(block) = article.blocks.get_mut(i) {
            block.alone = Some(std::mem::replace(&mut block.kind, BlockKind::Boilerplate));
        }
    }
}

/// Which of the repeated blocks are furniture.
fn furniture(article: &Article, repeated: &[Candidate]) -> FxHashSet<usize> {
    let shapes: FxHashMap<usize, Shape> = repeated.iter().map(|candidate| (candidate.at, candidate.shape)).collect();
    let told: Vec<usize> = told(article).collect();
    let kind = |i: usize| article.blocks.get(i).map(|block| block.kind);
    let is = |i: usize, shape: Shape| shapes.get(&i) == Some(&shape);
    let mut marked: FxHashSet<usize> = FxHashSet::default();
    // From the end, for a heading is the site's where nothing of the article's own stands below it.
    let mut below = false;
    for &i in told.iter().rev() {
        let heading = kind(i) == Some(BlockKind::Heading);
        let furniture = is(i, Shape::Notice) || (is(i, Shape::Line) && !(heading && below));
        below = if furniture { below && !heading } else { !heading };
        if furniture {
            marked.insert(i);
        }
    }
    let lead = told
        .iter()
        .copied()
        .find(|i| !marked.contains(i) && article.blocks.get(*i).is_some_and(|block| is_prose(block, article)));
    let own = || told.iter().copied().filter(|i| !shapes.contains_key(i));
    let last = own().rfind(|i| article.blocks.get(*i).is_some_and(|block| is_prose(block, article)));
    for (before, i) in told.iter().zip(told.iter().skip(1)) {
        let Some(text) = text(article, *i).filter(|_| is(*i, Shape::Edge)) else { continue };
        let headline =
            is(*before, Shape::Line) && self::text(article, *before).is_some_and(|line| line.split(' ').count() >= HEADLINE);
        let teaser = headline && last.is_some_and(|last| *i > last);
        if opens_with_outlet(article, text) || Some(*i) != lead && (teaser) {
            marked.insert(*i);
        }
    }
    marked
}

/// The blocks that could be the site's, by the article alone.
fn candidates(article: &Article) -> Option<Vec<Candidate>> {
    let site = site(article)?;
    let told: Vec<usize> = told(article).collect();
    let mut listing = false;
    let mut candidates = Vec::new();
    for (place, &i) in told.iter().enumerate() {
        let (Some(block), Some(text)) = (article.blocks.get(i), text(article, i)) else { continue };
        listing = text.ends_with(':') || (listing && alone(block) == BlockKind::ListItem);
        let edge = place < TOP || place + END >= told.len();
        let title = article.title.as_deref() == Some(text);
        if let Some(shape) = shape(text, alone(block), edge).filter(|_| !listing && !title) {
            candidates.push(Candidate { at: i, hash: mix(site, hash(text)), shape });
        }
    }
    Some(candidates)
}

/// How a block may be furniture, if it may.
fn shape(text: &str, kind: BlockKind, edge: bool) -> Option<Shape> {
    let closed = is_closed(text);
    let counts = text.bytes().any(|b| b.is_ascii_digit());
    match kind {
        BlockKind::Boilerplate | BlockKind::Table => None,
        _ if !text.contains(char::is_alphabetic) || text.len() > NOTICE => None,
        _ if is_aside(text) => Some(Shape::Notice),
        BlockKind::Quote => None,
        BlockKind::Caption => Some(Shape::Line),
        // In the midst of the text a line with a number may be an item of the article's own.
        _ if !closed => (text.len() <= LINE && (edge || !counts)).then_some(Shape::Line),
        _ => edge.then_some(Shape::Edge),
    }
}

/// The site of an article: the host of its address, else its outlet.
fn site(article: &Article) -> Option<u64> {
    let host =
        |url: &str| Some(url.split_once("://")?.1.split(['/', ':', '?', '#']).next()?.trim_start_matches("www.").to_owned());
    let site = article.url.as_deref().and_then(host).or_else(|| article.source.clone())?;
    Some(folded(&site))
}

/// Whether a sentence is about the outlet: its name, or that of its host, comes first.
fn opens_with_outlet(article: &Article, text: &str) -> bool {
    let source = article.source.as_deref().unwrap_or("");
    let name = if source.contains(' ') { source } else { source.split('.').next().unwrap_or("") };
    let squeezed = |text: &str| plain_words(text).collect::<String>().to_lowercase();
    let name = squeezed(name);
    let opening = squeezed(head(text, 2 * name.len() + 8));
    name.len() >= 5 && opening.trim_start_matches("the").starts_with(name.trim_start_matches("the"))
}

/// What a block is on its page alone.
fn alone(block: &Block) -> BlockKind {
    block.alone.unwrap_or(block.kind)
}

/// The numbers of the blocks that are no furniture on their page alone.
fn told(article: &Article) -> impl Iterator<Item = usize> {
    let told = article.blocks.iter().enumerate().filter(|(_, block)| alone(block) != BlockKind::Boilerplate);
    told.map(|(i, _)| i)
}

fn text(article: &Article, i: usize) -> Option<&str> {
    article.blocks.get(i).map(|block| block.span.of(&article.text))
}

/// Whether a block is running text.
fn is_prose(block: &Block, article: &Article) -> bool {
    let text = block.span.of(&article.text);
    alone(block) != BlockKind::Boilerplate && text.len() >= PROSE && is_closed(text)
}

/// Case, punctuation and spacing do not count.
fn hash(text: &str) -> u64 {
    run(&plain_words(text).map(folded).collect::<Vec<_>>())
}
