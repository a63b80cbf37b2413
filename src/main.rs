//! The program: calls `cli` and turns its outcome into an exit code.

/// Many threads make and drop many small things: the system's allocator keeps what they leave, this one gives it back.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    countersign::cli::main()
}
