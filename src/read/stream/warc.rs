//! A WARC: the pages and documents that its responses hold. Requests, metadata, redirects, errors, pictures are passed over.

use super::meter::{Bounded, Room};
use super::{CHUNK, Flow, Member, Walk, empty, http};
use crate::read::broken::caught;
use crate::read::meta::Meta;
use crate::read::problem::Problem;
use std::io::{BufRead, Cursor, Read};
use warc::{RecordType, WarcHeader, WarcReader};

/// How many bytes the headers of a record may take.
const HEADERS: u64 = 1 << 20;

pub(super) fn records(walk: &mut Walk, member: &Member, reader: impl BufRead) -> Flow {
    let limit = walk.options.limits.document();
    // The room is for headers; bodies are read to their end here, and kept only within the limit.
    let room = Room::new(HEADERS);
    let mut reader = WarcReader::new(Bounded::new(reader, room.clone()));
    let mut stream = reader.stream_records();
    let (mut n, mut pages) = (0, 0);
    loop {
        room.renew();
        let Some(next) = caught(|| stream.next_item()) else { return walk.broke(member) };
        let Some(record) = next else { break };
        room.open();
        n += 1;
        let mut record = match record {
            Ok(record) => record,
            Err(error) => return walk.fail(Problem::new(&member.shown, format!("record {n} is damaged: {error}"))),
        };
        let kind = record.warc_type().clone();
        let url = record.header(WarcHeader::TargetURI).map(|url| url.trim_matches(['<', '>']).to_owned());
        let mut body = Vec::new();
        let wanted = matches!(kind, RecordType::Response | RecordType::Resource | RecordType::Conversion);
        let kept = if wanted { limit + 1 } else { 0 };
        let read =
            record.by_ref().take(kept).read_to_end(&mut body).and_then(|_| std::io::copy(&mut record, &mut std::io::sink()));
        if let Err(error) = read {
            return walk.fail(Problem::io(&member.shown, &error));
        }
        if !wanted {
            continue;
        }
        let shown = format!("{}/{}", member.shown, url.as_deref().unwrap_or("-"));
        if body.len() as u64 > limit {
            walk.fail(super::too_long(&shown, limit))?;
            continue;
        }
        let page = if kind == RecordType::Response { http::page(&body, limit) } else { Some(http::Page { body, charset: None }) };
        let Some(page) = page.filter(|page| !page.body.trim_ascii().is_empty()) else { continue };
        pages += 1;
        let mut inner = member.inside(url.as_deref().unwrap_or("-"));
        inner.known.meta = Meta { url: url.filter(|url| url.starts_with("http")), ..Meta::default() }.said_by("warc");
        inner.known.charset = page.charset;
        walk.stream(&inner, &mut std::io::BufReader::with_capacity(CHUNK.min(page.body.len().max(1)), Cursor::new(page.body)))?;
    }
    if pages == 0 { walk.fail(empty(member).hint("the archive holds no page that was fetched")) } else { Flow::Continue(()) }
}
