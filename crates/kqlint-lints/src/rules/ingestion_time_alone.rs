//! `ingestion_time()` without a bound on `TimeGenerated`.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    query::{call, conditions, name},
    rule::declare_lint,
    times::is_filter,
};

declare_lint! {
    /// Finds a filter on `ingestion_time()` in a query that doesn't bound `TimeGenerated`.
    ///
    /// ## Why is this bad?
    ///
    /// Rows are stored by `TimeGenerated`, so that a filter on the time of arrival alone reads all that the table keeps.
    /// Azure Monitor's guidance is to bound `TimeGenerated` too, a little wider.
    ///
    /// Hosts that bring a window of their own are passed over.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where ingestion_time() > ago(10m)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where ingestion_time() > ago(10m)
    /// ```
    pub const INGESTION_TIME_ALONE = {
        name: "ingestion-time-alone",
        summary: "a filter on `ingestion_time()` alone",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression, BetweenExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if !cx.catalog().environment().is_workspace() || cx.has_window() || node.has_error() {
        return;
    }
    let Some(subject) = node.children().next() else {
        return;
    };
    let is_arrival = call(subject).is_some_and(|call| call.name == "ingestion_time");
    if is_arrival && is_filter(node) && !bounds_time(cx, node) {
        cx.report(
            node,
            "a bound on the time of arrival alone reads the whole table",
        )
        .help("bound `TimeGenerated` too, a little wider");
    }
}

/// Whether the pipeline around a condition compares `TimeGenerated`.
fn bounds_time(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let pipeline = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::PipeExpression);
    let in_bounds = cx.times().bounds.iter().any(|bound| {
        cx.tree()
            .node(bound.subject)
            .is_some_and(|it| it.text() == "TimeGenerated")
    });
    let compares = |filter: SyntaxNode<'_>| {
        filter.children().any(|predicate| {
            conditions(predicate).iter().any(|condition| {
                condition
                    .children()
                    .any(|side| name(side).is_some_and(|name| name == "TimeGenerated"))
            })
        })
    };
    in_bounds
        || pipeline.is_some_and(|pipeline| {
            pipeline
                .children()
                .filter(|it| it.kind() == NodeKind::FilterOperator)
                .any(compares)
        })
}
