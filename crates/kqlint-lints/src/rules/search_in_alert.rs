//! A log alert that begins with `search` or `union`.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    alert::{is_log_alert, steps},
    context::Cx,
    query::calls,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `search`, `find` and `union` at the beginning of the query of a log alert.
    ///
    /// ## Why is this bad?
    ///
    /// Azure Monitor doesn't accept such alert rules, except for a union of several workspaces or resources.
    /// The deployment fails late, and long after the query was written.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:log-alert
    /// union AmlComputeJobEvent, AmlComputeClusterEvent
    /// | where EventType has "Failed"
    /// ```
    ///
    /// ```kql,good,kind:log-alert
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ## References
    ///
    /// - [Optimize log search alert queries](https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-log-query)
    pub const SEARCH_IN_ALERT = {
        name: "search-in-alert",
        summary: "a log alert that begins with `search` or `union`",
        group: Alert,
        level: Warning,
        since: "0.1.0",
        kinds: [ExpressionStatement],
        given: [Kind],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if !is_log_alert(cx) || node.has_error() {
        return;
    }
    let Some(first) = steps(node).into_iter().next() else {
        return;
    };
    let is_refused = match first.kind() {
        NodeKind::SearchOperator | NodeKind::FindOperator => true,
        NodeKind::UnionOperator => !first.descendants().any(names_resource),
        _ => false,
    };
    let Some(keyword) = first.first_token().filter(|_| is_refused) else {
        return;
    };
    cx.report_at(
        keyword.text_range(),
        format!("alert rules don't accept `{}` here", keyword.text()),
    )
    .help("begin with a table");
}

/// `workspace("…")` and its like.
fn names_resource(node: SyntaxNode<'_>) -> bool {
    calls(node, &["workspace", "app", "resource"])
}
