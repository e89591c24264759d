//! Names, quoted names and wildcards.

use super::{
    Parsed, Parser, absent, bump_many, close, is_joint, mark, nth, peek, slip, token_node,
};
use crate::{error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// Tokens of a name that starts `ahead` tokens ahead; 0 when there is none.
pub(super) fn name_length(p: &mut Parser<'_, '_>, ahead: usize) -> usize {
    match nth(p, ahead) {
        TokenKind::LBracket => quoted_length(p, ahead),
        TokenKind::LBrace => braced_length(p, ahead),
        TokenKind::Placeholder => 1,
        kind => usize::from(kind.can_be_name()),
    }
}

/// The same where more keywords are names: where something is declared or renamed.
pub(super) fn extended_name_length(p: &mut Parser<'_, '_>, ahead: usize) -> usize {
    match name_length(p, ahead) {
        0 => usize::from(nth(p, ahead).can_be_extended_name()),
        length => length,
    }
}

/// `['quoted name']`
fn quoted_length(p: &mut Parser<'_, '_>, ahead: usize) -> usize {
    let mut strings = 0;
    while nth(p, ahead + 1 + strings) == TokenKind::StringLiteral {
        strings += 1;
    }
    if strings > 0 && nth(p, ahead + 1 + strings) == TokenKind::RBracket {
        strings + 2
    } else {
        0
    }
}

/// `{name}`, `{name[1]}`: a parameter of Kusto's own clients.
pub(super) fn braced_length(p: &mut Parser<'_, '_>, ahead: usize) -> usize {
    let named = nth(p, ahead + 1) == TokenKind::Identifier || nth(p, ahead + 1).is_keyword();
    if nth(p, ahead) != TokenKind::LBrace || !named || !is_joint(p, ahead + 1) {
        return 0;
    }
    let mut length = 2;
    if nth(p, ahead + length) == TokenKind::LBracket {
        length += 1;
        if nth(p, ahead + length) == TokenKind::Minus {
            length += 1;
        }
        if nth(p, ahead + length) != TokenKind::LongLiteral
            || nth(p, ahead + length + 1) != TokenKind::RBracket
        {
            return 0;
        }
        length += 2;
    }
    let closed = nth(p, ahead + length) == TokenKind::RBrace;
    if closed && (1..=length).all(|offset| is_joint(p, ahead + offset)) {
        length + 1
    } else {
        0
    }
}

/// `Prefix*`, `*Suffix`, `a*b`: tokens without white space between them.
pub(super) fn wildcard_length(p: &mut Parser<'_, '_>, ahead: usize) -> usize {
    let word = |kind: TokenKind| kind == TokenKind::Identifier || kind.can_be_extended_name();
    let mut length = match nth(p, ahead) {
        TokenKind::Star => 1,
        kind if word(kind) && nth(p, ahead + 1) == TokenKind::Star && is_joint(p, ahead + 1) => 2,
        _ => return 0,
    };
    loop {
        let kind = nth(p, ahead + length);
        let part = word(kind) || matches!(kind, TokenKind::LongLiteral | TokenKind::Star);
        if !part || !is_joint(p, ahead + length) {
            return length;
        }
        length += 1;
    }
}

/// `a-b`: tokens of a name that lacks its brackets.
pub(super) fn dashed_length(p: &mut Parser<'_, '_>) -> usize {
    let word = |kind: TokenKind| kind == TokenKind::Identifier || kind.is_keyword();
    if !word(peek(p)) {
        return 0;
    }
    let mut length = 1;
    loop {
        let kind = nth(p, length);
        if !(word(kind) || kind == TokenKind::Minus) || !is_joint(p, length) {
            return length;
        }
        length += 1;
    }
}

fn name_node(p: &mut Parser<'_, '_>, kind: NodeKind, length: usize) -> Parsed {
    if length == 0 {
        return absent();
    }
    token_node(p, kind, length);
    Ok(())
}

/// `Name`, `['quoted name']`
pub(super) fn name_reference(p: &mut Parser<'_, '_>) -> Parsed {
    let length = name_length(p, 0);
    name_node(p, NodeKind::NameReference, length)
}

pub(super) fn extended_name_reference(p: &mut Parser<'_, '_>) -> Parsed {
    let length = extended_name_length(p, 0);
    name_node(p, NodeKind::NameReference, length)
}

pub(super) fn name_declaration(p: &mut Parser<'_, '_>) -> Parsed {
    let length = name_length(p, 0);
    name_node(p, NodeKind::NameDeclaration, length)
}

pub(super) fn extended_name_declaration(p: &mut Parser<'_, '_>) -> Parsed {
    let length = extended_name_length(p, 0);
    name_node(p, NodeKind::NameDeclaration, length)
}

/// `Prefix*`
pub(super) fn wildcard_reference(p: &mut Parser<'_, '_>) -> Parsed {
    let length = wildcard_length(p, 0);
    name_node(p, NodeKind::NameReference, length)
}

/// `Name` or `Prefix*`
pub(super) fn name_or_wildcard(p: &mut Parser<'_, '_>) -> Parsed {
    wildcard_reference(p).or_else(|_| name_reference(p))
}

/// `[Prefix*]`
pub(super) fn bracketed_wildcard(p: &mut Parser<'_, '_>) -> Parsed {
    if peek(p) != TokenKind::LBracket {
        return absent();
    }
    match wildcard_length(p, 1) {
        length if length > 0 && nth(p, length + 1) == TokenKind::RBracket => {
            name_node(p, NodeKind::NameReference, length + 2)
        }
        _ => absent(),
    }
}

/// A keyword where only a name makes sense, such as `project == 1`.
pub(super) fn keyword_as_name(p: &mut Parser<'_, '_>) -> Parsed {
    if !peek(p).is_keyword() || !follows_name(nth(p, 1)) {
        return absent();
    }
    slip(p, SyntaxErrorKind::NameNeedsBrackets);
    let start = mark(p);
    bump_many(p, 1);
    close(p, start, NodeKind::NameReference);
    Ok(())
}

/// Whether a token of this kind only stands behind a name or a value.
pub(super) fn follows_name(kind: TokenKind) -> bool {
    use TokenKind as T;
    super::expressions::is_string_operator(kind)
        || matches!(
            kind,
            T::AndKw
                | T::OrKw
                | T::EqEq
                | T::NotEq
                | T::Greater
                | T::GreaterEq
                | T::Less
                | T::LessEq
                | T::Star
                | T::Slash
                | T::Percent
                | T::InKw
                | T::InTildeKw
                | T::NotInKw
                | T::NotInTildeKw
                | T::HasAnyKw
                | T::HasAllKw
                | T::BetweenKw
                | T::NotBetweenKw
                | T::RParen
                | T::RBracket
                | T::RBrace
                | T::Dot
                | T::Comma
                | T::Colon
                | T::Pipe
        )
}
