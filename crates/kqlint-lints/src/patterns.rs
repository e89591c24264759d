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
            '\\' => escape(&mut chars)?,
            '[' => class(&mut chars)?,
            '(' => {
                if chars.next_if_eq(&'?').is_none() {
                    groups += 1;
                } else {
                    chars.next_if_eq(&':')?;
                }
                depth += 1;
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
            r"\",
            r"\1",
            "*a",
            "a**",
            "(?i)a",
            "a{2}",
            r"\p{L}",
            "(?<n>a)",
            "[[:alpha:]]",
            "a|*",
        ] {
            assert_eq!(plain_groups(pattern), None, "{pattern}");
        }
    }
}
