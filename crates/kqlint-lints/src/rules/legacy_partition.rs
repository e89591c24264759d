//! `partition` with the strategy that stops at 64 parts.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, PartitionOperator, QueryOperator},
};

use crate::{
    context::Cx,
    lineage::{lineage, row_count},
    query::{conditions, keeps_rows, name, named, parameter},
    rule::declare_lint,
    unique::chosen_by,
};

declare_lint! {
    /// Finds `partition` that doesn't say how it works.
    ///
    /// ## Why is this bad?
    ///
    /// Without `hint.strategy` the legacy strategy runs, which handles at most 64 values of the key and fails beyond.
    /// The strategies `native` and `shuffle` handle many more, and in parallel.
    ///
    /// They allow fewer operators inside; where the subquery needs others, such as `evaluate` or `join`, the rule is silent.
    /// It is silent too where the query leaves at most 64 values: by `top`, by a filter on the key, or since it writes out its rows.
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

/// How many values of the key the legacy strategy handles.
const MOST: f64 = 64.0;

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
        && !node.has_error()
        && !has_few_keys(cx, node);
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

/// Whether the query itself says that at most as many values of the key are left as the strategy handles.
fn has_few_keys(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let key = PartitionOperator::cast(node).and_then(|it| name(it.entity()?.syntax()));
    let Some(key) = key else { return false };
    let (mut few_rows, mut few_keys) = (false, false);
    for step in lineage(cx.model(), node) {
        match step.kind() {
            NodeKind::DatatableExpression | NodeKind::PrintOperator => few_rows = true,
            NodeKind::TakeOperator | NodeKind::TopOperator | NodeKind::SampleOperator => {
                few_rows |= row_count(cx.model(), step).is_some_and(|count| count <= MOST);
            }
            NodeKind::FilterOperator => few_keys |= step.children().any(|it| pins(cx, it, &key)),
            NodeKind::SortOperator
            | NodeKind::SummarizeOperator
            | NodeKind::DistinctOperator
            | NodeKind::SerializeOperator => {}
            NodeKind::ExtendOperator | NodeKind::ProjectOperator => {
                // The key may be made here.
                let makes = |it: SyntaxNode<'_>| named(it).is_some_and(|(name, _)| name == key);
                few_keys &= !step.children().any(makes);
            }
            _ if keeps_rows(step) => {}
            _ => (few_rows, few_keys) = (false, false),
        }
    }
    few_rows || few_keys
}

/// Whether a condition leaves few values of a column: it names them.
fn pins(cx: &Cx<'_, '_>, predicate: SyntaxNode<'_>, column: &str) -> bool {
    let chosen = |it| chosen_by(cx.model(), it);
    let mut chosen = conditions(predicate).into_iter().filter_map(chosen);
    chosen.any(|(name, count)| name == column && count as f64 <= MOST)
}

/// Whether the other strategies allow all that a subquery does.
fn can_be_native(subquery: SyntaxNode<'_>) -> bool {
    subquery.descendants().all(|node| match node.kind() {
        NodeKind::ToScalarExpression | NodeKind::ToTableExpression => false,
        kind => QueryOperator::cast(node).is_none() || NATIVE.contains(&kind),
    })
}
