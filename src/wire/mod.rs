//! What programs read: the JSON of the output contract. Bytes become code points here and nowhere else.

mod analysis;
pub mod annotations;
mod lean;
mod parquet;
mod sqlite;
pub mod table;

pub use analysis::analysis;
pub use lean::lean;
pub use parquet::Parquet;
pub use sqlite::Sqlite;

/// A value as one line of JSON. Our types have string keys and finite numbers, so writing them cannot fail.
pub fn line<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The name of a plain enum value in the output contract (`pledged`, `more_than`).
pub fn name<T: serde::Serialize>(value: &T) -> std::borrow::Cow<'static, str> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name.into(),
        _ => "".into(),
    }
}
