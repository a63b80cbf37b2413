//! The file of reviews: one decision or correction a line, appended and never rewritten, so that it lives well in git. The last line
//! on a matter counts.

use crate::link::Corrections;
use crate::model::{Report, Review, ReviewStatus, Verdict};
use crate::wire;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Why reviews could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ReviewsError {
    /// The file cannot be had.
    #[error("`{}`: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line is none of ours.
    #[error("{}:{line}: not a review: {what}; mend or remove the line", .path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line's number, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}

/// One line of the file. Exactly one of `finding`, `misread`, `same_measure` and `never_compare` is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Decision {
    /// The id of a finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// What was decided on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ReviewStatus>,
    /// The hash of what the finding rested on then; another one now calls for another look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// The id of a figure that states something else than was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misread: Option<String>,
    /// Two measures that are one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_measure: Option<[String; 2]>,
    /// Two measures, or the ids of two figures, that are never compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub never_compare: Option<[String; 2]>,
    /// Whether this takes back the same correction further up.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// What it is about, for whoever reads the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

impl Decision {
    /// What is wrong with it, if anything.
    fn fault(&self) -> Option<&'static str> {
        let matters = [self.finding.is_some(), self.misread.is_some(), self.same_measure.is_some(), self.never_compare.is_some()];
        match matters.iter().filter(|there| **there).count() {
            1 if self.finding.is_some() && self.status.is_none() => Some("a finding needs a `status`"),
            1 => None,
            _ => Some("it needs one of `finding`, `misread`, `same_measure`, `never_compare`"),
        }
    }

    /// The matter of a correction, whichever way round its two sides stand.
    fn matter(&self) -> Option<(u8, String, String)> {
        let pair = |kind, [a, b]: &[String; 2]| (kind, a.min(b).clone(), a.max(b).clone());
        let misread = self.misread.as_ref().map(|figure| (0, figure.clone(), String::new()));
        misread.or_else(|| Some(pair(1, self.same_measure.as_ref()?))).or_else(|| Some(pair(2, self.never_compare.as_ref()?)))
    }
}

/// All that a file of reviews says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reviews {
    version: String,
    findings: BTreeMap<String, Decision>,
    corrections: BTreeMap<(u8, String, String), Decision>,
}

impl Reviews {
    /// Reads a file; one that is not there says nothing.
    pub fn read(path: &Path) -> Result<Self, ReviewsError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(ReviewsError::Io { path: path.to_owned(), source }),
        };
        let mut reviews = Self { version: version(&text), ..Self::default() };
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let fault = |what: String| ReviewsError::Line { path: path.to_owned(), line: n + 1, what };
            let decision: Decision = serde_json::from_str(line).map_err(|error| fault(error.to_string()))?;
            if let Some(what) = decision.fault() {
                return Err(fault(what.to_owned()));
            }
            reviews.take(decision);
        }
        Ok(reviews)
    }

    /// Puts a decision at the end of a file, which is made where it is missing. Nothing that stands in it is touched.
    pub fn append(path: &Path, decision: &Decision) -> Result<(), ReviewsError> {
        let io = |source| ReviewsError::Io { path: path.to_owned(), source };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        let ends = std::fs::read(path).map_or(true, |bytes| bytes.last().is_none_or(|last| *last == b'\n'));
        let line = format!("{}{}\n", if ends { "" } else { "\n" }, wire::line(decision));
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).map_err(io)?;
        file.write_all(line.as_bytes()).map_err(io)
    }

    /// Takes a decision in; it takes the place of a former one on the same matter.
    fn take(&mut self, decision: Decision) {
        match (&decision.finding, decision.matter()) {
            (Some(id), _) => {
                self.findings.insert(id.clone(), decision);
            }
            (None, Some(matter)) if decision.withdrawn => {
                self.corrections.remove(&matter);
            }
            (None, Some(matter)) => {
                self.corrections.insert(matter, decision);
            }
            (None, None) => {}
        }
    }

    /// A hash of the file; empty where there is none.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What linking must heed.
    pub fn corrections(&self) -> Corrections {
        let mut corrections = Corrections::default();
        for decision in self.corrections.values() {
            decision.misread.iter().for_each(|figure| corrections.misread(figure));
            decision.same_measure.iter().for_each(|[a, b]| corrections.same(a, b));
            decision.never_compare.iter().for_each(|[a, b]| corrections.never(a, b));
        }
        corrections
    }

    /// What was decided on a finding that now rests on this evidence.
    pub fn of(&self, finding: &str, evidence: &str) -> Option<Review> {
        let decision = self.findings.get(finding)?;
        let status = decision.status.unwrap_or_default();
        let changed = status != ReviewStatus::Open && decision.evidence.as_deref().is_some_and(|then| then != evidence);
        Some(Review { status, note: decision.note.clone(), by: decision.by.clone(), date: decision.date, changed })
    }

    /// Writes what was decided into a report's links.
    pub fn mark(&self, report: &mut Report) {
        for link in report.groups.iter_mut().flat_map(|group| &mut group.links) {
            link.review = self.of(&link.id, &link.evidence);
        }
    }
}

fn version(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Takes what was dismissed out of a report, and says of how many findings that was.
pub fn hide_dismissed(report: &mut Report) -> u64 {
    let mut hidden = 0;
    for group in &mut report.groups {
        let gone: Vec<Verdict> = group.links.iter().filter(|link| link.is_dismissed()).map(|link| link.verdict).collect();
        for verdict in &gone {
            if let Some(count) = group.judged.get_mut(verdict) {
                *count = count.saturating_sub(1);
            }
            if let Some(count) = report.totals.links.get_mut(verdict) {
                *count = count.saturating_sub(1);
            }
        }
        if !gone.is_empty() {
            hidden += gone.len() as u64;
            group.links.retain(|link| !link.is_dismissed());
            group.judged.retain(|_, count| *count > 0);
            group.verdict = group.judged.keys().next().copied().unwrap_or(Verdict::Unrelated);
            group.severity = group.links.iter().filter_map(|link| link.severity).max();
        }
    }
    report.groups.retain(|group| !group.judged.is_empty());
    // Gravest first, as before; what lost its disputes goes after those that have some.
    report.groups.sort_by_key(|group| group.verdict);
    report.totals.groups = report.groups.len() as u64;
    report.totals.dismissed = hidden;
    hidden
}
