//! The commands of the README and of the guide to searching: each `$ …` line of a `console` block runs in a copy of the project's corpus,
//! and what is shown below it is printed; a `! …` line is refused with what is shown.

use crate::cli::{Done, Place};
use std::fs;
use std::path::Path;

/// One command of the README with the output shown below it.
struct Shown {
    command: String,
    refused: bool,
    output: Vec<String>,
}

/// The commands of all `console` blocks, in order.
fn shown(readme: &str) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ => match (line.strip_prefix("$ ").or(line.strip_prefix("! ")), all.last_mut()) {
                (Some(command), _) => {
                    all.push(Shown { command: command.to_owned(), refused: line.starts_with('!'), output: Vec::new() });
                }
                (None, Some(last)) => last.output.push(line.to_owned()),
                (None, None) => panic!("output before any command: {line}"),
            },
        }
    }
    all
}

/// A command line as words; single quotes group, a trailing `> file` takes the output.
fn words(command: &str) -> (Vec<String>, Option<String>) {
    let mut words: Vec<String> = Vec::new();
    for (n, part) in command.split('\'').enumerate() {
        if n % 2 == 1 { words.push(part.to_owned()) } else { words.extend(part.split_whitespace().map(str::to_owned)) }
    }
    let to = words.iter().position(|word| word == ">");
    let file = to.and_then(|at| words.get(at + 1).cloned());
    words.truncate(to.unwrap_or(words.len()));
    (words, file)
}

/// Runs a command of the README; `None` for those that only build or test.
fn run(place: &Place, command: &str) -> Option<Done> {
    let (input, command) = match command.strip_prefix("echo '").and_then(|rest| rest.split_once("' | ")) {
        Some((input, command)) => (Some(input), command),
        None => (None, command),
    };
    let (words, file) = words(
        command.strip_prefix("cargo run --release -- ").map(|rest| format!("countersign {rest}")).as_deref().unwrap_or(command),
    );
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["cargo", "install" | "test" | "bench", ..] => None,
        ["cat", name] => Some(Done {
            code: 0,
            out: fs::read_to_string(place.path(name)).expect("a file that the README shows"),
            err: String::new(),
        }),
        ["countersign", arguments @ ..] => {
            let done = match input {
                Some(input) => place.feed(arguments, &format!("{input}\n")),
                None => place.run(arguments),
            };
            if let Some(file) = file {
                place.write(&file, &done.out);
            }
            Some(done)
        }
        _ => panic!("the README shows a command that no test can run: {command}"),
    }
}

/// The words of a text, whatever its lines.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_readmes_commands_run_and_print_what_is_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("the README");
    let place = Place::with_corpus();
    place.write("my-words/harbour.toml", block(&readme, "```toml"));
    let commands = shown(&readme);
    assert!(commands.len() >= 10, "{} commands", commands.len());
    assert_eq!(faults(&place, commands), [""; 0]);
}

/// What the commands do not print although it is shown.
fn faults(place: &Place, commands: Vec<Shown>) -> Vec<String> {
    let mut faults = Vec::new();
    for Shown { command, refused, output } in commands {
        let Some(done) = run(place, &command) else { continue };
        if (done.code != 0) != refused {
            faults.push(format!("`{command}` ends with {}: {}", done.code, done.err));
        }
        let printed = flat(if refused { &done.err } else { &done.out });
        for line in output.iter().map(|line| flat(line)).filter(|line| !line.is_empty() && line != "…") {
            // An ellipsis stands for what is left out.
            for part in line.split('…').map(str::trim).filter(|part| !part.is_empty() && !printed.contains(part)) {
                let start: String = printed.chars().take(300).collect();
                faults.push(format!("`{command}` does not print `{part}` but {start}"));
            }
        }
    }
    faults
}

#[test]
fn the_search_guide_finds_what_it_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/search.md");
    let guide = fs::read_to_string(&path).expect("the guide");
    let place = Place::with_corpus();
    place.run(&["ingest", "corpus"]).good();
    let commands = shown(&guide);
    assert!(commands.len() >= 50, "{} commands", commands.len());
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, blessed(&place, &guide)).expect("the guide is written");
        return;
    }
    let faults = faults(&place, commands);
    assert!(faults.is_empty(), "{}\nif that is as it should be: BLESS=1 cargo test search_guide", faults.join("\n"));
}

/// The guide with each answer's first line, the number of hits, as it is now; a number that `…` stands for stays so.
fn blessed(place: &Place, guide: &str) -> String {
    let mut out = String::new();
    let mut fresh: Option<String> = None;
    for line in guide.lines() {
        if let Some(command) = line.strip_prefix("$ countersign search ") {
            let done = run(place, &format!("countersign search {command}"));
            fresh = done.and_then(|done| done.out.split("\n\n").next().map(flat));
        } else if let Some(answer) = fresh.take().filter(|_| line.contains(" read as ") && !line.starts_with('…')) {
            out.push_str(&answer);
            out.push('\n');
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The first block that opens with this line.
fn block<'a>(readme: &'a str, opening: &str) -> &'a str {
    let (_, rest) = readme.split_once(&format!("{opening}\n")).expect("a block");
    rest.split_once("\n```").expect("its end").0
}

#[test]
fn the_readme_names_every_command() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README");
    for command in [
        "ingest",
        "search",
        "audit",
        "compare",
        "show",
        "analyze",
        "status",
        "export",
        "verify",
        "remove",
        "compact",
        "reindex",
        "lexicon check",
        "completions",
    ] {
        assert!(readme.contains(&format!("countersign {command}")), "the README does not show `countersign {command}`");
    }
}
