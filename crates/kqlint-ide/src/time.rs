//! Spans of time and points in time, in words.

/// Ticks of 100 nanoseconds in a second.
const SECOND: u64 = 10_000_000;

/// The units in which a span is told.
const UNITS: [(&str, u64); 7] = [
    ("day", 86_400 * SECOND),
    ("hour", 3_600 * SECOND),
    ("minute", 60 * SECOND),
    ("second", SECOND),
    ("millisecond", SECOND / 1_000),
    ("microsecond", SECOND / 1_000_000),
    ("tick", 1),
];

/// `1 day 2 hours`
pub(crate) fn span(ticks: i64) -> String {
    let mut rest = ticks.unsigned_abs();
    let mut parts = Vec::new();
    for (unit, size) in UNITS {
        let count = rest / size;
        rest %= size;
        match count {
            0 => {}
            1 => parts.push(format!("1 {unit}")),
            _ => parts.push(format!("{count} {unit}s")),
        }
    }
    if parts.is_empty() {
        return "no time".to_owned();
    }
    let sign = if ticks < 0 { "minus " } else { "" };
    format!("{sign}{}", parts.join(" "))
}

/// `2024-01-31 10:00:00 UTC`, of ticks since the year 1.
pub(crate) fn point(ticks: i64) -> Option<String> {
    let seconds = u64::try_from(ticks).ok()? / SECOND;
    let fraction = u64::try_from(ticks).ok()? % SECOND;
    let (year, month, day) = date(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    let fraction = match fraction {
        0 => String::new(),
        _ => format!(".{fraction:07}").trim_end_matches('0').to_owned(),
    };
    Some(format!(
        "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{fraction} UTC"
    ))
}

/// Year, month and day of a number of days since the first of January of the year 1.
fn date(days: u64) -> (u64, u64, u64) {
    // Counted from the first of March of the year 0, a leap day ends a year.
    let days = days + 306;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = year_of_era + era * 400;
    match month {
        0..10 => (year, month + 3, day),
        _ => (year + 1, month - 9, day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_in_the_largest_units() {
        assert_eq!(span(864_000_000_000), "1 day");
        assert_eq!(span(5_400 * 10_000_000), "1 hour 30 minutes");
        assert_eq!(span(-20_000), "minus 2 milliseconds");
        assert_eq!(span(0), "no time");
        assert!(span(i64::MIN).starts_with("minus "));
    }

    #[test]
    fn points_are_dates() {
        assert_eq!(point(0).unwrap(), "0001-01-01 00:00:00 UTC");
        assert_eq!(
            point(638_422_920_000_000_000).unwrap(),
            "2024-01-31 10:00:00 UTC"
        );
        assert_eq!(
            point(638_448_588_005_000_000).unwrap(),
            "2024-03-01 03:00:00.5 UTC"
        );
        assert_eq!(point(i64::MAX).unwrap().get(..5), Some("29228"));
        assert_eq!(point(-1), None);
    }
}
