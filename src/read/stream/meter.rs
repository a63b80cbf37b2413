//! Counting what is read: how far an input is, whether it unpacks beyond measure, whether one record grows beyond its limit.

use std::cell::Cell;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// So much may always be unpacked before the ratio counts.
const FREE: u64 = 64 << 20;

/// Bytes read from an input and bytes unpacked out of it.
#[derive(Debug)]
pub(super) struct Tally {
    packed: AtomicU64,
    unpacked: AtomicU64,
    ratio: u64,
}

impl Tally {
    pub(super) fn new(ratio: u64) -> Self {
        Self { packed: AtomicU64::new(0), unpacked: AtomicU64::new(0), ratio }
    }

    /// Bytes of the input so far.
    pub(super) fn packed(&self) -> u64 {
        self.packed.load(Ordering::Relaxed)
    }

    /// Whether so much has come out of so little that it can only be meant to fill a memory.
    fn unpack(&self, bytes: usize) -> io::Result<usize> {
        let unpacked = self.unpacked.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        if unpacked > FREE.saturating_add(self.packed().saturating_mul(self.ratio)) {
            return Err(io::Error::other(format!("it unpacks to more than {} times its size, see --max-ratio", self.ratio)));
        }
        Ok(bytes)
    }
}

/// A reader of an input, counted.
#[derive(Debug)]
pub(super) struct Counted<R> {
    inner: R,
    tally: Arc<Tally>,
}

impl<R> Counted<R> {
    pub(super) fn new(inner: R, tally: Arc<Tally>) -> Self {
        Self { inner, tally }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        self.tally.packed.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// A reader of what a decoder unpacks.
pub(super) struct Unpacked<R> {
    inner: R,
    tally: Arc<Tally>,
}

impl<R> Unpacked<R> {
    pub(super) fn new(inner: R, tally: Arc<Tally>) -> Self {
        Self { inner, tally }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        self.tally.unpack(bytes)
    }
}

/// What is left of the room for one record; whoever takes the records gives it anew for each.
#[derive(Debug, Clone)]
pub(super) struct Room {
    left: Rc<Cell<u64>>,
    size: u64,
}

impl Room {
    pub(super) fn new(size: u64) -> Self {
        Self { left: Rc::new(Cell::new(size)), size }
    }

    pub(super) fn renew(&self) {
        self.left.set(self.size);
    }

    /// No limit until the next renewal: for what is passed over and not kept.
    pub(super) fn open(&self) {
        self.left.set(u64::MAX);
    }

    /// Whether the last record had no room.
    pub(super) fn is_full(&self) -> bool {
        self.left.get() == 0
    }
}

/// A reader that ends with an error where one record takes more than its room: parsers that keep a record in memory would
/// keep all of a hostile one.
pub(super) struct Bounded<R> {
    inner: R,
    room: Room,
}

impl<R> Bounded<R> {
    pub(super) fn new(inner: R, room: Room) -> Self {
        Self { inner, room }
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let bytes = from.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..bytes), from.get(..bytes)) {
            to.copy_from_slice(from);
        }
        self.consume(bytes);
        Ok(bytes)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.room.is_full() {
            return Err(io::Error::other(format!("a record of it is longer than {} bytes", self.room.size)));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.room.left.set(self.room.left.get().saturating_sub(bytes as u64));
        self.inner.consume(bytes);
    }
}
