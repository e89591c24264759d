//! `x == null` and its like, which never hold.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Model, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TokenKind,
    ast::{AstNode, BinaryOperator, DynamicLiteral, LiteralExpression},
};

use crate::{
    context::Cx,
    query::{bare, column, name},
    rule::declare_lint,
    unknown::{Reading, Unknown},
};

declare_lint! {
    /// Finds comparisons with `null`.
    ///
    /// ## Why is this bad?
    ///
    /// Kusto has no value `null` to compare with, and `int(null)` or `dynamic(null)` equals nothing, not even itself: a filter with `==` keeps no row.
    /// Missing values are found with `isnull()`, missing text with `isempty()`.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d) and UnusableNodeCount == int(null)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d) and isnull(UnusableNodeCount)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns other rows afterwards, so the fix is unsafe.
    pub const COMPARISON_WITH_NULL = {
        name: "comparison-with-null",
        summary: "a comparison with `null`",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [BinaryExpression],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let model = cx.model();
    let Some((subject, null)) = find(cx) else {
        return;
    };
    if name(null).is_some() {
        let is_null =
            |it: &Unknown<'_>| it.problem.node == null.id() && it.reading == Reading::Null;
        let is_unknown = cx.unknown().iter().any(is_null);
        if !is_unknown {
            return;
        }
    }
    // A parameter that was left out is null on purpose.
    let base = match bare(subject).kind() {
        NodeKind::PathExpression => bare(subject).children().next(),
        _ => Some(subject),
    };
    if base.and_then(|base| column(model, base)).is_none() {
        return;
    }
    let function = function(model, subject);
    cx.report(node, "nothing equals `null`")
        .help(format!("use `{function}()`"))
        .replace(
            format!("Use `{function}()`"),
            Safety::Unsafe,
            node.text_range(),
            format!("{function}({})", subject.text()),
        );
}

/// The value that is compared with null, and null; `!=` does what it says.
fn find<'a>(cx: &Cx<'a, '_>) -> Option<(SyntaxNode<'a>, SyntaxNode<'a>)> {
    let comparison = cx.binary()?;
    if comparison.operator != BinaryOperator::Equal {
        return None;
    }
    let (left, right) = (comparison.left, comparison.right);
    match (is_null(bare(left)), is_null(bare(right))) {
        (false, true) => Some((left, right)),
        (true, false) => Some((right, left)),
        _ => None,
    }
}

/// `null`, `int(null)`, `dynamic(null)`
fn is_null(node: SyntaxNode<'_>) -> bool {
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

fn function(model: &Model, subject: SyntaxNode<'_>) -> &'static str {
    match model.type_of(subject.id()) {
        Type::STRING => "isempty",
        _ => "isnull",
    }
}
