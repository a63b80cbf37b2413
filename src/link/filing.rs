//! Under which keys a claim is filed, and how a block of claims is cut into cells. It compares nothing.
//!
//! A block holds the claims of one key: (dimension, family of the measure, root of the subject, event, …). It is kept sorted by what is
//! counted and then by value. A large block is cut into cells where a hash of a claim says so, and the ends of its cells meet in a
//! cell of their own, one level up. Where the cuts are depends on the claims alone and not on the way there, so a new claim changes
//! the cell that it falls into and nothing else.

use super::days::Days;
use super::events;
use super::knowledge::Knowledge;
use super::reading::{Reading, Unit};
use crate::text::{folded, mix};
use serde::{Deserialize, Serialize};

/// How many capitalised names stand in for an unknown subject.
const NAMES: usize = 4;
/// A block up to this size is one cell.
pub(crate) const WHOLE: usize = 512;
/// In a larger block one claim in so many ends a cell.
const CUT: u64 = 256;

/// A key with its rank: the lower, the more the key says about what is counted. Lists of keys are sorted by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "(u64, u8)", from = "(u64, u8)")]
pub(crate) struct Key {
    pub(crate) key: u64,
    pub(crate) rank: u8,
}

/// The rank of a document within a family's ranks.
const DOCUMENT: u8 = 5;
/// How far the ranks of the counted noun are behind those of the family.
const NOUN: u8 = 10;

impl Key {
    /// Whether claims of one document alone can have it.
    pub(crate) fn is_of_document(self) -> bool {
        self.rank % NOUN == DOCUMENT + 1
    }
}

impl From<Key> for (u64, u8) {
    fn from(key: Key) -> Self {
        (key.key, key.rank)
    }
}

impl From<(u64, u8)> for Key {
    fn from((key, rank): (u64, u8)) -> Self {
        Self { key, rank }
    }
}

/// The keys of one claim; only that of its document where nobody knows what it counts.
pub(crate) fn keys(reading: &Reading, knowledge: &impl Knowledge) -> Box<[Key]> {
    let figure = reading.figure();
    let unit = match reading.unit {
        Unit::Count => 1,
        Unit::Money(_) => 2,
        Unit::Base(base) => folded(base),
    };
    let noun = reading.noun.filter(|noun| reading.people.is_none() && *noun != reading.family);
    let mut anchors: Vec<(u8, u64)> = figure.subject.iter().map(|actor| (0, folded(knowledge.root(actor).as_str()))).collect();
    if let Some(event) = &figure.event {
        anchors.push((1, folded(&event.key)));
        let town = event.place.as_deref().and_then(|place| place.split(", ").next());
        anchors.extend(town.map(|place| (2, folded(place))));
        anchors.extend(events::day_key(reading).map(|day| (2, day)));
    }
    if anchors.is_empty() {
        anchors.extend(figure.object.iter().map(|actor| (3, folded(knowledge.root(actor).as_str()))));
        let scopes = figure.scope.iter().filter_map(|scope| scope.id.as_ref());
        anchors.extend(scopes.map(|id| (3, folded(knowledge.root(id).as_str()))));
        anchors.extend(reading.claim.names.iter().take(NAMES).map(|name| (4, *name)));
    }
    if reading.running && figure.event.is_some() {
        anchors.extend(reading.claim.names.iter().take(2 * NAMES).map(|name| (4, *name)));
        let scopes = figure.scope.iter().filter_map(|scope| scope.id.as_ref());
        anchors.extend(scopes.map(|id| (0, folded(knowledge.root(id).as_str()))));
    }
    let document = folded(&reading.claim.document.id);
    anchors.push((DOCUMENT, document));
    let families = [(1, Some(reading.family).filter(|family| *family != 0)), (NOUN + 1, noun)];
    let families = families.into_iter().filter_map(|(rank, family)| Some((rank, family?)));
    let mut keys: Vec<Key> = families
        .flat_map(|(first, family)| {
            anchors.iter().map(move |(rank, anchor)| Key { key: mix(mix(unit, family), *anchor), rank: first + rank })
        })
        .collect();
    keys.sort_unstable();
    keys.dedup_by_key(|key| key.key);
    keys.into()
}

/// The key under which a part and its whole meet, of whatever measure, inside one article.
pub(crate) fn whole(document: &str, figure: &str) -> Key {
    Key { key: mix(mix(3, folded(document)), folded(figure)), rank: 0 }
}

