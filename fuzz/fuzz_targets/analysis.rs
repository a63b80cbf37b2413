//! Fuzzes any bytes as an article, to everything that is found in it.
#![no_main]

libfuzzer_sys::fuzz_target!(init: countersign_fuzz::quiet(), |data: &[u8]| countersign_fuzz::run("analysis", data));
