//! Points in time: `datetime(2024-05-01 10:00)`.

use super::{TICKS_PER_DAY, TICKS_PER_SECOND};

/// The ticks since the year 1 of a literal's text, without `datetime(…)` around it.
pub fn parse(text: &str) -> Option<i64> {
    let text = text.trim().trim_matches(['"', '\'']);
    let text = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, time.trim()),
        None => (text, ""),
    };
    let days = day(date)?;
    Some(days * TICKS_PER_DAY + clock(time)?)
}

/// Days since the year 1: `2024-05-01`, `2024-05`, `2024`, `5/1/2024`.
fn day(date: &str) -> Option<i64> {
    let separator = if date.contains('/') { '/' } else { '-' };
    let mut parts = date.split(separator).map(str::parse::<i64>);
    let first = parts.next()?.ok()?;
    let second = parts.next().unwrap_or(Ok(1)).ok()?;
    let third = parts.next().unwrap_or(Ok(1)).ok()?;
    let (year, month, day) = if separator == '/' && first <= 12 && third > 31 {
        (third, first, second)
    } else {
        (first, second, third)
    };
    let is_date = (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && parts.next().is_none();
    is_date.then(|| days_before(year, month) + day - 1)
}

/// Days from the first of January of the year 1 to the first of that month.
fn days_before(year: i64, month: i64) -> i64 {
    // Counting years from March puts the leap day last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 - 306
}

/// `10:00`, `10:00:01.5`.
fn clock(time: &str) -> Option<i64> {
    if time.is_empty() {
        return Some(0);
    }
    let mut parts = time.split(':');
    let hours: i64 = parts.next()?.parse().ok()?;
    let minutes: i64 = parts.next().unwrap_or("0").parse().ok()?;
    let seconds: f64 = parts.next().unwrap_or("0").parse().ok()?;
    let is_time =
        (0..24).contains(&hours) && (0..60).contains(&minutes) && (0.0..61.0).contains(&seconds);
    let whole = (hours * 60 + minutes) * 60 * TICKS_PER_SECOND;
    is_time.then(|| whole + (seconds * TICKS_PER_SECOND as f64).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_count_from_the_year_1() {
        assert_eq!(parse("0001-01-01"), Some(0));
        assert_eq!(parse("1970-01-01"), Some(719_162 * TICKS_PER_DAY));
        assert_eq!(parse("2000-03-01"), Some(730_179 * TICKS_PER_DAY));
        let noon = 719_162 * TICKS_PER_DAY + TICKS_PER_DAY / 2;
        assert_eq!(parse("1970-01-01T12:00:00Z"), Some(noon));
        assert_eq!(parse("1970-01-01 12:00"), Some(noon));
        assert_eq!(parse("1/1/1970"), parse("1970-01-01"));
    }

    #[test]
    fn other_text_is_nothing() {
        for text in [
            "",
            "null",
            "2024-13-01",
            "2024-01-01 25:00",
            "tomorrow",
            "1-2-3-4",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
