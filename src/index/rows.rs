//! What was stored, given back: articles with their text and payload, figures and the like with theirs.

use super::bundle::{Bundle, PackedFinding, unpack_finding, unpack_parts};
use super::columns::number;
use super::document::unpacked;
use super::read::{Generation, Opened};
use super::record::Facet;
use super::roll::Known;
use super::schema::column;
use super::{IndexError, Kind, key};
use crate::text::Span;
use std::borrow::Cow;
use tantivy::columnar::StrColumn;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED, TantivyDocument, Term};

/// An article as it was stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredArticle {
    /// The document's id.
    pub id: String,
    /// The input's hash.
    pub sha256: String,
    /// Of which lexicon and rules its record is.
    pub version: String,
    /// Title.
    pub title: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Language.
    pub lang: Option<String>,
    /// Day of publication, as `2025-01-31`.
    pub published: Option<String>,
    /// The whole text.
    pub text: String,
    /// The caller's payload.
    pub payload: Vec<u8>,
    /// Where its passages stand, in order.
    pub passages: Vec<Span>,
    /// What is found in it, packed.
    pub(super) parts: Vec<u8>,
}

impl StoredArticle {
    /// Its figures or commitments, in the order in which they were given.
    pub fn parts(&self, kind: Kind) -> Vec<StoredPart> {
        unpack_parts(&self.parts, kind, &self.id)
    }
}

/// A figure, commitment or finding as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPart {
    /// The id of its document; empty for findings.
    pub document: String,
    /// Its id within the document.
    pub id: String,
    /// Where it stands in the article's text, in bytes.
    pub span: Span,
    /// Where its sentence stands.
    pub sentence: Span,
    /// The caller's payload.
    pub payload: Vec<u8>,
}

impl Generation {
    /// What is known of the article with this id.
    pub fn known(&self, id: &str) -> Result<Option<Known>, IndexError> {
        self.of(Kind::Articles)?.known(id)
    }

    /// The article with this id.
    pub fn article(&self, id: &str) -> Result<Option<StoredArticle>, IndexError> {
        let opened = self.of(Kind::Articles)?;
        opened.with(opened.fields.key, key::document(id))?.first().map(|&address| opened.article(address)).transpose()
    }

    /// All articles in the order of their ids, each fetched when it is asked for.
    pub fn articles(&self) -> Result<impl Iterator<Item = Result<StoredArticle, IndexError>>, IndexError> {
        let opened = self.of(Kind::Articles)?;
        let mut ids = Vec::new();
        for (ord, segment) in (0..).zip(opened.searcher.segment_readers()) {
            ids.extend(strings(segment, column::ID)?.into_iter().map(|(doc, id)| (id, DocAddress::new(ord, doc))));
        }
        ids.sort_unstable();
        Ok(ids.into_iter().map(move |(_, address)| opened.article(address)))
    }

    /// All articles in the order in which they lie, each fetched when it is asked for.
    pub fn every_article(&self) -> Result<impl Iterator<Item = Result<StoredArticle, IndexError>>, IndexError> {
        let opened = self.of(Kind::Articles)?;
        let segments = (0..).zip(opened.searcher.segment_readers());
        let addresses = segments.flat_map(|(ord, segment)| segment.doc_ids_alive().map(move |doc| DocAddress::new(ord, doc)));
        Ok(addresses.map(move |address| opened.article(address)))
    }

    /// The figures of one article, in the order in which they were given.
    pub fn figures_of(&self, id: &str) -> Result<Vec<StoredPart>, IndexError> {
        Ok(self.article(id)?.map(|article| article.parts(Kind::Figures)).unwrap_or_default())
    }

    /// All figures, by the ids of their articles and then in the order in which they were given.
    pub fn figures(&self) -> Result<impl Iterator<Item = Result<StoredPart, IndexError>>, IndexError> {
        self.parts(Kind::Figures)
    }

    /// All commitments, in the order of [`Self::figures`].
    pub fn commitments(&self) -> Result<impl Iterator<Item = Result<StoredPart, IndexError>>, IndexError> {
        self.parts(Kind::Commitments)
    }

    fn parts(&self, kind: Kind) -> Result<impl Iterator<Item = Result<StoredPart, IndexError>>, IndexError> {
        Ok(self.articles()?.flat_map(move |article| match article {
            Ok(article) => article.parts(kind).into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        }))
    }

