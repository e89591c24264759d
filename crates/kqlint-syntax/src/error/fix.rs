//! The edit that cures a syntax error.

use text_size::{TextRange, TextSize};

use super::{SyntaxError, SyntaxErrorKind, explain, familiar, words};
use crate::{
    token::TokenKind,
    tree::{SyntaxToken, SyntaxTree},
};

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxFix {
    /// The menu entry: "Insert `|`".
    pub title: String,
    /// What is replaced.
    pub range: TextRange,
    /// What stands there afterwards.
    pub replacement: String,
}

pub(super) fn edit(
    title: impl Into<String>,
    range: TextRange,
    replacement: impl Into<String>,
) -> Option<SyntaxFix> {
    Some(SyntaxFix {
        title: title.into(),
        range,
        replacement: replacement.into(),
    })
}

/// The edit where only one is likely.
pub(super) fn fix(error: &SyntaxError, tree: &SyntaxTree) -> Option<SyntaxFix> {
    if error.is_in_foreign_comment(tree) {
        return None;
    }
    if let Some(familiar) = familiar::find(error, tree) {
        return familiar.fix;
    }
    let found = tree.token_at(error.range.start());
    let text = error.text(tree);
    match error.kind {
        SyntaxErrorKind::Expected(what) => expected(error, tree, what, found),
        SyntaxErrorKind::Unexpected if text == "=" && explain::is_condition(error, tree) => {
            edit("Compare with `==`", error.range, "==")
        }
        SyntaxErrorKind::Unexpected if explain::lacks_pipe(found) => insert_pipe(error),
        SyntaxErrorKind::Unexpected => match words::in_lower_case(text) {
            Some(lower) => edit(format!("Write `{lower}`"), error.range, lower),
            None if matches!(text, ")" | "]" | "}") => remove(found),
            None => None,
        },
        SyntaxErrorKind::UnknownOperator => {
            let lower = words::in_lower_case(text);
            let known = lower.or_else(|| words::nearest_operator(text))?;
            edit(format!("Write `{known}`"), error.range, known)
        }
        SyntaxErrorKind::Foreign("not") => None,
        SyntaxErrorKind::Foreign(instead) => {
            edit(format!("Write `{instead}`"), error.range, instead)
        }
        SyntaxErrorKind::UnclosedBracket(close) => {
            let rest = tree.text().get(usize::from(error.range.end())..)?;
            let end = tree.token_at(TextSize::of(tree.text()));
            let last = end.prev_significant()?;
            if rest.contains(['|', ';', '\n']) {
                return None;
            }
            let insert = TextRange::empty(last.text_range().end());
            edit(format!("Insert `{close}`"), insert, close)
        }
        SyntaxErrorKind::SmartQuotes => edit("Write straight quotes", error.range, straight(text)?),
        SyntaxErrorKind::Backticks => {
            let name = text.trim_matches('`');
            edit(
                "Put the name in brackets",
                error.range,
                format!("['{name}']"),
            )
        }
        SyntaxErrorKind::UnclosedString => {
            let quote = text.chars().find(|c| matches!(c, '"' | '\''))?;
            if text.contains([')', ']', '|', '\\']) {
                return None;
            }
            edit(
                "Close the string",
                TextRange::empty(error.range.end()),
                quote,
            )
        }
        SyntaxErrorKind::UnclosedLiteral => {
            edit("Insert `)`", TextRange::empty(error.range.end()), ")")
        }
        SyntaxErrorKind::BadEscape { string } => edit(
            "Make the string verbatim",
            TextRange::empty(string.into()),
            "@",
        ),
        SyntaxErrorKind::NameNeedsBrackets => edit(
            "Put the name in brackets",
            error.range,
            format!("['{text}']"),
        ),
        SyntaxErrorKind::RawGuid => {
            edit("Wrap it in `guid()`", error.range, format!("guid({text})"))
        }
        _ => None,
    }
}

