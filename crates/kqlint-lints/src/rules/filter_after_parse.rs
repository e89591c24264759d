//! Text taken apart for rows that the next filter drops.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    push_down::{moved, passed},
    query::step_before,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a filter behind a step that takes text apart, where the filter needs nothing of it.
    ///
    /// ## Why is this bad?
    ///
    /// Reading JSON, XML or a regular expression costs far more than a filter.
    /// When the filter stands before that step, only the rows that stay are taken apart.
    ///
    /// `parse_json()` of what is `dynamic` already takes nothing apart and doesn't count.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Error = parse_json(ErrorDetails)
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed"
    /// | extend Error = parse_json(ErrorDetails)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The filter reads nothing that the steps between make, so the query returns the same rows and the fix is safe.
    pub const FILTER_AFTER_PARSE = {
        name: "filter-after-parse",
        summary: "a filter that could stand before text is taken apart",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [FilterOperator],
        beside: [ParseOperator, ExtendOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.has_error() {
        return;
    }
    let Some(costly) = find(cx, node) else {
        return;
    };
    // Filters in a row are one move.
    let before = step_before(node).filter(|step| step.kind() == NodeKind::FilterOperator);
    if before.is_some_and(|filter| find(cx, filter) == Some(costly)) {
        return;
    }
    let report = cx
        .report(node, "text is taken apart for rows that this filter drops")
        .related(
            Place::Query(costly.text_range()),
            "the filter needs nothing of this step",
        )
        .help("put the filter before that step");
    if let Some(edits) = moved(node, costly) {
        report.fix("Move the filter up", Safety::Safe, edits);
    }
}

/// The first step that takes text apart and that a filter could stand before.
fn find<'t>(cx: &Cx<'_, '_>, filter: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let steps = passed(filter, |step| is_costly(cx, step));
    if steps.is_empty() {
        return None;
    }
    let expands = |step: &SyntaxNode<'_>| step.kind() == NodeKind::MvExpandOperator;
    // A costly filter may well be meant to come last.
    if steps.iter().any(expands) || cx.takes_apart(filter) {
        return None;
    }
    steps.into_iter().find(|&step| is_costly(cx, step))
}

fn is_costly(cx: &Cx<'_, '_>, step: SyntaxNode<'_>) -> bool {
    match step.kind() {
        NodeKind::ParseOperator => true,
        NodeKind::ExtendOperator => cx.takes_apart(step),
        _ => false,
    }
}
