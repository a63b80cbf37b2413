//! Fetched pages, packed or not.
#![no_main]

use countersign_fuzz::{Format, reads, warc};

libfuzzer_sys::fuzz_target!(|data: &[u8]| reads("a.warc", Format::Auto, &warc(data)));
