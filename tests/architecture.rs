//! The floors of ARCHITECTURE.md: a module names only modules of a lower floor, and the rooms of one floor do not know one another.

use std::fs;
use std::path::Path;

/// Rooms with their floor, lowest first.
const FLOORS: &[(&str, u32)] = &[
    ("text", 1),
    ("model", 2),
    ("lexicon", 3),
    ("tag", 4),
    ("read", 4),
    ("link", 4),
    ("index", 4),
    ("report", 4),
    ("wire", 4),
    ("pipeline", 5),
    ("cli", 6),
];

/// Every source file with its path below `src/`.
fn sources(dir: &Path, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(dir).expect("src is readable").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let name = path.to_string_lossy().split("src/").last().unwrap_or_default().to_owned();
            found.push((name, fs::read_to_string(&path).expect("a source file is UTF-8")));
        }
    }
}

fn all() -> Vec<(String, String)> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

#[test]
fn a_module_names_only_modules_of_a_lower_floor() {
    let mut faults = Vec::new();
    for (file, text) in all() {
        let room = file.split(['/', '.']).next().unwrap_or_default();
        let Some((_, floor)) = FLOORS.iter().find(|(name, _)| *name == room) else { continue };
        for (other, level) in FLOORS.iter().filter(|(other, _)| *other != room) {
            let named = text.contains(&format!("crate::{other}::"))
                || text.contains(&format!("crate::{other};"))
                || text.lines().any(|line| {
                    line.trim_start().starts_with("use crate::{")
                        && line.split([' ', '{', ',', '}', ':']).any(|word| word == *other)
                });
            if named && level >= floor {
                faults.push(format!("src/{file} (floor {floor}) names `{other}` (floor {level})"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_opens_with_a_sentence() {
    let silent: Vec<String> = all().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(file, _)| file).collect();
    assert!(silent.is_empty(), "without a `//!` sentence: {}", silent.join(", "));
}

#[test]
fn only_the_index_names_the_search_engine_and_only_the_lexicon_reads_lexicons() {
    for (file, text) in all() {
        assert!(file.starts_with("index") || !text.contains("tantivy::"), "{file} names tantivy");
        assert!(file.starts_with("cli") || !text.contains("anyhow"), "{file} names anyhow");
    }
}

#[test]
fn only_the_command_line_prints_and_reads_the_environment() {
    for (file, text) in all().into_iter().filter(|(file, _)| !file.starts_with("cli")) {
        for word in ["println!(", "print!(", "dbg!(", "env::var"] {
            assert!(!text.contains(word), "{file} has `{word}`");
        }
    }
}