/// The one block in which a pair is judged, of those that both are filed in: that which says most about what is counted.
pub(crate) fn host(a: &[Key], b: &[Key]) -> Option<u64> {
    let mut best: Option<(u8, u64)> = None;
    let (mut x, mut y) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(&&p), Some(&&q)) = (x.peek(), y.peek()) {
        if p.key == q.key {
            let found = (p.rank.max(q.rank), p.key);
            best = Some(best.map_or(found, |best| best.min(found)));
        }
        if p.key <= q.key {
            x.next();
        }
        if q.key <= p.key {
            y.next();
        }
    }
    best.map(|(_, key)| key)
}

/// A claim in a block, in the order in which blocks are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Equal for claims that are alike in all but value.
    pub stratum: u64,
    /// The lower end of its value, as bits that sort.
    pub low: u64,
    /// A hash of the claim, the same whatever else there is.
    pub stamp: u64,
    /// Its number among the claims at hand, which decides nothing.
    pub at: u32,
}

impl Entry {
    /// The entry of a reading.
    pub(crate) fn new(reading: &Reading, stamp: u64, at: u32) -> Self {
        Self { stratum: reading.stratum, low: sortable(reading.value.plausible.low), stamp, at }
    }
}

/// Bits that sort as the number does.
fn sortable(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// A number for all that two claims must share to differ in value only. Its upper bits are those of measure and event, so that
/// what is much alike stands together in a block.
pub(crate) fn stratum(reading: &Reading) -> u64 {
    let figure = reading.figure();
    let predicate = reading.predicate.map_or(reading.action.unwrap_or(0), |predicate| folded(&predicate.id));
    let measure = figure.measure.as_ref().map_or(0, |measure| folded(measure.as_str()));
    let event = figure.event.as_ref().map_or(0, |event| folded(&event.key));
    let days =
        |days: Option<Days>| days.map_or(0, |days| mix(u64::from(days.from.cast_unsigned()), u64::from(days.to.cast_unsigned())));
    let kinds = [
        figure.statistic as u64,
        figure.time_kind as u64,
        figure.status as u64,
        figure.change.map_or(0, |change| 1 + change as u64),
    ];
    let scopes = figure.scope.iter().map(|scope| scope.id.as_ref().map_or_else(|| folded(&scope.text), |id| folded(id.as_str())));
    let subject = figure.subject.iter().map(|actor| folded(actor.as_str()));
    let rest = [predicate, measure, reading.noun.unwrap_or(0), event, days(reading.as_of), days(reading.period)];
    let fine = rest.into_iter().chain(kinds).chain(scopes).chain(subject).fold(0, mix);
    mix(mix(predicate, measure), event) & !0xffff_ffff | fine >> 32
}

/// One cell of a block: the claims that are compared with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Equal for equal cells, whatever the way there.
    pub print: u64,
    /// Its claims, by their numbers, and the cell below in which each stands already (0 in the lowest).
    pub members: Vec<(u32, u64)>,
}

/// The cells of a sorted block: those of its claims, then those of the ends of these, and so on up.
pub fn cells(key: u64, block: &[Entry]) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut level: Vec<(Entry, u64)> = block.iter().map(|entry| (*entry, 0)).collect();
    let mut height = 0;
    while level.len() > 1 {
        let mut ends = Vec::new();
        let mut runs = 0;
        for run in cut(&level, height) {
            runs += 1;
            let print = run.iter().fold(mix(key, height), |hash, (entry, below)| mix(mix(hash, entry.stamp), *below));
            if let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) {
                ends.push((*first, print));
                ends.extend((run.len() > 1).then_some((*last, print)));
            }
            if run.len() > 1 {
                cells.push(Cell { print, members: run.iter().map(|(entry, below)| (entry.at, *below)).collect() });
            }
        }
        if runs == 1 {
            break;
        }
        level = ends;
        height += 1;
    }
    cells
}

/// Cuts a level where the hash of an entry says so. Each level cuts by other bits, else the ends of cells would all be cut again.
fn cut(level: &[(Entry, u64)], height: u64) -> impl Iterator<Item = &[(Entry, u64)]> {
    let whole = level.len() <= WHOLE;
    level.chunk_by(move |(entry, _), _| whole || !mix(entry.stamp, height).is_multiple_of(CUT))
}