fn expected(
    error: &SyntaxError,
    tree: &SyntaxTree,
    what: &str,
    found: SyntaxToken<'_>,
) -> Option<SyntaxFix> {
    let before = found.prev_significant()?;
    if let Some(lower) = words::in_lower_case(found.text()) {
        return edit(format!("Write `{lower}`"), found.text_range(), lower);
    }
    if what == "`,`" && explain::lacks_pipe(found) {
        return insert_pipe(error);
    }
    let twice = matches!(
        found.kind(),
        TokenKind::AndKw
            | TokenKind::OrKw
            | TokenKind::Pipe
            | TokenKind::Comma
            | TokenKind::Semicolon
    );
    if twice && before.kind() == found.kind() {
        return remove(found);
    }
    match (what, found.text()) {
        ("`,`", "descending") => return edit("Write `desc`", error.range, "desc"),
        ("`,`", "ascending") => return edit("Write `asc`", error.range, "asc"),
        ("`=`", "==") => return edit("Write `=`", error.range, "="),
        _ => {}
    }
    let insert = TextRange::empty(error.insertion_point(tree));
    match what {
        "`|`" => insert_pipe(error),
        "`,`" if !separates(before, found) => None,
        "`)`" | "`]`" | "`}`" if !ends_step(found.kind()) => None,
        "`,`" => edit("Insert `,`", insert, ",").filter(|it| cures(tree, it)),
        "`)`" | "`]`" | "`}`" | "`;`" => {
            edit(format!("Insert {what}"), insert, what.trim_matches('`'))
        }
        "`by`" if !ends_step(found.kind()) => edit("Insert `by`", insert, " by"),
        _ => {
            let ends = ends_step(found.kind()) || found.kind() == TokenKind::ByKw;
            let surplus = match before.kind() {
                TokenKind::Comma => true,
                TokenKind::Pipe => found.kind() != TokenKind::RParen,
                _ => false,
            };
            if !(ends && surplus) {
                return None;
            }
            edit(
                format!("Remove the last `{}`", before.text()),
                before.text_range(),
                "",
            )
        }
    }
}

/// Whether a comma between two tokens makes two items of them for certain: neither is a keyword, and the second is all there is of its item or goes on with a mark.
fn separates(before: SyntaxToken<'_>, found: SyntaxToken<'_>) -> bool {
    let next = found.next_significant().map(|next| next.kind());
    let goes_on = next.is_some_and(|next| next == TokenKind::Identifier || next.is_literal());
    !before.kind().is_keyword() && !found.kind().is_keyword() && !goes_on
}

/// Whether an edit leaves fewer errors, none of them new. Looked at only where there are
/// few, since the text is parsed again.
fn cures(tree: &SyntaxTree, fix: &SyntaxFix) -> bool {
    const MOST: usize = 8;
    let count = tree.errors().len();
    if count > MOST {
        return false;
    }
    let mut text = tree.text().to_owned();
    text.replace_range(std::ops::Range::<usize>::from(fix.range), &fix.replacement);
    tree.parse_alike(&text).errors().len() < count
}

/// Whether a token of this kind ends what a step holds.
pub(super) fn ends_step(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::EndOfFile
            | TokenKind::Pipe
            | TokenKind::Semicolon
            | TokenKind::RParen
            | TokenKind::RBracket
            | TokenKind::RBrace
    )
}

fn insert_pipe(error: &SyntaxError) -> Option<SyntaxFix> {
    edit("Insert `|`", TextRange::empty(error.range.start()), "| ")
}

/// Takes a token out, with the white space before it.
pub(super) fn remove(token: SyntaxToken<'_>) -> Option<SyntaxFix> {
    let start = token
        .prev_significant()
        .map_or(token.text_range().start(), |before| {
            before.text_range().end()
        });
    let range = TextRange::new(start, token.text_range().end());
    edit(format!("Remove `{}`", token.text()), range, "")
}

/// A string with straight quotes instead of typographic ones.
fn straight(text: &str) -> Option<String> {
    let first = text.chars().next()?;
    let inner = text.trim_matches(['“', '”', '„', '‘', '’', '‚']);
    let quote = if matches!(first, '‘' | '’' | '‚') {
        '\''
    } else {
        '"'
    };
    let safe = !inner.contains(['\\', '"', '\'']);
    safe.then(|| format!("{quote}{inner}{quote}"))
}
