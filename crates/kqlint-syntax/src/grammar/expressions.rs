//! Expressions, from `or` down to signs.
//!
//! Chains of operators of one level are one flat node.

use super::{
    Parsed, Parser, at, bump, bump_many, close, deeper, expect, is_joint,
    lists::{List, parenthesized},
    literals::{literal, placeholder, star},
    mark, node, nth, nth_text, parameters, peek, pipeline, required, slip, token_node,
};
pub(super) use super::{
    named::{is_direction, named_expression, ordered_expression},
    paths::{
        argument_list, bracketed_element, call, call_or_path, composite_call,
        parenthesized_expression, required_call, selector_or_call, selectors, simple_path,
        wildcarded_entity,
    },
};
use crate::{builder::Mark, error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// What a required expression is called.
pub(crate) const AN_EXPRESSION: &str = "an expression";

/// An expression without a name and without pipes.
pub(super) fn unnamed_expression(p: &mut Parser<'_, '_>) -> Parsed {
    let first = peek(p);
    let alone = matches!(
        nth(p, 1),
        TokenKind::Comma
            | TokenKind::RParen
            | TokenKind::RBrace
            | TokenKind::RBracket
            | TokenKind::Pipe
    );
    if alone && first == TokenKind::Identifier {
        token_node(p, NodeKind::NameReference, 1);
        return Ok(());
    }
    or_expression(p)
}

/// `a or b or c`
fn or_expression(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    and_expression(p)?;
    if at(p, TokenKind::OrKw) || at_double_pipe(p) {
        while at(p, TokenKind::OrKw) || at_double_pipe(p) {
            if at(p, TokenKind::Pipe) {
                slip_over(p, 2, SyntaxErrorKind::Foreign("or"));
                bump(p);
            }
            bump(p);
            required(p, AN_EXPRESSION, and_expression);
        }
        close(p, start, NodeKind::OrExpression);
    }
    Ok(())
}

/// `a || b`, unless an operator follows: then a pipe stands there twice
fn at_double_pipe(p: &mut Parser<'_, '_>) -> bool {
    at(p, TokenKind::Pipe)
        && nth(p, 1) == TokenKind::Pipe
        && is_joint(p, 1)
        && matches!(
            nth(p, 2),
            TokenKind::Identifier
                | TokenKind::LParen
                | TokenKind::StringLiteral
                | TokenKind::LBracket
        )
}

/// Notes a slip that covers the next `count` tokens.
pub(super) fn slip_over(p: &mut Parser<'_, '_>, count: usize, kind: SyntaxErrorKind) {
    let here = super::position(p);
    p.state().slip(here, here + count, kind);
}

/// `a and b and c`
fn and_expression(p: &mut Parser<'_, '_>) -> Parsed {
    chain(p, NodeKind::AndExpression, equality, |kind| {
        kind == TokenKind::AndKw
    })
}

/// Operands with operators between them, as one flat node.
fn chain<'t, 'p>(
    p: &mut Parser<'t, 'p>,
    kind: NodeKind,
    operand: fn(&mut Parser<'t, 'p>) -> Parsed,
    is_operator: fn(TokenKind) -> bool,
) -> Parsed {
    let start = mark(p);
    operand(p)?;
    if !is_operator(peek(p)) {
        return Ok(());
    }
    while is_operator(peek(p)) {
        bump(p);
        required(p, AN_EXPRESSION, operand);
    }
    close(p, start, kind);
    Ok(())
}

/// `a == b`, `a in (b)`, `a between (b .. c)`
fn equality(p: &mut Parser<'_, '_>) -> Parsed {
    use TokenKind as T;
    let start = mark(p);
    if at(p, T::Star) && nth(p, 1) == T::EqEq {
        star(p)?;
    } else {
        relational(p)?;
    }
    match peek(p) {
        T::EqEq | T::NotEq | T::LessGreater => right_side(p, start, relational),
        T::InKw if nth(p, 1) == T::RangeKw => {}
        T::InKw | T::InTildeKw | T::NotInKw | T::NotInTildeKw | T::HasAnyKw | T::HasAllKw => {
            bump(p);
            in_list(p);
            close(p, start, NodeKind::InExpression);
        }
        T::BetweenKw | T::NotBetweenKw => {
            bump(p);
            between_ends(p);
            close(p, start, NodeKind::BetweenExpression);
        }
        T::Bang | T::Identifier => negated(p, start),
        _ => {}
    }
    if at(p, T::Placeholder) {
        placeholders_behind(p, start);
    }
    Ok(())
}

/// `TimeGenerated {TimeRange}`, `a {operator} b`: placeholders that stand for the rest of a condition
fn placeholders_behind(p: &mut Parser<'_, '_>, start: Mark) {
    while at(p, TokenKind::Placeholder) {
        let _ = placeholder(p);
        if pipeline::at_piped_word(p) {
            break;
        }
        let _ = relational(p);
    }
    close(p, start, NodeKind::BinaryExpression);
}

/// `a ! in (b)`, `a not in (b)`, `a not has b`: negations as other languages write them
fn negated(p: &mut Parser<'_, '_>, start: Mark) {
    use TokenKind as T;
    if !at(p, T::Bang) && nth_text(p, 0) != "not" {
        return;
    }
    let kind = nth(p, 1);
    let instead = match kind {
        T::InKw => "!in",
        T::InTildeKw => "!in~",
        T::BetweenKw => "!between",
        T::HasKw => "!has",
        T::ContainsKw => "!contains",
        T::StartsWithKw => "!startswith",
        T::EndsWithKw => "!endswith",
        _ => return,
    };
    slip_over(p, 2, SyntaxErrorKind::Foreign(instead));
    bump_many(p, 2);
    match kind {
        T::InKw | T::InTildeKw => {
            in_list(p);
            close(p, start, NodeKind::InExpression);
        }
        T::BetweenKw => {
            between_ends(p);
            close(p, start, NodeKind::BetweenExpression);
        }
        _ => {
            required(p, AN_EXPRESSION, unary);
            close(p, start, NodeKind::BinaryExpression);
        }
    }
}

/// `(1 .. 2)`
fn between_ends(p: &mut Parser<'_, '_>) {
    parenthesized(p, |p| {
        required(p, AN_EXPRESSION, nested_expression);
        expect(p, TokenKind::DotDot, "`..`");
        required(p, AN_EXPRESSION, nested_expression);
    });
}

/// `a < b`
fn relational(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    additive(p)?;
    if matches!(
        peek(p),
        TokenKind::Less | TokenKind::LessEq | TokenKind::Greater | TokenKind::GreaterEq
    ) {
        right_side(p, start, additive);
    }
    Ok(())
}

/// An operator and what stands on its right, around a left side that began at `start`.
fn right_side<'t, 'p>(
    p: &mut Parser<'t, 'p>,
    start: Mark,
    operand: fn(&mut Parser<'t, 'p>) -> Parsed,
) {
    bump(p);
    required(p, AN_EXPRESSION, operand);
    close(p, start, NodeKind::BinaryExpression);
}

/// `a + b - c`
fn additive(p: &mut Parser<'_, '_>) -> Parsed {
    chain(p, NodeKind::ArithmeticExpression, multiplicative, |kind| {
        matches!(kind, TokenKind::Plus | TokenKind::Minus)
    })
}

/// `a * b / c`
fn multiplicative(p: &mut Parser<'_, '_>) -> Parsed {
    chain(
        p,
        NodeKind::ArithmeticExpression,
        string_operation,
        |kind| {
            matches!(
                kind,
                TokenKind::Star | TokenKind::Slash | TokenKind::Percent
            )
        },
    )
}

/// `a has b`
fn string_operation(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    if at(p, TokenKind::Star) && is_string_operator(nth(p, 1)) {
        star(p)?;
    } else {
        unary(p)?;
    }
    if is_string_operator(peek(p)) {
        right_side(p, start, unary);
    }
    Ok(())
}

/// Whether an expression must follow a token of this kind on its right.
pub(crate) fn is_operator(kind: TokenKind) -> bool {
    use TokenKind as T;
    let compares = matches!(
        kind,
        T::EqEq
            | T::NotEq
            | T::LessGreater
            | T::Less
            | T::LessEq
            | T::Greater
            | T::GreaterEq
            | T::AndKw
            | T::OrKw
    );
    let calculates = matches!(kind, T::Plus | T::Minus | T::Star | T::Slash | T::Percent);
    compares || calculates || is_string_operator(kind)
}

/// Operators that compare text.
pub(super) fn is_string_operator(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::EqTilde
            | T::BangTilde
            | T::Colon
            | T::HasKw
            | T::NotHasKw
            | T::HasCsKw
            | T::NotHasCsKw
            | T::HasPrefixKw
            | T::NotHasPrefixKw
            | T::HasPrefixCsKw
            | T::NotHasPrefixCsKw
            | T::HasSuffixKw
            | T::NotHasSuffixKw
            | T::HasSuffixCsKw
            | T::NotHasSuffixCsKw
            | T::LikeKw
            | T::NotlikeKw
            | T::LikecsKw
            | T::NotlikecsKw
            | T::ContainsKw
            | T::NotcontainsKw
            | T::NotContainsKw
            | T::ContainscsKw
            | T::ContainsCsKw
            | T::NotcontainscsKw
            | T::NotContainsCsKw
            | T::StartsWithKw
            | T::NotStartsWithKw
            | T::StartsWithCsKw
            | T::NotStartsWithCsKw
            | T::EndsWithKw
            | T::NotEndsWithKw
            | T::EndsWithCsKw
            | T::NotEndsWithCsKw
            | T::MatchesRegexKw
    )
}

