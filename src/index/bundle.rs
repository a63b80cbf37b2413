//! What is stored of an article, in one compressed bundle: the article itself, then the figures and commitments found in it. They lie
//! together because they resemble one another and repeat the text. It indexes nothing.

use super::record::{ArticleRecord, FindingRecord};
use super::{Kind, StoredPart};
use crate::text::Span;
use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};

/// Articles: 7 % less than with the fastest level, for a hundredth of what it takes to read one.
const LEVEL: i32 = 5;
/// Findings: short, alike, and soon packed at any level.
const FINDING_LEVEL: i32 = 9;
/// Records as they are stored, made of the sample articles: what they have in common with others is not stored again. They belong to the
/// format: with other ones nothing that is stored can be read.
const TYPICAL: &[u8] = include_bytes!("typical.jsonl");
/// No bundle is larger; a damaged length must not ask for all memory.
const LARGEST: usize = 1 << 31;

thread_local! {
    // One of each a thread: making one costs more than a short article.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = RefCell::new(Compressor::with_dictionary(LEVEL, TYPICAL).ok());
    static FINDINGS: RefCell<Option<Compressor<'static>>> = RefCell::new(Compressor::with_dictionary(FINDING_LEVEL, TYPICAL).ok());
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = RefCell::new(Decompressor::with_dictionary(TYPICAL).ok());
}

/// A bundle, unpacked.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) text: String,
    pub(super) payload: Vec<u8>,
    /// Where the passages stand, in order.
    pub(super) passages: Vec<Span>,
    /// The figures and commitments, still packed.
    pub(super) parts: Vec<u8>,
}

impl Bundle {
    /// The bundle of an article.
    pub(super) fn pack(record: &ArticleRecord<'_>) -> Vec<u8> {
        let mut pack = Pack(Vec::with_capacity(record.text.len() + record.payload.len() + 256));
        pack.bytes(record.id.as_bytes());
        pack.optional(record.title);
        pack.optional(record.byline);
        pack.bytes(record.text.as_bytes());
        pack.bytes(record.payload);
        pack.number(record.passages.len());
        record.passages.iter().for_each(|passage| pack.span(passage.span));
        for figure in &record.figures {
            pack.part(Kind::Figures, figure.id, [figure.span, figure.sentence], figure.payload);
        }
        for commitment in &record.commitments {
            pack.part(Kind::Commitments, commitment.id, [commitment.span, commitment.sentence], commitment.payload);
        }
        COMPRESSOR.with_borrow_mut(|compressor| compressed(&pack.0, compressor))
    }

    /// The article of a bundle; what does not read stays empty.
    pub(super) fn unpack(bundle: &[u8]) -> Self {
        Self::read(&mut Unpack(&decompressed(bundle))).unwrap_or_default()
    }

    fn read(unpack: &mut Unpack<'_>) -> Option<Self> {
        Some(Self {
            id: unpack.text()?,
            title: unpack.optional()?,
            byline: unpack.optional()?,
            text: unpack.text()?,
            payload: unpack.bytes()?.to_vec(),
            passages: (0..unpack.number()?).map_while(|_| unpack.span()).collect(),
            parts: unpack.0.to_vec(),
        })
    }
}

/// The parts of a kind, in order, of the article with this id.
pub(super) fn unpack_parts(parts: &[u8], kind: Kind, document: &str) -> Vec<StoredPart> {
    let (mut unpack, mut parts) = (Unpack(parts), Vec::new());
    while let Some((of, part)) = unpack.part(document) {
        if of == kind as usize {
            parts.push(part);
        }
    }
    parts
}

/// What is stored of a finding.
#[derive(Debug, Default)]
pub(super) struct PackedFinding {
    pub(super) id: String,
    pub(super) text: String,
    /// The figures it is about, as id of the document and id of the figure there.
    pub(super) figures: Vec<(String, String)>,
    pub(super) payload: Vec<u8>,
}

