//! Countersign reads policy and security articles the way an auditor reads accounts.
pub mod cli;
pub mod index;
pub mod lexicon;
pub mod link;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod tag;
pub mod text;
pub mod wire;
