//! `x == null` and its like, which never hold.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Model, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryOperator, QueryOperator},
};

use crate::{
    context::Cx,
    literal::is_null,
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
    /// The columns of `extend` and `project` lose no rows, and are left alone.
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
        operators: [Equality],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let model = cx.model();
    let Some((subject, null)) = find(cx) else {
        return;
    };
    let is_name = name(null).is_some();
    if !is_name && is_column(node) {
        return;
    }
    if is_name {
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

/// Whether a comparison is the value of a column, which loses no row.
fn is_column(node: SyntaxNode<'_>) -> bool {
    let mut steps = node
        .ancestors()
        .filter(|it| QueryOperator::can_cast(it.kind()));
    steps.next().is_some_and(|it| {
        matches!(
            it.kind(),
            NodeKind::ExtendOperator | NodeKind::ProjectOperator
        )
    })
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

fn function(model: &Model, subject: SyntaxNode<'_>) -> &'static str {
    match model.type_of(subject.id()) {
        Type::STRING => "isempty",
        _ => "isnull",
    }
}
