//! Windows of time that prose states: "in the last five days".
//!
//! The filters follow a study of real queries that state a window: most of what looks like a contradiction is about absence, an example, another query, or two windows at once.

use std::ops::RangeInclusive;

use kqlint_syntax::TextRange;

use super::{
    Prose,
    words::{Word, sentence},
};

/// Seconds.
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// A window that prose states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The whole phrase, "in the last five days", in bytes of the text.
    pub phrase: TextRange,
    /// The number and the unit, "five days".
    pub amount: TextRange,
    /// How long it may be, in seconds; a month is 28 to 31 days.
    pub seconds: RangeInclusive<u64>,
    /// The number, 1 where there is none.
    pub count: u64,
    /// Whether a number is written.
    pub has_count: bool,
    /// The unit, as a singular word.
    pub unit: &'static str,
}

/// What a text says about windows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Windows {
    /// Windows that the query should cover.
    pub stated: Vec<Window>,
    /// Whether the text speaks of examples, absence or comparisons, so that its windows prove nothing.
    pub is_vague: bool,
}

/// Words that turn a window into something a query does not cover itself.
const VAGUE: &[&str] = &[
    // Data that comes late.
    "late",
    "delay",
    "delayed",
    "delays",
    "lag",
    "latency",
    // Absence and novelty.
    "not",
    "never",
    "no",
    "stopped",
    "stop",
    "inactive",
    "inactivity",
    "new",
    "newly",
    "deleted",
    "missing",
    "without",
    "unused",
    "stale",
    "rare",
    "first",
    "haven't",
    "hasn't",
    "hadn't",
    "didn't",
    "don't",
    "doesn't",
    "isn't",
    "wasn't",
    "weren't",
    "absent",
    "dormant",
    "lack",
    "unseen",
    "older",
    "lost",
    "longer",
    "except",
    "unless",
    "silent",
    // Examples and advice.
    "example",
    "e",
    "eg",
    "change",
    "changed",
    "adjust",
    "increase",
    "decrease",
    "modify",
    "modified",
    "customize",
    "edit",
    "replace",
    "update",
    "updated",
    "default",
    "picker",
    "retention",
    "retained",
    "kept",
    "keeps",
    "if",
    "case",
    "per",
    "specify",
    // Comparisons with another window.
    "compare",
    "compared",
    "comparison",
    "comparing",
    "versus",
    "vs",
    "baseline",
    "than",
    "percent",
    "growth",
    "trend",
    "historical",
    "historically",
    "history",
    "previously",
    "before",
    "prior",
    "against",
    "between",
    // Forecasts.
    "next",
    "forecast",
    "predict",
    "upcoming",
];

/// The windows that a text states.
pub fn windows(prose: &Prose<'_>) -> Windows {
    let mut out = Windows::default();
    // `last`, `past`, `previous`, `preceding`
    let may_say = |hint: &&str| prose.text.contains(*hint);
    if !["ast", "AST", "rev", "REV", "rec", "REC"]
        .iter()
        .any(may_say)
    {
        return out;
    }
    let words = prose.words();
    for index in 0..words.len() {
        let Some(window) = window_at(prose.text, words, index) else {
            continue;
        };
        let around = sentence(words, index);
        out.is_vague |= around
            .iter()
            .any(|word| VAGUE.contains(&word.text.as_ref()));
        out.stated.push(window);
    }
    out
}

/// The window whose "last" or "past" is the word at `index`.
fn window_at(text: &str, words: &[Word<'_>], index: usize) -> Option<Window> {
    let relative = words.get(index)?;
    if !matches!(
        relative.text.as_ref(),
        "last" | "past" | "previous" | "preceding"
    ) {
        return None;
    }
    let next = joined(text, words, index + 1)?;
    let (count, unit_index) = match number(&next.text) {
        Some(count) => (Some(count), index + 2),
        None => (None, index + 1),
    };
    let word = joined(text, words, unit_index)?;
    let (unit, plural) = unit(&word.text)?;
    if count.is_none() && plural {
        return None;
    }
    // "the last day of the month", "last week's"
    if joined(text, words, unit_index + 1)
        .is_some_and(|after| matches!(after.text.as_ref(), "of" | "s"))
    {
        return None;
    }
    let seconds = span(unit, count.unwrap_or(1))?;
    let first = phrase_start(text, words, index);
    let amount_start = words.get(index + 1)?.range.start();
    Some(Window {
        phrase: TextRange::new(first.range.start(), word.range.end()),
        amount: TextRange::new(amount_start, word.range.end()),
        seconds,
        count: count.unwrap_or(1),
        has_count: count.is_some(),
        unit,
    })
}

/// The word at `index`, if only spaces and marks of comments stand before it.
fn joined<'w, 'a>(text: &str, words: &'w [Word<'a>], index: usize) -> Option<&'w Word<'a>> {
    let before = words.get(index.checked_sub(1)?)?;
    let word = words.get(index)?;
    let between = text.get(usize::from(before.range.end())..usize::from(word.range.start()))?;
    (!word.begins
        && between
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '/' | '-' | '*' | '`' | '"')))
    .then_some(word)
}

