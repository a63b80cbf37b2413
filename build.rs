//! Rebuilds when a lexicon changes: the files are built into the binary, and `include_dir` does not watch them.

fn main() {
    println!("cargo:rerun-if-changed=lexicons");
}
