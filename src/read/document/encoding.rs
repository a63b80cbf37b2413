//! Bytes to text: by a byte order mark, else UTF-8 if they are that, else as declared, else guessed. Says what was done and
//! what looks wrong with the outcome; mends nothing.

use crate::model::{Diagnostic, Level};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use std::borrow::Cow;

/// So many bytes are enough to guess an encoding.
const SAMPLE: usize = 256 * 1024;
/// A declaration stands within the first bytes.
const TOP: usize = 4096;
/// How an encoding is known of which nothing says what it is.
const GUESSED: &str = "guessed";

/// A text and what there is to say about its letters.
#[derive(Debug)]
pub(in crate::read) struct Decoded<'a> {
    pub(in crate::read) text: Cow<'a, str>,
    pub(in crate::read) diagnostics: Vec<Diagnostic>,
}

/// Decodes; `declared` is what a container says of the encoding. The error is a reason for people.
pub(in crate::read) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Result<Decoded<'a>, &'static str> {
    let (text, broken, name, how) = match utf32(bytes) {
        Some(text) => {
            let broken = text.contains('\u{fffd}');
            (Cow::Owned(text), broken, Some("UTF-32"), "by its zeros")
        }
        None => {
            let (encoding, how, bytes) = choose(bytes, declared)?;
            let (text, broken) = match encoding {
                None => match std::str::from_utf8(bytes) {
                    Ok(text) => (Cow::Borrowed(text), false),
                    Err(_) => (String::from_utf8_lossy(bytes), true),
                },
                Some(encoding) => encoding.decode_without_bom_handling(bytes),
            };
            (text, broken, encoding.map(Encoding::name), how)
        }
    };
    // A byte order mark inside is a zero-width space, and stays; at the start of what was decoded it is none of the text.
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Cow::Owned(text) => Cow::Owned(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned)),
    };
    if text.contains('\0') {
        return Err("binary file");
    }
    let mut diagnostics = Vec::new();
    if let Some(name) = name {
        let message = format!("read as {name} ({how})");
        diagnostics.push(Diagnostic::new(Level::Info, "encoding", message, None));
    }
    if broken {
        let n = text.matches('\u{fffd}').count();
        let message = format!("{n} places are not {}", name.unwrap_or("UTF-8"));
        diagnostics.push(Diagnostic::new(Level::Warn, "undecodable", message, Some("they stand as U+FFFD in the text")));
    }
    diagnostics.extend(mojibake(&text).or_else(|| unlikely(&text).filter(|_| how == GUESSED)));
    diagnostics.extend(invisible(&text));
    Ok(Decoded { text, diagnostics })
}

/// What there is to say of a text in which characters were lost before it came here.
pub(in crate::read) fn replaced(text: &str) -> Option<Diagnostic> {
    let n = text.matches('\u{fffd}').count();
    let message = format!("{n} characters are broken");
    (n > 0).then(|| Diagnostic::new(Level::Warn, "undecodable", message, Some("they stand as U+FFFD in the text")))
}

/// The encoding of bytes of which nothing says what they are; none for UTF-8 and for what is no text.
pub(in crate::read) fn of(bytes: &[u8]) -> Option<&'static Encoding> {
    choose(bytes, None).ok()?.0
}

/// The encoding (none for UTF-8), how it is known, and the bytes without a mark.
fn choose<'a>(
    bytes: &'a [u8],
    declared: Option<&str>,
) -> Result<(Option<&'static Encoding>, &'static str, &'a [u8]), &'static str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let wide = (encoding != encoding_rs::UTF_8).then_some(encoding);
        return Ok((wide, "byte order mark", bytes.get(mark..).unwrap_or(&[])));
    }
    if memchr::memchr(0, bytes).is_some() {
        return utf16(bytes).map(|encoding| (Some(encoding), GUESSED, bytes)).ok_or("binary file");
    }
    let named = declared.map(str::to_owned).or_else(|| declaration(bytes));
    let named = named.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // Pure ASCII but for its escapes, and valid UTF-8 for that.
    let escapes = memchr::memmem::find(bytes, b"\x1B$").is_some() && bytes.is_ascii();
    if escapes && named.is_none_or(|named| named == encoding_rs::ISO_2022_JP) {
        return Ok((Some(encoding_rs::ISO_2022_JP), "by its escapes", bytes));
    }
    if mostly_utf8(bytes) {
        return Ok((None, "", bytes));
    }
    // UTF-16 is a frequent lie of pages that were saved as something else, and UTF-8 was just ruled out.
    let usable =
        |encoding: &&'static Encoding| ![encoding_rs::UTF_8, encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].contains(encoding);
    if let Some(encoding) = named.filter(usable) {
        return Ok((Some(encoding), "declared", bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), true);
    Ok((Some(detector.guess(None, Utf8Detection::Deny)), GUESSED, bytes))
}

