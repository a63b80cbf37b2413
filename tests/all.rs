//! All tests in one binary; a module a room.

mod architecture;
mod cli;
mod corpus;
mod index;
mod lexicons;
mod link;
mod read;
mod readme;
