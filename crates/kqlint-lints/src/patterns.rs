//! Regular expressions that are plain to see: nearly all that queries hold.
//!
//! Reading one in full costs more than binding the step that it stands in.

use std::{iter::Peekable, str::Chars};

/// How many brackets are looked into.
const DEPTH: usize = 50;

/// How many groups an expression has that certainly can be read; `None` where a closer look must tell.
pub(crate) fn plain_groups(pattern: &str) -> Option<usize> {
    let mut chars = pattern.chars().peekable();
    let (mut groups, mut depth) = (0, 0_usize);
    // Whether there is something that `*` could repeat.
    let mut repeats = false;
    while let Some(c) = chars.next() {
        repeats = match c {
            // A border of a word, which no class may hold.
            '\\' if chars.next_if(|c| matches!(c, 'b' | 'B')).is_some() => true,
            '\\' => escape(&mut chars)?,
            '[' => class(&mut chars)?,
            '(' => {
                let is_special = chars.next_if_eq(&'?').is_some();
                if is_special && chars.next_if_eq(&'i').is_some() {
                    // `(?i)` stands alone.
                    chars.next_if_eq(&')')?;
                } else if is_special {
                    chars.next_if_eq(&':')?;
                    depth += 1;
                } else {
                    groups += 1;
                    depth += 1;
                }
                false
            }
            ')' => {
                depth = depth.checked_sub(1)?;
                true
            }
            '*' | '+' | '?' if repeats => {
                chars.next_if_eq(&'?');
                false
            }
            '{' if repeats => {
                count(&mut chars)?;
                chars.next_if_eq(&'?');
                false
            }
            '*' | '+' | '?' | '{' => return None,
            '|' | '^' | '$' => false,
            _ => true,
        };
        if depth > DEPTH {
            return None;
        }
    }
    (depth == 0).then_some(groups)
}

/// What follows a `{`: `3}`, `3,}`, `3,5}`.
fn count(chars: &mut Peekable<Chars<'_>>) -> Option<()> {
    let from = number(chars)?;
    if chars.next_if_eq(&',').is_some() && chars.peek() != Some(&'}') {
        (from <= number(chars)?).then_some(())?;
    }
    chars.next_if_eq(&'}').map(|_| ())
}

/// A number of at most three digits.
fn number(chars: &mut Peekable<Chars<'_>>) -> Option<u32> {
    let mut out = None;
    while let Some(digit) = chars.peek().and_then(|it| it.to_digit(10)) {
        chars.next();
        out = Some(out.unwrap_or(0) * 10 + digit);
        out.filter(|it| *it < 1000)?;
    }
    out
}

/// What follows a `\`, where it stands for one character or a class of them.
fn escape(chars: &mut Peekable<Chars<'_>>) -> Option<bool> {
    let c = chars.next()?;
    let is_known = matches!(c, 'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'n' | 'r' | 't')
        || c.is_ascii_punctuation() && !matches!(c, '<' | '>');
    is_known.then_some(true)
}

/// What follows a `[`: letters and digits, ranges of them, and what stands for itself.
fn class(chars: &mut Peekable<Chars<'_>>) -> Option<bool> {
    chars.next_if_eq(&'^');
    let mut last = None;
    loop {
        let c = chars.next()?;
        last = match c {
            ']' => return last.map(|_| true),
            '[' | '&' | '~' => return None,
            // At the end it stands for itself.
            '-' if chars.peek() == Some(&']') => Some(c),
            '-' => {
                let (low, high) = (last?, chars.next()?);
                let is_range = low <= high && low.is_alphanumeric() && high.is_alphanumeric();
                is_range.then_some(Some('-'))?
            }
            '\\' => escape(chars).map(|_| c),
            _ => Some(c),
        };
        last?;
    }
}

#[cfg(test)]
mod tests {
    use super::plain_groups;

    #[test]
    fn plain_patterns() {
        for (pattern, groups) in [
            ("", 0),
            ("abc", 0),
            (r"^\d+\.(\w*)$", 1),
            ("(a|b)+?(?:c)*", 1),
            (r"[^a-z0-9_.\-]+@[A-Z-]", 0),
            (r#"User: ([^"]+)""#, 1),
            (r"\bab\B", 0),
            (r"(?i)\d{1,3}(\.\d{3}){2,}?", 1),
        ] {
            assert_eq!(plain_groups(pattern), Some(groups), "{pattern}");
        }
    }

    #[test]
    fn others_need_a_closer_look() {
        for pattern in [
            "(",
            ")",
            "[a",
            "[z-a]",
            "[]a]",
            "[a&&b]",
            r"[\b]",
            r"\",
            r"\1",
            "*a",
            "a**",
            "(?is)a",
            "a{2",
            "a{3,2}",
            "a{1000}",
            "{2}",
            "a{2}{3}",
            r"\p{L}",
            "(?<n>a)",
            "[[:alpha:]]",
            "a|*",
        ] {
            assert_eq!(plain_groups(pattern), None, "{pattern}");
        }
    }
}
