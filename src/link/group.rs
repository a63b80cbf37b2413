//! Pairs gathered into groups: figures of one measure, subject and scope, with the links that prove each dispute. It judges no pair.

use super::blocking::Pair;
use super::dimensions::Setting;
use super::explain::{Side, label, link, voice};
use super::identity;
use super::judge::judge;
use super::knowledge::Knowledge;
use super::origins::Sets;
use super::reading::{Reading, Unit};
use crate::model::{ActorId, Ends, Group, Link, LinkCertainty, Member, ScopeKind, Severity, Verdict};
use crate::text::{folded, mix};
use rayon::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many links of disputes a group shows; of each other verdict it shows a quarter.
const SHOWN: usize = 12;
/// How many of its figures a group with a dispute shows besides those of its links.
const FIGURES: usize = 40;
/// The same for a group without one.
const FEW: usize = 8;
/// How many restrictions a group names.
const SCOPES: usize = 4;

/// How a reading came to its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seat {
    /// It has none.
    Alone,
    /// By pairs whose gate is fully known.
    Core,
    /// By a pair in which something is unknown.
    Guest,
}

/// Which group each reading belongs to, named by one of its members.
///
/// Pairs whose gate is fully known make groups. A figure of which something is unknown attaches to the first group it can be compared
/// with, and never joins two. Parts and scopes that are left over come together loosely, within one family.
fn membership(readings: &[Reading], pairs: &[Pair]) -> (Vec<u32>, Vec<Seat>) {
    let mut sets = Sets::new(readings.len());
    let mut seats = vec![Seat::Alone; readings.len()];
    for pair in pairs.iter().filter(|pair| comparable(pair.verdict)).filter(|pair| pair.solid) {
        sets.join(pair.a, pair.b);
        seats[pair.a as usize] = Seat::Core;
        seats[pair.b as usize] = Seat::Core;
    }
    let mut home: Vec<u32> = (0u32..).take(readings.len()).map(|at| sets.root(at)).collect();
    let mut soft: Vec<&Pair> = pairs.iter().filter(|pair| comparable(pair.verdict)).filter(|pair| !pair.solid).collect();
    soft.sort_unstable_by_key(|pair| (pair.verdict, pair.a, pair.b));
    for founding in [false, true] {
        for (guest, host) in soft.iter().flat_map(|pair| [(pair.b as usize, pair.a as usize), (pair.a as usize, pair.b as usize)])
        {
            let open = seats[host] == Seat::Core || founding && seats[host] == Seat::Alone;
            if seats[guest] == Seat::Alone && open {
                home[guest] = home[host];
                seats[guest] = Seat::Guest;
                seats[host] = Seat::Core;
            }
        }
    }
    let mut loose = Sets::new(readings.len());
    let alone = |at: u32| seats[at as usize] == Seat::Alone;
    let family = |at: u32| readings[at as usize].family;
    for pair in pairs.iter().filter(|pair| alone(pair.a) && alone(pair.b) && family(pair.a) == family(pair.b)) {
        loose.join(pair.a, pair.b);
    }
    for at in (0u32..).take(readings.len()).filter(|at| alone(*at)) {
        home[at as usize] = loose.root(at);
    }
    (home, seats)
}

/// Whether a pair of this verdict speaks of one fact: parts and other scopes do not.
fn comparable(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Scope | Verdict::PartOf)
}

/// The groups of one cell, whose readings stand in order of document and place.
pub(crate) fn groups(readings: &[Reading], pairs: &[Pair], knowledge: &impl Knowledge) -> Vec<Group> {
    let (home, seats) = membership(readings, pairs);
    let host = |pair: &Pair| if seats[pair.a as usize] == Seat::Alone { home[pair.b as usize] } else { home[pair.a as usize] };
    let mut filed: Vec<(u32, Pair)> = pairs.iter().map(|pair| (host(pair), *pair)).collect();
    filed.sort_unstable();
    let mut seated: Vec<(u32, u32)> = home.iter().zip(0u32..).map(|(home, at)| (*home, at)).collect();
    seated.sort_unstable();
    let of = |root: u32| {
        let from = seated.partition_point(|(home, _)| *home < root);
        let to = seated.partition_point(|(home, _)| *home <= root);
        seated[from..to].iter().map(|(_, at)| *at).collect::<Vec<u32>>()
    };
    let gather = |block: &[(u32, Pair)]| {
        let root = block.first()?.0;
        let pairs: Vec<Pair> = block.iter().map(|(_, pair)| *pair).collect();
        // Whoever disputes a figure of the group is shown with it, though it may have a group of its own.
        let mut members = of(root);
        members.extend(pairs.iter().filter(|pair| comparable(pair.verdict)).flat_map(|pair| [pair.a, pair.b]));
        members.sort_unstable();
        members.dedup();
        let origins = origins(readings, &members, &pairs);
        Gathering { readings, members, pairs, origins }.group(knowledge)
    };
    filed.chunk_by(|a, b| a.0 == b.0).filter_map(gather).collect()
}

