//! Marks of other languages, read as what their author meant, so that the rest of the query is still parsed.

use super::Lexed;
use crate::{error::SyntaxErrorKind, token::TokenKind};

/// `&&`, a string in typographic quotes or a name in backticks.
pub(super) fn token(lexed: &mut Lexed<'_>, start: usize) -> Option<(TokenKind, usize)> {
    let rest = lexed.text.get(start..)?;
    let first = rest.chars().next()?;
    let (kind, length, error) = match first {
        '&' if rest.starts_with("&&") => (TokenKind::AndKw, 2, SyntaxErrorKind::Foreign("and")),
        '`' => {
            let length = enclosed(rest, &['`'])?;
            (TokenKind::Identifier, length, SyntaxErrorKind::Backticks)
        }
        '“' | '”' | '„' => {
            let length = enclosed(rest, &['“', '”', '"'])?;
            (
                TokenKind::StringLiteral,
                length,
                SyntaxErrorKind::SmartQuotes,
            )
        }
        '‘' | '’' | '‚' => {
            let length = enclosed(rest, &['‘', '’', '\''])?;
            (
                TokenKind::StringLiteral,
                length,
                SyntaxErrorKind::SmartQuotes,
            )
        }
        _ => return None,
    };
    lexed.error(start, start + length, error);
    Some((kind, start + length))
}

/// Bytes of what starts with a mark and ends with one of `closing` on the same line.
fn enclosed(text: &str, closing: &[char]) -> Option<usize> {
    let first = text.chars().next()?.len_utf8();
    let line = text.get(first..)?.split(['\r', '\n']).next()?;
    let (at, mark) = line
        .char_indices()
        .find(|(_, c)| closing.contains(c))
        .filter(|(at, _)| *at > 0)?;
    Some(first + at + mark.len_utf8())
}

/// `/* … */`
pub(super) fn comment(lexed: &mut Lexed<'_>, start: usize) -> Option<(TokenKind, usize)> {
    let rest = lexed.text.get(start..)?.strip_prefix("/*")?;
    if lexed.open_comment {
        return None;
    }
    let Some(length) = rest.find("*/") else {
        // Nothing further on closes one either.
        lexed.open_comment = true;
        return None;
    };
    let end = start + length + 4;
    lexed.error(start, end, SyntaxErrorKind::BlockComment);
    Some((TokenKind::Comment, end))
}
