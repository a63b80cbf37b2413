//! The program from outside: what each command prints, on which stream, with which exit code.

mod batches;
mod browsing;
mod calls;
mod counting;
mod exporting;
mod ingesting;
mod ledger;
mod output;
mod reviewing;
mod run;
mod upkeep;

pub(crate) use run::{Done, Place};
