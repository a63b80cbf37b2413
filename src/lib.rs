//! Countersign reads policy and security articles the way an auditor reads accounts.
pub mod lexicon;
pub mod model;
pub mod read;
pub mod tag;
pub mod text;
