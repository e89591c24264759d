//! What stands behind `ignore`: `[rule, other-rule] until 2027-01-31 reason`.

use jiff::civil::Date;
use kqlint_syntax::Directive;
use text_size::{TextRange, TextSize};

/// The rules that a comment names, and what it says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List<'t> {
    pub(super) names: Vec<Name<'t>>,
    /// The last day on which the findings are silent.
    pub(super) until: Option<Date>,
    /// Why they are fine; empty where the comment doesn't say.
    pub(super) reason: &'t str,
}

/// The name of a rule or a group, in the text that the comment stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name<'t> {
    pub(super) text: &'t str,
    pub(super) range: TextRange,
}

/// Why a comment can't be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) range: TextRange,
    pub(super) message: String,
    /// The word that was probably meant there.
    pub(super) meant: Option<&'static str>,
}

impl Problem {
    pub(super) fn new(range: TextRange, message: impl Into<String>) -> Self {
        Self {
            range,
            message: message.into(),
            meant: None,
        }
    }
}

/// Reads what follows the word of a directive.
pub(super) fn read<'t>(directive: &Directive<'t>) -> Result<List<'t>, Problem> {
    let (rest, start) = (directive.rest, directive.rest_range.start());
    let inside = rest.strip_prefix('[').ok_or_else(|| {
        Problem::new(
            directive.word_range,
            format!(
                "expected `[` and the names of rules after `{}`",
                directive.word
            ),
        )
    })?;
    let Some((inside, after)) = inside.split_once(']') else {
        let open = TextRange::at(start, TextSize::of('['));
        return Err(Problem::new(open, "expected `]` after the names of rules"));
    };
    let names = names(inside, start + TextSize::of('['))?;
    let after_start = start + TextSize::of(rest) - TextSize::of(after);
    let (until, reason) = until(after, after_start)?;
    Ok(List {
        names,
        until,
        reason,
    })
}

fn names(list: &str, start: TextSize) -> Result<Vec<Name<'_>>, Problem> {
    let mut out = Vec::new();
    let mut at = start;
    for part in list.split(',') {
        let leading = TextSize::of(part) - TextSize::of(part.trim_start());
        let text = part.trim();
        let range = TextRange::at(at + leading, TextSize::of(text));
        if text.is_empty() {
            return Err(Problem::new(range, "expected the name of a rule"));
        }
        out.push(Name { text, range });
        at += TextSize::of(part) + TextSize::of(',');
    }
    Ok(out)
}

/// The day behind `until`, and the reason around it. In the middle of a reason the
/// word is one like others unless a date follows.
fn until(text: &str, start: TextSize) -> Result<(Option<Date>, &str), Problem> {
    let mut words = text.split_whitespace().peekable();
    let mut is_first = true;
    while let Some(word) = words.next() {
        if word == "until" && (is_first || words.peek().is_some_and(|it| looks_like_date(it))) {
            let day = words.peek().copied().unwrap_or_default();
            let at = if day.is_empty() { word } else { day };
            let trimmed = day.trim_end_matches(['.', ',', ';', ':']);
            let Some(date) = date(trimmed) else {
                let range = TextRange::at(start + offset(text, at), TextSize::of(at));
                let message = "expected a day such as `2027-01-31` after `until`";
                return Err(Problem::new(range, message));
            };
            let before = text.get(..offset(text, word).into()).unwrap_or_default();
            let end = usize::from(offset(text, day)) + day.len();
            let after = text.get(end..).unwrap_or_default().trim();
            return Ok((
                Some(date),
                if after.is_empty() {
                    before.trim()
                } else {
                    after
                },
            ));
        }
        is_first = false;
    }
    Ok((None, text.trim()))
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> TextSize {
    let distance = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    TextSize::try_from(distance).unwrap_or_default()
}

fn looks_like_date(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(['-', '.', '/'])
}

fn date(word: &str) -> Option<Date> {
    (word.len() == "2027-01-31".len())
        .then(|| word.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Result<List<'_>, Problem> {
        read(&Directive::read(text, 0.into()).expect("a directive"))
    }

    #[track_caller]
    fn check(text: &str, names: &[&str], until: Option<&str>, reason: &str) {
        let found = list(text).expect("a list");
        let found_names: Vec<_> = found.names.iter().map(|it| it.text).collect();
        assert_eq!(found_names, names);
        assert_eq!(found.until.map(|it| it.to_string()).as_deref(), until);
        assert_eq!(found.reason, reason);
        for name in &found.names {
            assert_eq!(&text[std::ops::Range::<usize>::from(name.range)], name.text);
        }
    }

    #[track_caller]
    fn fails(text: &str, at: &str, message: &str) {
        let problem = list(text).expect_err("a problem");
        assert_eq!(&text[std::ops::Range::<usize>::from(problem.range)], at);
        assert_eq!(problem.message, message);
    }

    #[test]
    fn names_a_day_and_a_reason() {
        check("kqlint: ignore[a]", &["a"], None, "");
        check("kqlint: ignore [ a ,b]  why", &["a", "b"], None, "why");
        check(
            "kqlint: ignore[a] until 2027-01-31 we move",
            &["a"],
            Some("2027-01-31"),
            "we move",
        );
        check(
            "kqlint: ignore[a] we move, until 2027-01-31.",
            &["a"],
            Some("2027-01-31"),
            "we move,",
        );
        check(
            "kqlint: ignore[a] kept until 2 teams agree",
            &["a"],
            None,
            "kept until 2 teams agree",
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        fails(
            "kqlint: ignore",
            "ignore",
            "expected `[` and the names of rules after `ignore`",
        );
        fails(
            "kqlint: ignore[a",
            "[",
            "expected `]` after the names of rules",
        );
        fails("kqlint: ignore[]", "", "expected the name of a rule");
        fails("kqlint: ignore[a,]", "", "expected the name of a rule");
        let message = "expected a day such as `2027-01-31` after `until`";
        fails("kqlint: ignore[a] until", "until", message);
        fails("kqlint: ignore[a] until spring", "spring", message);
        fails("kqlint: ignore[a] until 2027-02-30", "2027-02-30", message);
        fails(
            "kqlint: ignore[a] why until 31.1.2027",
            "31.1.2027",
            message,
        );
    }
}
