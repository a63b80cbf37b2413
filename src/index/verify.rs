//! What can be checked of a generation without knowing what its payloads mean: checksums of files, counts, spans, and
//! that what is named is there.

use super::columns::number;
use super::read::{Generation, Opened};
use super::schema::column;
use super::{IndexError, Kind};
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tantivy::{Directory, TantivyError};

impl Generation {
    /// What does not hold, each in a sentence.
    pub fn faults(&self) -> Result<Vec<String>, IndexError> {
        let mut faults = Vec::new();
        for kind in Kind::ALL {
            let opened = self.of(kind)?;
            let index = opened.searcher.index();
            // Tantivy's own check looks only at files that its list of managed ones names, too, which may lag behind a merge.
            let files: BTreeSet<PathBuf> = index.load_metas()?.list_segment_files().into_iter().collect();
            for file in &files {
                let directory = index.directory();
                if directory.exists(file).map_err(TantivyError::from)?
                    && !directory.validate_checksum(file).map_err(TantivyError::from)?
                {
                    faults.push(format!("{}: file `{}` is not as it was written", kind.name(), file.display()));
                }
            }
        }
        // Files that are not as they were written are not read: a changed byte can break whoever unpacks it.
        if !faults.is_empty() {
            return Ok(faults);
        }
        for article in self.articles()? {
            let article = article?;
            let number = self.number_of(&article.id)?.unwrap_or(0);
            let spans = &article.passages;
            let whole = |span: &Span| article.text.get(span.start as usize..span.end as usize).is_some();
            if !spans.iter().all(whole) || self.places(Kind::Passages, number)? != *spans {
                faults.push(format!("article `{}`: a passage is not where it should be in its text", article.id));
                continue;
            }
            for kind in [Kind::Figures, Kind::Commitments] {
                let mut stored: Vec<Span> = article.parts(kind).iter().map(|part| part.span).collect();
                stored.sort_unstable();
                if stored != self.places(kind, number)? {
                    faults.push(format!("article `{}`: its {} are not those that were indexed", article.id, kind.name()));
                }
            }
        }
        let articles = self.keys_of(Kind::Articles, column::NUMBER)?;
        let [passages, figures] = [Kind::Passages, Kind::Figures].map(|kind| self.keys_of(kind, column::OWN));
        let (passages, figures) = (passages?, figures?);
        for kind in Kind::ALL {
            let named = [(column::NUMBER, &articles), (column::INSIDE, &passages), (column::MEMBER, &figures)];
            for (name, there) in named {
                let lost = self.of(kind)?.values(name)?.into_iter().filter(|key| !there.contains(key)).count();
                if lost > 0 {
                    faults.push(format!("{}: {lost} name a {name} that is not there", kind.name()));
                }
            }
        }
        Ok(faults)
    }

    fn keys_of(&self, kind: Kind, name: &str) -> Result<FxHashSet<u64>, IndexError> {
        Ok(self.of(kind)?.values(name)?.into_iter().collect())
    }

    /// Where the parts of an article stand, in order.
    fn places(&self, kind: Kind, number: u64) -> Result<Vec<Span>, IndexError> {
        let opened = self.of(kind)?;
        let found = opened.with(opened.fields.number, number)?;
        let mut spans = found.iter().map(|&address| opened.span(address)).collect::<Result<Vec<_>, _>>()?;
        spans.sort_unstable();
        Ok(spans)
    }
}

impl Opened {
    /// All numbers of a column.
    fn values(&self, name: &str) -> Result<Vec<u64>, IndexError> {
        let mut values = Vec::new();
        for segment in self.searcher.segment_readers() {
            let column = number(segment, name)?;
            values.extend(segment.doc_ids_alive().flat_map(|doc| column.values_for_doc(doc).collect::<Vec<_>>()));
        }
        Ok(values)
    }
}
