//! The one test binary: one module per room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice, reason = "a test fails by panicking")]

mod index;
