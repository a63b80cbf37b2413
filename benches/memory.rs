//! The peak of memory while something runs: what the program took itself, and what of mapped files lay in memory, which the system may
//! drop at any time. It reads what Linux tells of a process; elsewhere it is nothing.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often it looks.
const EVERY: Duration = Duration::from_millis(50);

/// Megabytes at the peak: taken, and mapped.
#[derive(Debug, Clone, Copy, Default)]
pub struct Peak {
    /// Of the program's own.
    pub taken: f64,
    /// Of mapped files.
    pub mapped: f64,
}

impl Peak {
    /// Does something, and tells what memory was at the peak.
    pub fn of<T>(work: impl FnOnce() -> T) -> (T, Self) {
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let watcher = scope.spawn(|| {
                let mut peak = Self::default();
                while !done.load(Ordering::Relaxed) {
                    let now = Self::now();
                    peak = Self { taken: peak.taken.max(now.taken), mapped: peak.mapped.max(now.mapped) };
                    std::thread::sleep(EVERY);
                }
                peak
            });
            let made = work();
            done.store(true, Ordering::Relaxed);
            (made, watcher.join().unwrap_or_default())
        })
    }

    fn now() -> Self {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.trim_end_matches("kB").trim().parse::<f64>().ok()).unwrap_or(0.0) * 1024.0 / 1e6
        };
        Self { taken: of("RssAnon:"), mapped: of("RssFile:") }
    }
}
