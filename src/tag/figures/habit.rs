//! Units that their neighbours tell: "30 MUSD", "5 ft 2 in", "2 1/2 in thick", "30C" in a sentence about the weather, and whether pounds are
//! weighed or paid. What a unit is called stands in the lexicon.

use super::numeral::{Numeral, Sort};
use super::unit::{self, Unit};
use crate::lexicon::Class;
use crate::model::Dimension;
use crate::tag::context::Context;
use crate::text::{Shape, Words};
use rust_decimal::Decimal;

/// How far on either side a word can tell what a unit means.
const NEAR: usize = 14;
/// How far the weather reaches.
const WEATHER: usize = 30;

/// The unit behind a number that the lexicon does not give by itself.
pub(super) fn after(cx: &Context<'_>, found: &Numeral, end: usize) -> Option<Unit> {
    let at = found.tokens.end;
    if at >= end {
        return None;
    }
    let point = at + usize::from(cx.is_mark(at, b'-') && !cx.token(at).spaced);
    let id = match cx.text(at) {
        // "a quarter point", "half-point"
        _ if found.sort == Sort::Fraction && cx.is(point, "point") => {
            return unit::named(cx, "percentage_point", point..point + 1);
        }
        "in" => inch(cx, at).then_some("inch")?,
        "C" if degrees(cx, at - 1) => "Cel",
        "F" if degrees(cx, at - 1) => "fahrenheit",
        _ => return None,
    };
    unit::named(cx, id, at..at + 1)
}

/// Whether a token is one of some words.
pub(super) fn among(cx: &Context<'_>, i: usize, words: &str) -> bool {
    words.split(' ').any(|word| cx.is(i, word))
}

/// "2 in thick", "5 ft 2 in": an inch, no preposition.
fn inch(cx: &Context<'_>, at: usize) -> bool {
    const SIZES: &Words = &Words::of(["thick", "wide", "tall", "long", "high", "deep", "across", "diameter", "x"]);
    // "9in"
    if !cx.token(at).spaced {
        return !matches!(cx.token(at + 1).shape, Shape::Number);
    }
    let closes = matches!(cx.token(at + 1).shape, Shape::Punct(b'.' | b',' | b';' | b')' | 0)) || cx.is(at + 1, "or");
    cx.is_any(at + 1, SIZES)
        || closes && at >= 3 && ["ft", "feet", "foot"].iter().any(|foot| cx.is(at - 2, foot) || cx.is(at - 3, foot))
}

/// "30C", "-10C", "1.5C": a letter that touches the digits at `i` is a temperature beside a sign or a point, or where the sentence speaks of
/// heat.
pub(super) fn degrees(cx: &Context<'_>, i: usize) -> bool {
    const HEAT: &str = "temperature temperatures heat heatwave heated hot hotter hottest warm warmer warming warmest cold colder \
        coldest cool cooler freezing frost degrees thermometer thermometers weather mercury boil melt melts burns bake \
        oven roast";
    let at = i + 1;
    let letter = cx.token(i).shape == Shape::Number && matches!(cx.text(at), "C" | "F") && !cx.token(at).spaced;
    let ends =
        cx.token(at + 1).spaced || matches!(cx.token(at + 1).shape, Shape::Punct(mark) if !matches!(mark, b'/' | b'-' | b'+'));
    let bounds = cx.text(i).split('.').next().is_some_and(|whole| whole.len() <= 3 || whole.len() == 5 && whole.contains(','));
    let signed = i > 0 && cx.is(i - 1, "minus")
        || i > 0 && cx.is_mark(i - 1, b'-') && !cx.token(i).spaced && (i < 2 || cx.token(i - 1).spaced);
    let warm = || (i.saturating_sub(WEATHER)..at + NEAR).any(|n| among(cx, n, HEAT));
    letter && ends && bounds && (signed || cx.text(i).contains('.') || warm())
}

/// Whether letters that touch the digits at `i` measure them though no lexicon says so: "30C", "9in", "3x".
pub(super) fn touches(cx: &Context<'_>, i: usize) -> bool {
    let last = cx.token(i + 2).spaced || !matches!(cx.token(i + 2).shape, Shape::Number | Shape::Punct(b'-' | b'/'));
    degrees(cx, i) || last && !cx.token(i + 1).spaced && (cx.text(i + 1) == "in" || cx.text(i + 1) == "x")
}

