//! Fuzzes CSV and TSV.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::run("table", data));
