//! What becomes of a verdict in a corpus, where nobody chose the two figures: without grounds there is none. It compares no values.

use super::dimensions::{Dim, Outcomes};
use super::grounds::{self, Ground};
use super::judge::{Reason, Values};
use super::knowledge::Knowledge;
use super::reading::Reading;
use crate::model::{Dimension, Outcome, Verdict};

/// By what a corpus shows that both figures are of one thing.
pub(crate) fn ground(a: &Reading, b: &Reading, out: &Outcomes, knowledge: &impl Knowledge) -> Option<Ground> {
    let part = own_part(a, b) && grounds::own_part(a, b);
    if part { Some(Ground::Part) } else { grounds::ground(a, b, out, knowledge) }
}

/// In a corpus a finding needs grounds: what cannot be shown to be one thing is no dispute, no update, no part and no agreement.
pub(crate) fn cautious(
    a: &Reading,
    b: &Reading,
    out: &Outcomes,
    values: &Values,
    decided: (Verdict, Reason),
    ground: Option<Ground>,
    knowledge: &impl Knowledge,
) -> (Verdict, Reason) {
    let one_text = a.claim.document.id == b.claim.document.id;
    let told = one_text && matches!(decided.1, Reason::SaysPart | Reason::SaysUpdate | Reason::Misstated(_));
    let nothing = (Verdict::Unrelated, Reason::Ungrounded);
    match decided.0 {
        Verdict::Unrelated => decided,
        _ if told => decided,
        Verdict::Contradicts | Verdict::Tension => {
            let ratio = values.a.ratio(values.b).unwrap_or(f64::INFINITY);
            match ground {
                None => nothing,
                // An order of magnitude is no number to be wrong by a little, and a part far above its whole is a misreading.
                _ if grounds::vague(a, b) && ratio < 3.0 || ground == Some(Ground::Part) && ratio > 10.0 => nothing,
                _ if grounds::outgrown(a, b, values.a.stated.0 > values.b.stated.0, knowledge) => {
                    (Verdict::Updates, Reason::Running)
                }
                _ => decided,
            }
        }
        // Shares are of something: without one subject nobody knows that it is the same.
        _ if a.figure().dimension == Dimension::Ratio && out.of(Dim::Subject) != Outcome::Same => nothing,
        _ if grounds::acquainted(a, b, out) => decided,
        _ => nothing,
    }
}

/// Whether one text calls one of its figures a part of the other.
pub(crate) fn own_part(a: &Reading, b: &Reading) -> bool {
    let part = a.figure().part_of.as_ref() == Some(&b.figure().id) || b.figure().part_of.as_ref() == Some(&a.figure().id);
    part && a.claim.document.id == b.claim.document.id
}
