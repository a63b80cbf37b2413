//! The articles of an index of whatever format, to be read anew: what has been stored under the same names since the first one.

use super::bundle::Bundle;
use super::columns::number;
use super::folder::Folder;
use super::manifest::Manifest;
use super::record::Facet;
use super::rows::{StoredArticle, bytes, day, text};
use super::schema::{analyses, column};
use super::{IndexError, Kind};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tantivy::schema::Field;
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, SegmentReader, TantivyDocument};

/// An index of whatever format, open for its articles.
pub struct Former {
    manifest: Manifest,
    searcher: Searcher,
    fields: BTreeMap<&'static str, Field>,
}

/// The stored field by which an article comes back, and those of formats up to the third.
const STORED: &str = "bundle";
const FORMER: [&str; 5] = [column::ID, "title", "byline", "body", "payload"];

impl Former {
    /// Opens what the manifest in `dir` names.
    pub(super) fn open(dir: &Path) -> Result<Self, IndexError> {
        let manifest = Manifest::standing(dir)?.ok_or_else(|| IndexError::Missing { dir: dir.to_owned() })?;
        let path: PathBuf = manifest.path(dir).join(Kind::Articles.name());
        let mut index = Index::open(Folder::open(&path).map_err(tantivy::TantivyError::from)?)?;
        index.set_tokenizers(analyses());
        let schema = index.schema();
        let mut fields = BTreeMap::new();
        let stored: &[&'static str] = if schema.get_field(STORED).is_ok() { &[STORED] } else { &FORMER };
        for &name in stored {
            let lacks = |_| IndexError::Damaged { path: path.clone(), what: format!("it stores no `{name}`") };
            fields.insert(name, schema.get_field(name).map_err(lacks)?);
        }
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { manifest, searcher: reader.searcher(), fields })
    }

    /// The number of its generation.
    pub(super) fn number(&self) -> Option<u64> {
        self.manifest.number()
    }

    /// Its manifest, as far as it reads.
    pub(super) fn standing(&self) -> Manifest {
        self.manifest.clone()
    }

    /// How many articles it has.
    pub fn count(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// The articles, each fetched when it is asked for.
    pub fn articles(&self) -> Result<impl Iterator<Item = Result<StoredArticle, IndexError>> + '_, IndexError> {
        let mut addresses = Vec::new();
        for (ord, segment) in (0..).zip(self.searcher.segment_readers()) {
            addresses.extend(segment.doc_ids_alive().map(|doc| DocAddress::new(ord, doc)));
        }
        Ok(addresses.into_iter().map(move |address| self.article(address)))
    }

    fn article(&self, address: DocAddress) -> Result<StoredArticle, IndexError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let segment = self.searcher.segment_reader(address.segment_ord);
        let stored = |name: &str| self.fields.get(name).and_then(|&field| text(&document, field));
        let packed = |name: &str| self.fields.get(name).map(|&field| bytes(&document, field));
        let bundle = packed(STORED).map_or_else(
            || Bundle {
                id: stored(column::ID).unwrap_or_default(),
                title: stored("title"),
                byline: stored("byline"),
                text: stored("body").unwrap_or_default(),
                payload: packed("payload").unwrap_or_default(),
                ..Bundle::default()
            },
            |bundle| Bundle::unpack(&bundle),
        );
        let published = number(segment, column::PUBLISHED)?.first(address.doc_id);
        Ok(StoredArticle {
            id: bundle.id,
            sha256: first(segment, address, column::SHA256)?.unwrap_or_default(),
            version: first(segment, address, column::VERSION)?.unwrap_or_default(),
            title: bundle.title,
            byline: bundle.byline,
            source: first(segment, address, Facet::Source.name())?,
            lang: first(segment, address, Facet::Lang.name())?,
            published: published.map(day),
            text: bundle.text,
            payload: bundle.payload,
            passages: bundle.passages,
            parts: bundle.parts,
        })
    }
}

fn first(segment: &SegmentReader, address: DocAddress, name: &str) -> Result<Option<String>, IndexError> {
    Ok(super::rows::strings_of(segment, address.doc_id, name)?.into_iter().next())
}
