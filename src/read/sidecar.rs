//! What is said of an article from outside of it: the options of the call, and a file `name.meta.toml` beside it.

use super::date::date;
use super::problem::Problem;
use super::{Input, Meta, Options};

/// What the end of a sidecar's name is.
pub const SIDECAR: &str = ".meta.toml";
/// A sidecar has a handful of lines.
const LARGEST: u64 = 64 * 1024;

/// What the options and the sidecar of an input say; the options count more.
pub(super) fn over(input: &Input, options: &Options) -> Result<Meta, Problem> {
    let called = options.over.clone().said_by("option");
    let Some(path) = &input.path else { return Ok(called) };
    let mut name = path.clone().into_os_string();
    name.push(SIDECAR);
    let shown = format!("{}{SIDECAR}", input.shown());
    match std::fs::metadata(&name) {
        Ok(metadata) if metadata.is_file() && metadata.len() <= LARGEST => {}
        _ => return Ok(called),
    }
    let text = std::fs::read_to_string(&name).map_err(|error| Problem::io(&shown, &error))?;
    Ok(called.or(read(&text, &shown)?.said_by("sidecar")))
}

fn read(text: &str, shown: &str) -> Result<Meta, Problem> {
    let hint = "its keys are title, byline, source, published, url and lang";
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| Problem::new(shown, error.message().to_owned()).hint(hint))?;
    let mut meta = Meta::default();
    for (key, value) in &table {
        let value = match value {
            toml::Value::String(value) => value.clone(),
            other => other.to_string(),
        };
        if matches!(key.as_str(), "published" | "date") && date(&value).is_none() {
            return Err(Problem::new(shown, format!("`{value}` is no date")).hint("write it as 2025-11-20"));
        }
        if !meta.set(key, &value) {
            return Err(Problem::new(shown, format!("unknown key `{key}`")).hint(hint));
        }
    }
    Ok(meta)
}
