//! All tests in one binary; a module a room.

#![expect(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail, and say where")]

mod actors;
mod architecture;
mod cli;
mod commitments;
mod corpus;
mod feeds;
mod figures;
mod formats;
mod hostile;
mod index;
mod lexicons;
mod link;
mod linking;
mod pairs;
mod pdf;
mod read;
mod readme;
mod sites;
