//! Parsers of others that panic over what they do not expect: caught, and known to be caught while it happens, so that a program
//! need not print what costs one article and is told as its problem. Mends nothing.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What is told of an input whose parser panicked.
pub(super) const BROKE: &str = "its reader broke over it";

/// Runs a parser; `None` where it panicked.
pub(super) fn caught<T>(parse: impl FnOnce() -> T) -> Option<T> {
    let around = CAUGHT.replace(true);
    let parsed = catch_unwind(AssertUnwindSafe(parse)).ok();
    CAUGHT.set(around);
    parsed
}

/// Whether a panic of this thread would be caught by a reader, for the program's panic hook.
pub fn is_caught() -> bool {
    CAUGHT.get()
}
