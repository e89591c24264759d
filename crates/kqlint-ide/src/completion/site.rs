//! Where the cursor is: what the tokens before it lead to.
//!
//! A text that is being typed is broken as a rule, and the tree of a broken text
//! says where the parser gave up rather than what its writer means. So the tokens
//! of the query are read once, from its start to the cursor, by a small machine
//! with one *frame* for each open bracket.

mod frame;
mod machine;

use kqlint_syntax::{NodeKind, SyntaxToken, SyntaxTree, TokenKind};
use text_size::{TextRange, TextSize};

pub(super) use self::frame::{Comparison, Expects, Opener};
use self::machine::Machine;
pub(super) use self::machine::begins_with_number;

/// Where the cursor is.
#[derive(Debug)]
pub(super) struct Site<'t> {
    /// What a completion replaces.
    pub(super) replace: TextRange,
    /// What stands there before the cursor.
    pub(super) prefix: &'t str,
    /// Whether the cursor is inside the quotes of a string.
    pub(super) in_string: bool,
    /// What fits.
    pub(super) expects: Expects<'t>,
    /// The word that began the operator around the cursor, or nothing.
    pub(super) operator: &'t str,
    /// The operator before that one in its pipeline, or nothing.
    pub(super) previous_operator: &'t str,
    /// The word that began the clause of the operator: `by`, `on`, or nothing.
    pub(super) clause: &'t str,
    /// The bracket around the cursor.
    pub(super) opener: Opener<'t>,
    /// Whether words that begin statements fit.
    pub(super) begins_statement: bool,
}

/// Reads the query up to the cursor; `None` where nothing is to be completed.
pub(super) fn site(tree: &SyntaxTree, offset: TextSize) -> Option<Site<'_>> {
    let cursor = Cursor::at(tree, offset)?;
    let mut machine = Machine::default();
    let mut token = first_token(tree, cursor.replace.start());
    let mut last = None;
    while let Some(current) = token {
        let end_of_read = current.text_range().start() >= cursor.read_until;
        if end_of_read || current.kind() == TokenKind::EndOfFile {
            break;
        }
        if !current.kind().is_trivia() {
            machine.read(current);
            last = Some(current);
        }
        token = current.next();
    }
    let between = last.map_or(TextSize::from(0), |it: SyntaxToken<'_>| {
        it.text_range().end()
    });
    if has_blank_line(tree, between, cursor.read_until) {
        machine.end_query();
    }
    let frame = machine.top();
    Some(Site {
        replace: cursor.replace,
        prefix: cursor.prefix,
        in_string: cursor.in_string,
        expects: frame.expects(),
        operator: frame.operator,
        previous_operator: frame.previous_operator,
        clause: frame.clause,
        opener: frame.opener,
        begins_statement: frame.begins_statement(),
    })
}

/// The word or string that is being written.
struct Cursor<'t> {
    replace: TextRange,
    prefix: &'t str,
    in_string: bool,
    /// Tokens from here on are not read.
    read_until: TextSize,
}

impl<'t> Cursor<'t> {
    fn at(tree: &'t SyntaxTree, offset: TextSize) -> Option<Self> {
        let offset = offset.min(tree.root().text_range().end());
        let here = tree.token_at(offset);
        let before = match here.text_range().start() == offset {
            true => here.prev(),
            false => Some(here),
        };
        let Some(token) = before else {
            return Some(Self::empty(offset));
        };
        match token.kind() {
            TokenKind::Comment | TokenKind::Directive => None,
            TokenKind::StringLiteral => Self::in_string(token, offset),
            _ if is_word(token) || token.text() == "-" => {
                let first = hyphenated(token).or(is_word(token).then_some(token));
                match first {
                    Some(first) => Self::in_word(tree, first, token, offset),
                    None => Some(Self::empty(offset)),
                }
            }
            kind if kind.is_literal() => None,
            _ => Some(Self::empty(offset)),
        }
    }

    fn empty(offset: TextSize) -> Self {
        Self {
            replace: TextRange::empty(offset),
            prefix: "",
            in_string: false,
            read_until: offset,
        }
    }

    /// Inside a word that `first` begins and `last` ends.
    fn in_word(
        tree: &'t SyntaxTree,
        first: SyntaxToken<'t>,
        last: SyntaxToken<'t>,
        offset: TextSize,
    ) -> Option<Self> {
        let mut range = first.text_range().cover(last.text_range());
        // `!ha`: the operator is written as one word.
        let bang = first.prev().filter(|it| it.text() == "!");
        if let Some(bang) = bang {
            range = range.cover(bang.text_range());
        }
        let read = TextRange::new(range.start(), offset);
        Some(Self {
            replace: range,
            prefix: tree.text().get(std::ops::Range::<usize>::from(read))?,
            in_string: false,
            read_until: range.start(),
        })
    }

    /// Inside a string, the text between its quotes is replaced, up to the cursor
    /// when no quote ends it.
    fn in_string(token: SyntaxToken<'t>, offset: TextSize) -> Option<Self> {
        let range = token.text_range();
        let text = token.text();
        let open = text.find(['"', '\''])?;
        let quote = text.get(open..open + 1)?;
        if text.get(..open)?.contains(['`', '~']) {
            return None;
        }
        let start = range.start() + TextSize::try_from(open + 1).ok()?;
        let is_closed = text.len() > open + 1 && text.ends_with(quote);
        let end = match is_closed {
            true => range.end().checked_sub(TextSize::of(quote))?,
            false => offset,
        };
        if offset < start {
            return None;
        }
        if offset > end {
            return None;
        }
        let length = usize::from(offset.checked_sub(start)?);
        Some(Self {
            replace: TextRange::new(start, end),
            prefix: text.get(open + 1..open + 1 + length)?,
            in_string: true,
            read_until: range.start(),
        })
    }
}

fn is_word(token: SyntaxToken<'_>) -> bool {
    let text = token.text();
    !token.kind().is_literal()
        && text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$'))
}

/// The first token of `project-aw`, written after a pipe without a gap.
fn hyphenated(last: SyntaxToken<'_>) -> Option<SyntaxToken<'_>> {
    let mut first = last;
    while let Some(before) = first.prev() {
        let goes_on = match first.text() {
            "-" => is_word(before),
            _ => before.text() == "-",
        };
        if !goes_on {
            break;
        }
        first = before;
    }
    let is_operator = first
        .prev_significant()
        .is_some_and(|it| it.kind() == TokenKind::Pipe);
    (is_operator && first != last && is_word(first)).then_some(first)
}

/// The first token of the query block that an offset belongs to, or of the text.
fn first_token(tree: &SyntaxTree, offset: TextSize) -> Option<SyntaxToken<'_>> {
    let blocks = tree.root().children();
    let begun = blocks
        .filter(|it| it.kind() == NodeKind::QueryBlock)
        .take_while(|it| it.text_range().start() < offset);
    match begun.last().and_then(|block| block.first_token()) {
        Some(token) => Some(token),
        None => Some(tree.token_at(TextSize::from(0))),
    }
}

/// Whether a line without anything on it lies between two offsets.
fn has_blank_line(tree: &SyntaxTree, start: TextSize, end: TextSize) -> bool {
    let text = tree.text().get(usize::from(start)..usize::from(end));
    let lines: Vec<_> = text.unwrap_or_default().split('\n').collect();
    // The first and the last are the rest of a line and the beginning of another.
    let whole = lines.get(1..lines.len().saturating_sub(1));
    whole.is_some_and(|lines| lines.iter().any(|line| line.trim().is_empty()))
}
