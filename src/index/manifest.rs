//! The manifest: which generation counts and what is in it. It is the only file of an index that is ever replaced.

use super::key::Snapshot;
use super::{IndexError, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The format that this program writes and reads; another number means another program.
pub const FORMAT: u32 = 6;
/// The file's name.
const NAME: &str = "manifest.json";

/// What an index holds, as its last commit left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the index.
    pub format: u32,
    /// The directory of the generation, `gen-<n>`.
    pub generation: String,
    /// Of which lexicons the analyses are.
    pub lexicon: String,
    /// Of which rules the analyses are.
    pub rules: String,
    /// How many things there are of each kind.
    pub counts: BTreeMap<Kind, u64>,
    /// A hash of what was read: ids, hashes and versions of all articles, whatever their order.
    pub snapshot: String,
    /// The snapshot that the findings are of; another one than `snapshot` where articles came or went since.
    pub findings_of: String,
    /// A hash of the reviews that the findings heed; empty where there were none.
    #[serde(default)]
    pub reviews: String,
}

impl Manifest {
    /// The manifest of an index of whatever format, as far as it reads: its generation is what counts.
    pub(super) fn standing(dir: &Path) -> Result<Option<Self>, IndexError> {
        match Self::read(dir) {
            Err(IndexError::Format { .. }) => {
                let path = dir.join(NAME);
                let bytes = std::fs::read(&path).map_err(|source| IndexError::Io { path: path.clone(), source })?;
                let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
                let text = |key: &str| value.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
                let (generation, lexicon, rules) = (text("generation"), text("lexicon"), text("rules"));
                if number(&generation).is_none() {
                    return Err(IndexError::Damaged { path, what: "it names no generation".to_owned() });
                }
                let (counts, snapshot) = (BTreeMap::new(), String::new());
                let (findings_of, reviews) = (String::new(), String::new());
                Ok(Some(Self { format: FORMAT, generation, lexicon, rules, counts, snapshot, findings_of, reviews }))
            }
            read => read,
        }
    }

    /// Reads the manifest of the index in `dir`, if there is one.
    pub(super) fn read(dir: &Path) -> Result<Option<Self>, IndexError> {
        let path = dir.join(NAME);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(source) => return Err(IndexError::Io { path, source }),
        };
        // The format first: what another format says elsewhere is not ours to understand.
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let damaged = |error: serde_json::Error| IndexError::Damaged { path: path.clone(), what: error.to_string() };
        let head: Head = serde_json::from_slice(&bytes).map_err(damaged)?;
        if head.format != FORMAT {
            return Err(IndexError::Format { dir: dir.to_owned(), found: head.format });
        }
        serde_json::from_slice(&bytes).map(Some).map_err(damaged)
    }

    /// Puts this manifest in the place of the former one: all at once, and on the disk when it returns.
    pub(super) fn swap(&self, dir: &Path) -> Result<(), IndexError> {
        let (path, temporary) = (dir.join(NAME), dir.join("manifest.json.new"));
        let write = || {
            let mut file = File::create(&temporary)?;
            serde_json::to_writer_pretty(&mut file, self)?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            std::fs::rename(&temporary, &path)?;
            sync_dir(dir)
        };
        write().map_err(|source| IndexError::Io { path: path.clone(), source })
    }

    /// What stands for its articles.
    pub(super) fn articles(&self) -> Result<Snapshot, IndexError> {
        let damaged = || IndexError::Damaged { path: NAME.into(), what: "its snapshot does not read".to_owned() };
        Snapshot::read(&self.snapshot).ok_or_else(damaged)
    }

    /// The number of the generation.
    pub(super) fn number(&self) -> Option<u64> {
        number(&self.generation)
    }

    /// Where the generation is.
    pub(super) fn path(&self, dir: &Path) -> PathBuf {
        dir.join(&self.generation)
    }
}

/// The number of a generation's directory; `None` for other names.
pub(super) fn number(name: &str) -> Option<u64> {
    name.strip_prefix("gen-")?.parse().ok()
}

/// Forces a directory's entries to the disk, where the system can.
pub(super) fn sync_dir(dir: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}
