//! Ingest: inputs to articles to analyses to the index, in parallel; then the links of everything the index holds.

use super::entry::entered;
use super::finding::{Finding, Kept};
use super::linking::{self, Book, Sheet};
use super::reviews::Reviews;
use super::versions::former;
use super::{Quarantine, batches_of};
use crate::index::{self, CommitMeta, Generation, IndexError, Reader, Writer};
use crate::lexicon::Lexicon;
use crate::link::Corrections;
use crate::model::{Article, Origin, Provenance, Verdict};
use crate::read::{self, Flow, Input, Problem, Record, Tally, mark_site, site_sheet};
use crate::text::{folded, mix};
use crate::wire;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

/// The version of the rules in this program; another one means that articles are read anew.
pub const RULES: &str = env!("CARGO_PKG_VERSION");

/// What a run of ingest tells while it works.
pub trait Watch {
    /// So many bytes of input are done.
    fn done(&mut self, bytes: u64);
    /// An input failed.
    fn failed(&mut self, problem: &Problem);
    /// Reading is over; links are made.
    fn linking(&mut self);
    /// So many articles are done.
    fn articles(&mut self, _count: usize) {}
    /// Whether to finish the step that is under way and end.
    fn stops(&self) -> bool {
        false
    }
}

/// What a run of ingest did, and what the index holds now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ingested {
    /// Articles that are new.
    pub added: usize,
    /// Articles that took the place of a former version.
    pub replaced: usize,
    /// Articles that were in the index as they are.
    pub unchanged: usize,
    /// Inputs that failed.
    pub failed: usize,
    /// Whether the run was ended before all inputs were read; the same call takes it up again.
    pub interrupted: bool,
    /// What the index holds.
    pub counts: BTreeMap<index::Kind, u64>,
    /// The disputes between figures: contradictions first, certain ones first, the gravest first; the weightiest of very many.
    pub disputed: Vec<Finding>,
    /// How many disputes there are.
    pub disputes: usize,
}

/// What was taken of an article: its hash and its sheet. An article that is in the index as it is gives nothing.
type Taken = Option<(String, Sheet)>;

/// So many articles, or bytes of them, and the run commits what it has.
const STEP_ARTICLES: usize = 100_000;
const STEP_BYTES: u64 = 512 << 20;

/// How an ingest works, beyond how it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// About how many bytes of memory it may take in all. While articles come in, six sixteenths are for the index's writer, one for the
    /// book's cache, one each for what waits as bytes and for articles being analysed; the rest is for lexicons, segments being merged
    /// and what allocators keep. When all is read the writer lets go of its share, and sorting the book takes up to three sixteenths,
    /// linking about two.
    pub memory: usize,
    /// After how many articles it commits; a killed run loses no more than that.
    pub step: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 1 << 30, step: STEP_ARTICLES }
    }
}

impl Limits {
    /// The index writer's share.
    pub(super) fn writer(self) -> index::Options {
        index::Options { memory: self.memory / 16 * 6, ..index::Options::default() }
    }

    /// The share of the book's cache, by which its sorts and lists are measured.
    pub(super) fn book(self) -> usize {
        self.memory / 16
    }

    /// How much is read before it is analysed: articles and what is found in them take several times as much.
    pub(super) fn batch(self) -> usize {
        self.memory / 64
    }
}

/// Reads the inputs into the index in `dir`. Articles whose bytes, lexicon and rules are unchanged are skipped.
pub fn ingest(
    dir: &Path,
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    lexicon: &Lexicon,
    reviews: &Reviews,
    watch: &mut impl Watch,
) -> Result<Ingested, IndexError> {
    ingest_within(dir, inputs, options, lexicon, reviews, Limits::default(), watch)
}

/// The same, within limits.
pub fn ingest_within(
    dir: &Path,
    inputs: &[Result<Input, Problem>],
    options: &read::Options,
    lexicon: &Lexicon,
    reviews: &Reviews,
    limits: Limits,
    watch: &mut impl Watch,
) -> Result<Ingested, IndexError> {
    let writer = Writer::open(dir, limits.writer())?;
    let before = if writer.is_empty() { None } else { Some(Reader::open(dir)?) };
    let corrections = reviews.corrections();
    let of = linking::of(writer.snapshot(), lexicon, &corrections);
    let book = linking::book(dir, &of, before.as_deref(), lexicon, &corrections, limits.book())?;
    let version = super::version(lexicon);
    let mut run = Run {
        lexicon,
        version: &version,
        reviews,
        corrections,
        writer,
        before,
        quarantine: Quarantine::begin(dir)?,
        shared: book.site_blocks()?,
        sites: Tally::default(),
        steps: Steps { first: book.last_number()?, most: limits.step, ..Steps::default() },
        taken: BTreeMap::new(),
        unchanged: 0,
        failed: 0,
        error: None,
    };
    let flow = batches_of(limits.batch(), inputs, options, &mut |batch| run.batch(batch, &book, watch));
    if let Some(error) = run.error.take() {
        return Err(error);
    }
    run.finish(&book, inputs, flow.is_break(), watch)
}

