//! The quarantine: what could not be read, with reason and place, in `failures.jsonl` in the index's folder, so that it can be
//! read again once it is mended. Not what is told on the terminal, though it says the same.

use crate::index::IndexError;
use crate::read::{Input, Problem};
use crate::wire;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

const FILE: &str = "failures.jsonl";
const NEW: &str = "failures.new";

/// One line of the file.
#[derive(Debug, Serialize, Deserialize)]
struct Failure {
    /// What failed, as people read it.
    path: String,
    /// Line, row, entry or message.
    line: Option<usize>,
    reason: String,
    hint: Option<String>,
    /// What is to be read again.
    input: Option<Input>,
}

/// The failures of a run, written as they come, so that a million of them takes no memory.
pub struct Quarantine {
    dir: PathBuf,
    new: BufWriter<File>,
    count: usize,
}

impl Quarantine {
    /// Begins a run's list beside the one there is.
    pub fn begin(dir: &Path) -> Result<Self, IndexError> {
        let path = dir.join(NEW);
        let new = File::create(&path).map_err(|source| IndexError::Io { path, source })?;
        Ok(Self { dir: dir.to_owned(), new: BufWriter::new(new), count: 0 })
    }

    /// Takes a failure in.
    pub fn take(&mut self, problem: &Problem) {
        let input = problem.input.as_deref().filter(|input| input.path.is_some()).cloned();
        let Problem { path, line, reason, hint, .. } = problem.clone();
        self.count += 1;
        // The list is a help; a disk that takes no line of it will stop the index's writer, which is told.
        let _ = writeln!(self.new, "{}", wire::line(&Failure { path, line, reason, hint, input }));
    }

    /// Puts the run's list in the place of the former one, and keeps of that what this run has not read again.
    pub fn end(mut self, inputs: &[Result<Input, Problem>], interrupted: bool) -> Result<(), IndexError> {
        let (file, new) = (self.dir.join(FILE), self.dir.join(NEW));
        let io = |source| IndexError::Io { path: file.clone(), source };
        let read: BTreeSet<String> = if interrupted {
            BTreeSet::new()
        } else {
            inputs.iter().map(|input| input.as_ref().map_or_else(|problem| problem.path.clone(), Input::shown)).collect()
        };
        for former in failures(&self.dir) {
            let of = former.input.as_ref().map_or_else(|| former.path.clone(), Input::shown);
            if !read.contains(&of) {
                self.count += 1;
                writeln!(self.new, "{}", wire::line(&former)).map_err(io)?;
            }
        }
        self.new.flush().map_err(io)?;
        match self.count {
            0 => fs::remove_file(&new).and_then(|()| match fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            }),
            _ => fs::rename(&new, &file),
        }
        .map_err(io)
    }
}

/// The failures that are on file; a line that is none is passed over.
fn failures(dir: &Path) -> impl Iterator<Item = Failure> {
    let lines = File::open(dir.join(FILE)).ok().map(|file| BufReader::new(file).lines());
    lines.into_iter().flatten().map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok())
}

/// The inputs that failed before, each once.
pub fn failed_inputs(dir: &Path) -> Vec<Result<Input, Problem>> {
    let named = |failure: Failure| {
        failure.input.unwrap_or_else(|| Input { name: failure.path.clone(), path: Some(failure.path.into()), listed: false })
    };
    let inputs: BTreeSet<Input> = failures(dir).filter(|failure| failure.path != "-").map(named).collect();
    inputs.into_iter().map(Ok).collect()
}
