//! Fuzzes anything told by its first bytes: gzip, zstd, ZIP and what is in them.
#![no_main]

libfuzzer_sys::fuzz_target!(init: countersign_fuzz::quiet(), |data: &[u8]| countersign_fuzz::run("packed", data));
