//! CSV and TSV: a row is read as the JSON object of its columns, so that fields have one home.

use super::meter::{Bounded, Room};
use super::{Flow, Member, Walk, empty};
use crate::read::Format;
use crate::read::document::encoding;
use crate::read::problem::Problem;
use encoding_rs::Encoding;
use std::io::BufRead;

pub(super) fn records(walk: &mut Walk, member: &Member, reader: impl BufRead, delimiter: u8) -> Flow {
    let room = Room::new(walk.options.limits.article.saturating_add(super::CHUNK as u64 * 4));
    let bounded = Bounded::new(reader, room.clone());
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
    let header: Vec<String> = match table.byte_headers() {
        Ok(header) => {
            let encoding = encoding::of(header.as_slice());
            header.iter().map(|name| text(name, encoding).trim_start_matches('\u{feff}').trim().to_owned()).collect()
        }
        Err(error) => return walk.fail(Problem::new(&member.shown, format!("not a table: {error}"))),
    };
    let mut row = csv::ByteRecord::new();
    let mut records = 0;
    loop {
        room.renew();
        match table.read_byte_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let line = error.position().map(|at| usize::try_from(at.line()).unwrap_or(usize::MAX));
                walk.fail(Problem::new(&member.shown, format!("cannot be read on: {error}")).at_line(line))?;
                return Flow::Continue(());
            }
        }
        records += 1;
        let line = row.position().and_then(|at| usize::try_from(at.line()).ok());
        let (mut object, encoding) = (serde_json::Map::new(), encoding::of(row.as_slice()));
        for (name, value) in header.iter().zip(&row) {
            // Of two columns with one name the first filled one counts.
            let filled = object.get(name).is_some_and(|value| value != "");
            if !filled {
                object.insert(name.clone(), text(value, encoding).into());
            }
        }
        let bytes = serde_json::to_vec(&object).unwrap_or_default();
        walk.give(member, Format::Row, bytes, line)?;
    }
    if records == 0 { walk.fail(empty(member).hint("a table has a row of names and rows below it")) } else { Flow::Continue(()) }
}

/// A cell's text, in the encoding of its row: a cell alone is too short to guess from.
fn text(cell: &[u8], encoding: Option<&'static Encoding>) -> String {
    encoding.unwrap_or(encoding_rs::UTF_8).decode_without_bom_handling(cell).0.into_owned()
}