/// Puts groups in the order of a report, the gravest first.
pub(crate) fn sort(groups: &mut [Group]) {
    groups.par_sort_by(|a, b| rank(a).cmp(&rank(b)));
}

type Rank<'a> =
    (Verdict, Reverse<Option<Severity>>, LinkCertainty, Reverse<u32>, Reverse<Option<jiff::civil::Date>>, &'a str, &'a str);

/// By verdict, severity, certainty, origins and recency; the last two make the order total.
fn rank(group: &Group) -> Rank<'_> {
    let latest = group.figures.iter().filter_map(|member| member.published).max();
    let first = group.links.first().map_or("", |link| link.id.as_str());
    (group.verdict, Reverse(group.severity), group.certainty, Reverse(group.origins), Reverse(latest), &group.label, first)
}

/// The members and pairs of one group to be.
struct Gathering<'a> {
    readings: &'a [Reading<'a>],
    members: Vec<u32>,
    pairs: Vec<Pair>,
    origins: BTreeMap<u32, u32>,
}

/// The origin of each figure of a group, by its first mention: what one voice of one article says of one matter, however often and in
/// however many currencies, is one.
fn origins(readings: &[Reading], members: &[u32], pairs: &[Pair]) -> BTreeMap<u32, u32> {
    let of_pairs = pairs.iter().flat_map(|pair| [pair.a, pair.b]);
    let all: BTreeSet<u32> = members.iter().copied().chain(of_pairs).collect();
    let known: Vec<(u32, &Reading)> = all.into_iter().filter_map(|at| Some((at, readings.get(at as usize)?))).collect();
    let mut sets = Sets::new(readings.len());
    let mut join = |one: &dyn Fn(&Reading) -> u64| {
        let mut filed: Vec<(u64, u32)> = known.iter().map(|(at, reading)| (one(reading), *at)).collect();
        filed.sort_unstable();
        filed.windows(2).for_each(|pair| {
            if let [a, b] = pair
                && a.0 == b.0
            {
                sets.join(a.1, b.1);
            }
        });
    };
    join(&|reading| u64::from(reading.origin));
    join(&|reading| {
        let speaker = reading.figure().speaker.as_ref().map_or(0, |speaker| folded(speaker.as_str()));
        mix(folded(&reading.claim.document.id), speaker)
    });
    known.into_iter().map(|(at, _)| (at, sets.root(at))).collect()
}

/// How what a report shows of a group is called there: by letters for documents, and numbers for origins.
struct Names {
    shown: Vec<u32>,
    references: Vec<String>,
    origins: BTreeMap<u32, u32>,
}

impl Names {
    fn new(readings: &[Reading], shown: BTreeSet<u32>, of: &BTreeMap<u32, u32>) -> Self {
        let shown: Vec<u32> = shown.into_iter().collect();
        let mut references = Vec::with_capacity(shown.len());
        let mut origins = BTreeMap::new();
        let same = |a: &u32, b: &u32| readings[*a as usize].claim.document.id == readings[*b as usize].claim.document.id;
        for (n, document) in (0u64..).zip(shown.chunk_by(same)) {
            for at in document {
                let reading = &readings[*at as usize];
                references.push(format!("{}{}", letters(n), reading.figure().id.trim_start_matches('f')));
                let next = u32::try_from(origins.len()).unwrap_or(u32::MAX).saturating_add(1);
                origins.entry(of.get(at).copied().unwrap_or(*at)).or_insert(next);
            }
        }
        Self { shown, references, origins }
    }

    fn of(&self, at: u32) -> String {
        self.shown.binary_search(&at).ok().and_then(|n| self.references.get(n)).cloned().unwrap_or_default()
    }
}

