//! Ctrl-C: the first one asks the run to finish its step, the second one ends the program. Nothing of what was committed is lost.

use super::common::complain;
use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// Takes over Ctrl-C.
pub(super) fn listen() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        complain("finishing what is under way; Ctrl-C again ends at once");
    })?;
    Ok(())
}

/// Whether an end was asked for.
pub(super) fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
