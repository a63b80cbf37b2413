//! From inputs to records: the bytes of one article each. Containers are taken apart as a stream, to a small depth, so that
//! one article at a time is held. Bytes are not looked into beyond telling what they are.

mod http;
mod json;
mod lines;
mod mailbox;
mod meter;
mod table;
mod warc;
mod zipped;

use super::broken::{BROKE, caught};
use super::document::feed;
use super::problem::Problem;
use super::record::{Known, Record};
use super::sniff::{Shape, sniff};
use super::{Format, Input, Meta, Options, sidecar};
use encoding_rs_io::DecodeReaderBytes;
use meter::{Counted, Tally};
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

/// How much is read at once.
const CHUNK: usize = 64 * 1024;
/// How much is looked at to tell the format.
const HEAD: u64 = 16 * 1024;

/// Whether to go on.
pub type Flow = ControlFlow<()>;

/// What takes the records.
type Sink<'s> = dyn FnMut(Result<Record, Problem>) -> Flow + 's;

/// Hands the records of an input to `sink`, one after the other, until it has enough; a bad one is a [`Problem`] and the rest
/// goes on.
pub fn each(input: &Input, options: &Arc<Options>, sink: &mut Sink) -> Flow {
    let tally = Arc::new(Tally::new(options.limits.ratio));
    let input = &Arc::new(input.clone());
    let mut walk = Walk { options, input, over: Meta::default(), told: 0, tally, sink };
    let root = Member { name: input.name.clone(), shown: input.shown(), ..Member::default() };
    match sidecar::over(input, options) {
        Ok(over) => walk.over = over,
        Err(problem) => walk.fail(problem)?,
    }
    walk.open(input, &root)
}

/// The same for an input that is in memory: `name` is what a file of these bytes would be called.
pub fn each_of(name: &str, bytes: &[u8], options: &Arc<Options>, sink: &mut Sink) -> Flow {
    let tally = Arc::new(Tally::new(options.limits.ratio));
    let input = &Arc::new(Input { name: name.to_owned(), path: Some(name.into()), listed: false });
    let mut walk = Walk { options, input, over: options.over.clone(), told: 0, tally: Arc::clone(&tally), sink };
    let root = Member { name: name.to_owned(), shown: name.to_owned(), ..Member::default() };
    walk.stream(&root, &mut BufReader::with_capacity(CHUNK, Counted::new(bytes, tally)))
}

/// One input on its way through its containers.
struct Walk<'w> {
    options: &'w Arc<Options>,
    input: &'w Arc<Input>,
    /// What the caller and the sidecar say; it stands above what the articles say themselves.
    over: Meta,
    /// Bytes of the file that records have been charged with.
    told: u64,
    tally: Arc<Tally>,
    sink: &'w mut Sink<'w>,
}

/// A file, or a file inside a container.
#[derive(Debug, Clone, Default)]
struct Member {
    /// What an article of it is called if nothing in it says so.
    name: String,
    /// The same as people read it.
    shown: String,
    /// How many containers it is in.
    depth: usize,
    /// What the container says of it.
    known: Known,
}

impl Member {
    /// A file of that name in this one.
    fn inside(&self, name: &str) -> Self {
        let join = |outer: &str| format!("{outer}/{name}");
        Self { name: join(&self.name), shown: join(&self.shown), depth: self.depth + 1, known: self.known.clone() }
    }
}