impl Gathering<'_> {
    fn reading(&self, at: u32) -> &Reading<'_> {
        &self.readings[at as usize]
    }

    fn origin(&self, at: u32) -> u32 {
        self.origins.get(&at).copied().unwrap_or(at)
    }

    fn group(&self, knowledge: &impl Knowledge) -> Option<Group> {
        let (judged, proofs) = self.proofs();
        let latest = self.latest();
        let mut shown: BTreeSet<u32> = proofs.iter().flat_map(|pair| [pair.a, pair.b]).chain(latest).collect();
        shown.extend(self.members.iter().take(if judged.keys().any(|verdict| verdict.is_disputed()) { FIGURES } else { FEW }));
        let names = Names::new(self.readings, shown, &self.origins);
        let links: Vec<Link> = proofs.iter().map(|pair| self.link(pair, &names, knowledge)).collect();
        let first = self.pairs.iter().min()?;
        let unit = self.unit();
        let origins: BTreeSet<u32> = self.members.iter().map(|at| self.origin(*at)).collect();
        // What is told of one fact names the group, though parts of it stand there too.
        let verdict = judged.keys().copied().min_by_key(|verdict| (!comparable(*verdict), *verdict))?;
        let severity = links.iter().filter_map(|link| link.severity).max();
        let sure = links.iter().any(|link| link.verdict == verdict && link.certainty == LinkCertainty::Certain);
        let ends = self.members.iter().filter_map(|at| self.stated(*at, unit, knowledge));
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), ends| (low.min(ends.0), high.max(ends.1)));
        let head = self.reading(self.members.first().copied().unwrap_or(first.a));
        Some(Group {
            measure: head.figure().measure.clone(),
            label: label(head, knowledge),
            unit: unit.figure().unit.clone(),
            subject: head.figure().subject.clone(),
            subject_names: named(&head.figure().subject, knowledge),
            scope: self.scope(),
            verdict,
            severity,
            certainty: if sure { LinkCertainty::Certain } else { LinkCertainty::Possible },
            origins: u32::try_from(origins.len()).unwrap_or(u32::MAX),
            low: decimal(low),
            high: decimal(high),
            latest: latest.map(|at| names.of(at)),
            size: self.members.len() as u64,
            figures: names.shown.iter().map(|at| self.member(*at, unit, &names, knowledge)).collect(),
            links,
            judged,
        })
    }

    /// The pairs that are shown, and how many there are by verdict: of disputes between the same values or origins one is enough.
    fn proofs(&self) -> (BTreeMap<Verdict, u64>, Vec<Pair>) {
        let proof = |pair: &Pair| match (pair.verdict, self.reading(pair.a).value_key, self.reading(pair.b).value_key) {
            (Verdict::Agrees, ..) => (1, u64::from(pair.b)),
            (_, x, y) => (x.min(y), x.max(y)),
        };
        let mut rows: Vec<(Verdict, (u64, u64), Pair)> =
            self.pairs.iter().map(|pair| (pair.verdict, proof(pair), *pair)).collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| (row.0, row.1));
        rows.sort_unstable_by_key(|(verdict, _, pair)| (*verdict, Reverse(pair.severity), pair.certainty, *pair));
        let mut counts = BTreeMap::new();
        let mut shown = Vec::new();
        for (verdict, _, pair) in rows {
            let count = counts.entry(verdict).or_insert(0u64);
            *count += 1;
            let most = if verdict.is_disputed() { SHOWN } else { SHOWN / 4 };
            if *count <= most as u64 {
                shown.push(pair);
            }
        }
        (counts, shown)
    }

    fn link(&self, pair: &Pair, names: &Names, knowledge: &impl Knowledge) -> Link {
        let side = |at: u32| Side { reading: self.reading(at), reference: names.of(at), ordinal: self.reading(at).ordinal };
        let (a, b) = (side(pair.a), side(pair.b));
        link(&a, &b, &judge(a.reading, b.reading, knowledge, Setting::Corpus), knowledge)
    }

    /// A member in whose unit the group is told: the commonest unit, and of equals the first by name.
    fn unit(&self) -> &Reading<'_> {
        let mut counts: BTreeMap<Option<&str>, (Reverse<usize>, u32)> = BTreeMap::new();
        for at in &self.members {
            let entry = counts.entry(self.reading(*at).figure().unit.as_deref()).or_insert((Reverse(0), *at));
            entry.0.0 += 1;
        }
        let best = counts.into_iter().min_by_key(|(unit, (count, _))| (*count, *unit)).map(|(_, (_, at))| at);
        self.reading(best.or(self.members.first().copied()).unwrap_or(0))
    }

    fn member(&self, at: u32, unit: &Reading, names: &Names, knowledge: &impl Knowledge) -> Member {
        let reading = self.reading(at);
        let (claim, document) = (reading.claim, &reading.claim.document);
        let plausible = factor(reading, unit, knowledge).map(|factor| reading.value.plausible.scaled((factor, factor)));
        let voice = voice(reading, knowledge);
        // What a reader takes a floor to say ends somewhere; the arrow of an open bound is drawn from the bound itself.
        let end = |value: f64| decimal(value).and_then(|value| value.to_f64());
        Member {
            reference: names.of(at),
            id: identity::figure(claim, reading.ordinal),
            document: document.id.clone(),
            title: document.title.clone(),
            source: document.source.clone(),
            register: voice.map(|voice| voice.class.to_owned()),
            party: voice.and_then(|voice| voice.party).map(Into::into),
            speaker: claim.figure.speaker.as_ref().map(|speaker| name(speaker, knowledge)),
            published: document.published,
            url: document.url.clone(),
            sentence_text: claim.sentence_text.clone(),
            mark: claim.mark,
            origin: names.origins.get(&self.origin(at)).copied().unwrap_or(0),
            member: self.members.binary_search(&at).is_ok(),
            interval: plausible.map_or_else(Ends::default, |span| Ends { low: end(span.low), high: end(span.high) }),
            figure: claim.figure.clone(),
        }
    }

    /// The stated ends of a figure in the group's unit.
    fn stated(&self, at: u32, unit: &Reading, knowledge: &impl Knowledge) -> Option<(f64, f64)> {
        let reading = self.reading(at);
        let factor = factor(reading, unit, knowledge)?;
        Some((reading.value.stated.0 * factor, reading.value.stated.1 * factor))
    }

    /// What restricts the count, in the words of the first figures that say so.
    fn scope(&self) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for scope in self
            .members
            .iter()
            .take(FIGURES)
            .flat_map(|at| &self.reading(*at).figure().scope)
            .filter(|scope| scope.kind != ScopeKind::Subset && scope.id.is_some() | (scope.kind != ScopeKind::Group))
        {
            if words.len() < SCOPES && !words.iter().any(|other| other.eq_ignore_ascii_case(&scope.text)) {
                words.push(scope.text.clone());
            }
        }
        words
    }

    /// The member with the latest moment that a text gives.
    fn latest(&self) -> Option<u32> {
        let dated = self.members.iter().filter_map(|at| Some((self.reading(*at).as_of?.to, Reverse(*at))));
        dated.max().map(|(_, Reverse(at))| at)
    }
}

