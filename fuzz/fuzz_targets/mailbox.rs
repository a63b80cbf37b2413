//! Mails, one after the other.
#![no_main]

use countersign_fuzz::{Format, reads};

libfuzzer_sys::fuzz_target!(|data: &[u8]| reads("a.mbox", Format::Mailbox, data));
