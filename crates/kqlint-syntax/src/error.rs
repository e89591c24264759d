//! Syntax errors and what they say.

use text_size::{TextRange, TextSize};

use crate::{token::TokenKind, tree::SyntaxTree};

/// One slip in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where: the token that was found, or an empty range at the end of the text.
    pub range: TextRange,
    /// What is wrong there.
    pub kind: SyntaxErrorKind,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SyntaxErrorKind {
    /// The grammar requires this, in a person's words, and found something else.
    Expected(&'static str),
    /// The grammar has no place for what stands here.
    Unexpected,
    /// A character that is no part of the language.
    UnexpectedCharacter,
    /// A string without its closing quote.
    UnclosedString,
    /// `datetime(…` and its like without the closing bracket.
    UnclosedLiteral,
    /// A `\` that starts no escape, in the string that starts at this byte.
    BadEscape {
        /// The first byte of the string.
        string: u32,
    },
    /// A keyword used as a name, or a name with `-` in it, without `['…']`.
    NameNeedsBrackets,
    /// A guid outside `guid(…)`.
    RawGuid,
    /// A word that is no type.
    UnknownType,
    /// More brackets inside each other than are supported.
    TooDeep,
}

impl SyntaxError {
    /// What is wrong, understandable alone: lower case, no full stop.
    pub fn message(&self, tree: &SyntaxTree) -> String {
        let found = tree.token_at(self.range.start());
        let found = match found.kind() {
            TokenKind::EndOfFile => "the end of the query".to_owned(),
            _ => quoted(
                tree.text()
                    .get(std::ops::Range::<usize>::from(self.range))
                    .filter(|text| !text.is_empty())
                    .unwrap_or(found.text()),
            ),
        };
        match self.kind {
            SyntaxErrorKind::Expected(what) => format!("expected {what}, found {found}"),
            SyntaxErrorKind::Unexpected => format!("unexpected {found}"),
            SyntaxErrorKind::UnexpectedCharacter => format!("{found} is not part of the language"),
            SyntaxErrorKind::UnclosedString => format!("the string {found} has no closing quote"),
            SyntaxErrorKind::UnclosedLiteral => "expected `)` at the end of the literal".to_owned(),
            SyntaxErrorKind::BadEscape { .. } => format!("{found} is not an escape"),
            SyntaxErrorKind::NameNeedsBrackets => {
                format!("{found} is a name only inside brackets and quotes")
            }
            SyntaxErrorKind::RawGuid => {
                format!("a guid is written `guid({})`", found.trim_matches('`'))
            }
            SyntaxErrorKind::UnknownType => format!("{found} is not a type"),
            SyntaxErrorKind::TooDeep => "too many brackets inside each other".to_owned(),
        }
    }

    /// Where an edit that adds what is missing goes: after the last token before the error.
    pub fn insertion_point(&self, tree: &SyntaxTree) -> TextSize {
        let token = tree.token_at(self.range.start());
        token
            .prev_significant()
            .map_or(TextSize::from(0), |token| token.text_range().end())
    }
}

/// User text in backticks, on one line, cut at 40 characters.
fn quoted(text: &str) -> String {
    let mut out: String = text
        .chars()
        .take(40)
        .flat_map(|c| {
            if c.is_control() {
                c.escape_default().collect::<Vec<_>>()
            } else {
                vec![c]
            }
        })
        .collect();
    if text.chars().count() > 40 {
        out.push('…');
    }
    format!("`{out}`")
}
