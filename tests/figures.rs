//! Figures and periods: each case is a sentence and everything that must be found in it, so that absence is tested for free.

use countersign::lexicon::Lexicon;
use countersign::model::Figure;
use countersign::{pipeline, read};
use serde::Deserialize;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// A sentence and its figures, all of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    #[serde(default)]
    figures: Vec<Wanted>,
}

/// What is said of one figure; only `text` must be given, the rest is compared where it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    text: String,
    /// The exact value: `low` and `high` at once.
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    bound: Option<String>,
    unit: Option<String>,
    counted: Option<String>,
    action: Option<String>,
    status: Option<String>,
    role: Option<String>,
    rate: Option<String>,
    change: Option<String>,
    /// First and last day of the period, "" for an open end.
    period: Option<[String; 2]>,
    measure: Option<String>,
    /// Who is counted or acts, by id, "" for nobody.
    subject: Option<String>,
    /// The words of places that restrict it, joined by ", ".
    places: Option<String>,
}

fn figures(text: &str) -> Vec<Figure> {
    let meta = read::Meta { published: read::date("2025-11-20"), lang: Some("en".into()), ..read::Meta::default() };
    pipeline::analyse(&read::article_from_text("case", meta, text.to_owned()), &LEXICON).figures
}

/// How a value of the model is written in JSON.
fn written<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(serde_json::Value::Null) | Err(_) => String::new(),
        Ok(other) => other.to_string(),
    }
}

fn number(value: Option<rust_decimal::Decimal>) -> Option<f64> {
    value.and_then(|value| value.to_string().parse().ok())
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * one.abs().max(1.0)
}

