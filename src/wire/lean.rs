//! JSON to be stored: without what is null, which is half of a figure's record. Whoever reads it takes what is missing as absent. It is
//! never what leaves the program, where absent is `null`.

/// A value as one line of JSON without members that are null.
pub fn lean<T: serde::Serialize>(value: &T) -> String {
    let whole = super::line(value);
    let (mut lean, mut rest) = (String::with_capacity(whole.len()), whole.as_str());
    while let Some(end) = rest.find(":null") {
        let (member, after) = (rest.get(..end).unwrap_or_default(), rest.get(end + ":null".len()..).unwrap_or_default());
        lean.push_str(member);
        rest = after;
        // Inside a string the quotation mark of a name would be escaped, and what follows would be no end of a member.
        if after.starts_with([',', '}'])
            && let Some(start) = name(&lean)
        {
            lean.truncate(start);
            rest = match (lean.ends_with(','), after.strip_prefix(',')) {
                (true, None) => {
                    lean.pop();
                    after
                }
                (_, behind) => behind.unwrap_or(after),
            };
        } else {
            lean.push_str(":null");
        }
    }
    lean.push_str(rest);
    lean
}

/// Where the name of a member begins that ends here, if one does.
fn name(json: &str) -> Option<usize> {
    let inner = json.strip_suffix('"').filter(|inner| !inner.ends_with('\\'))?;
    let start = inner.rfind('"')?;
    let before = inner.get(..start)?;
    before.ends_with(['{', ',']).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::lean;
    use serde_json::{Value, json};

    fn without_null(value: &Value) -> Value {
        match value {
            Value::Object(map) => map
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name.clone(), without_null(value)))
                .collect(),
            Value::Array(list) => list.iter().map(without_null).collect(),
            other => other.clone(),
        }
    }

    #[test]
    fn members_that_are_null_go_and_nothing_else() {
        for value in [
            json!({}),
            json!({"a": null}),
            json!({"a": null, "b": 1}),
            json!({"a": 1, "b": null, "c": null}),
            json!({"a": null, "b": [null, {"c": null}, "null"], "d": "x"}),
            json!({"a": "b\":null,", "c": "\"a\":null}", "d": ",\"e\":null,", "f": {"g": null, "h": null}}),
            json!({"a": "{\"", "b": "x:null", "c": ":null,\"d\":null"}),
        ] {
            let lean = lean(&value);
            assert_eq!(serde_json::from_str::<Value>(&lean).ok(), Some(without_null(&value)), "{lean}");
        }
    }
}