impl Walk<'_> {
    fn open(&mut self, input: &Input, member: &Member) -> Flow {
        let Some(path) = &input.path else {
            let reader = Counted::new(std::io::stdin(), Arc::clone(&self.tally));
            return self.stream(member, &mut BufReader::with_capacity(CHUNK, reader));
        };
        // Opening a pipe that nobody writes to would wait for ever.
        let whole = match std::fs::metadata(path) {
            Ok(metadata) if input.listed && !metadata.is_file() => {
                return self.fail(Problem::new(&member.shown, "not a regular file"));
            }
            Ok(metadata) => metadata.is_file(),
            Err(error) => return self.fail(Problem::io(&member.shown, &error)),
        };
        // Only a file can be read from its start twice: what a pipe has given is gone.
        let opened = File::open(path).and_then(|mut file| {
            let mut magic = [0; 4];
            let length = if whole { file.read(&mut magic)? } else { 0 };
            file = if length > 0 { File::open(path)? } else { file };
            Ok((file, magic.get(..length) == Some(b"PK\x03\x04")))
        });
        match opened {
            Ok((file, true)) => {
                let size = file.metadata().map_or(0, |metadata| metadata.len());
                self.zip(member, BufReader::with_capacity(CHUNK, Counted::new(file, Arc::clone(&self.tally))), size)
            }
            Ok((file, false)) => {
                let counted = Counted::new(file, Arc::clone(&self.tally));
                self.stream(member, &mut BufReader::with_capacity(CHUNK, counted))
            }
            Err(error) => self.fail(Problem::io(&member.shown, &error)),
        }
    }

    /// Tells what a stream is and takes it apart, or makes it a record.
    fn stream(&mut self, member: &Member, reader: &mut dyn BufRead) -> Flow {
        let mut head = Vec::new();
        if let Err(error) = Read::take(&mut *reader, HEAD).read_to_end(&mut head) {
            return self.fail(Problem::io(&member.shown, &error));
        }
        if head.is_empty() {
            return self.fail(empty(member));
        }
        let shape = sniff(&head, &member.name, self.options);
        let packed = matches!(shape, Shape::Gzip | Shape::Zstd | Shape::Zip | Shape::Warc | Shape::Mailbox);
        if packed && member.depth >= self.options.limits.depth {
            let reason = format!("archives nested more than {} deep", self.options.limits.depth);
            return self.fail(Problem::new(&member.shown, reason).hint("unpack it, or raise --max-depth"));
        }
        let mut reader = BufReader::with_capacity(CHUNK, Cursor::new(head).chain(reader));
        match shape {
            Shape::Unread(what, hint) => self.fail(Problem::new(&member.shown, format!("format not read: {what}")).hint(hint)),
            Shape::Binary => {
                self.fail(Problem::new(&member.shown, "binary file").hint("it is no text, and no format that is read"))
            }
            Shape::Gzip => self.unpacked(member, flate2::bufread::MultiGzDecoder::new(reader)),
            Shape::Zstd => match zstd::stream::read::Decoder::with_buffer(reader) {
                Ok(decoder) => self.unpacked(member, decoder),
                Err(error) => self.fail(Problem::io(&member.shown, &error)),
            },
            Shape::Zip => match self.whole(member, &mut reader, self.options.limits.document())? {
                Some(bytes) => {
                    let size = bytes.len() as u64;
                    self.zip(member, Cursor::new(bytes), size)
                }
                None => Flow::Continue(()),
            },
            Shape::Warc => warc::records(self, member, reader),
            Shape::Mailbox => mailbox::records(self, member, reader),
            // What is cut into lines and rows has to be in an encoding whose line ends are one byte.
            Shape::Jsonl | Shape::Json | Shape::Table(_) if is_wide(reader.fill_buf().unwrap_or(&[])) => {
                let mut narrow = BufReader::with_capacity(CHUNK, DecodeReaderBytes::new(reader));
                self.rows(member, shape, &mut narrow)
            }
            Shape::Jsonl | Shape::Json | Shape::Table(_) => self.rows(member, shape, &mut reader),
            Shape::Feed => match self.whole(member, &mut reader, self.options.limits.document())? {
                Some(bytes) => self.feed(member, &bytes),
                None => Flow::Continue(()),
            },
            Shape::Single(format) => {
                let limit = self.options.limits.of(format);
                match self.whole(member, &mut reader, limit)? {
                    Some(bytes) => self.give(member, format, bytes, None),
                    None => Flow::Continue(()),
                }
            }
        }
    }

    /// A file of many articles, a line, an object or a row each.
    fn rows(&mut self, member: &Member, shape: Shape, reader: &mut dyn BufRead) -> Flow {
        match shape {
            Shape::Json => json::records(self, member, reader),
            Shape::Table(delimiter) => table::records(self, member, reader, delimiter),
            _ => lines::records(self, member, reader),
        }
    }

    /// What a decoder unpacks, watched for bombs.
    fn unpacked(&mut self, member: &Member, decoder: impl Read) -> Flow {
        let member = Member { depth: member.depth + 1, ..member.clone() };
        let watched = meter::Unpacked::new(decoder, Arc::clone(&self.tally));
        self.stream(&member, &mut BufReader::with_capacity(CHUNK, watched))
    }

    /// All bytes of a file that is one thing; `None` where it cannot be had, which is told.
    fn whole(&mut self, member: &Member, reader: &mut dyn Read, limit: u64) -> ControlFlow<(), Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let read = reader.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        let problem = match read {
            Err(error) => Problem::io(&member.shown, &error),
            Ok(length) if length as u64 > limit => too_long(&member.shown, limit),
            Ok(_) if bytes.trim_ascii().is_empty() => empty(member),
            Ok(_) => return ControlFlow::Continue(Some(bytes)),
        };
        self.fail(problem)?;
        ControlFlow::Continue(None)
    }

    /// The entries of a feed.
    fn feed(&mut self, member: &Member, bytes: &[u8]) -> Flow {
        let read = caught(|| feed::entries(bytes, member.known.charset.as_deref()));
        let (entries, damage) = match read.unwrap_or_else(|| Err(BROKE.to_owned())) {
            Ok(found) => found,
            Err(reason) => return self.fail(Problem::new(&member.shown, reason)),
        };
        let total = entries.len();
        for (n, entry) in entries.into_iter().enumerate() {
            let member = Member { known: entry.known, ..member.clone() };
            match entry.html.is_empty() {
                true => self.fail(Problem::new(&member.shown, "an entry without title and text").at_line(Some(n + 1)))?,
                false => self.give(&member, Format::Fragment, entry.html.into_bytes(), Some(n + 1))?,
            }
        }
        match damage {
            Some(reason) => {
                let hint = format!("{total} entries were read before that");
                self.fail(Problem::new(&member.shown, reason).hint(hint))
            }
            None if total == 0 => self.fail(Problem::new(&member.shown, "the feed has no entries")),
            None => Flow::Continue(()),
        }
    }

    /// Hands out a record; `number`: which line or entry of the file it is.
    fn give(&mut self, member: &Member, format: Format, bytes: Vec<u8>, number: Option<usize>) -> Flow {
        let consumed = self.tally.packed();
        let cost = consumed.saturating_sub(std::mem::replace(&mut self.told, consumed));
        (self.sink)(Ok(Record {
            input: Arc::clone(self.input),
            name: if self.input.path.is_none() && member.depth == 0 { None } else { Some(member.name.clone()) },
            shown: member.shown.clone(),
            number,
            format,
            bytes,
            cost,
            over: self.over.clone(),
            known: member.known.clone(),
            options: Arc::clone(self.options),
        }))
    }

    /// Tells that the parser of a container panicked over it.
    fn broke(&mut self, member: &Member) -> Flow {
        self.fail(Problem::new(&member.shown, BROKE).hint("it is probably damaged"))
    }

    fn fail(&mut self, problem: Problem) -> Flow {
        let problem = problem.of(self.input);
        (self.sink)(Err(problem))
    }
}

/// Whether bytes open with the mark of UTF-16.
fn is_wide(head: &[u8]) -> bool {
    head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF")
}

fn empty(member: &Member) -> Problem {
    Problem::new(&member.shown, "empty file").hint("nothing to read in it")
}

fn too_long(shown: &str, limit: u64) -> Problem {
    Problem::new(shown, format!("article longer than {limit} bytes")).hint("split it, or raise --max-size")
}