/// Of how many disputes a run gives an account.
const DISPUTES: usize = 1000;

/// The weightiest disputes among the findings of a generation, and how many there are.
fn disputed(generation: &Generation, reviews: &Reviews) -> Result<(Vec<Finding>, usize), IndexError> {
    let (mut found, mut count) = (Vec::new(), 0);
    let weight = |kept: &Kept| (kept.link.verdict, kept.link.certainty, Reverse(kept.link.severity), kept.link.id.clone());
    for part in generation.findings_of(&[Verdict::Contradicts, Verdict::Tension].map(|verdict| wire::name(&verdict)))? {
        let kept = Kept::read(&part?.payload, reviews);
        if let Some(kept) = kept.filter(|kept| kept.link.verdict.is_disputed() && !kept.link.is_dismissed()) {
            count += 1;
            found.push(kept);
        }
        if found.len() >= 2 * DISPUTES {
            found.sort_by_cached_key(weight);
            found.truncate(DISPUTES);
        }
    }
    found.sort_by_cached_key(weight);
    found.truncate(DISPUTES);
    let found = found.into_iter().filter_map(|kept| kept.whole(generation).transpose()).collect::<Result<_, _>>()?;
    Ok((found, count))
}

/// What a commit says about itself.
pub(super) fn meta(lexicon: &Lexicon, reviews: &Reviews) -> CommitMeta {
    CommitMeta { lexicon: lexicon.version.clone(), rules: RULES.to_owned(), reviews: reviews.version().to_owned() }
}

/// The state of a run while batches come in.
struct Run<'a> {
    lexicon: &'a Lexicon,
    version: &'a str,
    reviews: &'a Reviews,
    corrections: Corrections,
    writer: Writer,
    /// What the index held before the run.
    before: Option<Reader>,
    quarantine: Quarantine,
    /// The blocks that belonged to their sites before the run, and those of this run.
    shared: FxHashSet<u64>,
    sites: Tally,
    steps: Steps,
    /// Ids taken since the last commit, with the hash of what was taken.
    taken: BTreeMap<String, String>,
    unchanged: usize,
    failed: usize,
    error: Option<IndexError>,
}

/// The commits of a run so far, and what has come since the last one.
#[derive(Default)]
struct Steps {
    count: usize,
    added: usize,
    replaced: usize,
    articles: usize,
    bytes: u64,
    /// How many articles may come before the next.
    most: usize,
    /// What the book has under greater numbers came in this run.
    first: i64,
}

/// The articles of a batch that are to be taken, each with whether another was taken under its id in this run.
type Fresh = BTreeMap<String, (Article, bool)>;

