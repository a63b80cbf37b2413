//! Fuzzes JSON over several lines, or a list.
#![no_main]

libfuzzer_sys::fuzz_target!(init: countersign_fuzz::quiet(), |data: &[u8]| countersign_fuzz::run("json", data));