    /// The findings with one of these verdicts, in no order that means a thing.
    pub fn findings_of<'a>(
        &'a self,
        verdicts: &[Cow<'_, str>],
    ) -> Result<impl Iterator<Item = Result<StoredPart, IndexError>> + 'a, IndexError> {
        let opened = self.of(Kind::Findings)?;
        let mut found = Vec::new();
        for verdict in verdicts {
            found.extend(opened.with_term(&Term::from_field_text(opened.fields.facet(Facet::Verdict), verdict))?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found.into_iter().map(move |address| opened.finding(address)))
    }

    /// All findings, in the order of their keys. They stand in no text.
    pub fn findings(&self) -> Result<impl Iterator<Item = Result<StoredPart, IndexError>>, IndexError> {
        let opened = self.of(Kind::Findings)?;
        let mut order = Vec::new();
        for (ord, segment) in (0..).zip(opened.searcher.segment_readers()) {
            let own = number(segment, column::KEY)?;
            order.extend(segment.doc_ids_alive().map(|doc| (own.first(doc), DocAddress::new(ord, doc))));
        }
        order.sort_unstable();
        Ok(order.into_iter().map(move |(_, address)| opened.finding(address)))
    }

    /// The article with this id, under its number.
    pub(super) fn number_of(&self, id: &str) -> Result<Option<u64>, IndexError> {
        self.of(Kind::Articles)?.number_of(id)
    }

    /// The article with this number, for a hit of a kind: with its parts only where the hit is one of them.
    pub(super) fn around(&self, number: u64, kind: Kind) -> Result<Option<StoredArticle>, IndexError> {
        let opened = self.of(Kind::Articles)?;
        let Some(&address) = opened.with(opened.fields.number, number)?.first() else { return Ok(None) };
        match kind {
            Kind::Figures | Kind::Commitments => opened.article(address).map(Some),
            _ => opened.shown_article(address).map(Some),
        }
    }
}

impl Opened {
    fn segment(&self, address: DocAddress) -> &SegmentReader {
        self.searcher.segment_reader(address.segment_ord)
    }

    /// A finding.
    fn finding(&self, address: DocAddress) -> Result<StoredPart, IndexError> {
        let PackedFinding { id, payload, .. } = unpack_finding(&self.bundle(address)?);
        Ok(StoredPart { document: String::new(), id, span: Span::default(), sentence: Span::default(), payload })
    }

    /// What is known of the article with this id, from the columns alone.
    pub(super) fn known(&self, id: &str) -> Result<Option<Known>, IndexError> {
        let Some(&address) = self.with(self.fields.key, key::document(id))?.first() else { return Ok(None) };
        let text = |name: &'static str| self.string(address, name).map(Option::unwrap_or_default);
        let number = self.number(address, column::NUMBER)?.unwrap_or(0);
        Ok(Some(Known { sha256: text(column::SHA256)?, version: text(column::VERSION)?, number }))
    }

    /// The number of the article with this id.
    pub(super) fn number_of(&self, id: &str) -> Result<Option<u64>, IndexError> {
        let found = self.with(self.fields.key, key::document(id))?;
        found.first().map_or(Ok(None), |&address| self.number(address, column::NUMBER))
    }

    /// What has this number in a field.
    pub(super) fn with(&self, field: Field, number: u64) -> Result<Vec<DocAddress>, IndexError> {
        self.with_term(&Term::from_field_u64(field, number))
    }

