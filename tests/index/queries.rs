//! The query language, case by case: `tests/cases/queries.txt` says how each query is read or why it is not.

use super::papers::resolver;
use countersign::index::{Mode, parse};
use proptest::prelude::*;

#[test]
fn queries_are_read_as_the_cases_say() {
    let cases = include_str!("../cases/queries.txt");
    let mut faults = Vec::new();
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (query, expected) = line.split_once("  =>  ").unwrap_or_else(|| panic!("no `=>` in {line}"));
        let found = match parse(query.trim_end(), Mode::Strict, &resolver) {
            Ok(parsed) => parsed.to_string(),
            Err(error) => format!("! {} {}", error.at, error.reason),
        };
        if found != expected.trim() {
            faults.push(format!("{query}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

proptest! {
    #[test]
    fn any_query_is_read_or_refused_within_itself(query in "[ a-z:()\"\\-*\\[\\]TOAND.0-9é“]{0,40}") {
        if let Err(error) = parse(&query, Mode::Strict, &resolver) {
            prop_assert!(error.at <= query.chars().count());
        }
    }

    #[test]
    fn a_query_printed_and_read_again_is_the_same(query in "(title:|text:|-|)(train|\"air defence\"|dro\\*|actor:kyiv|year:2020\\.\\.)( OR | )[a-z]{1,5}") {
        if let Ok(parsed) = parse(&query, Mode::Strict, &resolver) {
            let printed = parsed.to_string();
            let again = parse(&printed, Mode::Strict, &resolver).map(|parsed| parsed.to_string());
            prop_assert_eq!(again.ok(), Some(printed));
        }
    }
}
