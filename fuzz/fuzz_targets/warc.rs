//! Fuzzes fetched pages, packed or not.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::run("warc", data));