/// `-a`
fn unary(p: &mut Parser<'_, '_>) -> Parsed {
    if !matches!(
        peek(p),
        TokenKind::Plus | TokenKind::Minus | TokenKind::Bang
    ) {
        return call_or_path(p);
    }
    node(p, NodeKind::UnaryExpression, |p| {
        if at(p, TokenKind::Bang) {
            slip(p, SyntaxErrorKind::Foreign("not"));
        }
        bump(p);
        required(p, AN_EXPRESSION, call_or_path);
        Ok(())
    })
}

/// A call or a path, with a sign or without.
pub(super) fn invocation(p: &mut Parser<'_, '_>) -> Parsed {
    unary(p)
}

/// An expression inside a bracket.
pub(super) fn nested_expression(p: &mut Parser<'_, '_>) -> Parsed {
    deeper(p, unnamed_expression)
}

/// `(a, b, c)`, `(T | project a)`, behind `in` and its like
fn in_list(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    parenthesized(p, |p| {
        if pipeline::at_query(p) {
            required(p, AN_EXPRESSION, |p| deeper(p, pipeline::expression));
        } else {
            List::of("a value").required().parse(p, nested_expression);
        }
    });
    close(p, start, NodeKind::ExpressionList);
}

/// `a` or `"b"` behind `=` of a parameter of a function
pub(super) fn default_value(p: &mut Parser<'_, '_>) -> Parsed {
    literal(p).or_else(|_| parameters::word(p))
}
