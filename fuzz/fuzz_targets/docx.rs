//! Fuzzes the text part of an office document.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::run("docx", data));
