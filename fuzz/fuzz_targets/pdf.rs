//! PDF, whose parser is known to panic: the reader catches that, so only what cannot be caught is looked for.
#![no_main]

use countersign_fuzz::{Format, pdf, quiet, tolerates};

libfuzzer_sys::fuzz_target!(init: quiet(), |data: &[u8]| tolerates("a.pdf", Format::Auto, &pdf(data)));
