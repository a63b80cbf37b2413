//! JSON that is no JSON Lines: objects over several lines, one after the other, or a list of objects. Cut apart by brackets and
//! strings alone, so that one object at a time is held and a bad one costs only itself.

use super::{Flow, Member, Walk, too_long};
use crate::read::Format;
use crate::read::problem::Problem;
use std::io::BufRead;

/// Where in the text the cutter stands.
#[derive(Default)]
struct Cutter {
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// The object that is open, or as much of it as is kept.
    object: Vec<u8>,
    /// How long it is.
    length: usize,
    line: usize,
    /// The line it began in.
    began: usize,
}

pub(super) fn records(walk: &mut Walk, member: &Member, reader: &mut dyn BufRead) -> Flow {
    let limit = usize::try_from(walk.options.limits.article).unwrap_or(usize::MAX);
    let mut cutter = Cutter { line: 1, ..Cutter::default() };
    let mut records = 0;
    loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) => return walk.fail(Problem::io(&member.shown, &error).at_line(Some(cutter.line))),
        };
        if chunk.is_empty() {
            break;
        }
        let mut taken = 0;
        let mut whole = false;
        for &byte in chunk {
            taken += 1;
            if cutter.push(byte, limit) {
                whole = true;
                break;
            }
        }
        reader.consume(taken);
        if whole {
            records += 1;
            let line = Some(cutter.began);
            let (object, length) = (std::mem::take(&mut cutter.object), std::mem::take(&mut cutter.length));
            match length > limit {
                true => walk.fail(too_long(&member.shown, limit as u64).at_line(line))?,
                false => walk.give(member, Format::Line, object, line)?,
            }
        }
    }
    if cutter.depth > 0 {
        let problem = Problem::new(&member.shown, "the JSON ends in the middle of an object").at_line(Some(cutter.began));
        return walk.fail(problem.hint("the file was cut off"));
    }
    let none = || Problem::new(&member.shown, "no JSON object in it").hint("an article is an object with at least a \"text\"");
    if records == 0 { walk.fail(none()) } else { Flow::Continue(()) }
}

impl Cutter {
    /// Takes a byte; `true` where an object is whole.
    fn push(&mut self, byte: u8, limit: usize) -> bool {
        self.line += usize::from(byte == b'\n');
        if self.depth == 0 {
            if byte == b'{' {
                self.began = self.line;
                self.depth = 1;
                self.keep(byte, limit);
            }
            return false;
        }
        self.keep(byte, limit);
        if self.in_string {
            let ends = byte == b'"' && !self.escaped;
            self.escaped = byte == b'\\' && !self.escaped;
            self.in_string = !ends;
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth -= 1,
            _ => {}
        }
        self.depth == 0
    }

    fn keep(&mut self, byte: u8, limit: usize) {
        self.length += 1;
        if self.length <= limit {
            self.object.push(byte);
        }
    }
}
