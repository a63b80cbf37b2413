//! Anything in gzip, zstd or ZIP, and anything told by its first bytes.
#![no_main]

use countersign_fuzz::{Format, quiet, tolerates};

libfuzzer_sys::fuzz_target!(init: quiet(), |data: &[u8]| tolerates("a", Format::Auto, data));
