//! Calendar dates as headers and date lines write them. Not the dates in running text: those are a tagger's.

use jiff::civil::Date;

/// Reads a whole date from a string that holds one and little else: "2025-11-20", "2025-11-20T08:00:00Z", "20 November 2025",
/// "Nov. 20, 2025", "Thursday, November 20, 2025 03:55 PM", "20.11.2025". A day and a month that could be swapped
/// ("03/04/2025") are not guessed.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| numeric(text)).or_else(|| named(text))
}

/// `2025-11-20` or `2025/11/20`, whatever follows the day.
fn iso(text: &str) -> Option<Date> {
    let head = text.get(..10)?;
    let separator = head.as_bytes().get(4).copied().filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    let mut parts = head.split(char::from(separator));
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let follows_digit = text.as_bytes().get(10).is_some_and(u8::is_ascii_digit);
    if year.len() != 4 || month.len() != 2 || follows_digit {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `20.11.2025` (day first, as everywhere dots are used) or `20/11/2025` where only one reading is a date.
fn numeric(text: &str) -> Option<Date> {
    let token = text.split([' ', ',']).find(|token| token.bytes().next().is_some_and(|b| b.is_ascii_digit()))?;
    let separator = if token.contains('.') { '.' } else { '/' };
    let mut parts = token.trim_end_matches('.').split(separator);
    let (first, second, year) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse::<i16>().ok()?);
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    let day_first = Date::new(year, second, first).ok();
    let month_first = Date::new(year, first, second).ok().filter(|_| separator == '/');
    match (day_first, month_first) {
        (Some(date), None) | (None, Some(date)) => Some(date),
        (Some(a), Some(b)) if a == b => Some(a),
        _ => None,
    }
}

/// A month by name with a day and a year around it.
fn named(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    for token in text.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()) {
        let digits = token.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = (token.get(..digits)?, token.get(digits..)?);
        match (digits, rest) {
            (0, _) if month.is_none() => month = month_named(token),
            (4, "") if year.is_none() => year = number.parse::<i16>().ok(),
            (1 | 2, "" | "st" | "nd" | "rd" | "th") if day.is_none() => day = number.parse::<i8>().ok(),
            _ => {}
        }
        if let (Some(day), Some(month), Some(year)) = (day, month, year) {
            return Date::new(year, month, day).ok();
        }
    }
    None
}

/// The number of an English month, in full or cut to three or four letters.
pub(super) fn month_named(token: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = token.to_ascii_lowercase();
    let whole = lower.len() == 3 || lower == "sept";
    let at = MONTHS.iter().position(|month| *month == lower || (whole && month.starts_with(&lower)))?;
    i8::try_from(at + 1).ok()
}
