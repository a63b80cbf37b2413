//! Random numbers from a seed, the same on every machine. Not for secrets, and not for statistics beyond drawing words.

/// A stream of numbers fixed by its seed (SplitMix64).
pub struct Random(u64);

impl Random {
    /// The stream of a seed and of what is drawn from it: two `salt`s give unrelated streams, so that any article can be made
    /// without making those before it.
    pub fn new(seed: u64, salt: u64) -> Self {
        let mut random = Self(seed ^ salt.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        random.0 = random.next();
        random
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number in `0.0..1.0`.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number in `0..n`, all alike; 0 where there is nothing to choose from.
    pub fn below(&mut self, n: u64) -> u64 {
        ((self.unit() * n as f64) as u64).min(n.saturating_sub(1))
    }

    /// Whether something of this chance happens.
    pub fn chance(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// A rank in `0..n` after Zipf's law with exponent one: `ln` of the rank is spread evenly, to a good approximation.
    pub fn zipf(&mut self, n: u64) -> u64 {
        let rank = ((n as f64 + 1.0).ln() * self.unit()).exp() as u64;
        rank.clamp(1, n.max(1)) - 1
    }

    /// One of a list, all alike.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        list.get(self.below(list.len() as u64) as usize).copied().unwrap_or_default()
    }

    /// One of a list, the first ones most often.
    pub fn pick_zipf<T: Copy + Default>(&mut self, list: &[T]) -> T {
        list.get(self.zipf(list.len() as u64) as usize).copied().unwrap_or_default()
    }
}
