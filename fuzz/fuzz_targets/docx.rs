//! Fuzzes the text part of an office document.
#![no_main]

libfuzzer_sys::fuzz_target!(init: countersign_fuzz::quiet(), |data: &[u8]| countersign_fuzz::run("docx", data));
