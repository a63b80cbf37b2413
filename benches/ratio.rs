//! Two pieces of work timed by turns, so that a busy machine slows both alike, and the ratio of their medians. It knows nothing of what is timed.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// What one stretch of work takes.
pub fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

/// Two medians.
pub struct Ratio {
    /// Of our work.
    pub ours: Duration,
    /// Of the bare work it is held against.
    pub bare: Duration,
}

impl Ratio {
    /// Runs both by turns, `rounds` times after a turn that does not count; each gives the time that counts.
    pub fn measure(rounds: usize, mut ours: impl FnMut() -> Duration, mut bare: impl FnMut() -> Duration) -> Self {
        ours();
        bare();
        let (ours, bare) = (0..rounds).map(|_| (ours(), bare())).unzip();
        Self { ours: median(ours), bare: median(bare) }
    }

    /// Prints the ratio beside its aim.
    pub fn print(&self, name: &str, against: &str, aim: f64, bytes: usize) {
        let ratio = self.ours.as_secs_f64() / self.bare.as_secs_f64();
        let verdict = if ratio <= aim { "within the aim" } else { "beyond the aim" };
        println!("\n{name}: {ratio:.2} times {against} ({verdict} of {aim})");
        println!("  {:<28} {:>9.1} ms {:>8.1} MB/s", name, millis(self.ours), rate(bytes, self.ours));
        println!("  {:<28} {:>9.1} ms {:>8.1} MB/s", against, millis(self.bare), rate(bytes, self.bare));
    }
}

/// How long this thread has worked: the kernel's count where there is one, else the clock. Work on one thread is timed by it, for on a
/// busy machine the clock also counts the work of others.
pub fn worked() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = counted.and_then(|text| text.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// What one stretch of work on this thread takes.
pub fn time_worked<T>(work: impl FnOnce() -> T) -> Duration {
    let start = worked();
    std::hint::black_box(work());
    worked().saturating_sub(start)
}

/// Megabytes a second.
pub fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// Milliseconds.
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The middle one of some times.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
