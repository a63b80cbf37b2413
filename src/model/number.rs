//! Decimals as JSON numbers: figures are decimal in the program and plain numbers outside.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use serde::{Deserialize, Deserializer, Serializer};

/// Writes a decimal as an integer where it is one, else as the nearest double.
fn write<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    match value.is_integer().then(|| value.to_i64()).flatten() {
        Some(whole) => serializer.serialize_i64(whole),
        None => serializer.serialize_f64(value.to_f64().unwrap_or(f64::NAN)),
    }
}

/// Reads a JSON number, through its shortest decimal form.
fn read(number: &serde_json::Number) -> Option<Decimal> {
    let text = number.to_string();
    text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok()).or_else(|| Decimal::from_f64(number.as_f64()?))
}

/// `#[serde(with = "decimal")]` for a [`Decimal`].
pub mod decimal {
    use super::*;

    /// As a JSON number.
    pub fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        write(value, serializer)
    }

    /// From a JSON number.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        read(&number).ok_or_else(|| serde::de::Error::custom(format!("number `{number}` is out of range")))
    }
}

/// `#[serde(with = "optional_decimal")]` for an [`Option`] of a [`Decimal`]; `null` where there is none.
pub mod optional_decimal {
    use super::*;

    /// As a JSON number or `null`.
    pub fn serialize<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => write(value, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// From a JSON number or `null`.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<serde_json::Number>::deserialize(deserializer)?.as_ref().and_then(read))
    }
}
