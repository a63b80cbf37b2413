//! The directories that Tantivy reads and writes, with our promises instead of its own: a generation is never written to,
//! so reading takes no lock; a draft can be thrown away, so nothing in it is forced to the disk before it is published.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback, WatchHandle,
    WritePtr,
};

/// Tantivy's list of the files it may delete. Its memory of it is enough for a draft, and a generation needs none.
const FILES: &str = ".managed.json";

/// One directory of one kind.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    mapped: MmapDirectory,
    path: Arc<Path>,
}

impl Folder {
    /// Opens an existing directory.
    pub(super) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { mapped: MmapDirectory::open(path)?, path: path.into() })
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

    /// Who may write is settled by the one lock of the whole index; readers need none.
    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
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
