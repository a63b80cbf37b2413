//! The index from outside: what counts when, what is found, and that it is always the same.

mod asking;
mod papers;
mod queries;
mod readers;
mod searching;
mod writing;
