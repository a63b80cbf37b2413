//! The program: calls `cli` and turns its outcome into an exit code.

fn main() -> std::process::ExitCode {
    countersign::cli::main()
}