/// Whether bytes are UTF-8, or UTF-8 with few faults: far more of its sequences than of others.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        // Bytes that follow each other are one fault.
        broken += usize::from(!chunk.invalid().is_empty() && !chunk.valid().is_empty());
    }
    whole > broken * 4 || std::str::from_utf8(bytes).is_ok()
}

/// UTF-16 without a mark: zeros in nearly every other byte, as text in Latin letters has them.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let half = sample.len() / 2;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    match (zeros(0), zeros(1)) {
        (even, odd) if odd * 10 > half * 7 && even * 20 < half => Some(encoding_rs::UTF_16LE),
        (even, odd) if even * 10 > half * 7 && odd * 20 < half => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// UTF-32, by its mark or by its zeros: no text of another encoding has two of them in every four bytes.
fn utf32(bytes: &[u8]) -> Option<String> {
    let unit = |unit: &[u8], big: bool| {
        let unit = unit.try_into().unwrap_or([0; 4]);
        if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) }
    };
    let sample = bytes.get(..1024).unwrap_or(bytes);
    let is = |big: bool| sample.chunks_exact(4).all(|c| (1..0x11_0000).contains(&unit(c, big)));
    let big = [true, false].into_iter().find(|&big| bytes.len() >= 8 && is(big))?;
    let read = |c: &[u8]| char::from_u32(unit(c, big)).unwrap_or('\u{fffd}');
    Some(bytes.chunks_exact(4).map(read).collect())
}

/// What a page or an XML text declares of its own encoding: `charset=…` or `encoding="…"`.
fn declaration(bytes: &[u8]) -> Option<String> {
    let top = String::from_utf8_lossy(bytes.get(..TOP).unwrap_or(bytes)).to_ascii_lowercase();
    if !top.trim_start().starts_with('<') {
        return None;
    }
    let value = |key: &str| {
        let rest = top.split_once(key)?.1.trim_start();
        let rest = rest.strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        rest.split(['"', '\'', ' ', '>', ';', '/', '?']).next().map(str::to_owned)
    };
    value("charset").or_else(|| value("encoding"))
}

/// Text that was decoded wrongly before it came here: "â€™" for an apostrophe, "Ã©" for é.
fn mojibake(text: &str) -> Option<Diagnostic> {
    if text.is_ascii() {
        return None;
    }
    let mut found = 0;
    let mut last = ' ';
    for c in text.chars() {
        let continued = matches!(c, '\u{80}'..='\u{BF}') && matches!(last, 'Ã' | 'Â') && !matches!(c, '\u{a0}' | '»' | '«' | '°');
        found += usize::from(continued || (last == 'â' && matches!(c, '€' | '\u{80}')));
        last = c;
    }
    let message = format!("{found} places look like UTF-8 that was once read as another encoding (“â€™” for an apostrophe)");
    let hint = Some("get the article again from where it came; its text stands as it was read");
    (found >= 2).then(|| Diagnostic::new(Level::Warn, "mojibake", message, hint))
}

/// A guess that is no language's text: a third of it and more in accents and signs, as other alphabets look in Latin encodings.
fn unlikely(text: &str) -> Option<Diagnostic> {
    let seen = || text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).take(SAMPLE);
    let odd = seen().filter(|c| matches!(c, '\u{80}'..='\u{24F}' | '\u{2010}'..='\u{2122}')).count();
    let hint = Some("save it as UTF-8, or say its encoding; its text stands as it was read");
    let message = "the guess does not read like any language: it may be another alphabet's old encoding";
    (odd >= 16 && odd * 3 > seen().count()).then(|| Diagnostic::new(Level::Warn, "mojibake", message, hint))
}

/// Characters that are not seen and change what is read: marks of direction and joiners between Latin letters or digits.
fn invisible(text: &str) -> Option<Diagnostic> {
    if text.is_ascii() {
        return None;
    }
    let found =
        text.chars().filter(|c| matches!(c, '\u{200b}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).count();
    let turned = text.contains(['\u{202d}', '\u{202e}']);
    let message = format!("{found} characters that are not seen (zero-width or turning the direction of writing)");
    let hint = Some("what is shown may read otherwise than what is written");
    (turned || found >= 8).then(|| Diagnostic::new(Level::Warn, "invisible", message, hint))
}
