//! Markdown with front matter.
#![no_main]

use countersign_fuzz::{Format, reads};

libfuzzer_sys::fuzz_target!(|data: &[u8]| reads("a.md", Format::Markdown, data));
