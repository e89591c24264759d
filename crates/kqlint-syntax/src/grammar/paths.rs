//! Names, paths and calls: what an expression is made of below its operators.

use super::{
    Parsed, Parser, absent, at, bump, bump_many, close, deeper,
    expressions::{AN_EXPRESSION, nested_expression, slip_over},
    is_joint,
    lists::{List, at_boundary, bracketed, parenthesized},
    literals::{literal, placeholder, star, typeof_literal},
    mark,
    named::named_expression,
    names::{
        braced_length, bracketed_wildcard, keyword_as_name, name_length, name_reference,
        wildcard_reference,
    },
    node, nth, nth_text, peek, pipeline, required, slip, sources, token_node,
};
use crate::{builder::Mark, error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

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
        return star(p);
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

/// `a.b`, `a["b"]`: a path without calls
pub(super) fn simple_path(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    path_element(p)?;
    selectors(p, start, path_element, bracketed_element);
    Ok(())
}

/// `database("d").Prefix*`: a table, a call or a wildcard
pub(super) fn wildcarded_entity(p: &mut Parser<'_, '_>) -> Parsed {
    if wildcard_reference(p).is_ok() {
        return Ok(());
    }
    let start = mark(p);
    selector_or_call(p)?;
    selectors(
        p,
        start,
        |p| wildcard_reference(p).or_else(|_| selector_or_call(p)),
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