fn compare(case: &Case, want: &Wanted, have: &Figure, faults: &mut Vec<String>) {
    let figure = &want.text;
    let mut fault = |what: &str, want: String, have: String| {
        if want != have {
            faults.push(format!("{:?}: {what} of {:?} is {have:?}, not {want:?}", case.text, figure));
        }
    };
    let ends = |low: Option<f64>, high: Option<f64>| [low, high].map(|n| n.map_or("open".to_owned(), |n| format!("{n:.6e}")));
    let bounded = want.value.or(want.low).or(want.high).is_some();
    if bounded {
        let wanted = ends(want.value.or(want.low), want.value.or(want.high));
        fault("interval", wanted.join(".."), ends(number(have.low), number(have.high)).join(".."));
    }
    let mut given = |what: &str, want: &Option<String>, have: String| {
        if let Some(want) = want {
            fault(what, want.clone(), have);
        }
    };
    given("bound", &want.bound, written(have.bound));
    given("unit", &want.unit, have.unit.clone().unwrap_or_default());
    given("counted", &want.counted, have.counted.as_ref().map_or(String::new(), |phrase| phrase.text.clone()));
    given("action", &want.action, have.action.clone().unwrap_or_default());
    given("status", &want.status, written(have.status));
    given("role", &want.role, written(have.role));
    given("rate", &want.rate, have.rate.clone().unwrap_or_default());
    given("change", &want.change, written(have.change));
    given("measure", &want.measure, have.measure.as_ref().map(ToString::to_string).unwrap_or_default());
    given("subject", &want.subject, have.subject.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    let places = have.scope.iter().filter(|scope| scope.kind == countersign::model::ScopeKind::Place);
    given("places", &want.places, places.map(|scope| scope.text.as_str()).collect::<Vec<_>>().join(", "));
    if let Some(days) = &want.period {
        let period = have.period.as_ref();
        let day = |day: Option<String>| day.unwrap_or_default();
        let found =
            [day(period.and_then(|p| p.start.map(|d| d.to_string()))), day(period.and_then(|p| p.end.map(|d| d.to_string())))];
        fault("period", days.join(".."), found.join(".."));
    }
}

fn run(file: &str) {
    let cases: Cases = toml::from_str(file).expect("the cases are sound TOML");
    let mut faults = Vec::new();
    for case in &cases.case {
        let found = figures(&case.text);
        let texts: Vec<_> = found.iter().map(|figure| figure.text.as_str()).collect();
        let wanted: Vec<_> = case.figures.iter().map(|want| want.text.as_str()).collect();
        if texts != wanted {
            faults.push(format!("{:?}: found {texts:?}, not {wanted:?}", case.text));
            continue;
        }
        case.figures.iter().zip(&found).for_each(|(want, have)| compare(case, want, have, &mut faults));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_figure_of_a_case_is_found_and_no_other() {
    run(include_str!("cases/figures.toml"));
}

#[test]
fn a_figure_holds_in_the_period_that_its_sentence_names() {
    run(include_str!("cases/periods.toml"));
}

#[test]
fn who_is_counted_where_and_by_what_measure_is_read_as_a_reader_would() {
    run(include_str!("cases/parties.toml"));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventCases {
    case: Vec<EventCase>,
}

/// A text and the events of its figures.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventCase {
    text: String,
    events: Vec<WantedEvent>,
}

/// The event of one figure, named by its words; `kind = ""` where it has none. What is not given is not compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WantedEvent {
    figure: String,
    kind: String,
    place: Option<String>,
    date: Option<String>,
    actors: Option<Vec<String>>,
    /// An earlier figure whose event is this one too.
    same: Option<String>,
    /// An earlier figure whose event is another.
    other: Option<String>,
}

#[test]
fn a_count_of_what_happened_has_its_event_and_no_other() {
    let cases: EventCases = toml::from_str(include_str!("cases/events.toml")).expect("the cases are sound TOML");
    let mut faults = Vec::new();
    for case in &cases.case {
        let found = figures(&case.text);
        let event = |text: &str| found.iter().find(|figure| figure.text == text).map(|figure| figure.event.clone());
        for want in &case.events {
            let Some(have) = event(&want.figure) else {
                let texts: Vec<_> = found.iter().map(|figure| &figure.text).collect();
                faults.push(format!("{:?}: no figure {:?} among {texts:?}", case.text, want.figure));
                continue;
            };
            let have = have.as_ref();
            let key = |text: &Option<String>| text.as_deref().and_then(&event).flatten().map(|event| event.key);
            let own = have.map(|event| event.key.clone());
            let mut fault = |what: &str, want_text: Option<&str>, have: String| {
                if want_text.is_some_and(|want| want != have) {
                    faults.push(format!("{:?}: {what} of {:?} is {have:?}, not {want_text:?}", case.text, want.figure));
                }
            };
            fault("event", Some(&want.kind), have.map(|e| e.kind.clone()).unwrap_or_default());
            fault("place", want.place.as_deref(), have.and_then(|e| e.place.clone()).unwrap_or_default());
            fault("date", want.date.as_deref(), have.and_then(|e| e.date).map(|day| day.to_string()).unwrap_or_default());
            let actors = have.map(|e| e.actors.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
            fault("actors", want.actors.as_ref().map(|list| list.join(" ")).as_deref(), actors.unwrap_or_default());
            if want.same.is_some() && key(&want.same) != own || want.other.is_some() && key(&want.other) == own {
                let told = format!(
                    "{:?}: the event of {:?} is {own:?}; same {:?}, other {:?}",
                    case.text, want.figure, want.same, want.other
                );
                faults.push(told);
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Families {
    family: Vec<Family>,
}

/// One measure and the ways of saying it; the first figure of each sentence is meant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    key: String,
    said: Vec<String>,
}

#[test]
fn a_measure_has_one_key_however_it_is_said() {
    let families: Families = toml::from_str(include_str!("cases/keys.toml")).expect("the families are sound TOML");
    let mut faults = Vec::new();
    for family in &families.family {
        for said in &family.said {
            let measure = figures(said).into_iter().find_map(|figure| figure.measure).map(|id| id.to_string());
            if measure.as_deref() != Some(family.key.as_str()) {
                faults.push(format!("{said:?} is {measure:?}, not {:?}", family.key));
            }
        }
    }
    assert!(families.family.len() >= 60, "{} families", families.family.len());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Values {
    /// Surfaces that are no number at all.
    never: Vec<String>,
    value: Vec<Value>,
}

/// One value and the ways of writing it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Value {
    is: f64,
    written: Vec<String>,
}

#[test]
fn a_value_is_the_same_however_it_is_written() {
    let values: Values = toml::from_str(include_str!("cases/numerals.toml")).expect("the values are sound TOML");
    let mut faults = Vec::new();
    for value in &values.value {
        for surface in &value.written {
            let found = figures(&format!("Engineers counted {surface} crates in the depot."));
            let fits = |figure: &&Figure| number(figure.low).is_some_and(|low| near(low, value.is)) && figure.low == figure.high;
            if found.len() != 1 || found.iter().find(fits).is_none() {
                let have: Vec<_> = found.iter().map(|f| (f.text.clone(), number(f.low), number(f.high))).collect();
                faults.push(format!("{surface:?} is {} but reads {have:?}", value.is));
            }
        }
    }
    for surface in &values.never {
        let found = figures(surface);
        if !found.is_empty() {
            faults.push(format!("{surface:?} reads {:?}", found.iter().map(|f| &f.text).collect::<Vec<_>>()));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn endless_numbers_are_read_without_a_panic() {
    for unit in [
        "1",
        "1,",
        "3 million ",
        "million ",
        "from 5 to ",
        "3 thousand 3 thousand ",
        "a ",
        "half a ",
        "1 in 2 in ",
        "- ",
        "May 5 and ",
        "one and a half ",
    ] {
        let text = unit.repeat(3_000);
        let _ = figures(&text);
    }
}

#[test]
fn the_list_of_suite_cases_left_out_gives_every_id_a_reason() {
    let list = include_str!("cases/figures-skip.tsv");
    for line in list.lines() {
        let reason = line.split_once('\t').map(|(_, reason)| reason);
        assert!(
            reason.is_some_and(|r| r.starts_with("convention: ") || r.starts_with("unsupported: ")),
            "{line:?} gives no reason"
        );
    }
}
