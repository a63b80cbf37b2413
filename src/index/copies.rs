//! Which articles are copies or digests of others, as the writer was told: a list beside the kinds of a generation, so that an original
//! that comes late changes no article. It finds no copies.

use super::columns::number;
use super::join::Numbers;
use super::read::Generation;
use super::schema::column;
use super::{IndexError, Kind, key};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The list's file in a generation.
pub(super) const FILE: &str = "copies.jsonl";

/// Where of so many articles less than one is a copy, copies are looked up one by one.
const FEW: usize = 16;

/// An article that is a copy or digest of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The id of the copy.
    pub id: String,
    /// The id of the original.
    #[serde(rename = "copy_of")]
    pub original: String,
    /// Which share of the copy's text is in the original.
    pub share: f64,
}

/// The list as it is written.
pub(super) fn written(copies: &[Copy]) -> Vec<u8> {
    let line = |copy: &Copy| serde_json::to_string(copy).map(|line| line + "\n").unwrap_or_default();
    copies.iter().map(line).collect::<String>().into_bytes()
}

/// The copies of a generation, read when first asked for.
#[derive(Debug, Default)]
pub(super) struct Copies {
    listed: OnceLock<FxHashMap<u64, Copy>>,
    numbers: OnceLock<Arc<Numbers>>,
}

impl Copies {
    fn listed(&self, dir: &Path) -> Result<&FxHashMap<u64, Copy>, IndexError> {
        if let Some(listed) = self.listed.get() {
            return Ok(listed);
        }
        let path = dir.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(source) => return Err(IndexError::Io { path, source }),
        };
        let read = |line: &str| {
            let copy: Copy = serde_json::from_str(line)
                .map_err(|error| IndexError::Damaged { path: path.clone(), what: error.to_string() })?;
            Ok((key::document(&copy.id), copy))
        };
        let listed = text.lines().map(read).collect::<Result<_, IndexError>>()?;
        Ok(self.listed.get_or_init(|| listed))
    }
}

impl Generation {
    /// The articles that are copies.
    pub(super) fn copies(&self) -> Result<Arc<Numbers>, IndexError> {
        let (copies, dir) = self.copied();
        if let Some(numbers) = copies.numbers.get() {
            return Ok(numbers.clone());
        }
        let listed = copies.listed(dir)?;
        let mut found = Vec::new();
        let opened = self.of(Kind::Articles)?;
        if listed.len() * FEW < opened.searcher.num_docs() as usize {
            for &key in listed.keys() {
                for address in opened.with(opened.fields.key, key)? {
                    found.extend(opened.number(address, column::NUMBER)?);
                }
            }
        } else {
            for segment in opened.searcher.segment_readers() {
                let (own, article) = (number(segment, column::KEY)?, number(segment, column::NUMBER)?);
                let of = |doc| own.first(doc).filter(|key| listed.contains_key(key)).and_then(|_| article.first(doc));
                found.extend(segment.doc_ids_alive().filter_map(of));
            }
        }
        Ok(copies.numbers.get_or_init(|| Arc::new(found.into_iter().collect())).clone())
    }

    /// Of which article this is a copy, if it is one.
    pub fn copy_of(&self, id: &str) -> Result<Option<&Copy>, IndexError> {
        let (copies, dir) = self.copied();
        Ok(copies.listed(dir)?.get(&key::document(id)))
    }

    /// All copies.
    pub fn all_copies(&self) -> Result<impl Iterator<Item = &Copy>, IndexError> {
        let (copies, dir) = self.copied();
        Ok(copies.listed(dir)?.values())
    }
}
