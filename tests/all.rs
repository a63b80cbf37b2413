//! All tests in one binary; a module a room.

mod figures;
mod read;
