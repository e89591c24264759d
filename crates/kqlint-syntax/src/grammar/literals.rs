//! Literals, types and schemas.

use super::{
    Parsed, Parser, absent, at, bump, close, eat, expect, is_joint,
    lists::{List, at_list_end, bracketed, parenthesized},
    mark, missing,
    names::{braced_length, extended_name_declaration, extended_name_length},
    node, nth, nth_text, peek, required, slip, token_node,
};
use crate::{error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// `1`, `"a" "b"`, `dynamic(…)`, `-5`, `typeof(long)`
pub(super) fn literal(p: &mut Parser<'_, '_>) -> Parsed {
    match peek(p) {
        TokenKind::StringLiteral => string(p),
        TokenKind::RawGuidLiteral => {
            slip(p, SyntaxErrorKind::RawGuid);
            token_node(p, NodeKind::LiteralExpression, 1);
            Ok(())
        }
        kind if kind.is_literal() => {
            token_node(p, NodeKind::LiteralExpression, 1);
            Ok(())
        }
        TokenKind::DynamicKw => dynamic_literal(p),
        TokenKind::Plus | TokenKind::Minus => signed_number(p),
        TokenKind::TypeofKw => typeof_literal(p),
        TokenKind::LBrace => {
            let length = braced_length(p, 0);
            if length == 0 {
                return absent();
            }
            token_node(p, NodeKind::NameReference, length);
            Ok(())
        }
        TokenKind::Placeholder => placeholder(p),
        _ => absent(),
    }
}

/// Something that a host puts in.
pub(super) fn placeholder(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::Placeholder, |p| {
        super::keyword(p, TokenKind::Placeholder)
    })
}

/// Strings side by side are one.
pub(super) fn string(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::LiteralExpression, |p| {
        super::keyword(p, TokenKind::StringLiteral)?;
        while eat(p, TokenKind::StringLiteral) {}
        Ok(())
    })
}

/// `-5`, without a space.
fn signed_number(p: &mut Parser<'_, '_>) -> Parsed {
    let number = matches!(
        nth(p, 1),
        TokenKind::LongLiteral | TokenKind::RealLiteral | TokenKind::TimeSpanLiteral
    );
    if !number || !is_joint(p, 1) || !nth_text(p, 1).starts_with(|c: char| c.is_ascii_digit()) {
        return absent();
    }
    node(p, NodeKind::UnaryExpression, |p| {
        bump(p);
        token_node(p, NodeKind::LiteralExpression, 1);
        Ok(())
    })
}

/// `dynamic([1, {"a": 2}])`
fn dynamic_literal(p: &mut Parser<'_, '_>) -> Parsed {
    if nth(p, 1) != TokenKind::LParen {
        return absent();
    }
    node(p, NodeKind::DynamicLiteral, |p| {
        bump(p);
        parenthesized(p, |p| required(p, "a JSON value", json_value));
        Ok(())
    })
}

fn json_value(p: &mut Parser<'_, '_>) -> Parsed {
    match peek(p) {
        TokenKind::Minus => {
            if !matches!(nth(p, 1), TokenKind::LongLiteral | TokenKind::RealLiteral) {
                return absent();
            }
            node(p, NodeKind::UnaryExpression, |p| {
                bump(p);
                literal(p)
            })
        }
        TokenKind::NullKw => {
            token_node(p, NodeKind::LiteralExpression, 1);
            Ok(())
        }
        TokenKind::LBracket => super::deeper(p, json_array),
        TokenKind::LBrace if braced_length(p, 0) == 0 => super::deeper(p, json_object),
        TokenKind::Plus | TokenKind::TypeofKw | TokenKind::IntLiteral => absent(),
        _ => literal(p),
    }
}

fn json_array(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::JsonArray, |p| {
        bracketed(p, |p| List::of("a JSON value").parse(p, json_value));
        Ok(())
    })
}

fn json_object(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::JsonObject, |p| {
        super::lists::braced(p, |p| List::of("a JSON pair").parse(p, json_pair));
        Ok(())
    })
}

fn json_pair(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::JsonPair, |p| {
        match peek(p) {
            TokenKind::StringLiteral => bump(p),
            TokenKind::Colon => slip(p, SyntaxErrorKind::Expected("a name in quotes")),
            kind if kind.can_be_extended_name() && nth(p, 1) == TokenKind::Colon => {
                slip(p, SyntaxErrorKind::Expected("a name in quotes"));
                bump(p);
            }
            _ => {
                let here = super::position(p);
                json_value(p)?;
                p.state().slip(
                    here,
                    here + 1,
                    SyntaxErrorKind::Expected("a string in quotes and `:`"),
                );
                return Ok(());
            }
        }
        expect(p, TokenKind::Colon, "`:`");
        required(p, "a JSON value", json_value);
        Ok(())
    })
}

