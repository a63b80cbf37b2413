//! Fuzzes Markdown with front matter.
#![no_main]

libfuzzer_sys::fuzz_target!(init: countersign_fuzz::quiet(), |data: &[u8]| countersign_fuzz::run("markdown", data));
