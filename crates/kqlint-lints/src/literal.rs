//! Text that a query writes out.

use std::borrow::Cow;

use kqlint_semantics::{Constant, Model};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TokenKind,
    ast::{AstNode, DynamicLiteral, LiteralExpression},
};

use crate::query::bare;

/// What a string literal says, or a `let` that names one.
pub(crate) fn text<'a>(model: &'a Model, node: SyntaxNode<'a>) -> Option<Cow<'a, str>> {
    let node = bare(node);
    if let Some(literal) = LiteralExpression::cast(node) {
        return literal.string_value();
    }
    match model.constant(node.id())? {
        Constant::String(text) => Some(Cow::Borrowed(text)),
        _ => None,
    }
}

/// A literal that says `text`.
pub(crate) fn quoted_literal(text: &str) -> String {
    if text.contains('\\') && !text.contains('"') {
        return format!("@\"{text}\"");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a comment stands in a range.
pub(crate) fn holds_comment(node: SyntaxNode<'_>, range: TextRange) -> bool {
    node.tree()
        .text()
        .get(std::ops::Range::<usize>::from(range))
        .is_none_or(|text| text.contains("//"))
}

/// An edit that puts text in the place of a range of the query.
pub(crate) fn edit(range: TextRange, text: impl Into<String>) -> kqlint_diagnostics::Edit {
    kqlint_diagnostics::Edit {
        place: kqlint_diagnostics::Place::Query(range),
        text: text.into(),
    }
}

/// `null`, `int(null)`, `dynamic(null)`
pub(crate) fn is_null(node: SyntaxNode<'_>) -> bool {
    match node.kind() {
        NodeKind::NameReference => node.text() == "null",
        NodeKind::DynamicLiteral => DynamicLiteral::cast(node)
            .and_then(DynamicLiteral::value)
            .is_some_and(|value| value.syntax().text() == "null"),
        NodeKind::LiteralExpression => {
            let kind = LiteralExpression::cast(node).and_then(LiteralExpression::token_kind);
            kind != Some(TokenKind::StringLiteral)
                && node
                    .text()
                    .split_once('(')
                    .is_some_and(|(_, rest)| rest.trim_end_matches(')').trim() == "null")
        }
        _ => false,
    }
}
