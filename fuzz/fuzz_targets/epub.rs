//! Fuzzes a book: its package and a chapter.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::run("epub", data));
