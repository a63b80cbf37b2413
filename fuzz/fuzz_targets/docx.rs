//! The text part of an office document.
#![no_main]

use countersign_fuzz::{Format, packed, reads};

libfuzzer_sys::fuzz_target!(|data: &[u8]| reads("a.docx", Format::Auto, &packed(&["word/document.xml", "word/styles.xml"], data)));
