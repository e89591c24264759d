//! Syntax errors, what they say and how they are cured.

mod explain;
mod familiar;
mod fix;
mod words;

use text_size::{TextRange, TextSize};

use crate::{
    placeholder::PlaceholderStyles,
    token::TokenKind,
    tree::{SyntaxToken, SyntaxTree},
};

pub use self::fix::SyntaxFix;

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
    /// A word after a pipe that is no operator.
    UnknownOperator,
    /// Something that other languages have, and what KQL has for it.
    Foreign(&'static str),
    /// A bracket of another kind than this one, which is wanted.
    WrongBracket(&'static str),
    /// A bracket that nothing closes, and what would close it.
    UnclosedBracket(&'static str),
    /// Something that looks like a placeholder of a host, while its style is off.
    PlaceholderOff,
    /// A character that is no part of the language.
    UnexpectedCharacter,
    /// A string in typographic quotes.
    SmartQuotes,
    /// A name in backticks.
    Backticks,
    /// `/* … */`
    BlockComment,
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
        explain::message(self, tree)
    }

    /// Whether a pipeline begins with `|`: the rest of a query, whose table isn't here.
    pub fn lacks_source(&self) -> bool {
        self.kind == SyntaxErrorKind::Expected(crate::grammar::A_SOURCE)
    }

    /// Whether it stands where a page leaves something to its reader: a step that is only a
    /// text, `<words>`, a step of the name `operator1`, a line of `...`.
    pub fn is_left_to_reader(&self, tree: &SyntaxTree) -> bool {
        let found = tree.token_at(self.range.start());
        let text = found.text();
        let is_name = text.starts_with("operator")
            && text
                .trim_start_matches("operator")
                .bytes()
                .all(|it| it.is_ascii_digit());
        let rest = tree.text().get(usize::from(self.range.start())..);
        match found.kind() {
            TokenKind::StringLiteral => !self.range.is_empty() && stands_for_step(found),
            TokenKind::Less => rest.is_some_and(PlaceholderStyles::begins_with_angles),
            _ if self.is_at_elision(tree) => true,
            _ => is_name && self.kind == SyntaxErrorKind::UnknownOperator,
        }
    }

    /// Whether `<words>` stand for the whole body of a function: a template, which somebody fills in.
    pub fn is_template_body(&self, tree: &SyntaxTree) -> bool {
        let found = tree.token_at(self.range.start());
        let before = found.prev_significant().map(SyntaxToken::kind);
        let rest = tree.text().get(usize::from(self.range.start())..);
        let opens = before == Some(TokenKind::LBrace) && found.kind() == TokenKind::Less;
        rest.is_some_and(|rest| {
            let is_words = || PlaceholderStyles::begins_with_angles(rest);
            let behind = rest.split_once('>').map(|it| it.1.trim_start());
            opens && is_words() && behind.is_some_and(|it| it.starts_with('}'))
        })
    }

    /// Whether it stands on a line, or in a step, of dots only, which stand for what is left out.
    fn is_at_elision(&self, tree: &SyntaxTree) -> bool {
        let line = self.line(tree).trim();
        let dots = line.strip_prefix('|').unwrap_or(line).trim_start();
        dots == "…" || dots.len() > 2 && dots.bytes().all(|it| it == b'.')
    }

    /// The line of the text that it begins on.
    fn line<'t>(&self, tree: &'t SyntaxTree) -> &'t str {
        let start = usize::from(self.range.start());
        let (before, behind) = tree.text().split_at_checked(start).unwrap_or_default();
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let end = start + behind.find('\n').unwrap_or(behind.len());
        tree.text().get(begin..end).unwrap_or_default()
    }

    /// Whether a fence of a page was taken for a text: the block before it isn't closed.
    pub fn is_at_fence(&self, tree: &SyntaxTree) -> bool {
        let text = tree.token_at(self.range.start()).text();
        let info = text.strip_prefix("```").and_then(|it| it.lines().next());
        info.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric()))
    }

    /// Whether it stands among the words behind a `--` that begins a line, as comments of SQL do.
    fn is_in_foreign_comment(&self, tree: &SyntaxTree) -> bool {
        let line = self.line(tree);
        if !line.trim_start().starts_with("--") {
            return false;
        }
        let start = usize::from(self.range.start());
        let before = tree.text().get(..start).unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        let is_word = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_-".contains(c);
        before.chars().all(is_word)
    }

    /// What to do about it, where the message doesn't say it.
    pub fn help(&self, tree: &SyntaxTree) -> Option<String> {
        explain::help(self, tree)
    }

    /// The edit that cures it, where only one is likely.
    pub fn fix(&self, tree: &SyntaxTree) -> Option<SyntaxFix> {
        fix::fix(self, tree)
    }

    /// Where an edit that adds what is missing goes: after the last token before the error.
    pub fn insertion_point(&self, tree: &SyntaxTree) -> TextSize {
        let token = tree.token_at(self.range.start());
        token
            .prev_significant()
            .map_or(TextSize::from(0), |token| token.text_range().end())
    }

    /// The text at the error.
    fn text<'t>(&self, tree: &'t SyntaxTree) -> &'t str {
        tree.text()
            .get(std::ops::Range::<usize>::from(self.range))
            .unwrap_or_default()
    }

    /// What stands at the error, in backticks, or that the query ends there.
    fn found(&self, tree: &SyntaxTree) -> String {
        let found = tree.token_at(self.range.start());
        match found.kind() {
            TokenKind::EndOfFile => "the end of the query".to_owned(),
            _ if self.range.is_empty() => quoted(found.text()),
            _ => quoted(self.text(tree)),
        }
    }
}

/// Whether a text is all that stands between a pipe, or a name, and the end of its step or line.
fn stands_for_step(text: SyntaxToken<'_>) -> bool {
    let before = text.prev_significant().map(SyntaxToken::kind);
    matches!(before, Some(TokenKind::Pipe | TokenKind::Identifier))
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