fn name(actor: &ActorId, knowledge: &impl Knowledge) -> String {
    knowledge.name(actor).unwrap_or_else(|| actor.as_str()).to_owned()
}

fn named(actors: &[ActorId], knowledge: &impl Knowledge) -> Vec<String> {
    actors.iter().map(|actor| name(actor, knowledge)).collect()
}

/// `a` … `z`, `aa`, `ab`, …
fn letters(mut n: u64) -> String {
    let mut name = Vec::new();
    loop {
        name.push(char::from(b'a' + (n % 26) as u8));
        if n < 26 {
            return name.iter().rev().collect();
        }
        n = n / 26 - 1;
    }
}

/// From a reading's base unit to another's own unit.
fn factor(reading: &Reading, to: &Reading, knowledge: &impl Knowledge) -> Option<f64> {
    match (reading.unit, to.unit) {
        (Unit::Money(from), Unit::Money(into)) if from != into => {
            let year = reading.claim.document.published.map(|date| date.year());
            knowledge.rates().bracket(from, into, year).map(|(low, high)| f64::midpoint(low, high) / to.factor)
        }
        (from, into) => (from == into).then(|| 1.0 / to.factor),
    }
}

/// A decimal of six significant digits: conversions have no more.
fn decimal(value: f64) -> Option<Decimal> {
    let exact = value.fract() == 0.0 && value.abs() < 1e15;
    let decimal = Decimal::from_f64(value).filter(|_| value.is_finite())?;
    Some(if exact { decimal } else { decimal.round_sf(6).unwrap_or(decimal) }.normalize())
}
