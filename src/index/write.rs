//! The writer: takes records in, from several threads, and makes them count, all at once, when it commits.

use super::copies::Copy;
use super::document::{Documents, finding};
use super::flow::Flow;
use super::former::Former;
use super::key::Snapshot;
use super::manifest::{FORMAT, Manifest};
use super::read::Generation;
use super::record::{ArticleRecord, FindingRecord};
use super::roll::{Known, Roll};
use super::segments::{BATCH, KindWriter, files};
use super::store::Store;
use super::{IndexError, Kind, key};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::index::SegmentMeta;

/// How often publishing is tried, in case a merge takes files away between their listing and their linking.
const TRIES: usize = 8;

/// How a writer may work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Threads that index.
    pub threads: usize,
    /// Bytes that may wait in memory to become segments.
    pub memory: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { threads: std::thread::available_parallelism().map_or(1, Into::into), memory: 512 << 20 }
    }
}

/// What a commit says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommitMeta {
    /// The lexicons in use.
    pub lexicon: String,
    /// The rules in use.
    pub rules: String,
    /// A hash of the reviews that the findings heed.
    pub reviews: String,
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Articles that are new.
    pub added: usize,
    /// Articles that took the place of a former version.
    pub replaced: usize,
    /// Articles that were removed.
    pub removed: usize,
    /// The index as it is now.
    pub manifest: Manifest,
}

/// The one writer of an index. Dropped without a commit it leaves the index as it was.
pub struct Writer {
    kinds: Vec<KindWriter>,
    roll: Roll,
    /// Held while one document is replaced, so that two threads with the same id cannot mix their parts.
    stripes: [Mutex<()>; 64],
    flow: Arc<Flow>,
    current: Option<Manifest>,
    tally: [usize; 3],
    relinked: bool,
    touched: bool,
    // Last, so that the draft is removed when nothing writes to it any more.
    store: Store,
}

impl Writer {
    /// Opens the index in `dir` for writing, or begins one.
    pub fn open(dir: &Path, options: Options) -> Result<Self, IndexError> {
        let store = Store::lock(dir)?;
        let current = Manifest::read(dir)?;
        store.clean(current.as_ref().and_then(Manifest::number))?;
        let snapshot = current.as_ref().map(Manifest::articles).transpose()?.unwrap_or_default();
        if let Some(manifest) = &current {
            // Whole it must be, before anything is built on it.
            Generation::open(&manifest.path(dir))?;
        }
        store.begin(current.as_ref())?;
        Self::begin(store, current, snapshot, options)
    }

    /// A writer of what is in the draft, for whose articles the snapshot stands.
    fn begin(store: Store, current: Option<Manifest>, snapshot: Snapshot, options: Options) -> Result<Self, IndexError> {
        let kinds =
            Kind::ALL.into_iter().map(|kind| KindWriter::open(&store.draft(), kind, options)).collect::<Result<_, _>>()?;
        Ok(Self {
            kinds,
            roll: Roll::open(&store.draft(), snapshot)?,
            stripes: std::array::from_fn(|_| Mutex::default()),
            flow: Flow::new((options.memory / 64).clamp(2 << 20, 32 << 20)),
            current,
            tally: [0; 3],
            relinked: false,
            touched: false,
            store,
        })
    }

    /// Opens the index in `dir`, of whatever format, to be made anew: the writer begins with nothing, what was stored comes out of
    /// the other part of the answer, and it counts until the first commit.
    pub fn rebuild(dir: &Path, options: Options) -> Result<(Self, Former), IndexError> {
        let store = Store::lock(dir)?;
        let former = Former::open(dir)?;
        let (number, manifest) = (former.number(), former.standing());
        store.clean(number)?;
        store.begin(None)?;
        let mut writer = Self::begin(store, None, Snapshot::default(), options)?;
        writer.current = Some(manifest);
        writer.touched = true;
        Ok((writer, former))
    }

    /// Of which lexicon, rules and reviews the last commit is.
    pub fn meta(&self) -> Option<CommitMeta> {
        let meta =
            |it: &Manifest| CommitMeta { lexicon: it.lexicon.clone(), rules: it.rules.clone(), reviews: it.reviews.clone() };
        self.current.as_ref().map(meta)
    }

    /// Brings the segments of each kind together into one, without what was deleted.
    pub fn compact(&mut self) -> Result<(), IndexError> {
        self.flush()?;
        for writer in &mut self.kinds {
            let segments: Vec<_> = writer.index.searchable_segment_ids()?;
            let deleted = writer.segments()?.1.iter().any(SegmentMeta::has_deletes);
            if let Some(tantivy) = writer.writer.as_mut().filter(|_| segments.len() > 1 || deleted) {
                tantivy.merge(&segments).wait()?;
                tantivy.garbage_collect_files().wait()?;
                self.touched = true;
            }
        }
        Ok(())
    }

    /// What the index held of an article at the last commit or stage.
    pub fn known(&self, id: &str) -> Result<Option<Known>, IndexError> {
        self.roll.held(id)
    }

