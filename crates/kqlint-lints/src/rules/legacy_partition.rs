//! `partition` with the strategy that stops at 64 parts.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    SyntaxNode, TextRange,
    ast::{AstNode, PartitionOperator},
};

use crate::{context::Cx, query::parameter, rule::declare_lint};

declare_lint! {
    /// Finds `partition` that doesn't say how it works.
    ///
    /// ## Why is this bad?
    ///
    /// Without `hint.strategy` the legacy strategy runs, which handles at most 64 values of the key and fails beyond.
    /// The strategies `native` and `shuffle` handle many more, and in parallel.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | partition by ClusterName (top 1 by TimeGenerated desc)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | partition hint.strategy=native by ClusterName (top 1 by TimeGenerated desc)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The native strategy allows fewer operators inside, so the fix is unsafe.
    pub const LEGACY_PARTITION = {
        name: "legacy-partition",
        summary: "`partition` that handles at most 64 values",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [PartitionOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let is_legacy = PartitionOperator::cast(node)
        .is_some_and(|it| it.partition_subquery().is_some())
        && parameter(node, "hint.strategy").is_none()
        && !node.has_error();
    let Some(keyword) = node.first_token().filter(|_| is_legacy) else {
        return;
    };
    cx.report_at(
        keyword.text_range(),
        "`partition` fails beyond 64 values of its key",
    )
    .help("add `hint.strategy=native` or `hint.strategy=shuffle`")
    .replace(
        "Add `hint.strategy=native`",
        Safety::Unsafe,
        TextRange::empty(keyword.text_range().end()),
        " hint.strategy=native",
    );
}
