//! `join kind=leftsemi` on one column, where `in` would do.

use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, JoinOperator},
};

use crate::{context::Cx, query::parameter, rule::declare_lint};

declare_lint! {
    /// Finds a left semi join on one column.
    ///
    /// ## Why is this bad?
    ///
    /// It only asks whether the other side has the value.
    /// Kusto's guidance is to ask that with `in`, which is a filter and runs as one, and which says what is meant.
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
    if is_semi && keys == Some(1) {
        cx.report_at(
            keyword.text_range(),
            "the join only asks whether one value is on the other side",
        )
        .help("filter with `in`");
    }
}
