//! Expressions with a name or an order: `n = count()`, `x desc`.

use super::{
    Parsed, Parser, at, bump, close, eat,
    expressions::{AN_EXPRESSION, nested_expression},
    lists::{List, parenthesized},
    mark,
    names::{dashed_length, extended_name_declaration, extended_name_length},
    node, nth, peek, required, slip, token_node,
};
use crate::{error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// `Name = value`, `(A, B) = value` or a value
pub(super) fn named_expression(p: &mut Parser<'_, '_>) -> Parsed {
    let length = extended_name_length(p, 0);
    if length > 0 && nth(p, length) == TokenKind::Eq {
        return node(p, NodeKind::NamedExpression, |p| {
            extended_name_declaration(p)?;
            bump(p);
            required(p, AN_EXPRESSION, nested_expression);
            Ok(())
        });
    }
    let dashed = dashed_length(p);
    if dashed > 0 && nth(p, dashed) == TokenKind::Eq {
        return node(p, NodeKind::NamedExpression, |p| {
            let here = super::position(p);
            p.state()
                .slip(here, here + dashed, SyntaxErrorKind::NameNeedsBrackets);
            token_node(p, NodeKind::NameDeclaration, dashed);
            bump(p);
            required(p, AN_EXPRESSION, nested_expression);
            Ok(())
        });
    }
    let list = rename_list_length(p);
    if list > 0 && nth(p, list) == TokenKind::Eq {
        return node(p, NodeKind::CompoundNamedExpression, |p| {
            let start = mark(p);
            parenthesized(p, |p| {
                List::of("a name")
                    .required()
                    .parse(p, extended_name_declaration)
            });
            close(p, start, NodeKind::RenameList);
            bump(p);
            required(p, AN_EXPRESSION, nested_expression);
            Ok(())
        });
    }
    nested_expression(p)
}

/// Tokens of `(A, B)`; 0 when what is next is something else.
fn rename_list_length(p: &mut Parser<'_, '_>) -> usize {
    if !at(p, TokenKind::LParen) {
        return 0;
    }
    let mut length = 1;
    loop {
        match extended_name_length(p, length) {
            0 => break,
            name => length += name,
        }
        if nth(p, length) != TokenKind::Comma {
            break;
        }
        length += 1;
    }
    if nth(p, length) == TokenKind::RParen {
        length + 1
    } else {
        0
    }
}

/// `x desc nulls last`
pub(super) fn ordered_expression(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    named_expression(p)?;
    let direction = is_direction(peek(p));
    if direction {
        bump(p);
    }
    let nulls = eat(p, TokenKind::NullsKw);
    if nulls && !eat(p, TokenKind::FirstKw) && !eat(p, TokenKind::LastKw) {
        slip(p, SyntaxErrorKind::Expected("`first` or `last`"));
    }
    if direction || nulls {
        close(p, start, NodeKind::OrderedExpression);
    }
    Ok(())
}

/// `asc`, `desc` and their like
pub(super) fn is_direction(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::AscKw | TokenKind::DescKw | TokenKind::GrannyAscKw | TokenKind::GrannyDescKw
    )
}
