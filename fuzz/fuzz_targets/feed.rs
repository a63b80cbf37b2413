//! Fuzzes RSS, Atom or JSON Feed.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::run("feed", data));
