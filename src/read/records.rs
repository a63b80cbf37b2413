//! From inputs to records: the bytes of one article each. A JSONL input is streamed line by line, so only one article is held
//! at a time. Bytes are not looked into beyond telling the format.

use super::problem::Problem;
use super::record::Record;
use super::sniff::{Sniffed, sniff};
use super::{Format, Input, Options};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

/// How much is read at once, and looked at to tell the format.
const CHUNK: usize = 64 * 1024;

/// The records of one input.
pub struct Records {
    input: Arc<Input>,
    limit: usize,
    asked: Format,
    state: State,
}

enum State {
    Unopened,
    Lines { reader: Box<dyn BufRead + Send>, line: usize, records: usize },
    Done,
}

/// The records of `input`: one, or one a line for JSONL. Nothing is opened before the first is asked for.
pub fn records(input: &Input, options: &Options) -> Records {
    // Offsets are 32 bits wide.
    let limit = usize::try_from(options.max_bytes.min(u64::from(u32::MAX) - 1)).unwrap_or(usize::MAX);
    Records { input: Arc::new(input.clone()), limit, asked: options.from, state: State::Unopened }
}

impl Iterator for Records {
    type Item = Result<Record, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = match std::mem::replace(&mut self.state, State::Done) {
            State::Done => return None,
            State::Unopened => self.open().and_then(|reader| self.begin(reader)),
            State::Lines { reader, line, records } => self.next_line(reader, line, records),
        };
        item.transpose()
    }
}

impl Records {
    fn open(&self) -> Result<Box<dyn BufRead + Send>, Problem> {
        let Some(path) = &self.input.path else {
            return Ok(Box::new(BufReader::with_capacity(CHUNK, std::io::stdin())));
        };
        let file = File::open(path).map_err(|error| self.io(&error))?;
        Ok(Box::new(BufReader::with_capacity(CHUNK, file)))
    }

    /// Tells the format and reads the first record.
    fn begin(&mut self, mut reader: Box<dyn BufRead + Send>) -> Result<Option<Record>, Problem> {
        let head = reader.fill_buf().map_err(|error| self.io(&error))?;
        if head.is_empty() {
            return Err(self.empty());
        }
        match sniff(head, &self.input.name, self.asked) {
            Sniffed::Binary => Err(self.problem("binary file").hint("only text, Markdown, HTML and JSONL are read")),
            Sniffed::Unread(what, hint) => Err(self.problem(&format!("format not read yet: {what}")).hint(hint)),
            Sniffed::Known(Format::Jsonl) => self.next_line(reader, 0, 0),
            Sniffed::Known(format) => {
                let mut bytes = Vec::new();
                let limit = u64::try_from(self.limit).unwrap_or(u64::MAX).saturating_add(1);
                reader.take(limit).read_to_end(&mut bytes).map_err(|error| self.io(&error))?;
                if bytes.len() > self.limit {
                    return Err(self.too_long());
                }
                if bytes.trim_ascii().is_empty() {
                    return Err(self.empty());
                }
                Ok(Some(Record::new(&self.input, format, bytes, None)))
            }
        }
    }

    /// The next line that is not blank; the iteration goes on behind it whatever it holds.
    fn next_line(
        &mut self,
        mut reader: Box<dyn BufRead + Send>,
        mut line: usize,
        records: usize,
    ) -> Result<Option<Record>, Problem> {
        loop {
            let mut bytes = Vec::new();
            let length = read_line(&mut *reader, self.limit, &mut bytes).map_err(|error| self.io(&error))?;
            if length == 0 {
                return if records == 0 { Err(self.empty()) } else { Ok(None) };
            }
            line += 1;
            if length <= self.limit && bytes.trim_ascii().is_empty() {
                continue;
            }
            self.state = State::Lines { reader, line, records: records + 1 };
            if length > self.limit {
                return Err(self.too_long().at_line(Some(line)));
            }
            return Ok(Some(Record::new(&self.input, Format::Jsonl, bytes, Some(line))));
        }
    }

    fn problem(&self, reason: &str) -> Problem {
        Problem::new(&self.input.shown(), reason)
    }

    fn io(&self, error: &std::io::Error) -> Problem {
        Problem::io(&self.input.shown(), error)
    }

    fn empty(&self) -> Problem {
        self.problem("empty file").hint("nothing to read in it")
    }

    fn too_long(&self) -> Problem {
        self.problem(&format!("article longer than {} bytes", self.limit)).hint("split it, or raise the limit")
    }
}

/// Reads one line without its end into `bytes` and returns how long it was with it; a line beyond `limit` is passed over, not kept.
fn read_line(reader: &mut (dyn BufRead + Send), limit: usize, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
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
