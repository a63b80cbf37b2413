//! The program from outside: what each command prints, on which stream, with which exit code.

mod calls;
mod ingesting;
mod ledger;
mod output;
mod exporting;
mod run;

pub(crate) use run::{Done, Place};
