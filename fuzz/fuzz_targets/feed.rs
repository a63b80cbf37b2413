//! RSS, Atom or JSON Feed.
#![no_main]

use countersign_fuzz::{Format, reads};

libfuzzer_sys::fuzz_target!(|data: &[u8]| reads("a.xml", Format::Feed, data));
