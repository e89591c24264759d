//! Expressions, from `or` down to names and calls.
//!
//! Chains of operators of one level are one flat node.

use super::{
    Parsed, Parser, absent, at, bump, bump_many, close, deeper, eat, expect, is_joint,
    lists::{List, at_boundary, bracketed, parenthesized},
    literals::{literal, placeholder, typeof_literal},
    mark,
    names::{
        braced_length, bracketed_wildcard, dashed_length, extended_name_declaration,
        extended_name_length, keyword_as_name, name_length, name_reference,
    },
    node, nth, nth_text, parameters, peek, pipeline, required, slip, sources, token_node,
};
use crate::{builder::Mark, error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// What a required expression is called.
pub(super) const AN_EXPRESSION: &str = "an expression";

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
fn slip_over(p: &mut Parser<'_, '_>, count: usize, kind: SyntaxErrorKind) {
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
        super::literals::star(p)?;
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
        super::literals::star(p)?;
    } else {
        unary(p)?;
    }
    if is_string_operator(peek(p)) {
        right_side(p, start, unary);
    }
    Ok(())
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

/// `a.b[0].c()`
pub(super) fn call_or_path(p: &mut Parser<'_, '_>) -> Parsed {
    if at(p, TokenKind::ToTableKw) {
        return sources::query_call(p, NodeKind::ToTableExpression);
    }
    let start = mark(p);
    primary(p)?;
    selectors(p, start, selector_or_call, bracketed_expression);
    Ok(())
}

/// What may follow a base: `.b`, `[0]`.
pub(super) fn selectors<'t, 'p>(
    p: &mut Parser<'t, 'p>,
    start: Mark,
    dotted: fn(&mut Parser<'t, 'p>) -> Parsed,
    element: fn(&mut Parser<'t, 'p>) -> Parsed,
) {
    let mut any = false;
    loop {
        if at(p, TokenKind::Dot) && (is_joint(p, 0) || !at_boundary(p)) {
            bump(p);
            required(p, "a name", dotted);
        } else if !at(p, TokenKind::LBracket) || element(p).is_err() {
            break;
        }
        any = true;
    }
    if any {
        close(p, start, NodeKind::PathExpression);
    }
}

/// What an expression begins with.
fn primary(p: &mut Parser<'_, '_>) -> Parsed {
    use TokenKind as T;
    match peek(p) {
        T::DynamicKw => literal(p),
        kind if kind.is_literal() => literal(p),
        T::DatatableKw => sources::datatable(p),
        T::ContextualDatatableKw => sources::contextual_datatable(p),
        T::ExternaldataKw | T::ExternalDataKw => sources::externaldata(p),
        T::MaterializedViewCombineKw => sources::materialized_view_combine(p),
        T::LParen => parenthesized_expression(p),
        T::ToScalarKw => sources::query_call(p, NodeKind::ToScalarExpression),
        T::TypeofKw if nth(p, 1) == T::LParen => typeof_literal(p),
        T::Placeholder if nth(p, 1) != T::LParen => placeholder(p),
        T::LBrace if braced_length(p, 0) == 0 => placeholder_off(p),
        T::Identifier if nth(p, 1) == T::LBrace && nth_text(p, 0) == "$" => placeholder_off(p),
        _ if at_call(p, 0) => call(p),
        _ => scoped_path_element(p).or_else(|_| keyword_as_name(p)),
    }
}

/// What would be a placeholder if its style were on.
fn placeholder_off(p: &mut Parser<'_, '_>) -> Parsed {
    let here = super::position(p);
    let length = p.state().lexed.placeholder_length(here);
    if length == 0 {
        return absent();
    }
    slip_over(p, length, SyntaxErrorKind::PlaceholderOff);
    token_node(p, NodeKind::Placeholder, length);
    Ok(())
}

/// Whether a call starts `ahead` tokens ahead.
pub(super) fn at_call(p: &mut Parser<'_, '_>, ahead: usize) -> bool {
    let length = name_length(p, ahead);
    length > 0 && nth(p, ahead + length) == TokenKind::LParen
}

/// `name(a, b)`
pub(super) fn call(p: &mut Parser<'_, '_>) -> Parsed {
    if !at_call(p, 0) {
        return absent();
    }
    node(p, NodeKind::FunctionCallExpression, |p| {
        name_reference(p)?;
        argument_list(p);
        Ok(())
    })
}

/// `(a, b = c, *)`
pub(super) fn argument_list(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    parenthesized(p, |p| List::of("an argument").parse(p, argument));
    close(p, start, NodeKind::ArgumentList);
}

fn argument(p: &mut Parser<'_, '_>) -> Parsed {
    if at(p, TokenKind::Star) && matches!(nth(p, 1), TokenKind::RParen | TokenKind::Comma) {
        return super::literals::star(p);
    }
    named_expression(p)
}

/// A name, `['name']`, `[expression]` or `@`, with `datascope = …` behind it.
fn scoped_path_element(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    path_element(p)?;
    if sources::data_scope_clause(p).is_ok() {
        close(p, start, NodeKind::DataScopeExpression);
    }
    Ok(())
}

/// A name, `['name']`, `[Prefix*]`, `[expression]` or `@`
pub(super) fn path_element(p: &mut Parser<'_, '_>) -> Parsed {
    if at(p, TokenKind::LBracket) {
        bracketed_element(p)
    } else {
        bare_element(p)
    }
}

/// A name or `@`
pub(super) fn bare_element(p: &mut Parser<'_, '_>) -> Parsed {
    match peek(p) {
        TokenKind::At => {
            token_node(p, NodeKind::AtExpression, 1);
            Ok(())
        }
        TokenKind::KindKw | TokenKind::WithsourceKw | TokenKind::WithSourceKw => {
            token_node(p, NodeKind::NameReference, 1);
            Ok(())
        }
        _ => name_reference(p),
    }
}

/// `['name']`, `[Prefix*]`, `[expression]`
pub(super) fn bracketed_element(p: &mut Parser<'_, '_>) -> Parsed {
    bracketed_wildcard(p)
        .or_else(|_| quoted_name(p))
        .or_else(|_| bracketed_expression(p))
}

fn quoted_name(p: &mut Parser<'_, '_>) -> Parsed {
    if at(p, TokenKind::LBracket) {
        name_reference(p)
    } else {
        absent()
    }
}

/// `[expression]`
fn bracketed_expression(p: &mut Parser<'_, '_>) -> Parsed {
    if !at(p, TokenKind::LBracket) {
        return absent();
    }
    node(p, NodeKind::BracketedExpression, |p| {
        bracketed(p, |p| required(p, AN_EXPRESSION, nested_expression));
        Ok(())
    })
}

pub(super) fn selector_or_call(p: &mut Parser<'_, '_>) -> Parsed {
    if at_call(p, 0) {
        call(p)
    } else {
        path_element(p)
    }
}

/// `( … )`, with a whole pipeline inside
pub(super) fn parenthesized_expression(p: &mut Parser<'_, '_>) -> Parsed {
    if !at(p, TokenKind::LParen) {
        return absent();
    }
    node(p, NodeKind::ParenthesizedExpression, |p| {
        parenthesized(p, |p| {
            required(p, AN_EXPRESSION, |p| deeper(p, pipeline::expression))
        });
        Ok(())
    })
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

/// `a.b`, `a["b"]`: a path without calls
pub(super) fn simple_path(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    path_element(p)?;
    selectors(p, start, path_element, bracketed_element);
    Ok(())
}

/// `database("d").Prefix*`: a table, a call or a wildcard
pub(super) fn wildcarded_entity(p: &mut Parser<'_, '_>) -> Parsed {
    if super::names::wildcard_reference(p).is_ok() {
        return Ok(());
    }
    let start = mark(p);
    selector_or_call(p)?;
    selectors(
        p,
        start,
        |p| super::names::wildcard_reference(p).or_else(|_| selector_or_call(p)),
        bracketed_element,
    );
    Ok(())
}

/// A call with calls behind it: `f(1).g(2)`
pub(super) fn composite_call(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    call(p)?;
    let mut any = false;
    while at(p, TokenKind::Dot) && at_call(p, 1) {
        bump_many(p, 1);
        call(p)?;
        any = true;
    }
    if any {
        close(p, start, NodeKind::PathExpression);
    }
    Ok(())
}

/// A call whose argument list may be lacking.
pub(super) fn required_call(p: &mut Parser<'_, '_>) {
    if call(p).is_ok() {
        return;
    }
    if name_length(p, 0) > 0 {
        let start = mark(p);
        let _ = name_reference(p);
        slip(p, SyntaxErrorKind::Expected("`(`"));
        close(p, start, NodeKind::FunctionCallExpression);
        return;
    }
    super::missing(p, "a call");
}

/// `a` or `"b"` behind `=` of a parameter of a function
pub(super) fn default_value(p: &mut Parser<'_, '_>) -> Parsed {
    literal(p).or_else(|_| parameters::word(p))
}