impl Run<'_> {
    fn batch(&mut self, batch: Vec<Result<Record, Problem>>, book: &Book, watch: &mut impl Watch) -> Flow {
        let count = batch.len();
        let held = batch.iter().flatten().map(|record| record.len() as u64).sum::<u64>();
        let bytes = batch.iter().flatten().map(Record::cost).sum::<u64>();
        let articles: Vec<Result<Article, Problem>> = batch.into_par_iter().map(|record| record.and_then(Record::read)).collect();
        let mut fresh = Fresh::new();
        for article in articles {
            match article {
                Ok(article) => self.error = self.choose(article, &mut fresh, book, watch).err().or(self.error.take()),
                Err(problem) => self.fail(&problem, watch),
            }
        }
        let sheets: Vec<_> = fresh.par_iter().filter_map(|(_, (article, _))| site_sheet(article)).collect();
        sheets.iter().for_each(|sheet| self.sites.add(sheet));
        let read: Vec<Result<Taken, IndexError>> =
            fresh.into_par_iter().map(|(_, (article, again))| self.take(article, again)).collect();
        let mut sheets = Vec::new();
        for read in read {
            match read {
                Ok(None) => self.unchanged += 1,
                Ok(Some((sha256, sheet))) => {
                    self.taken.insert(sheet.id().to_owned(), sha256);
                    sheets.push(sheet);
                }
                Err(error) => self.error = Some(error),
            }
        }
        self.error = book.put(&sheets).err().or(self.error.take());
        watch.done(bytes);
        watch.articles(count);
        self.steps.articles += count;
        self.steps.bytes += held;
        if self.error.is_none() && (self.steps.articles >= self.steps.most || self.steps.bytes >= STEP_BYTES) {
            self.error = self.step(book).err();
        }
        if self.error.is_some() || watch.stops() { Flow::Break(()) } else { Flow::Continue(()) }
    }

    /// Commits, and lets go of what the commit holds now.
    fn step(&mut self, book: &Book) -> Result<(), IndexError> {
        self.steps.articles = 0;
        self.steps.bytes = 0;
        if self.taken.is_empty() {
            return Ok(());
        }
        let meta = meta(self.lexicon, self.reviews);
        let summary = self.writer.commit(&meta)?;
        book.commit(&linking::of(&summary.manifest.snapshot, self.lexicon, &self.corrections))?;
        self.steps.count += 1;
        self.steps.added += summary.added;
        self.steps.replaced += summary.replaced;
        self.taken.clear();
        Ok(())
    }

    /// Links what has changed, and commits for the last time. A run that was interrupted leaves linking to the one that takes it up.
    fn finish(
        mut self,
        book: &Book,
        inputs: &[Result<Input, Problem>],
        interrupted: bool,
        watch: &mut impl Watch,
    ) -> Result<Ingested, IndexError> {
        self.quarantine.end(inputs, interrupted)?;
        let meta = meta(self.lexicon, self.reviews);
        let mut reread = 0;
        if !interrupted {
            watch.linking();
            let changed = !self.taken.is_empty() || !self.writer.is_linked();
            let reviewed = self.writer.reviews() != self.reviews.version();
            let generation = self.writer.stage()?;
            if changed || reviewed || generation.count(index::Kind::Articles) == 0 {
                reread = linking::link(book, reviewed, &mut self.writer, &generation, self.lexicon, self.reviews)?;
            }
        }
        let (disputed, disputes) = match interrupted {
            true => (Vec::new(), 0),
            false => disputed(&self.writer.stage()?, self.reviews)?,
        };
        let summary = self.writer.finish(&meta)?;
        book.commit(&linking::of(&summary.manifest.snapshot, self.lexicon, &self.corrections))?;
        Ok(Ingested {
            added: self.steps.added + summary.added,
            // What was only read anew under its site is no other version.
            replaced: (self.steps.replaced + summary.replaced).saturating_sub(reread),
            unchanged: self.unchanged,
            failed: self.failed,
            interrupted,
            counts: summary.manifest.counts,
            disputed,
            disputes,
        })
    }

    /// The hash of what was taken under an id in this run.
    fn taken(&self, id: &str, book: &Book) -> Result<Option<String>, IndexError> {
        match self.taken.get(id) {
            None if self.steps.count > 0 && book.has_since(id, self.steps.first)? => {
                Ok(self.writer.known(id)?.map(|known| known.sha256))
            }
            taken => Ok(taken.cloned()),
        }
    }

    fn fail(&mut self, problem: &Problem, watch: &mut impl Watch) {
        self.failed += 1;
        self.quarantine.take(problem);
        watch.failed(problem);
    }

    /// Of two inputs with one id the one with the greater hash counts, whichever came first, and the other is named.
    fn choose(&mut self, article: Article, fresh: &mut Fresh, book: &Book, watch: &mut impl Watch) -> Result<(), IndexError> {
        let taken = self.taken(&article.id, book)?;
        let other = fresh.get(&article.id).map(|(other, _)| other.sha256.as_str()).or(taken.as_deref());
        let keeps = other.is_none_or(|other| article.sha256.as_str() > other);
        if other.is_some_and(|other| *other != article.sha256) {
            let path = article.path.as_deref().unwrap_or("-");
            let problem = Problem::new(path, format!("another input has the id `{}` too and differs", article.id));
            let hint = "give each article an id, url or path of its own; the one with the greater hash is kept";
            self.fail(&problem.hint(hint), watch);
        }
        if keeps {
            fresh.insert(article.id.clone(), (article, taken.is_some()));
        }
        Ok(())
    }

    /// Analyses one article and gives it to the index, unless it is there as it is and no other came under its id in this run.
    fn take(&self, mut article: Article, again: bool) -> Result<Taken, IndexError> {
        let version = version_of(&article, self.version);
        let known = self.writer.known(&article.id)?;
        if !again && known.as_ref().is_some_and(|known| known.sha256 == article.sha256 && known.version == version) {
            return Ok(None);
        }
        if let (Some(known), Some(before)) = (known, &self.before) {
            let other = known.sha256 != article.sha256;
            article.former = former(before, &article.id, self.lexicon)?;
            // The same text read with other lexicons is no other version.
            article.former.truncate(article.former.len() - usize::from(!other && !article.former.is_empty()));
        }
        // What is not known of its site yet shows at the end, when it is read anew.
        let is_repeated = |block: u64| self.shared.contains(&block) || self.sites.is_repeated(block);
        mark_site(&mut article, is_repeated);
        let sheet = entered(&self.writer, &article, self.lexicon, &version, &self.corrections)?.read_under(is_repeated);
        Ok(Some((article.sha256, sheet)))
    }
}

/// The version of an article: that of lexicon and rules, and what was said of it from outside, which its bytes do not hold.
pub(super) fn version_of(article: &Article, version: &str) -> String {
    let Provenance { title, byline, source, published, url, lang } = &article.provenance;
    let outside = |origin: &Option<Origin>| origin.as_ref().is_some_and(|origin| matches!(&**origin, "option" | "sidecar"));
    let day = article.published.map(|day| day.to_string());
    let said = [
        (title, article.title.as_deref()),
        (byline, article.byline.as_deref()),
        (source, article.source.as_deref()),
        (published, day.as_deref()),
        (url, article.url.as_deref()),
        (lang, article.lang.as_deref()),
    ];
    let words = said.into_iter().filter(|(origin, _)| outside(origin)).filter_map(|(_, value)| value);
    let hash = words.fold(0, |hash, value| mix(hash, folded(value)));
    if hash == 0 { version.to_owned() } else { format!("{version}~{hash:016x}") }
}
