//! How finely prose says that time is cut: "per hour", "daily".

use kqlint_syntax::TextRange;

use super::Prose;

/// "per hour", in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Granularity {
    /// The whole phrase.
    pub phrase: TextRange,
    /// The unit in seconds.
    pub seconds: i64,
}

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Every granularity that a text states.
pub fn granularities(prose: &Prose<'_>) -> Vec<Granularity> {
    let may_say = |hint: &&str| prose.text.contains(*hint);
    if !["per ", "Per ", "PER ", "ourly", "aily"]
        .iter()
        .any(may_say)
    {
        return Vec::new();
    }
    let words = prose.words();
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let single = match word.text.as_ref() {
            "hourly" => Some(HOUR),
            "daily" => Some(DAY),
            _ => None,
        };
        if let Some(seconds) = single {
            out.push(Granularity {
                phrase: word.range,
                seconds,
            });
        }
        // "each hour" and "every hour" speak of the rows as often as of the result.
        let unit = words.get(at + 1).filter(|_| word.text == "per");
        let seconds = unit.and_then(|unit| match unit.text.as_ref() {
            "minute" => Some(60),
            "hour" => Some(HOUR),
            "day" => Some(DAY),
            "week" => Some(7 * DAY),
            _ => None,
        });
        if let (Some(unit), Some(seconds)) = (unit, seconds) {
            out.push(Granularity {
                phrase: word.range.cover(unit.range),
                seconds,
            });
        }
    }
    out
}

/// Whether a text names a size of bins: "5 minute", "in 5m steps", "by hour".
pub(crate) fn names_size(prose: &Prose<'_>, seconds: i64) -> bool {
    const UNITS: [(i64, &[&str]); 4] = [
        (60, &["m", "min", "mins", "minute", "minutes"]),
        (HOUR, &["h", "hour", "hourly", "hours", "hr", "hrs"]),
        (DAY, &["d", "daily", "day", "days"]),
        (7 * DAY, &["week", "weekly", "weeks"]),
    ];
    let words = prose.words();
    words.iter().enumerate().any(|(at, word)| {
        let unit = UNITS
            .iter()
            .find(|(_, names)| names.contains(&word.text.as_ref()));
        let Some((length, _)) = unit else {
            return false;
        };
        let before = at.checked_sub(1).and_then(|it| words.get(it));
        match before.and_then(|it| it.text.parse::<i64>().ok()) {
            Some(count) => count.saturating_mul(*length) == seconds,
            None => word.text.len() > 1 && *length == seconds,
        }
    })
}
