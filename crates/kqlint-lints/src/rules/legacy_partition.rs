//! `partition` with the strategy that stops at 64 parts.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, PartitionOperator, QueryOperator},
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
    /// They allow fewer operators inside; where the subquery needs others, such as `evaluate` or `join`, the rule is silent.
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
    /// The rows may come in another order, so the fix is unsafe.
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

/// The operators that the strategies `native` and `shuffle` allow.
const NATIVE: [NodeKind; 26] = [
    NodeKind::CountOperator,
    NodeKind::DistinctOperator,
    NodeKind::ExtendOperator,
    NodeKind::FilterOperator,
    NodeKind::MakeSeriesOperator,
    NodeKind::MvApplyOperator,
    NodeKind::MvExpandOperator,
    NodeKind::ParseOperator,
    NodeKind::ParseWhereOperator,
    NodeKind::ProjectAwayOperator,
    NodeKind::ProjectKeepOperator,
    NodeKind::ProjectOperator,
    NodeKind::ProjectRenameOperator,
    NodeKind::ProjectReorderOperator,
    NodeKind::ReduceOperator,
    NodeKind::SampleDistinctOperator,
    NodeKind::SampleOperator,
    NodeKind::ScanOperator,
    NodeKind::SearchOperator,
    NodeKind::SerializeOperator,
    NodeKind::SortOperator,
    NodeKind::SummarizeOperator,
    NodeKind::TakeOperator,
    NodeKind::TopHittersOperator,
    NodeKind::TopNestedOperator,
    NodeKind::TopOperator,
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let is_legacy = PartitionOperator::cast(node)
        .and_then(PartitionOperator::partition_subquery)
        .is_some_and(|it| can_be_native(it.syntax()))
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

/// Whether the other strategies allow all that a subquery does.
fn can_be_native(subquery: SyntaxNode<'_>) -> bool {
    subquery.descendants().all(|node| match node.kind() {
        NodeKind::ToScalarExpression | NodeKind::ToTableExpression => false,
        kind => QueryOperator::cast(node).is_none() || NATIVE.contains(&kind),
    })
}
