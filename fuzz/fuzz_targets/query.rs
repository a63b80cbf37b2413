//! The query language.
#![no_main]

use countersign_fuzz::asks;

libfuzzer_sys::fuzz_target!(|data: &[u8]| asks(data));
