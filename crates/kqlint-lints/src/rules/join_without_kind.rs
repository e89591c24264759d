//! `join` that doesn't say which rows it keeps.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TextSize,
    ast::{AstNode, JoinOperator},
};

use crate::{
    context::Cx,
    query::{parameter, step_before},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `join` without `kind`.
    ///
    /// ## Why is this bad?
    ///
    /// The default is `innerunique`, which keeps one row of the left side for each key, and it is not known which one.
    /// Who comes from SQL expects `inner`, and loses rows without a word.
    ///
    /// A left side that has one row for each key anyway, since `distinct` or `summarize` made it so, is left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=innerunique (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Writing out the default changes nothing and is safe.
    /// `kind=inner` may return more rows and is offered as a choice.
    pub const JOIN_WITHOUT_KIND = {
        name: "join-without-kind",
        summary: "`join` without `kind`",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(keyword) = find(node) else { return };
    let after = TextRange::empty(keyword.end());
    cx.report_at(
        keyword,
        "`join` without `kind` keeps one left row for each key",
    )
    .help("write `kind=innerunique`, or `kind=inner` to keep all rows")
    .replace(
        "Write `kind=innerunique`",
        Safety::Safe,
        after,
        " kind=innerunique",
    )
    .replace(
        "Change to `kind=inner`",
        Safety::Choice,
        after,
        " kind=inner",
    );
}

/// The place of the keyword.
fn find(node: SyntaxNode<'_>) -> Option<TextRange> {
    let join = JoinOperator::cast(node)?;
    let conditions = join.join_on_clause()?.conditions();
    let is_cross = conditions.count() == 0;
    if node.has_error() || parameter(node, "kind").is_some() || is_cross {
        return None;
    }
    // Rows that are one for each key already lose nothing.
    let is_unique = step_before(node).is_some_and(|step| {
        matches!(
            step.kind(),
            NodeKind::SummarizeOperator | NodeKind::DistinctOperator
        )
    });
    let start = node.text_range().start();
    (!is_unique).then(|| TextRange::at(start, TextSize::of("join")))
}
