//! Fuzzes a file of a lexicon.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::run("lexicon", data));