/// `typeof(long)`, `typeof(a: string, *)`
pub(super) fn typeof_literal(p: &mut Parser<'_, '_>) -> Parsed {
    if nth(p, 1) != TokenKind::LParen {
        return absent();
    }
    node(p, NodeKind::TypeOfLiteral, |p| {
        bump(p);
        let is_scalar = is_extended_type(nth(p, 1))
            || nth(p, 1) == TokenKind::Identifier && nth(p, 2) == TokenKind::RParen;
        parenthesized(p, |p| {
            if is_scalar {
                token_node(p, NodeKind::TypeName, 1);
            } else {
                List::of("a type").parse(p, |p| star(p).or_else(|_| name_and_type(p)));
            }
        });
        Ok(())
    })
}

/// `*`
pub(super) fn star(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::StarExpression, |p| {
        super::keyword(p, TokenKind::Star)
    })
}

fn is_type(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::TypeKw | TokenKind::BoolKw | TokenKind::DynamicKw | TokenKind::GuidKw
    )
}

fn is_extended_type(kind: TokenKind) -> bool {
    is_type(kind) || kind == TokenKind::ExtendedTypeKw
}

/// A type that columns can have; a word that is none is a slip.
pub(super) fn column_type(p: &mut Parser<'_, '_>) {
    let kind = peek(p);
    if is_type(kind) {
        token_node(p, NodeKind::TypeName, 1);
    } else if is_extended_type(kind) || kind.can_be_name() {
        slip(p, SyntaxErrorKind::UnknownType);
        token_node(p, NodeKind::TypeName, 1);
    } else {
        missing(p, "a type");
    }
}

/// A type of a column of `find`.
pub(super) fn any_type(p: &mut Parser<'_, '_>) {
    if is_extended_type(peek(p)) {
        token_node(p, NodeKind::TypeName, 1);
    } else {
        column_type(p);
    }
}

/// `a: string`, `T: (a: string)`
pub(super) fn name_and_type(p: &mut Parser<'_, '_>) -> Parsed {
    if !at(p, TokenKind::Colon) && extended_name_length(p, 0) == 0 {
        return absent();
    }
    node(p, NodeKind::NameAndTypeDeclaration, |p| {
        required(p, "a name", extended_name_declaration);
        expect(p, TokenKind::Colon, "`:`");
        if at(p, TokenKind::LParen) {
            schema_type(p)
        } else {
            column_type(p)
        }
        Ok(())
    })
}

/// `a` or `a: string`, among the patterns of `parse`
pub(super) fn name_and_optional_type(p: &mut Parser<'_, '_>) -> Parsed {
    if !at(p, TokenKind::Colon) && extended_name_length(p, 0) == 0 {
        return absent();
    }
    node(p, NodeKind::NameAndTypeDeclaration, |p| {
        required(p, "a name", extended_name_declaration);
        if eat(p, TokenKind::Colon) {
            column_type(p);
        }
        Ok(())
    })
}

/// `(*)`, `(a: string, b: long)`
fn schema_type(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    parenthesized(p, |p| {
        if !eat(p, TokenKind::Star) {
            List::of("a column and its type")
                .trailing_comma()
                .parse(p, name_and_type);
        }
    });
    close(p, start, NodeKind::SchemaType);
}

/// `(a: string, b: long)`
pub(super) fn row_schema(p: &mut Parser<'_, '_>) -> Parsed {
    if !at(p, TokenKind::LParen) {
        return absent();
    }
    node(p, NodeKind::RowSchema, |p| {
        parenthesized(p, |p| {
            eat(p, TokenKind::Comma);
            List::of("a column and its type")
                .trailing_comma()
                .parse(p, name_and_type);
        });
        Ok(())
    })
}

/// `(*, a: string)`, behind a plug-in
pub(super) fn evaluate_row_schema(p: &mut Parser<'_, '_>) -> Parsed {
    if !at(p, TokenKind::LParen) {
        return absent();
    }
    node(p, NodeKind::RowSchema, |p| {
        parenthesized(p, |p| {
            eat(p, TokenKind::Comma);
            let all = eat(p, TokenKind::Star);
            if !all || eat(p, TokenKind::Comma) || !at_list_end(p) {
                List::of("a column and its type")
                    .trailing_comma()
                    .parse(p, name_and_type);
            }
        });
        Ok(())
    })
}
