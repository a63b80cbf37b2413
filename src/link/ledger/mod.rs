//! The ledger: commitments of a corpus put together by who, what and for whom. Each row tells one promise with its origins, whether it
//! is open, and how its mentions stand to each other. It reads commitments and judges no sentence anew.

mod key;
mod ties;

use super::claim::{mark, runs};
use super::knowledge::Knowledge;
use super::origins::{Filed, Sets, join_all};
use super::{DocRef, place_of};
use crate::model::{
    ActorId, Commitment, CommitmentKind, CommitmentStatus, Figure, Ledger, Row, Spans, Standing, Strength, Telling,
};
use crate::text::{CodePoints, Span, folded, mix};
use jiff::civil::Date;
use key::{Key, Rarity};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One commitment with its sentence and document, ready for the ledger.
#[derive(Debug, Clone)]
pub struct Pledge {
    document: Arc<DocRef>,
    sentence_text: String,
    mark: Span,
    runs: Box<[u64]>,
    amounts: Vec<(Option<String>, rust_decimal::Decimal)>,
    commitment: Commitment,
}

impl Pledge {
    /// A pledge from a document's text, its sentence, and the commitment with the figures of its article.
    pub fn new(document: Arc<DocRef>, text: &str, sentence: Span, mut commitment: Commitment, figures: &[Figure]) -> Self {
        let of = |figure: &&Figure| commitment.figures.contains(&figure.id);
        let amounts = figures.iter().filter(of).filter_map(|f| Some((f.unit.clone(), f.low.or(f.high)?))).collect();
        let words = sentence.of(text);
        let mark = mark(words, sentence.start, commitment.span);
        let points = CodePoints::new(text);
        commitment.map_spans(&mut |span| points.span(span));
        Self { document, sentence_text: words.to_owned(), mark, runs: runs(words), amounts, commitment }
    }

    /// When what it tells was so: the act's own date, else the day of publication.
    fn when(&self) -> Option<Date> {
        self.commitment.event_date.or(self.document.published)
    }
}

/// The ledger of all commitments. The result does not depend on their order. Without `as_of` the newest article's date counts.
pub fn ledger(pledges: &[Pledge], knowledge: &impl Knowledge, as_of: Option<Date>) -> Ledger {
    let mut order: Vec<&Pledge> = pledges.iter().collect();
    order.sort_by_key(|pledge| {
        let Pledge { document, commitment, .. } = pledge;
        (document.published, place_of(&document.id, commitment.span), commitment.id.as_str())
    });
    let as_of = as_of.or_else(|| order.iter().filter_map(|pledge| pledge.document.published).max());
    let origins = origins(&order);
    let keys: Vec<Key> = order.iter().map(|pledge| Key::new(pledge, knowledge)).collect();
    let rarity = Rarity::new(&keys);
    let mut blocks: BTreeMap<u64, Vec<Vec<usize>>> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        let rows = blocks.entry(key.block.unwrap_or_else(|| mix(1, at as u64))).or_default();
        // The first mention stands for its row, so that rows do not drift from word to word.
        let same =
            |row: &&mut Vec<usize>| row.first().and_then(|first| keys.get(*first)).is_some_and(|first| first.same(key, &rarity));
        match rows.iter_mut().find(same) {
            Some(row) => row.push(at),
            None => rows.push(vec![at]),
        }
    }
    let pick = |members: &Vec<usize>| {
        let told: Vec<&Pledge> = members.iter().filter_map(|at| order.get(*at).copied()).collect();
        let numbers: Vec<u32> = members.iter().filter_map(|at| origins.get(*at).copied()).collect();
        row(&told, &numbers, members.first().and_then(|at| keys.get(*at))?, as_of)
    };
    let mut rows: Vec<Row> = blocks.values().flatten().filter_map(pick).collect();
    rows.sort_by_cached_key(rank);
    Ledger { schema: "countersign/commitments/1".to_owned(), as_of, commitments: pledges.len() as u64, rows }
}

/// Open promises first, the strongest first, those of somebody named first; then by how many tell of it, who, and when.
fn rank(row: &Row) -> impl Ord + use<> {
    use std::cmp::Reverse;
    let open = !matches!(row.standing, Standing::Open | Standing::Overdue);
    let standing = if open { Some(row.standing) } else { None };
    let first = row.mentions.first().map(|m| (m.published, m.document.clone(), m.commitment.span.start));
    let nobody = row.actors.is_empty();
    (open, standing, Reverse(row.strength), nobody, Reverse(row.origins), row.actors.clone(), first, row.id.clone())
}