fn phrase_start<'w, 'a>(text: &str, words: &'w [Word<'a>], index: usize) -> &'w Word<'a> {
    let mut first = index;
    for allowed in [
        &["the"][..],
        &[
            "in", "over", "for", "during", "within", "from", "of", "across",
        ][..],
    ] {
        let joins = joined(text, words, first).is_some();
        let before = first.checked_sub(1).and_then(|before| words.get(before));
        if joins && before.is_some_and(|word| allowed.contains(&word.text.as_ref())) {
            first -= 1;
        }
    }
    &words[first]
}

/// A number in digits or as a word.
pub fn number(word: &str) -> Option<u64> {
    const WORDS: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if let Ok(number) = word.parse() {
        return Some(number).filter(|&number: &u64| number > 0 && number < 100_000);
    }
    match word {
        "thirty" => Some(30),
        "forty" => Some(40),
        "sixty" => Some(60),
        "ninety" => Some(90),
        _ => WORDS
            .iter()
            .position(|&known| known == word)
            .map(|index| index as u64)
            .filter(|&number| number > 0),
    }
}

/// The word for a number that prose would use; digits above ten.
pub fn number_word(number: u64) -> String {
    const WORDS: &[&str] = &[
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    usize::try_from(number)
        .ok()
        .and_then(|index| WORDS.get(index))
        .map_or_else(|| number.to_string(), |&word| word.to_owned())
}

/// A unit as its singular word, and whether the word is a plural.
fn unit(word: &str) -> Option<(&'static str, bool)> {
    Some(match word {
        "second" | "sec" => ("second", false),
        "seconds" | "secs" => ("second", true),
        "minute" | "min" => ("minute", false),
        "minutes" | "mins" => ("minute", true),
        "hour" | "hr" | "h" => ("hour", false),
        "hours" | "hrs" => ("hour", true),
        "day" | "d" => ("day", false),
        "days" => ("day", true),
        "week" => ("week", false),
        "weeks" => ("week", true),
        "month" => ("month", false),
        "months" => ("month", true),
        "quarter" => ("quarter", false),
        "quarters" => ("quarter", true),
        "year" => ("year", false),
        "years" => ("year", true),
        _ => return None,
    })
}

fn span(unit: &str, count: u64) -> Option<RangeInclusive<u64>> {
    let (least, most) = match unit {
        "second" => (1, 1),
        "minute" => (MINUTE, MINUTE),
        "hour" => (HOUR, HOUR),
        "day" => (DAY, DAY),
        "week" => (7 * DAY, 7 * DAY),
        "month" => (28 * DAY, 31 * DAY),
        "quarter" => (84 * DAY, 93 * DAY),
        "year" => (360 * DAY, 366 * DAY),
        _ => return None,
    };
    Some(least.checked_mul(count)?..=most.checked_mul(count)?)
}

#[cfg(test)]
mod tests {
    use super::{Prose, Windows};

    fn windows(text: &str) -> Windows {
        super::windows(&Prose::comment(text))
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u64)]) {
        let found = windows(text);
        assert!(!found.is_vague, "{text}");
        let found: Vec<_> = found
            .stated
            .iter()
            .map(|window| (&text[window.phrase], *window.seconds.start()))
            .collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check_vague(text: &str) {
        assert!(windows(text).is_vague, "{text}");
    }

    #[test]
    fn words_and_digits() {
        check(
            "Get cluster events in the last five days for clusters",
            &[("in the last five days", 432_000)],
        );
        check("last 24 hours", &[("last 24 hours", 86_400)]);
        check(
            "during the past 7days.",
            &[("during the past 7days", 604_800)],
        );
        check("over the last hour", &[("over the last hour", 3_600)]);
        check(
            "// in the last\n// 30 days",
            &[("in the last\n// 30 days", 2_592_000)],
        );
    }

    #[test]
    fn what_follows_the_unit_does_not_matter() {
        check(
            "bandwidth during the last 12 hours in bits/second.",
            &[("during the last 12 hours", 43_200)],
        );
    }

    #[test]
    fn months_are_as_long_as_months_are() {
        let found = windows("for the last 2 months");
        assert_eq!(found.stated[0].seconds, 56 * 86_400..=62 * 86_400);
    }

    #[test]
    fn no_window() {
        check("the last days of the war", &[]);
        check("the last day of the month", &[]);
        check("last sign-in", &[]);
        check("5 days", &[]);
    }

    #[test]
    fn absence_examples_and_comparisons_prove_nothing() {
        check_vague("users that have not signed in in the last 30 days");
        check_vague("e.g. the last 7 days");
        check_vague("compared with the previous 7 days");
    }
}
