//! A book: its package and a chapter.
#![no_main]

use countersign_fuzz::{Format, packed, reads};

libfuzzer_sys::fuzz_target!(|data: &[u8]| reads("a.epub", Format::Auto, &packed(&["META-INF/container.xml", "a.opf", "a.xhtml"], data)));