    /// Whether the last commit holds nothing, or there is none.
    pub fn is_empty(&self) -> bool {
        self.current.as_ref().is_none_or(|manifest| manifest.counts.get(&Kind::Articles).is_none_or(|count| *count == 0))
    }

    /// Whether the findings of the last commit are of all its articles; not so after a run that ended before it linked.
    pub fn is_linked(&self) -> bool {
        self.current.as_ref().is_none_or(|manifest| manifest.snapshot == manifest.findings_of)
    }

    /// What stands for the articles of the last commit; empty before the first.
    pub fn snapshot(&self) -> &str {
        self.current.as_ref().map_or("", |manifest| &manifest.snapshot)
    }

    /// The hash of the reviews that the findings of the last commit heed.
    pub fn reviews(&self) -> &str {
        self.current.as_ref().map_or("", |manifest| &manifest.reviews)
    }

    /// Takes an article in; a former version of it goes, in all kinds. May be called from several threads. Of two calls
    /// with the same id the later one counts, so the caller who wants the same result on many threads has each id once.
    pub fn add(&self, record: &ArticleRecord<'_>) -> Result<(), IndexError> {
        let documents = Documents::new(record);
        let permit = self.flow.admit(documents.bytes());
        let _alone = self.stripe(documents.key());
        let former = self.roll.now(record.id)?;
        let number = former.as_ref().map_or_else(|| self.roll.new_number(), |former| former.number);
        let state = Known { sha256: record.sha256.to_owned(), version: record.version.to_owned(), number };
        self.change(record.id, former, Some(state));
        let documents = documents.numbered(number);
        for writer in &self.kinds {
            match writer.kind {
                Kind::Articles => writer.add(std::iter::once(documents.article(&writer.fields)), &permit)?,
                Kind::Passages => writer.add(documents.passages(&writer.fields), &permit)?,
                Kind::Figures => writer.add(documents.figures(&writer.fields), &permit)?,
                Kind::Commitments => writer.add(documents.commitments(&writer.fields), &permit)?,
                Kind::Findings => {}
            }
        }
        Ok(())
    }

    /// Takes an article out, with all that is in it; says whether it was there.
    pub fn remove(&self, id: &str) -> Result<bool, IndexError> {
        let _alone = self.stripe(key::document(id));
        let former = self.roll.now(id)?;
        let there = former.is_some();
        self.change(id, former, None);
        Ok(there)
    }

