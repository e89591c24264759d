//! Comments that speak to kqlint: `// kqlint: ignore[long-window] a yearly report`.
//!
//! A *directive* is such a comment: its *word* says what it asks for, its *rest* is what follows.
//! What a word means, and how its rest is read, is the business of whoever knows the word.

use text_size::{TextRange, TextSize};

use crate::tree::{SyntaxToken, SyntaxTree};

/// What a comment begins with that speaks to kqlint.
const MARK: &str = "kqlint:";

/// A comment that speaks to kqlint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Directive<'t> {
    /// The comment, with its marks.
    pub range: TextRange,
    /// What it asks for: letters, digits, `-` and `_`. Empty where there is no word.
    pub word: &'t str,
    /// Where the word stands.
    pub word_range: TextRange,
    /// What follows the word, without white space around it.
    pub rest: &'t str,
    /// Where the rest stands.
    pub rest_range: TextRange,
}

impl<'t> Directive<'t> {
    /// Reads a comment of a query.
    pub fn of(comment: SyntaxToken<'t>) -> Option<Self> {
        let range = comment.text_range();
        let body = comment.text().trim_start_matches('/');
        let directive = Self::read(body, range.end() - TextSize::of(body))?;
        Some(Self { range, ..directive })
    }

    /// Reads what stands between the marks of a comment; `start` is where that is.
    /// [`Directive::range`] is the range of `text`.
    pub fn read(text: &'t str, start: TextSize) -> Option<Self> {
        let after = text.trim_start().strip_prefix(MARK)?.trim_start();
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let word_end = after.find(|c| !is_word(c)).unwrap_or(after.len());
        let (word, rest) = after.split_at_checked(word_end)?;
        let rest_start = text.len() - rest.trim_start().len();
        let at = |offset: usize, len: usize| {
            TextRange::at(start + TextSize::from(offset as u32), (len as u32).into())
        };
        let rest = rest.trim();
        Some(Self {
            range: at(0, text.len()),
            word,
            word_range: at(text.len() - after.len(), word.len()),
            rest,
            rest_range: at(rest_start, rest.len()),
        })
    }
}

impl SyntaxTree {
    /// The comments that speak to kqlint, in the order of the text.
    pub fn directives(&self) -> impl Iterator<Item = Directive<'_>> {
        self.comments().filter_map(Directive::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let tree = parse(text);
        let found: Vec<_> = tree.directives().collect();
        let parts: Vec<_> = found.iter().map(|it| (it.word, it.rest)).collect();
        assert_eq!(parts, expected);
        for directive in found {
            let slice = |range: TextRange| &text[std::ops::Range::<usize>::from(range)];
            assert!(slice(directive.range).starts_with("//"));
            assert_eq!(slice(directive.word_range), directive.word);
            assert_eq!(slice(directive.rest_range), directive.rest);
        }
    }

    #[test]
    fn the_word_ends_where_the_rest_begins() {
        check(
            "// kqlint: ignore[a, b] because\nT // kqlint:table  T (a: long) ",
            &[("ignore", "[a, b] because"), ("table", "T (a: long)")],
        );
    }

    #[test]
    fn other_comments_and_strings_are_none() {
        check(
            "// kqlint is a linter: see kqlint: ignore\nprint '// kqlint: ignore[a]'",
            &[],
        );
    }

    #[test]
    fn a_word_may_be_missing() {
        check("//kqlint:\r\n/// kqlint: [ä]", &[("", ""), ("", "[ä]")]);
    }
}
