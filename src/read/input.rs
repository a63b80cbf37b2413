//! From the paths of a command line to the list of inputs. Opens no file, only lists folders.

use super::problem::Problem;
use super::sidecar::SIDECAR;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// One input: a file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// What its article is called if it has no id or URL of its own: the path relative to the folder that was named, with `/`; for
    /// a file in no such folder the path as named.
    pub name: String,
    /// Where to read; `None` is standard input.
    pub path: Option<PathBuf>,
    /// Whether it was found in a folder and not named itself.
    pub listed: bool,
}

impl Input {
    /// Standard input.
    pub fn stdin() -> Self {
        Self { name: "-".to_owned(), path: None, listed: false }
    }

    /// The path as people read it, `-` for standard input.
    pub fn shown(&self) -> String {
        self.path.as_deref().map_or_else(|| "-".to_owned(), slashed)
    }
}

/// What a folder of articles expects of its audit: pairs of figures with their verdict. It holds no article.
const EXPECTED: &str = "expected.jsonl";

/// Lists the inputs under the named paths, in the order named and each folder's in the order of names. A folder is walked with
/// its sub-folders; hidden files, `README*`, `expected.jsonl`, sidecars
/// and the parts of saved pages (styles, scripts, pictures, media) are left out, links to folders not followed. `-` is standard input.
pub fn paths<P: AsRef<Path>>(named: impl IntoIterator<Item = P>) -> Vec<Result<Input, Problem>> {
    paths_in(None, named)
}

/// The same where the folder is known that files are called from: a file in it, or in a folder that is named too, is called as if
/// that folder had been named, so that one file is one article however it is come by.
pub fn paths_in<P: AsRef<Path>>(base: Option<&Path>, named: impl IntoIterator<Item = P>) -> Vec<Result<Input, Problem>> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = base.map(plain).into_iter().collect();
    for path in named {
        let path = path.as_ref();
        if path == Path::new("-") {
            found.push(Ok(Input::stdin()));
            continue;
        }
        match fs::metadata(path) {
            Err(error) => {
                let problem = Problem::io(&slashed(path), &error);
                let lost = error.kind() == std::io::ErrorKind::NotFound;
                found.push(Err(if lost { problem.hint("check the spelling") } else { problem }));
            }
            Ok(metadata) if metadata.is_dir() => {
                let before = found.len();
                folders.push(plain(path));
                walk(path, "", &mut found);
                if found.len() == before {
                    let problem = Problem::new(&slashed(path), "the folder has no files to read");
                    found.push(Err(problem.hint("hidden files and README files are left out")));
                }
            }
            Ok(_) => found.push(Ok(Input { name: slashed(path), path: Some(path.to_owned()), listed: false })),
        }
    }
    for input in found.iter_mut().flatten().filter(|input| !input.listed) {
        let path = input.path.as_deref().map(plain).unwrap_or_default();
        if let Some(inside) = folders.iter().find_map(|folder| path.strip_prefix(folder).ok()) {
            input.name = slashed(inside);
        }
    }
    found
}

/// A path without the steps that lead nowhere.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// One folder, `under` being its path relative to the one that was named.
fn walk(folder: &Path, under: &str, found: &mut Vec<Result<Input, Problem>>) {
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return found.push(Err(Problem::io(&slashed(folder), &error))),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if is_left_out(&name) {
            continue;
        }
        let relative = if under.is_empty() { name.clone().into_owned() } else { format!("{under}/{name}") };
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, &relative, found),
            Ok(_) if path.is_dir() || is_no_article(&name) => {}
            Ok(_) => found.push(Ok(Input { name: relative, path: Some(path), listed: true })),
            Err(error) => found.push(Err(Problem::io(&slashed(&path), &error))),
        }
    }
}

/// Whether a folder's or an archive's entry is none of what it is about.
pub(super) fn is_left_out(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("README") || name == EXPECTED || name.ends_with(SIDECAR)
}

/// Whether a name says that the file is a part of a page or a medium: what browsers save beside an article.
pub(super) fn is_no_article(name: &str) -> bool {
    const PARTS: &[&str] = &[
        "css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "eot", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg",
        "ico", "bmp", "tif", "tiff", "mp3", "mp4", "m4a", "webm", "ogg", "wav", "avi", "mov", "mkv", "exe", "dll", "so",
    ];
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    PARTS.iter().any(|part| part.eq_ignore_ascii_case(extension))
}

/// The paths that a list names, one a line; blank lines and lines with `#` in front are none.
pub fn list(text: &str) -> impl Iterator<Item = &Path> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(Path::new)
}

/// A path with `/` on every system.
fn slashed(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace(std::path::MAIN_SEPARATOR, "/") }
}
