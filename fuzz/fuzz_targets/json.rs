//! JSON over several lines, or a list.
#![no_main]

use countersign_fuzz::{Format, reads};

libfuzzer_sys::fuzz_target!(|data: &[u8]| reads("a.json", Format::Json, data));
