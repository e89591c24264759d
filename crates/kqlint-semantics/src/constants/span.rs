//! Spans of time: `5d`, `1.5h`, `timespan(1.02:03:04)`.

use super::{TICKS_PER_DAY, TICKS_PER_SECOND};

/// The ticks of a literal's text, without `timespan(…)` around it.
pub(super) fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.contains(':') {
        return clock(text);
    }
    let (text, sign) = match text.strip_prefix('-') {
        Some(rest) => (rest.trim_start(), -1.0),
        None => (text, 1.0),
    };
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let number: f64 = text.get(..end)?.parse().ok()?;
    let unit = unit(text.get(end..)?.trim())?;
    ticks(sign * number * unit)
}

/// The ticks of one unit.
fn unit(name: &str) -> Option<f64> {
    let second = TICKS_PER_SECOND as f64;
    Some(match name.to_ascii_lowercase().as_str() {
        "" | "d" | "day" | "days" => 86_400.0 * second,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3_600.0 * second,
        "m" | "min" | "minute" | "minutes" => 60.0 * second,
        "s" | "sec" | "second" | "seconds" => second,
        "ms" | "milli" | "millis" | "millisec" | "millisecond" | "milliseconds" => second / 1e3,
        "micro" | "micros" | "microsec" | "microsecond" | "microseconds" => second / 1e6,
        "nano" | "nanos" | "nanosec" | "nanosecond" | "nanoseconds" => second / 1e9,
        "tick" | "ticks" => 1.0,
        _ => return None,
    })
}

/// `1.02:03:04.5`: days, hours, minutes, seconds.
fn clock(text: &str) -> Option<i64> {
    let (text, sign) = match text.strip_prefix('-') {
        Some(rest) => (rest, -1.0),
        None => (text, 1.0),
    };
    let mut parts = text.split(':');
    let first = parts.next()?;
    let (days, hours) = match first.split_once('.') {
        Some((days, hours)) => (days.parse::<f64>().ok()?, hours.parse::<f64>().ok()?),
        None => (0.0, first.parse::<f64>().ok()?),
    };
    let minutes: f64 = parts.next()?.parse().ok()?;
    let seconds: f64 = match parts.next() {
        Some(seconds) => seconds.parse().ok()?,
        None => 0.0,
    };
    let total = ((days * 24.0 + hours) * 60.0 + minutes) * 60.0 + seconds;
    ticks(sign * total * TICKS_PER_SECOND as f64)
}

fn ticks(value: f64) -> Option<i64> {
    let limit = (TICKS_PER_DAY as f64) * 20_000_000.0;
    (value.abs() < limit).then_some(value.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_clocks_are_read() {
        assert_eq!(parse("5d"), Some(5 * TICKS_PER_DAY));
        assert_eq!(parse("1.5h"), Some(TICKS_PER_DAY / 16));
        assert_eq!(parse("10ms"), Some(TICKS_PER_SECOND / 100));
        assert_eq!(parse("1tick"), Some(1));
        assert_eq!(parse("2"), Some(2 * TICKS_PER_DAY));
        assert_eq!(parse("-1d"), Some(-TICKS_PER_DAY));
        assert_eq!(parse("1.12:00"), Some(TICKS_PER_DAY * 3 / 2));
        assert_eq!(parse("00:00:01.5"), Some(TICKS_PER_SECOND * 3 / 2));
    }

    #[test]
    fn other_text_is_nothing() {
        for text in [
            "",
            "d",
            "1x",
            "null",
            "1:2:x",
            "1e400d",
            "99999999999999999999d",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
