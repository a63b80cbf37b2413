//! What linking keeps of one article: its claims as they are filed, and the samples by which copies of it are found. It is packed for
//! the book; what is in a claim the link room knows.

use crate::link::copies::UNDATED;
use crate::link::{Claim, Corrections, DocRef, Entry, Filed, Knowledge, file};
use crate::model::{Article, BlockKind};
use crate::read::sources;
use crate::read::{SiteSheet, site_sheet};
use crate::text::{Sketch, folded};
use crate::wire;
use jiff::civil::Date;
use std::cell::RefCell;
use std::sync::Arc;
use zstd::bulk::{Compressor, Decompressor};

/// How hard claims are pressed: hardly, since they are read more often than written.
const LEVEL: i32 = 1;
/// No sheet is larger; a damaged length must not ask for all memory.
const LARGEST: usize = 1 << 30;

thread_local! {
    // One of each a thread: making one costs more than most sheets.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = RefCell::new(Compressor::new(LEVEL).ok());
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = RefCell::new(Decompressor::new().ok());
}

/// Presses the lines of claims.
fn pressed(lines: &str) -> Vec<u8> {
    let pressed = COMPRESSOR.with_borrow_mut(|it| it.as_mut().and_then(|compressor| compressor.compress(lines.as_bytes()).ok()));
    pressed.unwrap_or_default()
}

/// The lines of claims; what does not read is nothing, and the book is made anew where its file is damaged.
fn unpressed(claims: &[u8]) -> String {
    let length = Decompressor::upper_bound(claims).filter(|length| *length <= LARGEST).unwrap_or(0);
    let bytes = DECOMPRESSOR.with_borrow_mut(|it| it.as_mut().and_then(|it| it.decompress(claims, length).ok()));
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// One article for the book.
#[derive(Debug, Clone, Default)]
pub(in crate::pipeline) struct Sheet {
    pub(super) id: String,
    /// A hash of the id.
    pub(super) rank: u64,
    pub(super) day: i64,
    /// Its `DocRef`, packed.
    pub(super) head: Vec<u8>,
    /// Its claims, packed; empty where it has none.
    pub(super) claims: Vec<u8>,
    pub(super) entries: Vec<(u64, Entry)>,
    pub(super) samples: Vec<u64>,
    /// The names in its claims, each once.
    pub(super) names: Vec<u64>,
    /// What it has in common with its site.
    pub(super) site: SiteSheet,
    /// Under which repeated blocks of its site it is read; none where that is not known.
    pub(super) light: Option<u64>,
}

/// The sketch of what an article says, furniture left out.
pub(in crate::pipeline) fn sketch(article: &Article) -> Sketch {
    let told = article.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate);
    let title = article.title.as_deref();
    // Many outlets put their name behind a title.
    let short = title.and_then(|title| title.rsplit_once(" | ").or(title.rsplit_once(" - ")));
    let own = title.into_iter().chain(short.map(|(title, _)| title)).chain(article.url.as_deref());
    Sketch::of(told.map(|block| block.span.of(&article.text))).titled(own, sources(article))
}

/// The day of a text as a number that sorts.
pub(in crate::pipeline) fn day(published: Option<Date>) -> i64 {
    published.map_or(UNDATED, |date| i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day()))
}

impl Sheet {
    /// The sheet of an article with its claims.
    pub(in crate::pipeline) fn new(
        article: &Article,
        document: &DocRef,
        claims: &[Claim],
        knowledge: &impl Knowledge,
        corrections: &Corrections,
    ) -> Self {
        let filed = file(claims, knowledge, corrections);
        let lines = filed.iter().map(wire::line).collect::<Vec<_>>().join("\n");
        let site = site_sheet(article);
        let light = site.is_none().then_some(0);
        let entries = (0..).zip(&filed).flat_map(|(nth, filed)| filed.entries(nth)).collect();
        Self {
            id: article.id.clone(),
            rank: folded(&article.id),
            day: day(article.published),
            head: wire::line(document).into_bytes(),
            claims: if filed.is_empty() { Vec::new() } else { pressed(&lines) },
            entries,
            samples: sketch(article).samples().collect(),
            names: names(&filed),
            site: site.unwrap_or_default(),
            light,
        }
    }

    /// The same, read under those blocks of its site.
    pub(in crate::pipeline) fn read_under(self, is_repeated: impl Fn(u64) -> bool) -> Self {
        Self { light: Some(self.site.light(is_repeated)), ..self }
    }

    /// Its site's blocks as bytes.
    pub(super) fn packed_site(&self) -> Vec<u8> {
        let all = std::iter::once(&self.site.own).chain(&self.site.blocks);
        if self.site.blocks.is_empty() { Vec::new() } else { all.flat_map(|hash| hash.to_le_bytes()).collect() }
    }

    /// The article's id.
    pub(in crate::pipeline) fn id(&self) -> &str {
        &self.id
    }

    /// The samples as bytes.
    pub(super) fn packed_samples(&self) -> Vec<u8> {
        self.samples.iter().flat_map(|sample| sample.to_le_bytes()).collect()
    }
}

/// What of an article must be known to take it out again.
pub(super) struct Traces {
    pub(super) keys: Vec<u64>,
    pub(super) names: Vec<u64>,
    pub(super) samples: Vec<u64>,
}

impl Traces {
    /// The traces of a packed sheet.
    pub(super) fn unpacked(head: &[u8], claims: &[u8], samples: &[u8]) -> Self {
        let filed: Vec<Filed> = Claims::unpack(head, claims, 0).all().collect();
        Self { keys: filed.iter().flat_map(Filed::keys).collect(), names: names(&filed), samples: hashes(samples) }
    }
}

/// Hashes out of their bytes.
pub(super) fn hashes(packed: &[u8]) -> Vec<u64> {
    packed.chunks_exact(8).filter_map(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes).collect()
}

/// What an article has in common with its site, out of its bytes.
pub(super) fn site(packed: &[u8]) -> SiteSheet {
    let mut hashes = hashes(packed).into_iter();
    SiteSheet { own: hashes.next().unwrap_or(0), blocks: hashes.collect() }
}

/// The names in some claims, each once.
fn names(filed: &[Filed]) -> Vec<u64> {
    let mut names: Vec<u64> = filed.iter().flat_map(|filed| filed.claim.names.iter().copied()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The packed claims of one article, of which some are wanted.
pub(super) struct Claims {
    document: Arc<DocRef>,
    lines: String,
}

impl Claims {
    /// Unpacks the claims of an article whose original `kin` stands for.
    pub(super) fn unpack(head: &[u8], claims: &[u8], kin: u64) -> Self {
        let document: DocRef = serde_json::from_slice(head).unwrap_or_default();
        let lines = if claims.is_empty() { String::new() } else { unpressed(claims) };
        Self { document: Arc::new(DocRef { kin, ..document }), lines }
    }

    fn read(&self, line: &str) -> Option<Filed> {
        Some(serde_json::from_str::<Filed>(line).ok()?.of(&self.document))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Filed> {
        self.lines.lines().filter_map(|line| self.read(line))
    }

    /// Some of the claims, by their numbers, which ascend.
    pub(super) fn some(&self, numbers: &[u32]) -> Vec<(u32, Filed)> {
        let mut wanted = numbers.iter().peekable();
        let mut found = Vec::with_capacity(numbers.len());
        for (nth, line) in (0u32..).zip(self.lines.lines()) {
            match wanted.peek() {
                None => break,
                Some(&&next) if next == nth => {
                    wanted.next();
                    found.extend(self.read(line).map(|filed| (nth, filed)));
                }
                Some(_) => {}
            }
        }
        found
    }
}
