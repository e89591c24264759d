//! Groups that are made and then dropped by their keys.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::SyntaxNode;

use crate::{
    context::Cx,
    push_down::{moved, on_keys},
    query::call_name,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a filter on the keys of a `summarize` that stands behind it.
    ///
    /// ## Why is this bad?
    ///
    /// All rows are grouped and aggregated first, and whole groups are then thrown away.
    /// The same condition before `summarize` leaves fewer rows to group, and tells a reader early what the query is about.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count() by ClusterName, EventType
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed"
    /// | summarize Jobs = count() by ClusterName, EventType
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A group has one value of each key, so the same groups remain and the fix is safe.
    /// Where only a part of the filter is about keys, there is no fix.
    pub const FILTER_AFTER_SUMMARIZE = {
        name: "filter-after-summarize",
        summary: "a filter on keys behind `summarize`",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [FilterOperator],
        beside: [SummarizeOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(found) = on_keys(node).filter(|_| !node.has_error()) else {
        return;
    };
    // A costly condition is better asked once for each group, and a function of the user's may be one.
    let is_of_user = |it: SyntaxNode<'_>| {
        call_name(it).is_some_and(|name| cx.catalog().function(&name).is_none())
    };
    if cx.takes_apart(found.condition) || found.condition.descendants().any(is_of_user) {
        return;
    }
    let place = match found.is_whole {
        true => node,
        false => found.condition,
    };
    let report = cx
        .report(
            place,
            "groups are made of all rows, and dropped here by their keys",
        )
        .related(
            Place::Query(found.summarize.text_range()),
            "all rows are grouped first",
        )
        .help("put the condition before `summarize`");
    if found.is_whole
        && let Some(edits) = moved(node, found.summarize)
    {
        report.fix("Move the filter up", Safety::Safe, edits);
    }
}
