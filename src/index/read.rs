//! The reader: opens what the manifest names and gives back what was put in. Searching it is the next room's.

use super::columns::Columns;
use super::copies::Copies;
use super::folder::Folder;
use super::manifest::Manifest;
use super::schema::{Fields, analyses};
use super::{IndexError, Kind};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::schema::Field;
use tantivy::{Index, ReloadPolicy, Searcher};

/// One generation, all kinds of one moment. Cheap to clone; it stays readable when newer ones come.
#[derive(Clone)]
pub struct Generation(Arc<[Opened]>, Arc<(PathBuf, Copies)>);

/// One kind of a generation.
pub(super) struct Opened {
    pub(super) fields: Fields,
    pub(super) searcher: Searcher,
    /// How many words a field has in all, counted when first asked for.
    pub(super) lengths: Mutex<BTreeMap<Field, u64>>,
    /// The columns that were asked for.
    pub(super) columns: Arc<Columns>,
}

/// An index, opened for reading.
pub struct Reader {
    dir: PathBuf,
    manifest: Manifest,
    generation: Generation,
}

/// What an index holds and what it takes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Status {
    /// What its manifest says.
    #[serde(flatten)]
    pub manifest: Manifest,
    /// Bytes on the disk of each kind.
    pub bytes: BTreeMap<Kind, u64>,
    /// Segments of each kind.
    pub segments: BTreeMap<Kind, usize>,
}

/// How often a generation that was replaced while being opened is looked for anew.
const TRIES: usize = 16;

impl Reader {
    /// Opens the index in `dir`.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let read = || Manifest::read(dir)?.ok_or_else(|| IndexError::Missing { dir: dir.to_owned() });
        let mut manifest = read()?;
        for _ in 0..TRIES {
            match Generation::open(&manifest.path(dir)) {
                Ok(generation) => return Ok(Self { dir: dir.to_owned(), manifest, generation }),
                Err(error) => {
                    // A writer may have gone two generations further meanwhile; if not, it is not there to be had.
                    let now = read()?;
                    if now == manifest {
                        return Err(IndexError::Damaged { path: manifest.path(dir), what: error.to_string() });
                    }
                    manifest = now;
                }
            }
        }
        Err(IndexError::Damaged { path: manifest.path(dir), what: "it is replaced faster than it can be opened".to_owned() })
    }

    /// Goes to the newest generation; says whether there was a newer one.
    pub fn refresh(&mut self) -> Result<bool, IndexError> {
        if Manifest::read(&self.dir)?.as_ref() == Some(&self.manifest) {
            return Ok(false);
        }
        *self = Self::open(&self.dir)?;
        Ok(true)
    }

    /// What the index holds.
    pub fn status(&self) -> Status {
        let bytes = |kind: Kind| {
            let files = std::fs::read_dir(self.manifest.path(&self.dir).join(kind.name())).into_iter().flatten();
            files.filter_map(|file| Some(file.ok()?.metadata().ok()?.len())).sum()
        };
        let segments = |kind| self.generation.of(kind).map_or(0, |opened| opened.searcher.segment_readers().len());
        Status {
            manifest: self.manifest.clone(),
            bytes: Kind::ALL.map(|kind| (kind, bytes(kind))).into(),
            segments: Kind::ALL.map(|kind| (kind, segments(kind))).into(),
        }
    }
}

impl Deref for Reader {
    type Target = Generation;

    fn deref(&self) -> &Generation {
        &self.generation
    }
}

impl Generation {
    /// Opens all kinds under `path`.
    pub(super) fn open(path: &Path) -> Result<Self, IndexError> {
        let opened = Kind::ALL.into_iter().map(|kind| Opened::open(&path.join(kind.name()), kind)).collect::<Result<_, _>>()?;
        Ok(Self(opened, Arc::new((path.to_owned(), Copies::default()))))
    }

    /// Its copies, and where they are listed.
    pub(super) fn copied(&self) -> (&Copies, &Path) {
        (&self.1.1, &self.1.0)
    }

    /// One kind.
    pub(super) fn of(&self, kind: Kind) -> Result<&Opened, IndexError> {
        let missing = || tantivy::TantivyError::InternalError(format!("the kind {} is not open", kind.name()));
        self.0.get(kind as usize).ok_or_else(|| missing().into())
    }

    /// How many there are of a kind.
    pub fn count(&self, kind: Kind) -> u64 {
        self.of(kind).map_or(0, |opened| opened.searcher.num_docs())
    }
}

impl Opened {
    /// Opens the index of one kind.
    pub(super) fn open(path: &Path, kind: Kind) -> Result<Self, IndexError> {
        let (schema, fields) = Fields::of(kind);
        let mut index = Index::open(Folder::open(path).map_err(tantivy::TantivyError::from)?)?;
        if index.schema() != schema {
            return Err(IndexError::Damaged {
                path: path.to_owned(),
                what: "its fields are not those of this format".to_owned(),
            });
        }
        index.set_tokenizers(analyses());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { fields, searcher: reader.searcher(), lengths: Mutex::default(), columns: Arc::default() })
    }

    /// The number of words of a field in all that is there, deleted things left out: Tantivy's own sum goes by segments,
    /// and so by the history of the index.
    pub(super) fn length(&self, field: Field) -> tantivy::Result<u64> {
        let mut lengths = self.lengths.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&length) = lengths.get(&field) {
            return Ok(length);
        }
        let mut length = 0;
        for segment in self.searcher.segment_readers() {
            let norms = segment.get_fieldnorms_reader(field)?;
            length += segment.doc_ids_alive().map(|doc| u64::from(norms.fieldnorm(doc))).sum::<u64>();
        }
        lengths.insert(field, length);
        Ok(length)
    }
}
