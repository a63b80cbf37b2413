//! All tests in one binary; a module a room.

mod index;
mod link;
mod read;
