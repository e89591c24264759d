//! Spans of time as hosts write them: `PT5M`, `P1D`, `14d`, `1.00:00:00`.

use crate::times::SECOND;

/// The ticks of a span; `None` where it isn't one, or has no fixed length.
pub(crate) fn ticks(text: &str) -> Option<i64> {
    let text = text.trim();
    let seconds = match text.strip_prefix(['P', 'p']) {
        Some(rest) => iso(rest)?,
        None => short(text).or_else(|| clock(text))?,
    };
    seconds.checked_mul(SECOND)
}

/// A span as people write it: `7d 1h`.
pub(crate) fn spelled(ticks: i64) -> String {
    const UNITS: [(&str, i64); 4] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];
    let mut rest = ticks / SECOND;
    let mut parts = Vec::new();
    for (unit, seconds) in UNITS {
        if rest >= seconds {
            parts.push(format!("{}{unit}", rest / seconds));
            rest %= seconds;
        }
    }
    match parts.is_empty() {
        true => "0s".to_owned(),
        false => parts.join(" "),
    }
}

/// What follows the `P` of an ISO 8601 duration, in seconds.
fn iso(text: &str) -> Option<i64> {
    let (days, time) = match text.split_once(['T', 't']) {
        Some((days, time)) => (days, time),
        None => (text, ""),
    };
    let days = parts(days, &[('W', 604_800), ('D', 86_400)])?;
    let time = parts(time, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    days.checked_add(time).filter(|&seconds| seconds > 0)
}

fn parts(text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut total = 0_i64;
    let mut digits = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        let (_, size) = units
            .iter()
            .find(|(unit, _)| *unit == c.to_ascii_uppercase())?;
        total = total.checked_add(digits.parse::<i64>().ok()?.checked_mul(*size)?)?;
        digits.clear();
    }
    digits.is_empty().then_some(total)
}

/// `5m`, `1h`, `14d`
fn short(text: &str) -> Option<i64> {
    let unit = text.chars().next_back()?;
    let size = match unit {
        'd' => 86_400,
        'h' => 3_600,
        'm' => 60,
        's' => 1,
        _ => return None,
    };
    let count: i64 = text.strip_suffix(unit)?.parse().ok()?;
    count.checked_mul(size)
}

/// `00:05:00`, `1.00:00:00`
fn clock(text: &str) -> Option<i64> {
    let (days, time) = match text.split_once('.') {
        Some((days, time)) => (days.parse::<i64>().ok()?, time),
        None => (0, text),
    };
    let mut seconds = days.checked_mul(86_400)?;
    let fields: Vec<i64> = time
        .split(':')
        .map(|field| field.parse().ok())
        .collect::<Option<_>>()?;
    let [hours, minutes, rest] = fields.as_slice() else {
        return None;
    };
    for (count, size) in [(hours, 3_600), (minutes, 60), (rest, 1)] {
        seconds = seconds.checked_add(count.checked_mul(size)?)?;
    }
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::{SECOND, spelled, ticks};

    #[test]
    fn spans_are_spelled_in_their_units() {
        assert_eq!(spelled(300 * SECOND), "5m");
        assert_eq!(spelled(169 * 3_600 * SECOND), "7d 1h");
        assert_eq!(spelled(1), "0s");
    }

    #[test]
    fn forms_of_spans() {
        for (text, seconds) in [
            ("PT5M", Some(300)),
            ("P1D", Some(86_400)),
            ("P1DT2H", Some(93_600)),
            ("14d", Some(1_209_600)),
            ("1h", Some(3_600)),
            ("1.00:05:00", Some(86_700)),
            ("P1M", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(ticks(text), seconds.map(|it: i64| it * SECOND), "{text}");
        }
    }
}
