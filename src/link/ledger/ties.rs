//! How the mentions of one row stand to each other over time: restated, made firmer, taken back, fulfilled, in conflict.

use super::Pledge;
use crate::model::{CommitmentKind, Stage, Stance, Strength, Tie, TieKind};
use jiff::civil::Date;

/// Mentions so many days apart are of one time.
const DAYS: i32 = 3;

/// The ties of a row: each mention of another article and origin to the last one before it that it says something about.
pub(super) fn ties(told: &[&Pledge], origins: &[u32]) -> Vec<Tie> {
    let mut found = Vec::new();
    for (b, later) in told.iter().enumerate() {
        let before = told.iter().enumerate().take(b).rev();
        let foreign = before.filter(|(a, earlier)| origins.get(*a) != origins.get(b) && earlier.document.id != later.document.id);
        let tie = foreign.filter_map(|(a, earlier)| Some((a, earlier, kind(earlier, later)?))).next();
        found.extend(tie.map(|(a, earlier, kind)| Tie { kind, a, b, explanation: explanation(kind, earlier, later) }));
    }
    found
}

/// What a later mention is to an earlier one; none where they cannot be set against each other.
fn kind(a: &Pledge, b: &Pledge) -> Option<TieKind> {
    let (x, y) = (&a.commitment, &b.commitment);
    // What others call for, and what is only possible in an author's eyes, is no word of the actor.
    let guess = |pledge: &Pledge| {
        pledge.commitment.kind == CommitmentKind::Option && matches!(pledge.commitment.rule.as_str(), "R14" | "R17")
    };
    let own = |pledge: &Pledge| {
        pledge.commitment.stance != Stance::Recommended && pledge.commitment.kind != CommitmentKind::Call && !guess(pledge)
    };
    if !own(a) || !own(b) {
        return None;
    }
    let refusal = |pledge: &Pledge| pledge.commitment.strength == Strength::Refused;
    let promise = |pledge: &Pledge| {
        matches!(pledge.commitment.kind, CommitmentKind::Promise | CommitmentKind::Instrument | CommitmentKind::Plan)
    };
    let apart = a.document.published.zip(b.document.published).map(|(a, b)| days(a, b));
    let same_time = apart.is_none_or(|days| days <= DAYS);
    match (x.kind, y.kind) {
        (CommitmentKind::Act, CommitmentKind::Act) if x.negated == y.negated => Some(TieKind::Restates),
        (_, CommitmentKind::Act) if promise(a) && x.negated == y.negated => {
            let after = a.document.published.zip(b.when()).is_some_and(|(promised, done)| done >= promised);
            (after && y.stage != Some(Stage::UnderWay)).then_some(TieKind::Fulfils)
        }
        (CommitmentKind::Act, _) | (_, CommitmentKind::Act) => None,
        _ if refusal(a) != refusal(b) && (promise(a) || promise(b)) => Some(match () {
            () if same_time => TieKind::Conflicts,
            () if refusal(b) => TieKind::Retreats,
            () => TieKind::FirmsUp,
        }),
        _ if refusal(a) && refusal(b) => Some(TieKind::Restates),
        _ if refusal(a) || refusal(b) || x.negated != y.negated => None,
        _ if x.strength == y.strength => Some(TieKind::Restates),
        _ if same_time => Some(TieKind::Conflicts),
        _ if x.strength < y.strength => Some(TieKind::FirmsUp),
        _ => Some(TieKind::Retreats),
    }
}

fn days(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

fn explanation(kind: TieKind, a: &Pledge, b: &Pledge) -> String {
    let level = |pledge: &Pledge| pledge.commitment.strength.as_str();
    let day = |pledge: &Pledge| pledge.document.published.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let (x, y) = (level(a), level(b));
    match kind {
        TieKind::Conflicts => {
            format!("{x} in one article ({}), {y} in the other ({}): two levels for the same time", day(a), day(b))
        }
        TieKind::Retreats => format!("{x} on {}, only {y} on {}", day(a), day(b)).replace("only refused", "refused"),
        TieKind::FirmsUp => format!("{x} on {}, {y} on {}", day(a), day(b)),
        TieKind::Fulfils => {
            format!("{x} on {}, done by {}", day(a), b.when().map_or_else(|| "then".to_owned(), |day| day.to_string()))
        }
        TieKind::Restates => format!("{y} again on {}", day(b)),
    }
}
