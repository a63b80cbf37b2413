//! The TOML files of a lexicon: those built into the binary, or those of a folder. It reads no entry.

use super::fault::Fault;
use super::load::Source;
use std::collections::BTreeMap;
use std::path::Path;

/// The lexicons that ship with the program.
static BUILT_IN: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/lexicons");

/// The TOML files of a source, by name, sorted.
pub(super) fn files_of(source: &Source, faults: &mut Vec<Fault>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    match source {
        Source::BuiltIn => built_in_files(&BUILT_IN, &mut files),
        Source::Text(name, text) => {
            files.insert(name.clone(), text.clone());
        }
        Source::Folder(dir) => {
            if let Err(error) = folder_files(dir, dir, &mut files) {
                faults.push(unreadable(dir, &error, "name a folder of .toml files"));
            }
        }
        Source::Taxonomy(file) => match std::fs::read_to_string(file) {
            Ok(text) => drop(files.insert(file.display().to_string(), text)),
            Err(error) => faults.push(unreadable(file, &error, "name a .toml file of `kind = \"pillar\"`")),
        },
    }
    files
}

fn unreadable(path: &Path, error: &std::io::Error, hint: &str) -> Fault {
    Fault { file: path.display().to_string(), line: 0, message: format!("cannot be read: {error}"), hint: Some(hint.into()) }
}

fn built_in_files(dir: &include_dir::Dir<'_>, files: &mut BTreeMap<String, String>) {
    for file in dir.files().filter(|file| file.path().extension().is_some_and(|end| end == "toml")) {
        let name = file.path().to_string_lossy().replace('\\', "/");
        files.insert(name, file.contents_utf8().unwrap_or("").to_owned());
    }
    dir.dirs().for_each(|dir| built_in_files(dir, files));
}

fn folder_files(root: &Path, dir: &Path, files: &mut BTreeMap<String, String>) -> std::io::Result<()> {
    for item in std::fs::read_dir(dir)? {
        let path = item?.path();
        if path.is_dir() {
            folder_files(root, &path, files)?;
        } else if path.extension().is_some_and(|end| end == "toml") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    Ok(())
}
