//! A filter on `_TimeReceived`.

use kqlint_semantics::Origin;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    query::{column, name},
    rule::declare_lint,
    times::is_filter,
};

declare_lint! {
    /// Finds a filter on `_TimeReceived`.
    ///
    /// ## Why is this bad?
    ///
    /// The column isn't stored: it is computed whenever a query reads it, and no index helps to find its rows.
    /// A filter on it computes it for every row that the steps before leave.
    /// `ingestion_time()` is stored with the rows.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where _TimeReceived > ago(10m)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where ingestion_time() > ago(10m)
    /// ```
    ///
    /// ## References
    ///
    /// - [Standard columns in Azure Monitor Logs](https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns)
    pub const RECEIVED_TIME_FILTER = {
        name: "received-time-filter",
        summary: "a filter on `_TimeReceived`",
        group: Cost,
        level: Warning,
        since: "0.1.0",
        kinds: [BinaryExpression, BetweenExpression],
        operators: [Equality, Order],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let is_received = |side: &SyntaxNode<'_>| {
        side.kind() == NodeKind::NameReference
            && name(*side).is_some_and(|it| it == "_TimeReceived")
            && column(cx.model(), *side)
                .is_some_and(|it| matches!(it.origin(), Origin::Table { .. }))
    };
    let Some(side) = node.children().find(is_received) else {
        return;
    };
    if is_filter(node) && !node.has_error() {
        cx.report(
            side,
            "`_TimeReceived` is computed for each row that is filtered",
        )
        .help("bound `TimeGenerated`, and compare `ingestion_time()`, which is stored");
    }
}