    /// What has a term.
    pub(super) fn with_term(&self, term: &Term) -> Result<Vec<DocAddress>, IndexError> {
        let mut found = Vec::new();
        for (ord, segment) in (0..).zip(self.searcher.segment_readers()) {
            let postings = segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic);
            if let Some(mut postings) = postings.map_err(tantivy::TantivyError::from)? {
                while postings.doc() != TERMINATED {
                    if !segment.is_deleted(postings.doc()) {
                        found.push(DocAddress::new(ord, postings.doc()));
                    }
                    postings.advance();
                }
            }
        }
        Ok(found)
    }

    /// What is stored of a thing.
    pub(super) fn bundle(&self, address: DocAddress) -> Result<Vec<u8>, IndexError> {
        Ok(bytes(&self.searcher.doc(address)?, self.fields.bundle))
    }

    /// A number of a thing, if it has it.
    pub(super) fn number(&self, address: DocAddress, name: &'static str) -> Result<Option<u64>, IndexError> {
        Ok(self.columns.number(self.segment(address), name)?.first(address.doc_id))
    }

    /// A string of a thing, if it has it.
    fn string(&self, address: DocAddress, name: &'static str) -> Result<Option<String>, IndexError> {
        let Some(column) = self.columns.strings(self.segment(address), name)? else { return Ok(None) };
        Ok(values_of(&column, address.doc_id)?.into_iter().next())
    }

    /// Where a part stands.
    pub(super) fn span(&self, address: DocAddress) -> Result<Span, IndexError> {
        Ok(self.number(address, column::PLACE)?.map(unpacked).unwrap_or_default())
    }

    /// Where what is shown of a part stands.
    pub(super) fn shown(&self, address: DocAddress) -> Result<Span, IndexError> {
        self.number(address, column::SHOWN)?.map_or_else(|| self.span(address), |shown| Ok(unpacked(shown)))
    }

    /// An article.
    pub(super) fn article(&self, address: DocAddress) -> Result<StoredArticle, IndexError> {
        Ok(StoredArticle {
            sha256: self.string(address, column::SHA256)?.unwrap_or_default(),
            version: self.string(address, column::VERSION)?.unwrap_or_default(),
            ..self.stored(address, Bundle::unpack(&self.bundle(address)?))?
        })
    }

    /// What a list of hits shows of an article.
    pub(super) fn shown_article(&self, address: DocAddress) -> Result<StoredArticle, IndexError> {
        self.stored(address, Bundle::unpack_head(&self.bundle(address)?))
    }

    fn stored(&self, address: DocAddress, bundle: Bundle) -> Result<StoredArticle, IndexError> {
        let Bundle { id, title, byline, text, payload, passages, parts } = bundle;
        let published = self.number(address, column::PUBLISHED)?;
        Ok(StoredArticle {
            id,
            title,
            byline,
            source: self.string(address, Facet::Source.name())?,
            lang: self.string(address, Facet::Lang.name())?,
            published: published.map(day),
            text,
            payload,
            passages,
            parts,
            ..StoredArticle::default()
        })
    }
}

/// The strings of a document in a column.
pub(super) fn strings_of(segment: &SegmentReader, doc: DocId, name: &str) -> Result<Vec<String>, IndexError> {
    segment.fast_fields().str(name)?.map_or_else(|| Ok(Vec::new()), |column| values_of(&column, doc))
}

/// The strings of a document in a column that is open.
fn values_of(column: &StrColumn, doc: DocId) -> Result<Vec<String>, IndexError> {
    let mut ords: Vec<u64> = column.term_ords(doc).collect();
    ords.sort_unstable();
    Ok(names_of(column, &ords)?)
}

/// The strings of ordinals that ascend, in one walk through the dictionary.
pub(super) fn names_of(column: &StrColumn, ords: &[u64]) -> tantivy::Result<Vec<String>> {
    let mut names = Vec::with_capacity(ords.len());
    let name = |value: &[u8]| names.push(String::from_utf8_lossy(value).into_owned());
    column.dictionary().sorted_ords_to_term_cb(ords, name).map_err(tantivy::TantivyError::from)?;
    Ok(names)
}

/// A day's number as it is written.
pub(super) fn day(day: u64) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}

/// A stored string.
pub(super) fn text(document: &TantivyDocument, field: Field) -> Option<String> {
    Some(document.get_first(field)?.as_value().as_str()?.to_owned())
}

/// Stored bytes.
pub(super) fn bytes(document: &TantivyDocument, field: Field) -> Vec<u8> {
    document.get_first(field).and_then(|value| value.as_value().as_bytes().map(<[u8]>::to_vec)).unwrap_or_default()
}

/// The strings of a column with one value for each thing, in one walk through its dictionary.
fn strings(segment: &SegmentReader, name: &str) -> Result<Vec<(DocId, String)>, IndexError> {
    let Some(column) = segment.fast_fields().str(name)? else { return Ok(Vec::new()) };
    let terms = all_terms(&column)?;
    let of = |doc: DocId| {
        let ord = usize::try_from(column.term_ords(doc).next()?).ok()?;
        Some((doc, terms.get(ord)?.clone()))
    };
    Ok(segment.doc_ids_alive().filter_map(of).collect())
}

fn all_terms(column: &StrColumn) -> Result<Vec<String>, IndexError> {
    let mut terms = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream().map_err(tantivy::TantivyError::from)?;
    while stream.advance() {
        terms.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(terms)
}
