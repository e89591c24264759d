//! `join kind=leftsemi` on one column, where `in` would do.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, JoinOperator},
};

use crate::{
    context::Cx,
    lineage::{lineage, rows_of},
    query::parameter,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a left semi join on one column.
    ///
    /// ## Why is this bad?
    ///
    /// It only asks whether the other side has the value.
    /// Kusto's guidance is to ask that with `in`, which is a filter and runs as one, and which says what is meant.
    ///
    /// A join that names its strategy, and one of a few rows that the query writes out, are left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=leftsemi (AmlComputeClusterEvent | where TimeGenerated > ago(1d) | where VmPriority == "LowPriority") on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where ClusterName in ((AmlComputeClusterEvent | where TimeGenerated > ago(1d) | where VmPriority == "LowPriority" | distinct ClusterName))
    /// ```
    ///
    /// ## References
    ///
    /// - [Best practices for Kusto queries](https://learn.microsoft.com/kusto/query/best-practices)
    pub const SEMI_JOIN_ON_ONE_COLUMN = {
        name: "semi-join-on-one-column",
        summary: "a left semi join where `in` would do",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let is_semi = parameter(node, "kind") == Some("leftsemi");
    let keys = JoinOperator::cast(node)
        .and_then(JoinOperator::join_on_clause)
        .map(|clause| clause.conditions().count());
    let Some(keyword) = node.first_token().filter(|_| !node.has_error()) else {
        return;
    };
    // Who says how the join runs has thought of it.
    let is_planned = || parameter(node, "hint.strategy").is_some();
    if is_semi && keys == Some(1) && !is_planned() && !has_few(cx, node) {
        cx.report_at(
            keyword.text_range(),
            "the join only asks whether one value is on the other side",
        )
        .help("filter with `in`");
    }
}

/// Whether the query writes out the rows of a side.
fn has_few(cx: &Cx<'_, '_>, join: SyntaxNode<'_>) -> bool {
    let is_written = |steps: Vec<SyntaxNode<'_>>| {
        let source = steps.first().map(|it| it.kind());
        source == Some(NodeKind::DatatableExpression)
    };
    let right = JoinOperator::cast(join).and_then(JoinOperator::right);
    is_written(lineage(cx.model(), join))
        || right.is_some_and(|it| is_written(rows_of(cx.model(), it.syntax())))
}
