//! Where an index lies: the lock of its one writer, the writer's draft, the generations that readers see, and their end.
//!
//! ```text
//! index/.lock            held by the writer, with its process id
//! index/manifest.json    names the generation that counts
//! index/gen-7/<kind>/    a generation: never written to once it is named; copies.jsonl beside the kinds
//! index/draft/<kind>/    what the writer is at; worthless without it
//! ```
//!
//! Segment files never change, so a generation shares those of the one before by hard links and costs only what is new.

use super::copies::{self, Copy};
use super::manifest::{Manifest, number, sync_dir};
use super::{IndexError, Kind};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The writer's working directory.
const DRAFT: &str = "draft";
const LOCK: &str = ".lock";
/// What Tantivy says about the segments of one kind.
const META: &str = "meta.json";

/// The sole right to write, for as long as it lives; the system takes it back from a process that dies.
#[derive(Debug)]
pub(super) struct Store {
    dir: PathBuf,
    _lock: File,
}

impl Store {
    /// Takes the lock and clears away what killed runs have left.
    pub(super) fn lock(dir: &Path) -> Result<Self, IndexError> {
        let io = |source| IndexError::Io { path: dir.to_owned(), source };
        fs::create_dir_all(dir).map_err(io)?;
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(dir.join(LOCK)).map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // What cannot be read is not named; the refusal stands all the same.
                let _ = file.read_to_string(&mut holder);
                return Err(IndexError::Locked { dir: dir.to_owned(), process: holder.trim().parse().ok() });
            }
            Err(TryLockError::Error(source)) => return Err(io(source)),
        }
        let claim = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            writeln!(file, "{}", std::process::id())
        };
        claim(&mut file).map_err(io)?;
        Ok(Self { dir: dir.to_owned(), _lock: file })
    }

    /// The index's directory.
    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where the draft is.
    pub(super) fn draft(&self) -> PathBuf {
        self.dir.join(DRAFT)
    }

    /// Removes what killed runs have left: their draft and their generation.
    pub(super) fn clean(&self, current: Option<u64>) -> Result<(), IndexError> {
        remove(&self.draft())?;
        self.clean_generations(current)
    }

    /// Removes every generation but the current one and its predecessor, which a reader may just be opening.
    pub(super) fn clean_generations(&self, current: Option<u64>) -> Result<(), IndexError> {
        let entries = fs::read_dir(&self.dir).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        for entry in entries.map_err(|source| IndexError::Io { path: self.dir.clone(), source })? {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let keeps = |n: u64| current.is_some_and(|current| n == current || n + 1 == current);
            if number(&name).is_some_and(|n| !keeps(n)) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Makes the draft anew: what the current generation has, or nothing.
    pub(super) fn begin(&self, current: Option<&Manifest>) -> Result<(), IndexError> {
        for kind in Kind::ALL {
            let to = self.draft().join(kind.name());
            fs::create_dir_all(&to).map_err(|source| IndexError::Io { path: to.clone(), source })?;
            if let Some(manifest) = current {
                let from = manifest.path(&self.dir).join(kind.name());
                let share = || {
                    for entry in fs::read_dir(&from)? {
                        let entry = entry?;
                        share(&entry.path(), &to.join(entry.file_name()))?;
                    }
                    Ok(())
                };
                share().map_err(|source| IndexError::Io { path: from.clone(), source })?;
            }
        }
        current.map_or(Ok(()), |manifest| share_copies(&manifest.path(&self.dir), &self.draft()))
    }

    /// Writes which articles are copies into the draft; says whether that is news.
    pub(super) fn copies(&self, copies: &[Copy]) -> Result<bool, IndexError> {
        let path = self.draft().join(copies::FILE);
        let bytes = copies::written(copies);
        let news = fs::read(&path).unwrap_or_default() != bytes;
        if news {
            // The file may be linked into a generation: it is replaced and not changed.
            let temporary = path.with_extension("new");
            let write = || fs::write(&temporary, &bytes).and_then(|()| fs::rename(&temporary, &path));
            write().map_err(|source| IndexError::Io { path: path.clone(), source })?;
        }
        Ok(news)
    }

    /// Makes a generation of the draft's files named. It does not count before the manifest names it.
    pub(super) fn fill(&self, files: &[(Kind, Vec<PathBuf>)], manifest: &Manifest) -> Result<(), IndexError> {
        let generation = manifest.path(&self.dir);
        let fill = || {
            for (kind, files) in files {
                let (from, to) = (self.draft().join(kind.name()), generation.join(kind.name()));
                fs::create_dir_all(&to)?;
                for file in files.iter().map(PathBuf::as_path).chain([Path::new(META)]) {
                    match share(&from.join(file), &to.join(file)) {
                        // Tantivy names files that it did not need to write.
                        Err(error) if error.kind() == ErrorKind::NotFound && file != Path::new(META) => {}
                        shared => shared?,
                    }
                }
            }
            share_file(&self.draft(), &generation)?;
            self.force(&generation, manifest.number().and_then(|n| n.checked_sub(1)))
        };
        fill().map_err(|source: io::Error| IndexError::Io { path: generation.clone(), source })
    }

    /// Forces to the disk what a generation has and its predecessor had not.
    fn force(&self, generation: &Path, predecessor: Option<u64>) -> io::Result<()> {
        let predecessor = predecessor.map(|n| self.dir.join(format!("gen-{n}")));
        for kind in Kind::ALL {
            let dir = generation.join(kind.name());
            let known: BTreeSet<_> = predecessor
                .iter()
                .filter_map(|old| fs::read_dir(old.join(kind.name())).ok())
                .flatten()
                .filter_map(|entry| Some(entry.ok()?.file_name()))
                .collect();
            for entry in fs::read_dir(&dir)? {
                let entry = entry?;
                if entry.file_name() == META || !known.contains(&entry.file_name()) {
                    File::open(entry.path())?.sync_all()?;
                }
            }
            sync_dir(&dir)?;
        }
        match File::open(generation.join(copies::FILE)) {
            Ok(file) => file.sync_all()?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        sync_dir(generation)
    }

    /// Removes a generation that was begun and not named.
    pub(super) fn discard(&self, manifest: &Manifest) -> Result<(), IndexError> {
        remove(&manifest.path(&self.dir))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Nothing hangs on it: the next writer removes what stays.
        let _ = fs::remove_dir_all(self.draft());
    }
}

/// Shares the list of copies, if there is one.
fn share_file(from: &Path, to: &Path) -> io::Result<()> {
    match share(&from.join(copies::FILE), &to.join(copies::FILE)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn share_copies(from: &Path, to: &Path) -> Result<(), IndexError> {
    share_file(from, to).map_err(|source| IndexError::Io { path: from.to_owned(), source })
}

/// Gives a file a second name, or where the file system has no links, a copy.
fn share(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if error.kind() != ErrorKind::NotFound && error.kind() != ErrorKind::AlreadyExists => {
            fs::copy(from, to).map(|_| ())
        }
        linked => linked,
    }
}

/// Removes a directory if it is there.
fn remove(path: &Path) -> Result<(), IndexError> {
    match fs::remove_dir_all(path) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(IndexError::Io { path: path.to_owned(), source }),
        _ => Ok(()),
    }
}