/// "R26 million", "R5,000": the rand, whose sign is a letter that also names roads and rows.
pub(super) fn rand(cx: &Context<'_>, i: usize) -> bool {
    let sign = i > 0
        && cx.text(i - 1) == "R"
        && !cx.token(i).spaced
        && (cx.token(i - 1).spaced || i == 1 || matches!(cx.token(i - 2).shape, Shape::Punct(_)));
    let scale = cx.is_any(i + 1, const { &Words::of(["million", "billion", "trillion", "m", "bn", "b"]) });
    let grouped = cx.text(i).contains(',')
        || cx.text(i).len() <= 3 && cx.text(i + 1).len() == 3 && cx.token(i + 1).shape == Shape::Number && cx.token(i + 1).spaced;
    sign && cx.token(i).shape == Shape::Number && (scale || grouped)
}

/// A currency's code with a scale before it, "MUSD", "kEUR": the scale and the currency.
pub(super) fn coded(cx: &Context<'_>, at: usize) -> Option<(Decimal, Unit)> {
    let text = cx.text(at);
    let scale = match text.as_bytes() {
        [b'M', _, _, _] => Decimal::from(1_000_000),
        [b'K' | b'k', _, _, _] => Decimal::ONE_THOUSAND,
        [b'B', _, _, _] => Decimal::from(1_000_000_000),
        _ => return None,
    };
    let code = text.get(1..).filter(|code| code.bytes().all(|b| b.is_ascii_uppercase()))?;
    let unit = unit::named(cx, code, at..at + 1).filter(|unit| unit.dimension(cx) == Dimension::Money)?;
    // "BRUB 5" is the code of Belarus misspelt, but "KPKR" and "MUSD" are no words at all.
    (cx.lexicon.unit(text).is_none()).then_some((scale, unit))
}

/// "a 2,000-pound bomb", "lost 10 pounds", "500 pounds of explosives": pounds that are weighed, else the unit as it was read.
pub(super) fn weighed(cx: &Context<'_>, unit: Unit, found: &Numeral) -> Unit {
    let at = unit.tokens.start;
    if !(cx.is(at, "pound") || cx.is(at, "pounds")) || unit.tokens.len() != 1 {
        return unit;
    }
    let weight = || {
        const WEIGHT: &str = "weigh weighs weighed weighing weight overweight heavier lighter lbs kg kilograms payload thrust";
        const PAID: &str = "cost costs worth paid pay price sterling budget fine fined £ pence loan fund million billion";
        let near = |words: &str| (found.tokens.start.saturating_sub(NEAR)..at + NEAR).any(|i| among(cx, i, words));
        stuff(cx, at, found) || near(WEIGHT) && !near(PAID)
    };
    if !weight() {
        return unit;
    }
    unit::named(cx, "pound", unit.tokens.clone()).unwrap_or(unit)
}

/// "500 pounds of explosives", "2,000-pound bombs", "lost 10 pounds": something that has a weight.
fn stuff(cx: &Context<'_>, at: usize, found: &Numeral) -> bool {
    const MONEY: &str = "debt savings aid taxes tax funding money investment damage public taxpayers taxpayer goods spending revenue \
        cash assets extra new lost support investments contracts orders profit sales";
    let next = at + 1;
    let of = cx.is(next, "of") && cx.token(next + 1).shape == Shape::Lower && !among(cx, next + 1, MONEY);
    let of = of && !cx.has(next + 1, Class::DETERMINER.or(Class::POSSESSIVE));
    // "a 2,000-pound bomb" weighs, "a 60-pound fine" is paid.
    const PAID: &str = "fine note notes bill deal grant loan fee charge bonus cheque investment fund levy ticket prize contract \
        transfer budget package increase rise pay voucher payment reward debt claim project scheme";
    let joined = at >= 1 && cx.is_mark(at - 1, b'-') && cx.is(at, "pound") && cx.token(next).shape == Shape::Lower;
    let paid = (0..2).any(|n| among(cx, next + n, PAID));
    let slimmed = (found.tokens.start.saturating_sub(4)..found.tokens.start)
        .any(|i| cx.is_any(i, const { &Words::of(["lost", "lose", "losing", "shed", "gain", "gained", "weighs"]) }));
    of || slimmed && found.high <= Decimal::ONE_THOUSAND
        || joined && !paid && found.scale == Decimal::ONE
        || cx.is(next, "per") && cx.is(next + 1, "square")
}
