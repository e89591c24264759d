//! Lists, brackets, and what to do with what fits nowhere.

use super::{
    Parsed, Parser, at, at_end, bump, close, eat, mark, missing, nth, peek, position, slip,
};
use crate::{error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// Whether a list ends here.
type Ends = fn(&mut Parser<'_, '_>) -> bool;

/// What a list wants.
#[derive(Clone, Copy)]
pub(super) struct List {
    /// What an item is, in a person's words.
    pub(super) item: &'static str,
    /// Whether an empty list is a slip.
    pub(super) required: bool,
    /// Whether a comma may stand behind the last item.
    pub(super) trailing_comma: bool,
    /// Whether a lacking comma may be noticed: tells where the list ends otherwise.
    pub(super) ends: Option<Ends>,
}

impl List {
    /// Any number of items inside a bracket or up to a pipe.
    pub(super) const fn of(item: &'static str) -> Self {
        Self {
            item,
            required: false,
            trailing_comma: false,
            ends: Some(at_list_end),
        }
    }

    pub(super) const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(super) const fn trailing_comma(self) -> Self {
        Self {
            trailing_comma: true,
            ..self
        }
    }

    pub(super) const fn ends(self, ends: Ends) -> Self {
        Self {
            ends: Some(ends),
            ..self
        }
    }

    /// Whatever follows the last item belongs to someone else.
    pub(super) const fn open(self) -> Self {
        Self { ends: None, ..self }
    }

    /// Parses the list with `item` for each item.
    pub(super) fn parse<'t, 'p>(
        self,
        p: &mut Parser<'t, 'p>,
        item: fn(&mut Parser<'t, 'p>) -> Parsed,
    ) {
        let ended = |p: &mut Parser<'t, 'p>| self.ends.is_some_and(|ends| ends(p));
        if ended(p) || item(p).is_err() {
            if !at(p, TokenKind::Comma) {
                if self.required {
                    missing(p, self.item);
                }
                return;
            }
            missing(p, self.item);
        }
        loop {
            if at_end(p) || ended(p) {
                return;
            }
            if eat(p, TokenKind::Comma) {
                if !ended(p) && item(p).is_ok() {
                    continue;
                }
                if at(p, TokenKind::Comma) {
                    missing(p, self.item);
                    continue;
                }
                if !self.trailing_comma {
                    missing(p, self.item);
                }
                return;
            }
            if self.ends.is_none() || at(p, TokenKind::Placeholder) || at_boundary(p) {
                return;
            }
            let here = position(p);
            if item(p).is_err() {
                return;
            }
            p.state()
                .slip(here, here + 1, SyntaxErrorKind::Expected("`,`"));
        }
    }
}

/// A closing bracket, a pipe, a semicolon or the end.
pub(super) fn at_list_end(p: &mut Parser<'_, '_>) -> bool {
    ends_list(peek(p))
}

/// Whether a token of this kind ends any list.
pub(super) fn ends_list(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::RParen
            | TokenKind::RBracket
            | TokenKind::RBrace
            | TokenKind::Pipe
            | TokenKind::Semicolon
            | TokenKind::EndOfFile
    )
}

/// Whether a token of this kind closes a bracket.
pub(super) fn is_closing(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace
    )
}

/// Whether, outside of all brackets, an empty line and the start of another query are next, or the next command of a script.
pub(super) fn at_boundary(p: &mut Parser<'_, '_>) -> bool {
    if p.state().brackets > 0 {
        return false;
    }
    let here = position(p);
    let blank_line = p.state().lexed.blank_line_before(here);
    blank_line && super::statements::begins_statement(p) || super::commands::at_next_command(p)
}

/// The bracket that closes what is open; leftovers before it become one skipped piece.
pub(super) fn close_bracket(p: &mut Parser<'_, '_>, kind: TokenKind, what: &'static str) {
    if eat(p, kind) {
        return;
    }
    slip(p, SyntaxErrorKind::Expected(what));
    if closes_here(p, kind) {
        skip_to_closing(p);
        eat(p, kind);
    }
}

