//! All tests in one binary; a module a room.

mod actors;
mod architecture;
mod cli;
mod commitments;
mod corpus;
mod figures;
mod index;
mod lexicons;
mod link;
mod read;
mod readme;
