//! Rule 2: what a text itself says of how two figures lie to each other, as a part, an update, the ends of a change.

use super::caution::own_part;
use super::dimensions::{Dim, Outcomes};
use super::judge::{APART, NARROWER, PARTS, Reason, SCOPES, Values};
use super::parts::{counted_out, part};
use super::reading::Reading;
use crate::model::{Dimension, Outcome, Statistic, Verdict};

/// Rule 2: the text itself says how the figures lie to each other.
pub(crate) fn said_so(a: &Reading, b: &Reading, out: &Outcomes, values: &Values) -> Option<(Verdict, Reason)> {
    let (x, y) = (a.figure(), b.figure());
    let same_document = a.claim.document.id == b.claim.document.id;
    let shares = x.statistic == Statistic::Share && y.statistic == Statistic::Share || x.dimension == Dimension::Ratio;
    if own_part(a, b) && shares {
        return Some((Verdict::Scope, Reason::Differs(Dim::Group)));
    }
    if own_part(a, b) {
        return Some(part(a, b, values, x.part_of.as_ref() == Some(&y.id), Reason::SaysPart, Dim::Group));
    }
    if same_document && x.part_of.is_some() && x.part_of == y.part_of && x.id != y.id {
        return Some((Verdict::Scope, Reason::Differs(Dim::Group)));
    }
    if out.first(SCOPES, APART).is_some() {
        return None;
    }
    if let Some(a_is_part) = counted_out(a, b) {
        return Some(part(a, b, values, a_is_part, Reason::SaysPart, Dim::Group));
    }
    let says = |reading: &Reading| reading.figure().part_of.is_some() || reading.is_part;
    // Said to be a part in its own text, it may be a part of another text's figure too, if that is the larger.
    let (part_low, whole_low) =
        if says(a) { (values.a.stated.0, values.b.stated.0) } else { (values.b.stated.0, values.a.stated.0) };
    if says(a) != says(b) && !values.alike && (same_document || part_low < whole_low) {
        return Some(part(a, b, values, says(a), Reason::SaysPart, Dim::Group));
    }
    // "rose from 40 to 65": both ends of one change.
    let ends = same_document && x.sentence == y.sentence && x.change.is_some() && x.change == y.change;
    if ends && values.apart {
        return Some((Verdict::Updates, Reason::SaysUpdate));
    }
    let nested = out.first(PARTS, NARROWER).is_some();
    let told = a.replaces.or(b.replaces).is_some();
    let one_sentence = same_document && a.figure().sentence == b.figure().sentence;
    let told = told && if same_document { one_sentence } else { a.is_level() && b.is_level() };
    let revised = told && !nested && !values.alike && (one_sentence || out.of(Dim::AsOf) != Outcome::Same);
    revised.then_some((Verdict::Updates, Reason::SaysUpdate))
}
