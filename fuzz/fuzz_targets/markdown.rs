//! Fuzzes Markdown with front matter.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| countersign_fuzz::run("markdown", data));
