//! The directories that Tantivy reads and writes, with our promises instead of its own: a generation is never written to, so reading it
//! takes no lock of the system; a draft is one process's, so its lock is one of that process, and since it can be thrown away, nothing in
//! it is forced to the disk before it is published.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

/// Tantivy's list of the files it may delete. Its memory of it is enough for a draft, and a generation needs none.
const FILES: &str = ".managed.json";

/// One directory of one kind.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    mapped: MmapDirectory,
    path: Arc<Path>,
    gate: Arc<Gate>,
}

/// Passed by one at a time: who opens the segments that a directory lists, or who takes away files that it no longer lists. Without it a
/// merge could delete what another thread is about to open.
#[derive(Debug, Default)]
struct Gate {
    taken: Mutex<bool>,
    free: Condvar,
}

/// Inside the gate, until dropped.
struct Inside(Arc<Gate>);

impl Gate {
    /// The gate of a directory, one for all who have it open.
    fn of(path: &Path) -> Arc<Self> {
        static GATES: Mutex<BTreeMap<PathBuf, Weak<Gate>>> = Mutex::new(BTreeMap::new());
        let mut gates = GATES.lock().unwrap_or_else(PoisonError::into_inner);
        gates.retain(|_, gate| gate.strong_count() > 0);
        if let Some(gate) = gates.get(path).and_then(Weak::upgrade) {
            return gate;
        }
        let gate = Arc::new(Self::default());
        gates.insert(path.to_owned(), Arc::downgrade(&gate));
        gate
    }

    fn pass(self: &Arc<Self>) -> Inside {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = self.free.wait_while(taken, |taken| *taken).unwrap_or_else(PoisonError::into_inner);
        *taken = true;
        Inside(self.clone())
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.0.free.notify_one();
    }
}

impl Folder {
    /// Opens an existing directory.
    pub(super) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { mapped: MmapDirectory::open(path)?, path: path.into(), gate: Gate::of(path) })
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.mapped.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        match OpenOptions::new().write(true).create_new(true).open(self.path.join(path)) {
            Ok(file) => Ok(BufWriter::new(Box::new(Unforced(file)))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(OpenWriteError::FileAlreadyExists(path.to_owned())),
            Err(error) => Err(OpenWriteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() }),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(FILES) {
            return Ok(());
        }
        // Renamed into place, since the former file may be linked into a generation and must not change there.
        let temporary = self.path.join(path).with_extension("new");
        std::fs::write(&temporary, data)?;
        std::fs::rename(temporary, self.path.join(path))
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// Who may write is settled by the one lock of the whole index.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let files = lock.filepath == META_LOCK.filepath;
        Ok(if files { DirectoryLock::from(Box::new(self.gate.pass())) } else { DirectoryLock::from(Box::new(())) })
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// A file that is flushed at its end but not forced to the disk.
struct Unforced(File);

impl Write for Unforced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for Unforced {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{Folder, META_LOCK};
    use std::sync::atomic::{AtomicBool, Ordering};
    use tantivy::directory::Directory;

    #[test]
    fn files_are_not_taken_away_while_segments_are_opened() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let (reader, writer) = (Folder::open(dir.path())?, Folder::open(dir.path())?);
        let passed = AtomicBool::new(false);
        let opening = reader.acquire_lock(&META_LOCK)?;
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let _removing = writer.acquire_lock(&META_LOCK).ok();
                passed.store(true, Ordering::SeqCst);
            });
            for _ in 0..1000 {
                std::thread::yield_now();
                assert!(!passed.load(Ordering::SeqCst), "both are inside");
            }
            drop(opening);
        });
        assert!(passed.load(Ordering::SeqCst));
        Ok(())
    }
}