/// Whether a bracket of this kind follows before anything that can't be inside of it.
fn closes_here(p: &mut Parser<'_, '_>, kind: TokenKind) -> bool {
    let mut depth = 0usize;
    for ahead in 0..MAX_LOOK_AHEAD {
        match nth(p, ahead) {
            found if found == kind && depth == 0 => return true,
            TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => depth += 1,
            TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => {
                match depth.checked_sub(1) {
                    Some(outer) => depth = outer,
                    None => return false,
                }
            }
            TokenKind::EndOfFile | TokenKind::Semicolon => return false,
            TokenKind::Pipe if depth == 0 => return false,
            _ => {}
        }
    }
    false
}

/// How far recovery looks, so that a text full of slips still takes linear time.
const MAX_LOOK_AHEAD: usize = 64;

/// How far it looks to tell one construct from another.
pub(super) const MAX_DECISION: usize = 1 << 14;

/// Skips up to a pipe, a semicolon, a boundary or the bracket that closes what is open.
pub(super) fn skip_to_closing(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    let mut depth = 0usize;
    let mut skipped = false;
    loop {
        match peek(p) {
            TokenKind::EndOfFile => break,
            TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => depth += 1,
            kind if is_closing(kind) => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                // A bracket that nothing opened is skipped as well.
                None if p.state().brackets == 0 => {}
                None => break,
            },
            TokenKind::Pipe | TokenKind::Semicolon if depth == 0 => break,
            _ if skipped && at_boundary(p) => break,
            _ => {}
        }
        bump(p);
        skipped = true;
    }
    if skipped {
        close(p, start, NodeKind::SkippedTokens);
    }
}

/// `( … )` around what `inner` parses.
pub(super) fn parenthesized<'t, 'p>(
    p: &mut Parser<'t, 'p>,
    inner: impl FnOnce(&mut Parser<'t, 'p>),
) {
    enclosed(p, &PARENTHESES, inner);
}

/// `[ … ]` around what `inner` parses.
pub(super) fn bracketed<'t, 'p>(p: &mut Parser<'t, 'p>, inner: impl FnOnce(&mut Parser<'t, 'p>)) {
    enclosed(p, &BRACKETS, inner);
}

/// `{ … }` around what `inner` parses.
pub(super) fn braced<'t, 'p>(p: &mut Parser<'t, 'p>, inner: impl FnOnce(&mut Parser<'t, 'p>)) {
    enclosed(p, &BRACES, inner);
}

/// A pair of brackets.
struct Pair {
    open: TokenKind,
    close: TokenKind,
    /// The opening one as it is written, then both in a person's words.
    mark: &'static str,
    opening: &'static str,
    closing: &'static str,
}

const PARENTHESES: Pair = Pair {
    open: TokenKind::LParen,
    close: TokenKind::RParen,
    mark: "(",
    opening: "`(`",
    closing: "`)`",
};
const BRACKETS: Pair = Pair {
    open: TokenKind::LBracket,
    close: TokenKind::RBracket,
    mark: "[",
    opening: "`[`",
    closing: "`]`",
};
const BRACES: Pair = Pair {
    open: TokenKind::LBrace,
    close: TokenKind::RBrace,
    mark: "{",
    opening: "`{`",
    closing: "`}`",
};

fn enclosed<'t, 'p>(p: &mut Parser<'t, 'p>, pair: &Pair, inner: impl FnOnce(&mut Parser<'t, 'p>)) {
    // A placeholder may stand for all of it.
    if super::literals::placeholder(p).is_ok() {
        return;
    }
    let open = position(p);
    p.state().brackets += 1;
    let closing = match peek(p) {
        kind if kind == pair.open => {
            bump(p);
            Some(pair.close)
        }
        // A bracket of the wrong kind encloses nevertheless.
        kind @ (TokenKind::LParen | TokenKind::LBracket) => {
            slip(p, SyntaxErrorKind::WrongBracket(pair.mark));
            bump(p);
            Some(match kind {
                TokenKind::LParen => TokenKind::RParen,
                _ => TokenKind::RBracket,
            })
        }
        _ => {
            slip(p, SyntaxErrorKind::Expected(pair.opening));
            None
        }
    };
    inner(p);
    match closing {
        Some(kind) if at_end(p) => {
            let mark = match kind {
                TokenKind::RParen => ")",
                TokenKind::RBracket => "]",
                _ => "}",
            };
            let unclosed = SyntaxErrorKind::UnclosedBracket(mark);
            p.state().slip_before_end(open, unclosed);
        }
        Some(kind) => close_bracket(p, kind, pair.closing),
        None => {
            eat(p, pair.close);
        }
    }
    p.state().brackets -= 1;
}
