//! How much may wait between those who bring articles and those who index them. Tantivy's queues count documents, so that
//! ten thousand long articles could wait at once; here bytes count, and memory that was just used is used again.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// A bound on the bytes that wait.
#[derive(Debug)]
pub(super) struct Flow {
    limit: usize,
    waiting: Mutex<usize>,
    freed: Condvar,
}

/// The right to let some bytes wait, for as long as it lives.
#[derive(Debug)]
pub(super) struct Permit {
    flow: Arc<Flow>,
    bytes: usize,
}

/// A document on its way, with the permit that it shares with what came together with it.
pub(super) struct Waiting {
    pub(super) document: TantivyDocument,
    pub(super) _permit: Arc<Permit>,
}

impl Flow {
    pub(super) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self { limit, waiting: Mutex::new(0), freed: Condvar::new() })
    }

    /// Waits until there is room. What is larger than all the room goes alone.
    pub(super) fn admit(self: &Arc<Self>, bytes: usize) -> Arc<Permit> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |waiting: &mut usize| *waiting > 0 && *waiting + bytes > self.limit;
        let mut waiting = self.freed.wait_while(waiting, full).unwrap_or_else(PoisonError::into_inner);
        *waiting += bytes;
        Arc::new(Permit { flow: self.clone(), bytes })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.flow.waiting.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.flow.freed.notify_all();
    }
}

impl Document for Waiting {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}
