//! Countersign reads policy and security articles the way an auditor reads accounts.
pub mod index;
pub mod model;
pub mod text;
