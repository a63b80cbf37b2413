//! Any bytes at all as an article, to everything that is found in it.
#![no_main]

use countersign_fuzz::analyses;

libfuzzer_sys::fuzz_target!(|data: &[u8]| analyses(data));
