//! JSON Lines: one record a line, streamed.

use super::{Flow, Member, Walk, empty, too_long};
use crate::read::Format;
use crate::read::problem::Problem;
use std::io::BufRead;

pub(super) fn records(walk: &mut Walk, member: &Member, reader: &mut dyn BufRead) -> Flow {
    let limit = usize::try_from(walk.options.limits.article).unwrap_or(usize::MAX);
    let (mut line, mut records) = (0, 0);
    loop {
        let mut bytes = Vec::new();
        let length = match read_line(reader, limit, &mut bytes) {
            Ok(length) => length,
            Err(error) => return walk.fail(Problem::io(&member.shown, &error).at_line(Some(line + 1))),
        };
        if length == 0 {
            return if records == 0 { walk.fail(empty(member)) } else { Flow::Continue(()) };
        }
        line += 1;
        if length <= limit && bytes.trim_ascii().is_empty() {
            continue;
        }
        records += 1;
        if length > limit {
            walk.fail(too_long(&member.shown, limit as u64).at_line(Some(line)))?;
            continue;
        }
        walk.give(member, Format::Line, bytes, Some(line))?;
    }
}

/// Reads one line without its end into `bytes` and returns how long it was with it; a line beyond `limit` is passed over, not kept.
fn read_line(reader: &mut dyn BufRead, limit: usize, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
    let mut length = 0;
    loop {
        let chunk = reader.fill_buf()?;
        let end = memchr::memchr(b'\n', chunk);
        let taken = end.unwrap_or(chunk.len());
        if length + taken <= limit {
            bytes.extend_from_slice(chunk.get(..taken).unwrap_or(&[]));
        }
        length += taken;
        let consumed = taken + usize::from(end.is_some());
        let over = consumed == 0 || end.is_some();
        reader.consume(consumed);
        if over {
            // An empty line has length too, or it would read as the end of the file.
            return Ok(if end.is_some() { length.max(1) } else { length });
        }
    }
}