/// The bundle of a finding.
pub(super) fn pack_finding(record: &FindingRecord<'_>) -> Vec<u8> {
    let mut pack = Pack(Vec::with_capacity(record.text.len() + record.payload.len() + 64));
    pack.bytes(record.id.as_bytes());
    pack.bytes(record.text.as_bytes());
    pack.number(record.figures.len());
    for (document, figure) in &record.figures {
        pack.bytes(document.as_bytes());
        pack.bytes(figure.as_bytes());
    }
    pack.bytes(record.payload);
    FINDINGS.with_borrow_mut(|compressor| compressed(&pack.0, compressor))
}

/// The finding of a bundle; what does not read stays empty.
pub(super) fn unpack_finding(bundle: &[u8]) -> PackedFinding {
    let bytes = decompressed(bundle);
    let mut unpack = Unpack(&bytes);
    let mut read = || {
        Some(PackedFinding {
            id: unpack.text()?,
            text: unpack.text()?,
            figures: (0..unpack.number()?).map_while(|_| Some((unpack.text()?, unpack.text()?))).collect(),
            payload: unpack.bytes()?.to_vec(),
        })
    };
    read().unwrap_or_default()
}

/// Compresses bytes, their length before them.
fn compressed(bytes: &[u8], compressor: &mut Option<Compressor<'static>>) -> Vec<u8> {
    let small = compressor.as_mut().and_then(|compressor| compressor.compress(bytes).ok());
    // A compressor that cannot be made leaves the bytes as they are, told by a length of 0.
    let (length, body) = small.as_deref().map_or((0, bytes), |small| (bytes.len(), small));
    let length = u32::try_from(length).unwrap_or(0);
    [&length.to_le_bytes(), body].concat()
}

/// What was compressed; nothing where it does not read.
fn decompressed(bundle: &[u8]) -> Vec<u8> {
    let Some((length, body)) = bundle.split_first_chunk() else { return Vec::new() };
    match usize::try_from(u32::from_le_bytes(*length)) {
        Ok(0) => body.to_vec(),
        Ok(length) if length < LARGEST => {
            let bytes = DECOMPRESSOR.with_borrow_mut(|it| it.as_mut().and_then(|it| it.decompress(body, length).ok()));
            bytes.unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Fields one after the other, each with its length.
struct Pack(Vec<u8>);

impl Pack {
    /// Seven bits a byte, the last byte below 128.
    fn number(&mut self, mut number: usize) {
        while number > 127 {
            self.0.push((number & 127) as u8 | 128);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    fn optional(&mut self, text: Option<&str>) {
        self.number(usize::from(text.is_some()));
        text.iter().for_each(|text| self.bytes(text.as_bytes()));
    }

    fn span(&mut self, span: Span) {
        self.number(span.start as usize);
        self.number(span.len());
    }

    fn part(&mut self, kind: Kind, id: &str, [span, sentence]: [Span; 2], payload: &[u8]) {
        self.number(kind as usize);
        self.bytes(id.as_bytes());
        self.span(span);
        self.span(sentence);
        self.bytes(payload);
    }
}

/// What is left of the fields.
struct Unpack<'a>(&'a [u8]);

impl<'a> Unpack<'a> {
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<String> {
        self.bytes().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    fn optional(&mut self) -> Option<Option<String>> {
        if self.number()? == 0 { Some(None) } else { self.text().map(Some) }
    }

    fn span(&mut self) -> Option<Span> {
        let (start, length) = (self.number()?, self.number()?);
        Some(Span::new(start, start.checked_add(length)?))
    }

    fn part(&mut self, document: &str) -> Option<(usize, StoredPart)> {
        let kind = self.number()?;
        let (id, span, sentence) = (self.text()?, self.span()?, self.span()?);
        let payload = self.bytes()?.to_vec();
        Some((kind, StoredPart { document: document.to_owned(), id, span, sentence, payload }))
    }
}
