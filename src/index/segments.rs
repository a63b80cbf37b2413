//! Tantivy's writer of one kind, with its share of threads and memory. What belongs to an article and when it counts is the writer's to say.

use super::flow::{Permit, Waiting};
use super::folder::Folder;
use super::schema::{Fields, analyses};
use super::write::Options;
use super::{IndexError, Kind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, Term};

/// How many documents travel together.
pub(super) const BATCH: usize = 256;
/// The least memory that Tantivy's threads work with.
const LEAST: usize = 15_000_000;

/// Tantivy's writer of one kind.
pub(super) struct KindWriter {
    pub(super) kind: Kind,
    pub(super) fields: Fields,
    pub(super) index: Index,
    pub(super) writer: Option<IndexWriter<Waiting>>,
    pub(super) dirty: AtomicBool,
}

impl KindWriter {
    /// Opens or begins the kind in the draft.
    pub(super) fn open(draft: &Path, kind: Kind, options: Options) -> Result<Self, IndexError> {
        let (schema, fields) = Fields::of(kind);
        let folder = Folder::open(&draft.join(kind.name())).map_err(tantivy::TantivyError::from)?;
        let builder = Index::builder().schema(schema).tokenizers(analyses()).settings(IndexSettings {
            // A thread of its own for each store would be five more than there is work for.
            docstore_compress_dedicated_thread: false,
            // What is stored is packed already; where nothing is, the empty records still are one a document.
            docstore_compression: match kind {
                Kind::Articles | Kind::Findings => Compressor::None,
                _ => Compressor::Lz4,
            },
            ..IndexSettings::default()
        });
        let index = builder.open_or_create(folder)?;
        let (threads, memory) = share(kind, options);
        let settings =
            IndexWriterOptions::builder().num_worker_threads(threads).memory_budget_per_thread(memory).num_merge_threads(1);
        let writer = index.writer_with_options(settings.build())?;
        let mut merges = LogMergePolicy::default();
        merges.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(merges));
        Ok(Self { kind, fields, index, writer: Some(writer), dirty: AtomicBool::new(false) })
    }

    /// Takes documents in; the permit is theirs until they are indexed.
    pub(super) fn add(&self, documents: impl Iterator<Item = TantivyDocument>, permit: &Arc<Permit>) -> Result<(), IndexError> {
        let wait = |document| UserOperation::Add(Waiting { document, _permit: permit.clone() });
        let mut documents = documents.map(wait);
        if let Some(writer) = &self.writer {
            // Together: one trip through the channel, and what belongs together stays together in the store.
            let mut batch = || documents.by_ref().take(BATCH).collect::<Vec<_>>();
            let mut next = batch();
            while !next.is_empty() {
                self.dirty.store(true, Ordering::Relaxed);
                writer.run(std::mem::replace(&mut next, batch()))?;
            }
        }
        Ok(())
    }

    /// Deletes what is of an article.
    pub(super) fn delete(&self, number: u64) {
        if let Some(writer) = &self.writer {
            self.dirty.store(true, Ordering::Relaxed);
            writer.delete_term(Term::from_field_u64(self.fields.number, number));
        }
    }

    /// Deletes the finding with this key.
    pub(super) fn delete_finding(&self, key: u64) {
        if let Some(writer) = &self.writer {
            self.dirty.store(true, Ordering::Relaxed);
            writer.delete_term(Term::from_field_u64(self.fields.key, key));
        }
    }

    /// Turns what waits into segments, if there is any.
    pub(super) fn commit(&mut self) -> Result<(), IndexError> {
        if std::mem::take(self.dirty.get_mut())
            && let Some(writer) = &mut self.writer
        {
            writer.commit()?;
        }
        Ok(())
    }

    /// The segments that there are.
    pub(super) fn segments(&self) -> Result<(Kind, Vec<SegmentMeta>), IndexError> {
        Ok((self.kind, self.index.load_metas()?.segments))
    }
}

/// The files of some segments.
pub(super) fn files(segments: &[SegmentMeta]) -> Vec<PathBuf> {
    use SegmentComponent::{Delete, FastFields, FieldNorms, Positions, Postings, Store, Terms};
    let of = |segment: &SegmentMeta| {
        let parts = [FastFields, FieldNorms, Positions, Postings, Store, Terms].into_iter();
        parts.chain(segment.has_deletes().then_some(Delete)).map(|part| segment.relative_path(part)).collect::<Vec<_>>()
    };
    segments.iter().flat_map(of).collect()
}

/// Threads and bytes per thread of a kind: passages have most of the work, findings hardly any.
fn share(kind: Kind, options: Options) -> (usize, usize) {
    let (threads, memory) = match kind {
        Kind::Passages => (options.threads, options.memory / 2),
        Kind::Figures => (options.threads.div_ceil(4), options.memory / 4),
        Kind::Articles | Kind::Commitments => (options.threads.div_ceil(8), options.memory / 8),
        Kind::Findings => (1, LEAST),
    };
    let threads = threads.clamp(1, (memory / LEAST).max(1));
    (threads, (memory / threads).clamp(LEAST, 1 << 31))
}
