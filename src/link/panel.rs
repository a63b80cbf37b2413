//! The claims of one cell judged among themselves: from readings to groups with their links. It knows neither blocks nor stores.

use super::blocking::{Court, chosen};
use super::corrections::Corrections;
use super::filed::Filed;
use super::knowledge::Knowledge;
use super::reading::Reading;
use super::{group, origins, place};
use crate::model::Group;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What cells are judged by.
#[derive(Debug, Clone)]
pub struct Panel<'a, K> {
    /// What linking knows of the world.
    pub knowledge: &'a K,
    /// What readers have put right.
    pub corrections: &'a Corrections,
    /// Names that so many documents have that sharing them shows nothing.
    pub common: Arc<FxHashSet<u64>>,
}

impl<K: Knowledge> Panel<'_, K> {
    /// The groups of a cell of the block `key`: its claims, and the cell below in which each stands already.
    pub fn groups(&self, key: u64, claims: &[(&Filed, u64)]) -> Vec<Group> {
        let mut members = Vec::with_capacity(claims.len());
        for (filed, below) in claims {
            members.extend(filed.reading(self.knowledge, self.corrections).map(|reading| (reading, 0, *below)));
        }
        self.judge(key, members).0
    }

    /// The groups of some readings, each with a number and the cell below; and the numbers of those that were compared.
    pub(super) fn judge(&self, key: u64, mut members: Vec<(Reading, u32, u64)>) -> (Vec<Group>, Vec<u32>) {
        members.sort_unstable_by(|a, b| place(a.0.claim).cmp(&place(b.0.claim)));
        let below: Vec<u64> = members.iter().map(|(.., below)| *below).collect();
        let numbers: Vec<u32> = members.iter().map(|(_, number, _)| *number).collect();
        let mut readings: Vec<Reading> = members.into_iter().map(|(reading, ..)| reading).collect();
        readings.iter_mut().for_each(|reading| reading.common = self.common.clone());
        let chosen = chosen(&readings, &below, key);
        if chosen.is_empty() {
            return Default::default();
        }
        origins::assign(&mut readings);
        let court = Court { knowledge: self.knowledge, corrections: self.corrections };
        let pairs: Vec<_> = chosen.into_iter().filter_map(|pair| court.kept(&readings, pair)).collect();
        let mut compared: Vec<u32> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        compared.sort_unstable();
        compared.dedup();
        let compared = compared.into_iter().filter_map(|local| numbers.get(local as usize).copied()).collect();
        (group::groups(&readings, &pairs, self.knowledge), compared)
    }
}
