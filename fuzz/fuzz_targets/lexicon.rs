//! A file of a lexicon.
#![no_main]

use countersign_fuzz::loads;

libfuzzer_sys::fuzz_target!(|data: &[u8]| loads(data));
