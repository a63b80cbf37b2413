//! Countersign reads policy and security articles the way an auditor reads accounts.
pub mod link;
pub mod model;
pub mod report;
pub mod text;
