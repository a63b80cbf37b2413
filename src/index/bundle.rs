//! What is stored of an article, in one bundle of two compressed parts: what a list of hits shows of it, and the rest, with the figures
//! and commitments found in it. These lie together because they resemble one another. It indexes nothing.

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
/// Set in the length with which a bundle of two parts begins, which is that of the first one.
const IN_TWO: u32 = 1 << 31;
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
        let mut head = Pack(Vec::with_capacity(record.text.len() + 256));
        head.bytes(record.id.as_bytes());
        head.optional(record.title);
        head.optional(record.byline);
        head.bytes(record.text.as_bytes());
        head.number(record.passages.len());
        record.passages.iter().for_each(|passage| head.span(passage.span));
        let mut pack = Pack(Vec::with_capacity(record.payload.len() + 256));
        pack.bytes(record.payload);
        for figure in &record.figures {
            pack.part(Kind::Figures, figure.id, [figure.span, figure.sentence], figure.payload);
        }
        for commitment in &record.commitments {
            pack.part(Kind::Commitments, commitment.id, [commitment.span, commitment.sentence], commitment.payload);
        }
        let (head, rest) = COMPRESSOR.with_borrow_mut(|it| (compressed(&head.0, it), compressed(&pack.0, it)));
        let length = u32::try_from(head.len()).unwrap_or(u32::MAX) | IN_TWO;
        [&length.to_le_bytes(), head.as_slice(), &rest].concat()
    }

    /// The article of a bundle; what does not read stays empty.
    pub(super) fn unpack(bundle: &[u8]) -> Self {
        let Some((head, rest)) = in_two(bundle) else {
            return Self::former(&mut Unpack(&decompressed(bundle))).unwrap_or_default();
        };
        let rest = decompressed(rest);
        let mut unpack = Unpack(&rest);
        let payload = unpack.bytes().unwrap_or_default().to_vec();
        Self { payload, parts: unpack.0.to_vec(), ..Self::head(head) }
    }

    /// What a list of hits shows of the article of a bundle: neither its payload nor its parts.
    pub(super) fn unpack_head(bundle: &[u8]) -> Self {
        in_two(bundle).map_or_else(Self::default, |(head, _)| Self::head(head))
    }

    fn head(head: &[u8]) -> Self {
        let head = decompressed(head);
        let mut unpack = Unpack(&head);
        let mut read = || {
            Some(Self {
                id: unpack.text()?,
                title: unpack.optional()?,
                byline: unpack.optional()?,
                text: unpack.text()?,
                passages: (0..unpack.number()?).map_while(|_| unpack.span()).collect(),
                ..Self::default()
            })
        };
        read().unwrap_or_default()
    }

    /// As formats up to the fifth had it: all in one.
    fn former(unpack: &mut Unpack<'_>) -> Option<Self> {
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

/// The two compressed parts of a bundle, if it has two.
fn in_two(bundle: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, parts) = bundle.split_first_chunk()?;
    let length = u32::from_le_bytes(*length);
    (length & IN_TWO != 0).then(|| parts.split_at_checked((length & !IN_TWO) as usize))?
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{FORMAT, PassageRecord};
    use sha2::{Digest, Sha256};

    /// The format and the head of the hash of the records that belong to it.
    const WITH: (u32, &str) = (6, "efbc49007b4b8aa3");

    #[test]
    fn other_typical_records_are_another_format() {
        let hash: String = Sha256::digest(TYPICAL).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            (FORMAT, hash.as_str()),
            WITH,
            "what is stored reads with these bytes alone: raise FORMAT, then write both here"
        );
    }

    fn record<'a>() -> ArticleRecord<'a> {
        let passages = vec![PassageRecord { span: Span::new(0, 6), ..PassageRecord::default() }];
        ArticleRecord {
            id: "a",
            title: Some("Drones"),
            text: "Drones came.",
            payload: b"{}",
            passages,
            ..ArticleRecord::default()
        }
    }

    #[test]
    fn the_head_of_a_bundle_has_what_hits_show_and_the_whole_has_the_rest() {
        let bundle = Bundle::pack(&record());
        let (head, whole) = (Bundle::unpack_head(&bundle), Bundle::unpack(&bundle));
        assert_eq!((head.id.as_str(), head.text.as_str(), head.passages.len(), head.payload.len()), ("a", "Drones came.", 1, 0));
        assert_eq!(
            (whole.title.as_deref(), whole.payload.as_slice(), whole.passages),
            (Some("Drones"), &b"{}"[..], head.passages)
        );
    }

    #[test]
    fn a_bundle_of_a_former_format_still_reads() {
        let mut pack = Pack(Vec::new());
        pack.bytes(b"a");
        pack.optional(Some("Drones"));
        pack.optional(None);
        pack.bytes(b"Drones came.");
        pack.bytes(b"{}");
        pack.number(1);
        pack.span(Span::new(0, 6));
        let bundle = Bundle::unpack(&COMPRESSOR.with_borrow_mut(|it| compressed(&pack.0, it)));
        assert_eq!((bundle.text.as_str(), bundle.payload.as_slice(), bundle.passages.len()), ("Drones came.", &b"{}"[..], 1));
        assert_eq!(Bundle::unpack(b"\x09\x00\x00\x80broken").text, "", "what does not read stays empty");
    }
}
