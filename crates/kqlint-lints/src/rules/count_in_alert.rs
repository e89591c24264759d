//! A log alert that counts its rows itself.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, SummarizeOperator},
};

use crate::{
    alert::{is_log_alert, steps},
    context::Cx,
    query::{call, value, without_step},
    rule::declare_lint,
};

declare_lint! {
    /// Finds the query of a log alert that ends in a count of its rows, where the rule counts rows.
    ///
    /// ## Why is this bad?
    ///
    /// A rule without a measured column counts the rows that the query returns.
    /// A query that ends in `count` always returns one row, so the rule sees 1, whatever happened.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:log-alert
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// | count
    /// ```
    ///
    /// ```kql,good,kind:log-alert
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The rule fires at other times afterwards, so the fix is unsafe.
    pub const COUNT_IN_ALERT = {
        name: "count-in-alert",
        summary: "a log alert that counts its rows itself",
        group: Alert,
        level: Warning,
        since: "0.1.0",
        kinds: [ExpressionStatement],
        given: [Kind],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let counts_rows = is_log_alert(cx) && cx.input.facts.measure_column.is_none();
    if !counts_rows || node.has_error() {
        return;
    }
    let Some(last) = steps(node).pop().filter(|step| counts(*step)) else {
        return;
    };
    let report = cx
        .report(last, "the query always returns one row")
        .note("a rule without a measured column counts the rows of the query")
        .help("leave the count to the rule, or measure the column");
    if let Some(edit) = without_step(last) {
        report.fix("Remove the count", Safety::Unsafe, vec![edit]);
    }
}

/// `count`, or `summarize count()` without keys.
fn counts(step: SyntaxNode<'_>) -> bool {
    if step.kind() == NodeKind::CountOperator {
        return true;
    }
    let Some(summarize) = SummarizeOperator::cast(step) else {
        return false;
    };
    let mut aggregates = summarize.aggregates().map(|it| value(it.syntax()));
    let first = aggregates.next().and_then(call);
    summarize.by_clause().is_none()
        && aggregates.next().is_none()
        && first.is_some_and(|call| call.name == "count")
}
