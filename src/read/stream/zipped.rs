//! A ZIP archive: a DOCX or an EPUB, or else files, each taken on its own.

use super::{Flow, Member, Walk};
use crate::read::Format;
use crate::read::broken::caught;
use crate::read::input::{is_left_out, is_no_article};
use crate::read::problem::Problem;
use std::io::{BufReader, Read, Seek};
use std::sync::Arc;
use zip::ZipArchive;

impl Walk<'_> {
    /// Takes an archive of `size` bytes apart.
    pub(super) fn zip<R: Read + Seek>(&mut self, member: &Member, mut reader: R, size: u64) -> Flow {
        let Some(opened) = caught(|| ZipArchive::new(&mut reader)) else { return self.broke(member) };
        let mut archive = match opened {
            Ok(archive) => archive,
            Err(error) => return self.fail(Problem::new(&member.shown, format!("not a whole ZIP archive: {error}"))),
        };
        if let Some(format) = document(&archive) {
            drop(archive);
            return self.office(member, reader, size, format);
        }
        if member.depth >= self.options.limits.depth {
            let reason = format!("archives nested more than {} deep", self.options.limits.depth);
            return self.fail(Problem::new(&member.shown, reason).hint("unpack it, or raise --max-depth"));
        }
        for i in 0..archive.len() {
            self.entry(member, &mut archive, i)?;
        }
        Flow::Continue(())
    }

    fn office<R: Read + Seek>(&mut self, member: &Member, mut reader: R, size: u64, format: Format) -> Flow {
        let limit = self.options.limits.document();
        if size > limit {
            return self.fail(super::too_long(&member.shown, limit));
        }
        if let Err(error) = reader.rewind() {
            return self.fail(Problem::io(&member.shown, &error));
        }
        match self.whole(member, &mut reader, limit)? {
            Some(bytes) => self.give(member, format, bytes, None),
            None => Flow::Continue(()),
        }
    }

    fn entry<R: Read + Seek>(&mut self, member: &Member, archive: &mut ZipArchive<R>, i: usize) -> Flow {
        let Some(opened) = caught(|| archive.by_index(i)) else { return self.broke(member) };
        let file = match opened {
            Ok(file) => file,
            Err(error) => return self.fail(Problem::new(&member.shown, format!("entry {} cannot be read: {error}", i + 1))),
        };
        if file.is_dir() || file.is_symlink() {
            return Flow::Continue(());
        }
        let name = String::from_utf8_lossy(file.name_raw()).replace('\\', "/");
        // Nothing is ever written, yet such a name is made to mislead, and it would be an article's id.
        if file.enclosed_name().is_none() || name.split('/').any(|part| part == "..") || name.starts_with('/') {
            return self
                .fail(Problem::new(&member.shown, format!("entry `{name}` has a path out of the archive and is left out")));
        }
        if name.split('/').any(|part| part == "__MACOSX" || is_left_out(part)) || is_no_article(&name) {
            return Flow::Continue(());
        }
        let inner = member.inside(&name);
        let watched = super::meter::Unpacked::new(file, Arc::clone(&self.tally));
        self.stream(&inner, &mut BufReader::with_capacity(super::CHUNK, watched))
    }
}

/// Which document an archive is, told by the parts that it must have.
fn document<R: Read + Seek>(archive: &ZipArchive<R>) -> Option<Format> {
    let has = |name| archive.index_for_name(name).is_some();
    match () {
        () if has("word/document.xml") => Some(Format::Docx),
        () if has("META-INF/container.xml") => Some(Format::Epub),
        () => None,
    }
}
