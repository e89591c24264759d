//! An alert rule that looks at some of its rows.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    alert::{is_rule, steps},
    context::Cx,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `take`, `limit` and `sample` in the query of a rule.
    ///
    /// ## Why is this bad?
    ///
    /// Which rows they return is not defined and differs from run to run.
    /// The rule misses what it should find, and alerts come and go.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:log-alert
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// | take 10
    /// ```
    ///
    /// ```kql,good,kind:log-alert
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// | summarize Failures = count() by ClusterName
    /// ```
    ///
    /// ## References
    ///
    /// - [Optimize log search alert queries](https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-log-query)
    pub const SAMPLE_IN_ALERT = {
        name: "sample-in-alert",
        summary: "a rule that looks at some of its rows",
        group: Alert,
        level: Warning,
        since: "0.1.0",
        kinds: [ExpressionStatement],
        given: [Kind],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if !is_rule(cx) || node.has_error() {
        return;
    }
    let mut is_sorted = false;
    for step in steps(node) {
        match step.kind() {
            NodeKind::SortOperator => is_sorted = true,
            NodeKind::TakeOperator | NodeKind::SampleOperator if !is_sorted => {
                let Some(keyword) = step.first_token() else {
                    continue;
                };
                cx.report(
                    step,
                    format!(
                        "which rows `{}` returns differs from run to run",
                        keyword.text()
                    ),
                )
                .help("aggregate the rows, or use `top`");
            }
            _ => {}
        }
    }
}