/// Numbers of origins: shared runs of words, one speaker within two days, one article with one level.
fn origins(order: &[&Pledge]) -> Vec<u32> {
    let mut sets = Sets::new(order.len());
    let mut filed: Vec<Filed> = Vec::new();
    for (at, pledge) in (0u32..).zip(order) {
        let document = folded(&pledge.document.id);
        filed.extend(pledge.runs.iter().map(|window| Filed { key: *window, document, day: None, at }));
    }
    filed.sort_unstable();
    for run in filed.chunk_by(|a, b| a.key == b.key) {
        join_all(run, &mut sets, |a, b| a.document != b.document);
    }
    (0u32..).zip(order).map(|(at, _)| sets.root(at)).collect()
}

/// One row of the ledger over its mentions, which are in the order of days.
fn row(told: &[&Pledge], numbers: &[u32], key: &Key, as_of: Option<Date>) -> Option<Row> {
    let kept = |pledge: &&Pledge| pledge.commitment.kind;
    let promised = |kind| matches!(kind, CommitmentKind::Promise | CommitmentKind::Instrument | CommitmentKind::Plan);
    // A promise decides before an act, an act before a call or an option, and among equals the firmest, then the earliest.
    let class = |kind| match kind {
        kind if promised(kind) => 4,
        CommitmentKind::Act => 3,
        CommitmentKind::Refusal => 2,
        CommitmentKind::Call => 1,
        _ => 0,
    };
    let weight = |at: usize, pledge: &Pledge| (class(pledge.commitment.kind), pledge.commitment.strength, std::cmp::Reverse(at));
    let leading = (0..told.len()).max_by_key(|at| told.get(*at).map(|pledge| weight(*at, pledge)))?;
    let lead = &told.get(leading)?.commitment;
    let mut distinct: Vec<u32> = Vec::new();
    let mut speakers: Vec<(&str, Option<&ActorId>)> = Vec::new();
    for (number, pledge) in numbers.iter().zip(told) {
        // One article in one voice is one origin, however often it says so.
        let voice = (pledge.document.id.as_str(), pledge.commitment.speaker.as_ref());
        if !distinct.contains(number) && !speakers.contains(&voice) {
            distinct.push(*number);
        }
        speakers.push(voice);
    }
    let due = told.iter().filter(|pledge| promised(kept(pledge))).filter_map(|pledge| pledge.commitment.due).max();
    let find =
        |get: fn(&Commitment) -> Option<String>| get(lead).or_else(|| told.iter().find_map(|pledge| get(&pledge.commitment)));
    let mut pillars: Vec<_> = told.iter().flat_map(|pledge| pledge.commitment.pillars.iter().cloned()).collect();
    pillars.sort();
    pillars.dedup();
    let recipients = told.iter().map(|pledge| &pledge.commitment.recipients).find(|list| !list.is_empty());
    let ties = ties::ties(told, numbers);
    Some(Row {
        id: key.id(told.first()?),
        standing: standing(told, lead, due, as_of, &ties),
        strength: lead.strength,
        actors: lead.actors.clone(),
        recipients: recipients.cloned().unwrap_or_default(),
        act: key.act.clone(),
        what: lead.text.clone(),
        condition: find(|c| c.condition.as_ref().map(|condition| condition.text.clone())),
        deadline: find(|c| c.deadline.as_ref().map(|deadline| deadline.text.clone())),
        due,
        pillars,
        origins: u32::try_from(distinct.len()).unwrap_or(u32::MAX),
        leading,
        mentions: told.iter().zip(numbers).map(|(pledge, origin)| telling(pledge, *origin)).collect(),
        ties,
    })
}

/// Where a row stands on a day.
fn standing(told: &[&Pledge], lead: &Commitment, due: Option<Date>, as_of: Option<Date>, ties: &[crate::model::Tie]) -> Standing {
    use crate::model::TieKind;
    let any = |status| told.iter().any(|pledge| pledge.commitment.status == Some(status));
    let tied = |kind| ties.iter().any(|tie| tie.kind == kind);
    let refused = told.iter().rposition(|pledge| pledge.commitment.strength == Strength::Refused);
    match lead.kind {
        CommitmentKind::Act => Standing::Done,
        CommitmentKind::Call => Standing::Called,
        CommitmentKind::Option => Standing::Possible,
        CommitmentKind::Refusal => Standing::Refused,
        _ if tied(TieKind::Fulfils) || any(CommitmentStatus::Fulfilled) => Standing::Fulfilled,
        _ if any(CommitmentStatus::Withdrawn) || tied(TieKind::Retreats) && refused == Some(told.len() - 1) => {
            Standing::Withdrawn
        }
        _ if due.zip(as_of).is_some_and(|(due, day)| due < day) => Standing::Overdue,
        _ => Standing::Open,
    }
}

fn telling(pledge: &Pledge, origin: u32) -> Telling {
    let Pledge { document, sentence_text, mark, commitment, .. } = pledge;
    Telling {
        document: document.id.clone(),
        title: document.title.clone(),
        source: document.source.clone(),
        published: document.published,
        url: document.url.clone(),
        sentence_text: sentence_text.clone(),
        mark: *mark,
        origin,
        commitment: commitment.clone(),
    }
}