    /// Puts these findings in the place of all former ones.
    pub fn findings<'a>(&mut self, records: impl IntoIterator<Item = FindingRecord<'a>>) -> Result<(), IndexError> {
        self.clear_findings()?;
        self.revise(std::iter::empty(), records)
    }

    /// Takes all findings out.
    pub fn clear_findings(&mut self) -> Result<(), IndexError> {
        if let Some(writer) = self.kinds.get_mut(Kind::Findings as usize) {
            // What still waits in a thread would outlive the deletion.
            writer.commit()?;
            if let Some(tantivy) = &writer.writer {
                tantivy.delete_all_documents()?;
            }
            *writer.dirty.get_mut() = true;
        }
        self.relinked = true;
        Ok(())
    }

    /// Takes the findings out whose ids are in `gone`, and then these in; the findings are now of all that the writer holds.
    pub fn revise<'a, 'g>(
        &mut self,
        gone: impl IntoIterator<Item = &'g str>,
        records: impl IntoIterator<Item = FindingRecord<'a>>,
    ) -> Result<(), IndexError> {
        if let Some(writer) = self.kinds.get(Kind::Findings as usize) {
            gone.into_iter().for_each(|id| writer.delete_finding(key::part(0, Kind::Findings, id.as_bytes())));
            let mut records = records.into_iter().peekable();
            while records.peek().is_some() {
                let batch: Vec<FindingRecord> = records.by_ref().take(BATCH).collect();
                let numbers = self.numbers(&batch)?;
                let document = |record: &FindingRecord| finding(&writer.fields, record, |id| numbers.get(id).copied());
                let documents: Vec<_> = batch.par_iter().map(document).collect();
                writer.add(documents.into_iter(), &self.flow.admit(BATCH * 4096))?;
            }
        }
        self.touched |= !self.is_linked();
        self.relinked = true;
        Ok(())
    }

    /// Says which articles are copies of which; what was said before is forgotten.
    pub fn copies(&mut self, copies: &[Copy]) -> Result<(), IndexError> {
        self.touched |= self.store.copies(copies)?;
        Ok(())
    }

    /// What a commit would show, for linking before anything of it counts. Readers of the index see nothing of it.
    pub fn stage(&mut self) -> Result<Generation, IndexError> {
        self.flush()?;
        Generation::open(&self.store.draft())
    }

    /// Makes everything since the last commit count, at once. A run may commit in steps.
    pub fn commit(&mut self, meta: &CommitMeta) -> Result<Summary, IndexError> {
        self.flush()?;
        self.publish(meta)
    }

    /// Commits for the last time, after the merges that are under way, so that segments do not pile up over many runs.
    pub fn finish(mut self, meta: &CommitMeta) -> Result<Summary, IndexError> {
        self.flush()?;
        for writer in &mut self.kinds {
            if let Some(tantivy) = writer.writer.take() {
                tantivy.wait_merging_threads()?;
            }
        }
        self.publish(meta)
    }

    fn stripe(&self, key: u64) -> Option<MutexGuard<'_, ()>> {
        let stripe = usize::try_from(key % self.stripes.len() as u64).ok()?;
        Some(lock(self.stripes.get(stripe)?))
    }

    /// The numbers of the articles that some findings are about.
    fn numbers<'a>(&self, records: &[FindingRecord<'a>]) -> Result<FxHashMap<&'a str, u64>, IndexError> {
        let mut ids: Vec<&str> = records.iter().flat_map(|record| record.figures.iter().map(|(article, _)| *article)).collect();
        ids.sort_unstable();
        ids.dedup();
        let numbered = |id| Ok(self.roll.number_of(id)?.map(|number| (id, number)));
        ids.into_par_iter().filter_map(|id| numbered(id).transpose()).collect()
    }

    /// Notes the new state of an article and deletes its former documents. Articles that were never there cost nothing.
    fn change(&self, id: &str, former: Option<Known>, state: Option<Known>) {
        if former.is_some() || state.is_some() {
            self.roll.change(id, former.clone(), state);
        }
        if let Some(former) = former {
            self.kinds.iter().filter(|writer| writer.kind != Kind::Findings).for_each(|writer| writer.delete(former.number));
        }
    }

    /// Turns everything that waits into segments of the draft.
    fn flush(&mut self) -> Result<(), IndexError> {
        self.touched |= self.kinds.iter().any(|writer| writer.dirty.load(Ordering::Relaxed));
        std::thread::scope(|scope| {
            let commits: Vec<_> = self.kinds.iter_mut().map(|writer| scope.spawn(|| writer.commit())).collect();
            commits.into_iter().try_for_each(|commit| {
                let panicked = || tantivy::TantivyError::ErrorInThread("a commit panicked".to_owned()).into();
                commit.join().unwrap_or_else(|_| Err(panicked()))
            })
        })?;
        let tally = self.roll.settle(&self.store.draft())?;
        self.tally.iter_mut().zip(tally).for_each(|(sum, more)| *sum += more);
        Ok(())
    }

    /// Makes a generation of the draft and lets the manifest name it.
    fn publish(&mut self, meta: &CommitMeta) -> Result<Summary, IndexError> {
        let same = |manifest: &Manifest| {
            (&manifest.lexicon, &manifest.rules, &manifest.reviews) == (&meta.lexicon, &meta.rules, &meta.reviews)
        };
        let manifest = match self.current.take() {
            Some(manifest) if !self.touched && same(&manifest) => manifest,
            former => {
                let manifest = self.generation(meta, former.as_ref())?;
                manifest.swap(self.store.dir())?;
                // The commit stands; what a system will not let go yet, the next writer removes.
                let _ = self.store.clean_generations(manifest.number());
                manifest
            }
        };
        self.current = Some(manifest.clone());
        let [added, replaced, removed] = std::mem::take(&mut self.tally);
        Ok(Summary { added, replaced, removed, manifest })
    }

    /// A new generation, opened once to be sure of it. Merges go on meanwhile and take files away that were just listed;
    /// then it is listed again.
    fn generation(&self, meta: &CommitMeta, former: Option<&Manifest>) -> Result<Manifest, IndexError> {
        let snapshot = self.roll.snapshot().to_string();
        let findings_of =
            if self.relinked { snapshot.clone() } else { former.map_or_else(String::new, |former| former.findings_of.clone()) };
        let mut manifest = Manifest {
            format: FORMAT,
            generation: format!("gen-{}", former.and_then(Manifest::number).unwrap_or(0) + 1),
            lexicon: meta.lexicon.clone(),
            rules: meta.rules.clone(),
            counts: BTreeMap::new(),
            snapshot,
            findings_of,
            reviews: meta.reviews.clone(),
        };
        let mut attempt = 1;
        loop {
            let segments = self.kinds.iter().map(KindWriter::segments).collect::<Result<Vec<_>, _>>()?;
            let files: Vec<_> = segments.iter().map(|(kind, segments)| (*kind, files(segments))).collect();
            let count = |segments: &[SegmentMeta]| segments.iter().map(|segment| u64::from(segment.num_docs())).sum();
            manifest.counts = segments.iter().map(|(kind, segments)| (*kind, count(segments))).collect();
            let made = self.store.fill(&files, &manifest);
            match made.and_then(|()| Generation::open(&manifest.path(self.store.dir()))) {
                Ok(_) => return Ok(manifest),
                Err(error) if attempt == TRIES => return Err(error),
                Err(_) => self.store.discard(&manifest)?,
            }
            attempt += 1;
        }
    }
}

/// What a panicking thread leaves behind is still whole: every change is one insertion.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
