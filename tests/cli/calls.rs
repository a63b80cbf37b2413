//! Calls right and wrong: exit codes, help, colours, the lock.

use super::Place;
use countersign::index::{Options, Writer};

const COMMANDS: [&str; 12] = [
    "ingest",
    "search",
    "audit",
    "compare",
    "review",
    "commitments",
    "pillars",
    "show",
    "analyze",
    "status",
    "lexicon",
    "completions",
];

#[test]
fn every_command_has_help_with_an_example() {
    let place = Place::new();
    for command in COMMANDS {
        let help = place.run(&[command, "--help"]).good().out;
        assert!(help.contains("Example") && help.contains(&format!("countersign {command}")), "{command}: {help}");
    }
    assert!(place.run(&["--help"]).good().out.contains("countersign ingest"));
    assert!(place.run(&["lexicon", "check", "--help"]).good().out.contains("countersign lexicon check"));
}

#[test]
fn a_wrong_call_or_a_missing_index_is_exit_code_2() {
    let place = Place::new();
    place.write("one.txt", "Norway sent 12 tanks to Ukraine.");
    place.run(&["ingest", "one.txt", "--index", "ix"]).good();
    let cases: [(&[&str], &str); 11] = [
        (&[], "Usage"),
        (&["frobnicate"], "unrecognized subcommand"),
        (&["audit", "--format", "pdf"], "invalid value"),
        (&["compare", "one.txt"], "required"),
        (&["compare", "-", "-"], "only one standard input"),
        (&["compare", "one.txt", "two.txt"], "two.txt: no such file"),
        (&["status"], "no index in `index`; make one with `countersign ingest`"),
        (&["search", "tanks"], "no index in `index`"),
        (&["audit"], "no index in `index`"),
        (&["search", "nofield:x", "--index", "ix"], "there is no field `nofield`"),
        (&["show", "nothing", "--index", "ix"], "no document `nothing` in index `ix`"),
    ];
    for (call, told) in cases {
        let done = place.run(call);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{call:?}: {}", done.err);
        assert!(done.err.contains(told), "{call:?}: {}", done.err);
    }
}

#[test]
fn fail_on_is_exit_code_4_where_something_is_found() {
    let place = Place::new();
    place.write("a.txt", "As of 1 May 2025, NATO had trained 10,000 Ukrainian soldiers.");
    place.write("b.txt", "As of 1 May 2025, NATO had trained 50,000 Ukrainian soldiers.");
    for (call, code) in [
        (["audit", "a.txt", "--fail-on", "disputed"].as_slice(), 0),
        (&["audit", "a.txt", "b.txt"], 0),
        (&["audit", "a.txt", "b.txt", "--fail-on", "contradicts"], 4),
        (&["audit", "a.txt", "b.txt", "--fail-on", "disputed"], 4),
    ] {
        let done = place.run(call);
        assert_eq!(done.code, code, "{call:?}: {}{}", done.out, done.err);
    }
}

#[test]
fn a_second_writer_is_refused_with_exit_code_3_and_readers_are_not() {
    let place = Place::new();
    place.write("one.txt", "Norway sent 12 tanks to Ukraine.");
    place.run(&["ingest", "one.txt"]).good();
    let writer = Writer::open(&place.path("index"), Options::default()).expect("the index is free");
    let done = place.run(&["ingest", "one.txt"]);
    assert_eq!(done.code, 3, "{}", done.err);
    assert!(done.err.contains(&format!("index `index` is locked by process {}; wait", std::process::id())), "{}", done.err);
    place.run(&["status"]).good();
    drop(writer);
    place.run(&["ingest", "one.txt"]).good();
}

#[test]
fn a_damaged_index_is_exit_code_3_and_the_message_says_what_to_do() {
    let place = Place::new();
    place.write("one.txt", "Norway sent 12 tanks to Ukraine.");
    place.run(&["ingest", "one.txt"]).good();
    place.write("index/manifest.json", "{\"format\": 1, \"gen");
    for call in [["status"].as_slice(), &["search", "tanks"], &["audit"], &["ingest", "one.txt"], &["show", "one.txt"]] {
        let done = place.run(call);
        assert_eq!(done.code, 3, "{call:?}: {}", done.err);
        assert!(done.err.contains("manifest.json") && done.err.contains("ingest again"), "{}", done.err);
    }
}

#[test]
fn output_that_is_no_terminal_and_no_color_hold_no_escape_codes() {
    let place = Place::with_corpus();
    let calls: [&[&str]; 8] = [
        &["ingest", "corpus", "nowhere.txt"],
        &["search", "soldiers"],
        &["audit"],
        &["show", "training-count.txt"],
        &["status"],
        &["compare", "corpus/training-count.txt", "corpus/nsatu-brief.md"],
        &["--help"],
        &["frobnicate"],
    ];
    for call in calls {
        for no_color in [false, true] {
            let mut command = place.command(call);
            if no_color {
                command.env("NO_COLOR", "1");
            }
            let output = command.output().expect("the binary runs");
            assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{call:?}");
        }
    }
}

#[test]
fn completions_are_a_script() {
    let place = Place::new();
    assert!(place.run(&["completions", "bash"]).good().out.contains("_countersign()"));
    for shell in ["zsh", "fish", "elvish", "powershell"] {
        assert!(place.run(&["completions", shell]).good().out.contains("ingest"), "{shell}");
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let place = Place::with_corpus();
    for call in [["analyze", "corpus"], ["completions", "bash"]] {
        let mut child = place.start(&mut place.command(&call));
        drop(child.stdout.take());
        let done = super::Done::from(child.wait_with_output().expect("the binary ends"));
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{call:?}");
    }
}
