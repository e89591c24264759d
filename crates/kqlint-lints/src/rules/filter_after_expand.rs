//! `mv-expand` before a filter that doesn't need it.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    push_down::{moved, passed},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a filter behind `mv-expand` that reads nothing of what was expanded.
    ///
    /// ## Why is this bad?
    ///
    /// `mv-expand` makes one row into many, and the filter then looks at each of them.
    /// Before the expansion it looks at one, and what it drops is never expanded.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AuditLogs
    /// | where TimeGenerated > ago(1d)
    /// | mv-expand TargetResources
    /// | where Category == "GroupManagement"
    /// ```
    ///
    /// ```kql,good
    /// AuditLogs
    /// | where TimeGenerated > ago(1d)
    /// | where Category == "GroupManagement"
    /// | mv-expand TargetResources
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The filter reads nothing that the steps between make, so the query returns the same rows and the fix is safe.
    pub const FILTER_AFTER_EXPAND = {
        name: "filter-after-expand",
        summary: "a filter that could stand before `mv-expand`",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [FilterOperator],
        beside: [MvExpandOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.has_error() {
        return;
    }
    let expand = passed(node, |step| step.kind() == NodeKind::MvExpandOperator)
        .into_iter()
        .find(|step| step.kind() == NodeKind::MvExpandOperator);
    let Some(expand) = expand else { return };
    let report = cx
        .report(
            node,
            "the filter needs nothing of what is expanded above it",
        )
        .related(Place::Query(expand.text_range()), "expanded here")
        .help(format!("put the filter before {}", quoted(expand.text())));
    if let Some(edits) = moved(node, expand) {
        report.fix("Move the filter up", Safety::Safe, edits);
    }
}
