//! Fuzzing where cargo-fuzz cannot be had: the same targets on seeds that are changed at random, from a fixed start and for a time
//! that is given. It sees no coverage, so it finds what lies near.
//!
//! `cargo run --no-default-features --features blind --bin blind -- TARGET SECONDS SEEDS…`

use countersign_fuzz::{TARGETS, Target};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Seeds longer than this are cut.
const LONGEST: usize = 64 * 1024;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (name, seconds) = (arguments.next().unwrap_or_default(), arguments.next().and_then(|n| n.parse().ok()).unwrap_or(60));
    let Some((_, target)) = TARGETS.iter().find(|(known, _)| *known == name) else {
        let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        eprintln!("name a target: {}", names.join(", "));
        std::process::exit(2);
    };
    let mut seeds: Vec<Vec<u8>> = vec![Vec::new()];
    arguments.for_each(|path| gather(Path::new(&path), &mut seeds));
    let last = PathBuf::from(format!("blind-{name}.last"));
    let (runs, slowest) = run(*target, &seeds, Duration::from_secs(seconds), &last);
    println!("{name}: {runs} runs of {} seeds, the slowest {} ms", seeds.len(), slowest.as_millis());
}

/// All files below a path.
fn gather(path: &Path, seeds: &mut Vec<Vec<u8>>) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        entries.iter().for_each(|path| gather(path, seeds));
    } else if let Ok(mut bytes) = fs::read(path) {
        bytes.truncate(LONGEST);
        seeds.push(bytes);
    }
}

/// Runs the target on changed seeds; what is under way lies in `last`, for it may end the process. A slow input is kept.
fn run(target: Target, seeds: &[Vec<u8>], time: Duration, last: &Path) -> (usize, Duration) {
    let (begun, mut dice) = (Instant::now(), Dice(0x2545_F491_4F6C_DD1D));
    let (mut runs, mut slowest) = (0, Duration::ZERO);
    while begun.elapsed() < time {
        let data = changed(seeds, &mut dice);
        let _ = fs::write(last, &data);
        let from = Instant::now();
        target(&data);
        if from.elapsed() > slowest {
            slowest = from.elapsed();
            let _ = fs::write(last.with_extension("slow"), &data);
        }
        runs += 1;
    }
    let _ = fs::remove_file(last);
    (runs, slowest)
}

/// A seed with a few changes: bytes, runs, pieces of itself and of another seed.
fn changed(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    const ODD: &[&[u8]] = &[
        b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\n\n", b"\"", b"<", b">", b"&#0;",
        b"<div>", b"{", b"[", b"(", b"]", b"}", b"-1", b"18446744073709551616", b"1e999", b".", b",", b"\xcc\x81", b"%PDF-", b"\r",
    ];
    let mut data = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(6) {
        let (at, length) = (dice.below(data.len() + 1), dice.below(32));
        let end = (at + length).min(data.len());
        match dice.below(7) {
            0 if at < data.len() => data[at] ^= 1 << dice.below(8),
            1 => drop(data.drain(at..end)),
            2 => drop(data.splice(at..at, ODD[dice.below(ODD.len())].iter().copied())),
            3 => drop(data.splice(at..at, ODD[dice.below(ODD.len())].repeat(1 + dice.below(400)))),
            4 => {
                let piece = data[at..end].repeat(1 + dice.below(20));
                drop(data.splice(at..at, piece));
            }
            5 => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len() + 1);
                let to = (from + dice.below(400)).min(other.len());
                drop(data.splice(at..at, other[from..to].iter().copied()));
            }
            _ => data.truncate(at.max(data.len() / 2)),
        }
    }
    data.truncate(2 * LONGEST);
    data
}

/// Xorshift: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }
}
